/*
 * SVG (1.1): a page with the outlines of its glyphs, so that it looks alike wherever it is opened.
 */
#ifndef NIANBAO_SVG_H
#define NIANBAO_SVG_H

#include "base/buf.h"
#include "render/charts/charts.h"

struct pages;

/* What tells our files from drawings that someone made by hand. */
#define SVG_MAGIC "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- nianbao -->\n"

/*
 * Appends one page (an index) to out, with its title and what it shows in words. 0, or -1 when a
 * chart cannot be drawn, told.
 */
int svg_write(const struct pages *pages, size_t page, const struct chart_context *ctx,
              struct buf *out);

#endif
