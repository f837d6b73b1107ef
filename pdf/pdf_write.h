/*
 * PDF values as text (ISO 32000-1, 7.3).
 */
#ifndef NIANBAO_PDF_WRITE_H
#define NIANBAO_PDF_WRITE_H

#include "base/buf.h"
#include "pdf/pdf_read.h"

/* A value as it was read; a stream: its dict alone. */
void pdf_write_value(struct buf *out, const struct pdf_value *v);

/* A key of a dict and the text of its value. */
struct pdf_change {
    const char *key, *text; /* text NULL: the key is left out */
};

/* A dict with n changes; keys that it does not have come last. dict may be PDF_NULL. */
void pdf_write_dict(struct buf *out, const struct pdf_value *dict, const struct pdf_change *changes,
                    size_t n);

/* An array with one more entry, given as its text. array may be PDF_NULL. */
void pdf_write_longer(struct buf *out, const struct pdf_value *array, const char *entry);

/* UTF-8 as a text string: plain when it is ASCII, otherwise UTF-16BE (7.9.2.2). */
void pdf_write_text(struct buf *out, const char *utf8);

#endif
