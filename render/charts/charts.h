/*
 * Charts: the table of kinds, and drawing one. A new kind is one file chart_KIND.c and one row.
 * Whoever wants a chart drawn calls this file and knows nothing of kinds.
 */
#ifndef NIANBAO_CHARTS_H
#define NIANBAO_CHARTS_H

#include "render/charts/drawing.h"

struct arena;
struct chart;
struct chart_form;
struct fontset;
struct messages;
struct report;
struct style;

/* What drawing needs; one for a whole document. */
struct chart_context {
    const struct report *report;
    const struct style *style;
    struct fontset *fonts;
    struct messages *messages;
};

/* The table of kinds, for load_report: the i-th, or NULL behind the last. */
const struct chart_form *charts_form(size_t i);

/* Reports every chart of the report that has nothing to show. 0 or -1. */
int charts_check(const struct report *r, struct messages *m);

/* measure.h's chart_height and chart_least; ctx is a struct chart_context. */
int32_t charts_height(void *ctx, const struct chart *c, int32_t width);
int32_t charts_least(void *ctx, const struct chart *c, int32_t width);

/* Draws a chart to exactly width by height millipoints. NULL when it cannot be, reported. */
const struct drawing *charts_draw(const struct chart_context *ctx, struct arena *a,
                                  const struct chart *c, int32_t width, int32_t height);

/* All charts of a page, drawn in the order of its items. NULL when one cannot be, reported. */
const struct drawing **charts_draw_page(const struct chart_context *ctx, struct arena *a,
                                        const struct page *page);

#endif
