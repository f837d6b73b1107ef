#include "base/ini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"

static const struct ini *load(struct tools *t, const char *bytes, size_t len)
{
    char path[64];
    temp_file(path, bytes, len);
    const struct ini *ini = ini_load(t->a, path, NOWHERE, t->m);
    unlink(path);
    return ini;
}

static const struct ini *load_text(struct tools *t, const char *text)
{
    return load(t, text, strlen(text));
}

static void check_value(const struct ini *ini, const char *section, const char *key,
                        const char *value, int line)
{
    const struct ini_section *s = ini_section(ini, section);
    assert_non_null(s);
    const struct ini_entry *e = ini_entry(s, key);
    assert_non_null(e);
    assert_string_equal(e->value, value);
    assert_int_equal(e->at.line, line);
}

static void sections_and_keys_come_with_their_lines(void **state)
{
    struct tools *t = *state;
    const struct ini *ini = load_text(t, "\xEF\xBB\xBF; 注释\r\n"
                                         "[Report] ; or [报告]\r\n"
                                         "Title  = 工作总结 ; 标题\r\n"
                                         "empty =\r\n"
                                         "target = = 0\r\n"
                                         "color = \"#ff0000\" # red\r\n"
                                         "\r\n"
                                         "[指标.Birth_Rate]\r\n"
                                         "　名称　=　人口出生率　\r\n"
                                         "long = one \\\r\n"
                                         "two \\\r\n"
                                         "three\r\n"
                                         "target = <= 11.50\r\n"
                                         "quoted = '  a ; b  '");
    assert_non_null(ini);
    assert_int_equal(ini->n_sections, 2);
    assert_int_equal(ini->sections[1].at.line, 8);
    check_value(ini, "report", "title", "工作总结", 3);
    check_value(ini, "report", "empty", "", 4);
    check_value(ini, "report", "target", "= 0", 5);
    check_value(ini, "report", "color", "#ff0000", 6);
    check_value(ini, "指标.birth_rate", "名称", "人口出生率", 9);
    check_value(ini, "指标.birth_rate", "long", "one two three", 10);
    check_value(ini, "指标.birth_rate", "target", "<= 11.50", 13);
    check_value(ini, "指标.birth_rate", "quoted", "a ; b", 14);
    assert_null(ini_entry(ini_section(ini, "report"), "名称"));
    assert_null(ini_section(ini, "Report"));
    assert_string_equal(told(t->m), "");
}

static void what_iniparser_would_swallow_is_an_error(void **state)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"[a]\ncolor = #ff0000\n", "2 cut-value"},
        {"[a]\nb = c;d\n", "2 cut-value"},
        {"[a]\nb = \"c\" d\n", "2 cut-value"},
        {"[a]\nb = \"c\n", "2 unclosed-quote"},
        {"[a]\nb = 1\nB = 2\n", "3 duplicate-key"},
        {"[a]\nb = 1\n[A]\nc = 1\n", "3 duplicate-section"},
        {"b = 1\n[a]\n", "1 ini-syntax"},
        {"[a]\nno equals\n", "2 ini-syntax"},
        {"[a]\nb ＝ 1\n", "2 ini-syntax"},
        {"[a]\n= 1\n", "2 ini-syntax"},
        {"[a] b = 1\n", "1 ini-syntax"},
        {"[a\nb = 1\n", "1 ini-syntax; 2 ini-syntax"},
        {"[]\n", "1 ini-syntax"},
        {"[a:b]\n[a]\nb:c = 1\n", "1 ini-syntax; 3 ini-syntax"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tools t = {arena_new(), messages_new(LANG_EN)};
        (void)state;
        assert_null(load_text(&t, cases[i].text));
        assert_string_equal(told(t.m), cases[i].told);
        close_tools(&(void *){&t});
    }
}

static void long_lines_are_read_or_refused_by_number(void **state)
{
    struct tools *t = *state;
    struct buf b = {0};
    buf_puts(&b, "[a]\nb=");
    for (int i = 0; i < 1020; i++)
        buf_puts(&b, "x");
    buf_puts(&b, "\nc=1\n");
    const struct ini *ini = load(t, b.data, b.len);
    assert_non_null(ini);
    assert_int_equal(strlen(ini->sections[0].entries[0].value), 1020);
    assert_string_equal(ini->sections[0].entries[1].value, "1");
    buf_puts(&b, "d=");
    for (int i = 0; i < 1 << 20; i++)
        buf_puts(&b, "x");
    buf_puts(&b, "\ne=1\n");
    assert_null(load(t, b.data, b.len));
    assert_string_equal(told(t->m), "4 long-line");
    buf_free(&b);
}

static void strange_files_are_told(void **state)
{
    struct tools *t = *state;
    assert_null(ini_load(t->a, "/", NOWHERE, t->m));
    assert_null(ini_load(t->a, "/nowhere/at/all.ini", NOWHERE, t->m));
    assert_null(load(t, "[a]\n\0\n", 6));
    assert_int_equal(messages_count(t->m, SEV_ERROR), 3);
    const struct ini *ini = load_text(t, "");
    assert_non_null(ini);
    assert_int_equal(ini->n_sections, 0);
    ini = load_text(t, "[\xB1\xA8\xB8\xE6]\n\xB1\xEA\xCC\xE2=\xC4\xEA\xB1\xA8\n"); /* GBK */
    assert_non_null(ini);
    check_value(ini, "报告", "标题", "年报", 2);
}

static void too_many_keys_end_soon(void **state)
{
    struct tools *t = *state;
    struct buf b = {0};
    buf_puts(&b, "[a]\n");
    for (int i = 0; i < 20000; i++)
        buf_printf(&b, "k%d=1\n", i);
    assert_null(load(t, b.data, b.len));
    assert_string_equal(told(t->m), "10000 too-many-keys");
    buf_free(&b);
}

#define WITH_TOOLS(test) cmocka_unit_test_setup_teardown(test, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TOOLS(sections_and_keys_come_with_their_lines),
        WITH_TOOLS(what_iniparser_would_swallow_is_an_error),
        WITH_TOOLS(long_lines_are_read_or_refused_by_number),
        WITH_TOOLS(strange_files_are_told),
        WITH_TOOLS(too_many_keys_end_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
