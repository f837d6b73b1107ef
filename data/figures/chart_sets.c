#include "data/figures/chart_sets.h"

#include <string.h>

#include "base/arena.h"
#include "data/figures/chartspec.h"
#include "data/report/words.h"

/* More than these for one place, or all, no sheet has. */
#define PLACE_CHARTS 3

/* A scorecard of more indicators takes two columns of a sheet, of twice as many three. */
#define COLUMN_HOLDS 4

static const struct chart_form *form_named(chart_forms *forms, const char *name)
{
    const struct chart_form *form;
    for (size_t i = 0; (form = forms(i)) != NULL; i++)
        if (strcmp(form->name, name) == 0)
            return form;
    return NULL;
}

static bool is_known(const struct report *r, struct cell_id cell)
{
    return report_value(r, cell_in_year(cell, report_year(r, cell.year)))->kind != VALUE_MISSING;
}

/* Places with the same parent that have a value this year. */
static size_t known_parts(const struct report *r, int indicator, int parent)
{
    size_t n = 0;
    for (size_t p = 0; p < r->n_places; p++)
        n += r->places[p].parent == parent && is_known(r, cell_at(indicator, (int)p, r->year));
    return n;
}

/* The indicators that can be good or bad and are known where wanted says so. */
static const int *select_indicators(const struct report *r, int place,
                                    bool wanted(const struct report *r, int indicator, int place),
                                    size_t *n)
{
    int *list = arena_array(r->arena, r->n_indicators + 1, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < r->n_indicators; i++)
        if (r->indicators[i].declared && r->indicators[i].better != BETTER_NONE &&
            wanted(r, (int)i, place))
            list[(*n)++] = (int)i;
    return list;
}

static bool has_value(const struct report *r, int indicator, int place)
{
    return is_known(r, cell_at(indicator, place, r->year));
}

static bool has_siblings(const struct report *r, int indicator, int place)
{
    return has_value(r, indicator, place) && known_parts(r, indicator, r->places[place].parent) > 1;
}

static bool has_years(const struct report *r, int indicator, int place)
{
    size_t n = 0;
    for (size_t y = 0; y < r->n_years && r->years[y] <= r->year; y++)
        n += is_known(r, cell_at(indicator, place, r->years[y]));
    return n > 1;
}

static bool has_lowest(const struct report *r, int indicator, int place)
{
    size_t n = 0;
    (void)place;
    for (size_t p = 0; p < r->n_places; p++)
        n += report_is_lowest(r, (int)p) && is_known(r, cell_at(indicator, (int)p, r->year));
    return n > 1;
}

static bool has_parts(const struct report *r, int indicator, int place)
{
    return known_parts(r, indicator, place) > 1;
}

/* The charts of a sheet as they come. */
struct set_maker {
    const struct report *r;
    chart_forms *forms;
    int place;
    bool lowest; /* charts of places show the lowest, not the parts of place */
    struct chart *charts;
    size_t n;
};

static void add_chart(struct set_maker *s, const char *form, const char *title,
                      const int *indicators, size_t n)
{
    const struct chart_form *f = form_named(s->forms, form);
    if (f == NULL || n == 0)
        return;
    s->charts[s->n] = chartspec_default(s->r, f, indicators, n, s->place, s->lowest);
    s->charts[s->n++].title = title;
}

static struct chart_set made(const struct set_maker *s, const char *title)
{
    return (struct chart_set){.title = title, .charts = s->charts, .n = s->n, .span = 1};
}

struct chart_set chart_set_of_place(const struct report *r, int place, chart_forms *forms)
{
    struct set_maker s = {.r = r, .forms = forms, .place = place};
    size_t n;
    s.charts = arena_array(r->arena, PLACE_CHARTS, sizeof *s.charts);
    const int *ranked = select_indicators(r, place, has_siblings, &n);
    add_chart(&s, "profile", word(r->language, W_SHEET_PROFILE), ranked, n);
    const int *known = select_indicators(r, place, has_value, &n);
    add_chart(&s, "bullet", word(r->language, W_SHEET_TARGETS), known, n);
    const int *years = select_indicators(r, place, has_years, &n);
    add_chart(&s, "lines", word(r->language, W_SHEET_YEARS), years, n);
    struct chart_set set =
        made(&s, arena_printf(r->arena, language_text(r->language, "%s, %d", "%s %d年"),
                              r->places[place].name, r->year));
    for (size_t i = 0; i < set.n; i++) /* that of most indicators says most */
        if (set.note == NULL || set.charts[i].n_indicators > set.charts[0].n_indicators)
            set.note = set.charts[i].note;
    return set;
}

/*
 * Dots where the smallest value is over three quarters of the largest, so that bars from 0 would
 * look alike; else bars.
 */
static const char *comparison(const struct report *r, int indicator)
{
    const struct number *low = NULL, *high = NULL;
    for (size_t p = 1; p < r->n_places; p++) {
        const struct number *x =
            report_value(r, cell_at(indicator, (int)p, report_year(r, r->year)))->number;
        low = x != NULL && (low == NULL || number_cmp(x, low) < 0) ? x : low;
        high = x != NULL && (high == NULL || number_cmp(x, high) > 0) ? x : high;
    }
    if (low == NULL)
        return "bars";
    const struct number *four = number_mul(r->arena, low, number_int(r->arena, 4));
    const struct number *three = number_mul(r->arena, high, number_int(r->arena, 3));
    return number_sign(low) > 0 && number_cmp(four, three) > 0 ? "dots" : "bars";
}

struct chart_set chart_set_of_all(const struct report *r, chart_forms *forms)
{
    struct set_maker s = {.r = r, .forms = forms, .lowest = true};
    size_t n;
    const int *compared = select_indicators(r, 0, has_lowest, &n);
    if (n == 0) {
        s.lowest = false;
        compared = select_indicators(r, 0, has_parts, &n);
    }
    s.charts = arena_array(r->arena, n + 1, sizeof *s.charts);
    add_chart(&s, "scorecard", word(r->language, W_SHEET_SCORECARD), compared, n);
    for (size_t i = 0; i < n; i++) /* of one indicator: they say themselves of which */
        add_chart(&s, comparison(r, compared[i]), NULL, &compared[i], 1);
    struct chart_set set = made(
        &s, arena_printf(r->arena, language_text(r->language, "%s: places, %d", "%s各单位 %d年"),
                         r->places[0].name, r->year));
    set.note = set.n > 0 ? set.charts[0].note : NULL;
    set.span = 1 + (n > COLUMN_HOLDS) + (n > 2 * COLUMN_HOLDS);
    return set;
}
