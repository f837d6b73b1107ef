#include "data/figures/chartspec.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/collation.h"
#include "base/text.h"
#include "base/year.h"
#include "data/config/listed.h"
#include "data/figures/chart_summary.h"
#include "data/report/words.h"
#include "data/statistics/rank.h"
#include "data/statistics/standing.h"
#include "data/wording/notes.h"

/* Kinds of chart that a message lists. */
#define FORMS_MAX 32

static void unknown_kind(const struct chart *c, const struct config_part *p, const char *kind,
                         chart_forms *forms, struct messages *m)
{
    const char *names[2 * FORMS_MAX];
    size_t n = 0;
    struct buf all = {0};
    for (const struct chart_form *f; n / 2 < FORMS_MAX && (f = forms(n / 2)) != NULL;) {
        buf_printf(&all, "%s%s", n > 0 ? ", " : "", f->name);
        names[n++] = f->name;
        names[n++] = f->zh;
    }
    const char *near = text_nearest(kind, names, n);
    msg(m, SEV_ERROR, config_at(p, CHART_KIND), "unknown-chart-kind",
        "chart %s has the unknown kind \"%s\"; write %s", "图“%s”的类型“%s”无法识别，请改用%s",
        c->name, kind, near != NULL ? near : all.data);
    buf_free(&all);
}

static void read_form(struct chart *c, const struct config_part *p, chart_forms *forms,
                      struct messages *m)
{
    const char *kind = config_required(p, CHART_KIND, m);
    c->form = forms(0);
    if (kind == NULL)
        return;
    for (size_t i = 0; (c->form = forms(i)) != NULL; i++)
        if (strcmp(kind, c->form->name) == 0 || strcmp(kind, c->form->zh) == 0)
            return;
    unknown_kind(c, p, kind, forms, m);
    c->form = forms(0);
}

/*
 * All years of the data up to the report's; where some are named, only those and the report's. A
 * change has two: the first of those named, or the last year, and the report's.
 */
static void set_years(const struct report *r, struct chart *c, const bool *named)
{
    bool change = c->form->shows == SHOWS_CHANGE;
    int *years = arena_array(r->arena, r->n_years + 1, sizeof *years);
    for (size_t y = 0; y < r->n_years && r->years[y] <= r->year; y++)
        if (r->years[y] == r->year ||
            (named != NULL ? named[y] : !change || r->years[y] == r->year - 1))
            years[c->n_years++] = r->years[y];
    if (change && c->n_years > 2) {
        years[1] = years[c->n_years - 1];
        c->n_years = 2;
    }
    c->years = years;
}

static void read_years(const struct report *r, struct chart *c, const struct config_part *p,
                       struct messages *m)
{
    size_t n;
    const char *const *words = config_list(r->arena, p, CHART_YEARS, &n);
    bool *named = arena_array(r->arena, r->n_years + 1, sizeof *named);
    for (size_t i = 0; i < n; i++) {
        int first, last;
        if (!year_range(words[i], &first, &last)) {
            config_bad_value(p, CHART_YEARS, words[i], "2006, 2002..2006", m);
            continue;
        }
        bool known = false;
        for (size_t y = 0; y < r->n_years; y++)
            if (r->years[y] >= first && r->years[y] <= last)
                known = named[y] = true;
        if (!known)
            msg(m, SEV_ERROR, config_at(p, CHART_YEARS), "unknown-year",
                "the data has nothing of %s; add it or take the year out",
                "数据中没有%s年；请补数据或删去该年", words[i]);
    }
    set_years(r, c, n > 0 ? named : NULL);
}

struct sorting {
    const struct report *r;
    const struct chart *c;
    int year_index;                /* index */
    const int *ranks;              /* of places, where these decide; 0: last */
    const struct collation *names; /* where names decide, else NULL */
};

/* Below 0 when the value of place x is better than that of y; of equals the larger one is first. */
static int compare_values(const struct sorting *s, int x, int y)
{
    int i = s->c->indicators[0];
    int c = rank_compare(s->r, i, x, y, s->year_index);
    return c != 0 ? c
                  : number_cmp(report_value(s->r, cell_at(i, y, s->year_index))->number,
                               report_value(s->r, cell_at(i, x, s->year_index))->number);
}

