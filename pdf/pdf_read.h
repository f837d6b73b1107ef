/*
 * What an open PDF (pdf_open.h) holds: its objects by number, the values in them by key and index,
 * references followed, and the bytes of its streams. All of it lives in the arena that the file
 * was opened in.
 */
#ifndef NIANBAO_PDF_READ_H
#define NIANBAO_PDF_READ_H

#include "base/msg.h"
#include "pdf/pdf_parse.h"

struct pdf_file;

/* The version in the first line ("1.7"), the length in bytes, how many revisions there are. */
const char *pdf_version(const struct pdf_file *f);
size_t pdf_length(const struct pdf_file *f);
size_t pdf_revisions(const struct pdf_file *f);

/* The newest trailer, and the catalog it names: both are dicts. */
const struct pdf_value *pdf_trailer(const struct pdf_file *f);
const struct pdf_value *pdf_catalog(const struct pdf_file *f);

/* Where the newest cross-reference begins, as startxref has it. */
size_t pdf_newest_xref(const struct pdf_file *f);

/* Whether the newest cross-reference is a stream, which an update must then have as well. */
bool pdf_has_xref_stream(const struct pdf_file *f);

/* Object numbers are below this. */
size_t pdf_size(const struct pdf_file *f);

/* An object, PDF_NULL where there is none; never a reference, never NULL. */
const struct pdf_value *pdf_object(const struct pdf_file *f, size_t number);

/* The generation of an object in use, 0 where there is none. */
int pdf_generation(const struct pdf_file *f, size_t number);

/* What a value refers to; any other value is itself. NULL is taken for PDF_NULL. */
const struct pdf_value *pdf_resolve(const struct pdf_file *f, const struct pdf_value *v);

/* The value of a key as it stands in a dict or stream, not resolved; NULL where there is none. */
const struct pdf_value *pdf_plain(const struct pdf_value *dict, const char *key);

/* The value of a key of a dict or stream, resolved; PDF_NULL where there is none. */
const struct pdf_value *pdf_dict_find(const struct pdf_file *f, const struct pdf_value *dict,
                                      const char *key);

/* An entry of an array, resolved; PDF_NULL where there is none. */
const struct pdf_value *pdf_item(const struct pdf_file *f, const struct pdf_value *array, size_t i);

/* Whether v is that name. */
bool pdf_is_name(const struct pdf_value *v, const char *name);

/* A number in thousandths, whatever the locale. False, 0: it is none, or beyond PDF_NUMBER_MAX. */
#define PDF_NUMBER_MAX 1000000
bool pdf_milli(const struct pdf_value *v, int64_t *out);

/* The same without what stands behind the point. */
int64_t pdf_whole(const struct pdf_value *v);

/* Reports what is wrong at a byte of the file [pdf-broken]; gives -1. */
int pdf_broken(const struct pdf_file *f, size_t at, const char *en, const char *zh);

/*
 * The bytes of a stream, NUL-terminated: as they are or, under /FlateDecode (with PNG predictors or
 * without), inflated. NULL, reported: another filter [pdf-filter]; damaged, or more than
 * PDF_INFLATED_MAX bytes of all streams together [pdf-broken].
 */
#define PDF_INFLATED_MAX (512u << 20)
const char *pdf_stream_bytes(struct pdf_file *f, const struct pdf_value *stream, size_t *len);

#endif
