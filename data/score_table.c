#include "data/score_table.h"

#include <stdlib.h>

#include "data/arena.h"
#include "data/score.h"
#include "data/tablespec.h"
#include "data/words.h"

static struct node *add_row(const struct report *r, struct node *table, bool head)
{
    struct node *row = node_new(r->arena, NODE_ROW, table->at);
    row->head = head;
    node_append(table, row);
    return row;
}

static void add_cell(const struct report *r, struct node *row, enum align align,
                     enum node_kind kind, const char *text)
{
    struct node *cell = node_new(r->arena, NODE_CELL, row->at);
    cell->align = align;
    node_append(row, cell);
    if (!text || !*text)
        return;
    struct node *n = node_new(r->arena, kind, row->at);
    n->text = text;
    node_append(cell, n);
}

static void add_head(const struct report *r, struct node *row, enum word w)
{
    add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, word(r->language, w));
}

/* Points with the mark of what they were judged by. */
static void add_points(const struct report *r, struct node *row, const struct number *points,
                       unsigned flags, struct notes *notes)
{
    notes->missing = notes->missing || !points;
    notes->flags |= flags;
    add_cell(r, row, ALIGN_DECIMAL, NODE_VALUE,
             arena_printf(r->arena, "%s%s", points_text(r, points), flag_mark(flags)));
}

static void add_rank(const struct report *r, struct node *row, const struct score_total *total)
{
    if (total->veto)
        add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, word(r->language, W_VETO));
    else if (total->rank.rank > 0)
        add_cell(r, row, ALIGN_CENTRE, NODE_VALUE, arena_printf(r->arena, "%d", total->rank.rank));
    else
        add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, "—");
}

/* "人口出生率（10分）" */
static const char *item_head(const struct report *r, const struct score_item *item)
{
    const char *fmt = r->language == LANG_ZH ? "%s（%s分）" : "%s (%s)";
    return arena_printf(r->arena, fmt, r->indicators[item->indicator].name, /* NOLINT: ours */
                        points_text(r, item->full));
}

static void fill_places(const struct report *r, const struct table_spec *t, struct node *table,
                        struct notes *notes, const struct score_total *totals)
{
    struct node *row = add_row(r, table, true);
    add_head(r, row, W_PLACE);
    for (size_t i = 0; i < r->n_scores; i++)
        add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, item_head(r, &r->scores[i]));
    for (size_t i = 0; i < r->n_score_lines; i++)
        add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, score_line_head(r, i));
    add_head(r, row, W_TOTAL_POINTS);
    add_head(r, row, W_RANK);
    for (size_t k = 0; k < t->n_places; k++) {
        int place = t->places[k];
        row = add_row(r, table, false);
        add_cell(r, row, ALIGN_LEFT, NODE_TEXT, r->places[place].name);
        for (size_t i = 0; i < r->n_scores; i++) {
            const struct points *p = score_points(r, i, place);
            add_points(r, row, p->points, p->flags, notes);
        }
        for (size_t i = 0; i < r->n_score_lines; i++) {
            struct points p = score_line_points(r, i, place);
            add_points(r, row, p.points, p.flags, notes);
        }
        add_points(r, row, totals[place].points, totals[place].flags, notes);
        add_rank(r, row, &totals[place]);
    }
}

/* The target that an item was judged by, "" where tiers judged it. */
static const char *item_target(const struct report *r, const struct score_item *item, int place)
{
    if (item->rule == SCORE_BY_TIERS)
        return "—";
    if (item->on_last)
        return arena_printf(r->arena,
                            r->language == LANG_ZH ? "上年%s" : "last year: %s", /* NOLINT */
                            value_text(r, item->indicator, place, report_year(r, r->year - 1)));
    if (item->target.kind == TARGET_UNSET)
        return target_text(r, item->indicator, place, report_year(r, r->year));
    return target_words(r, item->indicator, &item->target);
}

static void add_item(const struct report *r, size_t i, int place, struct node *table,
                     struct notes *notes)
{
    const struct score_item *item = &r->scores[i];
    const struct points *p = score_points(r, i, place);
    int year = report_year(r, r->year);
    struct node *row = add_row(r, table, false);
    add_cell(r, row, ALIGN_LEFT, NODE_TEXT, r->indicators[item->indicator].name);
    add_cell(r, row, ALIGN_CENTRE, NODE_VALUE, item_target(r, item, place));
    add_cell(r, row, ALIGN_DECIMAL, NODE_VALUE, value_text(r, item->indicator, place, year));
    add_cell(r, row, ALIGN_DECIMAL, NODE_VALUE, points_text(r, item->full));
    add_points(r, row, p->points, p->flags, notes);
    add_cell(r, row, ALIGN_LEFT, NODE_VALUE, p->reason);
}

/* The sum of a line's items. */
static void add_line(const struct report *r, size_t i, int place, struct node *table,
                     struct notes *notes)
{
    struct points p = score_line_points(r, i, place);
    struct node *row = add_row(r, table, false);
    add_cell(r, row, ALIGN_LEFT, NODE_TEXT, score_line_head(r, i));
    add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, "");
    add_cell(r, row, ALIGN_DECIMAL, NODE_TEXT, "");
    add_cell(r, row, ALIGN_DECIMAL, NODE_VALUE, points_text(r, score_line_full(r, i)));
    add_points(r, row, p.points, p.flags, notes);
    add_cell(r, row, ALIGN_LEFT, NODE_TEXT, "");
}

static void fill_items(const struct report *r, int place, struct node *table, struct notes *notes,
                       const struct score_total *total)
{
    static const enum word heads[] = {W_INDICATOR, W_TARGET, W_RESULT, W_FULL, W_POINTS, W_REASON};
    struct node *row = add_row(r, table, true);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        add_head(r, row, heads[i]);
    const struct number *full = number_int(r->arena, 0);
    for (size_t i = 0; i < r->n_scores; i++) {
        full = number_add(r->arena, full, score_weighed(r, i, r->scores[i].full));
        add_item(r, i, place, table, notes);
    }
    for (size_t i = 0; i < r->n_score_lines; i++)
        add_line(r, i, place, table, notes);
    row = add_row(r, table, false);
    add_cell(r, row, ALIGN_LEFT, NODE_TEXT, word(r->language, W_TOTAL_POINTS));
    add_cell(r, row, ALIGN_CENTRE, NODE_TEXT, "");
    add_cell(r, row, ALIGN_DECIMAL, NODE_TEXT, "");
    add_cell(r, row, ALIGN_DECIMAL, NODE_VALUE, points_text(r, full));
    add_points(r, row, total->points, total->flags, notes);
    add_cell(r, row, ALIGN_LEFT, NODE_TEXT, total->veto ? word(r->language, W_VETO) : "");
}

void score_table_fill(const struct report *r, const struct table_spec *t, struct node *table,
                      struct notes *notes)
{
    struct score_total *totals = must_alloc(r->n_places, sizeof *totals);
    score_totals(r, totals);
    if (t->n_places == 1)
        fill_items(r, t->places[0], table, notes, &totals[t->places[0]]);
    else
        fill_places(r, t, table, notes, totals);
    free(totals);
}
