/*
 * Where keys come from: inside of signer.c. A key lies in a file (signer_file.c) or in a token
 * (signer_token.c), and signer.c asks both in the same way.
 */
#ifndef NIANBAO_SIGNER_KEY_H
#define NIANBAO_SIGNER_KEY_H

#include "archive/pki/evidence.h"
#include "base/msg.h"

/* Objects of OpenSSL, owned by whoever holds this: EVP_PKEY, X509; NULL where there is none. */
struct signer_key {
    void *key, *certificate;
    struct evidence others; /* certificates that came along */
};

/* From a PKCS#12 file. -1, reported. */
int signer_key_file(struct arena *a, const char *path, const char *password, struct messages *m,
                    struct signer_key *out);

/* From a token by its URI. -1, reported [token-missing, key-password, no-key]. */
int signer_key_token(struct arena *a, const char *uri, const char *pin, struct messages *m,
                     struct signer_key *out);

#endif
