/*
 * Opening a PDF: its cross-references are followed from the newest to the oldest, be they tables or
 * streams, and then all objects of its newest state are read (ISO 32000-1, 7.5). What is not
 * understood to the end is refused, never guessed.
 */
#ifndef NIANBAO_PDF_OPEN_H
#define NIANBAO_PDF_OPEN_H

#include "pdf/pdf_read.h"

/*
 * All objects of bytes[0..len) that the newest state of the file uses, in the arena; bytes are
 * borrowed for as long. NULL, reported at at: pdf-encrypted, pdf-hybrid, pdf-linearised,
 * pdf-filter, or pdf-broken, which tells the byte.
 */
struct pdf_file *pdf_open(struct arena *a, const char *bytes, size_t len, struct source at,
                          struct messages *m);

#endif
