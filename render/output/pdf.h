/*
 * The PDF backend: pages -> bytes of a PDF, through libharu.
 */
#ifndef NIANBAO_PDF_H
#define NIANBAO_PDF_H

#include "base/buf.h"
#include "render/charts/charts.h"

/* How any PDF begins, and what stands near the beginning of ours: the producer, in hexadecimal. */
#define PDF_MAGIC "%PDF-"
#define PDF_MARK "/Producer <6E69616E62616F20"

/* Appends the PDF to out. 0, or -1 with the reason told to the context's messages. */
int pdf_write(const struct pages *pages, const struct chart_context *ctx, struct buf *out);

#endif
