/*
 * The inside of a PDF that is read, for the four files that make it alone. Each stands on those
 * before it: pdf_read.c answers what is asked, pdf_stream.c unpacks streams, pdf_load.c reads
 * objects, pdf_open.c follows the cross-references that name them.
 */
#ifndef NIANBAO_PDF_FILE_H
#define NIANBAO_PDF_FILE_H

#include "pdf/pdf_read.h"

/*
 * Bytes of object and cross-reference streams together, by the length of the file: a small file
 * is no way to fill memory. Structure trees deflate to a tenth.
 */
#define PDF_UNPACKED_MAX 32

enum entry_state {
    ENTRY_UNKNOWN,
    ENTRY_FREE,
    ENTRY_IN_USE, /* it stands in the file itself */
    ENTRY_PACKED, /* it stands in an object stream */
    ENTRY_BUSY,
    ENTRY_LOADED
};

struct entry {
    size_t place; /* in the file; packed: the number of the object stream */
    size_t index; /* packed: among the objects of that */
    int generation;
    size_t section; /* that told of it, counted from the newest, which is 1 */
    enum entry_state state;
    bool opened;                   /* an object stream whose objects are loaded */
    const struct pdf_value *value; /* loaded */
};

struct pdf_file {
    struct pdf_parser parser;
    const char *version;
    struct source at;
    struct messages *m;
    struct pdf_value trailer;
    size_t newest_xref; /* where it begins */
    bool has_xref_stream;
    struct entry *entries;
    size_t size, revisions;
    size_t parsed, inflated, unpacked; /* bytes so far */
};

/* Files that are whole, but not for us. -1. */
int pdf_refuse(const struct pdf_file *f, const char *rule, const char *en, const char *zh);

/* An integer that stands there itself; -1: none, or a negative one. */
int64_t pdf_find_number(const struct pdf_value *dict, const char *key);

/* Reads all objects that the entries have. -1, reported. */
int pdf_load_all(struct pdf_file *f);

/*
 * The object at the parser's place, from its number to endobj; any of number and generation may be
 * told. -1, reported.
 */
int pdf_read_object(struct pdf_file *f, int64_t number, int generation, struct pdf_value *out);

/* The bytes of an object or cross-reference stream, within PDF_UNPACKED_MAX. NULL, reported. */
const char *pdf_unpack(struct pdf_file *f, const struct pdf_value *stream, size_t *len);

#endif
