#include "tests/unit/report_files.h"

#include "data/narrative/placeholder.h"
#include "data/statistics/score.h"

/* x in % (higher is better), ratio in :100 (lower), n counted; places A to C. */
static const char head[] =
    "[report]\ntitle=总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.x]\nname=合格率\nunit=%\nbetter=higher\ntarget=>= 98\n"
    "[indicator.ratio]\nunit=:100\nbetter=lower\n[indicator.n]\nunit=条\nbetter=higher\n";
#define FIRST_LINE 19 /* of what a test adds */

static struct loaded load_with(const char *data, const char *sections, const char *values)
{
    struct loaded l = loaded_new();
    char text[2048];
    const char *rest = strstr(head, "[indicator.x]");
    snprintf(text, sizeof text, "%.*s%s%s%s", (int)(rest - head), head, data, rest, sections);
    loaded_file(&l, "report.ini", text);
    snprintf(text, sizeof text, "place,indicator,year,value,flag\n%s", values);
    loaded_file(&l, "values.csv", text);
    loaded_file(&l, "places.csv", "place,parent\n全区,\nA,全区\nB,全区\nC,全区\n");
    loaded_file(&l, "text.md", strstr(sections, ".t]") != NULL ? "![](table:t)\n" : "正文\n");
    loaded_read(&l);
    return l;
}

static struct loaded load(const char *sections, const char *values)
{
    return load_with("", sections, values);
}

/* Real contracts, each with a worked value. */
static const struct {
    const char *section, *value, *points;
} contracts[] = {
    /* 每低0.1个百分点扣0.3分，扣完为止（3分） */
    {"[score.x]\nfull=3\nper=0.1\nminus=0.3\n", "98", "3"},
    {"[score.x]\nfull=3\nper=0.1\nminus=0.3\n", "97.5", "1.5"},
    {"[score.x]\nfull=3\nper=0.1\nminus=0.3\n", "97.98", "2.94"},
    {"[score.x]\nfull=3\nper=0.1\nminus=0.3\n", "96", "0"},
    /* 达92%得12分，每降1个百分点扣1分; three readings of half a point */
    {"[score.x]\nfull=12\ntarget=>= 92\nper=1\nminus=1\n", "89.5", "9.5"},
    {"[score.x]\nfull=12\ntarget=>= 92\nper=1\nminus=1\nsteps=whole\n", "89.5", "10"},
    {"[评分.x]\n满分=12\n目标=>= 92\n每=1\n扣分=1\n不足一级=起级\n", "89.5", "9"},
    {"[score.x]\nfull=12\ntarget=>= 92\nper=1\nminus=1\nsteps=started\n", "90", "10"},
    /* ≤5% 得6分，每超0.1个百分点扣1分 */
    {"[score.x]\nfull=6\ntarget=<= 5\nper=0.1\nminus=1\n", "5.25", "3.5"},
    /* 性别比≤110 得10分，每升1扣0.5分 */
    {"[score.ratio]\nfull=10\ntarget=<= 110\nper=1\nminus=0.5\n", "113", "8.5"},
    /* 先扣0.1，每高0.1加扣0.1 */
    {"[score.ratio]\nfull=1\ntarget=<= 110\nfirst=0.1\nper=0.1\nminus=0.1\n", "110.3", "0.6"},
    {"[score.ratio]\nfull=1\ntarget=103..107\nper=1\nminus=0.1\n", "101", "0.8"},
    /* ≤107 满分，以上分段 */
    {"[score.ratio]\nfull=10\nrule=tiers\ntiers=<= 107: 10, <= 110: 8, <= 115: 5, else: 0\n", "107",
     "10"},
    {"[score.ratio]\nfull=10\nrule=分段\n分段=<= 107：10，<= 110：8，其余：1\n", "107.1", "8"},
    {"[score.ratio]\nfull=10\nrule=tiers\ntiers=<= 107: 10, else: 1\n", "120", "1"},
    {"[score.ratio]\nfull=10\nrule=tiers\ntiers=<= 107: 10\n", "120", "0"},
    /* 按实际完成率×标准分 */
    {"[score.n]\nfull=10\nrule=completion\ntarget=>= 200\n", "150", "7.5"},
    {"[score.n]\nfull=10\nrule=completion\ntarget=>= 200\n", "300", "10"},
    {"[score.n]\nfull=10\nrule=completion\ntarget=>= 200\ncap=12\n", "300", "12"},
    {"[score.n]\nfull=10\nrule=completion\ntarget=<= 30\n", "40", "7.5"},
    {"[score.n]\nfull=10\nrule=completion\ntarget=<= 30\n", "0", "10"},
    {"[score.n]\nfull=10\nrule=completion\ntarget=>= 0\n", "5", NULL},
    /* 达目标得80%标准分，每±1个百分点±0.5分 */
    {"[score.x]\nfull=10\nbase=8\ntarget=>= 90\nper=1\nminus=0.5\nplus=0.5\ncap=12\n", "93", "9.5"},
    {"[score.x]\nfull=10\nbase=8\ntarget=>= 90\nper=1\nminus=0.5\nplus=0.5\ncap=12\n", "88", "7"},
    {"[score.x]\nfull=10\nbase=8\ntarget=>= 90\nper=1\nminus=0.5\nplus=0.5\ncap=12\n", "99", "12"},
    {"[score.x]\nfull=10\nper=1\nminus=3\nfloor=2\n", "90", "2"},
    {"[score.x]\nfull=10\nper=1\nminus=1\nbonus=>= 99.5: 2, >= 99: 1\n", "99.2", "11"},
    /* <82% 记零分并否决 */
    {"[score.x]\nfull=10\nper=1\nminus=0.1\nveto=< 82\n", "81.9", "0"},
    {"[score.x]\nfull=10\nper=1\nminus=0.1\nveto=< 82\n", "82", "8.4"},
    /* a bound that shows the target met is enough, else it is not */
    {"[score.x]\nfull=10\nper=1\nminus=1\n", ">=98", "10"},
    {"[score.x]\nfull=10\nper=1\nminus=1\n", ">=90", NULL},
    {"[score.x]\nfull=10\nper=1\nminus=1\n", "-", NULL},
    {"[score.ratio]\nfull=10\nper=1\nminus=1\n", "107", NULL}, /* no target */
    {"[score.x]\nfull=10\nper=0.3\nminus=1\n", "97", "6.67"},  /* 10 - 10/3, exact till here */
};

