#include <string.h>

#include "data/arena.h"
#include "data/checking.h"
#include "data/file.h"
#include "data/observations.h"
#include "data/rate.h"

/* Kinds of places below one parent; what is more than these counts as one kind. */
#define KINDS_MAX 256

/* Whether a part of the place has no counts; with counts everywhere, rate.c tells. */
static bool parts_lack_counts(const struct report *r, int i, int place, int year)
{
    for (size_t p = 1; p < r->n_places; p++)
        if (r->places[p].parent == place && report_value(r, i, (int)p, year)->numerator == NULL)
            return true;
    return false;
}

/* A total without counts: only the look of it tells, which may be chance. */
static void cell_mean(const struct checking *c, int i, int place, int year)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, i, place, year);
    if (v->kind != VALUE_EXACT || v->way != WAY_GIVEN ||
        (ind->numerator >= 0 && report_value(r, ind->numerator, place, year)->kind == VALUE_EXACT))
        return;
    const struct number *mean = rate_mean(c->scratch, r, i, place, year);
    if (mean == NULL || !parts_lack_counts(r, i, place, year) ||
        !rate_agrees(r, VALUE_EXACT, v->number, number_decimals(v->number), mean))
        return;
    msg_about(
        c->m, SEV_WARNING, v->at, subject_of(r, i, place), c->rule->name,
        "%s of %s in %d is given as %s, the plain mean of its parts' rates: divide the sum of "
        "numerators by the sum of denominators",
        "%s（%s，%d年）给出 %s，是各单位比率的简单平均：应以分子之和除以分母之和", ind->name,
        r->places[place].name, r->years[year], shown_number(c, v->number));
}

void check_mean_of_rates(const struct checking *c)
{
    const struct report *r = c->r;
    bool *whole = arena_array(c->scratch, r->n_places, sizeof *whole);
    for (size_t p = 1; p < r->n_places; p++)
        whole[r->places[p].parent] = true;
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t p = 0; p < r->n_places; p++)
            for (size_t y = 0; whole[p] && r->indicators[i].unit != UNIT_COUNT && y < r->n_years;
                 y++)
                cell_mean(c, (int)i, (int)p, (int)y);
}

static bool same_kind(const struct place *x, const struct place *y)
{
    return x->parent == y->parent &&
           (x->kind == y->kind || (x->kind && y->kind && strcmp(x->kind, y->kind) == 0));
}

/* Of each place, the first of its kind below the same parent. */
static size_t *first_of_kind(const struct checking *c)
{
    const struct report *r = c->r;
    size_t *first = arena_array(c->scratch, r->n_places, sizeof *first), n = 0;
    size_t *kinds = arena_array(c->scratch, r->n_places, sizeof *kinds);
    for (size_t p = 1; p < r->n_places; p++) {
        size_t k = 0;
        while (k < n && k < KINDS_MAX - 1 && !same_kind(&r->places[kinds[k]], &r->places[p]))
            k++;
        if (k == n)
            kinds[n++] = p;
        first[p] = kinds[k];
    }
    return first;
}

/* Whether a row was there at all: a value, or the mark of a missing one. */
static bool has_row(const struct report *r, int i, size_t place, int year)
{
    const struct value *v = report_value(r, i, (int)place, year);
    return v->kind != VALUE_MISSING || v->at.line > 0;
}

/* What is computed: what its operands lack is told of them. */
static bool is_derived(const struct report *r, int i, size_t like, int year)
{
    int numerator = r->indicators[i].numerator;
    return r->indicators[i].formula != NULL ||
           (numerator >= 0 && has_row(r, numerator, like, year));
}

/* The places of one kind below one parent are expected together. */
void check_missing_place(const struct checking *c)
{
    const struct report *r = c->r;
    int year = report_year(r, r->year);
    const size_t *first = first_of_kind(c);
    size_t *like = arena_array(c->scratch, r->n_places, sizeof *like); /* one that has a value */
    for (size_t i = 0; i < r->n_indicators; i++) {
        memset(like, 0, r->n_places * sizeof *like);
        for (size_t p = r->n_places; p-- > 1;)
            if (report_value(r, (int)i, (int)p, year)->kind != VALUE_MISSING)
                like[first[p]] = p;
        for (size_t p = 1; p < r->n_places; p++)
            if (like[first[p]] != 0 && !has_row(r, (int)i, p, year) &&
                !is_derived(r, (int)i, like[first[p]], year))
                found(c, r->places[p].at, subject_of(r, (int)i, (int)p),
                      "%s has no %s in %d, but %s has: add the row, or write - for a missing value",
                      "%s没有%s（%d年），而%s有：请补这一行，确无数据时写 -", r->places[p].name,
                      r->indicators[i].name, r->year, r->places[like[first[p]]].name);
    }
}

/* A value of an earlier year, then and now. */
static void compare_years(const struct checking *c, const struct report *old, int i, int place,
                          int old_year)
{
    const struct report *r = c->r;
    int year = report_year(r, old->years[old_year]);
    const struct value *then = report_value(old, i, place, old_year);
    const struct value *now = report_value(r, i, place, year);
    if (then->kind != VALUE_EXACT || now->kind != VALUE_EXACT || old->years[old_year] >= r->year)
        return;
    int decimals = number_decimals(then->number), now_decimals = number_decimals(now->number);
    if (decimals < 0 || (now_decimals >= 0 && now_decimals < decimals))
        decimals = now_decimals;
    const struct number *x =
        decimals < 0 ? then->number : number_round(c->scratch, then->number, decimals, r->rounding);
    const struct number *y =
        decimals < 0 ? now->number : number_round(c->scratch, now->number, decimals, r->rounding);
    if (number_cmp(x, y) == 0)
        return;
    found(
        c, now->at, subject_of(r, i, place),
        "%s of %s in %d is %s here, but %s in last year's data (%s:%d): correct one, or accept it "
        "with the reason",
        "%s（%s，%d年）此处为 %s，上年数据为 %s（%s:%d）：请改正其一，或说明理由后认可",
        r->indicators[i].name, r->places[place].name, r->years[year], shown_number(c, now->number),
        shown_number(c, then->number), then->at.file ? then->at.file : "", then->at.line);
}

void check_year_mismatch(const struct checking *c)
{
    const struct report *r = c->r;
    const struct config_part *data = &c->config->parts[SECTION_DATA];
    size_t n;
    const char *const *names = config_list(r->arena, data, DATA_PREVIOUS, &n);
    if (n == 0)
        return;
    struct report old = *r; /* the same indicators and places, values of its own */
    old.cells = NULL;
    old.targets = NULL;
    old.year = r->year - 1;
    const char **paths = arena_array(c->scratch, n, sizeof *paths);
    struct source *from = arena_array(c->scratch, n, sizeof *from);
    for (size_t i = 0; i < n; i++) {
        paths[i] = file_path(r->arena, r->dir, names[i]);
        from[i] = config_at(data, DATA_PREVIOUS);
    }
    if (observations_load(&old, paths, from, n, NULL, c->m) != 0)
        return;
    size_t places = old.n_places < r->n_places ? old.n_places : r->n_places;
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t p = 0; p < places; p++)
            for (size_t y = 0; y < old.n_years; y++)
                compare_years(c, &old, (int)i, (int)p, (int)y);
}
