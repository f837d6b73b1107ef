#include "data/sheets/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"

static const struct cell_table *load(struct tools *t, const char *bytes, size_t len)
{
    char path[64];
    temp_file(path, bytes, len);
    const struct cell_table *table = cells_load(t->a, path, NOWHERE, t->m);
    unlink(path);
    return table;
}

static const struct cell_table *load_text(struct tools *t, const char *text)
{
    return load(t, text, strlen(text));
}

static void check_cell(const struct cell_table *t, size_t row, size_t column, const char *text,
                       int line)
{
    assert_true(row < t->n_rows && column < t->rows[row].n);
    assert_string_equal(t->rows[row].cells[column].text, text);
    assert_int_equal(t->rows[row].cells[column].line, line);
}

static void cells_come_trimmed_with_their_lines(void **state)
{
    const struct cell_table *t = load_text(*state, "\xEF\xBB\xBF单位,指标,数值\r\n"
                                                   "\r\n"
                                                   "　江边街道 , birth_rate ,\"1,234\"\r\n"
                                                   ",,\r\n"
                                                   "\"two\nlines\",\"a \"\"b\"\" c\",\"x\"\r\n"
                                                   "last,,1");
    assert_non_null(t);
    assert_int_equal(t->n_rows, 4);
    check_cell(t, 0, 0, "单位", 1);
    check_cell(t, 1, 0, "江边街道", 3);
    check_cell(t, 1, 1, "birth_rate", 3);
    check_cell(t, 1, 2, "1,234", 3);
    check_cell(t, 2, 0, "two\nlines", 5);
    check_cell(t, 2, 1, "a \"b\" c", 6);
    check_cell(t, 3, 1, "", 7);
    check_cell(t, 3, 2, "1", 7);
}

static void separators_are_found_in_the_first_line(void **state)
{
    check_cell(load_text(*state, "a;\"b,c,d,e\";f\n1;2,5;3\n"), 1, 1, "2,5", 2);
    check_cell(load_text(*state, "a\tb\n1,5\t2\n"), 1, 0, "1,5", 2);
    check_cell(load_text(*state, "only\nx\n"), 1, 0, "x", 2);
}

static void gbk_is_read(void **state)
{
    const struct cell_table *t = load_text(*state, "\xB5\xA5\xCE\xBB,\xD6\xB5\n\xBA\xCF,1\n");
    assert_non_null(t);
    check_cell(t, 0, 0, "单位", 1);
}

static void broken_tables_are_refused_at_their_line(void **state)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"a,b\n1,\"2\n3,4\n", "2 csv-quote"},
        {"a,b\n1,2\n1,x\"y\n", "3 csv-quote"},
        {"a,b\n\n\n1,\"2\"x\n", "4 csv-quote"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tools t = {arena_new(), messages_new(LANG_EN)};
        assert_null(load_text(&t, cases[i].text));
        assert_string_equal(told(t.m), cases[i].told);
        close_tools(&(void *){&t});
    }
}

static const char *told_of(const char *head, const char *repeated, size_t times)
{
    struct tools t = {arena_new(), messages_new(LANG_EN)};
    struct buf b = {0};
    buf_puts(&b, head);
    for (size_t i = 0; i < times; i++)
        buf_puts(&b, repeated);
    buf_puts(&b, "\n");
    assert_null(load(&t, b.data, b.len));
    const char *text = told(t.m);
    buf_free(&b);
    close_tools(&(void *){&t});
    return text;
}

static void limits_are_told(void **state)
{
    (void)state;
    assert_string_equal(told_of("a,b\n1,", "x", 100000), "2 long-cell");
    assert_string_equal(told_of("a,b\n1,", "x", 2 << 20), "2 long-row");
    assert_string_equal(told_of("a,b\n1,\"", "x,y\n", 1 << 20), "2 long-row");
    assert_string_equal(told_of("a,b\n", "1,", 5000), "2 too-many-columns");
}

static void an_empty_file_is_an_empty_table(void **state)
{
    const struct cell_table *t = load_text(*state, "");
    assert_non_null(t);
    assert_int_equal(t->n_rows, 0);
    assert_int_equal(load_text(*state, ",,,\n\n  \n")->n_rows, 0);
}

#define WITH_TOOLS(test) cmocka_unit_test_setup_teardown(test, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_TOOLS(cells_come_trimmed_with_their_lines),
        WITH_TOOLS(separators_are_found_in_the_first_line),
        WITH_TOOLS(gbk_is_read),
        WITH_TOOLS(broken_tables_are_refused_at_their_line),
        WITH_TOOLS(limits_are_told),
        WITH_TOOLS(an_empty_file_is_an_empty_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
