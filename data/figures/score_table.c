#include "data/figures/score_table.h"

#include <stdlib.h>

#include "base/arena.h"
#include "data/figures/tablespec.h"
#include "data/report/node.h"
#include "data/report/words.h"
#include "data/statistics/score.h"
#include "data/wording/wording.h"

static void add_head(const struct report *r, struct node *row, enum word w)
{
    node_cell(r->arena, row, ALIGN_CENTRE, word(r->language, w));
}

/* Points with the mark of what they were judged by. */
static void add_points(const struct report *r, struct node *row, const struct number *points,
                       unsigned flags, struct notes *notes, struct origin origin)
{
    notes->missing = notes->missing || points == NULL;
    notes->flags |= flags;
    node_number_cell(
        r->arena, row, ALIGN_DECIMAL,
        arena_printf(r->arena, "%s%s", score_points_text(r, points), wording_flag(flags)), origin);
}

static void add_rank(const struct report *r, struct node *row, int place,
                     const struct score_total *total)
{
    if (total->veto)
        node_cell(r->arena, row, ALIGN_CENTRE, word(r->language, W_VETO));
    else if (total->rank.rank > 0)
        node_number_cell(r->arena, row, ALIGN_CENTRE,
                         arena_printf(r->arena, "%d", total->rank.rank),
                         (struct origin){ORIGIN_TOTAL_RANK, -1, place, -1, -1});
    else
        node_cell(r->arena, row, ALIGN_CENTRE, "—");
}

/* A number of one item: what it is of. */
static struct origin origin_of(const struct report *r, enum origin_kind kind, size_t item,
                               int place)
{
    int year_index = report_year(r, r->year);
    return (struct origin){kind, r->scores[item].indicator, place, year_index, -1};
}

static void add_line_points(const struct report *r, struct node *row, size_t line, int place,
                            struct notes *notes)
{
    struct points p = score_line_points(r, line, place);
    add_points(r, row, p.points, p.flags, notes,
               (struct origin){ORIGIN_LINE, -1, place, -1, (int)line});
}

/* "人口出生率（10分）" */
static const char *item_head(const struct report *r, const struct score_item *item)
{
    const char *fmt = language_text(r->language, "%s (%s)", "%s（%s分）");
    return arena_printf(r->arena, fmt, r->indicators[item->indicator].name,
                        score_points_text(r, item->full));
}

static void fill_places(const struct report *r, const struct table_spec *t, struct node *table,
                        struct notes *notes, const struct score_total *totals)
{
    struct node *row = node_row(r->arena, table, true);
    add_head(r, row, W_PLACE);
    for (size_t i = 0; i < r->n_scores; i++)
        node_cell(r->arena, row, ALIGN_CENTRE, item_head(r, &r->scores[i]));
    for (size_t i = 0; i < r->n_score_lines; i++)
        node_cell(r->arena, row, ALIGN_CENTRE, score_line_head(r, i));
    add_head(r, row, W_TOTAL_POINTS);
    add_head(r, row, W_RANK);
    for (size_t k = 0; k < t->n_places; k++) {
        int place = t->places[k];
        row = node_row(r->arena, table, false);
        node_cell(r->arena, row, ALIGN_LEFT, r->places[place].name);
        for (size_t i = 0; i < r->n_scores; i++) {
            const struct points *p = score_points(r, i, place);
            add_points(r, row, p->points, p->flags, notes, origin_of(r, ORIGIN_POINTS, i, place));
        }
        for (size_t i = 0; i < r->n_score_lines; i++)
            add_line_points(r, row, i, place, notes);
        add_points(r, row, totals[place].points, totals[place].flags, notes,
                   (struct origin){ORIGIN_TOTAL, -1, place, -1, -1});
        add_rank(r, row, place, &totals[place]);
    }
}

