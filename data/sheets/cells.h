/*
 * Tables of cells: what every reader of spreadsheets gives, be the file CSV, .xlsx or .xls. Whoever
 * reads a table knows nothing of the format of its file.
 */
#ifndef NIANBAO_CELLS_H
#define NIANBAO_CELLS_H

#include "base/msg.h"

struct arena;

struct cell {
    const char *text; /* trimmed UTF-8, "" when empty */
    int line;         /* of the file or row of the sheet, from 1; a quoted CSV cell counts from its
                         first line */
};

struct cell_row {
    struct cell *cells; /* from the first column on, without gaps; at least one */
    size_t n;
    bool hidden; /* in the sheet */
};

/* Cells merged into one, whose text stands in the first: columns from 0, lines as of cells. */
struct cell_merge {
    int top, left, bottom, right;
};

struct cell_table {
    const char *file;
    const char *sheet;     /* NULL for CSV */
    struct cell_row *rows; /* rows without any text are left out */
    size_t n_rows;
    const struct cell_merge *merges; /* known of .xlsx only, as is what is hidden */
    size_t n_merges;
    bool hidden;                /* the sheet itself */
    const bool *hidden_columns; /* of the first ones, n_hidden_columns; the others are shown */
    size_t n_hidden_columns;
};

/* What a table may hold at most. */
#define CELLS_COLUMNS_MAX 4096
#define CELLS_TEXT_MAX (64u << 10) /* bytes of one cell */

/*
 * Reads a table: name is a path, or of a workbook "path!sheet", the sheet by its name or its number
 * from 1. Without one it is the first that is not hidden. What the file is, its first bytes say.
 *
 * CSV (RFC 4180): separator comma, semicolon or tab, the one that splits the first line most; any
 * encoding of encoding.h. Workbooks: the text of a cell is its number in full, to 15 digits, with
 * the % that its format shows; a date as 2006-12-31, or as much of that as the format shows; a
 * formula's last result. NULL on failure: file errors at from, others at their line. All in the
 * arena.
 */
const struct cell_table *cells_load(struct arena *a, const char *name, struct source from,
                                    struct messages *m);

/* The place of a table as a whole, in texts that live as long as the arena. */
struct source cells_source(struct arena *a, const struct cell_table *t);

#endif
