#include "data/wording/wording.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/report/words.h"

/* GB/T 15835 and the yearbooks: what is not known is a dash, never a 0. */
#define MISSING "—"

/* Rounding that flips met and unmet is undone with more digits, but not with more than these. */
#define EXTRA_DIGITS_MAX 6

static const struct indicator *of(const struct report *r, int indicator)
{
    return &r->indicators[indicator];
}

/* A word with the numbers that its pattern asks for. */
static const char *phrase(const struct report *r, enum word w, const char *x, const char *y)
{
    return arena_printf(r->arena, word(r->language, w), x, y); /* NOLINT: the pattern is ours */
}

/* A typed threshold or rough number keeps its own digits: "≥80" does not become "≥80.00". */
static int typed_decimals(const struct number *x, int decimals)
{
    int own = number_decimals(x);
    return own < 0 ? decimals : own;
}

/*
 * Digits behind the point: the indicator's, and more where the rounded value would seem to meet
 * the target that the real one misses, or the other way round.
 */
static int value_decimals(const struct report *r, struct cell_id cell)
{
    const struct value *v = report_value(r, cell);
    int decimals = of(r, cell.indicator)->decimals;
    if (v->kind != VALUE_EXACT)
        return typed_decimals(v->number, decimals);
    const struct target *t = report_target(r, cell);
    enum verdict real = value_verdict(v, t);
    for (int extra = 0; extra <= EXTRA_DIGITS_MAX; extra++) {
        struct value printed = *v;
        printed.number = number_round(r->arena, v->number, decimals + extra, r->rounding);
        if (value_verdict(&printed, t) == real)
            return decimals + extra;
    }
    return decimals;
}

static const char *digits(const struct report *r, const struct number *x, int decimals)
{
    return number_text(r->arena, x, decimals, r->rounding, r->language == LANG_EN);
}

/* Digits and unit as tables have them: "11.02‰", "107:100", "8条", "8 items". */
static const char *with_unit(const struct report *r, const struct indicator *ind, const char *x)
{
    const char *unit = ind->unit_text != NULL ? ind->unit_text : "";
    bool apart = ind->unit == UNIT_COUNT && r->language == LANG_EN && unit[0] != '\0';
    return arena_printf(r->arena, "%s%s%s", x, apart ? " " : "", unit);
}

/* The same in a sentence, where English spells ‰ and ratios out. */
static const char *in_prose(const struct report *r, const struct indicator *ind, const char *x)
{
    switch (ind->unit) {
    case UNIT_PERMILLE: return phrase(r, W_PERMILLE, x, "");
    case UNIT_RATIO: return phrase(r, W_RATIO, x, "");
    case UNIT_COUNT:
    case UNIT_PERCENT: break;
    }
    return with_unit(r, ind, x);
}

const char *wording_number(const struct report *r, struct cell_id cell)
{
    const struct value *v = report_value(r, cell);
    if (v->kind == VALUE_MISSING)
        return MISSING;
    return digits(r, v->number, value_decimals(r, cell));
}

const char *wording_value(const struct report *r, struct cell_id cell)
{
    const struct value *v = report_value(r, cell);
    if (v->kind == VALUE_MISSING)
        return MISSING;
    const char *text = with_unit(r, of(r, cell.indicator), wording_number(r, cell));
    switch (v->kind) {
    case VALUE_AT_LEAST: return arena_printf(r->arena, "≥%s", text);
    case VALUE_AT_MOST: return arena_printf(r->arena, "≤%s", text);
    case VALUE_ABOUT: return phrase(r, W_ABOUT, text, "");
    case VALUE_EXACT:
    case VALUE_MISSING: break;
    }
    return text;
}

const char *wording_value_prose(const struct report *r, struct cell_id cell)
{
    const struct value *v = report_value(r, cell);
    if (v->kind == VALUE_MISSING)
        return MISSING;
    const char *text = in_prose(r, of(r, cell.indicator), wording_number(r, cell));
    switch (v->kind) {
    case VALUE_AT_LEAST: return phrase(r, W_AT_LEAST, text, "");
    case VALUE_AT_MOST: return phrase(r, W_AT_MOST, text, "");
    case VALUE_ABOUT: return phrase(r, W_ABOUT, text, "");
    case VALUE_EXACT:
    case VALUE_MISSING: break;
    }
    return text;
}

