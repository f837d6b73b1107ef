/*
 * Trust: the chain of certificates from a signer up to a root that is believed (RFC 5280, 6).
 * Whoever is not vouched for by a root that the caller has given is not believed.
 */
#ifndef NIANBAO_TRUST_H
#define NIANBAO_TRUST_H

#include "archive/pki/certificate.h"
#include "archive/pki/evidence.h"
#include "archive/pki/fault.h"

struct messages;

/* The roots that are believed; certificates between, CRLs and OCSP answers that help. */
struct trust;

/*
 * From a PEM or DER file, or all files of a folder that end in .pem, .crt, .cer, .der or .crl:
 * self-signed certificates are roots, others lie between. NULL path: no roots. NULL on failure,
 * reported [trust-unreadable, no-root]. The caller ends it with trust_free (NULL is allowed).
 */
struct trust *trust_load(const char *path, struct messages *m);
void trust_free(struct trust *t);

/* Clocks differ by so many seconds, and no harm is meant. */
#define CLOCK_SKEW 300

enum usage {
    USAGE_SIGN,     /* keyUsage digitalSignature or nonRepudiation, extKeyUsage of documents */
    USAGE_TIMESTAMP /* extKeyUsage timeStamping, critical and alone (RFC 3161, 2.3) */
};

struct chain {
    struct der_bytes *certificates; /* the signer's first, the root last */
    size_t n;
    int64_t expires; /* when the first of them does */
};

/*
 * The chain of certificate[0..len), valid at a time, through those of pool and of t, in the arena.
 * -1, why set: no root, not valid at that time, a weak key or digest, not for that usage.
 */
int trust_chain(struct arena *a, const struct trust *t, const struct evidence *pool,
                const void *certificate, size_t len, enum usage usage, int64_t when,
                struct chain *out, struct fault *why);

/* Believes one more certificate if it is self-signed or, with any, whatever it is. */
void trust_anchor(struct trust *t, const void *certificate, size_t len, bool any);

/* What t knows besides its roots. */
const struct evidence *trust_evidence(const struct trust *t);

#endif
