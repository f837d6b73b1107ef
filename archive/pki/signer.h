/*
 * Signers: a private key with its certificate, from a PKCS#12 file (RFC 7292) or a token behind
 * PKCS#11. Keys are RSA (2048 bits or more), ECDSA (P-256, P-384, P-521) or SM2.
 */
#ifndef NIANBAO_SIGNER_H
#define NIANBAO_SIGNER_H

#include "archive/pki/trust.h"
#include "base/buf.h"

struct signer;

/*
 * Opens a key: path is a PKCS#12 file or a URI "pkcs11:..." (RFC 7512); password its password or
 * PIN, which may be NULL where none is needed. NULL on failure, reported at the path:
 * key-unreadable, key-password, no-key, weak-key, key-kind (SM2 without sm2 too). The caller ends
 * it with signer_free (NULL is allowed), which forgets the key.
 */
struct signer *signer_open(const char *path, const char *password, bool sm2, struct messages *m);
void signer_free(struct signer *s);

/* The signer's certificate; those that came with it. Borrowed. */
struct der_bytes signer_certificate(const struct signer *s);
const struct evidence *signer_certificates(const struct signer *s);

/* The issuer's name and the serial number of the certificate, as DER elements. Borrowed. */
struct der_bytes signer_issuer(const struct signer *s);
struct der_bytes signer_serial(const struct signer *s);

/* As certificate_common_name gives it. Borrowed. */
const char *signer_name(const struct signer *s);

/* How the key signs: object identifiers of digest and signature (RFC 5754, 5753). */
struct signer_method {
    const char *digest; /* its name in OpenSSL */
    const char *digest_oid, *signature_oid;
    bool null_parameters; /* of the signature's algorithm: RSA */
};
const struct signer_method *signer_method(const struct signer *s);

/* Signs bytes; the signature's value comes to out. -1, reported [key-refused]. */
int signer_sign(struct signer *s, const void *bytes, size_t len, struct buf *out,
                struct messages *m);

#endif
