/*
 * Revocation: what OCSP responders (RFC 6960) and CRLs (RFC 5280) say of certificates, fetched from
 * where the certificates themselves name. Nothing that is fetched is believed here: revocation.h
 * judges it.
 */
#ifndef NIANBAO_REVOCATION_FETCH_H
#define NIANBAO_REVOCATION_FETCH_H

#include "archive/pki/trust.h"
#include "base/buf.h"

struct revocation_fetch {
    struct arena *arena;
    int timeout;           /* seconds for each answer */
    struct buf urls;       /* const char *: lists that were fetched already */
    const char *url, *why; /* the last that failed, and how; NULL: none did */
};

/*
 * Fetches for each certificate of a chain but the root an OCSP answer or, where it names no
 * responder or that has none, its CRL; they are added to pool. What cannot be had is noted in r:
 * that it is enough is revocation.h's to say. The caller ends r with revocation_fetch_end.
 */
void revocation_fetch(struct revocation_fetch *r, const struct chain *chain, struct evidence *pool);
void revocation_fetch_end(struct revocation_fetch *r);

#endif
