/*
 * A value against those of other years: in this report, and in last year's files that [data]
 * previous names, tables of values or the report file itself.
 */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/provenance.h"
#include "data/check/checking.h"
#include "data/source/observations.h"
#include "data/statistics/rate.h"

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
    check_found(
        c, v->at, check_subject(r, cell.indicator, cell.place),
        "%s of %s went from %s%s to %s%s in %d, by %s; max_change allows %s: check both values",
        "%s（%s）由上年的 %s%s 变为 %s%s（%d年），相差 %s，超过最大变化 %s：请核对两年的数",
        ind->name, r->places[cell.place].name, check_shown_number(c, last->number), unit,
        check_shown_number(c, v->number), unit, r->years[cell.year], check_shown_number(c, change),
        check_shown_number(c, limit));
}

void check_large_change(const struct checking *c)
{
    check_each_cell(c, cell_change);
}

static void cell_zero(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct value *v = report_value(r, cell);
    const struct value *last = last_of(r, cell);
    if (last == NULL || number_sign(v->number) != 0 ||
        number_cmp(last->number, number_int(c->scratch, LARGE)) < 0)
        return;
    check_found(c, v->at, check_subject(r, cell.indicator, cell.place),
                "%s of %s in %d is 0, the year before %s: is it missing? Then write -",
                "%s（%s，%d年）为 0，上年为 %s：是否缺数？缺数请写 -",
                r->indicators[cell.indicator].name, r->places[cell.place].name, r->years[cell.year],
                check_shown_number(c, last->number));
}

void check_sudden_zero(const struct checking *c)
{
    check_each_cell(c, cell_zero);
}

static void cell_future(const struct checking *c, struct cell_id cell)
{
    const struct report *r = c->r;
    const struct value *v = report_value(r, cell);
    if (r->years[cell.year] > r->year && value_is_given(v))
        check_found(c, v->at, check_subject(r, cell.indicator, cell.place),
                    "%s of %s is of %d, the report of %d: correct the year",
                    "%s（%s）是%d年的数，而报告年度为%d年：请改正年度",
                    r->indicators[cell.indicator].name, r->places[cell.place].name,
                    r->years[cell.year], r->year);
}

void check_future_year(const struct checking *c)
{
    check_each_cell(c, cell_future);
}

bool check_has_cell(const struct report *r, struct cell_id cell)
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
        if (!check_has_cell(r, cell_at(i, place, y)))
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
    check_found(
        c, report_value(r, cell_at(i, place, after))->at, check_subject(r, i, place),
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
    while (!check_has_cell(r, cell));
    return cell.year;
}

/* Whether some series of the place is given for that year. */
static bool *places_with(const struct checking *c, int year_index)
{
    const struct report *r = c->r;
    bool *has = arena_array(c->scratch, r->n_places, sizeof *has);
    for (size_t i = 0; year_index >= 0 && i < r->n_indicators; i++)
        for (size_t p = 0; p < r->n_places; p++)
            has[p] = has[p] || check_has_cell(r, cell_at((int)i, (int)p, year_index));
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
                check_found(
                    c, report_value(r, cell_at((int)i, 0, s.last))->at,
                    check_subject(r, (int)i, -1),
                    "%s has a value of %d, but none of %d: is the year right? Add the row, or "
                    "write - for a missing value",
                    "%s有%d年的数，而没有%d年的：年度是否写错？请补行，确无数据时写 -",
                    r->indicators[i].name, r->years[s.last], r->year);
        }
}

static bool is_report_file(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && strcasecmp(name + len - 4, ".ini") == 0;
}

/* The report file among the previous ones, read; NULL where there is none, or told is why not. */
static const struct config *previous_config(const struct checking *c, struct messages *told)
{
    size_t n;
    const struct config_part *data = &c->config->parts[SECTION_DATA];
    const char *const *names = config_list(c->scratch, data, DATA_PREVIOUS, &n);
    for (size_t i = 0; i < n; i++)
        if (is_report_file(names[i]))
            return config_load(c->r->arena, file_path(c->r->arena, c->r->dir, names[i]),
                               &check_names, told);
    return NULL;
}

