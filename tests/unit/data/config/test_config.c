#include "tests/unit/report_files.h"

#include "data/config/config.h"

static const struct words rule_words[] = {{"outlier", "离群"}};
static const struct rule_names rules = {rule_words, 1};

/* Reads text as a report file. */
static const struct config *load(struct loaded *l, const char *text)
{
    static char path[64];
    loaded_file(l, "report.ini", text);
    loaded_path(l, "report.ini", path);
    return config_load(l->arena, path, &rules, l->m);
}

static void both_languages_name_the_same(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    const struct config *c = load(&l, "[数据]\n正文=a.md\n[report]\n年度=2006\ntitle=总结\n"
                                      "[指标.rate]\nunit=‰\n方向=越低越好\n");
    assert_int_equal(messages_count(l.m, SEV_INFO), 0);
    assert_int_equal(c->n_parts, CONFIG_FIXED_PARTS + 1);
    const struct config_part *rate = &c->parts[CONFIG_FIXED_PARTS];
    assert_string_equal(config_text(&c->parts[0], REPORT_TITLE), "总结");
    assert_int_equal(config_int(&c->parts[0], REPORT_YEAR, 1900, 2999, 0, l.m), 2006);
    assert_string_equal(config_text(&c->parts[1], DATA_NARRATIVE), "a.md");
    assert_string_equal(rate->name, "rate");
    assert_int_equal(config_choice(rate, INDICATOR_BETTER, BETTER_NONE, l.m), BETTER_LOWER);
    assert_int_equal(config_at(rate, INDICATOR_BETTER).line, 8);
    assert_int_equal(config_at(rate, INDICATOR_TARGET).line, 6);
    loaded_free(&l);
}

static void unknown_names_get_the_nearest(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    load(&l,
         "[report]\ntitel=a\nlanguage=en\n[raport]\n[chrt.a]\n[图表.b]\n[chart]\n[data]\n名录=x\n"
         "qqqqqqqq=1\n[zzzzzzzzz]\n");
    assert_non_null(strstr(told(&l, "unknown-key", 2), "'title'"));
    assert_non_null(strstr(told(&l, "unknown-section", 4), "[report]"));
    assert_non_null(strstr(told(&l, "unknown-section", 5), "[chart.a]"));
    assert_non_null(strstr(told(&l, "unknown-section", 7), "[chart.NAME]"));
    told(&l, "unknown-section", 6);
    told(&l, "unknown-key", 9);
    assert_non_null(strstr(told(&l, "unknown-key", 10), "nianbao keys"));
    told(&l, "unknown-section", 11);
    loaded_free(&l);
}

static void nothing_is_said_twice(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    load(&l, "[report]\ntitle=a\n标题=b\n[报告]\nyear=2006\n[chart.a]\n[图.a]\n[table.a]\n");
    told(&l, "duplicate-key", 3);
    told(&l, "duplicate-section", 4);
    told(&l, "duplicate-section", 7);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 3);
    loaded_free(&l);
}

static void names_are_checked(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    load(&l, "[chart.a.b]\n[indicator.a b]\n[图.甲、乙]\n[表.好]\n");
    told(&l, "bad-name", 1);
    told(&l, "bad-name", 2);
    told(&l, "bad-name", 3);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 3);
    loaded_free(&l);
}

static void language_comes_first(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    load(&l, "[bad]\n[报告]\n语言=英文\n");
    assert_int_equal(messages_language(l.m), LANG_EN);
    assert_non_null(strstr(told(&l, "unknown-section", 1), "there is no section"));
    loaded_free(&l);
    l = loaded_new();
    load(&l, "[report]\n");
    assert_int_equal(messages_language(l.m), LANG_ZH);
    loaded_free(&l);
    l = loaded_new();
    load(&l, "[report]\nlanguage=fr\n");
    assert_non_null(strstr(told(&l, "bad-value", 2), "zh-CN"));
    loaded_free(&l);
}

static void wrong_values_name_the_right_ones(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    const struct config *c = load(
        &l, "[report]\nlanguage=en\nyear=二〇〇六\nrounding=up\n[chart.a]\nwidth=12\nheight=-3mm\n"
            "sort=worst\n[chart.b]\nwidth=99999999999999999999mm\nheight=12.5 cm\n"
            "[chart.c]\nwidth=5080mm\nheight=5081mm\n");
    const struct config_part *report = &c->parts[0], *a = &c->parts[CONFIG_FIXED_PARTS], *b = a + 1;
    assert_int_equal(config_int(report, REPORT_YEAR, 1900, 2999, 7, l.m), 7);
    assert_non_null(strstr(told(&l, "bad-value", 3), "1900..2999"));
    assert_int_equal(config_choice(report, REPORT_ROUNDING, 5, l.m), 5);
    assert_non_null(strstr(told(&l, "bad-value", 4), "half_up"));
    assert_int_equal(config_length(a, CHART_WIDTH, l.m), 0);
    assert_non_null(strstr(told(&l, "bad-value", 6), "120mm"));
    assert_int_equal(config_length(a, CHART_HEIGHT, l.m), 0);
    told(&l, "bad-value", 7);
    assert_int_equal(config_length(b, CHART_WIDTH, l.m), 0);
    told(&l, "bad-value", 10);
    assert_int_equal(config_length(b, CHART_HEIGHT, l.m), 354330); /* 125 mm */
    assert_int_equal(config_length(b + 1, CHART_WIDTH, l.m), 14400000);
    assert_int_equal(config_length(b + 1, CHART_HEIGHT, l.m), 0);
    assert_null(config_required(report, REPORT_TITLE, l.m));
    assert_non_null(strstr(told(&l, "missing-key", 1), "'title'"));
    loaded_free(&l);
}

static void lists_are_split(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    const struct config *c = load(&l, "[data]\nindicators= a, b，丙、 丁 ,,\n");
    size_t n;
    const char *const *items = config_list(l.arena, &c->parts[1], DATA_INDICATORS, &n);
    assert_int_equal(n, 4);
    assert_string_equal(items[0], "a");
    assert_string_equal(items[2], "丙");
    assert_string_equal(items[3], "丁");
    config_list(l.arena, &c->parts[1], DATA_PLACES, &n);
    assert_int_equal(n, 0);
    loaded_free(&l);
}

static void rules_are_keys_of_checks(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    const struct config *c =
        load(&l, "[报告]\n标题=a\n[检查]\n离群=关闭\noutliar=off\n[数据]\noutlier=off\n");
    assert_string_equal(c->parts[SECTION_CHECKS].switches[0]->value, "关闭");
    assert_non_null(strstr(told(&l, "unknown-key", 5), "outlier"));
    told(&l, "unknown-key", 7);
    loaded_free(&l);
}

static void values_are_named_in_both_languages(void **state)
{
    (void)state;
    struct buf en = config_values(REPORT_ROUNDING, LANG_EN);
    struct buf zh = config_values(CHART_WIDTH, LANG_ZH);
    assert_string_equal(en.data, "one of: half_up (四舍五入), gb8170 (国标修约)");
    assert_string_equal(zh.data, "长度：120mm、12cm、340pt");
    buf_free(&en);
    buf_free(&zh);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_name_the_same),
        cmocka_unit_test(unknown_names_get_the_nearest),
        cmocka_unit_test(nothing_is_said_twice),
        cmocka_unit_test(names_are_checked),
        cmocka_unit_test(language_comes_first),
        cmocka_unit_test(wrong_values_name_the_right_ones),
        cmocka_unit_test(lists_are_split),
        cmocka_unit_test(rules_are_keys_of_checks),
        cmocka_unit_test(values_are_named_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
