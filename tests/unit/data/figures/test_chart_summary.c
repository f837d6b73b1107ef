/* Charts in words, in both languages: what a reader of the alternative text is told. */
#include "tests/unit/report_files.h"

#include "base/arena.h"
#include "data/figures/chartspec.h"

static const char zh[] = "[indicator.low]\nname=低\nunit=‰\nbetter=lower\ntarget=<= 12\n"
                         "[indicator.high]\nname=高\nunit=%\nbetter=higher\ntarget=>= 90\n"
                         "[indicator.none]\nname=无\nunit=%\nbetter=higher\ntarget=>= 90\n";
static const char en[] = "[indicator.low]\nname=Low\nunit=‰\nbetter=lower\ntarget=<= 12\n"
                         "[indicator.high]\nname=High\nunit=%\nbetter=higher\ntarget=>= 90\n"
                         "[indicator.none]\nname=None\nunit=%\nbetter=higher\ntarget=>= 90\n";
static const char checks[] = "[checks]\nmissing-place=off\nmissing-year=off\nlone-place=off\n"
                             "target-missing=off\nmean-of-rates=off\n";

/* C has neither; B and D share the worst of low; E7 has no position. */
static const char places[] = "place,parent,col,row\nAll,,,\nA街,All,1,1\nB街,All,2,1\nC街,All,1,2\n"
                             "D街,All,2,2\nE7,All,,\n";
static const char values[] = "place,indicator,year,value\nAll,low,2006,11\nAll,high,2006,93\n"
                             "A街,low,2006,10\nB街,low,2006,13\nD街,low,2006,13\nE7,low,2006,9\n"
                             "A街,high,2006,95\nB街,high,2006,80\nE7,high,2006,95\n";

static struct loaded load(const char *language, const char *charts, const char *list,
                          const char *data)
{
    struct loaded l = loaded_new();
    char ini[2048];
    snprintf(ini, sizeof ini,
             "[report]\ntitle=T\nyear=2006\nlanguage=%s\n[data]\nnarrative=text.md\n"
             "indicators=values.csv\nplaces=places.csv\n%s%s%s",
             language, strcmp(language, "zh") == 0 ? zh : en, charts, checks);
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "values.csv", data);
    loaded_file(&l, "places.csv", list);
    loaded_file(&l, "text.md", "text\n");
    loaded_read(&l);
    return l;
}

static void says(const char *language, const char *chart, const char *expected)
{
    char ini[256];
    snprintf(ini, sizeof ini, "[chart.a]\n%s\n", chart);
    struct loaded l = load(language, ini, places, values);
    told_nothing(&l);
    assert_string_equal(report_chart(l.report, "a")->summary, expected);
    loaded_free(&l);
}

static void profiles_in_words(void **state)
{
    (void)state;
    says("zh", "kind=profile\nindicators=low,high,none\nplace=B街",
         "2006年。B街有目标的3项指标中2项有数据，0项达标。"
         "低13.00‰，目标≤12‰，未达标，位次并列第3，5个单位中4个有数据，2个达标，"
         "最高B街、D街13.00‰，最低E7 9.00‰；"
         "高80.00%，目标≥90%，未达标，位次第3，5个单位中3个有数据，2个达标，"
         "最高E7、A街95.00%，最低B街80.00%；"
         "无暂无数据，目标≥90%，5个单位均无数据。");
    says("en", "kind=profile\nindicators=low,high,none",
         "2006. A街: targets met: 2 of 2, 1 without data. "
         "Low 10.00‰, target ≤12‰, met, ranked 2nd, of 5 places 4 have data and 2 met the target, "
         "highest B街, D街 13.00‰, lowest E7 9.00‰; "
         "High 95.00%, target ≥90%, met, ranked joint 1st, of 5 places 3 have data and 2 met the "
         "target, highest E7, A街 95.00%, lowest B街 80.00%; "
         "None: no data, target ≥90%, none of 5 places has data.");
}

static void scorecards_in_words(void **state)
{
    (void)state;
    says("zh", "kind=scorecard\nindicators=low",
         "2006年。达标项数：A街1/1，位次并列第1；E7 1/1，位次并列第1；B街0/1，位次并列第3；"
         "D街0/1，位次并列第3；C街无法判定。低：5个单位中4个有数据，2个达标，"
         "最高B街、D街13.00‰，最低E7 9.00‰，All 11.00‰，目标≤12‰，达标；暂无数据：C街。"
         "依次为：A街10.00‰，E7 9.00‰，B街13.00‰，D街13.00‰。");
    says("en", "kind=scorecard\nindicators=none",
         "2006. Targets met: A街 cannot be told; B街 cannot be told; C街 cannot be told; "
         "D街 cannot be told; E7 cannot be told. None: none of 5 places has data, All: no data, "
         "target ≥90%.");
}

static void maps_in_words(void **state)
{
    (void)state;
    says("zh", "kind=tiles\nindicators=low\nwhole=none",
         "2006年。低：5个单位中4个有数据，2个达标，最高B街、D街13.00‰，最低E7 9.00‰，"
         "目标≤12‰；暂无数据：C街。依次为：E7 9.00‰，A街10.00‰，B街13.00‰，D街13.00‰。"
         "未列入图中：E7。");
    says("en", "kind=tiles\nindicators=low",
         "2006. Low: of 5 places 4 have data and 2 met the target, highest B街, D街 13.00‰, "
         "lowest E7 9.00‰, All 11.00‰, target ≤12‰, met; no data: C街. In order: E7 9.00‰, "
         "A街 10.00‰, B街 13.00‰, D街 13.00‰. Not on the map: E7.");
}

/* The end of the text on `known` places with a value and one without. */
static const char *many(const char *language, size_t known, char *out, size_t size)
{
    char list[2048] = "place,parent\nAll,\n", data[2048] = "place,indicator,year,value\n";
    for (size_t i = 0; i <= known; i++) {
        size_t n = strlen(list), m = strlen(data);
        snprintf(list + n, sizeof list - n, "P%zu,All\n", i);
        if (i < known)
            snprintf(data + m, sizeof data - m, "P%zu,low,2006,%zu\n", i, 10 + i);
    }
    struct loaded l = load(language, "[chart.a]\nkind=bars\nindicators=low\n", list, data);
    assert_non_null(l.report);
    const char *text = report_chart(l.report, "a")->summary;
    snprintf(out, size, "%s", text + strlen(text) - (size - 1));
    loaded_free(&l);
    return out;
}

static void places_are_told_up_to_thirty(void **state)
{
    char out[64];
    (void)state;
    assert_non_null(strstr(many("zh", 30, out, 40), "P29 39.00‰。"));
    assert_non_null(strstr(many("zh", 31, out, 40), "P29 39.00‰，等31个单位。"));
    assert_non_null(strstr(many("en", 30, out, 40), "P29 39.00‰."));
    assert_non_null(strstr(many("en", 31, out, 40), "39.00‰ and others, 31 in all."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(profiles_in_words),
        cmocka_unit_test(scorecards_in_words),
        cmocka_unit_test(maps_in_words),
        cmocka_unit_test(places_are_told_up_to_thirty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
