/* The kinds of chart: their texts never touch, rows stay, the wrong ones say why. */
#include "tests/unit/chart_fixture.h"

/* A chart of the kind, of n places where it shows any; of all indicators where it shows several. */
static void set_kind(struct fixture *f, const struct chart_form *form, size_t n)
{
    bool one_place = form->shows == SHOWS_INDICATORS;
    bool many = one_place || form->shows == SHOWS_STANDING || form->shows == SHOWS_SIBLINGS;
    set_chart(f, form->name, many ? 7 : 1, one_place ? 0 : n);
}

/* Whether a message of the rule tells the way out, in words of the fix. */
static bool told_fix(const struct messages *m, const char *rule, const char *fix)
{
    size_t n;
    const struct message *list = messages_list(m, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0 && strstr(list[i].text, fix) != NULL)
            return true;
    return false;
}

/* Drawn without a fault of texts, or refused by a message that says what to do. */
static void assert_sane(struct fixture *f, int32_t width)
{
    const struct drawing *d = draw(f, width);
    if (d != NULL)
        assert_int_equal(text_faults(d), 0);
    else if (!told_fix(f->m, "chart-too-small", "make it wider") &&
             !told_fix(f->m, "chart-too-small", "make several charts") &&
             !told_fix(f->m, "no-data", "check its indicators, places and years"))
        fail_msg("%s: neither drawn nor refused", f->chart.form->name);
}

static void texts_stay_apart(void **state)
{
    static const int32_t widths[] = {300 * PT, 442 * PT, 700 * PT};
    const struct chart_form *form;
    (void)state;
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++)
        for (size_t w = 0; w < 3; w++)
            for (size_t places = 1; places <= 30; places += 7) {
                struct fixture *f = open_fixture(places, w != 0 ? LANG_ZH : LANG_EN);

                set_kind(f, form, places);
                assert_sane(f, widths[w]);
                close_fixture(f);
            }
}

/* 500 places, on a page and on a wall; names of one line and of more. */
static void many_places_are_drawn_or_refused(void **state)
{
    const struct chart_form *form;
    (void)state;
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++)
        for (int w = 0; w < 2; w++) {
            struct fixture *f = open_fixture(500, LANG_EN);

            if (w != 0)
                shorten_names(f);
            set_kind(f, form, 500);
            assert_sane(f, w != 0 ? 3000 * PT : 442 * PT);
            close_fixture(f);
        }
}

/* What the message asks for is enough. */
static void a_height_that_is_asked_for_is_enough(void **state)
{
    const struct chart_form *form;
    (void)state;
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++) {
        struct fixture *f = open_fixture(8, LANG_EN);
        size_t n;
        int mm = 0;

        set_kind(f, form, 8);
        f->chart.height = 14 * PT; /* 5 mm */
        assert_int_equal(charts_height(&f->ctx, &f->chart, 442 * PT), -1);
        const struct message *last = messages_list(f->m, &n);
        const char *fix = strstr(last[n - 1].text, "height = ");

        assert_string_equal(last[n - 1].rule, "chart-too-small");
        assert_non_null(fix);
        assert_int_equal(sscanf(fix, "height = %dmm", &mm), 1);
        f->chart.height = mm * 72000 * 10 / 254;
        const struct drawing *d = draw(f, 442 * PT);

        assert_non_null(d);
        assert_int_equal(text_faults(d), 0);
        close_fixture(f);
    }
}

static void narrow_charts_say_how_wide(void **state)
{
    const struct chart_form *form;
    (void)state;
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++) {
        struct fixture *f = open_fixture(8, LANG_EN);

        set_kind(f, form, 8);
        assert_null(draw(f, 57 * PT)); /* 20 mm */
        assert_true(told_fix(f->m, "chart-too-small", "make it wider"));
        close_fixture(f);
    }
}

