#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "data/wording/cited.h"
#include "tests/unit/tools.h"

static const char *text_of(struct arena *a, const struct source *list, size_t n, size_t most)
{
    struct cited c = {0};
    for (size_t i = 0; i < n; i++)
        cited_add(&c, list[i]);
    const char *text = cited_text(a, &c, "report/", most);
    cited_free(&c);
    return text;
}

static void runs_of_lines_are_joined(void **state)
{
    struct tools *t = *state;
    static const struct source list[] = {{"report/b.csv", NULL, 8, 3}, {"report/a.csv", NULL, 4, 1},
                                         {"report/b.csv", NULL, 2, 6}, {"report/b.csv", NULL, 3, 5},
                                         {"report/b.csv", NULL, 3, 4}, {NULL, NULL, 1, 1}};
    assert_string_equal(text_of(t->a, list, 6, 0), "a.csv:4; b.csv:2-3, 8");
    assert_string_equal(text_of(t->a, list, 6, 2), "a.csv:4; b.csv:2-3, …");
    assert_string_equal(text_of(t->a, list, 6, 3), "a.csv:4; b.csv:2-3, 8");
    assert_string_equal(text_of(t->a, list, 0, 0), "");
}

static void cells_of_sheets_are_written_as_spreadsheets_do(void **state)
{
    struct tools *t = *state;
    static const struct source list[] = {{"report/a.xlsx", "S", 5, 2},
                                         {"report/a.xlsx", "S", 4, 2},
                                         {"report/a.xlsx", "S", 4, 28},
                                         {"/else/a.xlsx", "表", 3, 1}};
    assert_string_equal(text_of(t->a, list, 4, 0), "/else/a.xlsx!表!A3; a.xlsx!S!B4:B5, AB4");
    assert_string_equal(cited_one(t->a, (struct source){"x.csv", NULL, 0, 0}, ""), "x.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(runs_of_lines_are_joined, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(cells_of_sheets_are_written_as_spreadsheets_do, open_tools,
                                        close_tools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
