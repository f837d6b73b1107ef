#include "data/statistics/rate.h"

#include <stdlib.h>

#include "base/arena.h"
#include "data/report/typo.h"
#include "data/statistics/formula.h"

/* Digits behind the point of an endless decimal in a message. */
#define SHOWN_DECIMALS 4

int rate_set(struct report *r, const struct indicator *ind, struct value *v,
             const struct number *numerator, const struct number *denominator, struct messages *m)
{
    if (number_sign(denominator) == 0) {
        msg(m, SEV_ERROR, v->at, "zero-denominator",
            "the denominator of %s is 0: leave the row out, or write - for a missing value",
            "指标%s的分母为 0：请删去该行，或以 - 表示缺数", ind->name);
        return -1;
    }
    if (number_sign(denominator) < 0) {
        msg(m, SEV_ERROR, v->at, "out-of-range", "the denominator of %s is negative",
            "指标%s的分母为负数", ind->name);
        return -1;
    }
    if (ind->unit == UNIT_PERCENT && number_cmp(numerator, denominator) > 0) {
        msg(m, SEV_ERROR, v->at, "out-of-range",
            "the numerator of %s is larger than its denominator: a part is never more than the "
            "whole",
            "指标%s的分子大于分母：部分不能超过总体", ind->name);
        return -1;
    }
    const struct number *multiplier = number_int(r->arena, ind->multiplier);
    v->kind = VALUE_EXACT;
    v->number = number_div(r->arena, number_mul(r->arena, numerator, multiplier), denominator);
    v->numerator = numerator;
    v->denominator = denominator;
    return 0;
}

bool rate_agrees(enum value_kind kind, const struct number *given, int decimals,
                 const struct number *exact)
{
    switch (kind) {
    case VALUE_MISSING:
    case VALUE_ABOUT: return true;
    case VALUE_AT_LEAST: return number_cmp(exact, given) >= 0;
    case VALUE_AT_MOST: return number_cmp(exact, given) <= 0;
    case VALUE_EXACT: break;
    }
    return number_near(given, exact, 1, decimals);
}

bool rate_sum_agrees(const struct number *given, int decimals, const struct number *sum, size_t n,
                     int part_decimals)
{
    if (decimals == 0 && part_decimals == 0)
        return number_cmp(given, sum) == 0;
    return number_near(given, sum, (long)n + 1,
                       decimals < part_decimals ? decimals : part_decimals);
}

/* A given rate and its counts, for the search of a typo. */
struct rate {
    struct arena *a;
    const struct value *given;
    const struct number *parts[3]; /* value, numerator, denominator */
    long multiplier;
};

static bool rate_fits(const void *context, size_t k, const struct number *x)
{
    const struct rate *t = context;
    const struct number *p[3] = {t->parts[0], t->parts[1], t->parts[2]};
    p[k] = x;
    if (number_sign(p[2]) <= 0)
        return false;
    const struct number *exact =
        number_div(t->a, number_mul(t->a, p[1], number_int(t->a, t->multiplier)), p[2]);
    return number_near(p[0], exact, 1, t->given->decimals);
}

const char *rate_hint(const struct report *r, const struct indicator *ind,
                      const struct value *given, const struct number *numerator,
                      const struct number *denominator, const struct messages *m)
{
    enum language language = messages_language(m);
    const struct rate t = {
        r->arena, given, {given->number, numerator, denominator}, ind->multiplier};
    const struct typed values[] = {
        {language_text(language, "the value", "数值"), given->number, given->decimals},
        {language_text(language, "the numerator", "分子"), numerator, 0},
        {language_text(language, "the denominator", "分母"), denominator, 0}};
    return given->kind == VALUE_EXACT ? typo_hint(r->arena, values, 3, rate_fits, &t, m) : "";
}

/* The places as a tree, for going from the leaves to the whole. */
struct computing {
    struct report *r;
    struct messages *m;
    struct arena *scratch;
    int *first_child; /* of a place, -1: none */
    int *sibling;     /* the next child of the same parent, -1: none */
    int *downwards;   /* all places, each behind its parent */
};

static const struct value **cell(const struct report *r, int indicator, int place, size_t year)
{
    size_t row = (size_t)indicator * r->n_places + (size_t)place;
    return &r->cells[row * r->n_years + year];
}

static bool has_operands(const struct report *r, int indicator)
{
    const struct indicator *ind = &r->indicators[indicator];
    return ind->numerator >= 0 && ind->denominator >= 0;
}

static bool is_exact(const struct value *v)
{
    return v != NULL && v->kind == VALUE_EXACT;
}

static const char *shown(const struct computing *c, const struct number *x)
{
    int decimals = number_decimals(x);
    if (decimals < 0 || decimals > SHOWN_DECIMALS)
        decimals = SHOWN_DECIMALS;
    return number_text(c->r->arena, x, decimals, c->r->rounding, 0);
}

