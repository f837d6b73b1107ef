/* The kinds of chart: their texts never touch, rows stay, the wrong ones say why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "data/arena.h"
#include "data/report.h"
#include "layouts/style.h"
#include "render/charts.h"
#include "render/font.h"

#define PT 1000
#define YEARS 5

/* A report made by hand: n places besides the whole, five years. */
struct fixture {
    struct arena *a;
    struct messages *m;
    struct report r;
    struct chart chart;
    struct style style;
    struct face faces[2];
    struct chart_context ctx;
};

static const char *const families[] = {"Noto Sans CJK SC"};
static const char *const bold[] = {"Noto Sans CJK SC:bold"};
static const int years[YEARS] = {2002, 2003, 2004, 2005, 2006};

static struct value *cell(struct fixture *f, int indicator, size_t place, int year)
{
    size_t i = ((size_t)indicator * f->r.n_places + place) * YEARS + (size_t)year;

    if (!f->r.cells[i])
        f->r.cells[i] = arena_alloc(f->a, sizeof **f->r.cells);
    return (struct value *)f->r.cells[i];
}

static void set(struct fixture *f, int indicator, size_t place, int year, enum value_kind kind,
                const char *number, unsigned flags)
{
    struct value *v = cell(f, indicator, place, year);

    v->kind = kind;
    v->flags = flags;
    v->number = number_parse(f->a, number, strlen(number));
}

static void add_indicators(struct fixture *f)
{
    static const struct {
        const char *name, *unit, *target;
        enum unit_kind kind;
        enum direction better;
        int decimals;
    } list[] = {
        {"人口出生率", "‰", "<= 11.50", UNIT_PERMILLE, BETTER_LOWER, 2},
        {"计划生育率（政策符合率）", "%", ">= 99", UNIT_PERCENT, BETTER_HIGHER, 2},
        {"农区已婚育龄妇女长效避孕措施落实率", "%", "", UNIT_PERCENT, BETTER_HIGHER, 2},
        {"出生婴儿性别比", ":100", "103..107", UNIT_RATIO, BETTER_RANGE, 0},
        {"流出人口婚育证明办证率", "%", ">= 85", UNIT_PERCENT, BETTER_HIGHER, 0},
        {"严重违法行政事件", "起", "= 0", UNIT_COUNT, BETTER_LOWER, 0},
        {"信访处理及时率", "%", ">= 90", UNIT_PERCENT, BETTER_HIGHER, 0},
    };
    static const char *const now[] = {"11.02", "98.89", "90.05", "107", "80", "0", NULL};
    static const char *const before[] = {"11.43", "98.2", "88.4", "109.4", "76", "1", "88"};

    f->r.n_indicators = sizeof list / sizeof *list;
    f->r.indicators = arena_array(f->a, f->r.n_indicators, sizeof *f->r.indicators);
    f->r.cells = arena_array(f->a, f->r.n_indicators * f->r.n_places * YEARS, sizeof *f->r.cells);
    for (int i = 0; i < (int)f->r.n_indicators; i++) {
        struct indicator *ind = &f->r.indicators[i];

        *ind = (struct indicator){.id = list[i].name,
                                  .name = list[i].name,
                                  .declared = true,
                                  .unit = list[i].kind,
                                  .unit_text = list[i].unit,
                                  .multiplier = 100,
                                  .better = list[i].better,
                                  .decimals = list[i].decimals};
        target_parse(f->a, list[i].target, strlen(list[i].target), &ind->target);
        if (now[i])
            set(f, i, 0, 4, i == 4 ? VALUE_AT_LEAST : VALUE_EXACT, now[i], 0);
        set(f, i, 0, 3, VALUE_EXACT, before[i], FLAG_ILLUSTRATIVE);
    }
}

static void add_places(struct fixture *f, size_t n)
{
    static const char *const names[] = {"月湖区",   "江边街道", "交通街道", "东湖街道", "梅园街道",
                                        "四青街道", "童家镇",   "白露街道", "夏埠乡"};

    f->r.n_places = n + 1;
    f->r.places = arena_array(f->a, n + 1, sizeof *f->r.places);
    for (size_t i = 0; i <= n; i++)
        f->r.places[i] =
            (struct place){.id = i < 9 ? names[i] : "某某高新技术产业开发区管理委员会",
                           .name = i < 9 ? names[i] : "某某高新技术产业开发区管理委员会",
                           .parent = i ? 0 : -1,
                           .column = i == 2 ? 0 : (int)i % 6 + 1, /* one is not on the map */
                           .row = i == 2 ? 0 : (int)i / 6 + 1};
}

