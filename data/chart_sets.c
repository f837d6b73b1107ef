#include "data/chart_sets.h"

#include <string.h>

#include "data/arena.h"
#include "data/chartspec.h"
#include "data/words.h"

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

static bool is_known(const struct report *r, int indicator, int place, int year)
{
    return report_value(r, indicator, place, report_year(r, year))->kind != VALUE_MISSING;
}

/* Places with the same parent that have a value this year. */
static size_t known_parts(const struct report *r, int indicator, int parent)
{
    size_t n = 0;
    for (size_t p = 0; p < r->n_places; p++)
        n += r->places[p].parent == parent && is_known(r, indicator, (int)p, r->year);
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
    return is_known(r, indicator, place, r->year);
}

static bool has_siblings(const struct report *r, int indicator, int place)
{
    return has_value(r, indicator, place) && known_parts(r, indicator, r->places[place].parent) > 1;
}

static bool has_years(const struct report *r, int indicator, int place)
{
    size_t n = 0;
    for (size_t y = 0; y < r->n_years && r->years[y] <= r->year; y++)
        n += is_known(r, indicator, place, r->years[y]);
    return n > 1;
}

static bool has_parts(const struct report *r, int indicator, int place)
{
    return known_parts(r, indicator, place) > 1;
}

static void add_chart(const struct report *r, struct chart *charts, size_t *n,
                      const struct chart_form *form, const char *title, const int *indicators,
                      size_t n_indicators, int place)
{
    if (form == NULL || n_indicators == 0)
        return;
    charts[*n] = chartspec_default(r, form, indicators, n_indicators, place);
    charts[*n].title = title;
    (*n)++;
}

struct chart_set chart_set_of_place(const struct report *r, int place, chart_forms *forms)
{
    struct chart *charts = arena_array(r->arena, PLACE_CHARTS, sizeof *charts);
    struct chart_set set = {.charts = charts};
    size_t n;
    const int *ranked = select_indicators(r, place, has_siblings, &n);
    set.title = arena_printf(r->arena, r->language == LANG_ZH ? "%s %d年" : "%s, %d",
                             r->places[place].name, r->year);
    add_chart(r, charts, &set.n, form_named(forms, "profile"), word(r->language, W_SHEET_PROFILE),
              ranked, n, place);
    const int *known = select_indicators(r, place, has_value, &n);
    add_chart(r, charts, &set.n, form_named(forms, "bullet"), word(r->language, W_SHEET_TARGETS),
              known, n, place);
    const int *years = select_indicators(r, place, has_years, &n);
    add_chart(r, charts, &set.n, form_named(forms, "lines"), word(r->language, W_SHEET_YEARS),
              years, n, place);
    for (size_t i = 0; i < set.n; i++) /* that of most indicators says most */
        if (set.note == NULL || charts[i].n_indicators > charts[0].n_indicators)
            set.note = charts[i].note;
    set.span = 1;
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
            report_value(r, indicator, (int)p, report_year(r, r->year))->number;
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
    size_t n;
    const int *compared = select_indicators(r, 0, has_parts, &n);
    struct chart *charts = arena_array(r->arena, n + 1, sizeof *charts);
    struct chart_set set = {.charts = charts};
    set.title = arena_printf(r->arena, r->language == LANG_ZH ? "%s各单位 %d年" : "%s: places, %d",
                             r->places[0].name, r->year);
    add_chart(r, charts, &set.n, form_named(forms, "scorecard"),
              word(r->language, W_SHEET_SCORECARD), compared, n, 0);
    set.note = set.n > 0 ? charts[0].note : NULL;
    set.span = 1 + (n > COLUMN_HOLDS) + (n > 2 * COLUMN_HOLDS);
    for (size_t i = 0; i < n; i++) /* of one indicator: they say themselves of which */
        add_chart(r, charts, &set.n, form_named(forms, comparison(r, compared[i])), NULL,
                  &compared[i], 1, 0);
    return set;
}
