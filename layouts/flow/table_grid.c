#include "layouts/flow/table_grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/report/node.h"
#include "layouts/flow/inlines.h"

/* Columns that cells of the rows above still reach into: so many rows each. */
struct reach {
    size_t *rows;
    size_t n, cap;
};

static void reach_add(struct reach *r, size_t column, size_t columns, size_t rows)
{
    size_t end = column + columns;
    if (end > r->cap) {
        r->cap = 2 * end;
        r->rows = must_realloc(r->rows, r->cap, sizeof *r->rows);
    }
    for (; r->n < end; r->n++)
        r->rows[r->n] = 0;
    for (size_t i = column; i < end; i++)
        r->rows[i] = rows;
}

static size_t at_least_one(int n)
{
    return n > 1 ? (size_t)n : 1;
}

/* Places the cells of row i where no cell from above is. */
static void read_row(struct flow *f, struct table *t, size_t i, struct reach *reach)
{
    struct grid_row *r = &t->rows[i];
    size_t end = i < t->n_head ? t->n_head : t->n_rows, column = 0, k = 0;
    for (const struct node *c = r->node->child; c != NULL; c = c->next)
        r->n++;
    r->cells = arena_array(f->arena, r->n, sizeof *r->cells);
    for (const struct node *c = r->node->child; c != NULL; c = c->next, k++) {
        while (column < reach->n && reach->rows[column] > 0)
            column++;
        struct grid_cell *cell = &r->cells[k];
        size_t rows = at_least_one(c->rows);
        *cell = (struct grid_cell){.node = c,
                                   .column = column,
                                   .columns = at_least_one(c->columns),
                                   .rows = rows < end - i ? rows : end - i};
        reach_add(reach, column, cell->columns, cell->rows);
        column += cell->columns;
    }
    for (size_t j = 0; j < reach->n; j++)
        reach->rows[j] -= reach->rows[j] > 0;
    t->n_columns = column > t->n_columns ? column : t->n_columns;
}

void table_grid_read(struct flow *f, struct table *t)
{
    struct reach reach = {0};
    for (const struct node *r = t->node->child; r != NULL; r = r->next)
        t->n_rows++;
    t->rows = arena_array(f->arena, t->n_rows, sizeof *t->rows);
    size_t i = 0;
    for (const struct node *r = t->node->child; r != NULL; r = r->next, i++) {
        t->rows[i].node = r;
        t->n_head += r->head && t->n_head == i;
    }
    for (i = 0; i < t->n_rows; i++)
        read_row(f, t, i, &reach);
    for (i = 0; i < t->n_rows; i++)
        t->rows[i].group = t->n_columns > 1 && t->rows[i].n == 1 && !t->rows[i].node->head &&
                           t->rows[i].cells[0].columns == t->n_columns;
    t->columns = arena_array(f->arena, t->n_columns, sizeof *t->columns);
    t->left = arena_array(f->arena, t->n_columns + 1, sizeof *t->left);
    free(reach.rows);
}

const struct text_style *table_text(const struct table *t, const struct grid_row *r)
{
    return r->node->head ? &t->head : &t->cell;
}

bool table_decimal(const struct grid_row *r, const struct grid_cell *c)
{
    return (c->node->align == ALIGN_DECIMAL || c->node->align == ALIGN_RIGHT) && !r->node->head &&
           c->columns == 1;
}

void table_spans(struct flow *f, const struct grid_cell *c, const struct text_style *s, int tag)
{
    struct look look = inlines_look(s, tag);
    inlines_add(f, c->node->child, &look);
}

static int32_t clamped(const struct column *c, int32_t limit)
{
    int32_t w = c->natural < limit ? c->natural : limit;
    return w > c->least ? w : c->least;
}

static int64_t sum_at(const struct column *columns, size_t n, int32_t limit)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += clamped(&columns[i], limit);
    return sum;
}

/* The largest limit on a column's width at which all fit, by bisection. */
static int32_t limit_for(const struct column *columns, size_t n, int32_t available)
{
    int32_t low = 0, high = available;
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (sum_at(columns, n, middle) <= available)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* What is left over goes to all columns alike. */
static void spread(struct column *columns, size_t n, int64_t rest)
{
    for (size_t i = 0; i < n; i++) {
        int32_t share = (int32_t)(rest / (int64_t)(n - i));
        columns[i].width += share;
        rest -= share;
    }
}

bool table_columns_fit(struct column *columns, size_t n, int32_t available, bool full)
{
    int64_t natural = sum_at(columns, n, INT32_MAX);
    int32_t limit = natural > available ? limit_for(columns, n, available) : INT32_MAX;
    int64_t sum = sum_at(columns, n, limit);
    for (size_t i = 0; i < n; i++)
        columns[i].width = clamped(&columns[i], limit);
    if (sum > available)
        return false;
    if (full || natural > available)
        spread(columns, n, available - sum);
    return true;
}
