/*
 * Ranks: places of one parent in the order of their values, best first as the indicator has it.
 * Equal values share a rank.
 */
#ifndef NIANBAO_RANK_H
#define NIANBAO_RANK_H

#include "data/report/report.h"

struct rank {
    int rank;  /* from 1; 0: not ranked */
    bool tied; /* another place has the same one; the ranks behind it are left out: 1, 1, 3 */
};

/*
 * Below, equal or above 0 as place x is better than y. A range is judged by the distance from it,
 * an indicator without direction by size, larger first. Both values must have a number.
 */
int rank_compare(const struct report *r, int indicator, int x, int y, int year_index);

/*
 * Fills ranks[0..r->n_places) for one indicator and year, each place among those of its
 * parent. Not ranked: the whole, values that are missing or bounds, indicators without direction,
 * ranges without target. Values are compared unrounded.
 */
void ranks_find(const struct report *r, int indicator, int year_index, struct rank *ranks);

/* "第3", "并列第1", "joint 1st"; "—" where it is not ranked. In the report's arena. */
const char *rank_words(const struct report *r, struct rank rank);
const char *rank_text(const struct report *r, struct cell_id cell); /* of one cell */

#endif
