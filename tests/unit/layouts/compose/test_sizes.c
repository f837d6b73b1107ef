/* sizes.c: names of type sizes and lengths with units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "layouts/compose/sizes.h"

#define PT(x) ((int64_t)((x)*1000) * FINE)

static const struct units units = {.em = PT(15), .line = PT(30)};

static int64_t parsed(const char *text)
{
    int64_t v = -1;
    return sizes_length(text, &units, &v) == 0 ? v : -1;
}

static void names_are_words_points(void **state)
{
    (void)state;
    assert_int_equal(parsed("初号"), PT(42));
    assert_int_equal(parsed("二号"), PT(22));
    assert_int_equal(parsed("三号"), PT(16));
    assert_int_equal(parsed("小四"), PT(12));
    assert_int_equal(parsed("五号"), PT(10.5));
    assert_int_equal(parsed("六号"), PT(7.5));
    assert_int_equal(parsed("八号"), PT(5));
}

static void units_in_both_languages(void **state)
{
    (void)state;
    assert_int_equal(parsed("16pt"), PT(16));
    assert_int_equal(parsed("15.75pt"), PT(15.75));
    assert_int_equal(parsed("2 em"), PT(30));
    assert_int_equal(parsed("2字"), PT(30));
    assert_int_equal(parsed("2line"), PT(60));
    assert_int_equal(parsed("0.5行"), PT(15));
    assert_int_equal(parsed("25.4mm"), PT(72));
    assert_int_equal(parsed("2.54cm"), PT(72));
    assert_int_equal(parsed("0"), 0);
}

static void grid_of_the_standard(void **state)
{
    (void)state;
    int64_t width, em = 0, pitch;
    assert_int_equal(sizes_length("156mm", &units, &width), 0);
    em = width / 28;
    const struct units grid = {.em = em};
    assert_int_equal(sizes_length("1.875em", &grid, &pitch), 0);
    /* 15/8 of 156 mm / 28 is 29611.92 millipoints; 22 lines must not drift by a millipoint */
    assert_int_equal(sizes_millipoints(em), 15793);
    assert_int_equal(sizes_millipoints(pitch), 29612);
    assert_in_range(22 * pitch / FINE, 22 * (width * 15 / 8 / 28) / FINE - 1,
                    22 * (width * 15 / 8 / 28) / FINE);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    const struct units none = {0};
    int64_t v;
    static const char *const bad[] = {
        "",        "16",     "pt",   "-3pt",  "16 points",
        "1e3pt",   "三",     "9号",  "1,5pt", "nan",
        "10000pt", "0x10pt", "1..2", "2emem", "99999999999999999999pt"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(sizes_length(bad[i], &units, &v), -1);
    assert_int_equal(sizes_length("2em", &none, &v), -1);
    assert_int_equal(sizes_length("2line", &none, &v), -1);
}

static void rounding_is_to_nearest(void **state)
{
    (void)state;
    assert_int_equal(sizes_millipoints(1499999), 1);
    assert_int_equal(sizes_millipoints(1500000), 2);
    assert_int_equal(sizes_millipoints(-1500000), -2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_words_points), cmocka_unit_test(units_in_both_languages),
        cmocka_unit_test(grid_of_the_standard),   cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(rounding_is_to_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