/* Paths of tables and where they were named. */
struct tables {
    const char **paths;
    struct source *from;
    size_t n;
};

static void add_tables(const struct checking *c, struct tables *t, const char *dir,
                       const struct config_part *p, enum config_key key)
{
    size_t n;
    struct arena *a = c->r->arena;
    const char *const *names = config_list(a, p, key, &n);
    const char **paths = arena_array(a, t->n + n + 1, sizeof *paths);
    struct source *from = arena_array(a, t->n + n + 1, sizeof *from);
    for (size_t i = 0; i < t->n; i++) {
        paths[i] = t->paths[i];
        from[i] = t->from[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (is_report_file(names[i]))
            continue;
        paths[t->n] = file_path(a, dir, names[i]);
        from[t->n++] = config_at(p, key);
    }
    t->paths = paths;
    t->from = from;
}

/*
 * What reading last year's data told, passed on, and which files; but not of indicators and places
 * that this report no longer has.
 */
static void pass_on(const struct messages *from, struct messages *m)
{
    size_t n;
    const struct message *list = messages_list(from, &n);
    provenance_take(m, from);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, "unknown-indicator") != 0 &&
            strcmp(list[i].rule, "unknown-place") != 0 && list[i].severity >= SEV_WARNING)
            msg_about(m, list[i].severity, list[i].at, list[i].about, list[i].rule, "%s", "%s",
                      list[i].text);
}

/* Last year's values, by the indicators and places of this report; false when there are none. */
static bool load_previous(const struct checking *c, struct report *old)
{
    const struct report *r = c->r;
    struct messages *told = messages_new(messages_language(c->m));
    const struct config *config = previous_config(c, told);
    *old = *r;
    old->dir = config != NULL ? file_dir(r->arena, config->path) : r->dir;
    struct tables t = {0};
    add_tables(c, &t, r->dir, &c->config->parts[SECTION_DATA], DATA_PREVIOUS);
    if (config != NULL)
        add_tables(c, &t, old->dir, &config->parts[SECTION_DATA], DATA_INDICATORS);
    old->cells = NULL;
    old->targets = NULL;
    old->year = r->year - 1;
    messages_set_language(told, messages_language(c->m)); /* config_load takes that file's */
    if (t.n > 0 || config != NULL)
        observations_load(old, t.paths, t.from, t.n, config, told);
    pass_on(told, c->m);
    if (!old->computed && old->cells != NULL)
        rates_compute(old, told);
    messages_free(told);
    return old->cells != NULL;
}

/* Whether two values agree as far as both are given in digits. */
static bool same_value(const struct report *r, struct arena *a, const struct value *x,
                       const struct value *y)
{
    int decimals = number_decimals(x->number), others = number_decimals(y->number);
    if (decimals < 0 || (others >= 0 && others < decimals))
        decimals = others;
    if (x->kind != y->kind)
        return false;
    if (decimals < 0)
        return number_cmp(x->number, y->number) == 0;
    return number_cmp(number_round(a, x->number, decimals, r->rounding),
                      number_round(a, y->number, decimals, r->rounding)) == 0;
}

static const char *shown_kind(enum value_kind kind)
{
    switch (kind) {
    case VALUE_AT_LEAST: return "≥";
    case VALUE_AT_MOST: return "≤";
    case VALUE_ABOUT: return "~";
    case VALUE_MISSING:
    case VALUE_EXACT: break;
    }
    return "";
}

/* A value of an earlier year, then and now. */
static void compare_years(const struct checking *c, const struct report *old, int i, int place,
                          int old_year)
{
    const struct report *r = c->r;
    int year_index = report_year(r, old->years[old_year]);
    const struct value *then = report_value(old, cell_at(i, place, old_year));
    const struct value *now = report_value(r, cell_at(i, place, year_index));
    if (then->kind == VALUE_MISSING || now->kind == VALUE_MISSING ||
        old->years[old_year] >= r->year || same_value(r, c->scratch, then, now))
        return;
    check_found(
        c, now->at, check_subject(r, i, place),
        "%s of %s in %d is %s%s here, but %s%s in last year's data (%s:%d): correct one, or accept "
        "it with the reason",
        "%s（%s，%d年）此处为 %s%s，上年数据为 %s%s（%s:%d）：请改正其一，或说明理由后认可",
        r->indicators[i].name, r->places[place].name, r->years[year_index], shown_kind(now->kind),
        check_shown_number(c, now->number), shown_kind(then->kind),
        check_shown_number(c, then->number), then->at.file != NULL ? then->at.file : "",
        then->at.line);
}

