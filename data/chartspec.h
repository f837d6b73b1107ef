/*
 * Charts as data: [chart.NAME] with its indicators, places and years resolved and in order.
 */
#ifndef NIANBAO_CHARTSPEC_H
#define NIANBAO_CHARTSPEC_H

#include "data/config.h"
#include "data/report.h"

/* Reads one [chart.NAME], whose kind is one of forms. Wrong values are told to m. */
struct chart chartspec_read(const struct report *r, const struct config_part *part,
                            chart_forms *forms, struct messages *m);

#endif
