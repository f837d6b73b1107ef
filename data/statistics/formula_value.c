#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/statistics/formula.h"
#include "data/statistics/formula_term.h"
#include "data/statistics/rate.h"

/* A result of more bits, numerator and denominator together, is no statistic any more. */
#define RESULT_BITS_MAX 4096

const char *formula_text(const struct formula *f)
{
    return f->text;
}

const int *formula_operands(const struct formula *f, size_t *n)
{
    *n = f->n_operands;
    return f->operands;
}

static bool divides_counts(const struct term *t)
{
    return t->op == OP_DIVIDE && t->left->quantity == QUANTITY_COUNT &&
           t->right->quantity == QUANTITY_COUNT;
}

bool formula_is_additive(const struct formula *f)
{
    const struct term *t = f->root;
    return t->additive || (divides_counts(t) && t->left->additive && t->right->additive);
}

struct evaluation {
    struct report *r;
    struct arena *scratch;
    struct messages *m;
    const struct indicator *ind;
    int place, year_index;
    struct source at; /* of the first operand */
    unsigned flags;
};

static const struct number *too_large(struct evaluation *e)
{
    msg(e->m, SEV_ERROR, e->ind->at, "out-of-range",
        "the formula of '%s' gives a number beyond all measure for %s",
        "指标“%s”的公式对%s得出的数大得不合理", e->ind->id, e->r->places[e->place].name);
    return NULL;
}

static const struct number *divide(struct evaluation *e, const struct number *x,
                                   const struct number *y)
{
    if (number_sign(y) != 0)
        return number_div(e->scratch, x, y);
    msg(e->m, SEV_ERROR, e->at, "zero-denominator",
        "the formula of '%s' divides by 0 for %s in %d: leave the row out, or write - for a "
        "missing value",
        "指标“%s”的公式对%s（%d年）除以 0：请删去该行，或以 - 表示缺数", e->ind->id,
        e->r->places[e->place].name, e->r->years[e->year_index]);
    return NULL;
}

static const struct number *operand(struct evaluation *e, int indicator)
{
    const struct value *v = report_value(e->r, cell_at(indicator, e->place, e->year_index));
    if (v->kind != VALUE_EXACT)
        return NULL;
    if (e->at.file == NULL)
        e->at = v->at;
    e->flags |= v->flags;
    const struct number *unit = number_int(e->scratch, e->r->indicators[indicator].multiplier);
    return number_div(e->scratch, v->number, unit);
}

static const struct number *evaluate(struct evaluation *e, const struct term *t)
{
    if (t->op == OP_NUMBER)
        return t->number;
    if (t->op == OP_INDICATOR)
        return operand(e, t->indicator);
    const struct number *x = evaluate(e, t->left);
    const struct number *y = t->op == OP_NEGATE ? NULL : evaluate(e, t->right);
    if (x == NULL || (y == NULL && t->op != OP_NEGATE))
        return NULL;
    const struct number *result = NULL;
    switch (t->op) {
    case OP_ADD: result = number_add(e->scratch, x, y); break;
    case OP_SUBTRACT: result = number_sub(e->scratch, x, y); break;
    case OP_MULTIPLY: result = number_mul(e->scratch, x, y); break;
    case OP_DIVIDE: result = divide(e, x, y); break;
    case OP_NEGATE: result = number_sub(e->scratch, number_int(e->scratch, 0), x); break;
    case OP_NUMBER:
    case OP_INDICATOR: break;
    }
    return result != NULL && number_bits(result) > RESULT_BITS_MAX ? too_large(e) : result;
}

/* Moves a result out of the scratch arena. */
static const struct number *keep(struct evaluation *e, const struct number *x)
{
    return number_add(e->r->arena, x, number_int(e->scratch, 0));
}

static struct value *value_of(struct evaluation *e, const struct term *t)
{
    bool rate = divides_counts(t);
    const struct number *x = evaluate(e, rate ? t->left : t);
    struct source at = e->at;
    e->at = NOWHERE;
    const struct number *y = rate ? evaluate(e, t->right) : NULL;
    if (x == NULL || (rate && y == NULL))
        return NULL;
    struct value *v = arena_alloc(e->r->arena, sizeof *v);
    v->kind = VALUE_EXACT;
    v->flags = e->flags;
    v->at = rate && number_sign(y) <= 0 ? e->at : at;
    v->way = WAY_FORMULA;
    if (rate)
        return rate_set(e->r, e->ind, v, keep(e, x), keep(e, y), e->m) == 0 ? v : NULL;
    v->number = keep(e, number_mul(e->scratch, x, number_int(e->scratch, e->ind->multiplier)));
    return v;
}

struct value *formula_value(struct report *r, struct cell_id cell, struct messages *m)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    struct evaluation e = {
        .r = r, .m = m, .ind = ind, .place = cell.place, .year_index = cell.year};
    e.scratch = arena_new();
    struct value *v = value_of(&e, ind->formula->root);
    arena_free(e.scratch);
    return v;
}

/* Whether all that indicator i is computed from has been done. */
static bool is_ready(const struct report *r, int i, const bool *done)
{
    const struct indicator *ind = &r->indicators[i];
    bool ready = (ind->numerator < 0 || done[ind->numerator]) &&
                 (ind->denominator < 0 || done[ind->denominator]);
    size_t n = 0;
    const int *operands = ind->formula != NULL ? formula_operands(ind->formula, &n) : NULL;
    for (size_t k = 0; k < n; k++)
        ready = ready && done[operands[k]];
    return ready;
}

/* Rounds over those left, as many as formulas stand on each other. */
size_t formula_order(const struct report *r, int *order)
{
    bool *done = must_alloc(r->n_indicators + 1, sizeof *done);
    memset(done, 0, r->n_indicators * sizeof *done);
    size_t n = 0, before;
    do {
        before = n;
        for (size_t i = 0; i < r->n_indicators; i++)
            if (!done[i] && is_ready(r, (int)i, done)) {
                order[n++] = (int)i;
                done[i] = true;
            }
    } while (n > before);
    size_t ready = n;
    for (size_t i = 0; i < r->n_indicators; i++)
        if (!done[i])
            order[n++] = (int)i;
    free(done);
    return ready;
}
