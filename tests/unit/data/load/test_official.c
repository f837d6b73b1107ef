/* official.c, attachments.c: what a report says of itself as an official paper. */
#include "tests/unit/report_files.h"

#include "data/report/official.h"

static const char *date_of(struct loaded *l, const char *text, enum language language)
{
    return official_date(l->arena, text, language, NOWHERE, l->m);
}

static void dates_are_printed_as_the_standard_wants(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    assert_string_equal(date_of(&l, "2007-01-05", LANG_ZH), "2007年1月5日");
    assert_string_equal(date_of(&l, "2007年01月05日", LANG_ZH), "2007年1月5日");
    assert_string_equal(date_of(&l, "2008-02-29", LANG_ZH), "2008年2月29日");
    assert_string_equal(date_of(&l, "2007-01-05", LANG_EN), "5 January 2007");
    assert_string_equal(date_of(&l, "in January", LANG_EN), "in January");
    assert_null(date_of(&l, NULL, LANG_ZH));
    assert_int_equal(messages_count(l.m, SEV_INFO), 0);
    assert_string_equal(date_of(&l, "二〇〇七年一月五日", LANG_ZH), "二〇〇七年一月五日");
    assert_int_equal(messages_count(l.m, SEV_WARNING), 1);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 0);
    loaded_free(&l);
}

static void days_that_are_none_are_errors(void **state)
{
    static const char *const wrong[] = {"2007-02-29", "2007-13-01",    "2007-00-10",
                                        "0007-01-01", "2100年2月29日", "2007-04-31"};
    (void)state;
    struct loaded l = loaded_new();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        date_of(&l, wrong[i], LANG_ZH);
        assert_int_equal(messages_count(l.m, SEV_ERROR), i + 1);
    }
    loaded_free(&l);
}

static void elements_are_read_without_their_marks(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    loaded_file(
        &l, "report.ini",
        "[报告]\n标题=甲\n年度=2006\n形式=上报\n单位=某局\n日期=2007-01-05\n双面=是\n"
        "[公文]\n发文机关标志=甲局、乙局，文件\n发文字号=某〔2006〕8号\n签发人=王一、李二\n"
        "主送机关=丙局：\n抄送=丁局。\n附件说明=一、二表 | 三表\n用印=是\n印发日期=2007-01-06\n"
        "[data]\n正文=text.md\n");
    loaded_file(&l, "text.md", "正文。\n");
    loaded_read(&l);
    told_nothing(&l);
    const struct official *o = &l.report->official;
    assert_int_equal(o->mode, MODE_REPORT);
    assert_int_equal(o->duplex, SWITCH_YES);
    assert_int_equal(o->cover, SWITCH_STYLE);
    assert_int_equal(o->n_letterhead, 3);
    assert_int_equal(o->n_issuers, 2);
    assert_string_equal(o->recipients, "丙局");
    assert_string_equal(o->copies, "丁局");
    assert_int_equal(o->n_list, 2);
    assert_string_equal(o->list[0], "一、二表");
    assert_true(o->seal);
    assert_string_equal(o->print_date, "2007年1月6日");
    loaded_free(&l);
}

static void wrong_elements_are_told(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini",
                "[report]\ntitle=a\nyear=2006\nlanguage=en\nmode=report\n"
                "[official]\ndoc_number=某[2006]08号\nserial=12\nseal=yes\nattachment_number=0\n"
                "[data]\nnarrative=text.md\n");
    loaded_file(&l, "text.md", "Text.\n");
    loaded_read(&l);
    assert_null(l.report);
    told(&l, "missing-key", 5); /* no letterhead */
    told(&l, "doc-number", 7);
    told(&l, "serial-number", 8);
    told(&l, "unused-key", 9); /* no organ to seal */
    told(&l, "bad-value", 10);
    loaded_free(&l);
}

static void letterhead_needs_its_mode(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini",
                "[report]\ntitle=a\nyear=2006\nlanguage=en\n[official]\nletterhead=Body\n"
                "[data]\nnarrative=text.md\n");
    loaded_file(&l, "text.md", "Text.\n");
    loaded_read(&l);
    assert_non_null(l.report);
    told(&l, "unused-key", 6);
    loaded_free(&l);
}

static void attachments_have_titles_and_count_on(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini",
                "[report]\ntitle=a\nyear=2006\nlanguage=zh\n"
                "[data]\nnarrative=text.md\nattachments=text.txt\n");
    loaded_file(&l, "text.md", "正文[^1]。\n\n[^1]: 注一\n");
    loaded_file(&l, "text.txt", "一、附表\n内容。\n");
    loaded_read(&l);
    told_nothing(&l);
    const struct official *o = &l.report->official;
    assert_int_equal(o->n_attachments, 1);
    assert_int_equal(o->n_list, 1);
    assert_string_equal(o->list[0], o->attachments[0].title);
    assert_string_equal(all_text(o->attachments[0].document), "内容。");
    loaded_free(&l);
}

static void footnotes_of_attachments_count_on(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini",
                "[report]\ntitle=a\nyear=2006\nlanguage=zh\n[official]\nattachments=别名\n"
                "[data]\nnarrative=text.md\nattachments=text.md\n");
    loaded_file(&l, "text.md", "# 附表\n\n正文[^1]。\n\n[^1]: 注一\n");
    loaded_read(&l);
    assert_non_null(l.report);
    told(&l, "attachment-title", 0); /* its title is not the one listed */
    const struct node *n = l.report->official.attachments[0].document->child;
    while (n->next != NULL)
        n = n->next;
    assert_int_equal(n->kind, NODE_FOOTNOTE);
    assert_int_equal(n->number, 2);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_printed_as_the_standard_wants),
        cmocka_unit_test(days_that_are_none_are_errors),
        cmocka_unit_test(elements_are_read_without_their_marks),
        cmocka_unit_test(wrong_elements_are_told),
        cmocka_unit_test(letterhead_needs_its_mode),
        cmocka_unit_test(attachments_have_titles_and_count_on),
        cmocka_unit_test(footnotes_of_attachments_count_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
