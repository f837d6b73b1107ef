#include "tests/unit/report_files.h"

#include "data/narrative/labels.h"

static const char ini[] = "[report]\ntitle=T\nyear=2006\nlanguage=en\n"
                          "[data]\nnarrative=text.md\nindicators=values.csv\n"
                          "[indicator.a]\nname=A\nbetter=higher\n"
                          "[chart.one]\nkind=bars\nindicators=a\n"
                          "[chart.two]\nkind=bars\nindicators=a\n"
                          "[table.all]\nkind=targets\n";

static struct loaded load(const char *text)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "values.csv", "place,indicator,year,value\n,a,2006,1\nX,a,2006,1\n");
    loaded_file(&l, "text.md", text);
    loaded_read(&l);
    return l;
}

/* The text of the n-th link of the first paragraph, and its target. */
static const char *link_text(const struct loaded *l, int n, const char **target)
{
    assert_non_null(l->report);
    for (const struct node *i = l->report->narrative->child->child; i != NULL; i = i->next)
        if (i->kind == NODE_LINK && n-- == 0) {
            *target = i->target;
            return i->child->text;
        }
    fail_msg("no such link");
    return NULL;
}

static void test_names(void **state)
{
    (void)state;
    bool table = true;
    assert_string_equal(label_name("chart:a", &table), "a");
    assert_false(table);
    assert_string_equal(label_name("图：甲", &table), "甲");
    assert_false(table);
    assert_string_equal(label_name("表:乙", &table), "乙");
    assert_true(table);
    assert_null(label_name("charts:a", &table));
    assert_null(label_name("photo.jpg", &table));
}

static void test_label_is_cut(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    size_t len = strlen("Rates {#r}");
    assert_string_equal(label_cut(a, "Rates {#r}", &len), "r");
    assert_int_equal(len, strlen("Rates"));
    const char *none[] = {"Rates", "{#}", "{#a", "}", "{a}", "{#a} b", ""};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        len = strlen(none[i]);
        assert_null(label_cut(a, none[i], &len));
        assert_int_equal(len, strlen(none[i]));
    }
    arena_free(a);
}

static void test_references_forward_by_name_and_label(void **state)
{
    (void)state;
    struct loaded l = load("See {figure:two}, {图:ONE}, {table:all}, {chart:again} and "
                           "[this](chart:two).\n\n![](chart:one)\n\n![](chart:two)\n\n"
                           "![](table:all)\n\n![C {#again}](chart:one)\n");
    const char *target;
    assert_string_equal(link_text(&l, 0, &target), "Figure 2");
    assert_string_equal(target, "#figure-2");
    assert_string_equal(link_text(&l, 1, &target), "Figure 1");
    assert_string_equal(link_text(&l, 2, &target), "Table 1");
    assert_string_equal(target, "#table-1");
    assert_string_equal(link_text(&l, 3, &target), "Figure 3");
    assert_string_equal(link_text(&l, 4, &target), "this");
    assert_string_equal(target, "#figure-2");
    loaded_free(&l);
}

static void test_line_ends_beside_a_reference(void **state)
{
    (void)state;
    struct loaded l = load("see\n{chart:one}\nfor\n\n![](chart:one)\n");
    const char *target;
    assert_string_equal(link_text(&l, 0, &target), "Figure 1");
    const struct node *p = l.report->narrative->child;
    assert_string_equal(p->child->next->text, " ");
    assert_string_equal(p->last->text, "for");
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_label_is_cut),
        cmocka_unit_test(test_references_forward_by_name_and_label),
        cmocka_unit_test(test_line_ends_beside_a_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
