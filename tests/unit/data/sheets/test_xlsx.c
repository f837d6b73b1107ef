#include "data/sheets/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/xlsx_file.h"

#define NO_STRINGS "<sst/>"

struct tools {
    struct arena *a;
    struct messages *m;
};

static struct tools tools_new(void)
{
    return (struct tools){arena_new(), messages_new(LANG_EN)};
}

static void tools_free(struct tools *t)
{
    arena_free(t->a);
    messages_free(t->m);
}

static const struct cell_table *load(struct tools *t, const char *path, const char *sheet)
{
    char name[96];
    snprintf(name, sizeof name, "%s%s", path, sheet);
    const struct cell_table *table = cells_load(t->a, name, NOWHERE, t->m);
    unlink(path);
    return table;
}

static const struct cell_table *load_rows(struct tools *t, const char *rows, const char *behind,
                                          const char *strings)
{
    char path[64];
    xlsx_sheet(path, rows, behind, strings);
    return load(t, path, "");
}

static void check_cell(const struct cell_table *t, size_t row, size_t column, const char *text,
                       int line)
{
    assert_true(row < t->n_rows && column < t->rows[row].n);
    assert_string_equal(t->rows[row].cells[column].text, text);
    assert_int_equal(t->rows[row].cells[column].line, line);
}

static void texts_of_all_kinds_are_read(void **state)
{
    (void)state;
    struct tools t = tools_new();
    const struct cell_table *c =
        load_rows(&t,
                  "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" "
                  "t=\"inlineStr\"><is><t>行内</t></is>"
                  "</c></row><row r=\"5\" hidden=\"1\"><c t=\"str\"><f>A1</f><v>算_x000D_得</v></c>"
                  "<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#DIV/0!</v></c></row><row r=\"6\"/>",
                  "",
                  "<sst><si><t>x</t></si><si><r><t> 江边</t></r><r><t>街道 </t></r>"
                  "<rPh sb=\"0\" eb=\"2\"><t>jiang</t></rPh></si></sst>");
    assert_non_null(c);
    assert_string_equal(c->sheet, "汇总");
    assert_int_equal(c->n_rows, 2);
    check_cell(c, 0, 0, "江边街道", 2);
    check_cell(c, 0, 1, "", 2);
    check_cell(c, 0, 2, "行内", 2);
    check_cell(c, 1, 0, "算 得", 5);
    check_cell(c, 1, 1, "TRUE", 5);
    check_cell(c, 1, 2, "#DIV/0!", 5);
    assert_false(c->rows[0].hidden);
    assert_true(c->rows[1].hidden);
    tools_free(&t);
}

static void numbers_are_read_as_their_formats_show_them(void **state)
{
    (void)state;
    struct tools t = tools_new();
    const struct cell_table *c =
        load_rows(&t,
                  "<row><c><v>11.02</v></c><c s=\"1\"><v>0.98890000000000000</v></c><c "
                  "s=\"2\"><v>39082</v></c>"
                  "<c s=\"3\"><v>6.0099999999999998</v></c><c s=\"4\"><v>39082</v></c><c "
                  "s=\"99\"><v>1E3</v></c>"
                  "</row>",
                  "", NO_STRINGS);
    assert_non_null(c);
    static const char *const texts[] = {"11.02", "98.89%", "2006-12-31", "6.01‰", "2006", "1000"};
    for (size_t i = 0; i < 6; i++)
        check_cell(c, 0, i, texts[i], 1);
    tools_free(&t);
}

static void merges_are_kept(void **state)
{
    (void)state;
    struct tools t = tools_new();
    const struct cell_table *c = load_rows(
        &t, "<row><c t=\"str\"><v>a</v></c></row>",
        "<mergeCells><mergeCell ref=\"B2:AA3\"/><mergeCell ref=\"A9\"/></mergeCells>", NO_STRINGS);
    assert_non_null(c);
    assert_int_equal(c->n_merges, 1);
    assert_int_equal(c->merges[0].top, 2);
    assert_int_equal(c->merges[0].left, 1);
    assert_int_equal(c->merges[0].bottom, 3);
    assert_int_equal(c->merges[0].right, 26);
    tools_free(&t);
}

static const struct cell_table *load_sheet(struct tools *t, const char *sheet)
{
    char path[64];
    xlsx_sheet(path, "<row><c t=\"str\"><v>new</v></c></row>", "", NO_STRINGS);
    return load(t, path, sheet);
}

static void sheets_are_found_by_name_and_number(void **state)
{
    (void)state;
    struct tools t = tools_new();
    check_cell(load_sheet(&t, ""), 0, 0, "new", 1);
    check_cell(load_sheet(&t, "!旧"), 0, 0, "old", 1);
    check_cell(load_sheet(&t, "!1"), 0, 0, "old", 1);
    check_cell(load_sheet(&t, "!汇 总"), 0, 0, "new", 1);
    assert_int_equal(messages_count(t.m, SEV_INFO), 0);
    assert_null(load_sheet(&t, "!3"));
    assert_string_equal(told(t.m), "0 no-such-sheet");
    tools_free(&t);
}

