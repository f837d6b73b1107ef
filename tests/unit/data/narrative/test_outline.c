#include "tests/unit/report_files.h"

#include "data/narrative/outline.h"

static void number_is(const char *text, size_t len, int level)
{
    int got = 0;
    assert_int_equal(outline_number(text, strlen(text), &got), len);
    if (len != 0)
        assert_int_equal(got, level);
}

static void numbers_of_all_levels(void **state)
{
    (void)state;
    number_is("一、目标", strlen("一、"), 1);
    number_is("十二、目标", strlen("十二、"), 1);
    number_is("（一）领导", strlen("（一）"), 2);
    number_is("（一）、领导", strlen("（一）、"), 2);
    number_is("(三)领导", strlen("(三)"), 2);
    number_is("1、人口", strlen("1、"), 3);
    number_is("1.人口", strlen("1."), 3);
    number_is("１．人口", strlen("１．"), 3);
    number_is("（1）人口", strlen("（1）"), 4);
    number_is("a、城区", strlen("a、"), 4);
}

static void what_is_no_number(void **state)
{
    (void)state;
    number_is("", 0, 0);
    number_is("一年来，", 0, 0);
    number_is("1.5个百分点", 0, 0);
    number_is("（2006年）", 0, 0);
    number_is("（2006）", 0, 0);
    number_is("2006、2007年", 0, 0);
    number_is("（专干）", 0, 0);
    number_is("（一", 0, 0);
    number_is("ab、c", 0, 0);
}

static const char ini[] = "[report]\ntitle = 总结\nyear = 2006\nlanguage = zh\n"
                          "[data]\nnarrative = text.txt\n"
                          "[chart.main]\nkind=bars\nindicators=x\n[indicator.x]\nname=甲\n";

static struct loaded load_text(const char *text)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "text.txt", text);
    loaded_read(&l);
    return l;
}

static void lines_become_blocks(void **state)
{
    (void)state;
    struct loaded l = load_text("总结\n\n引言。\n一、目标\n（一）、领导“重视。”我们做了。\n"
                                "（二）、独立成行。\r\n1、人口；");
    told_nothing(&l);
    const struct node *n = l.report->narrative;
    assert_int_equal(nth(n, 0)->kind, NODE_PARAGRAPH); /* the title is dropped */
    assert_string_equal(all_text(nth(n, 0)), "引言。");
    assert_int_equal(nth(n, 1)->kind, NODE_HEADING);
    assert_int_equal(nth(n, 1)->level, 1);
    const struct node *run_in = nth(n, 2)->child;
    assert_int_equal(run_in->kind, NODE_RUN_IN);
    assert_int_equal(run_in->level, 2);
    assert_string_equal(all_text(run_in), "（一）、领导“重视。”");
    assert_string_equal(run_in->next->text, "我们做了。");
    assert_int_equal(nth(n, 3)->kind, NODE_HEADING);
    assert_int_equal(nth(n, 3)->level, 2);
    assert_int_equal(nth(n, 3)->at.line, 6);
    assert_int_equal(nth(n, 4)->kind, NODE_PARAGRAPH);
    assert_null(nth(n, 4)->next);
    loaded_free(&l);
}

static void references_stand_in_lines(void **state)
{
    (void)state;
    struct loaded l = load_text("甲\n![图题](chart:main)\n");
    told_nothing(&l);
    const struct node *figure = nth(l.report->narrative, 1);
    assert_int_equal(figure->kind, NODE_FIGURE);
    assert_string_equal(all_text(figure->caption), "图1　图题");
    loaded_free(&l);
    l = load_text("甲\n![图题](chart:mian)\n");
    assert_null(l.report);
    assert_non_null(strstr(told(&l, "unknown-reference", 2), "“main”"));
    loaded_free(&l);
}

static void empty_text_is_an_error(void **state)
{
    (void)state;
    struct loaded l = load_text("\n　\n");
    assert_null(l.report);
    told(&l, "empty-narrative", 0);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_all_levels),  cmocka_unit_test(what_is_no_number),
        cmocka_unit_test(lines_become_blocks),    cmocka_unit_test(references_stand_in_lines),
        cmocka_unit_test(empty_text_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
