/*
 * Text strings of a PDF and UTF-8, both ways (ISO 32000-1, 7.9.2.2): what a file says is read as
 * text that can be shown, and our texts become the bytes of a string. Strings stand in a file in
 * one of three codings, and characters beyond them in UTF-16BE.
 */
#ifndef NIANBAO_PDF_TEXT_H
#define NIANBAO_PDF_TEXT_H

#include "base/buf.h"
#include "pdf/pdf_parse.h"

/*
 * A string, or a name taken as UTF-8, in the arena; UTF-16 and UTF-8 by their marks, otherwise
 * PDFDocEncoding. What is no character to print, control characters first, comes as U+FFFD, a new
 * line as a blank. NULL for values of other kinds.
 */
const char *pdf_text(struct arena *a, const struct pdf_value *v);

/* The same for UTF-8 from elsewhere in the file. */
const char *pdf_text_clean(struct arena *a, const char *s, size_t len);

/*
 * The character of the UTF-16BE at s[*i], of len bytes in all, of which two are left at least;
 * moves *i behind it. A surrogate without its other half comes as it is.
 */
uint32_t pdf_text_utf16_next(const char *s, size_t len, size_t *i);

/* UTF-8 as UTF-16BE appended to out, without byte order mark. */
void pdf_text_utf16(struct buf *out, const char *text, size_t len);

/*
 * The bytes of a text string appended to out: as they are when all is printable ASCII, else
 * UTF-16BE behind its byte order mark.
 */
void pdf_text_string(struct buf *out, const char *text);

#endif
