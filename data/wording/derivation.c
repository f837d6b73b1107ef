#include "data/wording/derivation.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/report/words.h"
#include "data/statistics/formula.h"
#include "data/statistics/score.h"
#include "data/wording/cited.h"
#include "data/wording/wording.h"

/* Digits behind the point that stand for an endless decimal. */
#define EXACT_DECIMALS 6

/* More parts of a sum than these are counted, not listed. */
#define PARTS_TOLD 30

struct deriving {
    const struct report *r;
    const struct origin *o;
    size_t told; /* runs of cells, 0: all */
    struct cited cells;
    struct buf formula;
    enum language language;
};

static const char *name_of(const struct report *r, int indicator)
{
    const struct indicator *ind = &r->indicators[indicator];
    return ind->name != NULL ? ind->name : ind->id;
}

/* A number in full, or to six places with a mark that more follow. */
static const char *exact_text(const struct report *r, const struct number *x)
{
    int decimals = number_decimals(x);
    bool endless = decimals < 0 || decimals > EXACT_DECIMALS;
    const char *digits =
        number_text(r->arena, x, endless ? EXACT_DECIMALS : decimals, r->rounding, 0);
    return endless ? arena_printf(r->arena, "%s…", digits) : digits;
}

static void cite_parts(struct deriving *d, struct cell_id cell);

/* All cells that a value rests on. Rolled up: those of the parts. */
static void cite(struct deriving *d, struct cell_id cell)
{
    const struct value *v = report_value(d->r, cell);
    const struct indicator *ind = &d->r->indicators[cell.indicator];
    size_t n = 0;
    const int *operands = NULL;
    switch (v->way) {
    case WAY_GIVEN:
    case WAY_COUNTS: cited_add(&d->cells, v->at); break;
    case WAY_OPERANDS:
        cite(d, cell_of_indicator(cell, ind->numerator));
        cite(d, cell_of_indicator(cell, ind->denominator));
        break;
    case WAY_FORMULA:
        operands = formula_operands(ind->formula, &n);
        for (size_t i = 0; i < n; i++)
            cite(d, cell_of_indicator(cell, operands[i]));
        break;
    case WAY_PARTS: cite_parts(d, cell); break;
    }
}

static void cite_parts(struct deriving *d, struct cell_id cell)
{
    for (int p = 1; p < (int)d->r->n_places; p++)
        if (d->r->places[p].parent == cell.place)
            cite(d, cell_of_place(cell, p));
}

static void add_operand(struct deriving *d, struct cell_id cell)
{
    const struct value *v = report_value(d->r, cell);
    buf_printf(&d->formula, "%s %s", name_of(d->r, cell.indicator),
               v->number != NULL ? exact_text(d->r, v->number) : "—");
}

static void add_multiplier(struct deriving *d, const struct indicator *ind)
{
    if (ind->multiplier != 1)
        buf_printf(&d->formula, " × %ld", ind->multiplier);
}

static void add_result(struct deriving *d, const struct number *x)
{
    buf_printf(&d->formula, " = %s", exact_text(d->r, x));
}

static void add_quotient(struct deriving *d, const struct value *v, const struct indicator *ind)
{
    buf_printf(&d->formula, "%s ÷ %s", exact_text(d->r, v->numerator),
               exact_text(d->r, v->denominator));
    add_multiplier(d, ind);
}

static void add_operands(struct deriving *d, const struct indicator *ind, int place, int year_index)
{
    add_operand(d, cell_at(ind->numerator, place, year_index));
    buf_puts(&d->formula, " ÷ ");
    add_operand(d, cell_at(ind->denominator, place, year_index));
    add_multiplier(d, ind);
}

/* What the names of a formula stand for. */
static void add_names(struct deriving *d, const struct indicator *ind, int place, int year_index)
{
    size_t n;
    const int *operands = formula_operands(ind->formula, &n);
    for (size_t i = 0; i < n; i++) {
        const struct value *v = report_value(d->r, cell_at(operands[i], place, year_index));
        buf_printf(&d->formula, "%s%s = %s", language_text(d->language, ", ", "，"),
                   d->r->indicators[operands[i]].id,
                   v->number != NULL ? exact_text(d->r, v->number) : "—");
    }
}