static bool is_missing(const struct report *r, struct cell_id cell)
{
    return report_value(r, cell)->kind == VALUE_MISSING;
}

/* Below 0 when x comes before y, best first; what is not known is last in any order. */
static int compare_best(const struct sorting *s, int x, int y, bool *last)
{
    bool no_x = s->ranks != NULL ? s->ranks[x] == 0
                                 : is_missing(s->r, cell_at(s->c->indicators[0], x, s->year_index));
    bool no_y = s->ranks != NULL ? s->ranks[y] == 0
                                 : is_missing(s->r, cell_at(s->c->indicators[0], y, s->year_index));
    *last = no_x || no_y;
    if (*last)
        return no_x - no_y;
    return s->ranks != NULL ? s->ranks[x] - s->ranks[y] : compare_values(s, x, y);
}

static int compare_places(const void *px, const void *py, void *ctx)
{
    const struct sorting *s = ctx;
    int x = *(const int *)px, y = *(const int *)py;
    int c = 0;
    if (s->names != NULL) {
        c = collation_compare(s->names, s->r->places[x].name, s->r->places[y].name);
    } else if (s->c->sort != SORT_DIVISIONS) {
        bool last;
        c = compare_best(s, x, y, &last);
        if (s->c->sort == SORT_WORST_FIRST && !last)
            c = -c;
    }
    return c != 0 ? c : (x > y) - (x < y);
}

/* Where names cannot be collated, reported, values decide. */
static void sort_by_name(const struct report *r, const struct chart *c, int *places, size_t n,
                         struct messages *m)
{
    struct collation *names = collation_open(r->language, m);
    struct sorting s = {.r = r, .c = c, .year_index = report_year(r, r->year), .names = names};
    qsort_r(places, n, sizeof *places, compare_places, &s);
    collation_free(names);
}

/* By their standing, or by the first indicator, or as the list of places has them. */
static void sort_by_value(const struct report *r, const struct chart *c, int *places, size_t n)
{
    struct sorting s = {.r = r, .c = c, .year_index = report_year(r, r->year)};
    int *ranks = NULL;
    if (c->form->shows == SHOWS_STANDING) {
        struct standing *standings = must_alloc(n + 1, sizeof *standings);
        standings_find(r, c->indicators, c->n_indicators, places, n, s.year_index, standings);
        ranks = must_alloc(r->n_places, sizeof *ranks);
        for (size_t i = 0; i < n; i++)
            ranks[places[i]] = standings[i].rank.rank;
        free(standings);
    }
    s.ranks = ranks;
    qsort_r(places, n, sizeof *places, compare_places, &s);
    free(ranks);
}

/* Whose parts the chart compares unless it lists places; -1: none. */
static int parent_compared(const struct report *r, const struct chart *c)
{
    switch (c->form->shows) {
    case SHOWS_PLACES:
    case SHOWS_CHANGE:
    case SHOWS_SIZES:
    case SHOWS_STANDING:
    case SHOWS_MAP: return c->place;
    case SHOWS_SIBLINGS: return r->places[c->place].parent;
    case SHOWS_INDICATORS:
    case SHOWS_YEARS: return -1;
    }
    return -1;
}

/* Some place lies on the map, none halfway, and no two on one tile. */
static void check_positions(const struct report *r, const struct chart *c, struct messages *m)
{
    bool any = false;
    for (size_t i = 0; i < c->n_places; i++) {
        const struct place *x = &r->places[c->places[i]];
        any |= report_on_map(x);
        if ((x->column > 0) != (x->row > 0))
            msg(m, SEV_ERROR, x->at, "half-position",
                "\"%s\" has a column or a row for the map of chart %s, but not both; give the "
                "other",
                "“%s”只有列或只有行（图“%s”）：请补上另一个", x->name, c->name);
        for (size_t k = 0; k < i && report_on_map(x); k++) {
            const struct place *y = &r->places[c->places[k]];
            if (x->column == y->column && x->row == y->row)
                msg(m, SEV_ERROR, x->at, "same-position",
                    "\"%s\" and \"%s\" both lie in column %d, row %d of the map of chart %s; "
                    "move one of them",
                    "“%s”与“%s”同处第%d列第%d行（图“%s”）：请移开其中之一", x->name, y->name,
                    x->column, x->row, c->name);
        }
    }
    if (!any)
        msg(m, SEV_ERROR, c->at, "no-position",
            "chart %s is a map, but none of its places has a column and row; give them in the "
            "list of places",
            "图“%s”是方格图，但各单位都没有位置；请在单位名录中填写“列”和“行”", c->name);
}

