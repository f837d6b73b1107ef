/*
 * The text of a PDF's pages, so that the archive can be searched: what the content streams show,
 * read by the ToUnicode maps of their fonts (ISO 32000-1, 9.4 and 9.10). It comes in the order of
 * the streams; of fonts without such a map only ASCII is read.
 */
#ifndef NIANBAO_PDF_CONTENT_TEXT_H
#define NIANBAO_PDF_CONTENT_TEXT_H

#include "base/buf.h"
#include "pdf/pdf_read.h"

/* Adds the text of all pages, blanks where the line or the column changes. 0, or -1, reported. */
int pdf_content_text(struct arena *a, struct pdf_file *f, struct buf *out);

#endif