/* "江边街道 320 ＋ 交通街道 393 …"; of rates, sum over sum. */
static void add_parts(struct deriving *d, const struct value *total, struct cell_id cell)
{
    const struct report *r = d->r;
    if (total->numerator != NULL) {
        buf_puts(&d->formula, word(r->language, W_SUM_OVER_SUM));
        add_quotient(d, total, &r->indicators[cell.indicator]);
        return;
    }
    size_t n = 0;
    for (int p = 1; p < (int)r->n_places; p++) {
        const struct value *v = report_value(r, cell_of_place(cell, p));
        if (r->places[p].parent != cell.place)
            continue;
        if (n++ < PARTS_TOLD)
            buf_printf(&d->formula, "%s%s %s", n > 1 ? " + " : "", r->places[p].name,
                       v->number != NULL ? exact_text(r, v->number) : "—");
    }
    if (n > PARTS_TOLD)
        buf_printf(&d->formula, word(r->language, W_AND_MORE), n - PARTS_TOLD);
}

/* A number given in a multiple of its unit: 2.9312 of 万人. */
static void add_power(struct deriving *d, const struct value *v)
{
    const struct number *factor = number_int(d->r->arena, 1);
    for (int i = v->power < 0 ? -v->power : v->power; i > 0; i--)
        factor = number_mul(d->r->arena, factor, number_int(d->r->arena, 10));
    if (v->power > 0)
        buf_printf(&d->formula, "%s × %s",
                   exact_text(d->r, number_div(d->r->arena, v->number, factor)),
                   exact_text(d->r, factor));
    else if (v->power < 0)
        buf_printf(&d->formula, "%s ÷ %s",
                   exact_text(d->r, number_mul(d->r->arena, v->number, factor)),
                   exact_text(d->r, factor));
}

/* What a given value was compared with. */
static void add_comparison(struct deriving *d, const struct indicator *ind, int place,
                           int year_index)
{
    const struct report *r = d->r;
    if (ind->numerator < 0 || ind->denominator < 0 ||
        report_value(r, cell_at(ind->numerator, place, year_index))->kind != VALUE_EXACT ||
        report_value(r, cell_at(ind->denominator, place, year_index))->kind != VALUE_EXACT)
        return;
    struct deriving operands = {.r = r};
    cite(&operands, cell_at(ind->numerator, place, year_index));
    cite(&operands, cell_at(ind->denominator, place, year_index));
    const struct number *x = report_value(r, cell_at(ind->numerator, place, year_index))->number;
    const struct number *y = report_value(r, cell_at(ind->denominator, place, year_index))->number;
    const struct number *share = number_div(r->arena, x, y); /* y is above 0, or it was told */
    buf_puts(&d->formula, word(r->language, W_COMPARED));
    add_operands(d, ind, place, year_index);
    if (share != NULL)
        add_result(d, number_mul(r->arena, share, number_int(r->arena, ind->multiplier)));
    buf_printf(&d->formula, language_text(d->language, " (%s)", "（%s）"),
               cited_text(r->arena, &operands.cells, r->dir, d->told));
    cited_free(&operands.cells);
}

static int decimals_of(const char *printed)
{
    const char *point = strchr(printed, '.');
    return point != NULL ? (int)strspn(point + 1, "0123456789") : 0;
}

/* How the printed number was rounded; "" when it says all there is. */
static const char *rounding_text(const struct report *r, const struct number *x,
                                 const char *printed)
{
    int decimals = decimals_of(printed), own = number_decimals(x);
    if (own >= 0 && own <= decimals)
        return "";
    enum word w = r->rounding == ROUND_GB8170 ? W_ROUNDED_GB : W_ROUNDED;
    return arena_printf(r->arena, word(r->language, w), decimals);
}

static void derive_value(struct deriving *d, struct derivation *out)
{
    const struct report *r = d->r;
    int i = d->o->indicator, place = d->o->place, year_index = d->o->year;
    const struct indicator *ind = &r->indicators[i];
    const struct value *v = report_value(r, cell_at(i, place, year_index));
    out->flags = v->flags;
    cite(d, cell_at(i, place, year_index));
    if (v->kind == VALUE_MISSING)
        return;
    switch (v->way) {
    case WAY_GIVEN:
        add_power(d, v);
        add_comparison(d, ind, place, year_index);
        break;
    case WAY_COUNTS: add_quotient(d, v, ind); break;
    case WAY_OPERANDS: add_operands(d, ind, place, year_index); break;
    case WAY_FORMULA: buf_puts(&d->formula, formula_text(ind->formula)); break;
    case WAY_PARTS: add_parts(d, v, cell_at(i, place, year_index)); break;
    }
    if (v->way != WAY_GIVEN)
        add_result(d, v->number);
    if (v->way == WAY_FORMULA)
        add_names(d, ind, place, year_index);
    out->exact = exact_text(r, v->number);
    out->rounding = rounding_text(r, v->number, wording_number(r, cell_at(i, place, year_index)));
}

