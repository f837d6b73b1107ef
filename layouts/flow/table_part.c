#include "layouts/flow/table_part.h"

#include "base/arena.h"
#include "data/report/node.h"

/* Columns [from, to) behind `stubs` first ones. */
struct range {
    size_t from, to, stubs;
};

/* The first column is repeated where it leaves the others half of the width. */
static struct range range_of(const struct flow *f, const struct table *t, size_t from)
{
    struct range r = {.from = from, .to = from};
    int64_t width = 0;
    if (from > 0 && t->columns[0].least <= f->width / 2) {
        r.stubs = 1;
        width = t->columns[0].least;
    }
    while (r.to < t->n_columns && (r.to == from || width + t->columns[r.to].least <= f->width))
        width += t->columns[r.to++].least;
    return r;
}

/* Cuts a cell to the range and moves it there; false when nothing of it is left. */
static bool clip(struct grid_cell *c, const struct range *r)
{
    size_t end = c->column + c->columns;
    if (r->stubs > 0 && c->column == 0) { /* the stub; a group's name goes on beside it */
        size_t more = end > r->from ? (end < r->to ? end : r->to) - r->from : 0;
        c->columns = end == 1 ? 1 : 1 + more;
        return true;
    }
    size_t from = c->column > r->from ? c->column : r->from;
    end = end < r->to ? end : r->to;
    if (from >= end)
        return false;
    c->column = from - r->from + r->stubs;
    c->columns = end - from;
    return true;
}

struct table table_part(struct flow *f, const struct table *t, size_t *from)
{
    struct range range = range_of(f, t, *from);
    struct table part = *t;
    part.n_columns = range.stubs + range.to - range.from;
    part.columns = arena_array(f->arena, part.n_columns, sizeof *part.columns);
    part.left = arena_array(f->arena, part.n_columns + 1, sizeof *part.left);
    part.rows = arena_array(f->arena, t->n_rows, sizeof *part.rows);
    for (size_t j = 0; j < part.n_columns; j++)
        part.columns[j] = t->columns[j < range.stubs ? 0 : range.from + j - range.stubs];
    for (size_t i = 0; i < t->n_rows; i++) {
        const struct grid_row *r = &t->rows[i];
        part.rows[i] = *r;
        part.rows[i].cells = arena_array(f->arena, r->n, sizeof *r->cells);
        part.rows[i].n = 0;
        part.rows[i].height = 0;
        for (size_t j = 0; j < r->n; j++) {
            struct grid_cell c = r->cells[j];
            if (clip(&c, &range))
                part.rows[i].cells[part.rows[i].n++] = c;
        }
    }
    table_set_widths(f, &part);
    *from = range.to;
    return part;
}
