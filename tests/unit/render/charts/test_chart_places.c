/* Charts of places: what profiles, scorecards and tiles say of each, and where it stands. */
#include "tests/unit/chart_fixture.h"

#include <stdlib.h>

/* A chart of that one indicator. */
static void set_one(struct fixture *f, const char *kind, int indicator, size_t places)
{
    int *only = arena_array(f->a, 1, sizeof *only);
    set_chart(f, kind, 1, places);
    only[0] = indicator;
    f->chart.indicators = only;
}

static const struct drawing *drawn(struct fixture *f, int32_t width)
{
    const struct drawing *d = draw(f, width);
    messages_print(f->m, stderr);
    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    return d;
}

/* The n-th text that begins so, or NULL. */
static const struct mark *text_from(const struct drawing *d, const char *start, size_t n)
{
    for (size_t i = 0; i < d->n_marks; i++)
        if (d->marks[i].kind == MARK_TEXT &&
            strncmp(d->marks[i].run.text, start, strlen(start)) == 0 && n-- == 0)
            return &d->marks[i];
    return NULL;
}

static void profiles_name_place_value_and_target(void **state)
{
    static const int32_t widths[] = {340 * PT, 500 * PT}; /* targets below, and beside */
    (void)state;
    for (size_t w = 0; w < 2; w++) {
        struct fixture *f = open_fixture(8, LANG_ZH);

        set_chart(f, "profile", 1, 8);
        const struct drawing *d = drawn(f, widths[w]);
        const struct mark *value = text_from(d, "11.37‰*", 0);
        const struct mark *target = text_from(d, "≤11.50‰", 0);

        assert_int_equal(count_text(d, "江边街道"), 1);
        assert_int_equal(count_text(d, "灰带为8个单位的范围，深色为中间一半"), 1);
        assert_non_null(value);
        assert_non_null(target);
        assert_int_equal(abs(value->points[0].y - target->points[0].y) > 5 * PT, w == 0);
        close_fixture(f);
    }
}

static void long_places_wrap_in_a_profile(void **state)
{
    struct fixture *f = open_fixture(3, LANG_ZH);
    (void)state;
    f->r.places[1].name = "某某省某某市高新技术产业开发区管理委员会办公室";
    set_chart(f, "profile", 2, 3);
    const struct drawing *d = drawn(f, 340 * PT);

    assert_non_null(text_from(d, "某某省", 0));
    assert_int_equal(count_text(d, f->r.places[1].name), 0);
    close_fixture(f);
}

/* Of a range neither end is the better one; a head over none of the rows is not there. */
static void ranges_have_a_lowest_and_a_highest(void **state)
{
    static const char *const ratios[] = {"105", "101", "118"};
    struct fixture *f = open_fixture(3, LANG_ZH);
    (void)state;
    for (size_t p = 0; p < 3; p++)
        set(f, 3, p + 1, 4, VALUE_EXACT, ratios[p], 0);
    set_one(f, "profile", 3, 3);
    const struct drawing *d = drawn(f, 442 * PT);
    const struct mark *low = text_from(d, "101:100", 0), *high = text_from(d, "118:100", 0);

    assert_int_equal(count_text(d, "最低") + count_text(d, "最高"), 2);
    assert_int_equal(count_text(d, "最差") + count_text(d, "最好"), 0);
    assert_true(low != NULL && high != NULL && low->points[0].x < high->points[0].x);
    set_one(f, "profile", 0, 3);
    d = drawn(f, 442 * PT);
    assert_int_equal(count_text(d, "最低") + count_text(d, "最高"), 0);
    assert_int_equal(count_text(d, "最差") + count_text(d, "最好"), 2);
    close_fixture(f);
}

static void scorecards_show_targets(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);
    (void)state;
    set_chart(f, "scorecard", 2, 8);
    const struct drawing *d = drawn(f, 442 * PT);

    assert_int_equal(count_text(d, "目标"), 1);
    assert_int_equal(count_text(d, "≤11.50"), 1);
    f->r.targets =
        arena_array(f->a, f->r.n_indicators * f->r.n_places * YEARS, sizeof *f->r.targets);
    struct target *own = arena_alloc(f->a, sizeof *own);

    value_parse_target(f->a, "<= 10", 5, own);
    f->r.targets[1 * YEARS + 4] = own;
    d = drawn(f, 442 * PT);
    assert_int_equal(count_text(d, "≤10"), 1);
    assert_int_equal(count_text(d, "≤11.50"), 8); /* of the other places and the whole */
    assert_int_equal(count_text(d, "≥99"), 1);
    close_fixture(f);
}

