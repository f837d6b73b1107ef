/*
 * A chart on a page of its own: title above, note below, the page as large as they need. It serves
 * `nianbao chart`.
 */
#ifndef NIANBAO_CHART_SHEET_H
#define NIANBAO_CHART_SHEET_H

#include "layouts/compose/page.h"

struct arena;
struct measure;
struct messages;
struct report;
struct style;

/*
 * One page with the chart at its own width, or that of the style's type area. NULL when it cannot
 * be drawn, or is larger than a page of PDF can be [chart-too-large], told to m. The pages are in
 * the arena.
 */
const struct pages *chart_sheet_layout(struct arena *a, const struct report *r,
                                       const struct style *s, const struct measure *measure,
                                       const struct chart *c, struct messages *m);

#endif
