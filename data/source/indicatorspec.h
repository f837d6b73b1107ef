/*
 * Indicators: the [indicator.NAME] sections, and the bare series that they are computed from. What
 * an indicator is computed from is settled here, and circles among them are refused.
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

#endif
