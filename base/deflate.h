/*
 * Deflate: bytes compressed, and inflated again, as the FlateDecode filter of a PDF wants them
 * (ISO 32000-1 7.4.4). The only file that knows libdeflate, which takes half the time of zlib.
 */
#ifndef NIANBAO_DEFLATE_H
#define NIANBAO_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* bytes[0..len) compressed; malloced, the caller frees. Safe in several threads. */
unsigned char *deflate_bytes(const void *bytes, size_t len, size_t *out_len);

/* Whether bytes[0..len) are the whole of some compressed data that is `inflated` bytes long. */
bool deflate_holds(const void *bytes, size_t len, size_t inflated);

/*
 * bytes[0..len) of the zlib format inflated, in the arena, NUL-terminated; *out_len without the
 * NUL. NULL when it is damaged or more than max bytes come out.
 */
char *deflate_undo(struct arena *a, const char *bytes, size_t len, size_t max, size_t *out_len);

#endif