/* The target that an item was judged by. */
static void add_target(const struct report *r, size_t i, int place, struct node *row)
{
    const struct score_item *item = &r->scores[i];
    struct origin origin = origin_of(r, ORIGIN_TARGET, i, place);
    const char *text = "—";
    if (item->on_last) {
        origin.kind = ORIGIN_VALUE;
        origin.year = report_year(r, r->year - 1);
    }
    if (item->on_last && origin.year >= 0)
        text = arena_printf(r->arena, word(r->language, W_OF_LAST_YEAR),
                            wording_value(r, cell_at(item->indicator, place, origin.year)));
    else if (item->rule != SCORE_BY_TIERS && item->target.kind != TARGET_UNSET)
        text = wording_target_of(r, item->indicator, &item->target);
    else if (item->rule != SCORE_BY_TIERS && !item->on_last)
        text = wording_target(r, cell_at(item->indicator, place, origin.year));
    if (origin.year < 0)
        node_cell(r->arena, row, ALIGN_CENTRE, text);
    else
        node_number_cell(r->arena, row, ALIGN_CENTRE, text, origin);
}

static void add_item(const struct report *r, size_t i, int place, struct node *table,
                     struct notes *notes)
{
    const struct score_item *item = &r->scores[i];
    const struct points *p = score_points(r, i, place);
    int year_index = report_year(r, r->year);
    struct node *row = node_row(r->arena, table, false);
    node_cell(r->arena, row, ALIGN_LEFT, r->indicators[item->indicator].name);
    add_target(r, i, place, row);
    node_number_cell(r->arena, row, ALIGN_DECIMAL,
                     wording_value(r, cell_at(item->indicator, place, year_index)),
                     origin_of(r, ORIGIN_VALUE, i, place));
    node_number_cell(r->arena, row, ALIGN_DECIMAL, score_points_text(r, item->full),
                     origin_of(r, ORIGIN_FULL, i, place));
    struct origin points = origin_of(r, ORIGIN_POINTS, i, place);
    add_points(r, row, p->points, p->flags, notes, points);
    node_cell(r->arena, row, ALIGN_LEFT, p->reason != NULL ? p->reason : "");
}

/* The sum of a line's items. */
static void add_line(const struct report *r, size_t i, int place, struct node *table,
                     struct notes *notes)
{
    struct node *row = node_row(r->arena, table, false);
    node_cell(r->arena, row, ALIGN_LEFT, score_line_head(r, i));
    node_cell(r->arena, row, ALIGN_CENTRE, "");
    node_cell(r->arena, row, ALIGN_DECIMAL, "");
    node_number_cell(r->arena, row, ALIGN_DECIMAL, score_points_text(r, score_line_full(r, i)),
                     (struct origin){ORIGIN_LINE_FULL, -1, -1, -1, (int)i});
    add_line_points(r, row, i, place, notes);
    node_cell(r->arena, row, ALIGN_LEFT, "");
}

static void fill_items(const struct report *r, int place, struct node *table, struct notes *notes,
                       const struct score_total *total)
{
    static const enum word heads[] = {W_INDICATOR, W_TARGET, W_RESULT, W_FULL, W_POINTS, W_REASON};
    struct node *row = node_row(r->arena, table, true);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        add_head(r, row, heads[i]);
    const struct number *full = number_int(r->arena, 0);
    for (size_t i = 0; i < r->n_scores; i++) {
        full = number_add(r->arena, full, score_weighed(r, i, r->scores[i].full));
        add_item(r, i, place, table, notes);
    }
    for (size_t i = 0; i < r->n_score_lines; i++)
        add_line(r, i, place, table, notes);
    row = node_row(r->arena, table, false);
    node_cell(r->arena, row, ALIGN_LEFT, word(r->language, W_TOTAL_POINTS));
    node_cell(r->arena, row, ALIGN_CENTRE, "");
    node_cell(r->arena, row, ALIGN_DECIMAL, "");
    node_number_cell(r->arena, row, ALIGN_DECIMAL, score_points_text(r, full),
                     (struct origin){ORIGIN_TOTAL_FULL, -1, -1, -1, -1});
    add_points(r, row, total->points, total->flags, notes,
               (struct origin){ORIGIN_TOTAL, -1, place, -1, -1});
    node_cell(r->arena, row, ALIGN_LEFT, total->veto ? word(r->language, W_VETO) : "");
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
