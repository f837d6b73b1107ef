/*
 * XMP metadata (ISO 16684-1) as PDF/A and PDF/UA ask for it.
 */
#ifndef NIANBAO_XMP_H
#define NIANBAO_XMP_H

#include "data/text.h"
#include "layouts/page.h"

/* What a document claims to be: part 0 or ua false for no such claim. */
struct xmp_claims {
    int part;         /* of ISO 19005 */
    char conformance; /* A or U */
    bool ua;          /* ISO 14289-1 */
};

/*
 * Appends the packet for the document: title, author, subject, producer as in its information
 * dictionary, an identifier made of id (16 bytes), the claims. Texts are escaped.
 */
void xmp_write(const struct pages *pages, const struct xmp_claims *claims, const char *producer,
               const unsigned char id[16], struct buf *out);

#endif
