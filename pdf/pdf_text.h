/*
 * Text strings of a PDF as UTF-8 (ISO 32000-1, 7.9.2.2).
 */
#ifndef NIANBAO_PDF_TEXT_H
#define NIANBAO_PDF_TEXT_H

#include "pdf/pdf_parse.h"

/*
 * A string, or a name taken as UTF-8, in the arena; UTF-16 and UTF-8 by their marks, otherwise
 * PDFDocEncoding. What is no character to print, control characters first, comes as U+FFFD, a new
 * line as a blank. NULL for values of other kinds.
 */
const char *pdf_text(struct arena *a, const struct pdf_value *v);

/* The same for UTF-8 from elsewhere in the file. */
const char *pdf_clean_text(struct arena *a, const char *s, size_t len);

#endif
