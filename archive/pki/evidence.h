/*
 * Evidence: certificates and what is known of their revocation, as a file or a folder brings them.
 * It is collected first and judged later, by trust.h and revocation.h.
 */
#ifndef NIANBAO_EVIDENCE_H
#define NIANBAO_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum evidence_kind { EVIDENCE_CERTIFICATE, EVIDENCE_CRL, EVIDENCE_OCSP };

struct evidence_item {
    enum evidence_kind kind;
    bool embedded; /* in the signed file itself: it will be there in thirty years */
    const void *der;
    size_t len;
    const struct evidence_item *next;
};

struct evidence {
    const struct evidence_item *items;
};

/* Adds an item, in the arena; der is borrowed. */
void evidence_add(struct evidence *e, struct arena *a, enum evidence_kind kind, bool embedded,
                  const void *der, size_t len);

#endif
