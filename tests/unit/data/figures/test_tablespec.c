#include "tests/unit/report_files.h"

static const char head[] =
    "[report]\ntitle=总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.low]\nname=低\nunit=‰\nbetter=lower\ntarget=<= 12\nflag=示意\n"
    "group=甲组\nbasis=户籍\n[indicator.high]\nname=高\nunit=%\nbetter=higher\ngroup=甲组\n"
    "[indicator.n]\nname=条数\nunit=条\nbetter=none\n[indicator.last]\nname=末\nbetter=higher\n";
static const char values[] = "place,indicator,year,value,flag\n,low,2006,11,\n,high,2006,>=80,\n"
                             ",n,2006,8,\nA街,low,2006,10,估计\nA街,high,2006,~90,\n";

/* The data is made for other questions than these. */
static const char checks[] = "[checks]\nmissing-place=off\ntarget-missing=off\nmean-of-rates=off\n";

static struct loaded load_tables(const char *tables, const char *more_values)
{
    struct loaded l = loaded_new();
    char text[2048];
    snprintf(text, sizeof text, "%s%s%s", head, tables, checks);
    loaded_file(&l, "report.ini", text);
    snprintf(text, sizeof text, "%s%s", values, more_values);
    loaded_file(&l, "values.csv", text);
    loaded_file(&l, "places.csv", "place,parent\n全区,\nA街,全区\nB街,全区\n");
    loaded_file(&l, "text.md", "![](table:t)\n");
    loaded_read(&l);
    return l;
}

/* The cells of a row with | between them. */
static const char *row_text(const struct loaded *l, int row)
{
    static char out[1024];
    out[0] = '\0';
    for (const struct node *c = nth(nth(l->report->narrative, 0), row)->child; c; c = c->next) {
        strncat(out, all_text(c), sizeof out - strlen(out) - 1);
        strncat(out, "|", sizeof out - strlen(out) - 1);
    }
    return out;
}

static void targets_without_last_year(void **state)
{
    (void)state;
    struct loaded l = load_tables("[table.t]\nkind=targets\ntitle=指标\n", "");
    told_nothing(&l);
    const struct node *t = nth(l.report->narrative, 0);
    assert_string_equal(all_text(t->caption), "表1　指标");
    assert_true(nth(t, 0)->head);
    assert_string_equal(row_text(&l, 0), "指标|目标|完成情况|达标情况|");
    assert_string_equal(row_text(&l, 1), "甲组|");
    assert_string_equal(row_text(&l, 2), "低|≤12‰*|11.00‰|达标|");
    assert_string_equal(row_text(&l, 3), "高|未设目标|≥80%|—|");
    assert_string_equal(row_text(&l, 4), "末|未设目标|—|—|"); /* no direction: not listed */
    assert_null(nth(t, 4)->next);
    assert_int_equal(nth(nth(t, 2), 2)->align, ALIGN_DECIMAL);
    assert_int_equal(nth(nth(t, 1), 0)->columns, 4);
    /* every mark is explained: the dash for a value that is missing and for a target not set */
    assert_string_equal(all_text(t->note),
                        "注：* 示意数据，非真实统计；— 暂无数据或未设目标；低口径：户籍。");
    loaded_free(&l);
}

static void last_year_brings_its_columns(void **state)
{
    (void)state;
    struct loaded l = load_tables("[表.t]\n类型=目标\n指标=n,low\n", ",low,2005,12.5,示意\n");
    told_nothing(&l);
    assert_string_equal(row_text(&l, 0), "指标|目标|完成情况|上年|比上年|达标情况|");
    assert_string_equal(row_text(&l, 1), "条数|未设目标|8条|—|—|—|");
    assert_string_equal(row_text(&l, 3), "低|≤12‰*|11.00‰|12.50‰*|下降1.50个千分点|达标|");
    loaded_free(&l);
    l = load_tables("[table.t]\nkind=targets\nindicators=low\ncolumns=完成、indicator\n", "");
    told_nothing(&l);
    assert_string_equal(row_text(&l, 0), "完成情况|指标|");
    loaded_free(&l);
}

