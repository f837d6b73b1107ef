#include "base/workers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libdeflate.h>

#include "base/deflate.h"

#define PIECES 1000

struct tally {
    atomic_int done[PIECES];
};

static void do_piece(void *ctx, size_t i)
{
    struct tally *t = ctx;
    atomic_fetch_add(&t->done[i], 1);
}

static void each_piece_is_done_once(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 17, PIECES};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        struct tally t = {0};
        workers_run(do_piece, &t, counts[c]);
        for (size_t i = 0; i < PIECES; i++)
            assert_int_equal(t.done[i], i < counts[c]);
    }
}

static void deflated_bytes_come_back(void **state)
{
    (void)state;
    unsigned char bytes[70000], again[70000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i >> 7);
    for (size_t len = 0; len <= sizeof bytes; len += 35000) {
        size_t packed_len;
        unsigned char *packed = deflate_bytes(bytes, len, &packed_len);
        size_t size;
        struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
        assert_int_equal(
            libdeflate_zlib_decompress(d, packed, packed_len, again, sizeof again, &size),
            LIBDEFLATE_SUCCESS);
        libdeflate_free_decompressor(d);
        assert_int_equal(size, len);
        assert_memory_equal(again, bytes, len);
        free(packed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_piece_is_done_once),
        cmocka_unit_test(deflated_bytes_come_back),
    };
    return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
