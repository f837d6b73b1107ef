#include "archive/pki/signed_bytes.h"

#include <stdbool.h>

#include <openssl/evp.h>

struct signed_bytes signed_whole(const void *bytes, size_t len)
{
    return (struct signed_bytes){{bytes, ""}, {len, 0}};
}

struct signed_bytes signed_around(const char *bytes, size_t gap, size_t gap_end, size_t len)
{
    return (struct signed_bytes){{bytes, bytes + gap_end}, {gap, len - gap_end}};
}

size_t signed_digest(const struct signed_bytes *b, const char *name,
                     unsigned char out[SIGNED_DIGEST_MAX])
{
    unsigned len = 0;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    const EVP_MD *md = EVP_get_digestbyname(name);
    bool ok = ctx != NULL && md != NULL && EVP_DigestInit_ex(ctx, md, NULL) == 1 &&
              EVP_DigestUpdate(ctx, b->parts[0], b->lens[0]) == 1 &&
              EVP_DigestUpdate(ctx, b->parts[1], b->lens[1]) == 1 &&
              EVP_DigestFinal_ex(ctx, out, &len) == 1;
    EVP_MD_CTX_free(ctx);
    return ok ? len : 0;
}
