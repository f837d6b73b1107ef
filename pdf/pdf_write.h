/*
 * How the parts of a PDF are written (ISO 32000-1, 7.3 and 7.5): values, strings, streams and rows
 * of cross-references as text. Updates of a file, object streams and what is handed to libharu as
 * source are made of these.
 */
#ifndef NIANBAO_PDF_WRITE_H
#define NIANBAO_PDF_WRITE_H

#include "base/buf.h"
#include "pdf/pdf_read.h"

/* A length in thousandths as a number of points, and a blank. */
void pdf_write_milli(struct buf *out, int64_t v);

/* A string of those bytes: in hexadecimal, or with what would end it escaped (7.3.4). */
void pdf_write_hex(struct buf *out, const void *bytes, size_t len);
void pdf_write_literal(struct buf *out, const char *bytes, size_t len);

/* UTF-8 as a text string in hexadecimal (pdf_text_string). */
void pdf_write_text(struct buf *out, const char *utf8);

/* A value as it was read; a stream: its dict alone. */
void pdf_write_value(struct buf *out, const struct pdf_value *v);

/* A key of a dict and the text of its value. */
struct pdf_change {
    const char *key, *text; /* text NULL: the key is left out */
};

/* A dict with n changes; keys that it does not have come last. dict may be PDF_NULL. */
void pdf_write_dict(struct buf *out, const struct pdf_value *dict, const struct pdf_change *changes,
                    size_t n);

/* An array with one more entry, given as its text (NULL: none). array may be PDF_NULL. */
void pdf_write_longer(struct buf *out, const struct pdf_value *array, const char *entry);

/* What ends a dict, /Length being its last key, and makes a stream of it. */
void pdf_write_data(struct buf *out, const void *bytes, size_t len);

/* Types of the entries of a cross-reference stream (table 18). */
enum { PDF_ENTRY_FREE, PDF_ENTRY_PLAIN, PDF_ENTRY_PACKED };

/*
 * An entry: its type, where it is (an offset, or the number of an object stream), and its index
 * there or its generation, in 1, place_bytes and 2 bytes.
 */
void pdf_write_entry(struct buf *out, int type, size_t place, int place_bytes, size_t index);

/* The end of a file whose newest cross-reference begins at xref. */
void pdf_write_end(struct buf *out, size_t xref);

#endif
