#include "base/arena.h"
#include "data/check/checking.h"

/* From this on a value that falls to 0 was large. */
#define LARGE 10

/* The value of the year before, where both are exact, or bounds of one kind; else NULL. */
static const struct value *last_of(const struct report *r, struct cell_id cell)
{
    if (cell.year == 0 || r->years[cell.year - 1] != r->years[cell.year] - 1)
        return NULL;
    const struct value *last = report_value(r, cell_in_year(cell, cell.year - 1));
    bool known = last->kind != VALUE_MISSING && last->kind != VALUE_ABOUT;
    return known && last->kind == report_value(r, cell)->kind ? last : NULL;
}

static void cell_change(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    const struct value *last = ind->max_change == NULL ? NULL : last_of(r, cell);
    if (last == NULL)
        return;
    const char *unit = ind->unit == UNIT_COUNT ? "" : ind->unit_text;
    const struct number *change =
        number_abs(c->scratch, number_sub(c->scratch, v->number, last->number));
    const struct number *limit = ind->max_change;
    if (ind->max_change_relative)
        limit = number_mul(c->scratch, limit, number_abs(c->scratch, last->number));
    if (number_cmp(change, limit) <= 0)
        return;
    found(c, v->at, subject_of(r, cell.indicator, cell.place),
          "%s of %s went from %s%s to %s%s in %d, by %s; max_change allows %s: check both values",
          "%s（%s）由上年的 %s%s 变为 %s%s（%d年），相差 %s，超过最大变化 %s：请核对两年的数",
          ind->name, r->places[cell.place].name, shown_number(c, last->number), unit,
          shown_number(c, v->number), unit, r->years[cell.year], shown_number(c, change),
          shown_number(c, limit));
}

void check_large_change(const struct checking *c)
{
    each_cell(c, cell_change);
}

static void cell_zero(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct value *v = report_value(r, cell);
    const struct value *last = last_of(r, cell);
    if (last == NULL || number_sign(v->number) != 0 ||
        number_cmp(last->number, number_int(c->scratch, LARGE)) < 0)
        return;
    found(c, v->at, subject_of(r, cell.indicator, cell.place),
          "%s of %s in %d is 0, the year before %s: is it missing? Then write -",
          "%s（%s，%d年）为 0，上年为 %s：是否缺数？缺数请写 -", r->indicators[cell.indicator].name,
          r->places[cell.place].name, r->years[cell.year], shown_number(c, last->number));
}

void check_sudden_zero(const struct checking *c)
{
    each_cell(c, cell_zero);
}

static void cell_future(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct value *v = report_value(r, cell);
    if (r->years[cell.year] > r->year && value_is_given(v))
        found(c, v->at, subject_of(r, cell.indicator, cell.place),
              "%s of %s is of %d, the report of %d: correct the year",
              "%s（%s）是%d年的数，而报告年度为%d年：请改正年度",
              r->indicators[cell.indicator].name, r->places[cell.place].name, r->years[cell.year],
              r->year);
}

void check_future_year(const struct checking *c)
{
    each_cell(c, cell_future);
}

bool cell_is_there(const struct report *r, struct cell_id cell)
{
    const struct value *v = report_value(r, cell);
    return v->kind != VALUE_MISSING || value_is_given(v);
}

/* The years of one series of one place, as far as the report's own. */
struct span {
    int before, last; /* the last two years it has, indexes; -1: none */
    int gap;          /* the year in front of which one is missing, or -1 */
    bool yearly;      /* it has two years in a row */
};

static struct span span_of(const struct report *r, int i, int place, int until)
{
    struct span s = {-1, -1, -1, false};
    for (int y = 0; y <= until; y++) {
        if (!cell_is_there(r, cell_at(i, place, y)))
            continue;
        s.before = s.last;
        s.last = y;
        if (s.before >= 0 && r->years[y] == r->years[s.before] + 1)
            s.yearly = true;
        else if (s.before >= 0)
            s.gap = y;
    }
    return s;
}

static void tell_gap(const struct checking *c, int i, int place, int before, int after)
{
    const struct report *r = c->r;
    found(
        c, report_value(r, cell_at(i, place, after))->at, subject_of(r, i, place),
        "%s of %s has a value of %d and of %d, but none between: is the year right? Add the rows, "
        "or write - for a missing value",
        "%s（%s）有%d年和%d年的数，其间缺数：年度是否写错？请补行，确无数据时写 -",
        r->indicators[i].name, r->places[place].name, r->years[before], r->years[after]);
}

/* The year before of those that have a gap. */
static int year_before(const struct report *r, struct cell_id cell)
{
    do
        cell.year--;
    while (!cell_is_there(r, cell));
    return cell.year;
}

/* Whether some series of the place is given for that year. */
static bool *places_with(const struct checking *c, int year_index)
{
    const struct report *r = c->r;
    bool *has = arena_array(c->scratch, r->n_places, sizeof *has);
    for (size_t i = 0; year_index >= 0 && i < r->n_indicators; i++)
        for (size_t p = 0; p < r->n_places; p++)
            has[p] = has[p] || cell_is_there(r, cell_at((int)i, (int)p, year_index));
    return has;
}

/*
 * A yearly series has all its years; of two values, the year before the report's is expected where
 * the place has it for others. What a place alone lacks this year is missing-place's to tell.
 */
void check_missing_year(const struct checking *c)
{
    const struct report *r = c->r;
    int now = report_year(r, r->year);
    const bool *last_year = places_with(c, report_year(r, r->year - 1));
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t p = 0; p < r->n_places; p++) {
            struct span s = span_of(r, (int)i, (int)p, now);
            bool pair = s.gap == now && last_year[p];
            if (s.gap >= 0 && (s.yearly || pair) &&
                value_is_given(report_value(r, cell_at((int)i, (int)p, s.gap))))
                tell_gap(c, (int)i, (int)p, year_before(r, cell_at((int)i, (int)p, s.gap)), s.gap);
            if (p == 0 && s.last >= 0 && s.last < now && r->indicators[i].better != BETTER_NONE &&
                report_value(r, cell_at((int)i, 0, now))->kind == VALUE_MISSING)
                found(c, report_value(r, cell_at((int)i, 0, s.last))->at, subject_of(r, (int)i, -1),
                      "%s has a value of %d, but none of %d: is the year right? Add the row, or "
                      "write - for a missing value",
                      "%s有%d年的数，而没有%d年的：年度是否写错？请补行，确无数据时写 -",
                      r->indicators[i].name, r->years[s.last], r->year);
        }
}