static void one_year_is_drawn(void **state)
{
    const struct chart_form *form;
    (void)state;
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++) {
        struct fixture *f = open_fixture(8, LANG_ZH);

        set_kind(f, form, 8);
        f->chart.years = &years[YEARS - 1];
        f->chart.n_years = 1;
        const struct drawing *d = draw(f, 442 * PT);

        if (form->shows == SHOWS_CHANGE) {
            assert_true(told_fix(f->m, "one-year", "name an earlier year"));
        } else {
            messages_print(f->m, stderr);
            assert_non_null(d);
            assert_int_equal(text_faults(d), 0);
        }
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

/* Each column has its lines, all the same scale; no place is left out. */
static void rows_stand_in_columns(void **state)
{
    static const char *const kinds[] = {"bars", "dots"};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct fixture *f = open_fixture(60, LANG_ZH);

        shorten_names(f);
        set_chart(f, kinds[k], 1, 60);
        const struct drawing *d = draw(f, 442 * PT);

        assert_non_null(d);
        assert_int_equal(text_faults(d), 0);
        assert_int_equal(count_text(d, "目标≤11.50‰"), 2);
        for (size_t p = 1; p <= 60; p++)
            assert_int_equal(count_text(d, f->r.places[p].name), 1);
        set_chart(f, kinds[k], 1, 30);
        assert_int_equal(count_text(draw(f, 442 * PT), "目标≤11.50‰"), 1);
        close_fixture(f);
    }
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
    assert_int_equal(count_text(d, "1/1") + count_text(d, "0/1"), 7); /* the last has no value */
    assert_int_equal(count_text(d, "Met / with data"), 1);
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

/*
 * Equal values, values below 0, one ten times the rest, one of all the digits that there may be, a
 * single place, a name of 24 characters.
 */
static void odd_values_are_drawn(void **state)
{
    char huge[NUMBER_DIGITS_MAX + 1] = "";
    const char *const sets[][3] = {
        {"5", "5", "5"}, {"-3.2", "0", "1.1"},        {"10", "11", "112"},
        {"0", "0", "0"}, {"1", "2", "1000000000000"}, {"1", "2", huge}};
    const struct chart_form *form;

    (void)state;
    memset(huge, '9', sizeof huge - 1);
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++)
        for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
            for (size_t n = 1; n <= 3; n += 2) {
                struct fixture *f = open_fixture(4, LANG_ZH);

                f->r.places[1].name = "某某省某某市高新技术产业开发区管理委员会办公室";
                for (size_t p = 0; p < 3; p++)
                    for (int y = 3; y < YEARS; y++)
                        set(f, 0, p + 1, y, VALUE_EXACT, sets[i][p], 0);
                set_chart(f, form->name, 1, form->shows == SHOWS_INDICATORS ? 0 : n);
                if (sets[i][2] == huge)
                    assert_sane(f, 442 * PT);
                else {
                    const struct drawing *d = draw(f, 442 * PT);

                    messages_print(f->m, stderr);
                    assert_non_null(d);
                    assert_int_equal(text_faults(d), 0);
                }
                close_fixture(f);
            }
}

static void nothing_to_show(void **state)
{
    const struct chart_form *form;
    (void)state;
    for (size_t k = 0; (form = charts_form(k)) != NULL; k++) {
        struct fixture *f = open_fixture(2, LANG_ZH);

        set_kind(f, form, 2);
        memset(f->r.cells, 0, f->r.n_indicators * f->r.n_places * YEARS * sizeof *f->r.cells);
        assert_int_equal(charts_check(&f->r, f->m), -1);
        assert_true(told(f->m, "no-data"));
        close_fixture(f);
    }
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
        cmocka_unit_test(many_places_are_drawn_or_refused),
        cmocka_unit_test(a_height_that_is_asked_for_is_enough),
        cmocka_unit_test(narrow_charts_say_how_wide),
        cmocka_unit_test(one_year_is_drawn),
        cmocka_unit_test(lines_by_indicator),
        cmocka_unit_test(missing_places_stay),
        cmocka_unit_test(rows_stand_in_columns),
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
