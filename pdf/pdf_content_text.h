/*
 * The text of pages: what their content streams show, as the ToUnicode maps of the fonts read it
 * (ISO 32000-1, 9.4 and 9.10). For searching: no layout, best effort for fonts without such maps.
 */
#ifndef NIANBAO_PDF_CONTENT_TEXT_H
#define NIANBAO_PDF_CONTENT_TEXT_H

#include "base/buf.h"
#include "pdf/pdf_read.h"

/* Adds the text of all pages, blanks where the line or the column changes. 0, or -1, reported. */
int pdf_content_text(struct arena *a, struct pdf_file *f, struct buf *out);

#endif
