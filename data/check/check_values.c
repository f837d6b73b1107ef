#include "data/check/checking.h"
#include "data/statistics/rate.h"

void check_each_cell(const struct checking *c, cell_rule *rule)
{
    const struct report *r = c->r;
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t p = 0; p < r->n_places; p++)
            for (size_t y = 0; y < r->n_years; y++)
                if (report_value(r, cell_at((int)i, (int)p, (int)y))->kind != VALUE_MISSING)
                    rule(c, cell_at((int)i, (int)p, (int)y));
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

static void cell_out_of_range(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    if (ind->unit != UNIT_PERCENT || ind->plausible.kind == TARGET_BETWEEN ||
        number_cmp(v->number, number_int(c->scratch, 100)) <= 0)
        return;
    check_found(
        c, v->at, check_subject(r, cell.indicator, cell.place),
        "%s of %s in %d is %s%%, more than 100%%: correct it, or give the indicator a plausible "
        "range if it may be so large",
        "%s（%s，%d年）为 %s%%，超过 100%%：请改正；确可超过时，请为该指标写明合理范围", ind->name,
        r->places[cell.place].name, r->years[cell.year], check_shown_number(c, v->number));
}

static const struct number *bound_of(const struct target *t)
{
    return t->low != NULL ? t->low : t->high;
}

static void target_out_of_range(const struct checking *c, int i, int place, const struct target *t)
{
    const struct indicator *ind = &c->r->indicators[i];
    const struct number *most = t->high != NULL ? t->high : t->low;
    if (ind->unit == UNIT_PERCENT && ind->plausible.kind != TARGET_BETWEEN && most != NULL &&
        number_cmp(most, number_int(c->scratch, 100)) > 0)
        check_found(
            c, t->at, check_subject(c->r, i, place),
            "the target of %s is %s%%, more than 100%%: correct it, or give the indicator a "
            "plausible range if it may be so large",
            "%s的目标为 %s%%，超过 100%%：请改正；确可超过时，请为该指标写明合理范围", ind->name,
            check_shown_number(c, most));
}

void check_out_of_range(const struct checking *c)
{
    check_each_cell(c, cell_out_of_range);
    check_each_target(c, target_out_of_range);
}

static void cell_implausible(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    if (ind->plausible.kind != TARGET_BETWEEN || inside(ind, v->number) ||
        slipped(c, ind, v->number) != NULL)
        return;
    check_found(c, v->at, check_subject(r, cell.indicator, cell.place),
                "%s of %s in %d is %s%s, outside of %s to %s: check it against its source",
                "%s（%s，%d年）为 %s%s，不在 %s 至 %s 之间：请与原始资料核对", ind->name,
                r->places[cell.place].name, r->years[cell.year], check_shown_number(c, v->number),
                ind->unit_text, check_shown_number(c, ind->plausible.low),
                check_shown_number(c, ind->plausible.high));
}

static void target_implausible(const struct checking *c, int i, int place, const struct target *t)
{
    const struct indicator *ind = &c->r->indicators[i];
    const struct number *bound = bound_of(t);
    if (ind->plausible.kind != TARGET_BETWEEN || bound == NULL || inside(ind, bound) ||
        slipped(c, ind, bound) != NULL || (place >= 0 && ind->unit == UNIT_COUNT))
        return;
    check_found(c, t->at, check_subject(c->r, i, place),
                "the target of %s is %s%s, outside of %s to %s: check it",
                "%s的目标为 %s%s，不在 %s 至 %s 之间：请核对", ind->name,
                check_shown_number(c, bound), ind->unit_text,
                check_shown_number(c, ind->plausible.low),
                check_shown_number(c, ind->plausible.high));
}

void check_implausible(const struct checking *c)
{
    check_each_cell(c, cell_implausible);
    check_each_target(c, target_implausible);
}

static void cell_unit_slip(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    const struct number *meant = slipped(c, ind, v->number);
    if (meant == NULL)
        return;
    check_found(c, v->at, check_subject(r, cell.indicator, cell.place),
                "%s of %s in %d is %s%s; %s would be plausible: was %% taken for ‰, or the point "
                "misplaced?",
                "%s（%s，%d年）为 %s%s，若为 %s 则合理：%% 与 ‰ 是否写错，小数点是否错位？",
                ind->name, r->places[cell.place].name, r->years[cell.year],
                check_shown_number(c, v->number), ind->unit_text, check_shown_number(c, meant));
}

