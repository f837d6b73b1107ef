/*
 * Verifying a CMS signature over bytes outside it (RFC 5652; CAdES: ETSI EN 319 122-1) or a
 * timestamp of them (RFC 3161). Who the signer is, and whether to believe it, is trust.h's.
 */
#ifndef NIANBAO_CMS_VERIFY_H
#define NIANBAO_CMS_VERIFY_H

#include <stdint.h>

#include "archive/pki/evidence.h"
#include "archive/pki/fault.h"
#include "archive/pki/signed_bytes.h"

/* The identity that SM2 mixes into what it signs, where none is agreed (GM/T 0009, 10). */
#define SM2_ID "1234567812345678"

enum cms_kind {
    CMS_KIND_CADES, /* the certificate is bound by signing-certificate-v2 */
    CMS_KIND_PKCS7, /* as far as it is bound */
    CMS_KIND_TIMESTAMP
};

struct cms_facts {
    const void *certificate; /* of the signer, DER */
    size_t certificate_len;
    const char *method; /* "RSA, SHA256" */
    bool bound;         /* by signing-certificate-v2 */
    bool experimental;  /* SM2 */
    int64_t time;       /* of a timestamp: seconds since 1970 */
    const void *value;  /* the signature itself: what a signature timestamp speaks for */
    size_t value_len;
    const void *token; /* such a timestamp, DER, or NULL */
    size_t token_len;
};

/*
 * Verifies der[0..len), strict DER, over content. Facts are in the arena; the certificates and
 * CRLs it carries are added to pool. -1, why set: a weak digest, another certificate than the one
 * bound, attributes missing or twice, other bytes than those signed [altered].
 */
int cms_verify(struct arena *a, const void *der, size_t len, enum cms_kind kind,
               const struct signed_bytes *content, struct evidence *pool, struct cms_facts *out,
               struct fault *why);

#endif
