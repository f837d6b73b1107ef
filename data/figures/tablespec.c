#include "data/figures/tablespec.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/config/listed.h"
#include "data/figures/score_table.h"
#include "data/report/node.h"
#include "data/report/words.h"
#include "data/statistics/interval.h"
#include "data/statistics/rank.h"
#include "data/wording/notes.h"
#include "data/wording/wording.h"

/* All indicators that can be good or bad. */
static const int *performance_indicators(const struct report *r, size_t *n)
{
    int *all = arena_array(r->arena, r->n_indicators + 1, sizeof *all);
    *n = 0;
    for (size_t i = 0; i < r->n_indicators; i++)
        if (r->indicators[i].declared && r->indicators[i].better != BETTER_NONE)
            all[(*n)++] = (int)i;
    return all;
}

static const int *all_places(const struct report *r, size_t *n)
{
    int *all = arena_array(r->arena, r->n_places + 1, sizeof *all);
    *n = 0;
    for (size_t i = 1; i < r->n_places; i++)
        all[(*n)++] = (int)i;
    return all;
}

/* Last year and change are columns only where they have anything to say. */
static void default_columns(const struct report *r, struct table_spec *t)
{
    int year_index = report_year(r, r->year), last = report_year(r, r->year - 1);
    bool any_last = false, any_change = false;
    for (size_t i = 0; i < t->n_indicators; i++) {
        int ind = t->indicators[i];
        bool known = report_value(r, cell_at(ind, 0, last))->kind != VALUE_MISSING;
        any_last = any_last || known;
        any_change = any_change ||
                     (known && report_value(r, cell_at(ind, 0, year_index))->kind != VALUE_MISSING);
    }
    for (int c = 0; c < COLUMN_COUNT; c++)
        if ((c != COLUMN_LAST || any_last) && (c != COLUMN_CHANGE || any_change) && c < COLUMN_RANK)
            t->columns[t->n_columns++] = (enum table_column)c;
}

/* Which columns a kind of table has. */
static bool has_column(enum table_kind kind, enum table_column column)
{
    if (kind == TABLE_OF_TARGETS)
        return column < COLUMN_RANK;
    if (kind == TABLE_OF_SCORES)
        return false;
    return column == COLUMN_RESULT || column == COLUMN_LAST || column == COLUMN_CHANGE ||
           column == COLUMN_RANK || column == COLUMN_INTERVAL;
}

static void read_columns(const struct report *r, struct table_spec *t, const struct config_part *p,
                         struct messages *m)
{
    int columns[COLUMN_COUNT];
    size_t n = config_choices(r->arena, p, TABLE_COLUMNS, columns, COLUMN_COUNT, m);
    for (size_t i = 0; i < n; i++) {
        t->columns[t->n_columns++] = (enum table_column)columns[i];
        if (!has_column(t->kind, t->columns[i]))
            msg(m, SEV_ERROR, config_at(p, TABLE_COLUMNS), "unused-column",
                "a table of places has the columns result, last, change, rank and interval, one of "
                "targets all but rank and interval, one of scores none to choose",
                "各单位表可用的列：完成、上年、变化、位次、区间；目标表可用位次、区间以外的各列；评"
                "分表的列不能选");
    }
    if (n > 0)
        return;
    if (t->kind == TABLE_OF_PLACES)
        t->columns[t->n_columns++] = COLUMN_RESULT;
    else if (t->kind == TABLE_OF_TARGETS)
        default_columns(r, t);
}

