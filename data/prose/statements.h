/*
 * Statements: the numbers that a narrative types beside the name of an indicator, and what it says
 * by them. Numbers that are placeholders, quoted, dates, outline or law numbers, counts of other
 * things, or approximate (约100余) state nothing.
 */
#ifndef NIANBAO_STATEMENTS_H
#define NIANBAO_STATEMENTS_H

#include "data/prose/numeral.h"
#include "data/report/report.h"

struct statement {
    enum role role;
    enum sign sign;
    int indicator, place, year;  /* indexes; year -1: one that the data does not have */
    bool carried;                /* the year was named for a number before */
    const struct number *number; /* NULL for points behind a placeholder */
    int decimals;                /* as typed */
    const char *typed;           /* with its sign */
    const struct passage *in;    /* where it stands: the byte start of this passage */
    size_t start;
    struct source at;
};

struct statements {
    struct statement *list; /* in the order of the text */
    size_t n;
};

const struct statements *statements_read(struct arena *a, const struct report *r,
                                         const struct passages *text);

#endif