/* Whether what the data gives for a cell is what its operands make. */
static bool agrees(const struct value *given, const struct value *v)
{
    if (given->way != WAY_GIVEN)
        return number_cmp(given->number, v->number) == 0;
    return rate_agrees(given->kind, given->number, given->decimals, v->number);
}

/*
 * The plain mean of what the parts of a place have, which no total rate is; NULL when a part is
 * missing or is no exact number, when there is one part alone, or when all are equal.
 */
static const struct number *mean_of_parts(const struct computing *c, int i, int place, size_t year)
{
    struct arena *a = c->r->arena;
    const struct number *sum = number_int(a, 0), *first = NULL;
    long n = 0;
    bool equal = true;
    for (int p = c->first_child[place]; p >= 0; p = c->sibling[p]) {
        const struct value *v = *cell(c->r, i, p, year);
        if (!is_exact(v))
            return NULL;
        first = first != NULL ? first : v->number;
        equal = equal && number_cmp(v->number, first) == 0;
        sum = number_add(a, sum, v->number);
        n++;
    }
    return n < 2 || equal ? NULL : number_div(a, sum, number_int(a, n));
}

/* Whether a given total rate is the plain mean of its parts' rates, which is then told. */
static bool told_as_mean(const struct computing *c, int i, int place, size_t year,
                         const struct value *given, const struct value *right)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    if (ind->unit == UNIT_COUNT || given->kind != VALUE_EXACT || c->first_child[place] < 0)
        return false;
    const struct number *mean = mean_of_parts(c, i, place, year);
    if (mean == NULL || !rate_agrees(VALUE_EXACT, given->number, given->decimals, mean))
        return false;
    msg_about(
        c->m, SEV_ERROR, given->at, (struct subject){ind->id, r->places[place].id}, "mean-of-rates",
        "%s of %s in %d is given as %s, the plain mean of its parts' rates; the sum of "
        "numerators over the sum of denominators is %s: write that",
        "%s（%s，%d年）给出 %s，是各单位比率的简单平均；分子之和除以分母之和为 %s：请改用后者",
        ind->name, r->places[place].name, r->years[year], shown(c, given->number),
        shown(c, right->number));
    return true;
}

/* One rate from the cells of its operands. A value of the row's own must agree, and stays. */
static void derive_cell(struct computing *c, int i, int place, size_t year)
{
    struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    const struct value *x = *cell(r, ind->numerator, place, year);
    const struct value *y = *cell(r, ind->denominator, place, year);
    const struct value **own = cell(r, i, place, year);
    if (!is_exact(x) || !is_exact(y) || (*own != NULL && (*own)->kind == VALUE_MISSING))
        return;
    struct value *v = arena_alloc(r->arena, sizeof *v);
    v->flags = x->flags | y->flags;
    v->way = WAY_OPERANDS;
    v->at = number_sign(y->number) <= 0 ? y->at : x->at;
    if (rate_set(r, ind, v, x->number, y->number, c->m) < 0)
        return;
    if (*own == NULL) {
        *own = v;
        return;
    }
    if (!agrees(*own, v) && !told_as_mean(c, i, place, year, *own, v))
        msg_about(c->m, SEV_ERROR, (*own)->at, (struct subject){ind->id, r->places[place].id},
                  "rate-mismatch",
                  "%s of %s in %d is given as %s, but %s / %s x %ld = %s: correct one of them%s",
                  "%s（%s，%d年）给出 %s，但 %s / %s × %ld = %s：请改正其一%s", ind->name,
                  r->places[place].name, r->years[year], shown(c, (*own)->number),
                  shown(c, x->number), shown(c, y->number), ind->multiplier, shown(c, v->number),
                  rate_hint(r, ind, *own, x->number, y->number, c->m));
}

/* Likewise by a formula. */
static void evaluate_cell(struct computing *c, int i, int place, size_t year)
{
    struct report *r = c->r;
    const struct value **own = cell(r, i, place, year);
    if (*own != NULL && (*own)->kind == VALUE_MISSING)
        return;
    const struct value *v = formula_value(r, cell_at(i, place, (int)year), c->m);
    if (v == NULL)
        return;
    if (*own == NULL)
        *own = v;
    else if (!agrees(*own, v))
        msg_about(c->m, SEV_ERROR, (*own)->at,
                  (struct subject){r->indicators[i].id, r->places[place].id}, "formula-mismatch",
                  "%s of %s in %d is given as %s, but its formula makes %s: correct one of them",
                  "%s（%s，%d年）给出 %s，但按公式应为 %s：请改正其一", r->indicators[i].name,
                  r->places[place].name, r->years[year], shown(c, (*own)->number),
                  shown(c, v->number));
}

