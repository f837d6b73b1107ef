#include "layouts/flow/table_balance.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* So many steps share out what is left. */
#define STEPS 96

/* Heights of cells are counted in fractions of a line. */
#define LINE 4096

/* The height of a cell in a column of width w, as if text could be cut anywhere. */
static int64_t height(const struct grid_cell *c, int32_t w)
{
    int64_t lines = w > 0 ? (int64_t)c->natural * LINE / w : INT32_MAX;
    return lines > LINE ? lines : LINE;
}

/* Adds what one row would lose by a step to the column of its highest cell. */
static void gain(const struct table *t, const struct grid_row *r, int32_t step, int64_t *gains)
{
    int64_t first = 0, second = LINE;
    const struct grid_cell *highest = NULL;
    for (size_t j = 0; j < r->n; j++) {
        const struct grid_cell *c = &r->cells[j];
        if (c->columns > 1)
            continue;
        int64_t h = height(c, t->columns[c->column].width);
        if (h > first) {
            second = first > LINE ? first : LINE;
            first = h;
            highest = c;
        } else if (h > second) {
            second = h;
        }
    }
    if (highest == NULL)
        return;
    int64_t then = height(highest, t->columns[highest->column].width + step);
    gains[highest->column] += first - (then > second ? then : second);
}

/* The column that a step helps most; n_columns where it helps none. */
static size_t best_column(const struct table *t, int32_t step, int64_t *gains)
{
    size_t best = t->n_columns;
    memset(gains, 0, t->n_columns * sizeof *gains);
    for (size_t i = 0; i < t->n_rows; i++)
        if (!t->rows[i].group)
            gain(t, &t->rows[i], step, gains);
    for (size_t j = 0; j < t->n_columns; j++)
        if (gains[j] > 0 && (best == t->n_columns || gains[j] > gains[best]))
            best = j;
    return best;
}

/* Lines of the body's rows, about. */
static int64_t body_lines(const struct table *t, int32_t padding)
{
    int64_t sum = 0;
    for (size_t i = t->n_head; i < t->n_rows; i++) {
        int32_t most = 1;
        for (size_t j = 0; j < t->rows[i].n && !t->rows[i].group; j++) {
            const struct grid_cell *c = &t->rows[i].cells[j];
            int32_t w = t->columns[c->column].width - padding;
            int32_t lines = c->columns == 1 && w > 0 ? (c->natural + w - 1) / w : 1;
            most = lines > most ? lines : most;
        }
        sum += most;
    }
    return sum;
}

static void share_out(struct table *t, int32_t available)
{
    int64_t *gains = must_alloc(t->n_columns, sizeof *gains);
    int32_t rest = available;
    for (size_t j = 0; j < t->n_columns; j++) {
        t->columns[j].width = t->columns[j].least;
        rest -= t->columns[j].least;
    }
    for (int32_t step = rest / STEPS + 1; rest > 0;) {
        step = step < rest ? step : rest;
        size_t j = best_column(t, step, gains);
        if (j == t->n_columns)
            break;
        t->columns[j].width += step;
        rest -= step;
    }
    for (size_t j = 0; j < t->n_columns; j++) { /* no step helps: to all alike */
        int32_t share = rest / (int32_t)(t->n_columns - j);
        t->columns[j].width += share;
        rest -= share;
    }
    free(gains);
}

void table_balance(struct table *t, int32_t available, int32_t padding)
{
    int64_t before = body_lines(t, padding);
    struct column *columns = must_alloc(t->n_columns, sizeof *columns);
    memcpy(columns, t->columns, t->n_columns * sizeof *columns);
    share_out(t, available);
    if (body_lines(t, padding) >= before)
        memcpy(t->columns, columns, t->n_columns * sizeof *columns);
    free(columns);
}
