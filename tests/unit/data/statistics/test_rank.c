#include "tests/unit/report_files.h"

#include "data/statistics/rank.h"

static const char ini[] =
    "[report]\ntitle=总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.up]\nbetter=higher\nunit=%\n[indicator.down]\nbetter=lower\n"
    "[indicator.band]\nbetter=range\nunit=:100\ntarget=103..107\n[indicator.none]\n"
    "[indicator.open]\nbetter=range\n";
/* Two levels: 甲 乙 丙 丁 below 全区, 甲一 and 甲二 below 甲. */
static const char places[] =
    "place,parent\n全区,\n甲,全区\n乙,全区\n丙,全区\n丁,全区\n甲一,甲\n甲二,甲\n";
static const char values[] = "place,indicator,value\n甲,up,98\n乙,up,98.00\n丙,up,97.999\n丁,up,-\n"
                             "甲一,up,97\n甲二,up,99\n"
                             "甲,down,3\n乙,down,1\n丙,down,>=1\n丁,down,2\n"
                             "甲,band,110\n乙,band,105\n丙,band,100\n丁,band,107\n"
                             "甲,none,1\n甲,open,1\n";

static struct loaded load(void)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "places.csv", places);
    loaded_file(&l, "values.csv", values);
    loaded_file(&l, "text.md", "正文\n");
    loaded_read(&l);
    assert_non_null(l.report);
    return l;
}

/* The ranks of the places behind the whole, a digit each, = behind those that share theirs. */
static const char *ranks_of(const struct loaded *l, const char *id)
{
    static char out[32];
    struct rank ranks[8];
    char *o = out;
    const struct report *r = l->report;
    ranks_find(r, report_indicator(r, id), report_year(r, 2006), ranks);
    assert_int_equal(ranks[0].rank, 0);
    for (size_t p = 1; p < r->n_places; p++)
        o += sprintf(o, "%d%s", ranks[p].rank, ranks[p].tied ? "=" : "");
    return out;
}

static void the_direction_decides_and_equals_share(void **state)
{
    (void)state;
    struct loaded l = load();
    assert_string_equal(ranks_of(&l, "up"), "1=1=3021"); /* 97.999 prints 98.00, but is less */
    assert_string_equal(ranks_of(&l, "down"), "310200");
    assert_string_equal(ranks_of(&l, "band"), "3=1=3=1=00");
    assert_string_equal(ranks_of(&l, "none"), "000000");
    assert_string_equal(ranks_of(&l, "open"), "000000");
    loaded_free(&l);
}

static void ranks_have_words(void **state)
{
    static const struct {
        int rank;
        bool tied;
        const char *zh, *en;
    } cases[] = {{1, true, "并列第1", "joint 1st"}, {2, false, "第2", "2nd"},
                 {3, false, "第3", "3rd"},          {4, false, "第4", "4th"},
                 {11, false, "第11", "11th"},       {22, true, "并列第22", "joint 22nd"},
                 {113, false, "第113", "113th"},    {0, false, "—", "—"}};
    (void)state;
    struct report r = {.arena = arena_new(), .language = LANG_ZH};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rank rank = {cases[i].rank, cases[i].tied};
        r.language = LANG_ZH;
        assert_string_equal(rank_words(&r, rank), cases[i].zh);
        r.language = LANG_EN;
        assert_string_equal(rank_words(&r, rank), cases[i].en);
    }
    arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_direction_decides_and_equals_share),
        cmocka_unit_test(ranks_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