/* Of eight places the last has no value: neither met nor unmet. */
static void scorecards_count_places_with_data(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);
    (void)state;
    for (size_t p = 1; p < 8; p++)
        set(f, 0, p, 4, VALUE_EXACT, p < 3 ? "11" : "12", 0);
    set_chart(f, "scorecard", 1, 8);
    const struct drawing *d = drawn(f, 442 * PT);

    assert_int_equal(count_text(d, "2/7"), 1);
    assert_int_equal(count_text(d, "1/1"), 3); /* two places and the whole */
    assert_int_equal(count_text(d, "0/1"), 5);
    assert_int_equal(count_text(d, "=1"), 2);
    assert_int_equal(count_text(d, "=3"), 5);
    assert_int_equal(count_text(d, "= 位次并列"), 1);
    close_fixture(f);
}

static void heads_keep_their_words(void **state)
{
    struct fixture *f = open_fixture(3, LANG_EN);
    (void)state;
    f->r.indicators[0].name = "Indicator of Internationalization";
    set_chart(f, "scorecard", 1, 3);
    const struct drawing *d = drawn(f, 442 * PT);

    assert_non_null(text_from(d, "Internationalization", 0));
    close_fixture(f);
}

/* In whatever width there are bands: the rank stands beside the head of the last indicator. */
static void totals_stay_with_an_indicator(void **state)
{
    struct fixture *f = open_fixture(3, LANG_ZH);
    size_t banded = 0;
    (void)state;
    for (size_t n = 2; n <= 4; n++)
        for (int32_t width = 200; width <= 440; width += 6) {
            const char *name = f->r.indicators[n - 1].name;

            f->r.indicators[n - 1].name = "末项";
            set_chart(f, "scorecard", n, 3);
            const struct drawing *d = drawn(f, width * PT);
            const struct mark *first = text_from(d, "人口", 0), *last = text_from(d, "末项", 0);
            const struct mark *rank = text_from(d, "位次", 0);

            assert_true(abs(rank->points[0].y - last->points[0].y) < 20 * PT);
            banded += last->points[0].y - first->points[0].y > 40 * PT;
            f->r.indicators[n - 1].name = name;
        }
    assert_true(banded > 3);
    close_fixture(f);
}

/* 交通街道 is not on the map: its value makes no class, it is named below. */
static void classes_are_of_the_map(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);
    (void)state;
    set(f, 0, 2, 4, VALUE_EXACT, "99.99", 0);
    set_chart(f, "tiles", 1, 8);
    const struct drawing *d = drawn(f, 442 * PT);
    size_t n = 0;

    for (size_t i = 0; i < d->n_marks; i++)
        n += d->marks[i].kind == MARK_TEXT && strstr(d->marks[i].run.text, "99.99") != NULL;
    assert_int_equal(n, 1);
    assert_int_equal(count_text(d, "未列入图中：交通街道 99.99‰"), 1);
    close_fixture(f);
}

static void tiles_hold_long_names(void **state)
{
    struct fixture *f = open_fixture(8, LANG_ZH);
    (void)state;
    for (size_t p = 1; p < 9; p++) {
        f->r.places[p].name = "某某省某某市高新技术产业开发区管理委员会办公室";
        f->r.places[p].column = (int)(p - 1) % 5 + 1;
        f->r.places[p].row = (int)(p - 1) / 5 + 1;
    }
    set_chart(f, "tiles", 1, 8);
    drawn(f, 340 * PT); /* 120 mm */
    assert_null(draw(f, 200 * PT));
    assert_true(told(f->m, "chart-too-small"));
    close_fixture(f);
}

/* As low as they go. */
static void squeezed_texts_stay_apart(void **state)
{
    static const char *const kinds[] = {"bullet", "bars",      "dots",    "slope",
                                        "lines",  "scorecard", "profile", "tiles"};

    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct fixture *f = open_fixture(8, LANG_ZH);
        bool of_one = k == 0 || k == 4;

        set_chart(f, kinds[k], of_one || k == 6 ? 4 : 1, of_one ? 0 : 8);
        int32_t least = charts_least(&f->ctx, &f->chart, 442 * PT);
        const struct drawing *d = charts_draw(&f->ctx, f->a, &f->chart, 442 * PT, least);

        messages_print(f->m, stderr);
        assert_non_null(d);
        assert_int_equal(text_faults(d), 0);
        close_fixture(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_name_place_value_and_target),
        cmocka_unit_test(long_places_wrap_in_a_profile),
        cmocka_unit_test(ranges_have_a_lowest_and_a_highest),
        cmocka_unit_test(scorecards_show_targets),
        cmocka_unit_test(scorecards_count_places_with_data),
        cmocka_unit_test(heads_keep_their_words),
        cmocka_unit_test(totals_stay_with_an_indicator),
        cmocka_unit_test(classes_are_of_the_map),
        cmocka_unit_test(tiles_hold_long_names),
        cmocka_unit_test(squeezed_texts_stay_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
