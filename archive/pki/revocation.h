/*
 * Revocation: whether CRLs (RFC 5280, 6.3) and OCSP answers (RFC 6960) at hand say that a
 * certificate had been revoked. Nothing is fetched.
 */
#ifndef NIANBAO_REVOCATION_H
#define NIANBAO_REVOCATION_H

#include "archive/pki/trust.h"

struct revocation {
    bool known;    /* for each certificate but the root something fresh says it was good */
    bool embedded; /* the same by what the signed file carries itself */
};

/*
 * The certificates of a chain at a time `when`, by the evidence of pool and given, of what was
 * issued until now. Fresh is what speaks of `when` or later: nextUpdate or thisUpdate lies after
 * it. -1, why set: one was revoked by then.
 */
int revocation_check(const struct chain *chain, const struct evidence *pool,
                     const struct evidence *given, int64_t when, int64_t now,
                     struct revocation *out, struct fault *why);

#endif
