/*
 * Observations: the long tables of values, the list of places, and what is computed from them. When
 * this room is left, the report has all its values, each with the cell it comes from.
 */
#ifndef NIANBAO_OBSERVATIONS_H
#define NIANBAO_OBSERVATIONS_H

#include "data/report/report.h"

struct config;

/*
 * Reads the list of places (columns place, id, kind, parent, order, aliases, col, row, in English
 * or Chinese) into r->places, [0] being the whole: the one root of the parents, or one made up with
 * whole_name. path NULL: no list; only the whole, and observations_load adds each place it meets.
 * 0 or -1.
 */
int places_load(struct report *r, const char *path, const char *whole_name, struct source from,
                struct messages *m);

/*
 * Reads long tables and the sheets of c's [source.NAME] sections (c may be NULL): (place,
 * indicator, year, numerator, denominator, value, target, flag, note) into r->cells, then computes:
 * rates from numerator and denominator or from the operand series, the whole as sum over sum
 * (counts: sums) where it is not given (rate.h). A row without value may set a target alone, with
 * flags of its own. r->indicators and r->places are there already; r->years is found here and holds
 * r->year at least. 0 or -1.
 */
int observations_load(struct report *r, const char *const *paths, const struct source *from,
                      size_t n, const struct config *c, struct messages *m);

#endif
