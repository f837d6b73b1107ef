/*
 * Chart grid: many charts on sheets of one paper, with a title; none is cut by a page's end. It is
 * used for the overview on the wall, not for reports.
 */
#ifndef NIANBAO_CHART_GRID_H
#define NIANBAO_CHART_GRID_H

#include "layouts/compose/page.h"

struct arena;
struct chart_set;
struct measure;
struct messages;
struct report;
struct style;

/* Paper in millipoints, and how many columns of charts it has. */
struct chart_paper {
    int32_t width, height;
    int columns;
};

extern const struct chart_paper paper_a4, paper_a3_wide;

/*
 * The set on as many sheets as it needs: each chart below those of the column that reaches least
 * far down, its title above it, the notes once at the end. Charts in one column are made a little
 * lower where that spares a sheet. Where a chart is higher than the paper all sheets are higher:
 * the next sizes that are as wide (A3 wide, A2 upright), else a length off a roll. NULL when a
 * chart cannot be drawn or is higher than a page of PDF can be [chart-too-small], told to m. The
 * pages are in the arena.
 */
const struct pages *chart_grid_layout(struct arena *a, const struct report *r,
                                      const struct style *s, const struct measure *measure,
                                      const struct chart_set *set, const struct chart_paper *paper,
                                      struct messages *m);

#endif
