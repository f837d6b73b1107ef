/*
 * The PDF backend: pages -> bytes of a PDF, through libharu. It leads the other pdf*.c files of
 * this room: pages, fonts, images, tags, metadata.
 */
#ifndef NIANBAO_PDF_H
#define NIANBAO_PDF_H

#include "render/output/formats.h"

/* How any PDF begins, and what stands near the beginning of ours: the producer, in hexadecimal. */
#define PDF_MAGIC "%PDF-"
#define PDF_MARK "/Producer <6E69616E62616F20"

/* The write of struct format: all pages, whatever is wished. */
int pdf_write(const struct pages *pages, const struct chart_context *ctx,
              const struct format_wish *wish, struct buf *out);

#endif
