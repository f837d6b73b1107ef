/*
 * Painters: pages as shapes, for formats that know no fonts. One walk over the items serves all of
 * them.
 */
#ifndef NIANBAO_PAINTER_H
#define NIANBAO_PAINTER_H

#include "render/charts/drawing.h"

struct chart_context;

/* What a format does with each shape. Millipoints from the page's top left corner, y downwards. */
struct painter {
    void (*fill)(void *ctx, const struct point *points, size_t n, uint32_t colour);
    void (*stroke)(void *ctx, const struct point *points, const struct mark *look);
    /* A glyph of a face at its origin; size: of the em. */
    void (*glyph)(void *ctx, const struct glyph *g, int32_t x, int32_t y, int32_t size,
                  uint32_t colour);
    void *ctx;
};

/*
 * Paints all of a page in its order; charts are drawn with c. Images are passed over: sheets of
 * charts have none. 0, or -1 when a chart cannot be drawn, told.
 */
int paint_page(const struct page *page, const struct chart_context *c, const struct painter *p);

#endif
