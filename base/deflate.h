/*
 * Deflate: bytes as the FlateDecode filter of a PDF wants them (ISO 32000-1 7.4.4; libdeflate,
 * half the time of zlib for a smaller result).
 */
#ifndef NIANBAO_DEFLATE_H
#define NIANBAO_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>

/* bytes[0..len) compressed; malloced, the caller frees. Safe in several threads. */
unsigned char *deflate_bytes(const void *bytes, size_t len, size_t *out_len);

/* Whether bytes[0..len) are the whole of some compressed data that is `inflated` bytes long. */
bool deflate_holds(const void *bytes, size_t len, size_t inflated);

#endif