static void rules_of_real_contracts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof contracts / sizeof *contracts; i++) {
        char values[64];
        const char *dot = strchr(contracts[i].section, '.');
        int len = (int)strcspn(dot + 1, "]");
        snprintf(values, sizeof values, "A,%.*s,2006,%s,\n", len, dot + 1, contracts[i].value);
        struct loaded l = load(contracts[i].section, values);
        if (l.report == NULL)
            messages_print(l.m, stderr);
        assert_non_null(l.report);
        const struct points *p = score_points(l.report, 0, 1);
        assert_string_equal(score_points_text(l.report, p->points),
                            contracts[i].points != NULL ? contracts[i].points : "—");
        assert_true(*p->reason);
        loaded_free(&l);
    }
}

/* 性别比与上年比：持平扣0.1，每高0.1个比点加扣0.1 (1 point). */
static void to_be_level_with_last_year_may_cost_points(void **state)
{
    static const char section[] =
        "[score.ratio]\nfull=1\ntarget=last\nstrict=yes\nfirst=0.1\nper=0.1\nminus=0.1\n";
    static const char zh[] =
        "[评分.ratio]\n满分=1\n目标=上年\n持平扣分=是\n先扣=0.1\n每=0.1\n扣分=0.1\n";
    static const char lax[] = "[score.ratio]\nfull=1\ntarget=last\nfirst=0.1\nper=0.1\nminus=0.1\n";
    static const char *const values =
        "A,ratio,2005,110,\nA,ratio,2006,110,\nB,ratio,2005,110,\nB,ratio,2006,110.3,\n"
        "C,ratio,2005,110,\nC,ratio,2006,109.9,\n,ratio,2006,107,\n";
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct loaded l = load(i != 0 ? zh : section, values);
        assert_non_null(l.report);
        const struct report *r = l.report;
        assert_string_equal(score_points_text(r, score_points(r, 0, 1)->points), "0.9");
        assert_string_equal(score_points(r, 0, 1)->reason,
                            "每0.1个比值扣0.1分；未达目标先扣0.1分；与目标持平，扣0.1分");
        assert_string_equal(score_points_text(r, score_points(r, 0, 2)->points), "0.6");
        assert_string_equal(score_points_text(r, score_points(r, 0, 3)->points), "1");
        assert_null(score_points(r, 0, 0)->points); /* no last year */
        loaded_free(&l);
    }
    struct loaded l = load(lax, values);
    assert_string_equal(score_points_text(l.report, score_points(l.report, 0, 1)->points), "1");
    loaded_free(&l);
}

