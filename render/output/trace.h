/*
 * The trace backend: pages as text, one line per item with position, size, face and text. It is
 * the debugger and the format of the golden files.
 */
#ifndef NIANBAO_TRACE_H
#define NIANBAO_TRACE_H

#include "render/output/formats.h"

/* What every trace begins with. */
#define TRACE_MAGIC "nianbao trace 1\n"

/* The write of struct format: all pages, behind TRACE_MAGIC; of the context it needs the style. */
int trace_write(const struct pages *pages, const struct chart_context *ctx,
                const struct format_wish *wish, struct buf *out);

#endif