static void target_unit_slip(const struct checking *c, int i, int place, const struct target *t)
{
    const struct indicator *ind = &c->r->indicators[i];
    const struct number *bound = bound_of(t), *meant = slipped(c, ind, bound);
    if (meant != NULL)
        check_found(
            c, t->at, check_subject(c->r, i, place),
            "the target of %s is %s%s; %s would be plausible: was %% taken for ‰, or the point "
            "misplaced?",
            "%s的目标为 %s%s，若为 %s 则合理：%% 与 ‰ 是否写错，小数点是否错位？", ind->name,
            check_shown_number(c, bound), ind->unit_text, check_shown_number(c, meant));
}

void check_unit_slip(const struct checking *c)
{
    if (c->text != NULL) {
        check_unit_sign(c);
        return;
    }
    check_each_cell(c, cell_unit_slip);
    check_each_target(c, target_unit_slip);
}

/* Of how many the cell is a share: the denominator of the data, or the indicator's base. */
static const struct number *base_of(const struct report *r, struct cell_id cell)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell_of_indicator(cell, ind->denominator));
    if (v->kind == VALUE_EXACT)
        return v->number;
    return cell.place == 0 ? ind->base : NULL;
}

/*
 * GRIM (Brown and Heathers 2017): of n whole things, only k/n can be a share. The whole numbers
 * below and above v x n are tried.
 */
static void cell_grim(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    const struct number *n = base_of(r, cell);
    if (v->kind != VALUE_EXACT || v->way != WAY_GIVEN || n == NULL || number_sign(n) <= 0 ||
        (ind->unit != UNIT_PERCENT && ind->unit != UNIT_PERMILLE))
        return;
    const struct number *multiplier = number_int(c->scratch, ind->multiplier);
    const struct number *exact =
        number_div(c->scratch, number_mul(c->scratch, v->number, n), multiplier);
    const struct number *near = number_round(c->scratch, exact, 0, ROUND_HALF_UP);
    const struct number *shares[3];
    for (int k = 0; k < 3; k++) {
        const struct number *count = number_add(c->scratch, near, number_int(c->scratch, k - 1));
        shares[k] = number_div(c->scratch, number_mul(c->scratch, count, multiplier), n);
        if (rate_agrees(VALUE_EXACT, v->number, v->decimals, shares[k]))
            return;
    }
    bool above = number_cmp(shares[1], v->number) > 0;
    check_found(
        c, v->at, check_subject(r, cell.indicator, cell.place),
        "%s of %s in %d is given as %s%s, but of %s no whole number comes to it; nearest are %s "
        "and %s: correct it, or its base",
        "%s（%s，%d年）给出 %s%s，但基数为 %s 时得不出此数，最接近的是 %s 和 %s：请改正比例或基数",
        ind->name, r->places[cell.place].name, r->years[cell.year],
        check_shown_number(c, v->number), ind->unit_text, check_shown_number(c, n),
        check_shown_number(c, shares[above ? 0 : 1]), check_shown_number(c, shares[above ? 1 : 2]));
}

void check_grim(const struct checking *c)
{
    check_each_cell(c, cell_grim);
}

/*
 * Decimals typed otherwise than the report file's own key says; the first such cell of each series.
 * Workbooks drop zeros at the end, so that fewer say nothing there.
 */
static const struct value *first_of_other_decimals(const struct checking *c, int i, int *place)
{
    const struct report *r = c->r;
    for (*place = 0; *place < (int)r->n_places; ++*place)
        for (size_t y = 0; y < r->n_years; y++) {
            const struct value *v = report_value(r, cell_at(i, *place, (int)y));
            int more = v->decimals - r->indicators[i].decimals;
            if (v->kind == VALUE_EXACT && v->way == WAY_GIVEN && v->power == 0 &&
                (more > 0 || (more < 0 && v->at.sheet == NULL)))
                return v;
        }
    return NULL;
}

void check_decimals(const struct checking *c)
{
    const struct report *r = c->r;
    for (size_t k = 0; k < c->config->n_parts; k++) {
        const struct config_part *p = &c->config->parts[k];
        if (p->section != SECTION_INDICATOR || config_text(p, INDICATOR_DECIMALS) == NULL)
            continue;
        int place, i = report_indicator(r, p->name);
        const struct value *v = first_of_other_decimals(c, i, &place);
        if (v != NULL)
            check_found(
                c, v->at, check_subject(r, i, place),
                "%s of %s is typed with %d digits behind the point, its decimals are %d: was it "
                "rounded too early, or a digit lost?",
                "%s（%s）写了 %d 位小数，而设定为 %d 位：是否过早修约或漏了数字？",
                r->indicators[i].name, r->places[place].name, v->decimals,
                r->indicators[i].decimals);
    }
}