static void derive(struct computing *c, int i)
{
    bool formula = c->r->indicators[i].formula != NULL;
    for (size_t k = c->r->n_places; k-- > 0;) /* the parts before their whole */
        for (size_t y = 0; y < c->r->n_years; y++)
            if (formula)
                evaluate_cell(c, i, c->downwards[k], y);
            else
                derive_cell(c, i, c->downwards[k], y);
}

/* What the parts of a place come to. */
struct total {
    size_t n, n_rates; /* parts, and those of them with numerator and denominator */
    const struct number *sum, *numerator, *denominator;
    int decimals; /* most digits behind the point that a part has */
    unsigned flags;
    struct source at;
};

/* False when a part is missing or no exact number. */
static bool add_up(struct computing *c, int i, int place, size_t year, struct total *t)
{
    struct arena *a = c->scratch;
    const struct number *zero = number_int(a, 0);
    *t = (struct total){.sum = zero, .numerator = zero, .denominator = zero};
    for (int p = c->first_child[place]; p >= 0; p = c->sibling[p]) {
        const struct value *v = *cell(c->r, i, p, year);
        if (!is_exact(v))
            return false;
        if (t->n++ == 0)
            t->at = v->at;
        t->flags |= v->flags;
        if (v->numerator != NULL) {
            t->n_rates++;
            t->numerator = number_add(a, t->numerator, v->numerator);
            t->denominator = number_add(a, t->denominator, v->denominator);
        } else {
            t->sum = number_add(a, t->sum, v->number);
            int decimals = v->way == WAY_FORMULA ? number_decimals(v->number) : v->decimals;
            t->decimals = t->n == 1 || decimals > t->decimals ? decimals : t->decimals;
        }
    }
    return t->n > 0;
}

/* Moves a sum out of the scratch arena. */
static const struct number *keep(struct computing *c, const struct number *x)
{
    return number_add(c->r->arena, x, number_int(c->scratch, 0));
}

/* The value of a whole from its parts; NULL when they cannot be put together. */
static struct value *total_value(struct computing *c, int i, const struct total *t)
{
    const struct indicator *ind = &c->r->indicators[i];
    struct value *v = arena_alloc(c->r->arena, sizeof *v);
    v->kind = VALUE_EXACT;
    v->flags = t->flags;
    v->at = t->at;
    v->way = WAY_PARTS;
    if (t->n_rates == 0 && ind->unit == UNIT_COUNT) {
        v->number = keep(c, t->sum);
        v->decimals = t->decimals < 0 ? t->decimals : 0;
        return v;
    }
    if (t->n_rates < t->n)
        return NULL;
    const struct number *numerator = keep(c, t->numerator), *denominator = keep(c, t->denominator);
    return rate_set(c->r, ind, v, numerator, denominator, c->m) == 0 ? v : NULL;
}

/*
 * Whether the given whole fits its parts. Counts that are no whole numbers are rounded each for
 * itself: then half a unit of the last digit is allowed for each part and for the sum.
 */
static bool fits(const struct value *given, const struct value *v, const struct total *t)
{
    if (given->numerator != NULL && v->numerator != NULL)
        return number_cmp(given->numerator, v->numerator) == 0 &&
               number_cmp(given->denominator, v->denominator) == 0;
    int decimals = given->decimals;
    if (given->kind != VALUE_EXACT || v->numerator != NULL)
        return rate_agrees(given->kind, given->number, decimals, v->number);
    if (given->way != WAY_GIVEN)
        return number_cmp(given->number, v->number) == 0;
    return rate_sum_agrees(given->number, decimals, v->number, t->n, t->decimals);
}

static const char *shown_value(const struct computing *c, const struct value *v)
{
    if (v->numerator == NULL)
        return shown(c, v->number);
    return arena_printf(c->r->arena, "%s (%s / %s)", shown(c, v->number), shown(c, v->numerator),
                        shown(c, v->denominator));
}

/* A total and its parts that are no rates; all but one as they are. */
struct parts {
    struct arena *a;
    const struct typed *values; /* the total comes first */
    const struct number *sum;   /* of the parts */
};

static bool total_fits(const void *context, size_t k, const struct number *x)
{
    const struct parts *t = context;
    if (k == 0)
        return number_cmp(x, t->sum) == 0;
    const struct number *rest = number_sub(t->a, t->sum, t->values[k].number);
    return number_cmp(number_add(t->a, rest, x), t->values[0].number) == 0;
}

