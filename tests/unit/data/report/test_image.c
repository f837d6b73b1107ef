#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/report/image.h"
#include "tests/unit/temp_file.h"

static const struct image *load_bytes(struct arena *a, struct messages *m, const void *bytes,
                                      size_t len)
{
    char path[64];
    temp_file(path, bytes, len);
    const struct image *i = image_load(a, path, "x", NOWHERE, m);
    unlink(path);
    return i;
}

/* Every file cut short is refused, and no flipped byte does harm. */
static void torture(const char *path)
{
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    size_t len;
    char *bytes = file_read(a, path, 1 << 20, &len, NOWHERE, m);
    assert_non_null(bytes);
    assert_non_null(load_bytes(a, m, bytes, len));
    assert_string_equal(told(m), "");
    for (size_t n = 0; n < len; n++)
        assert_null(load_bytes(a, m, bytes, n));
    for (size_t i = 0; i < len; i++) {
        bytes[i] ^= (char)0xFF;
        load_bytes(a, m, bytes, len);
        bytes[i] ^= (char)0xFF;
    }
    messages_free(m);
    arena_free(a);
}

static void test_png(void **state)
{
    (void)state;
    torture("tests/golden/pictures/mono.png");
}

static void test_jpeg(void **state)
{
    (void)state;
    torture("tests/golden/pictures/turned.jpg");
}

static void test_what_files_say(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    const struct image *i = image_load(a, "tests/golden/pictures/turned.jpg", "t", NOWHERE, m);
    assert_non_null(i);
    assert_int_equal(i->kind, IMAGE_JPEG);
    assert_int_equal(i->turn, 6);
    assert_int_equal(image_wide(i), 80);
    assert_int_equal(image_high(i), 120);
    i = image_load(a, "tests/golden/pictures/alpha.png", "a", NOWHERE, m);
    assert_non_null(i);
    assert_int_equal(i->kind, IMAGE_PNG);
    assert_int_equal(i->colour, COLOUR_RGB_ALPHA);
    assert_int_equal(image_wide(i), 120);
    messages_free(m);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png),
        cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_what_files_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
