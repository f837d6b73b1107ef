/*
 * Typos: which digit, typed otherwise, would mend what does not add up. Single digits and swaps of
 * neighbours are tried, the errors that a keyboard makes (Scholtus, CBS discussion paper 09046).
 */
#ifndef NIANBAO_TYPO_H
#define NIANBAO_TYPO_H

#include "base/msg.h"
#include "base/number.h"

/* A value that may hold the typo: what it is called, and how it was typed. */
struct typed {
    const char *name;
    const struct number *number;
    int decimals;
};

/* Whether all fits with x for the k-th value. */
typedef bool typo_fits(const void *context, size_t k, const struct number *x);

/*
 * The end of a message: "; digit 3 of births 8 to 6 would fit", at most two such, those of swaps
 * first. "" where nothing fits, and when m has so many errors that nobody reads on. In a.
 */
const char *typo_hint(struct arena *a, const struct typed *values, size_t n, typo_fits *fits,
                      const void *context, const struct messages *m);

#endif
