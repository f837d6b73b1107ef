/*
 * Rates: what follows from a numerator and a denominator, and from the parts of a whole. The rate
 * of a whole is the sum of numerators over the sum of denominators, never a mean of rates.
 */
#ifndef NIANBAO_RATE_H
#define NIANBAO_RATE_H

#include "data/report/report.h"

/*
 * Makes v the exact rate numerator / denominator x multiplier of ind. Told, with -1: a denominator
 * of 0 or less [zero-denominator, out-of-range], and for % a numerator above it [out-of-range].
 */
int rate_set(struct report *r, const struct indicator *ind, struct value *v,
             const struct number *numerator, const struct number *denominator, struct messages *m);

/*
 * Whether given, typed with decimals digits behind the point (below 0: coarse), agrees with the
 * exact value: within half a unit of its last digit, or within its bound. "About" always does.
 */
bool rate_agrees(enum value_kind kind, const struct number *given, int decimals,
                 const struct number *exact);

/*
 * Whether a given sum agrees with the exact sum of n parts: exactly where all are whole numbers;
 * else half a unit of the last digit is allowed for each part and for the sum. decimals: digits
 * behind the point of the given one, and the most of a part; below 0: so many before it are zeros
 * of rounding.
 */
bool rate_sum_agrees(const struct number *given, int decimals, const struct number *sum, size_t n,
                     int part_decimals);

/*
 * Which digit, typed otherwise, would make a given rate fit its counts (typo.h): the rate's, or one
 * of the counts'. In r's arena.
 */
const char *rate_hint(const struct report *r, const struct indicator *ind,
                      const struct value *given, const struct number *numerator,
                      const struct number *denominator, const struct messages *m);

/*
 * Computes, for all of r->cells: rates from their operand series, the whole (and each place with
 * places below it) from its parts. Where a value is given and can be computed too, they must agree
 * [rate-mismatch, total-mismatch, mean-of-rates].
 */
void rates_compute(struct report *r, struct messages *m);

#endif
