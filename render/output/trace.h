/*
 * The trace backend: pages as text, one line per item with position, size, face and text. It is
 * the debugger and the format of the golden files.
 */
#ifndef NIANBAO_TRACE_H
#define NIANBAO_TRACE_H

#include "base/buf.h"
#include "layouts/compose/page.h"

struct style;

/* What every trace begins with. */
#define TRACE_MAGIC "nianbao trace 1\n"

/* Appends the trace to out: TRACE_MAGIC, then the pages. */
void trace_write(const struct pages *pages, const struct style *s, struct buf *out);

#endif
