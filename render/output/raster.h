/*
 * Pictures of pages: pixels through cairo, PNG through libpng. The only file that knows cairo.
 */
#ifndef NIANBAO_RASTER_H
#define NIANBAO_RASTER_H

#include "base/buf.h"
#include "render/charts/charts.h"

struct pages;

#define PNG_MAGIC "\x89PNG"

/* What a picture of ours says of its maker, before its pixels. */
#define PNG_MARK "nianbao"

/* The sides that a picture may have, in pixels. */
#define RASTER_SIDE_MAX 30000

/*
 * Appends one page (an index) to out as PNG, dots an inch, on white. 0, or -1 when a chart cannot
 * be drawn or the picture would be too large [picture-too-large], told.
 */
int raster_write(const struct pages *pages, size_t page, int dpi, const struct chart_context *ctx,
                 struct buf *out);

#endif
