/*
 * Digests of bytes: SHA-256 (FIPS 180-4) as the archive writes it, in lower-case hexadecimal, and
 * MD5 as a PDF has it. The only file of this wing that knows OpenSSL.
 */
#ifndef NIANBAO_DIGEST_H
#define NIANBAO_DIGEST_H

#include <stddef.h>

#define DIGEST_HEX 65 /* with its NUL */

/* The SHA-256 of bytes[0..len): its bytes, and in hexadecimal. */
#define DIGEST_SHA256 32
void digest_sha256_bytes(const void *bytes, size_t len, unsigned char sum[DIGEST_SHA256]);
void digest_sha256(const void *bytes, size_t len, char hex[DIGEST_HEX]);

/* The MD5 (RFC 1321) of bytes[0..len): what a PDF tells of its embedded files, no protection. */
#define DIGEST_MD5 16
void digest_md5(const void *bytes, size_t len, unsigned char md5[DIGEST_MD5]);

#endif
