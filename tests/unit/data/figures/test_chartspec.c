#include "tests/unit/report_files.h"

#include "data/figures/chartspec.h"

static const char head[] =
    "[report]\ntitle=总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.low]\nname=低\nunit=‰\nbetter=lower\ntarget=<= 12\n"
    "flag=示意\nbasis=户籍人口\n[indicator.high]\nname=高\nunit=%\nbetter=higher\n"
    "[indicator.ratio]\nname=比\nunit=:100\nbetter=range\ntarget=103..107\n";
static const char places[] = "place,parent\n全区,\nB街,全区\nA街,全区\nC街,全区\nD街,全区\n";
static const char values[] =
    "place,indicator,year,value,flag\n"
    "全区,low,2006,11,\n全区,low,2005,12,\n全区,low,2003,13,\n全区,low,2007,9,\n"
    "全区,high,2006,93,\n全区,ratio,2006,106,\nA街,low,2006,10,\nB街,low,2006,12.5,示意\nD街,low,"
    "2006,9,\n"
    "A街,high,2006,90,\nB街,high,2006,95,\nC街,high,2006,90,\nD街,high,2006,99,\n"
    "A街,ratio,2006,110,\nB街,ratio,2006,105,\nC街,ratio,2006,101,\nD街,ratio,2006,108,\n";

/* The data is made for other questions than these. */
static const char checks[] = "[checks]\nmissing-place=off\nmissing-year=off\nfuture-year="
                             "off\ntarget-missing=off\nmean-of-rates=off\n";

static struct loaded load_charts(const char *charts)
{
    struct loaded l = loaded_new();
    char ini[2048];
    snprintf(ini, sizeof ini, "%s%s%s", head, charts, checks);
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "values.csv", values);
    loaded_file(&l, "places.csv", places);
    loaded_file(&l, "text.md", "正文\n");
    loaded_read(&l);
    return l;
}

/* The places of a chart in their order, by first letters. */
static void order_is(const struct loaded *l, const char *chart, const char *expected)
{
    const struct chart *c = report_chart(l->report, chart);
    char got[16] = "";
    for (size_t i = 0; i < c->n_places; i++)
        strncat(got, l->report->places[c->places[i]].name, 1);
    assert_string_equal(got, expected);
}

static void places_are_sorted(void **state)
{
    (void)state;
    struct loaded l = load_charts("[chart.a]\nkind=bars\nindicators=low\n"
                                  "[chart.b]\nkind=单位对比\nindicators=high\n"
                                  "[chart.c]\nkind=bars\nindicators=low,high\nsort=worst\n"
                                  "[chart.d]\nkind=bars\nindicators=low\nsort=原序\n"
                                  "[chart.e]\nkind=bars\nindicators=low\nsort=name\n"
                                  "[chart.f]\nkind=bars\nindicators=ratio\n"
                                  "[chart.g]\nkind=bars\nindicators=low\nplaces=B街、D街\n");
    told_nothing(&l);
    order_is(&l, "a", "DABC"); /* C has no value and comes last */
    order_is(&l, "b", "DBAC"); /* equal values as the list has them */
    order_is(&l, "c", "BADC");
    order_is(&l, "d", "BACD");
    order_is(&l, "e", "ABCD");
    order_is(&l, "f", "BDCA");
    order_is(&l, "g", "DB");
    assert_string_equal(report_chart(l.report, "b")->form->name, "bars");
    loaded_free(&l);
}

static void years_are_chosen(void **state)
{
    (void)state;
    struct loaded l = load_charts("[chart.a]\nkind=lines\nindicators=low\n"
                                  "[chart.b]\nkind=lines\nindicators=low\nyears=2003、2004\n"
                                  "[chart.c]\nkind=lines\nindicators=low\nyears=2004..2006\n");
    assert_null(l.report);
    told(&l, "unknown-year", 30);
    loaded_free(&l);
    l = load_charts("[chart.a]\nkind=lines\nindicators=low\n"
                    "[chart.b]\nkind=lines\nindicators=low\nyears=2003\n"
                    "[chart.c]\nkind=lines\nindicators=low\nyears=2004 ～ 2006\n");
    told_nothing(&l);
    static const int a[] = {2003, 2005, 2006}, b[] = {2003, 2006}, c[] = {2005, 2006};
    assert_int_equal(report_chart(l.report, "a")->n_years, 3);
    assert_memory_equal(report_chart(l.report, "a")->years, a, sizeof a);
    assert_int_equal(report_chart(l.report, "b")->n_years, 2);
    assert_memory_equal(report_chart(l.report, "b")->years, b, sizeof b);
    assert_int_equal(report_chart(l.report, "c")->n_years, 2);
    assert_memory_equal(report_chart(l.report, "c")->years, c, sizeof c);
    loaded_free(&l);
}

/* Last year and this, or the first of the years named and this: cells and text follow them. */
static void changes_have_two_years(void **state)
{
    (void)state;
    struct loaded l = load_charts("[chart.a]\nkind=slope\nindicators=low\n"
                                  "[chart.b]\nkind=slope\nindicators=low\nyears=2003..2006\n");
    told_nothing(&l);
    static const int a[] = {2005, 2006}, b[] = {2003, 2006};
    const struct chart *first = report_chart(l.report, "a"), *second = report_chart(l.report, "b");
    assert_int_equal(first->n_years, 2);
    assert_memory_equal(first->years, a, sizeof a);
    assert_int_equal(second->n_years, 2);
    assert_memory_equal(second->years, b, sizeof b);
    assert_int_equal(chart_before(l.report, second), report_year(l.report, 2003));
    assert_non_null(strstr(first->summary, "（上年12.00‰）"));
    assert_non_null(strstr(second->summary, "（2003年13.00‰）"));
    assert_null(strstr(first->note, "排列")); /* heights are the order */
    loaded_free(&l);
}

