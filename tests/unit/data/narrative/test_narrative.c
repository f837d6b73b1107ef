#include "tests/unit/report_files.h"

#include "data/narrative/markdown.h"

static const char ini[] =
    "[报告]\n标题 = 总结\n年度 = 2006\n"
    "[数据]\n正文 = text.md\n指标 = values.csv\n"
    "[指标.rate]\n名称 = 出生率\n计量单位 = ‰\n方向 = lower\n目标 = <= 12\n"
    "[检查]\nnumbering-gap = off\n[图.main]\n类型 = 目标对比\n标题 = 图的题\n指标 = rate\n"
    "[表.targets]\n类型 = 目标\n标题 = 表的题\n";

static struct loaded load_text(const char *text)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "values.csv", "indicator,year,value\nrate,2006,11.02\n");
    loaded_file(&l, "text.md", text);
    loaded_read(&l);
    return l;
}

static void nodes_are_appended_in_order(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct node *parent = node_new(a, NODE_LIST, NOWHERE);
    for (int i = 0; i < 3; i++) {
        struct node *item = node_new(a, NODE_ITEM, NOWHERE);
        item->number = i;
        node_append(parent, item);
    }
    assert_int_equal(nth(parent, 0)->number, 0);
    assert_int_equal(nth(parent, 2)->number, 2);
    assert_null(nth(parent, 2)->next);
    arena_free(a);
}

static void strong_works_beside_chinese_marks(void **state)
{
    (void)state;
    struct loaded l =
        load_text("**（二）、依托体系。**我们**“充分”**发挥，**重点**是*《法》*的。\n\n"
                  "**（三）、只有标题。**\n\n**（四）、{rate}。**2006年`**“`。\n");
    told_nothing(&l);
    const struct node *p = nth(l.report->narrative, 0);
    assert_int_equal(p->child->kind, NODE_RUN_IN);
    assert_int_equal(p->child->level, 2);
    assert_string_equal(all_text(p->child), "（二）、依托体系。");
    assert_string_equal(all_text(p), "（二）、依托体系。我们“充分”发挥，重点是《法》的。");
    assert_int_equal(nth(p, 2)->kind, NODE_STRONG);
    assert_string_equal(all_text(nth(p, 2)), "“充分”");
    assert_int_equal(nth(p, 4)->kind, NODE_STRONG);
    assert_int_equal(nth(p, 6)->kind, NODE_EMPHASIS);
    assert_int_equal(nth(l.report->narrative, 1)->child->kind, NODE_STRONG);
    p = nth(l.report->narrative, 2);
    assert_int_equal(p->child->kind, NODE_RUN_IN);
    assert_string_equal(all_text(p), "（四）、11.02‰。2006年**“。"); /* no helper is left */
    loaded_free(&l);
}

static void lines_join_as_their_script_wants(void **state)
{
    (void)state;
    struct loaded l =
        load_text("汉字，\n汉字\nword\nword **粗\n体**\n正文{rate}\n。\n\na\n[b\nc](u)\n");
    told_nothing(&l);
    assert_string_equal(all_text(nth(l.report->narrative, 0)),
                        "汉字，汉字 word word 粗体正文11.02‰。");
    assert_string_equal(all_text(nth(l.report->narrative, 1)), "a b c");
    loaded_free(&l);
}

static void lines_are_counted(void **state)
{
    (void)state;
    struct loaded l = load_text(
        "甲\n`x\ny` {a1}\n[b\nc](u) {a2}\\\n{a3}\n`p\nq`\\\n{a9}  \n{a10}\n\n> - 乙\n>   {a4}\n\n"
        "表：{a5}\n| {a6} |\n|---|\n| {a7} |\n\n丙[^1]\n\n[^1]: 丁\n    {a8}\n");
    assert_null(l.report);
    static const int lines[] = {3, 5, 6, 9, 10, 13, 15, 16, 18, 23};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        told(&l, "unresolved-placeholder", lines[i]);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 10);
    loaded_free(&l);
}

static void figures_and_tables_are_numbered(void **state)
{
    (void)state;
    struct loaded l =
        load_text("![](chart:MAIN)\n\n![率{rate}](table:targets)\n\n表：手写\n\n|a|b|\n|:-:|-:|\n"
                  "|{rate}|2|\n\n|c|\n|-|\n\n![二](chart:main)\n");
    told_nothing(&l);
    const struct node *n = l.report->narrative;
    assert_int_equal(nth(n, 0)->kind, NODE_FIGURE);
    assert_ptr_equal(nth(n, 0)->chart, report_chart(l.report, "main"));
    assert_string_equal(all_text(nth(n, 0)->caption), "图1　图的题");
    assert_string_equal(all_text(nth(n, 1)->caption), "表1　率11.02‰");
    assert_string_equal(nth(n, 1)->text, "表1");
    const struct node *table = nth(n, 2);
    assert_string_equal(all_text(table->caption), "表2　手写");
    assert_int_equal(table->number, 2);
    assert_true(nth(table, 0)->head);
    assert_false(nth(table, 1)->head);
    assert_int_equal(nth(nth(table, 0), 0)->align, ALIGN_CENTRE);
    assert_int_equal(nth(nth(table, 0), 1)->align, ALIGN_RIGHT);
    assert_int_equal(nth(nth(table, 1), 0)->child->kind, NODE_VALUE);
    assert_null(nth(n, 3)->caption);
    assert_int_equal(nth(n, 4)->number, 2);
    loaded_free(&l);
}