/* The birth rate of each place, the last one missing; of the whole over five years. */
static void add_rates(struct fixture *f)
{
    static const char *const past[] = {"12.41", "11.87", "11.95", "11.43", "11.02"};
    char text[32];

    for (size_t p = 1; p + 1 < f->r.n_places; p++)
        for (int y = 0; y < YEARS; y++) {
            snprintf(text, sizeof text, "%d.%02d", 9 + (int)((p * 7 + (size_t)(4 - y)) % 5),
                     (int)(p * 37 % 100));
            set(f, 0, p, y, VALUE_EXACT, text, FLAG_ILLUSTRATIVE);
            cell(f, 0, p, y)->numerator = number_int(f->a, 100);
            cell(f, 0, p, y)->denominator = number_int(f->a, 7967 + 2500 * (long)p);
        }
    for (int y = 0; y < YEARS; y++)
        set(f, 0, 0, y, VALUE_EXACT, past[y], 0);
}

static const struct chart_form *form_named(const char *name)
{
    for (size_t i = 0;; i++) {
        const struct chart_form *form = charts_form(i);
        assert_non_null(form);
        if (strcmp(form->name, name) == 0)
            return form;
    }
}

static void set_chart(struct fixture *f, const char *kind, size_t n_indicators, size_t n_places)
{
    int *indicators = arena_array(f->a, n_indicators, sizeof *indicators);
    int *places = arena_array(f->a, n_places + 1, sizeof *places);

    for (size_t i = 0; i < n_indicators; i++)
        indicators[i] = (int)i;
    for (size_t i = 0; i < n_places; i++)
        places[i] = (int)i + 1;
    f->chart = (struct chart){.name = "rates",
                              .form = form_named(kind),
                              .indicators = indicators,
                              .n_indicators = n_indicators,
                              .places = places,
                              .n_places = n_places,
                              .years = years,
                              .n_years = YEARS};
    if (f->chart.form->shows == SHOWS_SIBLINGS)
        f->chart.place = 1;
    if (f->chart.form->shows == SHOWS_CHANGE) { /* as chartspec has it */
        f->chart.years += YEARS - 2;
        f->chart.n_years = 2;
    }
    f->r.charts = &f->chart;
    f->r.n_charts = 1;
}

static struct fixture *open_fixture(size_t n_places, enum language language)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);

    f->a = a;
    f->m = messages_new(LANG_EN);
    f->r = (struct report){
        .arena = a, .year = 2006, .language = language, .years = years, .n_years = YEARS};
    add_places(f, n_places);
    add_indicators(f);
    add_rates(f);
    f->faces[0] = (struct face){.name = "chart", .families = families, .n_families = 1};
    f->faces[1] = (struct face){.name = "chart-bold", .families = bold, .n_families = 1};
    f->style.faces = f->faces;
    f->style.n_faces = 2;
    f->ctx =
        (struct chart_context){&f->r, &f->style, fontset_open(&f->style, language, f->m), f->m};
    assert_non_null(f->ctx.fonts);
    return f;
}

static void close_fixture(struct fixture *f)
{
    struct arena *a = f->a;

    fontset_free(f->ctx.fonts);
    messages_free(f->m);
    arena_free(a);
}

static const struct drawing *draw(struct fixture *f, int32_t width)
{
    int32_t height = charts_height(&f->ctx, &f->chart, width);

    return height < 0 ? NULL : charts_draw(&f->ctx, f->a, &f->chart, width, height);
}

/* Its advance by the height of a digit or hanzi. */
static void text_box(const struct mark *m, int32_t box[4])
{
    box[0] = m->points[0].x;
    box[1] = m->points[0].y - m->run.size * 80 / 100;
    box[2] = box[0] + m->run.width;
    box[3] = m->points[0].y + m->run.size * 12 / 100;
}

/* 0 when every text stands inside the drawing and clear of the others. */
static int text_faults(const struct drawing *d)
{
    int faults = 0;

    for (size_t i = 0; i < d->n_marks; i++) {
        int32_t a[4], b[4];

        if (d->marks[i].kind != MARK_TEXT)
            continue;
        text_box(&d->marks[i], a);
        if (a[0] < -100 || a[1] < -100 || a[2] > d->width + 100 || a[3] > d->height + 100) {
            print_error("outside: %s\n", d->marks[i].run.text);
            faults++;
        }
        if (d->marks[i].run.size < 9 * PT)
            faults++;
        for (size_t k = i + 1; k < d->n_marks; k++) {
            if (d->marks[k].kind != MARK_TEXT)
                continue;
            text_box(&d->marks[k], b);
            if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) {
                print_error("%s on %s\n", d->marks[i].run.text, d->marks[k].run.text);
                faults++;
            }
        }
    }
    return faults;
}

static size_t count_text(const struct drawing *d, const char *text)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n_marks; i++)
        n += d->marks[i].kind == MARK_TEXT && strcmp(d->marks[i].run.text, text) == 0;
    return n;
}

