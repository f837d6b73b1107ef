/*
 * Tables of cells: what every reader of spreadsheets gives. CSV and TSV are read here (libcsv).
 */
#ifndef NIANBAO_CSV_H
#define NIANBAO_CSV_H

#include "data/msg.h"

struct arena;

struct cell {
    const char *text; /* trimmed UTF-8, "" when empty */
    int line;         /* of the file, from 1; a quoted cell counts from its first line */
};

struct cell_row {
    struct cell *cells;
    size_t n;
};

struct cell_table {
    const char *file;
    struct cell_row *rows; /* rows without any text are left out */
    size_t n_rows;
};

/*
 * Reads a CSV (RFC 4180; separator comma, semicolon or tab: the one that splits the first line
 * most; any encoding of encoding.h). NULL on failure: file errors at from, broken quoting, too
 * many columns (4,096), too long a cell (64 KiB) or row (1 MiB) at its line. All in the arena.
 */
const struct cell_table *csv_load(struct arena *a, const char *path, struct source from,
                                  struct messages *m);

#endif