/* All parts of the place that the chart compares, behind the n that places holds; how many. */
static size_t add_parts(const struct report *r, const struct chart *c, int *places, size_t n)
{
    int parent = parent_compared(r, c);
    for (size_t i = 0; parent >= 0 && i < r->n_places; i++)
        if (r->places[i].parent == parent)
            places[n++] = (int)i;
    return n;
}

static size_t add_lowest(const struct report *r, int *places)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n_places; i++)
        if (report_is_lowest(r, (int)i))
            places[n++] = (int)i;
    return n;
}

/* The place of a chart that names none: the whole, or of siblings the first of its parts. */
static int default_place(const struct report *r, const struct chart *c)
{
    for (size_t p = 1; c->form->shows == SHOWS_SIBLINGS && p < r->n_places; p++)
        if (r->places[p].parent == 0)
            return (int)p;
    return 0;
}

static void read_places(const struct report *r, struct chart *c, const struct config_part *p,
                        struct messages *m)
{
    size_t n;
    const int *one = listed_places(r, p, CHART_PLACE, &n, m);
    c->place = n > 0 ? one[0] : default_place(r, c);
    if (n > 1)
        config_bad_value(p, CHART_PLACE, config_text(p, CHART_PLACE), r->places[c->place].name, m);
    const int *listed = listed_places(r, p, CHART_PLACES, &n, m);
    int *places = arena_array(r->arena, n + r->n_places, sizeof *places);
    memcpy(places, listed, n * sizeof *places);
    if (config_text(p, CHART_PLACES) == NULL)
        n = add_parts(r, c, places, n);
    c->sort = (enum sort_order)config_choice(p, CHART_SORT, SORT_BEST_FIRST, m);
    if (c->sort == SORT_NAME)
        sort_by_name(r, c, places, n, m);
    else if (c->n_indicators > 0 && c->sort != SORT_INPUT)
        sort_by_value(r, c, places, n);
    c->places = places;
    c->n_places = n;
    if (c->form->shows == SHOWS_MAP)
        check_positions(r, c, m);
    if (c->form->shows == SHOWS_SIBLINGS && n == 0 && config_text(p, CHART_PLACES) == NULL)
        msg(m, SEV_ERROR, config_at(p, CHART_PLACE), "no-siblings",
            "chart %s shows a place among those of its parent, and \"%s\" has none; name a part of "
            "it",
            "图“%s”显示一个单位在同级各单位中的位置，而“%s”没有同级单位：请指明其下属单位", c->name,
            r->places[c->place].name);
}

int chart_before(const struct report *r, const struct chart *c)
{
    switch (c->form->shows) {
    case SHOWS_INDICATORS:
    case SHOWS_PLACES: return report_year(r, r->year - 1);
    case SHOWS_CHANGE: return c->n_years > 1 ? report_year(r, c->years[0]) : -1;
    case SHOWS_SIZES:
    case SHOWS_YEARS:
    case SHOWS_STANDING:
    case SHOWS_SIBLINGS:
    case SHOWS_MAP: return -1;
    }
    return -1;
}

/* The cells of one place: all years of a chart of years, else this one and that set beside it. */
static void visit_place(const struct report *r, const struct chart *c, int place,
                        chart_visit *visit, void *ctx)
{
    int year_index = report_year(r, r->year), last = chart_before(r, c);
    for (size_t i = 0; i < c->n_indicators; i++) {
        int indicator = c->indicators[i];
        if (c->form->shows == SHOWS_YEARS) {
            for (size_t y = 0; y < c->n_years; y++)
                visit(ctx, cell_at(indicator, place, report_year(r, c->years[y])), true);
            continue;
        }
        visit(ctx, cell_at(indicator, place, year_index), true);
        if (last >= 0) /* its target is not shown */
            visit(ctx, cell_at(indicator, place, last), false);
    }
}

