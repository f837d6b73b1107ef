#include "render/deflate.h"

#include <assert.h>
#include <zlib.h>

#include "data/arena.h"

unsigned char *deflate_bytes(const void *bytes, size_t len, size_t *out_len)
{
    uLongf size = compressBound(len);
    unsigned char *out = must_alloc(size, 1);
    int status = compress2(out, &size, bytes, len, Z_DEFAULT_COMPRESSION);
    assert(status == Z_OK); /* the bound cannot be exceeded */
    (void)status;
    *out_len = size;
    return out;
}