static void places_and_the_whole(void **state)
{
    (void)state;
    struct loaded l = load_tables("[table.t]\nkind=places\nindicators=low,high,last\n", "");
    told_nothing(&l);
    const struct node *t = nth(l.report->narrative, 0);
    assert_string_equal(row_text(&l, 0), "单位|甲组|末|");
    assert_int_equal(nth(nth(t, 0), 0)->rows, 2);
    assert_int_equal(nth(nth(t, 0), 1)->columns, 2);
    assert_int_equal(nth(nth(t, 0), 2)->rows, 2);
    assert_string_equal(row_text(&l, 1), "低（‰）|高（%）|");
    assert_true(nth(t, 1)->head);
    assert_string_equal(row_text(&l, 2), "A街|10.00e|≈90|—|");
    assert_string_equal(row_text(&l, 3), "B街|—|—|—|");
    assert_string_equal(row_text(&l, 4), "全区|11.00|≥80|—|");
    assert_true(nth(t, 4)->rule);
    assert_null(t->unit);
    assert_string_equal(all_text(nth(l.report->narrative, 0)->note),
                        "注：e 估计数；— 暂无数据；低口径：户籍。");
    loaded_free(&l);
}

static void places_have_ranks(void **state)
{
    (void)state;
    struct loaded l =
        load_tables("[table.t]\nkind=places\nindicators=low\ncolumns=完成,上年,rank\n",
                    "B街,low,2006,10,\nB街,low,2005,9,\n");
    told_nothing(&l);
    /* the indicator's name stands over its columns */
    assert_string_equal(row_text(&l, 0), "单位|低|");
    assert_int_equal(nth(nth(nth(l.report->narrative, 0), 0), 1)->columns, 3);
    assert_string_equal(row_text(&l, 1), "完成情况|上年|位次|");
    assert_string_equal(row_text(&l, 2), "A街|10.00e|—|1|");
    assert_string_equal(row_text(&l, 3), "B街|10.00|9.00|1|");
    assert_string_equal(row_text(&l, 4), "全区|11.00|—|—|");
    loaded_free(&l);
}

static void one_unit_stands_above_the_head(void **state)
{
    (void)state;
    struct loaded l = load_tables("[table.t]\nkind=places\nindicators=low\nnote=自注{low}。\n"
                                  "orientation=landscape\n",
                                  "");
    told_nothing(&l);
    const struct node *t = nth(l.report->narrative, 0);
    assert_string_equal(t->unit, "单位：‰");
    assert_string_equal(row_text(&l, 0), "单位|低|"); /* a group of one needs no head */
    assert_true(t->landscape);
    assert_string_equal(all_text(t->note), "注：e 估计数；— 暂无数据；低口径：户籍；自注11.00‰。");
    loaded_free(&l);
}

static void places_have_intervals(void **state)
{
    (void)state;
    struct loaded l = load_tables("[table.t]\nkind=places\nindicators=high\ncolumns=result,区间\n",
                                  "全区,high,2005,1,\n");
    assert_string_equal(row_text(&l, 0), "单位|高|");
    assert_string_equal(row_text(&l, 1), "完成情况|95%置信区间|");
    assert_string_equal(row_text(&l, 2), "A街|≈90|—|");
    loaded_free(&l);
}

static void wrong_tables_are_told(void **state)
{
    (void)state;
    struct loaded l = load_tables("[table.t]\nkind=place\ncolumns=foo\n[table.u]\nkind=places\n"
                                  "columns=target\nplaces=C街\n[table.v]\n",
                                  "");
    assert_null(l.report);
    told(&l, "bad-value", 29);
    assert_non_null(strstr(told(&l, "bad-value", 30), "指标（indicator）"));
    told(&l, "unused-column", 33);
    told(&l, "unknown-place", 34);
    told(&l, "missing-key", 35);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_without_last_year),
        cmocka_unit_test(last_year_brings_its_columns),
        cmocka_unit_test(places_and_the_whole),
        cmocka_unit_test(places_have_ranks),
        cmocka_unit_test(one_unit_stands_above_the_head),
        cmocka_unit_test(places_have_intervals),
        cmocka_unit_test(wrong_tables_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
