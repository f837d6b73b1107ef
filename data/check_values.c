#include "data/checking.h"
#include "data/rate.h"

/* A rule about one cell of a declared indicator. */
typedef void cell_rule(const struct checking *c, int indicator, int place, int year);

static void each_cell(const struct checking *c, cell_rule *rule)
{
    const struct report *r = c->r;
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t p = 0; p < r->n_places; p++)
            for (size_t y = 0; y < r->n_years; y++)
                if (report_value(r, (int)i, (int)p, (int)y)->kind != VALUE_MISSING)
                    rule(c, (int)i, (int)p, (int)y);
}

/* The plausible range has both ends. */
static bool inside(const struct indicator *ind, const struct number *x)
{
    return number_cmp(x, ind->plausible.low) >= 0 && number_cmp(x, ind->plausible.high) <= 0;
}

/* x ten times larger or smaller, whichever is plausible; NULL when x is, or when neither is. */
static const struct number *slipped(const struct checking *c, const struct indicator *ind,
                                    const struct number *x)
{
    if (ind->plausible.kind != TARGET_BETWEEN || x == NULL || inside(ind, x))
        return NULL;
    const struct number *ten = number_int(c->scratch, 10);
    const struct number *more = number_mul(c->scratch, x, ten);
    const struct number *less = number_div(c->scratch, x, ten);
    return inside(ind, more) ? more : inside(ind, less) ? less : NULL;
}

static void cell_out_of_range(const struct checking *c, int i, int place, int year)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, i, place, year);
    if (ind->unit != UNIT_PERCENT || ind->plausible.kind == TARGET_BETWEEN ||
        number_cmp(v->number, number_int(c->scratch, 100)) <= 0)
        return;
    found(c, v->at, subject_of(r, i, place),
          "%s of %s in %d is %s%%, more than 100%%: correct it, or give the indicator a plausible "
          "range if it may be so large",
          "%s（%s，%d年）为 %s%%，超过 100%%：请改正；确可超过时，请为该指标写明合理范围",
          ind->name, r->places[place].name, r->years[year], shown_number(c, v->number));
}

void check_out_of_range(const struct checking *c)
{
    each_cell(c, cell_out_of_range);
}

static void cell_implausible(const struct checking *c, int i, int place, int year)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, i, place, year);
    if (ind->plausible.kind != TARGET_BETWEEN || inside(ind, v->number) ||
        slipped(c, ind, v->number) != NULL)
        return;
    found(c, v->at, subject_of(r, i, place),
          "%s of %s in %d is %s%s, outside of %s to %s: check it against its source",
          "%s（%s，%d年）为 %s%s，不在 %s 至 %s 之间：请与原始资料核对", ind->name,
          r->places[place].name, r->years[year], shown_number(c, v->number), ind->unit_text,
          shown_number(c, ind->plausible.low), shown_number(c, ind->plausible.high));
}

void check_implausible(const struct checking *c)
{
    each_cell(c, cell_implausible);
}

static void cell_unit_slip(const struct checking *c, int i, int place, int year)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, i, place, year);
    const struct number *meant = slipped(c, ind, v->number);
    if (meant == NULL)
        return;
    found(c, v->at, subject_of(r, i, place),
          "%s of %s in %d is %s%s; %s would be plausible: was %% taken for ‰, or the point "
          "misplaced?",
          "%s（%s，%d年）为 %s%s，若为 %s 则合理：%% 与 ‰ 是否写错，小数点是否错位？", ind->name,
          r->places[place].name, r->years[year], shown_number(c, v->number), ind->unit_text,
          shown_number(c, meant));
}

static void target_unit_slip(const struct checking *c, int i)
{
    const struct indicator *ind = &c->r->indicators[i];
    const struct number *bound = ind->target.low ? ind->target.low : ind->target.high;
    const struct number *meant = slipped(c, ind, bound);
    if (meant != NULL)
        found(c, ind->target.at, subject_of(c->r, i, -1),
              "the target of %s is %s%s; %s would be plausible: was %% taken for ‰, or the point "
              "misplaced?",
              "%s的目标为 %s%s，若为 %s 则合理：%% 与 ‰ 是否写错，小数点是否错位？", ind->name,
              shown_number(c, bound), ind->unit_text, shown_number(c, meant));
}

void check_unit_slip(const struct checking *c)
{
    if (c->text != NULL) {
        check_unit_sign(c);
        return;
    }
    each_cell(c, cell_unit_slip);
    for (size_t i = 0; i < c->r->n_indicators; i++)
        target_unit_slip(c, (int)i);
}