static void derive_target(struct deriving *d, struct derivation *out)
{
    const struct origin *o = d->o;
    const struct target *t = report_target(d->r, cell_at(o->indicator, o->place, o->year));
    int item = score_item_of(d->r, o->indicator);
    if (t->kind == TARGET_UNSET && item >= 0)
        t = &d->r->scores[item].target;
    out->flags = t->flags;
    cited_add(&d->cells, t->at);
}

/* From the printed values: readers subtract what they see. */
static void derive_change(struct deriving *d)
{
    const struct report *r = d->r;
    const struct origin *o = d->o;
    const char *now = wording_number(r, cell_at(o->indicator, o->place, o->year));
    const char *base = wording_number(r, cell_at(o->indicator, o->place, o->base));
    bool share = o->kind == ORIGIN_CHANGE && r->indicators[o->indicator].unit == UNIT_COUNT;
    cite(d, cell_at(o->indicator, o->place, o->year));
    cite(d, cell_at(o->indicator, o->place, o->base));
    if (share)
        buf_printf(&d->formula, "(%s − %s) ÷ %s × 100%%", now, base, base);
    else
        buf_printf(&d->formula, "%s − %s", now, base);
}

static void derive_trend(struct deriving *d)
{
    const struct report *r = d->r;
    const struct origin *o = d->o;
    for (int y = 0; y <= o->year; y++) {
        if (report_value(r, cell_at(o->indicator, o->place, y))->kind == VALUE_MISSING)
            continue;
        cite(d, cell_at(o->indicator, o->place, y));
        buf_printf(&d->formula, "%s%d: %s", d->formula.len > 0 ? "; " : "", r->years[y],
                   wording_number(r, cell_at(o->indicator, o->place, y)));
    }
}

static void derive_rank(struct deriving *d)
{
    static const enum word orders[] = {[BETTER_NONE] = W_RANKED_HIGHER,
                                       [BETTER_HIGHER] = W_RANKED_HIGHER,
                                       [BETTER_LOWER] = W_RANKED_LOWER,
                                       [BETTER_RANGE] = W_RANKED_RANGE};
    const struct report *r = d->r;
    const struct origin *o = d->o;
    int parent = r->places[o->place].parent, n = 0;
    for (int p = 1; p < (int)r->n_places; p++)
        if (r->places[p].parent == parent &&
            report_value(r, cell_at(o->indicator, p, o->year))->kind == VALUE_EXACT)
            n++;
    cite_parts(d, cell_at(o->indicator, parent, o->year));
    buf_printf(&d->formula,
               word(r->language, orders[r->indicators[o->indicator].better]), /* ours */
               n);
}

static void derive_interval(struct deriving *d)
{
    const struct origin *o = d->o;
    const struct value *v = report_value(d->r, cell_at(o->indicator, o->place, o->year));
    enum unit_kind unit = d->r->indicators[o->indicator].unit;
    bool count = unit == UNIT_PERMILLE || unit == UNIT_COUNT;
    cite(d, cell_at(o->indicator, o->place, o->year));
    buf_puts(&d->formula, count ? "Byar/Poisson 95%: " : "Wilson 95%: ");
    if (v->numerator != NULL)
        add_quotient(d, v, &d->r->indicators[o->indicator]);
}

static void derive_points(struct deriving *d, struct derivation *out)
{
    const struct origin *o = d->o;
    int item = score_item_of(d->r, o->indicator);
    if (item < 0)
        return;
    cited_add(&d->cells, d->r->scores[item].at);
    if (o->kind == ORIGIN_FULL)
        return;
    const struct points *p = score_points(d->r, (size_t)item, o->place);
    cite(d, cell_at(o->indicator, o->place, o->year));
    buf_puts(&d->formula, p->reason != NULL ? p->reason : "");
    out->flags = p->flags;
    out->exact = p->points != NULL ? exact_text(d->r, p->points) : "";
}

