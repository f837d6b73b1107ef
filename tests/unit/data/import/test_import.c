#include "tests/unit/report_files.h"

#include "base/file.h"
#include "data/import/import.h"

/*
 * The figures of tests/data/bureau-2006.txt, from a real district bureau's 2006 summary, as they
 * were read out of it by hand: what the text calls them, and whether it gives a result.
 */
static const struct {
    const char *name, *value, *unit;
    enum figure_kind kind;
    int line;
} bureau[] = {
    {"人口出生率", "11.02", "%", FIGURE_UNCLEAR, 4},
    {"计划生育率", "98.89", "%", FIGURE_RESULT, 4},
    {"自然增长率", "8.87", "%", FIGURE_UNCLEAR, 4},
    {"城区综合节育率", "91.04", "%", FIGURE_RESULT, 6},
    {"农区已婚育龄妇女落实长效避孕措施率比例", "90.05", "%", FIGURE_RESULT, 7},
    {"避孕药具应用率", "96.02", "%", FIGURE_RESULT, 8},
    {"出生婴儿性别比", "107", ":100", FIGURE_RESULT, 9},
    {"18岁以上流出人口《婚育证明》的办证率", ">=80", "%", FIGURE_THRESHOLD, 10},
    {"流入育龄妇女《婚育证明》验证率", ">=90", "%", FIGURE_THRESHOLD, 10},
    {"乡镇人口学校", "有", "", FIGURE_UNCLEAR, 11},
    {"已婚育龄夫妻对人口与计划生育基础知识知晓率", ">=90", "%", FIGURE_THRESHOLD, 11},
    {"城区计划生育合格居委会", "100", "%", FIGURE_RESULT, 12},
    {"农村合格村委会", "86", "%", FIGURE_RESULT, 12},
    {"人口出生统计误差", "3.89", "%", FIGURE_RESULT, 13},
    {"严重违法事件", "0", "起", FIGURE_RESULT, 14},
    {"信访处理及时率", ">=90", "%", FIGURE_THRESHOLD, 14},
    {"《月湖政务》信息", "8", "条", FIGURE_RESULT, 15},
};

struct read {
    struct loaded l; /* its folder is not used but for told() */
    const struct import *im;
};

static struct read read_bytes(const char *bytes, size_t len, int year)
{
    struct read r = {.l = loaded_new()};
    r.im = import_read(r.l.arena, "text.txt", bytes, len, year, r.l.m);
    return r;
}

static struct read read_text(const char *text)
{
    return read_bytes(text, strlen(text), 0);
}

static struct read read_file(const char *path)
{
    struct read r = {.l = loaded_new()};
    size_t len;
    const char *bytes = file_read(r.l.arena, path, IMPORT_SIZE_MAX, &len, NOWHERE, r.l.m);
    assert_non_null(bytes);
    r.im = import_read(r.l.arena, path, bytes, len, 0, r.l.m);
    assert_non_null(r.im);
    return r;
}

/* Whether a message says text. */
static bool says(const struct read *r, const char *text)
{
    size_t n;
    const struct message *list = messages_list(r->l.m, &n);
    for (size_t i = 0; i < n; i++)
        if (strstr(list[i].text, text) != NULL)
            return true;
    return false;
}

static void figures_are_bureaus(const struct import *im)
{
    assert_int_equal(im->figures->n, sizeof bureau / sizeof *bureau);
    for (size_t i = 0; i < im->figures->n; i++) {
        const struct figure *f = &im->figures->list[i];
        assert_string_equal(f->name, bureau[i].name);
        assert_string_equal(f->value, bureau[i].value);
        assert_string_equal(f->unit, bureau[i].unit);
        assert_int_equal(f->kind, bureau[i].kind);
        assert_int_equal(f->at.line, bureau[i].line);
    }
    assert_string_equal(im->title, "计生局领导班子2006年度工作总结");
    assert_string_equal(im->organ, "计生局");
    assert_int_equal(im->year, 2006);
}

static void all_figures_of_a_copied_page(void **state)
{
    (void)state;
    struct read r = read_file("tests/data/bureau-2006.txt");
    figures_are_bureaus(r.im);
    assert_true(says(&r, "括注拼音：340 处"));
    assert_true(says(&r, "末尾的网站声明未收"));
    assert_null(strstr(r.im->narrative, "版权"));
    assert_string_equal(r.im->figures->list[7].phrase,
                        "18岁以上流出人口《婚育证明》的办证率达80%以上");
    loaded_free(&r.l);
}

