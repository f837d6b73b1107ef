/*
 * Intervals: how far a rate of a small place may be chance. For drawing and marking only: the one
 * place of data/ (with funnel.h) where doubles are computed with; values themselves stay exact.
 */
#ifndef NIANBAO_INTERVAL_H
#define NIANBAO_INTERVAL_H

#include "data/report/report.h"

/* Quantiles of the normal distribution for two-sided limits. */
#define INTERVAL_Z95 1.959963984540054
#define INTERVAL_Z998 3.090232306167813

struct interval {
    double low, high;
};

/* Wilson's score interval of the share x of n, 0 <= x <= n, n > 0: from 0 to 1. */
struct interval interval_wilson(double x, double n, double z);

/*
 * The interval of a count x of rare events: exact Poisson below 10, Byar's approximation from
 * there. Divide by the population for a rate. (Breslow & Day 1987, 2.3)
 */
struct interval interval_count(double x, double z);

/* Of the ratio of boys to girls, girls > 0: Wilson's on the share of boys. high may be infinite. */
struct interval interval_ratio(double boys, double girls, double z);

/*
 * The limits within which shares, or rates of events, of n would lie by chance if theta held
 * (Spiegelhalter 2005): normal, below 10 expected events exact and interpolated; never below 0, a
 * share never above 1.
 */
struct interval interval_funnel_share(double theta, double n, double z);
struct interval interval_funnel_rate(double theta, double n, double z);

/*
 * The 95 % interval of a cell (indexes) in its indicator's unit: Wilson's for %, that of a ratio
 * for :100, of a count for all others. False where there is no numerator and denominator, or none
 * that events could have: below 0, a part larger than the whole.
 */
bool interval_of(const struct report *r, struct cell_id cell, struct interval *out);

/* "8.93～13.60‰", "8.93–13.60‰"; "—" where there is none. In the report's arena. */
const char *interval_text(const struct report *r, struct cell_id cell);

#endif
