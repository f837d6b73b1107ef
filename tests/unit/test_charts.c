/* The kinds of chart: their texts never touch, rows stay, the wrong ones say why. */
#include "tests/unit/chart_fixture.h"

static void texts_stay_apart(void **state)
{
    static const char *const kinds[] = {"bullet", "bars",      "dots",    "slope", "funnel",
                                        "lines",  "scorecard", "profile", "tiles"};
    static const int32_t widths[] = {300 * PT, 442 * PT, 700 * PT};

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t w = 0; w < 3; w++)
            for (size_t places = 1; places <= 30; places += 7) {
                struct fixture *f = open_fixture(places, w ? LANG_ZH : LANG_EN);

                bool many = k == 0 || strcmp(kinds[k], "scorecard") == 0 ||
                            strcmp(kinds[k], "profile") == 0;

                set_chart(f, kinds[k], many ? 7 : 1, k ? places : 0);
                const struct drawing *d = draw(f, widths[w]);

                messages_print(f->m, stderr);
                if (d)
                    assert_int_equal(text_faults(d), 0);
                else
                    assert_true(told(f->m, "chart-too-small") || told(f->m, "no-data"));
                close_fixture(f);
            }
}

static void lines_by_indicator(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);

    (void)state;
    set_chart(f, "lines", 4, 0);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "11.02‰"), 1);
    assert_int_equal(count_text(d, "12.41‰"), 1);
    close_fixture(f);
}

static void missing_places_stay(void **state)
{
    struct fixture *f = open_fixture(8, LANG_EN);

    (void)state;
    set_chart(f, "bars", 1, 8);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(count_text(d, "夏埠乡"), 1);
    assert_int_equal(count_text(d, "no data"), 1);
    close_fixture(f);
}

/* Indicators of one place: each on its scale, which need not begin at 0, with what bullets say. */
static void dots_of_one_place_have_scales(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);

    (void)state;
    set_chart(f, "dots", 7, 0);
    f->chart.interval = true;
    cell(f, 1, 0, 4)->numerator = number_int(f->a, 1780);
    cell(f, 1, 0, 4)->denominator = number_int(f->a, 1800);
    const struct drawing *d = draw(f, 442 * PT);

    messages_print(f->m, stderr);
    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "98.89%"), 1);
    assert_int_equal(count_text(d, "≥99%"), 1);
    assert_int_equal(count_text(d, "暂无数据"), 1);
    assert_int_equal(count_text(d, "横轴不从0开始"), 1);
    assert_int_equal(count_text(d, "95%置信区间"), 1);
    assert_int_equal(count_text(d, "上年98.20%*"), 1);
    close_fixture(f);
}

static void scorecards_count_and_rank(void **state)
{
    struct fixture *f = open_fixture(8, LANG_EN);

    (void)state;
    set_chart(f, "scorecard", 2, 8);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "1/2") + count_text(d, "0/2"), 8); /* each place, of two */
    assert_int_equal(count_text(d, "Places that met"), 1);
    close_fixture(f);
}

static void profiles_tell_the_rank(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);
    char rank[16];
    int better = 0;

    (void)state;
    set_chart(f, "profile", 1, 8);
    const struct drawing *d = draw(f, 442 * PT);
    const struct number *own = cell(f, 0, 1, 4)->number;

    for (size_t p = 2; p < 8; p++)
        better += number_cmp(cell(f, 0, p, 4)->number, own) < 0;
    snprintf(rank, sizeof rank, "%d/7", better + 1);
    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, rank), 1);
    close_fixture(f);
}

static void tiles_keep_those_without_a_position(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);

    (void)state;
    set_chart(f, "tiles", 1, 8);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "江边街道"), 1);
    size_t outside = 0;

    for (size_t i = 0; i < d->n_marks; i++)
        outside += d->marks[i].kind == MARK_TEXT &&
                   strncmp(d->marks[i].run.text, "未列入图中：交通街道 ", 31) == 0;
    assert_int_equal(outside, 1);
    close_fixture(f);
}

/* Equal values, values below 0, one ten times the rest, a single place, a name of 24 characters. */
static void odd_values_are_drawn(void **state)
{
    static const char *const sets[][3] = {
        {"5", "5", "5"}, {"-3.2", "0", "1.1"}, {"10", "11", "112"}, {"0", "0", "0"}};
    static const char *const kinds[] = {"bars",      "dots",    "slope", "lines",
                                        "scorecard", "profile", "tiles"};

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
            for (size_t n = 1; n <= 3; n += 2) {
                struct fixture *f = open_fixture(3, LANG_ZH);

                f->r.places[1].name = "某某省某某市高新技术产业开发区管理委员会办公室";
                for (size_t p = 0; p < 3; p++)
                    for (int y = 3; y < YEARS; y++)
                        set(f, 0, p + 1, y, VALUE_EXACT, sets[i][p], 0);
                set_chart(f, kinds[k], 1, n);
                const struct drawing *d = draw(f, 442 * PT);

                messages_print(f->m, stderr);
                assert_non_null(d);
                assert_int_equal(text_faults(d), 0);
                close_fixture(f);
            }
}

static void nothing_to_show(void **state)
{
    struct fixture *f = open_fixture(2, LANG_ZH);

    (void)state;
    set_chart(f, "bars", 1, 2);
    memset(f->r.cells, 0, f->r.n_indicators * f->r.n_places * YEARS * sizeof *f->r.cells);
    assert_int_equal(charts_check(&f->r, f->m), -1);
    assert_true(told(f->m, "no-data"));
    close_fixture(f);
}

static void too_small(void **state)
{
    struct fixture *f = open_fixture(500, LANG_ZH);

    (void)state;
    set_chart(f, "bars", 1, 8);
    assert_null(draw(f, 100 * PT));
    assert_true(told(f->m, "chart-too-small"));
    set_chart(f, "bars", 1, 500);
    assert_int_equal(charts_height(&f->ctx, &f->chart, 442 * PT), -1);
    f->chart.height = 14000 * PT;
    assert_non_null(draw(f, 442 * PT));
    close_fixture(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay_apart),
        cmocka_unit_test(lines_by_indicator),
        cmocka_unit_test(missing_places_stay),
        cmocka_unit_test(nothing_to_show),
        cmocka_unit_test(too_small),
        cmocka_unit_test(dots_of_one_place_have_scales),
        cmocka_unit_test(odd_values_are_drawn),
        cmocka_unit_test(scorecards_count_and_rank),
        cmocka_unit_test(profiles_tell_the_rank),
        cmocka_unit_test(tiles_keep_those_without_a_position),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
