#include "base/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/tools.h"

static void bytes_become_utf8(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *text;
    } cases[] = {
        {"年报", 6, "年报"},
        {"\xEF\xBB\xBF年报", 9, "年报"},
        {"\xEF\xBB\xBF", 3, ""},
        {"", 0, ""},
        {"\xFF\xFE\x74\x5E\x0A\x00", 6, "年\n"},
        {"\xFE\xFF\x5E\x74\xD8\x40\xDC\x00", 8, "年\xF0\xA0\x80\x80"},
        {"\xC4\xEA\xB1\xA8", 4, "年报"},                       /* GBK */
        {"\xC4\xEA\x95\x32\x82\x36", 6, "年\xF0\xA0\x80\x80"}, /* four bytes of GB18030 */
    };
    struct tools *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len;
        char *text = encoding_utf8(t->a, cases[i].bytes, cases[i].len, &len, NOWHERE, t->m);
        assert_non_null(text);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(len, strlen(cases[i].text));
    }
    size_t n;
    const struct message *list = messages_list(t->m, &n);
    assert_int_equal(n, 2);
    assert_string_equal(list[0].rule, "encoding");
    assert_int_equal(list[0].severity, SEV_INFO);
}

static void unmarked_utf16_is_read(void **state)
{
    static const char wide[] = "\x55\x53\x4D\x4F,\0"
                               "2\0"
                               "0\0"
                               "0\0"
                               "6\0\n\0,\0"
                               "1\0"
                               "2";
    struct tools *t = *state;
    size_t len;
    const char *text = encoding_utf8(t->a, wide, sizeof wide, &len, NOWHERE, t->m);
    assert_non_null(text);
    assert_string_equal(text, "单位,2006\n,12");
    assert_int_equal(messages_count(t->m, SEV_WARNING), 0);
}

static void what_is_no_text_is_refused_at_its_line(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        int line;
    } cases[] = {
        {"a\nb\0c", 5, 2},                          /* NUL */
        {"a\nb\n\xFF\xFF", 6, 3},                   /* neither */
        {"年报工作\n总结\xE5\xB9\n年", 25, 2},      /* UTF-8 with one letter cut: no GB18030 */
        {"\xEF\xBB\xBF\n\xC4\xEA", 6, 2},           /* marked as UTF-8 but is not */
        {"\xFF\xFE\x0A\x00\x00\xD8\x41\x00", 8, 2}, /* half a surrogate pair */
        {"a\0b\0", 4, 1},                           /* UTF-16 without its mark */
        {"caf\xE9 x", 6, 1},                        /* Latin-1 */
    };
    struct tools *t = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len, n;
        assert_null(encoding_utf8(t->a, cases[i].bytes, cases[i].len, &len, NOWHERE, t->m));
        const struct message *list = messages_list(t->m, &n);
        assert_int_equal(n, i + 1);
        assert_string_equal(list[i].rule, "invalid-encoding");
        assert_int_equal(list[i].at.line, cases[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bytes_become_utf8, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(unmarked_utf16_is_read, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(what_is_no_text_is_refused_at_its_line, open_tools,
                                        close_tools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