/* 统计误差≤5% 得6分，每超0.1个百分点扣1分，>7% 否决; 瞒报、恶性事件 are counted. */
static void vetoes_of_errors_and_events(void **state)
{
    static const char section[] = "[score.x]\nfull=6\ntarget=<= 5\nper=0.1\nminus=1\nveto=> 7\n"
                                  "[score.n]\nfull=4\nrule=tiers\ntiers=else: 4\nveto=> 0\n";
    (void)state;
    struct loaded l = load(section, "A,x,2006,7,\nA,n,2006,0,\nB,x,2006,7.1,\nB,n,2006,0,\n"
                                    "C,x,2006,5.1,\nC,n,2006,1,\n");
    assert_non_null(l.report);
    struct score_total totals[4];
    score_totals(l.report, totals);
    assert_false(totals[1].veto);
    assert_string_equal(score_points_text(l.report, totals[1].points), "4"); /* 0 + 4 */
    assert_int_equal(totals[1].rank.rank, 1);
    assert_true(totals[2].veto);
    assert_int_equal(totals[2].rank.rank, 0);
    assert_true(totals[3].veto);
    assert_string_equal(score_points_text(l.report, totals[3].points), "5"); /* 5 + 0 */
    loaded_free(&l);
}

static void reasons_are_told_in_words(void **state)
{
    static const char section[] = "[score.x]\nfull=3\nper=0.1\nminus=0.3\nbonus=>= 99: 1\n"
                                  "veto=< 90\n";
    (void)state;
    struct loaded l = load(section, "A,x,2006,97.5,\nB,x,2006,96,\nC,x,2006,89,\n,x,2006,99,\n");
    told_nothing(&l);
    assert_string_equal(score_points(l.report, 0, 1)->reason,
                        "每0.1个百分点扣0.3分；与目标差0.5个百分点，扣1.5分");
    assert_string_equal(score_points(l.report, 0, 2)->reason,
                        "每0.1个百分点扣0.3分；与目标差2个百分点，扣6分；扣至0分为止");
    assert_string_equal(score_points(l.report, 0, 3)->reason, "一票否决（< 90）");
    assert_string_equal(score_points(l.report, 0, 0)->reason, "达到目标，得3分；另加1分（>= 99）");
    loaded_free(&l);
}

