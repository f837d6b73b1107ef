#include "data/report/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static int open_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void values_are_read_with_their_marks(void **state)
{
    static const struct {
        const char *typed;
        enum value_kind kind;
        const char *number;
    } cases[] = {
        {"98.89", VALUE_EXACT, "98.89"},    {" 98.89％ ", VALUE_EXACT, "98.89"},
        {"11.02‰", VALUE_EXACT, "11.02"},   {"107:100", VALUE_EXACT, "107"},
        {">=80%", VALUE_AT_LEAST, "80.00"}, {"≥ 80", VALUE_AT_LEAST, "80.00"},
        {"<= 5", VALUE_AT_MOST, "5.00"},    {"≤5", VALUE_AT_MOST, "5.00"},
        {"~160", VALUE_ABOUT, "160.00"},    {"约１６０", VALUE_ABOUT, "160.00"},
        {"-0.5", VALUE_EXACT, "-0.50"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum value_kind kind;
        const struct number *x;
        assert_int_equal(value_parse(*state, cases[i].typed, strlen(cases[i].typed), &kind, &x), 0);
        assert_int_equal(kind, cases[i].kind);
        const struct number *want = number_parse(*state, cases[i].number, strlen(cases[i].number));
        assert_int_equal(number_cmp(x, want), 0);
    }
}

static void marks_of_missing_values_are_no_numbers(void **state)
{
    static const char *const missing[] = {"", "  ", "-", "—", "－", "…", "...", "/", "无", "N/A"};
    static const char *const wrong[] = {"有", ">=", "12x", "%", "> 5", "90%以上"};
    enum value_kind kind;
    const struct number *x;
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        assert_int_equal(value_parse(*state, missing[i], strlen(missing[i]), &kind, &x), 0);
        assert_int_equal(kind, VALUE_MISSING);
        assert_null(x);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(value_parse(*state, wrong[i], strlen(wrong[i]), &kind, &x), -1);
}

static struct target target(void **state, const char *text)
{
    struct target t = {.flags = FLAG_ILLUSTRATIVE};
    assert_int_equal(value_parse_target(*state, text, strlen(text), &t), 0);
    assert_int_equal(t.flags, FLAG_ILLUSTRATIVE);
    return t;
}

static void targets_are_read_in_all_forms(void **state)
{
    assert_int_equal(target(state, "<= 11.50").kind, TARGET_AT_MOST);
    assert_int_equal(target(state, "≤12‰").kind, TARGET_AT_MOST);
    assert_int_equal(target(state, ">= 90%").kind, TARGET_AT_LEAST);
    assert_int_equal(target(state, "≥90").kind, TARGET_AT_LEAST);
    assert_int_equal(target(state, "= 0").kind, TARGET_EQUAL);
    assert_int_equal(target(state, "").kind, TARGET_UNSET);
    assert_int_equal(target(state, "-").kind, TARGET_UNSET);
    static const char *const ranges[] = {"103..107", "103 ~ 107", "103～107:100", "103—107",
                                         "103‰～107‰"};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        struct target t = target(state, ranges[i]);
        assert_int_equal(t.kind, TARGET_BETWEEN);
        assert_true(number_double(t.low) == 103 && number_double(t.high) == 107);
    }
    static const char *const wrong[] = {"90", "107..103", "<90", "90..", "abc", ">= x", "1..2..3"};
    struct target t;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(value_parse_target(*state, wrong[i], strlen(wrong[i]), &t), -1);
}

static void verdicts_follow_from_what_is_known(void **state)
{
    static const struct {
        const char *value, *target;
        enum verdict verdict;
    } cases[] = {
        {"90", ">= 90", VERDICT_MET},
        {"89.999", ">= 90", VERDICT_UNMET},
        {">=90", ">= 90", VERDICT_MET},
        {">=90", ">= 95", VERDICT_UNKNOWN},
        {">=90", "<= 80", VERDICT_UNMET},
        {"<=5", ">= 5", VERDICT_UNKNOWN},
        {"<=4.9", ">= 5", VERDICT_UNMET},
        {"<=5", "<= 5", VERDICT_MET},
        {"107", "103..107", VERDICT_MET},
        {"107.001", "103..107", VERDICT_UNMET},
        {"102.9", "103..107", VERDICT_UNMET},
        {">=103", "103..107", VERDICT_UNKNOWN},
        {"0", "= 0", VERDICT_MET},
        {"1", "= 0", VERDICT_UNMET},
        {"~160", ">= 100", VERDICT_UNKNOWN},
        {"-", ">= 100", VERDICT_UNKNOWN},
        {"5", "", VERDICT_NO_TARGET},
        {"-", "", VERDICT_NO_TARGET},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value v = {0};
        const char *text = cases[i].value;
        assert_int_equal(value_parse(*state, text, strlen(text), &v.kind, &v.number), 0);
        struct target t = target(state, cases[i].target);
        if (value_verdict(&v, &t) != cases[i].verdict)
            fail_msg("%s against %s", text, cases[i].target);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read_with_their_marks),
        cmocka_unit_test(marks_of_missing_values_are_no_numbers),
        cmocka_unit_test(targets_are_read_in_all_forms),
        cmocka_unit_test(verdicts_follow_from_what_is_known),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
