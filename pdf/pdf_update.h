/*
 * Incremental updates: a PDF gets a further revision behind its bytes, which stay as they are, so
 * that what was signed stays signed (ISO 32000-1, 7.5.6). The cross-reference of the revision is of
 * the same kind as the newest one of the file.
 */
#ifndef NIANBAO_PDF_UPDATE_H
#define NIANBAO_PDF_UPDATE_H

#include "pdf/pdf_read.h"
#include "pdf/pdf_write.h"

struct pdf_update;

/* A revision of f, still without objects, in the arena; f was read from bytes. */
struct pdf_update *pdf_update_new(struct arena *a, const struct pdf_file *f, const char *bytes);

/* The number of a new object with that text, which is copied. */
size_t pdf_update_add(struct pdf_update *u, const char *text, size_t len);

/* The same for a stream; keys: those of its dict, as text, but /Length. */
size_t pdf_update_add_stream(struct pdf_update *u, const char *keys, const void *bytes, size_t len);

/* Sets a key of a dict that is an object of the file; text NULL takes the key out. Copied. */
void pdf_update_set(struct pdf_update *u, size_t number, const char *key, const char *text);

/* Appends the file and its new revision to out, which is empty. */
void pdf_update_write(struct pdf_update *u, struct buf *out);

/* Where the text of an object of the revision begins, once it is written. */
size_t pdf_update_place(const struct pdf_update *u, size_t number);

#endif