/* Of how many the cell is a share: the denominator of the data, or the indicator's base. */
static const struct number *base_of(const struct report *r, int i, int place, int year)
{
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, ind->denominator, place, year);
    if (v->kind == VALUE_EXACT)
        return v->number;
    return place == 0 ? ind->base : NULL;
}

/*
 * GRIM (Brown and Heathers 2017): of n whole things, only k/n can be a share. The whole numbers
 * below and above v x n are tried.
 */
static void cell_grim(const struct checking *c, int i, int place, int year)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, i, place, year);
    const struct number *n = base_of(r, i, place, year);
    if (v->kind != VALUE_EXACT || v->way != WAY_GIVEN || n == NULL || number_sign(n) <= 0 ||
        (ind->unit != UNIT_PERCENT && ind->unit != UNIT_PERMILLE))
        return;
    int decimals = number_decimals(v->number);
    const struct number *multiplier = number_int(c->scratch, ind->multiplier);
    const struct number *exact =
        number_div(c->scratch, number_mul(c->scratch, v->number, n), multiplier);
    const struct number *near = number_round(c->scratch, exact, 0, ROUND_HALF_UP);
    const struct number *shares[3];
    for (int k = 0; k < 3; k++) {
        const struct number *count = number_add(c->scratch, near, number_int(c->scratch, k - 1));
        shares[k] = number_div(c->scratch, number_mul(c->scratch, count, multiplier), n);
        if (rate_agrees(r, VALUE_EXACT, v->number, decimals, shares[k]))
            return;
    }
    bool above = number_cmp(shares[1], v->number) > 0;
    found(
        c, v->at, subject_of(r, i, place),
        "%s of %s in %d is given as %s%s, but of %s no whole number comes to it; nearest are %s "
        "and %s: correct it, or its base",
        "%s（%s，%d年）给出 %s%s，但基数为 %s 时得不出此数，最接近的是 %s 和 %s：请改正比例或基数",
        ind->name, r->places[place].name, r->years[year], shown_number(c, v->number),
        ind->unit_text, shown_number(c, n), shown_number(c, shares[above ? 0 : 1]),
        shown_number(c, shares[above ? 1 : 2]));
}

void check_grim(const struct checking *c)
{
    each_cell(c, cell_grim);
}

void check_target_missing(const struct checking *c)
{
    const struct report *r = c->r;
    int year = report_year(r, r->year);
    for (size_t i = 0; i < r->n_indicators; i++) {
        const struct indicator *ind = &r->indicators[i];
        const struct value *v = report_value(r, (int)i, 0, year);
        if (ind->declared && ind->better != BETTER_NONE && v->kind != VALUE_MISSING &&
            ind->target.at.line == 0 && report_target(r, (int)i, 0, year)->kind == TARGET_UNSET)
            found(c, ind->at, subject_of(r, (int)i, -1),
                  "%s has a result (%s) but no target: write target = …, or better = none",
                  "%s有完成数（%s）而没有目标：请写明目标，或将方向写为“无”", ind->name,
                  value_text(r, (int)i, 0, year));
    }
}

/* "<= 98" for what should be high, ">= 5" for what should be low. */
static void target_direction(const struct checking *c, int i, int place, const struct target *t)
{
    const struct indicator *ind = &c->r->indicators[i];
    bool high = ind->better == BETTER_HIGHER && t->kind == TARGET_AT_MOST;
    bool low = ind->better == BETTER_LOWER && t->kind == TARGET_AT_LEAST;
    if (!high && !low)
        return;
    found(c, t->at, subject_of(c->r, i, place),
          "the target of %s is %s %s, but %s is better: correct the sign or the direction",
          "%s的目标为 %s %s，但该指标%s：请改正符号或方向", ind->name,
          high ? "<=" : ">=", shown_number(c, high ? t->high : t->low),
          messages_language(c->m) == LANG_ZH ? (high ? "越高越好" : "越低越好")
                                             : (high ? "higher" : "lower"));
}

void check_target_direction(const struct checking *c)
{
    const struct report *r = c->r;
    size_t per_indicator = r->n_places * r->n_years;
    for (size_t i = 0; i < r->n_indicators; i++) {
        target_direction(c, (int)i, -1, &r->indicators[i].target);
        for (size_t k = 0; r->targets != NULL && k < per_indicator; k++)
            if (r->targets[i * per_indicator + k] != NULL)
                target_direction(c, (int)i, (int)(k / r->n_years),
                                 r->targets[i * per_indicator + k]);
    }
}
