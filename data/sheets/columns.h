/*
 * Columns: finding the columns of a table by the names in its first row. Heads may be in English or
 * Chinese and in any order; an unknown one is an error.
 */
#ifndef NIANBAO_COLUMNS_H
#define NIANBAO_COLUMNS_H

#include "data/sheets/cells.h"

/* No table of ours has more kinds of columns. */
#define COLUMN_KINDS_MAX 16
#define COLUMN_HEADS_MAX 6

struct column {
    const char *heads[COLUMN_HEADS_MAX]; /* names for it; the first two, English and Chinese, are
                                            for messages */
    bool needed;
};

/*
 * Fills where[i] with the index of the column kinds[i], -1 for one that is not there. An unknown
 * head, a kind that comes twice or a needed one that is missing are told. 0 or -1.
 */
int columns_find(const struct cell_table *t, const struct column *kinds, size_t n, int *where,
                 struct messages *m);

/* Whether a row is no longer than the head; if it is, a comma was not quoted, and that is told. */
bool columns_fit(const struct cell_table *t, size_t row, struct messages *m);

/* The text of a cell, "" where the column or the cell is not there. */
const char *columns_text(const struct cell_row *row, int column);

/*
 * The next item of a list in a cell, trimmed; they stand between ; , | or 、 (full-width ones too).
 * Moves *rest behind it. False when there is none left.
 */
bool columns_item(const char **rest, const char **item, size_t *len);

/* The place of a cell; of is the table's (cells_source). */
struct source columns_source(struct source of, const struct cell_row *row, int column);

#endif
