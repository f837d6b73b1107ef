#include "base/number.h"

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

static const struct number *num(struct arena *a, const char *text)
{
    return number_parse(a, text, strlen(text));
}

static void numbers_are_read_as_offices_type_them(void **state)
{
    static const struct {
        const char *typed, *printed;
        int decimals;
    } cases[] = {
        {"11.50", "11.50", 2},
        {"-0.41", "-0.41", 2},
        {"－０．４１", "-0.41", 2},
        {"１２３", "123", 0},
        {"1,234", "1234", 0},
        {"1，234，567.8", "1234567.8", 1},
        {"+5", "5", 0},
        {"−3", "-3", 0},
        {"007", "7", 0},
        {"-0.0", "0", 0},
        {"999,999", "999999", 0},
        {"123456789012345678901234567890", "123456789012345678901234567890", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct number *x = num(*state, cases[i].typed);
        assert_non_null(x);
        assert_string_equal(number_text(*state, x, cases[i].decimals, ROUND_HALF_UP, 0),
                            cases[i].printed);
    }
}

/* One limb or several, an operation comes to the same: (x·k + y·k) / k is x + y. */
static void numbers_of_one_limb_are_as_long_ones(void **state)
{
    static const char *const cases[] = {"0",    "1",       "-1",     "18446744073709551615",
                                        "-0.5", "3.00",    "100",    "0.0000000001",
                                        "-7",   "9999.99", "-12.25", "18446744073709551616"};
    const struct number *k = num(*state, "123456789012345678901234567890");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t j = 0; j < sizeof cases / sizeof *cases; j++) {
            const struct number *x = num(*state, cases[i]), *y = num(*state, cases[j]);
            const struct number *xk = number_mul(*state, x, k), *yk = number_mul(*state, y, k);
            const struct number *product = number_div(*state, number_mul(*state, xk, y), k);
            assert_int_equal(number_cmp(number_mul(*state, x, y), product), 0);
            if (number_sign(y) != 0)
                assert_int_equal(number_cmp(number_div(*state, x, y), number_div(*state, xk, yk)),
                                 0);
            assert_int_equal(number_cmp(x, number_div(*state, xk, k)), 0);
        }
    assert_int_equal(number_decimals(num(*state, "98.90")), 1); /* lowest terms */
    assert_null(number_div(*state, k, num(*state, "0.00")));
}

static void numbers_are_near_by_halves_of_a_digit(void **state)
{
    const struct number *x = num(*state, "98.89"), *y = num(*state, "98.895");
    assert_true(number_near(x, y, 1, 2));
    assert_true(number_near(y, x, 1, 2));
    assert_false(number_near(x, num(*state, "98.8950001"), 1, 2));
    assert_true(number_near(x, num(*state, "98.91"), 4, 2));
    assert_true(number_near(num(*state, "-1"), num(*state, "1"), 4, 0));
    assert_false(number_near(num(*state, "-1"), num(*state, "1"), 3, 0));
    assert_true(number_near(x, x, 0, 5));
    assert_true(number_near(num(*state, "21450"), num(*state, "21500"), 1, -2));
    assert_false(number_near(num(*state, "21449"), num(*state, "21500"), 1, -2));
}

static void what_is_no_number_is_refused(void **state)
{
    static const char *const cases[] = {
        "",
        "-",
        "+",
        ".",
        ".5",
        "5.",
        "1.2.3",
        "1,23",
        "1234,567",
        ",123",
        "1,,2",
        "12 3",
        "1e5",
        "0x10",
        "1,234.5,6",
        "1.234,567",
        "12a",
        "一",
        "nan",
        "--1",
        "1,234,",
        "5-",
        "1234567890123456789012345678901234567890123456789012345678901",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (num(*state, cases[i]) != NULL)
            fail_msg("\"%s\" was taken for a number", cases[i]);
}

/* The examples of GB/T 8170-2008 3.2 and 3.3, with what 四舍五入 makes of them. */
static void both_rules_round_the_examples_of_the_standard(void **state)
{
    static const struct {
        const char *typed;
        int decimals;
        const char *gb8170, *half_up;
    } cases[] = {
        {"12.1498", 1, "12.1", "12.1"},
        {"10.5002", 0, "11", "11"},
        {"1.050", 1, "1.0", "1.1"},
        {"0.35", 1, "0.4", "0.4"},
        {"-0.0365", 3, "-0.036", "-0.037"},
        {"8.53459", 2, "8.53", "8.53"},
        {"0.25", 1, "0.2", "0.3"},
        {"-2.5", 0, "-2", "-3"},
        {"-0.004", 2, "0.00", "0.00"},
        {"0.5", 0, "0", "1"},
        {"1.5", 0, "2", "2"},
        {"99.995", 2, "100.00", "100.00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct number *x = num(*state, cases[i].typed);
        assert_string_equal(number_text(*state, x, cases[i].decimals, ROUND_GB8170, 0),
                            cases[i].gb8170);
        assert_string_equal(number_text(*state, x, cases[i].decimals, ROUND_HALF_UP, 0),
                            cases[i].half_up);
        const struct number *rounded = number_round(*state, x, cases[i].decimals, ROUND_GB8170);
        assert_int_equal(number_cmp(rounded, num(*state, cases[i].gb8170)), 0);
    }
}

static void arithmetic_is_exact(void **state)
{
    struct arena *a = *state;
    const struct number *third = number_div(a, number_int(a, 1), number_int(a, 3));
    const struct number *one = number_add(a, third, number_add(a, third, third));
    assert_int_equal(number_cmp(one, number_int(a, 1)), 0);
    assert_int_equal(number_cmp(number_add(a, num(a, "0.1"), num(a, "0.2")), num(a, "0.3")), 0);
    assert_int_equal(number_sign(number_sub(a, num(a, "8.87"), num(a, "11.02"))), -1);
    assert_int_equal(number_sign(number_sub(a, third, third)), 0);
    assert_null(number_div(a, one, number_int(a, 0)));
    const struct number *rate =
        number_mul(a, number_div(a, number_int(a, 1966), num(a, "178,406")), number_int(a, 1000));
    assert_string_equal(number_text(a, rate, 2, ROUND_GB8170, 0), "11.02");
    assert_int_equal(number_decimals(rate), -1);
    assert_int_equal(number_decimals(num(a, "98.90")), 1);
    assert_int_equal(number_decimals(number_div(a, one, number_int(a, 64))), 6);
    assert_true(number_double(num(a, "-0.5")) == -0.5);
}

static void groups_and_zeros_are_printed(void **state)
{
    struct arena *a = *state;
    assert_string_equal(number_text(a, num(a, "1234567.5"), 1, ROUND_HALF_UP, 1), "1,234,567.5");
    assert_string_equal(number_text(a, num(a, "-123456"), 0, ROUND_HALF_UP, 1), "-123,456");
    assert_string_equal(number_text(a, num(a, "123"), 0, ROUND_HALF_UP, 1), "123");
    assert_string_equal(number_text(a, num(a, "0.005"), 4, ROUND_HALF_UP, 1), "0.0050");
    assert_string_equal(number_text(a, num(a, "12"), 2, ROUND_HALF_UP, 0), "12.00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_offices_type_them),
        cmocka_unit_test(numbers_of_one_limb_are_as_long_ones),
        cmocka_unit_test(numbers_are_near_by_halves_of_a_digit),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(both_rules_round_the_examples_of_the_standard),
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(groups_and_zeros_are_printed),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
