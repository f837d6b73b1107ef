/*
 * Indicators: the [indicator.NAME] sections, and the bare series that they are computed from.
 */
#ifndef NIANBAO_INDICATORSPEC_H
#define NIANBAO_INDICATORSPEC_H

#include "data/config/config.h"
#include "data/report/report.h"

/*
 * Fills r->indicators from the sections, in their order, then adds the series that are named as
 * numerators or denominators and have no section. Wrong values are told to m.
 */
void indicators_read(struct report *r, const struct config *c, struct messages *m);

/*
 * The indexes of the indicators that a key lists; unknown ones are reported [unknown-indicator]
 * and left out. *n is 0 where the key is not given.
 */
const int *indicators_listed(const struct report *r, const struct config_part *p,
                             enum config_key key, size_t *n, struct messages *m);

/* Likewise for places, [unknown-place]. */
const int *places_listed(const struct report *r, const struct config_part *p, enum config_key key,
                         size_t *n, struct messages *m);

#endif
