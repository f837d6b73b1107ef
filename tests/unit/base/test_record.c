#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "archive/store/item.h"
#include "base/arena.h"
#include "base/record.h"

static const struct record *read_text(struct arena *a, const char *text)
{
    return record_read(a, text, strlen(text));
}

static void round_trip(void **state)
{
    static const char *const texts[] = {"", "年度", "a\"b\\c\n\t\x01", "𠮷", "/"};
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int lines = 0; lines < 2; lines++) {
            struct buf b = {0};
            struct record_writer w = {.out = &b, .separator = lines != 0 ? "\n" : ""};
            record_put(&w, texts[i], texts[i]);
            record_put(&w, "left out", NULL);
            record_put_number(&w, "n", -42);
            record_end(&w);
            const struct record *r = record_read(a, b.data, b.len);
            assert_non_null(r);
            assert_int_equal(r->n, 2);
            assert_string_equal(record_text(r, texts[i]), texts[i]);
            assert_int_equal(record_number(r, "n"), -42);
            assert_null(record_text(r, "left out"));
            buf_free(&b);
        }
    arena_free(a);
}

static void escapes(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    const struct record *r = read_text(a, " { \"a\" : \"\\u5e74\\ud842\\udfb7\\/\\b\\r\" } ");
    assert_non_null(r);
    assert_string_equal(record_text(r, "a"), "年𠮷/\b\r");
    arena_free(a);
}

static void refused(void **state)
{
    static const char *const texts[] = {"",
                                        "{}",
                                        "{\"a\":\"b\"",
                                        "{\"a\":\"b\"}x",
                                        "{\"a\":\"b\"}{\"a\":\"b\"}",
                                        "{\"a\":\"b\",}",
                                        "{\"a\":\"b\",\"a\":\"c\"}",
                                        "{\"a\":{\"b\":\"c\"}}",
                                        "{\"a\":[1]}",
                                        "{\"a\":1.5}",
                                        "{\"a\":01}",
                                        "{\"a\":1234567890123456789}",
                                        "{\"a\":-}",
                                        "{\"a\":true}",
                                        "{\"a\":\"\\u0000\"}",
                                        "{\"a\":\"\\ud842\"}",
                                        "{\"a\":\"\\udfb7\"}",
                                        "{\"a\":\"\\x\"}",
                                        "{\"a\":\"b\nc\"}",
                                        "{\"a\":\"\xff\"}",
                                        "{\"a\":\"\xed\xa0\x80\"}",
                                        "{\"a\":\"\xc0\xaf\"}",
                                        "{\"\xff\":\"a\"}",
                                        "{\"a\":null}",
                                        "{\"a\":1e2}",
                                        "{\"a\":-1234567890123456789}",
                                        "{a:\"b\"}"};
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (read_text(a, texts[i]) != NULL)
            fail_msg("taken: %s", texts[i]);
    assert_null(record_read(a, "{\"a\":\"\0\"}", 9));
    arena_free(a);
}

/* Neither many members nor many levels are taken, nor do they end the program. */
static void too_much(void **state)
{
    struct arena *a = arena_new();
    struct buf members = {0}, levels = {0};
    (void)state;
    for (int i = 0; i < 64; i++)
        buf_printf(&members, "%s\"%d\":%d", i > 0 ? "," : "{", i, i);
    size_t len = members.len;
    buf_puts(&members, "}");
    assert_non_null(record_read(a, members.data, members.len));
    members.len = len;
    buf_puts(&members, ",\"64\":64}");
    assert_null(record_read(a, members.data, members.len));
    for (int i = 0; i < 1000000; i++)
        buf_puts(&levels, "[");
    assert_null(record_read(a, levels.data, levels.len));
    buf_free(&members);
    buf_free(&levels);
    arena_free(a);
}

/* Every text cut short is refused: a torn line is never a record. */
static void cut(void **state)
{
    static const char line[] = "{\"sequence\":12,\"title\":\"年\\u5e74\",\"event\":\"add\"}";
    struct arena *a = arena_new();
    (void)state;
    for (size_t len = 0; len < strlen(line); len++)
        assert_null(record_read(a, line, len));
    assert_non_null(record_read(a, line, strlen(line)));
    arena_free(a);
}

static void codes(void **state)
{
    struct arena *a = arena_new();
    struct item_code i = {
        .fonds = "Z109", .year = 2011, .retention = "Y", .office = "BGS", .number = 1};
    (void)state;
    assert_string_equal(item_code(a, &i), "Z109-WS·2011-Y-BGS-0001");
    i.office = NULL;
    i.number = 9999;
    assert_string_equal(item_code(a, &i), "Z109-WS·2011-Y-9999");
    static const char *const good[] = {"Z109-WS·2011-Y-BGS-0001", "X1-WS·1999-D30-0012",
                                       "X1-WS·1999-D10-9999"};
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        assert_true(item_read(a, good[k], &i));
        assert_string_equal(item_code(a, &i), good[k]);
    }
    arena_free(a);
}

static void no_codes(void **state)
{
    static const char *const bad[] = {"",
                                      "Z109",
                                      "Z109-WS·2011-Y-BGS-1",
                                      "Z109-WS·2011-Y-BGS-0000",
                                      "Z109-WS·2011-Y-BGS-10000",
                                      "Z109-WS·3000-Y-BGS-0001",
                                      "Z109-WS·2011-Q-0001",
                                      "Z109-WS·11-Y-0001",
                                      "../x-WS·2011-Y-0001",
                                      "Z/1-WS·2011-Y-0001",
                                      "Z109-WS·2011-Y-../-0001",
                                      "Z109-WS·2011-Y-BGS-0001/..",
                                      "Z109-WS·2011-Y-BGS-0001.v2",
                                      "Z109-WS·2011-Y-BGS-X-0001",
                                      "Z109-WS·2011-永久-0001",
                                      "Z109-WS·2011-Y-0001 "};
    struct arena *a = arena_new();
    struct item_code i;
    (void)state;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        if (item_read(a, bad[k], &i))
            fail_msg("taken: %s", bad[k]);
    assert_string_equal(item_retention("永久"), "Y");
    assert_string_equal(item_retention("D30"), "D30");
    assert_null(item_retention("5年"));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip), cmocka_unit_test(escapes), cmocka_unit_test(refused),
        cmocka_unit_test(too_much),   cmocka_unit_test(cut),     cmocka_unit_test(codes),
        cmocka_unit_test(no_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