static void a_formula_without_result_is_told(void **state)
{
    (void)state;
    struct tools t = tools_new();
    assert_non_null(load_rows(&t, "<row r=\"4\"><c r=\"B4\"><f>A1+1</f></c><c><v>1</v></c></row>",
                              "", NO_STRINGS));
    assert_string_equal(told(t.m), "4 formula-without-result");
    tools_free(&t);
}

/* What is told of a sheet that is refused. */
static const char *refused(const char *rows)
{
    struct tools t = tools_new();
    assert_null(load_rows(&t, rows, "", NO_STRINGS));
    const char *text = told(t.m);
    tools_free(&t);
    return text;
}

static void damaged_sheets_are_refused(void **state)
{
    (void)state;
    assert_string_equal(refused("<row r=\"1\"><c r=\"A1\"></row>"), "0 damaged-file");
    assert_string_equal(refused("<row r=\"2\"/><row r=\"2\"/>"), "2 damaged-file");
    assert_string_equal(refused("<row r=\"9999999\"/>"), "0 damaged-file");
    assert_string_equal(
        refused("<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"A3\"><v>1</v></c></row>"),
        "3 damaged-file");
    assert_string_equal(refused("<row><c t=\"s\"><v>7</v></c></row>"), "1 damaged-file");
    assert_string_equal(refused("<row r=\"1\"><c r=\"AAAAA1\"><v>1</v></c></row>"),
                        "1 too-many-columns");
}

static void formulas_as_text_are_refused(void **state)
{
    (void)state;
    struct tools t = tools_new();
    assert_non_null(load_rows(&t,
                              "<row><c t=\"str\"><v>=cmd|' /C calc'!A0</v></c>"
                              "<c t=\"str\"><v>= 0</v></c><c t=\"str\"><v>-</v></c></row>",
                              "", NO_STRINGS));
    assert_string_equal(told(t.m), "1 formula-text");
    tools_free(&t);
}

static void entities_are_refused(void **state)
{
    (void)state;
    struct tools t = tools_new();
    char path[64];
    xlsx_parts(path,
               (struct xlsx_part[]){
                   {"xl/worksheets/sheet1.xml",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData>"
                    "<row><c t=\"str\"><v>&e;</v></c></row></sheetData></worksheet>"}},
               1);
    assert_null(load(&t, path, ""));
    assert_string_equal(told(t.m), "0 unsafe-xml");
    tools_free(&t);
}

static void a_zip_bomb_is_refused(void **state)
{
    (void)state;
    struct tools t = tools_new();
    char path[64];
    size_t size = 20u << 20;
    char *blanks = malloc(size + 1);
    assert_non_null(blanks);
    memset(blanks, ' ', size);
    blanks[size] = '\0';
    xlsx_parts(path, (struct xlsx_part[]){{"xl/worksheets/sheet1.xml", blanks}}, 1);
    assert_null(load(&t, path, ""));
    assert_string_equal(told(t.m), "0 zip-bomb");
    free(blanks);
    tools_free(&t);
}

/* A good file cut off, or with one byte changed, gives a table or a message, never neither. */
static void damaged_files_are_refused(void **state)
{
    (void)state;
    char path[64], copy[64], bytes[8192];
    xlsx_sheet(path, "<row><c t=\"str\"><v>new</v></c></row>", "", NO_STRINGS);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t len = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    unlink(path);
    for (size_t n = 4; n < len; n += 97) {
        struct tools t = tools_new();
        temp_file(copy, bytes, n);
        assert_null(load(&t, copy, ""));
        assert_string_equal(told(t.m), "0 damaged-file");
        tools_free(&t);
    }
    for (size_t n = 4; n < len; n += 13) {
        struct tools t = tools_new();
        bytes[n] ^= 0x55;
        temp_file(copy, bytes, len);
        assert_true(load(&t, copy, "") != NULL || messages_count(t.m, SEV_ERROR) > 0);
        bytes[n] ^= 0x55;
        tools_free(&t);
    }
}

static void other_zip_files_are_refused(void **state)
{
    (void)state;
    struct tools t = tools_new();
    char path[64];
    xlsx_parts(path, (struct xlsx_part[]){{"_rels/.rels", "<Relationships/>"}}, 1);
    assert_null(load(&t, path, ""));
    assert_string_equal(told(t.m), "0 not-a-workbook");
    tools_free(&t);
}

static void a_cell_is_told_as_spreadsheets_say_it(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    struct source at = {.file = "a.xlsx", .sheet = "汇总", .line = 4, .column = 28};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    msg(m, SEV_ERROR, at, "x", "y", "y");
    messages_print(m, out);
    fclose(out);
    assert_string_equal(text, "a.xlsx!汇总!AB4: error: y [x]\n");
    free(text);
    messages_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_of_all_kinds_are_read),
        cmocka_unit_test(numbers_are_read_as_their_formats_show_them),
        cmocka_unit_test(merges_are_kept),
        cmocka_unit_test(sheets_are_found_by_name_and_number),
        cmocka_unit_test(a_formula_without_result_is_told),
        cmocka_unit_test(damaged_sheets_are_refused),
        cmocka_unit_test(formulas_as_text_are_refused),
        cmocka_unit_test(entities_are_refused),
        cmocka_unit_test(a_zip_bomb_is_refused),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(other_zip_files_are_refused),
        cmocka_unit_test(a_cell_is_told_as_spreadsheets_say_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
