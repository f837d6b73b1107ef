#include "data/report/typo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "tests/unit/tools.h"

static const struct number *num(struct tools *t, const char *text)
{
    return number_parse(t->a, text, strlen(text));
}

/* Fits when the value is the wanted one. */
static bool is_wanted(const void *context, size_t k, const struct number *x)
{
    (void)k;
    return number_cmp(x, context) == 0;
}

static const char *hint(struct tools *t, const char *typed, int decimals, const char *wanted)
{
    struct typed value = {"it", num(t, typed), decimals};
    return typo_hint(t->a, &value, 1, is_wanted, num(t, wanted), t->m);
}

static void one_digit_or_a_swap_is_found(void **state)
{
    struct tools *t = *state;
    assert_string_equal(hint(t, "69.49", 2, "68.49"), "; digit 2 of it, 9 to 8, would fit");
    assert_string_equal(hint(t, "98.90", 2, "98.95"), "; digit 4 of it, 0 to 5, would fit");
    assert_string_equal(hint(t, "3002", 0, "3020"), "; digit 3 of it, 02 to 20, would fit");
    assert_string_equal(hint(t, "9.81", 2, "8.91"), "; digit 1 of it, 9.8 to 8.9, would fit");
    assert_string_equal(hint(t, "1103", 0, "1305"), "");
    assert_string_equal(hint(t, "7", 0, "7"), ""); /* nothing to mend */
}

/* 1 + 2 = 4: any of the three. Two are told. */
static bool adds_up(const void *context, size_t k, const struct number *x)
{
    const struct number *const *v = context;
    struct arena *a = arena_new();
    const struct number *y[3] = {v[0], v[1], v[2]};
    y[k] = x;
    bool fits = number_cmp(number_add(a, y[0], y[1]), y[2]) == 0;
    arena_free(a);
    return fits;
}

static void two_ways_are_told(void **state)
{
    struct tools *t = *state;
    const struct number *v[] = {num(t, "1"), num(t, "2"), num(t, "4")};
    struct typed values[] = {{"甲", v[0], 0}, {"乙", v[1], 0}, {"合计", v[2], 0}};
    messages_set_language(t->m, LANG_ZH);
    assert_string_equal(typo_hint(t->a, values, 3, adds_up, v, t->m),
                        "；甲第1位 1→2，或乙第1位 2→3 即相符");
}

static void nobody_reads_after_many_errors(void **state)
{
    struct tools *t = *state;
    for (int i = 0; i < MSG_PER_RULE; i++)
        msg(t->m, SEV_ERROR, NOWHERE, "bad-number", "x", "x");
    assert_string_equal(hint(t, "3002", 0, "3020"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_digit_or_a_swap_is_found, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(two_ways_are_told, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(nobody_reads_after_many_errors, open_tools, close_tools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
