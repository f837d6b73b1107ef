/*
 * Origins: what a printed number is of. Hangs at the node that prints it, so that every number of a
 * document can be traced to its cells (checksheet.h).
 */
#ifndef NIANBAO_ORIGIN_H
#define NIANBAO_ORIGIN_H

enum origin_kind {
    ORIGIN_VALUE,
    ORIGIN_TARGET,
    ORIGIN_CHANGE, /* on base: in percentage points, percent ... */
    ORIGIN_DIFFERENCE,
    ORIGIN_TREND, /* for how many years */
    ORIGIN_RANK,
    ORIGIN_INTERVAL,
    ORIGIN_POINTS,     /* of the item that judges the indicator */
    ORIGIN_FULL,       /* what that item is worth */
    ORIGIN_TOTAL,      /* all points of the place; no indicator */
    ORIGIN_TOTAL_RANK, /* likewise */
    ORIGIN_TOTAL_FULL, /* what all items are worth; no place */
    ORIGIN_LINE,       /* points of the items of a line, whose index is base */
    ORIGIN_LINE_FULL   /* what these are worth; no place */
};

/* Indexes into the report; -1 where the kind has none. base: the year that a change is told on. */
struct origin {
    enum origin_kind kind;
    int indicator, place, year, base;
};

#endif