static void the_same_of_a_clean_text(void **state)
{
    (void)state;
    struct read r = read_file("tests/checks/seed/text.txt");
    figures_are_bureaus(r.im);
    assert_false(says(&r, "处 [cleaned]"));
    loaded_free(&r.l);
}

static void work_done_stays_text(void **state)
{
    (void)state;
    static const char *const counts[] = {"图板160余块", "折页10000余份", "约百余人", "书籍2000余册",
                                         "挂图300多幅", "宣传品上万份",  "500余元",  "图板40块"};
    struct read r = read_file("tests/data/bureau-2006.txt");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        assert_non_null(strstr(r.im->narrative, counts[i]));
        assert_true(says(&r, counts[i] + strlen("图")));
    }
    assert_string_equal(told(&r.l, "left-alone", 10),
                        "“18”（见“18岁以上”）未收作指标：日期、年龄、序数或名称的一部分");
    loaded_free(&r.l);
}

static void doubts_of_a_copied_page(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        int line;
    } doubts[] = {{"unclear", 4},        {"sign-doubt", 4},       {"unclear", 11},
                  {"bracket", 19},       {"doubled-mark", 19},    {"lost-characters", 20},
                  {"numbering-gap", 21}, {"lost-characters", 22}, {"lost-break", 22},
                  {"unfinished", 22}};
    struct read r = read_file("tests/data/bureau-2006.txt");
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++)
        told(&r.l, doubts[i].rule, doubts[i].line);
    assert_true(says(&r, "自然增长率为 8.87%，远低于"));
    assert_false(says(&r, "误差为 3.89%，远低于")); /* not called a rate */
    loaded_free(&r.l);
}

static void figure_is(const struct read *r, size_t i, const char *name, const char *value,
                      const char *unit, enum figure_kind kind)
{
    assert_in_range(i, 0, r->im->figures->n - 1);
    const struct figure *f = &r->im->figures->list[i];
    assert_string_equal(f->name, name);
    assert_string_equal(f->value, value);
    assert_string_equal(f->unit, unit);
    assert_int_equal(f->kind, kind);
}

static void wordings_in_chinese(void **state)
{
    (void)state;
    struct read r = read_text("某市水务局2023年工作总结\n"
                              "2023年,普及率达到９８.５％,比上年提高1.2个百分点,漏损率降至9.6%。\n"
                              "普及率不低于90%；95%的群众表示满意；事故率约3‰；去年收缴率为88%。\n"
                              "受理投诉1234件，全年完成投资3.2亿元。一年来未发生安全事故。\n"
                              "2024年力争覆盖率达到99%。甲率和乙率分别为98%和97%。\n"
                              "1、培训12期；\n");
    assert_non_null(r.im);
    figure_is(&r, 0, "普及率", "98.5", "%", FIGURE_RESULT);
    figure_is(&r, 1, "漏损率", "9.6", "%", FIGURE_RESULT);
    figure_is(&r, 2, "普及率", ">=90", "%", FIGURE_THRESHOLD);
    figure_is(&r, 3, "群众表示满意", "95", "%", FIGURE_RESULT);
    figure_is(&r, 4, "事故率", "~3", "‰", FIGURE_UNCLEAR);
    figure_is(&r, 5, "投资", "3.2", "亿元", FIGURE_RESULT);
    figure_is(&r, 6, "安全事故", "0", "起", FIGURE_RESULT);
    figure_is(&r, 7, "甲率和乙率", "98", "%", FIGURE_UNCLEAR);
    figure_is(&r, 8, "培训", "12", "期", FIGURE_RESULT);
    assert_int_equal(r.im->figures->n, 9);
    assert_string_equal(r.im->organ, "某市水务局");
    assert_string_equal(
        r.im->narrative,
        "\n2023年，普及率达到{普及率}，比上年提高1.2个百分点，漏损率降至{漏损率}。\n"
        "普及率不低于{普及率_2.number}%；{群众表示满意}的群众表示满意；事故率{事故率}；"
        "去年收缴率为88%。\n"
        "受理投诉1234件，全年完成投资{投资}。一年来未发生安全事故。\n"
        "2024年力争覆盖率达到99%。甲率和乙率分别为{甲率和乙率}和97%。\n"
        "1、培训{培训}；\n");
    told(&r.l, "two-values", 3);
    loaded_free(&r.l);
}

