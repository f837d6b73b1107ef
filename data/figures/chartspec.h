/*
 * Charts as data: [chart.NAME] with its indicators, places and years resolved and in order. What is
 * drawn is decided here; how it looks is decided in render/charts.
 */
#ifndef NIANBAO_CHARTSPEC_H
#define NIANBAO_CHARTSPEC_H

#include "data/config/config.h"
#include "data/report/report.h"

/* Reads one [chart.NAME], whose kind is one of forms. Wrong values are told to m. */
struct chart chartspec_read(const struct report *r, const struct config_part *part,
                            chart_forms *forms, struct messages *m);

/*
 * A chart of that form with all that a [chart.NAME] leaves unsaid; indicators stay the caller's.
 * It has no title. lowest: of the whole, not its own parts but all places without parts.
 */
struct chart chartspec_default(const struct report *r, const struct chart_form *form,
                               const int *indicators, size_t n_indicators, int place, bool lowest);

/*
 * The index of the year that a chart of this year sets beside it: the last, or the first of a
 * change; -1 where it shows none or the data has none.
 */
int chart_before(const struct report *r, const struct chart *c);

/*
 * Calls visit for every cell (indexes) that a chart shows, in its order; target: its target too.
 */
typedef void chart_visit(void *ctx, struct cell_id cell, bool target);
void chart_cells(const struct report *r, const struct chart *c, chart_visit *visit, void *ctx);

#endif
