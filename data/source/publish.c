#include "data/source/publish.h"

#include <stdlib.h>

#include "base/arena.h"
#include "data/statistics/formula.h"

/* Nobody hides, or doubts, larger numbers than this. */
#define LIMIT_MAX 1000000

static const struct value **cell(const struct report *r, struct cell_id cell)
{
    size_t row = (size_t)cell.indicator * r->n_places + (size_t)cell.place;
    return &r->cells[row * r->n_years + (size_t)cell.year];
}

static bool is_suppressed(const struct report *r, struct cell_id id)
{
    const struct value *v = *cell(r, id);
    return v != NULL && (v->flags & FLAG_SUPPRESSED) != 0;
}

static void suppress(struct report *r, struct cell_id id)
{
    const struct value **v = cell(r, id);
    struct value *hidden = arena_alloc(r->arena, sizeof *hidden);
    hidden->kind = VALUE_MISSING;
    hidden->flags = FLAG_SUPPRESSED;
    hidden->at = (*v)->at;
    *v = hidden;
}

/* Whether x lies above 0 and below the limit; 0 says nothing of anybody. */
static bool is_small(const struct number *x, const struct number *limit)
{
    return x != NULL && number_sign(x) > 0 && number_cmp(x, limit) < 0;
}

static bool shows_few(const struct indicator *ind, const struct value *v,
                      const struct number *limit)
{
    if (v->numerator != NULL)
        return is_small(v->numerator, limit) || is_small(v->denominator, limit);
    return ind->unit == UNIT_COUNT && is_small(v->number, limit);
}

/* Whether a cell is computed from one that was suppressed. */
static bool shows_suppressed(const struct report *r, struct cell_id cell)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    size_t n = 0;
    const int *operands = ind->formula != NULL ? formula_operands(ind->formula, &n) : NULL;
    for (size_t k = 0; k < n; k++)
        if (is_suppressed(r, cell_of_indicator(cell, operands[k])))
            return true;
    return (ind->numerator >= 0 && is_suppressed(r, cell_of_indicator(cell, ind->numerator))) ||
           (ind->denominator >= 0 && is_suppressed(r, cell_of_indicator(cell, ind->denominator)));
}

static void suppress_cells(struct report *r, int indicator, const struct number *limit)
{
    for (int p = 0; p < (int)r->n_places; p++)
        for (int y = 0; y < (int)r->n_years; y++) {
            const struct value *v = *cell(r, cell_at(indicator, p, y));
            if (v != NULL && v->kind != VALUE_MISSING &&
                (shows_few(&r->indicators[indicator], v, limit) ||
                 shows_suppressed(r, cell_at(indicator, p, y))))
                suppress(r, cell_at(indicator, p, y));
        }
}

/* Of the places of one parent: how many are hidden, and the smallest that is not. */
struct family {
    int hidden, smallest;
};

static void meet(const struct report *r, struct family *f, struct cell_id id)
{
    const struct value *v = *cell(r, id);
    if (is_suppressed(r, id))
        f->hidden++;
    else if (v != NULL && v->kind == VALUE_EXACT && number_sign(v->number) > 0 &&
             (f->smallest < 0 ||
              number_cmp(v->number, (*cell(r, cell_of_place(id, f->smallest)))->number) < 0))
        f->smallest = id.place;
}

/* A single hidden count is the total less the others: one more is hidden with it. */
static void suppress_second(struct report *r, int indicator, int year_index,
                            struct family *families)
{
    for (size_t p = 0; p < r->n_places; p++)
        families[p] = (struct family){.smallest = -1};
    for (int p = 1; p < (int)r->n_places; p++)
        meet(r, &families[r->places[p].parent], cell_at(indicator, p, year_index));
    for (size_t p = 0; p < r->n_places; p++)
        if (families[p].hidden == 1 && families[p].smallest >= 0)
            suppress(r, cell_at(indicator, families[p].smallest, year_index));
}

/* In the order of computing, so that what is hidden in an operand is known before its results. */
static void suppress_all(struct report *r, const struct number *limit)
{
    int *order = must_alloc(r->n_indicators + 1, sizeof *order);
    struct family *families = must_alloc(r->n_places, sizeof *families);
    size_t n = formula_order(r, order);
    for (size_t k = 0; k < n; k++) {
        suppress_cells(r, order[k], limit);
        for (int y = 0; r->indicators[order[k]].unit == UNIT_COUNT && y < (int)r->n_years; y++)
            suppress_second(r, order[k], y, families);
    }
    free(families);
    free(order);
}

static void mark_small(struct report *r, const struct number *limit)
{
    size_t n = r->n_indicators * r->n_places * r->n_years;
    for (size_t i = 0; i < n; i++) {
        const struct value *v = r->cells[i];
        if (v == NULL || v->denominator == NULL || number_cmp(v->denominator, limit) >= 0)
            continue;
        struct value *marked = arena_alloc(r->arena, sizeof *marked);
        *marked = *v;
        marked->flags |= FLAG_SMALL;
        r->cells[i] = marked;
    }
}

void publish_prepare(struct report *r, const struct config_part *data, struct messages *m)
{
    int few = config_int(data, DATA_SUPPRESS_BELOW, 0, LIMIT_MAX, 0, m);
    int sample = config_int(data, DATA_SMALL_SAMPLE, 0, LIMIT_MAX, 0, m);
    if (few > 0)
        suppress_all(r, number_int(r->arena, few));
    if (sample > 0)
        mark_small(r, number_int(r->arena, sample));
}
