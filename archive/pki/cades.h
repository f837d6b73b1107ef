/*
 * CAdES signatures made (ETSI EN 319 122-1 on RFC 5652), as PAdES wants them: detached, with
 * signing-certificate-v2 (RFC 5035) and without signing-time (EN 319 142-1, 6.3). The bytes that
 * are signed come from the caller; what is made here fits into the room that a PDF leaves for it.
 */
#ifndef NIANBAO_CADES_H
#define NIANBAO_CADES_H

#include "archive/pki/signed_bytes.h"
#include "archive/pki/signer.h"

struct cades {
    struct buf attributes; /* signed ones, DER, as a SET */
    struct buf value;      /* the signature over them */
};

/* Signs content. -1, reported. Either way the caller ends it with cades_free. */
int cades_sign(struct signer *s, const struct signed_bytes *content, struct cades *out,
               struct messages *m);
void cades_free(struct cades *c);

/* The signature as DER with certificates (the signer's comes first), and a token over c's value. */
void cades_encode(const struct signer *s, const struct cades *c,
                  const struct evidence *certificates, const struct buf *token, struct buf *out);

#endif