/* Targets that are all whole numbers stay so, others get the digits of the indicator. */
static int target_decimals(const struct indicator *ind, const struct target *t)
{
    int low = t->low != NULL ? number_decimals(t->low) : 0;
    int high = t->high != NULL ? number_decimals(t->high) : 0;
    int own = low > high ? low : high;
    return own > 0 && own < ind->decimals ? ind->decimals : own;
}

/* "103～107:100"; both ends of a range of percents carry the sign (GB/T 15835). */
static const char *range_text(const struct report *r, const struct indicator *ind, enum word w,
                              const char *low, const char *high)
{
    if (ind->unit != UNIT_RATIO && ind->unit != UNIT_COUNT)
        low = with_unit(r, ind, low);
    return phrase(r, w, low, w == W_BETWEEN ? in_prose(r, ind, high) : with_unit(r, ind, high));
}

const char *wording_target(const struct report *r, struct cell_id cell)
{
    return wording_target_of(r, cell.indicator, report_target(r, cell));
}

static const char *write_target(const struct report *r, int indicator, const struct target *t,
                                bool unit)
{
    const struct indicator *ind = of(r, indicator);
    int decimals = target_decimals(ind, t);
    const char *low = t->low != NULL ? digits(r, t->low, decimals) : "";
    const char *high = t->high != NULL ? digits(r, t->high, decimals) : "";
    if (t->kind == TARGET_BETWEEN)
        return unit ? range_text(r, ind, W_RANGE, low, high) : phrase(r, W_RANGE, low, high);
    low = unit ? with_unit(r, ind, low) : low;
    high = unit ? with_unit(r, ind, high) : high;
    switch (t->kind) {
    case TARGET_AT_MOST: return arena_printf(r->arena, "≤%s", high);
    case TARGET_AT_LEAST: return arena_printf(r->arena, "≥%s", low);
    case TARGET_EQUAL: return low;
    case TARGET_BETWEEN:
    case TARGET_UNSET: break;
    }
    return MISSING;
}

const char *wording_target_of(const struct report *r, int indicator, const struct target *t)
{
    return write_target(r, indicator, t, true);
}

const char *wording_target_number(const struct report *r, struct cell_id cell)
{
    return write_target(r, cell.indicator, report_target(r, cell), false);
}

const char *wording_target_prose(const struct report *r, struct cell_id cell)
{
    const struct indicator *ind = of(r, cell.indicator);
    const struct target *t = report_target(r, cell);
    int decimals = target_decimals(ind, t);
    const char *low = t->low != NULL ? digits(r, t->low, decimals) : "";
    const char *high = t->high != NULL ? digits(r, t->high, decimals) : "";
    switch (t->kind) {
    case TARGET_UNSET: break;
    case TARGET_AT_MOST: return phrase(r, W_AT_MOST, in_prose(r, ind, high), "");
    case TARGET_AT_LEAST: return phrase(r, W_AT_LEAST, in_prose(r, ind, low), "");
    case TARGET_EQUAL: return in_prose(r, ind, low);
    case TARGET_BETWEEN: return range_text(r, ind, W_BETWEEN, low, high);
    }
    return MISSING;
}

static enum word change_word(enum unit_kind unit)
{
    switch (unit) {
    case UNIT_PERCENT: return W_PERCENT_UP;
    case UNIT_PERMILLE: return W_PERMILLE_UP;
    case UNIT_RATIO: return W_RATIO_UP;
    case UNIT_COUNT: break;
    }
    return W_COUNT_UP;
}

/* The word for the size of a change: up, down, or neither when it prints as 0. */
static const char *change_phrase(const struct report *r, enum unit_kind unit,
                                 const struct number *change, int decimals)
{
    const struct number *printed = number_round(r->arena, change, decimals, r->rounding);
    int sign = number_sign(printed);
    if (sign == 0)
        return word(r->language, W_UNCHANGED);
    const char *size = digits(r, printed, decimals);
    enum word up = change_word(unit);
    return sign > 0 ? phrase(r, up, size, "") : phrase(r, up + 1, size + 1, "");
}

