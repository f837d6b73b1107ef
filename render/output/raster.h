/*
 * Pictures of pages: pixels through cairo, PNG through libpng. The only file that knows cairo.
 */
#ifndef NIANBAO_RASTER_H
#define NIANBAO_RASTER_H

#include "render/output/formats.h"

#define PNG_MAGIC "\x89PNG"

/* What a picture of ours says of its maker, before its pixels. */
#define PNG_MARK "nianbao"

/* The sides that a picture may have, in pixels. */
#define RASTER_SIDE_MAX 30000

/*
 * The write of struct format: one page as PNG, on white. Fails too where the picture would be too
 * large [picture-too-large].
 */
int raster_write(const struct pages *pages, const struct chart_context *ctx,
                 const struct format_wish *wish, struct buf *out);

#endif
