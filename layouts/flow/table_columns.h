/*
 * Table columns: how wide each is, from what its cells need and what the type area has.
 */
#ifndef NIANBAO_TABLE_COLUMNS_H
#define NIANBAO_TABLE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Widths of one column's content in millipoints, padding included. */
struct column {
    int32_t natural;         /* every cell in one line */
    int32_t least;           /* narrower and words or numbers would be cut */
    int32_t width;           /* what it gets */
    int32_t before, behind;  /* widest cell parts left and right of the decimal point */
    int32_t whole, fraction; /* the same of digits alone, without signs and marks */
};

/*
 * Sets the width of each column so that their sum is available, or the sum of the natural widths
 * where that is less and full is not wanted. Wide columns give way first, down to their least.
 * False when even those do not fit: then each has its least, and the sum is too wide.
 */
bool table_columns_fit(struct column *columns, size_t n, int32_t available, bool full);

#endif