/* Words that open or join clauses are no openings where they begin a name. */
static void names_that_begin_like_other_words(void **state)
{
    (void)state;
    struct read r = read_text("2006年总结\n完成率为120%，及时率98%和使用率97%，并发症发生率3‰。\n"
                              "办证率达80%以上及验证率90%以上，其中完成投资率1%。\n");
    assert_non_null(r.im);
    figure_is(&r, 0, "完成率", "120", "%", FIGURE_RESULT);
    figure_is(&r, 1, "及时率", "98", "%", FIGURE_RESULT);
    figure_is(&r, 2, "使用率", "97", "%", FIGURE_RESULT);
    figure_is(&r, 3, "并发症发生率", "3", "‰", FIGURE_RESULT);
    figure_is(&r, 4, "办证率", ">=80", "%", FIGURE_THRESHOLD);
    figure_is(&r, 5, "验证率", ">=90", "%", FIGURE_THRESHOLD);
    figure_is(&r, 6, "投资率", "1", "%", FIGURE_RESULT);
    assert_int_equal(r.im->figures->n, 7);
    loaded_free(&r.l);
}

static void wordings_in_english(void **state)
{
    (void)state;
    struct read r =
        read_text("Annual Report 2024\n\n"
                  "The birth rate was 11.02 per 1,000, and the growth rate 8.87 per\n"
                  "1,000. In 2024 98.9% of patients were seen in time, an increase of\n"
                  "2.1 percentage points. At least 80% of visitors were {satisfied}.\n\n"
                  "- Leaflets printed: 1,200 copies\n"
                  "- Answered in time: at least 90%\n\nCopyright 2024 Example\n");
    assert_non_null(r.im);
    assert_int_equal(r.im->language, LANG_EN);
    assert_int_equal(r.im->year, 2024);
    figure_is(&r, 0, "birth rate", "11.02", "‰", FIGURE_RESULT);
    figure_is(&r, 1, "growth rate", "8.87", "‰", FIGURE_RESULT);
    figure_is(&r, 2, "patients were seen in time", "98.9", "%", FIGURE_RESULT);
    figure_is(&r, 3, "visitors were satisfied", ">=80", "%", FIGURE_THRESHOLD);
    figure_is(&r, 4, "Leaflets printed", "1200", "copies", FIGURE_RESULT);
    figure_is(&r, 5, "Answered in time", ">=90", "%", FIGURE_THRESHOLD);
    assert_int_equal(r.im->figures->n, 6);
    assert_string_equal(
        r.im->narrative,
        "\n\nThe birth rate was {birth_rate}, and the growth rate {growth_rate}. In "
        "2024 {patients_were_seen_in_time} of patients were seen in time, an "
        "increase of 2.1 percentage points. At least "
        "{visitors_were_satisfied.number}% of visitors were {{satisfied}}.\n\n"
        "- Leaflets printed: {leaflets_printed}\n"
        "- Answered in time: {answered_in_time}\n");
    loaded_free(&r.l);
}

/* Latin letters and numbers in a Chinese text keep their marks; brackets stay pairs. */
static void marks_and_blanks(void **state)
{
    (void)state;
    struct read r = read_text("2006年总结\n　　按 GB/T 9704(第1版)办理,比例3:2,约 10,000 份.见Word "
                              "2003, Excel.\n(一)工作(GDP)\n1)其他;\n");
    assert_non_null(r.im);
    assert_string_equal(r.im->narrative, "\n按GB/T 9704（第1版）办理，比例3:2，约10,000份。见Word "
                                         "2003, Excel.\n（一）工作（GDP）\n1)其他；\n");
    loaded_free(&r.l);
}

