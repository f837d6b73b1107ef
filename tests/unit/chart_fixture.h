/*
 * What the tests of charts share: a report made by hand, a chart of it drawn, and ways to find
 * texts in the drawing and faults of their places.
 */
#ifndef NIANBAO_CHART_FIXTURE_H
#define NIANBAO_CHART_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "data/report/report.h"
#include "layouts/style/style.h"
#include "render/charts/charts.h"
#include "render/fonts/fontset.h"

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

static inline struct value *cell(struct fixture *f, int indicator, size_t place, int year)
{
    size_t i = ((size_t)indicator * f->r.n_places + place) * YEARS + (size_t)year;
    if (!f->r.cells[i])
        f->r.cells[i] = arena_alloc(f->a, sizeof **f->r.cells);
    return (struct value *)f->r.cells[i];
}

static inline void set(struct fixture *f, int indicator, size_t place, int year,
                       enum value_kind kind, const char *number, unsigned flags)
{
    struct value *v = cell(f, indicator, place, year);
    v->kind = kind;
    v->flags = flags;
    v->number = number_parse(f->a, number, strlen(number));
}

static inline void add_indicators(struct fixture *f)
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
        value_parse_target(f->a, list[i].target, strlen(list[i].target), &ind->target);
        if (now[i])
            set(f, i, 0, 4, i == 4 ? VALUE_AT_LEAST : VALUE_EXACT, now[i], 0);
        set(f, i, 0, 3, VALUE_EXACT, before[i], FLAG_ILLUSTRATIVE);
    }
}

static inline void add_places(struct fixture *f, size_t n)
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
static inline void add_rates(struct fixture *f)
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

static inline const struct chart_form *form_named(const char *name)
{
    for (size_t i = 0;; i++) {
        const struct chart_form *form = charts_form(i);
        assert_non_null(form);
        if (strcmp(form->name, name) == 0)
            return form;
    }
}

static inline void set_chart(struct fixture *f, const char *kind, size_t n_indicators,
                             size_t n_places)
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

static inline struct fixture *open_fixture(size_t n_places, enum language language)
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

static inline void close_fixture(struct fixture *f)
{
    struct arena *a = f->a;
    fontset_free(f->ctx.fonts);
    messages_free(f->m);
    arena_free(a);
}

static inline const struct drawing *draw(struct fixture *f, int32_t width)
{
    int32_t height = charts_height(&f->ctx, &f->chart, width);
    return height < 0 ? NULL : charts_draw(&f->ctx, f->a, &f->chart, width, height);
}

/* Its advance by the height of a digit or hanzi. */
static inline void text_box(const struct mark *m, int32_t box[4])
{
    box[0] = m->points[0].x;
    box[1] = m->points[0].y - m->run.size * 80 / 100;
    box[2] = box[0] + m->run.width;
    box[3] = m->points[0].y + m->run.size * 12 / 100;
}

/* 0 when every text stands inside the drawing and clear of the others. */
static inline int text_faults(const struct drawing *d)
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

static inline size_t count_text(const struct drawing *d, const char *text)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_marks; i++)
        n += d->marks[i].kind == MARK_TEXT && strcmp(d->marks[i].run.text, text) == 0;
    return n;
}

static inline bool told(const struct messages *m, const char *rule)
{
    size_t n;
    const struct message *list = messages_list(m, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0)
            return true;
    return false;
}

/* Many rows with names of one line. */
static inline void shorten_names(struct fixture *f)
{
    for (size_t p = 1; p < f->r.n_places; p++)
        f->r.places[p].name = arena_printf(f->a, "街道%zu", p);
}

#endif
