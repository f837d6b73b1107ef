/*
 * Inflate: the zlib format of /FlateDecode streams (ISO 32000-1, 7.4.4), through libdeflate.
 */
#ifndef NIANBAO_INFLATE_H
#define NIANBAO_INFLATE_H

#include <stddef.h>

struct arena;

/*
 * bytes[0..len) inflated, in the arena, NUL-terminated; *out_len without the NUL. NULL when it is
 * damaged or more than max bytes come out.
 */
char *inflate_bytes(struct arena *a, const char *bytes, size_t len, size_t max, size_t *out_len);

#endif
