/*
 * Publish: what of the values may be printed. Runs when all is computed and checked, before
 * anything is scored, drawn or written.
 */
#ifndef NIANBAO_PUBLISH_H
#define NIANBAO_PUBLISH_H

#include "data/config/config.h"
#include "data/report/report.h"

/*
 * By the keys of [data]:
 *   small_sample    rates with a denominator below it get FLAG_SMALL
 *   suppress_below  counts from 1 to below it, rates made of such, and what is computed from them
 *                   become missing with FLAG_SUPPRESSED. Where one place alone of a parent lost a
 *                   count, the next smallest goes too, so that no subtraction finds it.
 */
void publish_prepare(struct report *r, const struct config_part *data, struct messages *m);

#endif