void check_year_mismatch(const struct checking *c)
{
    struct report old;
    if (!load_previous(c, &old))
        return;
    size_t places = old.n_places < c->r->n_places ? old.n_places : c->r->n_places;
    for (size_t i = 0; i < c->r->n_indicators; i++)
        for (size_t p = 0; p < places; p++)
            for (size_t y = 0; y < old.n_years; y++)
                compare_years(c, &old, (int)i, (int)p, (int)y);
}

static bool same_text(const char *x, const char *y)
{
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* What says how an indicator is counted; told as its keys are called. */
static void compare_key(const struct checking *c, const struct config_part *now,
                        const struct config_part *then, enum config_key key, const char *en,
                        const char *zh)
{
    const char *x = config_text(now, key), *y = config_text(then, key);
    int i = report_indicator(c->r, now->name);
    if (same_text(x, y))
        return;
    enum language language = messages_language(c->m);
    const char *none = language_text(language, "(none)", "（无）");
    check_found(
        c, config_at(now, key), check_subject(c->r, i, -1),
        "%s of %s is \"%s\", in last year's report \"%s\": years cannot be compared; say so in "
        "the basis, or accept it with the reason",
        "%s（%s）为“%s”，上年报告为“%s”：两年不可比；请在口径中说明，或说明理由后认可",
        language_text(language, en, zh), c->r->indicators[i].name, x != NULL ? x : none,
        y != NULL ? y : none);
}

static void compare_definitions(const struct checking *c, const struct config_part *now,
                                const struct config_part *then)
{
    compare_key(c, now, then, INDICATOR_UNIT, "the unit", "计量单位");
    compare_key(c, now, then, INDICATOR_BASIS, "the basis", "口径");
    compare_key(c, now, then, INDICATOR_NUMERATOR, "the numerator", "分子");
    compare_key(c, now, then, INDICATOR_DENOMINATOR, "the denominator", "分母");
    compare_key(c, now, then, INDICATOR_FORMULA, "the formula", "公式");
}

/* The statistical year is its own: only whether it is said at all is compared. */
static void compare_periods(const struct checking *c, const struct config *then)
{
    const struct config_part *head = &c->config->parts[SECTION_REPORT];
    const char *x = config_text(head, REPORT_PERIOD);
    const char *y = config_text(&then->parts[SECTION_REPORT], REPORT_PERIOD);
    if ((x == NULL) == (y == NULL))
        return;
    check_found(
        c, config_at(head, REPORT_PERIOD), NOTHING,
        x != NULL
            ? "the period is \"%s\", last year's report had the calendar year: years cannot be "
              "compared"
            : "last year's report had the period \"%s\", this one has none: years cannot be "
              "compared",
        x != NULL ? "统计年度为“%s”，上年报告未写明（日历年度）：两年不可比"
                  : "上年报告的统计年度为“%s”，本报告未写明：两年不可比",
        x != NULL ? x : y);
}

void check_definition_changed(const struct checking *c)
{
    struct messages *told = messages_new(messages_language(c->m)); /* passed on by year-mismatch */
    const struct config *then = previous_config(c, told);
    messages_free(told);
    if (then == NULL)
        return;
    compare_periods(c, then);
    for (size_t i = 0; i < c->config->n_parts; i++)
        for (size_t k = 0; k < then->n_parts; k++) {
            const struct config_part *x = &c->config->parts[i], *y = &then->parts[k];
            if (x->section == SECTION_INDICATOR && y->section == SECTION_INDICATOR &&
                strcmp(x->name, y->name) == 0)
                compare_definitions(c, x, y);
        }
}
