/*
 * Verifying signed PDFs: who signed which bytes, when, whether a trusted root vouches for it, and
 * what was changed afterwards (ISO 32000-1, 12.8; PAdES: ETSI EN 319 142-1; validation after
 * EN 319 102-1). It fails closed: what is not understood is not valid.
 */
#ifndef NIANBAO_VERIFY_H
#define NIANBAO_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/pki/fault.h"
#include "archive/pki/trust.h"
#include "base/msg.h"

struct signature_verdict {
    const char *field;              /* its full name */
    const char *signer;             /* subject of the certificate as people read it, or NULL */
    const char *issuer, *serial;    /* likewise; hexadecimal */
    const char *certificate_sha256; /* hexadecimal */
    const char *reason, *place, *claimed_time; /* of the dictionary, not proven; NULL: not told */
    const char *level;     /* "B-B" "B-T" "B-LT" "B-LTA"; "PKCS#7" without a bound certificate; a
                              document timestamp: "DTS"; NULL: not known */
    const char *method;    /* "RSA, SHA256"; NULL: not known */
    bool timestamp;        /* a document timestamp */
    bool experimental;     /* SM2 */
    bool revocation_known; /* CRLs or OCSP answers speak for all its certificates */
    int64_t signed_at;     /* proven by a trusted timestamp, seconds since 1970; 0: none */
    int64_t valid_at;      /* the time its certificate was looked at */
    int64_t expires;       /* when the proof runs out: the certificate that carries it last */
    size_t covered;        /* bytes of the file as it was signed */
    enum validity verdict;
    const char *why_en, *why_zh; /* NULL when valid */
    const char *const *changes;  /* after it, for people, in the language of the sink */
    size_t n_changes;            /* not allowed ones where the verdict is SIGNATURE_ALTERED */
};

struct verification {
    enum validity verdict;                /* the worst of all */
    const char *why_en, *why_zh;          /* NULL when valid */
    struct signature_verdict *signatures; /* from the oldest to the newest */
    size_t n;
    size_t bytes;    /* of the file */
    int64_t expires; /* of the signature whose proof runs out first; 0: none is valid */
};

/*
 * Verifies all signatures of bytes[0..len) as on a day (at_time, seconds since 1970; 0: now). Texts
 * are in the arena; what was changed is told in the language. Whatever is wrong with the file is in
 * the verdict.
 */
struct verification verify_pdf(struct arena *a, const char *bytes, size_t len,
                               const struct trust *t, int64_t at_time, enum language language);

#endif
