/*
 * Standings: how places do over several indicators together. What a scorecard totals and ranks. The
 * best ones stand first; equal ones share a rank.
 */
#ifndef NIANBAO_STANDING_H
#define NIANBAO_STANDING_H

#include "data/statistics/rank.h"

struct standing {
    int met, of;                 /* targets met, and those where there is a value to judge */
    const struct number *points; /* of all scores; NULL where there are none or they are not told */
    struct rank rank;            /* see standings_find; 0 of what is not ranked */
};

/*
 * Fills out[0..n_places), one for each of places. Ranked are, where the report has scores, the
 * points as in the table of scores (score_totals); else, among these places, how many targets they
 * meet: those without any value or target have no rank.
 */
void standings_find(const struct report *r, const int *indicators, size_t n_indicators,
                    const int *places, size_t n_places, int year_index, struct standing *out);

#endif
