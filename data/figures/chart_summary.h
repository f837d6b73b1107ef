/*
 * Charts in words: what a reader who cannot see a chart needs to know of it. The text becomes the
 * alternative text of the figure in the PDF; it is made from the same cells as the drawing.
 */
#ifndef NIANBAO_CHART_SUMMARY_H
#define NIANBAO_CHART_SUMMARY_H

#include "data/report/report.h"

/*
 * The alternative text of a chart (ISO 14289-1 7.3): of each indicator how many meet their target,
 * the extremes, the whole, what has no data; then the values in the chart's order. In the report's
 * language and arena.
 */
const char *chart_summary(const struct report *r, const struct chart *c);

/*
 * How the places of a chart are ordered: "按人口出生率由好到差排列", "sorted by birth rate, best
 * first"; NULL where there is nothing to order or the report lists them itself. In the arena.
 */
const char *chart_order(const struct report *r, const struct chart *c);

#endif
