#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void malformed_utf8_is_found_where_it_starts(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t valid;
    } cases[] = {
        {"年报", 6},
        {"a\xC0\x80", 1},
        {"\xED\xA0\x80", 0},
        {"ab\xE5\xB9", 2},
        {"\xF4\x90\x80\x80", 0},
        {"\xF0\x9F\x98\x80", 4},
        {"\xE0\x9F\xBF", 0},
        {"x\xFF", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_valid(cases[i].bytes, strlen(cases[i].bytes)), cases[i].valid);
}

static void code_points_survive_a_round_trip(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += 97) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        char bytes[4];
        size_t n = utf8_put(cp, bytes), i = 0;
        assert_int_equal(utf8_next(bytes, n, &i), cp);
        assert_int_equal(i, n);
    }
}

static void trimming_knows_full_width_blanks(void **state)
{
    (void)state;
    const char *s = "　 四 青\t　";
    size_t len = strlen(s);
    text_trim(&s, &len);
    assert_int_equal(len, strlen("四 青"));
    assert_memory_equal(s, "四 青", len);
    s = " 　 ";
    len = strlen(s);
    text_trim(&s, &len);
    assert_int_equal(len, 0);
}

static void nearest_name_is_what_was_meant(void **state)
{
    (void)state;
    static const char *const names[] = {"title", "organ", "year", "标题", "单位", "年度"};
    assert_string_equal(text_nearest("titel", names, 6), "title");
    assert_string_equal(text_nearest("标提", names, 6), "标题");
    assert_null(text_nearest("zzzzzz", names, 6));
    assert_null(text_nearest("甲", names, 6));
}

static void buffers_grow(void **state)
{
    (void)state;
    struct buf b = {0};
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "%d,", i);
    buf_code_point(&b, 0x5E74);
    assert_int_equal(b.len, 10 * 2 + 90 * 3 + 900 * 4 + 3);
    assert_string_equal(b.data + b.len - 7, "999,年");
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(malformed_utf8_is_found_where_it_starts),
        cmocka_unit_test(code_points_survive_a_round_trip),
        cmocka_unit_test(trimming_knows_full_width_blanks),
        cmocka_unit_test(nearest_name_is_what_was_meant),
        cmocka_unit_test(buffers_grow),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
