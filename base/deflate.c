#include "base/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/arena.h"

/* Of libdeflate's 1 to 12: above 8 the last half per cent costs half as much time again. */
#define LEVEL 8

unsigned char *deflate_bytes(const void *bytes, size_t len, size_t *out_len)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    if (c == NULL)
        must_end();
    size_t size = libdeflate_zlib_compress_bound(c, len);
    unsigned char *out = must_alloc(size, 1);
    *out_len = libdeflate_zlib_compress(c, bytes, len, out, size);
    libdeflate_free_compressor(c);
    return out;
}

bool deflate_holds(const void *bytes, size_t len, size_t inflated)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    unsigned char *out = must_alloc(inflated, 1);
    /* without a place for the length it must be exactly that */
    bool holds = d != NULL && libdeflate_zlib_decompress(d, bytes, len, out, inflated, NULL) ==
                                  LIBDEFLATE_SUCCESS;
    free(out);
    libdeflate_free_decompressor(d);
    return holds;
}

char *deflate_undo(struct arena *a, const char *bytes, size_t len, size_t max, size_t *out_len)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (d == NULL)
        must_end();
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
