/*
 * The files that a PDF carries inside, such as the data that a report was made from: they are found
 * by the catalog's /AF and /Names (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4), checked, and given names
 * that are safe to write them under.
 */
#ifndef NIANBAO_EMBEDDED_H
#define NIANBAO_EMBEDDED_H

#include "pdf/pdf_read.h"

struct embedded {
    const char *name;         /* as the PDF has it: not to be trusted as a path */
    const char *relationship; /* Source, Data ...; NULL: not told */
    const char *description;  /* or NULL */
    const char *type;         /* its MIME type, or NULL */
    const struct pdf_value *stream;
    const char *bytes; /* what the stream holds */
    size_t len;
};

struct embedded_list {
    struct embedded *files;
    size_t n;
};

/*
 * All embedded files, each once, in the arena. -1, reported: as by pdf_stream_bytes and pdf_walk;
 * or size or MD5 is not what /Params tells [pdf-broken].
 */
int embedded_read(struct arena *a, struct pdf_file *f, struct embedded_list *list);

/*
 * A relative path for its name that stays in the folder it is put into: without empty parts, "."
 * and "..", and with "_" for what a file system or a terminal may take amiss. NULL when nothing is
 * left or a part has more than 200 bytes.
 */
const char *embedded_path(struct arena *a, const char *name);

/* Whether two paths cannot both be files: the same, or one a folder on the way to the other. */
bool embedded_collide(const char *a, const char *b);

#endif
