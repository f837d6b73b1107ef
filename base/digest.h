/*
 * Digests: SHA-256 (FIPS 180-4) as the archive writes it, in lower-case hexadecimal.
 */
#ifndef NIANBAO_DIGEST_H
#define NIANBAO_DIGEST_H

#include <stddef.h>

#define DIGEST_HEX 65 /* with its NUL */

/* The SHA-256 of bytes[0..len). */
void digest_sha256(const void *bytes, size_t len, char hex[DIGEST_HEX]);

#endif