static void blocks_of_all_kinds(void **state)
{
    (void)state;
    struct loaded l =
        load_text("## 节\n\n> 引\n\n3) 三\n   - 内\n\n***\n\n    code {x}\n\n甲[^b]乙[^a]\n\n"
                  "[^a]: 子\n[^b]: 丑\n");
    told_nothing(&l);
    const struct node *n = l.report->narrative;
    assert_int_equal(nth(n, 0)->kind, NODE_HEADING);
    assert_int_equal(nth(n, 0)->level, 2);
    assert_int_equal(nth(n, 1)->kind, NODE_QUOTE);
    const struct node *list = nth(n, 2);
    assert_int_equal(list->number, 3);
    assert_string_equal(list->child->text, "3)");
    const struct node *inner = nth(list->child, 1);
    assert_int_equal(inner->level, 2);
    assert_int_equal(inner->number, 0);
    assert_string_equal(inner->child->text, "•");
    assert_int_equal(nth(n, 3)->kind, NODE_SEPARATOR);
    assert_string_equal(nth(n, 4)->text, "code {x}");
    assert_int_equal(nth(nth(n, 5), 1)->kind, NODE_NOTE_REF);
    assert_int_equal(nth(nth(n, 5), 1)->number, 1);
    assert_int_equal(nth(n, 6)->kind, NODE_FOOTNOTE);
    assert_int_equal(nth(n, 6)->number, 1);
    assert_string_equal(all_text(nth(n, 6)), "丑");
    assert_string_equal(all_text(nth(n, 7)), "子");
    loaded_free(&l);
}

static void what_is_refused(void **state)
{
    (void)state;
    struct loaded l = load_text("<b>x</b>\n\n<div>\n</div>\n\n![p](a.png)\n\n甲![p](chart:main)\n\n"
                                "乙[^zz]\n\n![p](table:target)\n\n![p](chart:other)\n");
    assert_null(l.report);
    told(&l, "html", 1);
    told(&l, "html", 3);
    told(&l, "file-missing", 6);
    told(&l, "image", 8);
    assert_non_null(strstr(told(&l, "unknown-footnote", 10), "[^zz]"));
    assert_non_null(strstr(told(&l, "unknown-reference", 12), "“targets”"));
    told(&l, "unknown-reference", 14);
    loaded_free(&l);
}

static void idle_footnotes_are_told(void **state)
{
    (void)state;
    struct loaded l = load_text("甲[^A]乙[^b]\n\n[^a]: 子\n[^b]:\n\n[^c]: 丑[^a]\n\n"
                                "```\n[^d]: 寅\n```\n");
    assert_non_null(l.report);
    assert_non_null(strstr(told(&l, "unused-footnote", 6), "[^c]"));
    told(&l, "empty-footnote", 4);
    assert_int_equal(messages_count(l.m, SEV_WARNING), 2);
    loaded_free(&l);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    char text[40000] = "";
    for (int i = 0; i < 3000; i++)
        strcat(text, "> ");
    strcat(text, "x\n\n");
    for (int i = 0; i < 3000; i++)
        strcat(text, "*a ");
    for (int i = 0; i < 3000; i++)
        strcat(text, "b*");
    struct loaded l = load_text(text);
    assert_null(l.report);
    told(&l, "too-deep", 1);
    told(&l, "too-deep", 3);
    loaded_free(&l);
}

static void wide_tables_are_refused(void **state)
{
    (void)state;
    char text[2000] = "正文\n\n";
    for (int i = 0; i <= MARKDOWN_COLUMNS_MAX; i++)
        strcat(text, "|a");
    struct loaded l = load_text(text);
    assert_null(l.report);
    told(&l, "too-many-columns", 3);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 1);
    loaded_free(&l);
}

static void only_known_formats(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", "[report]\ntitle=a\nyear=2006\n[data]\nnarrative=text.docx\n");
    loaded_read(&l);
    assert_null(l.report);
    told(&l, "unknown-format", 5);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_are_appended_in_order),
        cmocka_unit_test(strong_works_beside_chinese_marks),
        cmocka_unit_test(lines_join_as_their_script_wants),
        cmocka_unit_test(lines_are_counted),
        cmocka_unit_test(figures_and_tables_are_numbered),
        cmocka_unit_test(blocks_of_all_kinds),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(idle_footnotes_are_told),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(wide_tables_are_refused),
        cmocka_unit_test(only_known_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