static void derive_total(struct deriving *d)
{
    const struct report *r = d->r;
    bool of_line = d->o->kind == ORIGIN_LINE || d->o->kind == ORIGIN_LINE_FULL;
    for (size_t i = 0; i < r->n_scores; i++) {
        const struct score_item *item = &r->scores[i];
        if (of_line && item->line != d->o->base)
            continue;
        const struct number *x =
            d->o->place < 0 ? item->full : score_points(r, i, d->o->place)->points;
        cited_add(&d->cells, item->at);
        buf_printf(&d->formula, "%s%s %s", d->formula.len > 0 ? " + " : "",
                   name_of(r, item->indicator), score_points_text(r, x));
        if (!of_line && item->line >= 0)
            buf_printf(&d->formula, " × %s", score_share_text(r, (size_t)item->line));
    }
}

static const char *kind_word(const struct report *r, enum origin_kind kind)
{
    static const enum word words[] = {
        [ORIGIN_TARGET] = W_TARGET,   [ORIGIN_CHANGE] = W_CHANGE,   [ORIGIN_DIFFERENCE] = W_CHANGE,
        [ORIGIN_TREND] = W_CHANGE,    [ORIGIN_RANK] = W_RANK,       [ORIGIN_INTERVAL] = W_INTERVAL,
        [ORIGIN_POINTS] = W_POINTS,   [ORIGIN_FULL] = W_FULL,       [ORIGIN_TOTAL] = W_TOTAL_POINTS,
        [ORIGIN_TOTAL_RANK] = W_RANK, [ORIGIN_TOTAL_FULL] = W_FULL, [ORIGIN_LINE] = W_POINTS,
        [ORIGIN_LINE_FULL] = W_FULL,
    };
    return kind == ORIGIN_VALUE ? "" : word(r->language, words[kind]);
}

static const char *subject_text(struct deriving *d)
{
    const struct report *r = d->r;
    const struct origin *o = d->o;
    struct buf b = {0};
    const char *comma = language_text(d->language, ", ", "，"), *kind = kind_word(r, o->kind);
    if (o->indicator >= 0)
        buf_puts(&b, name_of(r, o->indicator));
    if (o->kind == ORIGIN_LINE || o->kind == ORIGIN_LINE_FULL)
        buf_puts(&b, r->score_lines[o->base].name);
    if (*kind != '\0')
        buf_printf(&b, "%s%s", b.len > 0 ? comma : "", kind);
    if (o->place >= 0)
        buf_printf(&b, "%s%s", comma, r->places[o->place].name);
    if (o->year >= 0)
        buf_printf(&b, language_text(d->language, "%s%d", "%s%d年"), comma, r->years[o->year]);
    return buf_keep(&b, r->arena);
}

struct derivation derivation_of(const struct report *r, const struct origin *o, size_t cells)
{
    struct deriving d = {.r = r, .o = o, .told = cells, .language = r->language};
    struct derivation out = {.exact = "", .rounding = ""};
    switch (o->kind) {
    case ORIGIN_VALUE: derive_value(&d, &out); break;
    case ORIGIN_TARGET: derive_target(&d, &out); break;
    case ORIGIN_CHANGE:
    case ORIGIN_DIFFERENCE: derive_change(&d); break;
    case ORIGIN_TREND: derive_trend(&d); break;
    case ORIGIN_RANK: derive_rank(&d); break;
    case ORIGIN_INTERVAL: derive_interval(&d); break;
    case ORIGIN_POINTS:
    case ORIGIN_FULL: derive_points(&d, &out); break;
    case ORIGIN_TOTAL:
    case ORIGIN_TOTAL_RANK:
    case ORIGIN_TOTAL_FULL:
    case ORIGIN_LINE:
    case ORIGIN_LINE_FULL: derive_total(&d); break;
    }
    out.subject = subject_text(&d);
    out.formula = arena_strndup(r->arena, d.formula.len > 0 ? d.formula.data : "", d.formula.len);
    out.sources = cited_text(r->arena, &d.cells, r->dir, cells);
    buf_free(&d.formula);
    cited_free(&d.cells);
    return out;
}
