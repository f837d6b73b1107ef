#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    unsigned char *kept[400];
    for (size_t i = 0; i < 400; i++) {
        size_t size = i % 50 == 49 ? 300000 : i * 7;
        kept[i] = arena_alloc(a, size);
        assert_int_equal((uintptr_t)kept[i] % 16, 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(kept[i][k], 0);
        memset(kept[i], (int)(i % 255) + 1, size);
    }
    for (size_t i = 1; i < 400; i++)
        assert_int_equal(kept[i][0], i % 255 + 1);
    arena_free(a);
}

static void texts_are_copied_and_ended(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(arena_strndup(a, "年度总结", 6), "年度");
    assert_string_equal(arena_strndup(a, NULL, 0), "");
    assert_string_equal(arena_printf(a, "%s-%d", "Y", 2006), "Y-2006");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(texts_are_copied_and_ended),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