static bool told(const struct messages *m, const char *rule)
{
    size_t n;
    const struct message *list = messages_list(m, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0)
            return true;
    return false;
}

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

static void a_funnel_wants_a_rate(void **state)
{
    struct fixture *f = open_fixture(8, LANG_EN);

    (void)state;
    set_chart(f, "funnel", 1, 8);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "99.8%"), 2); /* above and below */
    assert_int_equal(count_text(d, "vertical scales do not start at 0"), 1);
    assert_int_equal(count_text(d, "no numerator and denominator: 夏埠乡"), 1);
    ((int *)f->chart.indicators)[0] = 5; /* a count */
    assert_int_equal(charts_height(&f->ctx, &f->chart, 442 * PT), -1);
    assert_true(told(f->m, "funnel-rate"));
    close_fixture(f);
}

/* Boys for 100 girls: all births are the cases, and the limits are those of the share of boys. */
static void a_funnel_takes_ratios(void **state)
{
    struct fixture *f = open_fixture(3, LANG_ZH);

    (void)state;
    set_chart(f, "funnel", 1, 2);
    ((int *)f->chart.indicators)[0] = 3;
    for (size_t p = 1; p <= 2; p++) {
        set(f, 3, p, 4, VALUE_EXACT, p == 1 ? "150" : "110", 0);
        cell(f, 3, p, 4)->numerator = number_int(f->a, p == 1 ? 150 : 11000);
        cell(f, 3, p, 4)->denominator = number_int(f->a, p == 1 ? 100 : 10000);
    }
    const struct drawing *d = draw(f, 442 * PT);

    messages_print(f->m, stderr);
    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "样本量"), 1);
    assert_int_equal(count_text(d, "25000"), 0);
    assert_int_equal(count_text(d, "20000"), 1); /* 21,000 births are the most */
    close_fixture(f);
}

/* Slanted light lines lead from names to points: none runs through a text. */
static int struck_texts(const struct drawing *d, uint32_t colour)
{
    int struck = 0;

    for (size_t i = 0; i < d->n_marks; i++) {
        const struct mark *line = &d->marks[i];

        if (line->kind != MARK_STROKE || line->colour != colour || line->n_points != 2 ||
            line->points[0].y == line->points[1].y || line->points[0].x == line->points[1].x)
            continue;
        for (size_t k = 0; k < d->n_marks; k++)
            for (int step = 0; step <= 200 && d->marks[k].kind == MARK_TEXT; step++) {
                int32_t box[4];
                int64_t dx = line->points[1].x - line->points[0].x;
                int64_t dy = line->points[1].y - line->points[0].y;
                int64_t x = line->points[0].x + dx * step / 200;
                int64_t y = line->points[0].y + dy * step / 200;

                text_box(&d->marks[k], box);
                if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) {
                    print_error("a line through %s\n", d->marks[k].run.text);
                    struck++;
                    break;
                }
            }
    }
    return struck;
}

/* Many rows with names of one line. */
static void shorten_names(struct fixture *f)
{
    for (size_t p = 1; p < f->r.n_places; p++)
        f->r.places[p].name = arena_printf(f->a, "街道%zu", p);
}

static void leaders_stay_clear_of_names(void **state)
{
    (void)state;
    for (size_t n = 5; n <= 30; n += 5) {
        struct fixture *f = open_fixture(n, LANG_ZH);

        shorten_names(f);
        for (size_t p = 1; p < n; p++) /* side by side, so that few have room */
            cell(f, 0, p, 4)->denominator = number_int(f->a, 7967 + 400 * (long)(p * 7 % n));
        set_chart(f, "funnel", 1, n);
        const struct drawing *d = draw(f, 442 * PT);

        assert_non_null(d);
        assert_int_equal(text_faults(d), 0);
        assert_int_equal(struck_texts(d, 0xB0B0B0), 0);
        close_fixture(f);
    }
}

static size_t count_dashed(const struct drawing *d, int32_t dash)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n_marks; i++)
        n += d->marks[i].kind == MARK_STROKE && d->marks[i].dash[0] == dash;
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
    assert_int_equal(labels, 1); /* that all four share */
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
        cmocka_unit_test(slopes_name_both_ends),
        cmocka_unit_test(slopes_tell_unmet_by_their_lines),
        cmocka_unit_test(many_slopes_are_parted),
        cmocka_unit_test(a_slope_wants_two_years),
        cmocka_unit_test(a_funnel_wants_a_rate),
        cmocka_unit_test(a_funnel_takes_ratios),
        cmocka_unit_test(leaders_stay_clear_of_names),
        cmocka_unit_test(odd_values_are_drawn),
        cmocka_unit_test(scorecards_count_and_rank),
        cmocka_unit_test(profiles_tell_the_rank),
        cmocka_unit_test(tiles_keep_those_without_a_position),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
