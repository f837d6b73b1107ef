/*
 * Signing PDFs: PAdES B-B, B-T, B-LT and B-LTA (ETSI EN 319 142-1) as revisions behind a file whose
 * bytes stay as they are. What was signed is verified before it is handed out.
 */
#ifndef NIANBAO_SIGN_H
#define NIANBAO_SIGN_H

#include "archive/pki/signer.h"
#include "base/msg.h"

struct sign_options {
    const char *reason, *place; /* NULL: not told */
    const char *name;           /* what people read; NULL: the certificate's */
    const char *field;          /* NULL: the first empty signature field, or a new invisible one */
    const char *tsa;            /* URL of a timestamp authority; NULL: no timestamp */
    bool lt, lta;               /* evidence of validity; and a document timestamp over it */
    int64_t time;               /* of signing as the signer claims it, seconds since 1970 */
    int timeout;                /* seconds for each answer from the network */
    const struct trust *trust;  /* roots that must vouch for signer and TSA; NULL: any. Its lists
                                   serve as evidence where none can be fetched */
};

/* Seconds for an answer, when nobody says otherwise. */
#define SIGN_TIMEOUT 20

/*
 * Signs bytes[0..len); the signed file comes to out, which is empty. -1, reported: what the file
 * is (pdf-encrypted ..., signed-altered, signed-locked, no-field, field-signed, sign-failed), the
 * certificate (certificate-unfit, certificate-revoked), the network (tsa-..., revocation-unknown).
 */
int sign_pdf(struct arena *a, const char *bytes, size_t len, struct signer *key,
             const struct sign_options *o, struct source at, struct messages *m, struct buf *out);

/*
 * A further document timestamp, after the evidence of validity for all signatures and timestamps
 * there are: before the newest one's proof runs out. Of o: tsa, timeout, trust count.
 */
int sign_renew(struct arena *a, const char *bytes, size_t len, const struct sign_options *o,
               struct source at, struct messages *m, struct buf *out);

#endif
