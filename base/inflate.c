#include "base/inflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/arena.h"

char *inflate_bytes(struct arena *a, const char *bytes, size_t len, size_t max, size_t *out_len)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (d == NULL)
        out_of_memory();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    unsigned char *out = NULL;
    /* the size is not told: doubled until it is enough */
    for (size_t size = 4096; result == LIBDEFLATE_INSUFFICIENT_SPACE && size < 2 * max; size *= 2) {
        free(out);
        size_t room = size < max ? size : max;
        out = must_alloc(room, 1);
        result = libdeflate_zlib_decompress(d, bytes, len, out, room, out_len);
    }
    libdeflate_free_decompressor(d);
    char *kept =
        result == LIBDEFLATE_SUCCESS ? arena_strndup(a, (const char *)out, *out_len) : NULL;
    free(out);
    return kept;
}
