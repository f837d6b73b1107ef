/*
 * Building a table of cells: what its readers share, and the limits on what they take in. A table
 * over these limits is refused before it takes the memory.
 */
#ifndef NIANBAO_CELLS_BUILDER_H
#define NIANBAO_CELLS_BUILDER_H

#include "base/buf.h"
#include "data/sheets/cells.h"

struct cells_builder {
    struct arena *arena;
    struct messages *m;
    struct source at; /* file and sheet */
    bool failed;      /* told already: what follows is ignored */
    /* the row in hand */
    struct cell cells[CELLS_COLUMNS_MAX];
    size_t offsets[CELLS_COLUMNS_MAX]; /* of their texts in texts */
    size_t n;
    bool any; /* one of them has text */
    struct buf texts;
    /* what is done */
    struct cell_row *rows;
    size_t n_rows, cap_rows;
    size_t n_cells, n_bytes;
};

/* A new builder; end it with builder_free. */
struct cells_builder *builder_new(struct arena *a, struct source at, struct messages *m);
void builder_free(struct cells_builder *b);

/* Puts text into a column (from 0) of the row in hand, behind those it has; trimmed and copied. */
void builder_cell(struct cells_builder *b, size_t column, int line, const char *text, size_t len);

/* The same for a trimmed text that lives as long as the arena: kept as it is. */
void builder_shared(struct cells_builder *b, size_t column, int line, const char *text);

/* Ends the row in hand, which is dropped when none of its cells has text. */
void builder_row(struct cells_builder *b, bool hidden);

/* The table; NULL when anything failed. */
struct cell_table *builder_table(struct cells_builder *b);

#endif
