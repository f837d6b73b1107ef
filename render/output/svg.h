/*
 * SVG (1.1): a page with the outlines of its glyphs, so that it looks alike wherever it is opened.
 */
#ifndef NIANBAO_SVG_H
#define NIANBAO_SVG_H

#include "render/output/formats.h"

/* What tells our files from drawings that someone made by hand. */
#define SVG_MAGIC "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- nianbao -->\n"

/* The write of struct format: one page, with its title and what it shows in words. */
int svg_write(const struct pages *pages, const struct chart_context *ctx,
              const struct format_wish *wish, struct buf *out);

#endif
