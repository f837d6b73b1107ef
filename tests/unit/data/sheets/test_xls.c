#include "data/sheets/cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "tests/unit/temp_file.h"

/* Two sheets, 汇总 and 表2, written by another program. */
#define FILE_NAME "tests/data/population.xls"

static void cells_are_read(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    const struct cell_table *t = cells_load(a, FILE_NAME, NOWHERE, m);
    assert_non_null(t);
    assert_string_equal(t->sheet, "汇总");
    assert_int_equal(t->n_rows, 4);
    static const char *const rows[][4] = {{"2006年度人口情况", "", "", ""},
                                          {"单位", "出生率(‰)", "日期", "备注"},
                                          {"四 青", "11.02", "2006-12-31", "好"},
                                          {"江边街道", "0.9889", "１２", "1965"}};
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < t->rows[i].n; k++)
            assert_string_equal(t->rows[i].cells[k].text, rows[i][k]);
    assert_int_equal(t->rows[2].cells[1].line, 3);
    t = cells_load(a, FILE_NAME "!表2", NOWHERE, m);
    assert_non_null(t);
    assert_string_equal(t->rows[0].cells[0].text, "x");
    messages_free(m);
    arena_free(a);
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    static char bytes[65536];
    FILE *f = fopen(FILE_NAME, "r");
    assert_non_null(f);
    size_t len = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    for (size_t n = 8; n < len; n += 512) {
        struct arena *a = arena_new();
        struct messages *m = messages_new(LANG_EN);
        char path[64];
        temp_file(path, bytes, n);
        assert_true(cells_load(a, path, NOWHERE, m) != NULL || messages_count(m, SEV_ERROR) == 1);
        unlink(path);
        messages_free(m);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read),
        cmocka_unit_test(damaged_files_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
