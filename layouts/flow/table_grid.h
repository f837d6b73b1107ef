/*
 * Table grid: the cells of a table in their rows and columns, as HTML places spanning cells. From
 * here on a table is rows of cells with a column each, and the widths of its columns.
 */
#ifndef NIANBAO_TABLE_GRID_H
#define NIANBAO_TABLE_GRID_H

#include "layouts/flow/flow.h"
#include "layouts/style/style.h"

/* Widths of one column's content in millipoints, padding included. */
struct column {
    int32_t natural;         /* every cell in one line */
    int32_t least;           /* narrower and words or numbers would be cut */
    int32_t width;           /* what it gets */
    int32_t before, behind;  /* widest cell parts left and right of the decimal point */
    int32_t whole, fraction; /* the same of digits alone, without signs and marks */
};

struct grid_cell {
    const struct node *node;
    size_t column, columns, rows; /* where it begins and what it spans */
    int32_t natural;              /* width of its text in one line */
    struct para para;
    int32_t point; /* decimal cells: x of the end of the whole part; -1: no number in it */
};

struct grid_row {
    const struct node *node;
    struct grid_cell *cells;
    size_t n;
    bool group;     /* one cell over all columns: a heading of the rows below it */
    bool keep;      /* a cell of a row above reaches into it */
    int32_t height; /* of its content, without padding */
};

struct table {
    const struct node *node;
    int tag;
    int caption_tag; /* the unit of all numbers belongs to it too */
    struct grid_row *rows;
    size_t n_rows, n_head, n_columns;
    struct column *columns;
    int32_t *left;                /* of each column from x; one more for the right edge */
    struct text_style head, cell; /* at the size that fits */
    int32_t x, width;
};

/* Reads the rows and cells of t->node. A span that reaches beyond the head or the body is cut. */
void table_grid_read(struct flow *f, struct table *t);

/* The look of a row's texts. */
const struct text_style *table_text(const struct table *t, const struct grid_row *r);

/* Whether a cell's number stands on its column's decimal point. */
bool table_decimal(const struct grid_row *r, const struct grid_cell *c);

/* The spans of a cell, appended to f->spans. */
void table_spans(struct flow *f, const struct grid_cell *c, const struct text_style *s, int tag);

/*
 * Sets sizes of text and widths of columns so that the table fits into the type area; where it
 * cannot, false, and each column has its least.
 */
bool table_fit(struct flow *f, struct table *t);

/* Gives the columns their widths from what they need; false as said. */
bool table_set_widths(struct flow *f, struct table *t);

/* Composes all cells at the widths of the columns, and sets the rows' heights. */
void table_compose(struct flow *f, struct table *t);

/* A row with its padding. */
int32_t table_row_height(const struct flow *f, const struct grid_row *r);

/*
 * Puts lines [from, to) of the cells of row i into the strip, from y = top down, with the rules
 * between cells; height: of the part of the row that stands here, padding included.
 */
void table_place(struct flow *f, struct strip *s, const struct table *t, size_t i, int32_t top,
                 int32_t height, size_t from, size_t to);

/* A horizontal rule over the table whose middle is at y. */
void table_across(struct flow *f, struct strip *s, const struct table *t, int32_t y, int32_t thick);

/*
 * Sets the width of each column so that their sum is available, or the sum of the natural widths
 * where that is less and full is not wanted. Wide columns give way first, down to their least.
 * False when even those do not fit: then each has its least, and the sum is too wide.
 */
bool table_columns_fit(struct column *columns, size_t n, int32_t available, bool full);

#endif
