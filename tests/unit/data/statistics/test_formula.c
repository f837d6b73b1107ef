#include "data/wording/wording.h"
#include "tests/unit/report_files.h"

/* GB form of the classic set: births, deaths and a mean population. */
static const char head[] =
    "[report]\ntitle=总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
    "places=places.csv\n[indicator.birth_rate]\nnumerator=births\ndenominator=people\nunit=‰\n"
    "[indicator.death_rate]\nnumerator=deaths\ndenominator=people\nunit=‰\n"
    "[indicator.plan]\nunit=%\n[indicator.visits]\nunit=次\n[indicator.staff]\nunit=人\n";
#define FIRST_LINE 22 /* of what a test adds */

static const char values[] =
    "place,indicator,year,value,flag\n"
    "甲,births,2006,60,\n乙,births,2006,50,示意\n甲,deaths,2006,20,\n乙,deaths,2006,25,\n"
    "甲,people,2006,5000,\n乙,people,2006,5000,\n,births,2005,7,\n,deaths,2005,1,\n"
    "甲,plan,2006,98.5,\n甲,visits,2006,300,\n甲,staff,2006,7,\n乙,visits,2006,>=5,\n";

static struct loaded load(const char *more, const char *more_values)
{
    struct loaded l = loaded_new();
    char text[4096];
    snprintf(text, sizeof text, "%s%s[checks]\nmissing-place=off\n", head, more);
    loaded_file(&l, "report.ini", text);
    snprintf(text, sizeof text, "%s%s", values, more_values);
    loaded_file(&l, "values.csv", text);
    loaded_file(&l, "places.csv", "place,parent\n全区,\n甲,全区\n乙,全区\n");
    loaded_file(&l, "text.md", "正文\n");
    loaded_read(&l);
    return l;
}

/* The cell of the indicator x as tables have it. */
static const char *cell(const struct loaded *l, const char *place, int year)
{
    const struct report *r = l->report;
    return wording_value(
        r, cell_at(report_indicator(r, "x"), report_place(r, place), report_year(r, year)));
}

