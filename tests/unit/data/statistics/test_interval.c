#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "base/arena.h"
#include "data/statistics/interval.h"

/* Within half a unit of the last digit given. */
static void is_near(struct interval i, double low, double high, double digit)
{
    if (fabs(i.low - low) > digit / 2 || fabs(i.high - high) > digit / 2)
        fail_msg("%.6f..%.6f is not %.6f..%.6f", i.low, i.high, low, high);
}

static void shares_have_wilsons_interval(void **state)
{
    static const struct {
        double x, n, low, high; /* % */
    } cases[] = {{0, 20, 0, 16.11},
                 {20, 20, 83.89, 100},
                 {28, 33, 69.08, 93.35},
                 {88, 90, 92.26, 99.39},
                 {1943, 1966, 98.25, 99.22}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct interval i = interval_wilson(cases[k].x, cases[k].n, INTERVAL_Z95);
        is_near((struct interval){100 * i.low, 100 * i.high}, cases[k].low, cases[k].high, 0.01);
        assert_true(i.low >= 0 && i.high <= 1);
    }
}

static void counts_have_poissons_or_byars(void **state)
{
    (void)state;
    is_near(interval_count(0, INTERVAL_Z95), 0, 3.689, 0.001);
    is_near(interval_count(3, INTERVAL_Z95), 0.619, 8.767, 0.001);
    is_near(interval_count(9, INTERVAL_Z95), 4.115, 17.085, 0.001);
    is_near(interval_count(10, INTERVAL_Z95), 4.787, 18.391, 0.001);
    is_near(interval_count(88, INTERVAL_Z95), 70.577, 108.420, 0.001);
    is_near(interval_count(1966, INTERVAL_Z95), 1880.05, 2054.87, 0.01);
}

static void ratios_have_wilsons_on_the_share(void **state)
{
    (void)state;
    struct interval i = interval_ratio(45, 43, INTERVAL_Z95);
    is_near((struct interval){100 * i.low, 100 * i.high}, 69, 158, 1);
    assert_true(isinf(interval_ratio(5, 0, INTERVAL_Z95).high));
}

static void funnels_are_normal_or_exact(void **state)
{
    (void)state;
    struct interval i = interval_funnel_rate(0.01102, 7967, INTERVAL_Z95);
    is_near((struct interval){1000 * i.low, 1000 * i.high}, 8.71, 13.33, 0.01);
    i = interval_funnel_rate(0.01102, 7967, INTERVAL_Z998);
    is_near((struct interval){1000 * i.low, 1000 * i.high}, 7.39, 14.65, 0.01);
    /* 5 expected: 1 event or fewer has 4.04 %, none 0.67 %; 9 or fewer 96.82 %, 10 98.63 %. */
    i = interval_funnel_rate(0.01, 500, INTERVAL_Z95);
    is_near((struct interval){500 * i.low, 500 * i.high}, 0.542, 9.377, 0.001);
    /* 98 % of 100: 2 expected failures; 5 or fewer 98.45 %, 4 94.92 %; none has 13.3 %. */
    i = interval_funnel_share(0.98, 100, INTERVAL_Z95);
    is_near((struct interval){100 * i.low, 100 * i.high}, 95.27, 100, 0.01);
    i = interval_funnel_share(0.5, 100, INTERVAL_Z95);
    is_near(i, 0.402, 0.598, 0.001);
    assert_true(interval_funnel_rate(0, 100, INTERVAL_Z95).low >= 0);
}

static void cells_have_the_interval_of_their_unit(void **state)
{
    static const struct {
        struct indicator ind;
        long x, n;
        enum language language;
        const char *text;
    } cases[] = {
        {{.unit = UNIT_PERMILLE, .unit_text = "‰", .multiplier = 1000, .decimals = 1},
         88,
         7967,
         LANG_ZH,
         "8.9‰～13.6‰"},
        {{.unit = UNIT_PERCENT, .unit_text = "%", .multiplier = 100, .decimals = 2},
         28,
         33,
         LANG_EN,
         "69.08%–93.35%"},
        {{.unit = UNIT_RATIO, .unit_text = ":100", .multiplier = 100},
         45,
         43,
         LANG_ZH,
         "69～158:100"},
        {{.unit = UNIT_PERMILLE, .unit_text = "‰", .multiplier = 1000, .decimals = 1},
         -1,
         7967,
         LANG_ZH,
         "—"},
    };
    (void)state;
    static const int years[] = {2006};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct report r = {.arena = arena_new(), .year = 2006, .language = cases[k].language};
        struct indicator ind = cases[k].ind;
        struct value v = {.kind = VALUE_EXACT};
        const struct value *cell = &v;
        v.number = v.numerator = number_int(r.arena, cases[k].x);
        v.denominator = number_int(r.arena, cases[k].n);
        r.years = years;
        r.n_years = r.n_places = r.n_indicators = 1;
        r.indicators = &ind;
        r.cells = &cell;
        assert_string_equal(interval_text(&r, cell_at(0, 0, 0)), cases[k].text);
        v.numerator = NULL;
        assert_string_equal(interval_text(&r, cell_at(0, 0, 0)), "—");
        arena_free(r.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_have_wilsons_interval),
        cmocka_unit_test(counts_have_poissons_or_byars),
        cmocka_unit_test(ratios_have_wilsons_on_the_share),
        cmocka_unit_test(funnels_are_normal_or_exact),
        cmocka_unit_test(cells_have_the_interval_of_their_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
