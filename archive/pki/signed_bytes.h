/*
 * What a signature or timestamp speaks for: bytes in two parts, since a PDF leaves out the place of
 * its own signature. Digests are computed over both parts without copying them.
 */
#ifndef NIANBAO_SIGNED_BYTES_H
#define NIANBAO_SIGNED_BYTES_H

#include <stddef.h>

/* Borrowed; each byte is read once. */
struct signed_bytes {
    const void *parts[2];
    size_t lens[2];
};

/* All of bytes[0..len). */
struct signed_bytes signed_whole(const void *bytes, size_t len);

/* The same but for bytes[gap, gap_end). */
struct signed_bytes signed_around(const char *bytes, size_t gap, size_t gap_end, size_t len);

/* Their digest, by its name in OpenSSL ("SHA256"). Its length; 0: it is not known, or failed. */
#define SIGNED_DIGEST_MAX 64
size_t signed_digest(const struct signed_bytes *b, const char *name,
                     unsigned char out[SIGNED_DIGEST_MAX]);

#endif