static void progress_has_last_year_as_its_target(void **state)
{
    /* A is ahead of the whole (95): 7:3; B behind: 3:7. Steps of 1 point from 98, from last year.
     */
    static const char section[] = "[score.x]\nfull=10\nper=1\nminus=1\nmix=7:3, 3:7\n";
    static const char values[] = ",x,2006,95,\nA,x,2006,96,\nA,x,2005,97,\nB,x,2006,94,\n"
                                 "B,x,2005,90,\nC,x,2006,94,\n";
    (void)state;
    struct loaded l = load(section, values);
    assert_non_null(l.report);
    const struct report *r = l.report;
    assert_string_equal(score_points_text(r, score_points(r, 0, 1)->points),
                        "8.3"); /* .7x8 + .3x9 */
    assert_string_equal(score_points_text(r, score_points(r, 0, 2)->points),
                        "8.8");                 /* .3x6 + .7x10 */
    assert_null(score_points(r, 0, 3)->points); /* no last year */
    loaded_free(&l);
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

static const char contract[] = "[score.x]\nfull=10\nper=1\nminus=1\nveto=< 90\n"
                               "[score.n]\nfull=5\nrule=tiers\ntiers=>= 8: 5, else: 2.5\n";
static const char contract_values[] = "A,x,2006,97,示意\nB,x,2006,97,\nC,x,2006,89,\n"
                                      "A,n,2006,9,\nB,n,2006,8,\nC,n,2006,3,\n";

static void tables_have_totals_ranks_and_vetoes(void **state)
{
    char sections[512];
    (void)state;
    snprintf(sections, sizeof sections, "%s[table.t]\nkind=scores\n", contract);
    struct loaded l = load(sections, contract_values);
    assert_non_null(l.report);
    assert_string_equal(row_text(&l, 0), "单位|合格率（10分）|n（5分）|总分|位次|");
    assert_string_equal(row_text(&l, 1), "A|9*|5|14*|1|");
    assert_string_equal(row_text(&l, 2), "B|9|5|14|1|");
    assert_string_equal(row_text(&l, 3), "C|0|2.5|2.5|否决|");
    assert_string_equal(placeholder_text(l.report,
                                         "{x.points@A}分，{score.points@A}，{评分.位次@B}，"
                                         "{score.rank@C}；{n.reason@C}",
                                         NOWHERE, l.m),
                        "9分，14，并列第1，否决；属“else”一档，得2.5分");
    loaded_free(&l);
    snprintf(sections, sizeof sections, "%s[表.t]\n类型=评分\n各单位=A\n", contract);
    l = load(sections, contract_values);
    assert_non_null(l.report);
    assert_string_equal(row_text(&l, 0), "指标|目标|完成情况|满分|得分|说明|");
    assert_string_equal(row_text(&l, 1),
                        "合格率|≥98%|97.00%|10|9*|每1个百分点扣1分；与目标差1个百分点，扣1分|");
    assert_string_equal(row_text(&l, 3), "总分|||15|14*||");
    loaded_free(&l);
}

/* 领导线:工作线 = 6:4 */
static void lines_have_weights(void **state)
{
    static const char lines[] = "score_lines = 领导线: 6, 工作线：4\n";
    static const char items[] = "[score.x]\nfull=100\nper=1\nminus=10\nline=领导线\n"
                                "[score.n]\nfull=60\nrule=tiers\ntiers=>= 8: 60, else: 30\n"
                                "line=工作线\n[评分.m]\n指标=n\n满分=40\n规则=分段\n"
                                "分段=>= 9: 40, 其余: 20\n线=工作线\n";
    char text[1024];
    (void)state;
    snprintf(text, sizeof text, "%s[table.t]\nkind=scores\n", items);
    struct loaded l = load_with(lines, text, contract_values);
    assert_non_null(l.report);
    assert_string_equal(
        row_text(&l, 0),
        "单位|合格率（100分）|n（60分）|n（40分）|领导线（60%）|工作线（40%）|总分|位次|");
    assert_string_equal(row_text(&l, 1), "A|90*|60|40|90*|100|94*|1|"); /* .6x90 + .4x100 */
    assert_string_equal(row_text(&l, 2), "B|90|60|20|90|80|86|2|");
    assert_string_equal(row_text(&l, 3), "C|10|30|20|10|50|26|3|");
    loaded_free(&l);
    snprintf(text, sizeof text, "%s[table.t]\nkind=scores\nplaces=B\n", items);
    l = load_with(lines, text, contract_values);
    assert_non_null(l.report);
    assert_string_equal(row_text(&l, 4), "领导线（60%）|||100|90||");
    assert_string_equal(row_text(&l, 5), "工作线（40%）|||100|80||");
    assert_string_equal(row_text(&l, 6), "总分|||100|86||");
    loaded_free(&l);
    l = load_with(lines, "[score.x]\nfull=1\nper=1\nminus=1\nline=工作\n", "A,x,2006,97,\n");
    assert_null(l.report);
    told(&l, "unknown-line", 24);
    loaded_free(&l);
    l = load_with(lines, "[score.x]\nfull=1\nper=1\nminus=1\n", "A,x,2006,97,\n");
    told(&l, "score-rule", 20);
    loaded_free(&l);
    l = load_with("score_lines = 领导线 6\n", "", "A,x,2006,97,\n");
    told(&l, "bad-value", 8);
    loaded_free(&l);
}

/* Townships of two districts: all compete; the districts between themselves. */
static void ranks_are_among_all_of_a_level(void **state)
{
    (void)state;
    struct loaded l = loaded_new();
    char text[1024];
    snprintf(text, sizeof text, "%s[score.x]\nfull=10\nper=1\nminus=1\n", head);
    loaded_file(&l, "report.ini", text);
    loaded_file(&l, "text.md", "正文\n");
    loaded_file(&l, "places.csv", "place,parent\n全区,\n甲,全区\n乙,全区\nA,甲\nB,乙\nC,甲\n");
    loaded_file(&l, "values.csv",
                "place,indicator,year,value\nA,x,2006,97\nB,x,2006,98\n"
                "C,x,2006,96\n甲,x,2006,96\n乙,x,2006,98\n");
    loaded_read(&l);
    assert_non_null(l.report);
    struct score_total totals[6];
    score_totals(l.report, totals);
    static const int ranks[] = {0, 2, 1, 2, 1, 3};
    for (int i = 1; i < 6; i++)
        assert_int_equal(totals[i].rank.rank, ranks[i]);
    loaded_free(&l);
}

static void wrong_items_are_told(void **state)
{
    static const struct {
        const char *section, *rule;
        int line; /* behind the section's */
    } cases[] = {
        {"[score.x]\nper=1\nminus=1\n", "missing-key", 0},
        {"[score.gone]\nfull=1\n", "unknown-indicator", 0},
        {"[score.a]\nindicator=gone\nfull=1\n", "unknown-indicator", 1},
        {"[score.x]\nfull=-1\n", "bad-value", 1},
        {"[score.x]\nfull=10\nper=0\nminus=1\n", "bad-value", 2},
        {"[score.x]\nfull=10\nper=1\n", "score-rule", 0},
        {"[score.x]\nfull=10\nminus=1\n", "score-rule", 0},
        {"[score.x]\nfull=10\nrule=tiers\n", "score-rule", 0},
        {"[score.x]\nfull=10\ntiers=<= 1: 1\n", "score-rule", 0},
        {"[score.x]\nfull=10\nrule=completion\nper=1\nminus=1\n", "score-rule", 0},
        {"[score.x]\nfull=10\nfloor=11\n", "score-rule", 0},
        {"[score.x]\nfull=10\nrule=tiers\ntiers=<= 107 10\n", "bad-value", 3},
        {"[score.x]\nfull=10\nveto=13\n", "bad-value", 2},
        {"[score.x]\nfull=10\nmix=7\n", "bad-value", 2},
        {"[score.x]\nfull=10\nmix=0:0\n", "bad-value", 2},
        {"[score.x]\nfull=10\ntarget=98\n", "bad-value", 2},
        {"[score.n]\nfull=10\nrule=tiers\ntiers=else: 1\ntarget=last\n", "score-rule", 0},
        {"[score.x]\nfull=10\nrule=completion\nstrict=yes\n", "score-rule", 0},
        {"[score.x]\nfull=10\nline=领导线\n", "unknown-line", 2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded l = load(cases[i].section, "A,x,2006,97,\n");
        assert_null(l.report);
        told(&l, cases[i].rule, FIRST_LINE + cases[i].line);
        loaded_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_of_real_contracts),
        cmocka_unit_test(to_be_level_with_last_year_may_cost_points),
        cmocka_unit_test(vetoes_of_errors_and_events),
        cmocka_unit_test(reasons_are_told_in_words),
        cmocka_unit_test(progress_has_last_year_as_its_target),
        cmocka_unit_test(tables_have_totals_ranks_and_vetoes),
        cmocka_unit_test(lines_have_weights),
        cmocka_unit_test(ranks_are_among_all_of_a_level),
        cmocka_unit_test(wrong_items_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