/* What the places are measured against: of siblings their parent. */
static int compared_whole(const struct report *r, const struct chart *c)
{
    bool siblings = c->form->shows == SHOWS_SIBLINGS && r->places[c->place].parent >= 0;
    return siblings ? r->places[c->place].parent : c->place;
}

void chart_cells(const struct report *r, const struct chart *c, chart_visit *visit, void *ctx)
{
    bool compared = c->form->shows != SHOWS_INDICATORS && c->n_places > 0;
    if (!compared || (c->form->shows != SHOWS_YEARS && c->whole != WHOLE_NONE))
        visit_place(r, c, compared_whole(r, c), visit, ctx);
    for (size_t p = 0; c->form->shows != SHOWS_INDICATORS && p < c->n_places; p++)
        visit_place(r, c, c->places[p], visit, ctx);
}

struct noting {
    const struct report *r;
    struct notes notes;
};

static void note_cell(void *ctx, struct cell_id cell, bool target)
{
    struct noting *n = ctx;
    n->notes.flags |= report_value(n->r, cell)->flags;
    if (target)
        n->notes.flags |= report_target(n->r, cell)->flags;
}

/* Whether the order of places is seen: not on a map, nor of the years of each. */
static bool shows_order(const struct chart *c)
{
    return c->form->shows == SHOWS_PLACES || c->form->shows == SHOWS_STANDING;
}

/* Whether a place has a value of every indicator of the chart. */
static bool knows_all(const struct report *r, const struct chart *c, int place)
{
    for (size_t i = 0; i < c->n_indicators; i++)
        if (is_missing(r, cell_at(c->indicators[i], place, report_year(r, r->year))))
            return false;
    return c->n_indicators > 0;
}

static const char *chart_note(const struct report *r, const struct chart *c)
{
    struct noting n = {r, {.indicators = c->indicators, .n_indicators = c->n_indicators}};
    if (shows_order(c))
        n.notes.own = chart_order(r, c);
    chart_cells(r, c, note_cell, &n);
    if (c->form->shows == SHOWS_INDICATORS)
        return notes_text(r, &n.notes);
    for (size_t p = 0; p < c->n_places; p++)
        n.notes.places_known += knows_all(r, c, c->places[p]);
    n.notes.places = c->n_places;
    return notes_text(r, &n.notes);
}

struct chart chartspec_read(const struct report *r, const struct config_part *p, chart_forms *forms,
                            struct messages *m)
{
    struct chart c = {.name = p->name, .title = config_text(p, CHART_TITLE), .at = p->at};
    read_form(&c, p, forms, m);
    config_required(p, CHART_INDICATORS, m);
    c.indicators = listed_indicators(r, p, CHART_INDICATORS, &c.n_indicators, m);
    read_years(r, &c, p, m);
    read_places(r, &c, p, m);
    c.width = config_length(p, CHART_WIDTH, m);
    c.height = config_length(p, CHART_HEIGHT, m);
    c.mono = config_choice(p, CHART_THEME, 0, m) != 0;
    c.by_verdict = config_choice(p, CHART_FILL, 0, m) != 0;
    c.whole = (enum chart_whole)config_choice(p, CHART_WHOLE, WHOLE_LINE, m);
    c.interval = config_choice(p, CHART_INTERVAL, SWITCH_NO, m) == SWITCH_YES;
    c.note = chart_note(r, &c);
    c.summary = chart_summary(r, &c);
    return c;
}

struct chart chartspec_default(const struct report *r, const struct chart_form *form,
                               const int *indicators, size_t n_indicators, int place, bool lowest)
{
    struct chart c = {.name = form->name,
                      .form = form,
                      .indicators = indicators,
                      .n_indicators = n_indicators,
                      .place = place,
                      .at = IN_FILE(r->path)};
    int *places = arena_array(r->arena, r->n_places, sizeof *places);
    set_years(r, &c, NULL);
    c.n_places = lowest ? add_lowest(r, places) : add_parts(r, &c, places, 0);
    sort_by_value(r, &c, places, c.n_places);
    c.places = places;
    c.note = chart_note(r, &c);
    c.summary = chart_summary(r, &c);
    return c;
}
