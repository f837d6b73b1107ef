/*
 * The metadata of a PDF: an XMP packet is read into the properties that it tells (ISO 16684-1), as
 * far as they are texts and lists of texts. Claims of standards such as PDF/A are found here.
 */
#ifndef NIANBAO_XMP_H
#define NIANBAO_XMP_H

#include "base/msg.h"

struct arena;

struct xmp_property {
    const char *space;  /* its namespace */
    const char *prefix; /* as written: "dc" */
    const char *name;
    const char *value; /* entries of a list are joined by "; " */
};

struct xmp {
    struct xmp_property *properties;
    size_t n;
};

#define XMP_PDFA "http://www.aiim.org/pdfa/ns/id/"
#define XMP_PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define XMP_DC "http://purl.org/dc/elements/1.1/"
#define XMP_PDF "http://ns.adobe.com/pdf/1.3/"

/*
 * The properties of packet[0..len), in the arena. NULL when it is not well-formed or has a document
 * type, reported at at [xmp-broken].
 */
const struct xmp *xmp_read(struct arena *a, const char *packet, size_t len, struct source at,
                           struct messages *m);

/* The value of a property, or NULL. */
const char *xmp_find(const struct xmp *x, const char *space, const char *name);

#endif
