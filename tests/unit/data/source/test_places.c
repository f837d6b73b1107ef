#include "tests/unit/report_files.h"

static const char ini[] =
    "[report]\ntitle=x\nyear=2006\nlanguage=en\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.birth]\nname=出生率\nunit=‰\nnumerator=births\n"
    "denominator=persons\n[indicator.plan]\nunit=%\n[indicator.births]\nunit=人\n"
    "[indicator.persons]\nunit=人\n";

/* Villages, townships and the district, out of order; c has no villages. */
static const char places[] = "place,id,parent,kind,order,aliases\n甲一村,a1,a,村,1,\n"
                             "甲镇,a,区,镇,2,甲;甲办\n区,d,,区,,\n甲二村,a2,a,村,2,\n"
                             "乙乡,b,区,乡,1,\n乙村,b1,乙乡,村,3,\n丙街道,c,区,街道,3,丙\n";

static struct loaded load(const char *list, const char *values)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "text.md", "text\n");
    loaded_file(&l, "places.csv", list);
    loaded_file(&l, "values.csv", values);
    loaded_read(&l);
    return l;
}

static void check(const struct loaded *l, const char *id, const char *place, const char *text)
{
    const struct report *r = l->report;
    if (r == NULL)
        messages_print(l->m, stderr);
    assert_non_null(r);
    const struct value *v = report_value(
        r, cell_at(report_indicator(r, id), report_place(r, place), report_year(r, 2006)));
    assert_int_equal(v->kind, VALUE_EXACT);
    assert_string_equal(number_text(l->arena, v->number, 3, ROUND_HALF_UP, 0), text);
}

static void the_list_is_a_tree_in_order(void **state)
{
    (void)state;
    struct loaded l = load(places, "place,indicator,value\n");
    const struct report *r = l.report;
    assert_non_null(r);
    static const char *const order[] = {"区", "甲一村", "乙乡", "甲镇", "甲二村", "乙村", "丙街道"};
    assert_int_equal(r->n_places, 7);
    assert_string_equal(r->places[0].name, order[0]);
    assert_string_equal(r->places[report_place(r, "a2")].kind, "村");
    assert_int_equal(r->places[report_place(r, "乙村")].parent, report_place(r, "b"));
    assert_int_equal(r->places[report_place(r, "甲办")].parent, 0);
    assert_true(report_place(r, "乙乡") < report_place(r, "甲镇"));
    assert_true(report_place(r, "甲镇") < report_place(r, "丙街道"));
    loaded_free(&l);
}

/* Sum over sum at each level: the means of 20, 5 (12.5) and of what follows differ from it. */
static void rates_go_up_level_by_level(void **state)
{
    (void)state;
    struct loaded l = load(places, "place,indicator,numerator,denominator,value\n"
                                   "甲一村,birth,2,100,20\n甲二村,birth,5,1000,5\n"
                                   "乙村,birth,3,300,10\n丙,birth,1,600,\n");
    told_nothing(&l);
    check(&l, "birth", "甲镇", "6.364"); /* 7 / 1100 */
    check(&l, "birth", "乙乡", "10.000");
    check(&l, "birth", "区", "5.500"); /* 11 / 2000 */
    loaded_free(&l);
    /* The same from counts of their own. */
    l = load(places, "place,indicator,value\na1,births,2\na1,persons,100\na2,births,5\n"
                     "a2,persons,1000\nb1,births,3\nb1,persons,300\nc,births,1\nc,persons,600\n");
    told_nothing(&l);
    check(&l, "births", "甲镇", "7.000");
    check(&l, "persons", "区", "2000.000");
    check(&l, "birth", "甲镇", "6.364");
    check(&l, "birth", "区", "5.500");
    loaded_free(&l);
}

static void a_wrong_level_is_told_where_it_is(void **state)
{
    (void)state;
    /* The township's mean of rates; the district's is right of the wrong parts' counts. */
    struct loaded l = load(places, "place,indicator,numerator,denominator,value\n"
                                   "甲一村,birth,2,100,\n甲二村,birth,5,1000,\n"
                                   "乙村,birth,3,300,\n丙,birth,1,600,\n甲镇,birth,,,12.5\n");
    told(&l, "mean-of-rates", 6);
    loaded_free(&l);
    l = load(places, "place,indicator,value\na1,births,2\na2,births,5\n甲镇,births,8\n");
    assert_non_null(strstr(told(&l, "total-mismatch", 4), "make 7"));
    loaded_free(&l);
    l = load(places, "place,indicator,value\na1,births,2\na2,births,5\n甲镇,births,7\n"
                     "b1,births,3\nc,births,1\n区,births,12\n");
    assert_non_null(strstr(told(&l, "total-mismatch", 7), "make 11"));
    loaded_free(&l);
}

static void names_are_matched_and_aliases_told(void **state)
{
    (void)state;
    struct loaded l =
        load(places, "place,indicator,value\n甲 办,births,7\nb,births,3\n丙街道,births,1\n"
                     "丙,persons,9\n丙,plan,90\n");
    told(&l, "alias-match", 2);
    assert_non_null(strstr(told(&l, "alias-match", 5), "丙街道"));
    size_t n, told_n = 0;
    const struct message *list = messages_list(l.m, &n);
    for (size_t i = 0; i < n; i++)
        told_n += strcmp(list[i].rule, "alias-match") == 0;
    assert_int_equal(told_n, 2); /* each once; ids and names are none */
    loaded_free(&l);
}

static void missing_unknown_and_duplicate_places_are_told(void **state)
{
    static const struct {
        const char *list, *values, *rule;
        int line;
    } cases[] = {
        {"place,parent\n甲,\n甲,\n", "", "duplicate-place", 3},
        {"place,id\n甲,x\n乙,x\n", "", "duplicate-place", 3},
        {"place,aliases\n甲,乙\n乙,\n", "", "duplicate-place", 3},
        {"place,aliases\n甲,\n乙,甲\n", "", "duplicate-place", 3},
        {"place,parent\n甲,丁\n", "", "unknown-place", 2},
        {"place,parent\n甲,乙\n乙,甲\n", "", "place-circle", 2},
        {"place,order\n甲,第一\n", "", "bad-number", 2},
        {"place,kind\n,镇\n甲,镇\n", "", "missing-name", 2},
        {"place,kind\n甲,镇\n乙,镇\n", "甲,births,1\n", "missing-place", 3},
        {"place,kind\n甲,镇\n乙,镇\n", "甲,births,1\n丙,births,1\n", "unknown-place", 3},
        {"place,kind\n甲,镇\n乙,镇\n", "甲,births,1\n甲,births,1\n", "duplicate-row", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char values[128];
        snprintf(values, sizeof values, "place,indicator,value\n%s", cases[i].values);
        struct loaded l = load(cases[i].list, values);
        told(&l, cases[i].rule, cases[i].line);
        loaded_free(&l);
    }
}

/* A kind that is alone need not have what others have. */
static void kinds_are_expected_apart(void **state)
{
    (void)state;
    struct loaded l = load("place,kind\n甲,镇\n乙,街道\n", "place,indicator,value\n甲,births,1\n");
    told_nothing(&l);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_is_a_tree_in_order),
        cmocka_unit_test(rates_go_up_level_by_level),
        cmocka_unit_test(a_wrong_level_is_told_where_it_is),
        cmocka_unit_test(names_are_matched_and_aliases_told),
        cmocka_unit_test(missing_unknown_and_duplicate_places_are_told),
        cmocka_unit_test(kinds_are_expected_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