static void paragraphs_that_ran_together(void **state)
{
    (void)state;
    struct read r = read_text("2006年总结\n(一)、甲。做了。(二)、乙。见前。(一)不是。\n(三)丙。\n");
    assert_non_null(r.im);
    assert_string_equal(r.im->narrative,
                        "\n（一）、甲。做了。\n（二）、乙。见前。（一）不是。\n（三）丙。\n");
    assert_int_equal(passage_at(&r.im->lines->list[2], 0).line, 2);
    assert_int_equal(passage_at(&r.im->lines->list[3], 0).line, 3);
    loaded_free(&r.l);
}

static void simplified_text_is_not_converted(void **state)
{
    (void)state;
    struct read r = read_text("2006年总结\n乾隆年间的著名古迹已修缮，面貌焕然一新，游客称便。\n");
    assert_non_null(r.im);
    assert_non_null(strstr(r.im->narrative, "乾隆"));
    loaded_free(&r.l);
}

static void years_in_hanzi(void **state)
{
    (void)state;
    struct read r = read_text("二〇〇六年工作总结\n一切都好。\n");
    assert_non_null(r.im);
    assert_int_equal(r.im->year, 2006);
    loaded_free(&r.l);
}

static void rejected(const char *bytes, size_t len, const char *rule, int line)
{
    struct read r = read_bytes(bytes, len, 0);
    assert_null(r.im);
    told(&r.l, rule, line);
    loaded_free(&r.l);
}

/* A financial year is no calendar year, neither of the report nor of a figure. */
static void financial_years(void **state)
{
    (void)state;
    static const char *const titles[] = {
        "2023-24年度工作总结\n一切都好。\n", "2023–24年度工作总结\n一切都好。\n",
        "2023/2024年度工作总结\n一切都好。\n", "FY2024工作总结\n一切都好。\n"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        rejected(titles[i], strlen(titles[i]), "no-year", 0);
    struct read r = read_text("2023年总结\n2022/23年度出生率为2.5‰。\n死亡率为3.5‰。\n");
    assert_non_null(r.im);
    assert_int_equal(r.im->figures->n, 1);
    assert_string_equal(r.im->figures->list[0].name, "死亡率");
    loaded_free(&r.l);
}

static void what_is_no_summary(void **state)
{
    (void)state;
    rejected("", 0, "no-text", 0);
    rejected(" \n\n", 3, "no-text", 0);
    rejected("a\nb\0c", 5, "invalid-encoding", 2);
    static const char undated[] = "工作总结\n一切都好。\n";
    rejected(undated, strlen(undated), "no-year", 0);
    static const char phone[] = "2006年总结\n一切都好。\n联系人手机13800138000。\n";
    rejected(phone, strlen(phone), "personal-data", 3);
    struct read r = read_bytes(undated, strlen(undated), 2007);
    assert_non_null(r.im);
    assert_int_equal(r.im->year, 2007);
    told(&r.l, "no-figures", 0);
    loaded_free(&r.l);
}

/* Many numbers and no mark: time and memory stay in proportion. */
static void a_huge_line(void **state)
{
    (void)state;
    enum { TIMES = 20000 };
    static const char piece[] = "率98%和";
    struct loaded l = loaded_new();
    char *text = malloc(TIMES * strlen(piece) + 32);
    size_t len = (size_t)sprintf(text, "2006年总结\n");
    for (int i = 0; i < TIMES; i++, len += strlen(piece))
        memcpy(text + len, piece, strlen(piece));
    const struct import *im = import_read(l.arena, "text.txt", text, len, 0, l.m);
    assert_non_null(im);
    assert_int_equal(im->figures->n, 0); /* 率 alone is no name */
    size_t n;
    messages_list(l.m, &n);
    assert_in_range(n, 1, 4 * MSG_PER_RULE);
    free(text);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_figures_of_a_copied_page),
        cmocka_unit_test(the_same_of_a_clean_text),
        cmocka_unit_test(work_done_stays_text),
        cmocka_unit_test(doubts_of_a_copied_page),
        cmocka_unit_test(wordings_in_chinese),
        cmocka_unit_test(names_that_begin_like_other_words),
        cmocka_unit_test(wordings_in_english),
        cmocka_unit_test(marks_and_blanks),
        cmocka_unit_test(paragraphs_that_ran_together),
        cmocka_unit_test(simplified_text_is_not_converted),
        cmocka_unit_test(years_in_hanzi),
        cmocka_unit_test(financial_years),
        cmocka_unit_test(what_is_no_summary),
        cmocka_unit_test(a_huge_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
