/*
 * Makes a PDF smaller that libharu has saved: its small objects are deflated together in object
 * streams, which a cross-reference stream can name (ISO 32000-1, 7.5.7 and 7.5.8). A structure tree
 * has thousands of such objects, and each would take some 60 bytes more by itself.
 */
#ifndef NIANBAO_OBJSTM_H
#define NIANBAO_OBJSTM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* An object of a classic file, by its number. */
struct object_place {
    size_t offset; /* of its "N 0 obj"; 0: free */
    bool packed;   /* it goes into an object stream: it is none itself */
};

/* A PDF without updates and with a classic table, its objects in the order of their numbers. */
struct classic_file {
    const char *bytes;
    size_t len;
    size_t table; /* where "xref" stands */
    const struct object_place *places;
    size_t n;
};

/* Appends to out what the file holds. */
void objstm_write(const struct classic_file *file, struct buf *out);

#endif
