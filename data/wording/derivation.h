/*
 * Derivations: how a printed number came to be, back to the cells of the input. The check sheet is
 * made of them.
 */
#ifndef NIANBAO_DERIVATION_H
#define NIANBAO_DERIVATION_H

#include "data/report/origin.h"
#include "data/report/report.h"

/* Texts in the report's language, in its arena; "" where there is nothing to say. */
struct derivation {
    const char *subject; /* "人口出生率（‰），江边街道，2006年" */
    const char *sources; /* every cell that it rests on, as cited.h writes them */
    const char
        *formula; /* with its operands and result: "出生人数 88 ÷ 人口数 7967 × 1000 = 11.04…" */
    const char *exact;    /* the unrounded number, "" where it is not known exactly */
    const char *rounding; /* what was done to print it */
    unsigned flags;
};

/* cells: of more runs of cells than these the rest is left out; 0: none is. */
struct derivation derivation_of(const struct report *r, const struct origin *o, size_t cells);

#endif