struct table_spec tablespec_read(const struct report *r, const struct config_part *p,
                                 struct messages *m)
{
    struct table_spec t = {.name = p->name,
                           .note = config_text(p, TABLE_NOTE),
                           .landscape = config_choice(p, TABLE_ORIENTATION, 0, m) != 0,
                           .at = p->at};
    config_required(p, TABLE_KIND, m);
    t.kind = (enum table_kind)config_choice(p, TABLE_KIND, TABLE_OF_TARGETS, m);
    t.indicators = listed_indicators(r, p, TABLE_INDICATORS, &t.n_indicators, m);
    if (config_text(p, TABLE_INDICATORS) == NULL)
        t.indicators = performance_indicators(r, &t.n_indicators);
    t.places = listed_places(r, p, TABLE_PLACES, &t.n_places, m);
    if (config_text(p, TABLE_PLACES) == NULL)
        t.places = all_places(r, &t.n_places);
    read_columns(r, &t, p, m);
    return t;
}

struct maker {
    const struct report *r;
    struct source at;
    int year_index, last; /* indexes; last may be -1 */
    struct notes notes;
};

/* The text of a value with the mark of its flags, noting what will need a note. */
static const char *marked(struct maker *k, const char *text, const struct value *v)
{
    if (v->kind == VALUE_MISSING)
        k->notes.missing = true;
    k->notes.flags |= v->flags;
    return arena_printf(k->r->arena, "%s%s", text, wording_flag(v->flags));
}

static void add_value(struct maker *k, struct node *row, int indicator, int year_index)
{
    const struct value *v = report_value(k->r, cell_at(indicator, 0, year_index));
    node_number_cell(k->r->arena, row, ALIGN_DECIMAL,
                     marked(k, wording_value(k->r, cell_at(indicator, 0, year_index)), v),
                     (struct origin){ORIGIN_VALUE, indicator, 0, year_index, -1});
}

static void add_target(struct maker *k, struct node *row, int indicator)
{
    const struct target *t = report_target(k->r, cell_at(indicator, 0, k->year_index));
    k->notes.flags |= t->flags;
    /* a range has two numbers: neither's point is the cell's */
    enum align align = t->kind == TARGET_BETWEEN ? ALIGN_CENTRE : ALIGN_DECIMAL;
    if (t->kind == TARGET_UNSET)
        node_cell(k->r->arena, row, ALIGN_CENTRE, word(k->r->language, W_NO_TARGET));
    else
        node_number_cell(k->r->arena, row, align,
                         arena_printf(k->r->arena, "%s%s",
                                      wording_target(k->r, cell_at(indicator, 0, k->year_index)),
                                      wording_flag(t->flags)),
                         (struct origin){ORIGIN_TARGET, indicator, 0, k->year_index, -1});
}

static void add_verdict(struct maker *k, struct node *row, int indicator)
{
    enum verdict v = report_verdict(k->r, cell_at(indicator, 0, k->year_index));
    k->notes.no_target |= v == VERDICT_NO_TARGET;
    const char *text = v == VERDICT_NO_TARGET ? "—" : wording_verdict(k->r, v);
    node_cell(k->r->arena, row, ALIGN_CENTRE, text);
}

static void add_change(struct maker *k, struct node *row, int indicator, int place)
{
    const char *text = wording_change(k->r, cell_at(indicator, place, k->year_index));
    k->notes.incomparable |= strcmp(text, "—") == 0;
    node_number_cell(k->r->arena, row, ALIGN_CENTRE, text,
                     (struct origin){ORIGIN_CHANGE, indicator, place, k->year_index, k->last});
}

static void add_column(struct maker *k, struct node *row, enum table_column column, int indicator)
{
    switch (column) {
    case COLUMN_INDICATOR:
        node_cell(k->r->arena, row, ALIGN_LEFT, k->r->indicators[indicator].name);
        break;
    case COLUMN_TARGET: add_target(k, row, indicator); break;
    case COLUMN_RESULT: add_value(k, row, indicator, k->year_index); break;
    case COLUMN_LAST: add_value(k, row, indicator, k->last); break;
    case COLUMN_CHANGE: add_change(k, row, indicator, 0); break;
    case COLUMN_VERDICT: add_verdict(k, row, indicator); break;
    case COLUMN_RANK:
    case COLUMN_INTERVAL:
    case COLUMN_COUNT: break;
    }
}

