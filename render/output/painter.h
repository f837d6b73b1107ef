/*
 * Painters: pages as shapes, for formats that know no fonts. One walk over the items serves all of
 * them. Text becomes outlines there.
 */
#ifndef NIANBAO_PAINTER_H
#define NIANBAO_PAINTER_H

#include "render/charts/drawing.h"

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
 * Paints all of a page in its order, with the drawings of its charts (charts_draw_page). Images are
 * passed over: sheets of charts have none.
 */
void painter_page(const struct painter *p, const struct page *page,
                  const struct drawing *const *drawings);

#endif
