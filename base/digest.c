#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <string.h>

void digest_sha256_bytes(const void *bytes, size_t len, unsigned char sum[DIGEST_SHA256])
{
    SHA256(bytes, len, sum);
}

void digest_sha256(const void *bytes, size_t len, char hex[DIGEST_HEX])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[SHA256_DIGEST_LENGTH];
    SHA256(bytes, len, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    hex[DIGEST_HEX - 1] = '\0';
}

void digest_md5(const void *bytes, size_t len, unsigned char md5[DIGEST_MD5])
{
    memset(md5, 0, DIGEST_MD5);
    EVP_Q_digest(NULL, "MD5", NULL, bytes, len, md5, NULL);
}
