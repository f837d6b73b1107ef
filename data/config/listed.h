/*
 * Listed: keys of the report file whose value is a list of indicators or places. A room that reads
 * a section finds here what its lists name.
 */
#ifndef NIANBAO_LISTED_H
#define NIANBAO_LISTED_H

#include "data/config/config.h"
#include "data/report/report.h"

/*
 * The indexes of the indicators that a key lists; unknown ones are reported [unknown-indicator]
 * and left out. *n is 0 where the key is not given.
 */
const int *listed_indicators(const struct report *r, const struct config_part *p,
                             enum config_key key, size_t *n, struct messages *m);

/* Likewise for places, [unknown-place]. */
const int *listed_places(const struct report *r, const struct config_part *p, enum config_key key,
                         size_t *n, struct messages *m);

#endif
