#include "tests/unit/report_files.h"

#include "data/narrative/placeholder.h"

static const char ini[] =
    "[report]\ntitle={rate.name}总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.rate]\nname=出生率\nunit=‰\nbetter=lower\ntarget=<= 12\n"
    "[indicator.cert]\nname=办证率\nunit=%\nbetter=higher\ntarget=-\n[indicator.gone]\nname=缺\n"
    "[indicator.n]\nname=人数\nunit=人\n";
static const char values[] = "place,indicator,year,value\n,rate,2006,11.02\n,rate,2005,11.43\n"
                             "甲街道,rate,2006,10.5\n,cert,2006,>=80\n"
                             ",rate,2004,11.50\n,rate,2003,12\n,n,2006,444\n,n,2005,437\n"
                             ",n,2004,445\n";

static struct loaded load_text(const char *text)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "values.csv", values);
    loaded_file(&l, "places.csv", "place,parent\n全区,\n甲街道,全区\n");
    loaded_file(&l, "text.md", text);
    loaded_read(&l);
    return l;
}

static const char *resolved(const struct loaded *l, const char *text)
{
    return placeholder_text(l->report, text, NOWHERE, l->m);
}

static void fields_are_resolved(void **state)
{
    (void)state;
    struct loaded l = load_text("正文\n");
    told_nothing(&l);
    assert_string_equal(l.report->title, "出生率总结");
    assert_string_equal(resolved(&l, "为{rate}。"), "为11.02‰。");
    assert_string_equal(resolved(&l, "{cert}"), "80%以上");
    assert_string_equal(resolved(&l, "{cert.value}"), "≥80%");
    assert_string_equal(resolved(&l, "{ rate.number }"), "11.02");
    assert_string_equal(resolved(&l, "{rate.target}"), "12‰以内");
    assert_string_equal(resolved(&l, "{rate.target_value}"), "≤12‰");
    assert_string_equal(resolved(&l, "{rate.change}"), "下降0.41个千分点");
    assert_string_equal(resolved(&l, "{rate.变化}"), "下降0.41个千分点");
    assert_string_equal(resolved(&l, "{rate.last}{rate.unit}"), "11.43‰‰");
    assert_string_equal(resolved(&l, "{rate.verdict}"), "达标");
    assert_string_equal(resolved(&l, "{rate@甲街道}"), "10.50‰");
    assert_string_equal(resolved(&l, "{rate@甲街道.数}"), "10.50");
    assert_string_equal(resolved(&l, "{{rate}} }}"), "{rate} }");
    told_nothing(&l);
    loaded_free(&l);
}

static void years_and_places_stand_behind_an_at_sign(void **state)
{
    (void)state;
    struct loaded l = load_text("正文\n");
    told_nothing(&l);
    assert_string_equal(resolved(&l, "{rate@2005}"), "11.43‰");
    assert_string_equal(resolved(&l, "{rate@2003年.值}"), "12.00‰");
    assert_string_equal(resolved(&l, "{rate.change@2003}"), "下降0.98个千分点");
    assert_string_equal(resolved(&l, "{rate@2005.change}"), "下降0.07个千分点");
    assert_string_equal(resolved(&l, "{rate@2005.last}"), "11.50‰");
    assert_string_equal(resolved(&l, "{rate.trend}"), "连续3年下降");
    assert_string_equal(resolved(&l, "{rate@2004.走势}"), "下降");
    assert_string_equal(resolved(&l, "{n.change}，{n.增减}"), "增长1.6%，增加7人");
    assert_string_equal(resolved(&l, "{n.difference@2004}"), "减少1人");
    assert_string_equal(resolved(&l, "{n.trend}"), "上升");
    assert_string_equal(resolved(&l, "{rate.difference}"), "下降0.41个千分点");
    assert_string_equal(resolved(&l, "{rate.rank@甲街道}"), "第1");
    assert_string_equal(resolved(&l, "{rate@甲街道@2006.位次}"), "第1");
    told_nothing(&l);
    loaded_free(&l);
}

static void values_are_nodes_of_their_own(void **state)
{
    (void)state;
    struct loaded l = load_text("一句\n率{cert}。\n\n| 甲 |\n|---|\n| {cert} |\n");
    told_nothing(&l);
    const struct node *p = nth(l.report->narrative, 0);
    assert_int_equal(nth(p, 2)->kind, NODE_VALUE);
    assert_string_equal(nth(p, 2)->text, "80%以上");
    assert_int_equal(nth(p, 2)->at.line, 2);
    const struct node *cell = nth(nth(nth(l.report->narrative, 1), 1), 0);
    assert_string_equal(all_text(cell), "≥80%");
    loaded_free(&l);
}

static void what_is_unknown_is_told(void **state)
{
    (void)state;
    struct loaded l =
        load_text("{raet}\n\n{rate.targte}\n\n{rate@甲街}\n\n{}\n\n{rate\n\nrate}\n\n"
                  "{gone}\n\n{cert.last}\n\n{cert.change}\n\n{cert.target}\n\n{rate.rank}\n\n"
                  "{rate@1999}\n\n{rate.value@甲街道.last}\n");
    assert_null(l.report);
    assert_non_null(strstr(told(&l, "unresolved-placeholder", 1), "“rate”"));
    assert_non_null(strstr(told(&l, "unresolved-placeholder", 3), "“target”"));
    assert_non_null(strstr(told(&l, "unresolved-placeholder", 5), "“甲街道”"));
    told(&l, "unresolved-placeholder", 7);
    told(&l, "unresolved-placeholder", 9);
    told(&l, "unresolved-placeholder", 11);
    for (int line = 13; line <= 21; line += 2)
        told(&l, "missing-value", line);
    told(&l, "unresolved-placeholder", 23);
    told(&l, "unresolved-placeholder", 25);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 13);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_resolved),
        cmocka_unit_test(years_and_places_stand_behind_an_at_sign),
        cmocka_unit_test(values_are_nodes_of_their_own),
        cmocka_unit_test(what_is_unknown_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
