/* Slopes: two years, lines told apart without colour, labels that are shared. */
#include "tests/unit/chart_fixture.h"

/* Labels at both ends, the whole among them; what lacks a year is named. */
static void slopes_name_both_ends(void **state)
{
    struct fixture *f = open_fixture(8, LANG_EN);
    (void)state;
    set_chart(f, "slope", 1, 8);
    f->r.cells[(8 + 1) * 0 + 1 * YEARS + 3] = NULL; /* 江边街道 in 2005 */
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "月湖区 11.43‰"), 1);
    assert_int_equal(count_text(d, "11.02‰ 月湖区"), 1);
    assert_int_equal(count_text(d, "2005, no data: 江边街道, 夏埠乡; 2006, no data: 夏埠乡"), 1);
    close_fixture(f);
}

static size_t count_dashed(const struct drawing *d, int32_t dash)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_marks; i++)
        n += d->marks[i].kind == MARK_STROKE && d->marks[i].dash == dash;
    return n;
}

/* By the line alone: the two that miss the target are dotted, the whole is dashed. */
static void slopes_tell_unmet_by_their_lines(void **state)
{
    struct fixture *f = open_fixture(4, LANG_ZH);
    static const char *const values[] = {"11.00", "11.80", "12.00", "9.00"};
    (void)state;
    for (size_t p = 0; p < 4; p++)
        for (int y = 3; y < YEARS; y++)
            set(f, 0, p + 1, y, VALUE_EXACT, y == 3 ? "10.00" : values[p], 0);
    set_chart(f, "slope", 1, 4);
    f->chart.mono = true;
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_dashed(d, 2 * PT), 2);
    assert_int_equal(count_dashed(d, 4 * PT), 1);
    assert_int_equal(count_text(d, "目标≤11.50‰"), 1);
    size_t labels = 0;

    for (size_t i = 0; i < d->n_marks; i++)
        labels += d->marks[i].kind == MARK_TEXT && strstr(d->marks[i].run.text, "10.00‰") != NULL;
    assert_int_equal(labels, 1);                                /* that all four share */
    assert_int_equal(count_text(d, "江边街道、交通街道、"), 1); /* names stay whole */
    assert_int_equal(count_text(d, "东湖街道、梅园街道 10.00‰"), 1);
    close_fixture(f);
}

static void many_slopes_are_parted(void **state)
{
    struct fixture *f = open_fixture(25, LANG_ZH);
    (void)state;
    shorten_names(f);
    set_chart(f, "slope", 1, 25);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "人口出生率（‰，越低越好）（3/3）"), 1);
    assert_int_equal(count_text(d, "11.02‰ 月湖区"), 3);
    close_fixture(f);
}

static void a_slope_wants_two_years(void **state)
{
    struct fixture *f = open_fixture(3, LANG_ZH);
    (void)state;
    set_chart(f, "slope", 1, 3);
    f->chart.years++;
    f->chart.n_years = 1;
    assert_null(draw(f, 442 * PT));
    assert_true(told(f->m, "one-year"));
    close_fixture(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slopes_name_both_ends),
        cmocka_unit_test(slopes_tell_unmet_by_their_lines),
        cmocka_unit_test(many_slopes_are_parted),
        cmocka_unit_test(a_slope_wants_two_years),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