/* The typo that would make a given count the sum of its parts. */
static const char *total_hint(const struct computing *c, int i, int place, size_t year,
                              const struct value *given, const struct value *sum)
{
    const struct report *r = c->r;
    enum language language = messages_language(c->m);
    struct typed *values = arena_array(c->scratch, r->n_places, sizeof *values);
    struct parts t = {c->scratch, values, sum->number};
    size_t n = 0;
    if (given->kind != VALUE_EXACT || sum->numerator != NULL)
        return "";
    values[n++] = (struct typed){language_text(language, "the total", "合计"), given->number,
                                 given->decimals};
    for (int p = c->first_child[place]; p >= 0; p = c->sibling[p]) {
        const struct value *v = *cell(r, i, p, year);
        if (v->way == WAY_GIVEN)
            values[n++] = (struct typed){r->places[p].name, v->number, v->decimals};
    }
    return typo_hint(c->scratch, values, n, total_fits, &t, c->m);
}

static void total_mismatch(struct computing *c, int i, int place, size_t year,
                           const struct value *given, const struct value *v)
{
    const struct report *r = c->r;
    if (told_as_mean(c, i, place, year, given, v))
        return;
    msg_about(c->m, SEV_ERROR, given->at,
              (struct subject){r->indicators[i].id, r->places[place].id}, "total-mismatch",
              "%s of %s in %d is given as %s, but its parts make %s: correct one of them%s",
              "%s（%s，%d年）给出 %s，但按所属单位汇总为 %s：请改正其一%s", r->indicators[i].name,
              r->places[place].name, r->years[year], shown_value(c, given), shown_value(c, v),
              total_hint(c, i, place, year, given, v));
}

/* A rate whose operands are all known was computed from them, and they were checked themselves. */
static bool comes_from_operands(const struct computing *c, int i, int place, size_t year)
{
    const struct indicator *ind = &c->r->indicators[i];
    const struct value *own = *cell(c->r, i, place, year);
    if (ind->formula != NULL)
        return own != NULL && own->way == WAY_FORMULA;
    return has_operands(c->r, i) && is_exact(*cell(c->r, ind->numerator, place, year)) &&
           is_exact(*cell(c->r, ind->denominator, place, year));
}

static void roll_up_cell(struct computing *c, int i, int place, size_t year)
{
    const struct report *r = c->r;
    const struct value **own = cell(r, i, place, year);
    struct total t;
    if (comes_from_operands(c, i, place, year) || !add_up(c, i, place, year, &t))
        return;
    bool given = *own != NULL && (*own)->kind != VALUE_MISSING;
    const struct value *v = total_value(c, i, &t);
    if (v != NULL && given && !fits(*own, v, &t))
        total_mismatch(c, i, place, year, *own, v);
    else if (v != NULL && !given)
        *own = v;
    else if (v == NULL && !given && r->years[year] == r->year)
        msg(c->m, SEV_WARNING, t.at, "no-total",
            "%s of %s stays missing: rates without numerator and denominator cannot be put "
            "together",
            "%s（%s）无法汇总：没有分子、分母的比率不能相加或平均", r->indicators[i].name,
            r->places[place].name);
}

/* From the leaves up, so that each part is there before its whole. */
static void roll_up(struct computing *c, int i)
{
    const struct report *r = c->r;
    c->scratch = arena_new();
    for (size_t k = r->n_places; k-- > 0;) {
        int place = c->downwards[k];
        for (size_t y = 0; c->first_child[place] >= 0 && y < r->n_years; y++)
            roll_up_cell(c, i, place, y);
    }
    arena_free(c->scratch);
}

/* Children in the order of r->places, then the walk from the whole downwards. */
static void build_tree(struct computing *c, struct arena *a)
{
    const struct report *r = c->r;
    c->first_child = arena_array(a, r->n_places, sizeof c->first_child[0]);
    c->sibling = arena_array(a, r->n_places, sizeof c->sibling[0]);
    c->downwards = arena_array(a, r->n_places, sizeof c->downwards[0]);
    for (size_t p = 0; p < r->n_places; p++)
        c->first_child[p] = c->sibling[p] = -1;
    for (size_t p = r->n_places; p-- > 1;) {
        int *first = &c->first_child[r->places[p].parent];
        c->sibling[p] = *first;
        *first = (int)p;
    }
    size_t n = 1; /* the whole is downwards[0] */
    for (size_t k = 0; k < n; k++)
        for (int p = c->first_child[c->downwards[k]]; p >= 0; p = c->sibling[p])
            c->downwards[n++] = p;
}

/* Each indicator behind what it is computed from; those in circles, which were told, not at all. */
void rates_compute(struct report *r, struct messages *m)
{
    struct arena *a = arena_new();
    struct computing c = {.r = r, .m = m};
    build_tree(&c, a);
    int *order = arena_array(a, r->n_indicators + 1, sizeof *order);
    size_t n = formula_order(r, order);
    for (size_t k = 0; k < n; k++) {
        const struct formula *f = r->indicators[order[k]].formula;
        if (f != NULL || has_operands(r, order[k]))
            derive(&c, order[k]);
        if (f == NULL || formula_is_additive(f))
            roll_up(&c, order[k]);
    }
    arena_free(a);
}