/* Two years of one cell as printed: readers subtract what they see. */
struct step {
    const struct number *base, *change;
    int decimals;
};

/* False when either is not known exactly. */
static bool step_between(const struct report *r, struct cell_id cell, int base_year, struct step *s)
{
    const struct value *v = report_value(r, cell);
    const struct value *base = report_value(r, cell_in_year(cell, base_year));
    if (v->kind != VALUE_EXACT || base->kind != VALUE_EXACT)
        return false;
    int now_decimals = value_decimals(r, cell);
    int base_decimals = value_decimals(r, cell_in_year(cell, base_year));
    const struct number *now = number_round(r->arena, v->number, now_decimals, r->rounding);
    s->base = number_round(r->arena, base->number, base_decimals, r->rounding);
    s->change = number_sub(r->arena, now, s->base);
    s->decimals = now_decimals > base_decimals ? now_decimals : base_decimals;
    return true;
}

static int year_before(const struct report *r, int year_index)
{
    return year_index < 0 || (size_t)year_index >= r->n_years
               ? -1
               : report_year(r, r->years[year_index] - 1);
}

const char *wording_change(const struct report *r, struct cell_id cell)
{
    return wording_change_on(r, cell, year_before(r, cell.year));
}

const char *wording_change_on(const struct report *r, struct cell_id cell, int base)
{
    struct step s;
    if (!step_between(r, cell, base, &s))
        return MISSING;
    enum unit_kind unit = of(r, cell.indicator)->unit;
    if (unit != UNIT_COUNT)
        return change_phrase(r, unit, s.change, s.decimals);
    if (number_sign(s.change) == 0)
        return word(r->language, W_UNCHANGED);
    if (number_sign(s.base) <= 0) /* no percentage of nothing, nor of less */
        return MISSING;
    const struct number *hundred = number_int(r->arena, 100);
    const struct number *share = number_div(r->arena, s.change, s.base);
    return change_phrase(r, unit, number_mul(r->arena, share, hundred), 1);
}

const char *wording_difference(const struct report *r, struct cell_id cell, int base)
{
    struct step s;
    const struct indicator *ind = of(r, cell.indicator);
    if (!step_between(r, cell, base, &s))
        return MISSING;
    int sign = number_sign(s.change);
    if (ind->unit != UNIT_COUNT || sign == 0)
        return change_phrase(r, ind->unit, s.change, s.decimals);
    const char *size = digits(r, s.change, s.decimals);
    return phrase(r, sign > 0 ? W_MORE : W_FEWER, with_unit(r, ind, size + (sign < 0)), "");
}

/* How many years in a row, the last of them year, went the way of the last step. */
const char *wording_trend(const struct report *r, struct cell_id cell)
{
    struct step s;
    int sign = 0, n = 0;
    for (int y = cell.year, before; (before = year_before(r, y)) >= 0; y = before, n++) {
        if (!step_between(r, cell_in_year(cell, y), before, &s))
            break;
        int step = number_sign(s.change);
        if (n > 0 && step != sign)
            break;
        sign = step;
    }
    if (n == 0)
        return MISSING;
    if (sign == 0)
        return word(r->language, W_UNCHANGED);
    if (n == 1)
        return word(r->language, sign > 0 ? W_RISING : W_FALLING);
    const char *years = arena_printf(r->arena, "%d", n);
    return phrase(r, sign > 0 ? W_RISING_YEARS : W_FALLING_YEARS, years, "");
}

const char *wording_verdict(const struct report *r, enum verdict v)
{
    switch (v) {
    case VERDICT_UNKNOWN: return word(r->language, W_UNKNOWN);
    case VERDICT_NO_TARGET: return word(r->language, W_NO_TARGET);
    case VERDICT_MET: return word(r->language, W_MET);
    case VERDICT_UNMET: break;
    }
    return word(r->language, W_UNMET);
}

const char *wording_flag(unsigned flags)
{
    static const char *const marks[] = {"",  "p",  "e",  "pe",  "*",  "*p",  "*e",  "*pe",
                                        "†", "†p", "†e", "†pe", "†*", "†*p", "†*e", "†*pe"};
    return flags & FLAG_SUPPRESSED ? "×" : marks[flags % (sizeof marks / sizeof *marks)];
}