static void notes_and_summaries_come_from_the_data(void **state)
{
    (void)state;
    struct loaded l = load_charts("[chart.a]\nkind=bars\nindicators=low\n"
                                  "[chart.b]\nkind=bullet\nindicators=high\n"
                                  "[chart.c]\nkind=lines\nindicators=low\n"
                                  "[chart.d]\nkind=bars\nindicators=high,low\n");
    told_nothing(&l);
    /* C lacks but one of the two */
    assert_non_null(strstr(report_chart(l.report, "d")->note, "4个单位中3个数据齐全"));
    const struct chart *a = report_chart(l.report, "a");
    assert_string_equal(a->note,
                        "注：* 示意数据，非真实统计；4个单位中3个有数据；低口径：户籍人口；"
                        "按低由好到差排列。");
    assert_string_equal(
        a->summary,
        "2006年。低：4个单位中3个有数据，2个达标，最高B街12.50‰，最低D街9.00‰，全区11.00‰，"
        "目标≤12‰，达标（上年12.00‰）；暂无数据：C街。"
        "依次为：D街9.00‰，A街10.00‰，B街12.50‰。");
    assert_null(report_chart(l.report, "b")->note);
    assert_string_equal(report_chart(l.report, "b")->summary, "2006年。全区。高93.00%。");
    assert_string_equal(report_chart(l.report, "c")->summary,
                        "2006年。低：全区2003年13.00‰，2005年12.00‰，2006年"
                        "11.00‰，目标≤12‰，达标。");
    loaded_free(&l);
}

static void wrong_charts_are_told(void **state)
{
    (void)state;
    struct loaded l = load_charts("[chart.a]\nindicators=lwo\nplace=E街\nplaces=A街,Q\nyears=abc\n"
                                  "theme=red\nwidth=9\n[chart.b]\nkind=bars\n");
    assert_null(l.report);
    told(&l, "missing-key", 24);
    assert_non_null(strstr(told(&l, "unknown-indicator", 25), "“low”"));
    told(&l, "unknown-place", 26);
    told(&l, "unknown-place", 27);
    told(&l, "bad-value", 28);
    told(&l, "bad-value", 29);
    told(&l, "bad-value", 30);
    told(&l, "missing-key", 31);
    loaded_free(&l);
}

/* A profile has siblings: of the whole there is none, unsaid it is the first part's. */
static void profiles_have_siblings(void **state)
{
    (void)state;
    struct loaded l = load_charts("[chart.a]\nkind=profile\nindicators=low\nplace=全区\n");
    assert_null(l.report);
    assert_non_null(strstr(told(&l, "no-siblings", 27), "“全区”"));
    loaded_free(&l);
    l = load_charts("[chart.a]\nkind=profile\nindicators=low\n");
    told_nothing(&l);
    const struct chart *c = report_chart(l.report, "a");
    assert_string_equal(l.report->places[c->place].name, "B街");
    assert_non_null(strstr(c->summary, "B街有目标的1项指标中0项达标"));
    assert_int_equal(c->n_places, 4);
    loaded_free(&l);
}

/* Who stands where on a map: not two on one square, not halfway, and at least one. */
static void positions_are_checked(void **state)
{
    static const struct {
        const char *list, *rule;
        int line;
    } cases[] = {
        {"全区,,,\nB街,全区,1,1\nA街,全区,2,1\nC街,全区,1,1\nD街,全区,,\n", "same-position", 5},
        {"全区,,,\nB街,全区,1,1\nA街,全区,2,\nC街,全区,1,2\nD街,全区,,\n", "half-position", 4},
        {"全区,,,\nB街,全区,,\nA街,全区,,\nC街,全区,,\nD街,全区,,\n", "no-position", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded l = loaded_new();
        char text[1024];
        snprintf(text, sizeof text, "%s[chart.a]\nkind=tiles\nindicators=low\n%s", head, checks);
        loaded_file(&l, "report.ini", text);
        loaded_file(&l, "values.csv", values);
        snprintf(text, sizeof text, "place,parent,col,row\n%s", cases[i].list);
        loaded_file(&l, "places.csv", text);
        loaded_file(&l, "text.md", "正文\n");
        loaded_read(&l);
        assert_null(l.report);
        const char *message = told(&l, cases[i].rule, cases[i].line != 0 ? cases[i].line : 24);
        if (i == 0)
            assert_true(strstr(message, "“C街”") != NULL && strstr(message, "“B街”") != NULL);
        loaded_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_sorted),
        cmocka_unit_test(years_are_chosen),
        cmocka_unit_test(changes_have_two_years),
        cmocka_unit_test(notes_and_summaries_come_from_the_data),
        cmocka_unit_test(wrong_charts_are_told),
        cmocka_unit_test(profiles_have_siblings),
        cmocka_unit_test(positions_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
