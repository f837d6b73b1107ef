/*
 * Encodings: any bytes an office hands over become UTF-8 here. What had to be guessed is told; what
 * cannot be read is refused.
 */
#ifndef NIANBAO_ENCODING_H
#define NIANBAO_ENCODING_H

#include "base/msg.h"

struct arena;

/*
 * bytes[0..len) as valid UTF-8 without byte order mark, NUL-terminated, in the arena; *out_len its
 * length. Recognised in this order: byte order marks (UTF-8, UTF-16), UTF-16 without one, strict
 * UTF-8, GB18030. A guess (the second, the last) is told as SEV_INFO [encoding]; bytes that are
 * neither are an error [invalid-encoding] with the line of the first offending byte, and so is a
 * NUL. NULL then.
 */
char *encoding_utf8(struct arena *a, const char *bytes, size_t len, size_t *out_len,
                    struct source at, struct messages *m);

/*
 * UTF-8 text[0..len) with simplified characters for traditional ones (ICU's Hant-Hans), in the
 * arena; lines stay lines. Without traditional characters hardly anything changes. NULL when ICU
 * has no such data, reported.
 */
char *encoding_simplified(struct arena *a, const char *text, size_t len, struct messages *m);

#endif