static bool same_text(const char *x, const char *y)
{
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* Makes what a cell holds strong. */
static void set_strong(const struct maker *k, struct node *cell)
{
    struct node *strong = node_new(k->r->arena, NODE_STRONG, k->at);
    strong->child = cell->child;
    strong->last = cell->last;
    cell->child = cell->last = NULL;
    node_append(cell, strong);
}

/* A row that names the group of the rows below it, in one cell over all columns. */
static void add_group(const struct maker *k, struct node *table, const char *group, size_t columns)
{
    struct node *row = node_row(k->r->arena, table, false);
    struct node *cell = node_cell(k->r->arena, row, ALIGN_LEFT, group);
    cell->columns = (int)columns;
    set_strong(k, cell);
}

static const char *column_head(const struct report *r, enum table_column column)
{
    static const enum word heads[COLUMN_COUNT] = {
        [COLUMN_INDICATOR] = W_INDICATOR, [COLUMN_TARGET] = W_TARGET,
        [COLUMN_RESULT] = W_RESULT,       [COLUMN_LAST] = W_LAST_YEAR,
        [COLUMN_CHANGE] = W_CHANGE,       [COLUMN_VERDICT] = W_VERDICT,
        [COLUMN_RANK] = W_RANK,           [COLUMN_INTERVAL] = W_INTERVAL,
    };
    return word(r->language, heads[column]);
}

static void fill_targets(struct maker *k, const struct table_spec *t, struct node *table)
{
    struct node *row = node_row(k->r->arena, table, true);
    for (size_t c = 0; c < t->n_columns; c++)
        node_cell(k->r->arena, row, ALIGN_CENTRE, column_head(k->r, t->columns[c]));
    const char *group = NULL;
    for (size_t i = 0; i < t->n_indicators; i++) {
        const struct indicator *ind = &k->r->indicators[t->indicators[i]];
        if (ind->group != NULL && !same_text(ind->group, group))
            add_group(k, table, ind->group, t->n_columns);
        group = ind->group;
        row = node_row(k->r->arena, table, false);
        for (size_t c = 0; c < t->n_columns; c++)
            add_column(k, row, t->columns[c], t->indicators[i]);
    }
}

/* "人口出生率（‰）", "Visits". */
static const char *head_with_unit(const struct report *r, const struct indicator *ind)
{
    if (*ind->unit_text == '\0')
        return ind->name;
    const char *fmt = language_text(r->language, "%s (%s)", "%s（%s）");
    return arena_printf(r->arena, fmt, ind->name, ind->unit_text);
}

/* The number without its unit, which the head has; a bound keeps its sign. */
static const char *bare_value(const struct report *r, struct cell_id cell)
{
    static const char *const signs[] = {
        [VALUE_AT_LEAST] = "≥", [VALUE_AT_MOST] = "≤", [VALUE_ABOUT] = "≈"};
    const struct value *v = report_value(r, cell);
    const char *number = wording_number(r, cell);
    if (v->kind == VALUE_MISSING || v->kind == VALUE_EXACT)
        return number;
    return arena_printf(r->arena, "%s%s", signs[v->kind], number);
}

/* Which places have others among those shown as their parts: their rows are subtotals. */
static const bool *subtotals(const struct maker *k, const struct table_spec *t)
{
    bool *sums = arena_array(k->r->arena, k->r->n_places, sizeof *sums);
    for (size_t i = 0; i < t->n_places; i++)
        if (k->r->places[t->places[i]].parent >= 0)
            sums[k->r->places[t->places[i]].parent] = true;
    return sums;
}

static void add_bare(struct maker *k, struct node *row, struct cell_id cell)
{
    const struct value *v = report_value(k->r, cell);
    node_number_cell(k->r->arena, row, ALIGN_DECIMAL, marked(k, bare_value(k->r, cell), v),
                     (struct origin){ORIGIN_VALUE, cell.indicator, cell.place, cell.year, -1});
}

static void add_rank(struct maker *k, struct node *row, int indicator, int place, struct rank rank)
{
    if (rank.rank > 0)
        node_number_cell(k->r->arena, row, ALIGN_CENTRE, arena_printf(k->r->arena, "%d", rank.rank),
                         (struct origin){ORIGIN_RANK, indicator, place, k->year_index, -1});
    else
        node_cell(k->r->arena, row, ALIGN_CENTRE, "—");
    k->notes.missing |= rank.rank <= 0;
}

/* ranks: of all indicators of the table, r->n_places each. */
static void add_place(struct maker *k, const struct table_spec *t, struct node *table, int place,
                      const struct rank *ranks, bool sum)
{
    struct node *row = node_row(k->r->arena, table, false);
    node_cell(k->r->arena, row, ALIGN_LEFT, k->r->places[place].name);
    for (size_t i = 0; i < t->n_indicators; i++) {
        int indicator = t->indicators[i];
        for (size_t c = 0; c < t->n_columns; c++) {
            if (t->columns[c] == COLUMN_RESULT)
                add_bare(k, row, cell_at(indicator, place, k->year_index));
            else if (t->columns[c] == COLUMN_LAST)
                add_bare(k, row, cell_at(indicator, place, k->last));
            else if (t->columns[c] == COLUMN_CHANGE)
                add_change(k, row, indicator, place);
            else if (t->columns[c] == COLUMN_RANK)
                add_rank(k, row, indicator, place, ranks[i * k->r->n_places + (size_t)place]);
            else if (t->columns[c] == COLUMN_INTERVAL)
                node_number_cell(
                    k->r->arena, row, ALIGN_CENTRE,
                    interval_text(k->r, cell_at(indicator, place, k->year_index)),
                    (struct origin){ORIGIN_INTERVAL, indicator, place, k->year_index, -1});
        }
    }
    if (sum)
        set_strong(k, row->child);
    row->rule = place == 0;
}

static const struct indicator *column_indicator(const struct maker *k, const struct table_spec *t,
                                                size_t i)
{
    return &k->r->indicators[t->indicators[i]];
}

/* The unit that all indicators share, or NULL. */
static const char *common_unit(const struct maker *k, const struct table_spec *t)
{
    const char *unit = t->n_indicators > 0 ? column_indicator(k, t, 0)->unit_text : "";
    for (size_t i = 1; i < t->n_indicators; i++)
        if (strcmp(column_indicator(k, t, i)->unit_text, unit) != 0)
            return NULL;
    return *unit != '\0' ? unit : NULL;
}

/* How many indicators from i on stand beside one another in one group. */
static size_t group_end(const struct maker *k, const struct table_spec *t, size_t i)
{
    const char *group = column_indicator(k, t, i)->group;
    size_t end = i + 1;
    while (group != NULL && end < t->n_indicators &&
           same_text(column_indicator(k, t, end)->group, group))
        end++;
    return end;
}

static const char *head_text(const struct maker *k, const struct table_spec *t, size_t i,
                             const char *unit)
{
    const struct indicator *ind = column_indicator(k, t, i);
    return unit != NULL ? ind->name : head_with_unit(k->r, ind);
}

/* The rows of a head: groups, names of indicators, columns; top and low may be NULL. */
struct head_rows {
    struct node *top, *middle, *low;
};

/* An indicator's name, over its columns where it has several. */
static void add_name(struct maker *k, const struct table_spec *t, const struct head_rows *rows,
                     size_t i, const char *unit, bool in_group)
{
    struct node *row = rows->top != NULL && !in_group ? rows->top : rows->middle;
    const char *text = head_text(k, t, i, unit);
    if (rows->low == NULL && t->columns[0] != COLUMN_RESULT)
        text = arena_printf(k->r->arena, language_text(k->r->language, "%s: %s", "%s%s"),
                            column_indicator(k, t, i)->name, column_head(k->r, t->columns[0]));
    struct node *cell = node_cell(k->r->arena, row, ALIGN_CENTRE, text);
    cell->columns = (int)t->n_columns;
    cell->rows = rows->top != NULL && !in_group ? 2 : 1;
    for (size_t c = 0; rows->low != NULL && c < t->n_columns; c++)
        node_cell(k->r->arena, rows->low, ALIGN_CENTRE, column_head(k->r, t->columns[c]));
}

/*
 * A row of names; above it one of groups, where indicators beside one another share any; below it
 * one of columns, where each indicator has several.
 */
static void add_place_heads(struct maker *k, const struct table_spec *t, struct node *table,
                            const char *unit)
{
    struct head_rows rows = {0};
    for (size_t i = 0; i < t->n_indicators && rows.top == NULL; i++)
        if (group_end(k, t, i) > i + 1)
            rows.top = node_row(k->r->arena, table, true);
    rows.middle = node_row(k->r->arena, table, true);
    if (t->n_columns > 1)
        rows.low = node_row(k->r->arena, table, true);
    struct node *stub = node_cell(k->r->arena, rows.top != NULL ? rows.top : rows.middle,
                                  ALIGN_CENTRE, word(k->r->language, W_PLACE));
    stub->rows = 1 + (rows.top != NULL) + (rows.low != NULL);
    for (size_t i = 0, end; i < t->n_indicators; i = end) {
        end = group_end(k, t, i);
        const char *group = rows.top != NULL ? column_indicator(k, t, i)->group : NULL;
        if (group != NULL)
            node_cell(k->r->arena, rows.top, ALIGN_CENTRE, group)->columns =
                (int)((end - i) * t->n_columns);
        for (size_t j = i; j < end; j++)
            add_name(k, t, &rows, j, unit, group != NULL);
    }
}

static void fill_places(struct maker *k, const struct table_spec *t, struct node *table)
{
    const struct report *r = k->r;
    struct rank *ranks = must_alloc(t->n_indicators * r->n_places + 1, sizeof *ranks);
    for (size_t i = 0; i < t->n_indicators; i++)
        ranks_find(r, t->indicators[i], k->year_index, ranks + i * r->n_places);
    const char *unit = common_unit(k, t);
    if (unit != NULL)
        table->unit = arena_printf(r->arena, word(r->language, W_UNIT_LINE), /* NOLINT */
                                   unit);
    add_place_heads(k, t, table, unit);
    const bool *sums = subtotals(k, t);
    for (size_t p = 0; p < t->n_places; p++)
        add_place(k, t, table, t->places[p], ranks, sums[t->places[p]]);
    add_place(k, t, table, 0, ranks, true);
    free(ranks);
}

struct node *tablespec_node(const struct report *r, const struct table_spec *t, struct source at)
{
    struct maker k = {
        .r = r,
        .at = at,
        .year_index = report_year(r, r->year),
        .last = report_year(r, r->year - 1),
        .notes = {.indicators = t->indicators, .n_indicators = t->n_indicators, .own = t->note}};
    struct node *table = node_new(r->arena, NODE_TABLE, at);
    table->landscape = t->landscape;
    switch (t->kind) {
    case TABLE_OF_TARGETS: fill_targets(&k, t, table); break;
    case TABLE_OF_PLACES: fill_places(&k, t, table); break;
    case TABLE_OF_SCORES:
        k.notes.n_indicators = 0;
        score_table_fill(r, t, table, &k.notes);
        break;
    }
    const char *note = notes_text(r, &k.notes);
    if (note != NULL) {
        table->note = node_new(r->arena, NODE_PARAGRAPH, at);
        node_append(table->note, node_text(r->arena, note, at));
    }
    return table;
}
