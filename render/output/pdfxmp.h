/*
 * XMP metadata (ISO 16684-1) as PDF/A and PDF/UA ask for it. It also tells the hash of every file
 * that the report was made from.
 */
#ifndef NIANBAO_PDFXMP_H
#define NIANBAO_PDFXMP_H

#include "base/buf.h"
#include "data/report/inputs.h"
#include "layouts/compose/page.h"

/* What a document claims to be: part 0 or ua false for no such claim. */
struct pdfxmp_claims {
    int part;         /* of ISO 19005 */
    char conformance; /* A or U */
    bool ua;          /* ISO 14289-1 */
};

/* What is said of a document beside its pages. */
struct pdfxmp {
    struct pdfxmp_claims claims;
    const char *producer;
    unsigned char id[16];
    const struct report_input *inputs; /* what it was made from, with the hash of each */
    size_t n_inputs;
};

/*
 * Appends the packet for the document: title, author and subject of its pages as in its information
 * dictionary, and what x says. Texts are escaped.
 */
void pdfxmp_write(const struct pages *pages, const struct pdfxmp *x, struct buf *out);

#endif