static void formulas_are_computed_in_their_unit(void **state)
{
    static const struct {
        const char *formula, *unit, *first, *whole;
    } cases[] = {
        {"births - deaths", "", "40", "65"},
        {"(births - deaths) / people", "‰", "8.00‰", "6.50‰"},
        {"（births－deaths）÷people", "%", "0.80%", "0.65%"},
        {"birth_rate - death_rate", "‰", "8.00‰", "6.50‰"},
        {"100% - plan", "%", "1.50%", "—"},
        {"birth_rate * people", "", "60", "110"},
        {"births / deaths", ":100", "300:100", "244:100"},
        {"2 * births + deaths / 4", "", "125", "231"}, /* 2 x 110 + 11.25, half up */
        {"-births + 3.5 * 2", "", "-53", "-103"},
        {"visits / staff", "次", "43次", "—"},
        {"BIRTHS+births+births-births", "", "120", "220"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char more[256];
        snprintf(more, sizeof more, "[indicator.x]\nformula = %s\nunit = %s\n", cases[i].formula,
                 cases[i].unit);
        struct loaded l = load(more, "");
        told_nothing(&l);
        assert_string_equal(cell(&l, "甲", 2006), cases[i].first);
        assert_string_equal(cell(&l, "全区", 2006), cases[i].whole);
        loaded_free(&l);
    }
}

static void parts_flags_and_operands_are_kept(void **state)
{
    (void)state;
    struct loaded l = load("[指标.x]\n公式 = (births - deaths) / people\n计量单位 = ‰\n", "");
    told_nothing(&l);
    const struct report *r = l.report;
    int x = report_indicator(r, "x"), year = report_year(r, 2006);
    const struct value *v = report_value(r, cell_at(x, 0, year));
    long whole;
    assert_true(number_whole(v->numerator, &whole) && whole == 65);
    assert_true(number_whole(v->denominator, &whole) && whole == 10000);
    assert_int_equal(v->flags, FLAG_ILLUSTRATIVE);
    assert_int_equal(report_value(r, cell_at(x, 1, year))->flags, 0);
    assert_string_equal(cell(&l, "全区", 2005), "—"); /* no people in that year */
    loaded_free(&l);
}

static void a_formula_may_stand_on_another(void **state)
{
    (void)state;
    struct loaded l = load("[indicator.x]\nnumerator=growth\ndenominator=people\nunit=‰\n"
                           "[indicator.growth]\nformula=births-deaths\n",
                           "");
    told_nothing(&l);
    assert_string_equal(cell(&l, "甲", 2006), "8.00‰");
    assert_string_equal(cell(&l, "全区", 2006), "6.50‰");
    loaded_free(&l);
}

static void given_values_must_agree_and_add_up(void **state)
{
    (void)state;
    struct loaded l = load("[indicator.x]\nformula=births-deaths\n", "甲,x,2006,40,\n");
    told_nothing(&l);
    loaded_free(&l);
    l = load("[indicator.x]\nformula=births-deaths\n", "甲,x,2006,41,\n");
    told(&l, "formula-mismatch", 14);
    loaded_free(&l);
    /* Parts of a sum may be given where their operands are not; a product's may not. */
    l = load("[indicator.x]\nformula=a-b\n", "甲,x,2006,1,\n乙,x,2006,2,\n");
    told_nothing(&l);
    assert_string_equal(cell(&l, "全区", 2006), "3");
    loaded_free(&l);
    l = load("[indicator.x]\nformula=a*b\n", "甲,x,2006,1,\n乙,x,2006,2,\n");
    assert_string_equal(cell(&l, "全区", 2006), "—");
    loaded_free(&l);
}

static void what_does_not_fit_is_told(void **state)
{
    static const struct {
        const char *more, *rule;
        int line; /* behind the section's */
    } cases[] = {
        {"[indicator.x]\nformula=births -\n", "bad-formula", 1},
        {"[indicator.x]\nformula=(births\n", "bad-formula", 1},
        {"[indicator.x]\nformula=births $ deaths\n", "bad-formula", 1},
        {"[indicator.x]\nformula=\"=cmd|' /C calc'!A0\"\n", "bad-formula", 1},
        {"[indicator.x]\nformula=1.2.3\n", "bad-formula", 1},
        {"[indicator.x]\nformula=births\nnumerator=births\ndenominator=people\n", "bad-formula", 1},
        {"[indicator.x]\nformula=birth_rate - plan\nunit=‰\n", "unit-clash", 1},
        {"[indicator.x]\nformula=100 - plan\nunit=%\n", "unit-clash", 1},
        {"[indicator.x]\nformula=birth_rate - births\nunit=‰\n", "unit-clash", 1},
        {"[indicator.x]\nformula=visits + staff\n", "unit-clash", 1},
        {"[indicator.x]\nformula=births - deaths\nunit=‰\n", "unit-clash", 1},
        {"[indicator.x]\nformula=birth_rate\n", "unit-clash", 1},
        {"[indicator.x]\nformula=births / people * 1000\nunit=‰\n", "unit-clash", 1},
        {"[indicator.x]\nformula=staff\nunit=次\n", "unit-clash", 1},
        {"[indicator.x]\nformula=x + 1\n", "formula-circle", 0},
        {"[indicator.x]\nformula=y\n[indicator.y]\nformula=z\n[indicator.z]\nformula=x\n",
         "formula-circle", 0},
        {"[indicator.x]\nformula=y / people\nunit=%\n[indicator.y]\nnumerator=x\n"
         "denominator=people\n",
         "formula-circle", 0},
        {"[indicator.x]\nnumerator=y\ndenominator=people\nunit=%\n[indicator.y]\n"
         "formula=births/people\nunit=%\n",
         "computed-operand", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded l = load(cases[i].more, "");
        assert_null(l.report);
        told(&l, cases[i].rule, FIRST_LINE + cases[i].line);
        loaded_free(&l);
    }
}

static void circles_are_told_once(void **state)
{
    (void)state;
    struct loaded l = load("[indicator.a]\nformula=b\n[indicator.b]\nformula=a\n"
                           "[indicator.c]\nformula=a\n[indicator.d]\nformula=d\n",
                           "");
    assert_int_equal(messages_count(l.m, SEV_ERROR), 2);
    loaded_free(&l);
}

static void division_by_zero_is_told(void **state)
{
    (void)state;
    struct loaded l = load("[indicator.x]\nformula=births/deaths\nunit=:100\n",
                           ",births,2004,7,\n,deaths,2004,0,\n");
    assert_null(l.report);
    told(&l, "zero-denominator", 15);
    loaded_free(&l);
    l = load("[indicator.x]\nformula=births/(deaths-20)*births\n", "");
    told(&l, "zero-denominator", 2);
    loaded_free(&l);
}

static void powers_of_powers_are_stopped(void **state)
{
    (void)state;
    char more[2048] = "[indicator.x0]\nformula=births*births*births*births\n";
    for (int i = 1; i < 30; i++)
        snprintf(more + strlen(more), sizeof more - strlen(more),
                 "[indicator.x%d]\nformula=x%d*x%d*x%d\n", i, i - 1, i - 1, i - 1);
    struct loaded l = load(more, "");
    assert_null(l.report);
    size_t n;
    const struct message *list = messages_list(l.m, &n);
    assert_string_equal(list[0].rule, "out-of-range");
    loaded_free(&l);
    memset(more, '(', sizeof more - 1);
    memcpy(more, "[indicator.x]\nformula=", strlen("[indicator.x]\nformula="));
    more[900] = '\0';
    l = load(more, "");
    told(&l, "bad-formula", FIRST_LINE + 1);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_are_computed_in_their_unit),
        cmocka_unit_test(parts_flags_and_operands_are_kept),
        cmocka_unit_test(a_formula_may_stand_on_another),
        cmocka_unit_test(given_values_must_agree_and_add_up),
        cmocka_unit_test(what_does_not_fit_is_told),
        cmocka_unit_test(circles_are_told_once),
        cmocka_unit_test(division_by_zero_is_told),
        cmocka_unit_test(powers_of_powers_are_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
