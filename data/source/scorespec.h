/*
 * Score items: the [score.NAME] sections and the lines of [data], read into the report and scored.
 * What points are and how they are computed stands in data/report/score.h.
 */
#ifndef NIANBAO_SCORESPEC_H
#define NIANBAO_SCORESPEC_H

#include "data/config/config.h"
#include "data/report/report.h"

/*
 * Reads all [score.NAME] into r->scores and scores every place for the report's year into
 * r->points. Told: wrong keys; an item without target or direction where its rule needs them
 * [score-rule].
 */
void scores_read(struct report *r, const struct config *c, struct messages *m);

#endif
