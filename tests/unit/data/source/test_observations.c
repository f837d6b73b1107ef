#include "data/source/observations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "tests/unit/temp_file.h"

enum { BIRTHS, PEOPLE, BIRTH_RATE, PLAN_RATE, BOARDS, N_INDICATORS };

/* A report with five indicators, as its INI file would give it. */
static struct report new_report(void)
{
    struct report r = {.arena = arena_new(), .year = 2006, .language = LANG_EN};
    static const struct indicator indicators[N_INDICATORS] = {
        [BIRTHS] = {.id = "births", .name = "births", .multiplier = 1},
        [PEOPLE] = {.id = "people", .name = "people", .multiplier = 1},
        [BIRTH_RATE] = {.id = "birth_rate",
                        .name = "人口出生率",
                        .unit = UNIT_PERMILLE,
                        .unit_text = "‰",
                        .multiplier = 1000},
        [PLAN_RATE] = {.id = "plan_rate",
                       .name = "计划生育率",
                       .unit = UNIT_PERCENT,
                       .unit_text = "%",
                       .multiplier = 100},
        [BOARDS] = {.id = "boards", .name = "图板", .unit_text = "块", .multiplier = 1},
    };
    r.indicators = arena_array(r.arena, N_INDICATORS, sizeof r.indicators[0]);
    memcpy(r.indicators, indicators, sizeof indicators);
    r.n_indicators = N_INDICATORS;
    for (int i = 0; i < N_INDICATORS; i++)
        r.indicators[i].numerator = r.indicators[i].denominator = -1;
    r.indicators[BIRTH_RATE].numerator = BIRTHS;
    r.indicators[BIRTH_RATE].denominator = PEOPLE;
    return r;
}

/* Loads a list of places (or none) and a table; gives what was told of both. */
static const char *load(struct report *r, const char *places, const char *table)
{
    char path[64];
    struct messages *m = messages_new(LANG_EN);
    *r = new_report();
    int status = 0;
    if (places != NULL)
        temp_file(path, places, strlen(places));
    status = places_load(r, places != NULL ? path : NULL, "全区", NOWHERE, m);
    if (places != NULL)
        unlink(path);
    if (status == 0 && table != NULL) {
        const char *paths[] = {path};
        temp_file(path, table, strlen(table));
        status = observations_load(r, paths, &NOWHERE, 1, NULL, m);
        unlink(path);
    }
    assert_int_equal(status, messages_count(m, SEV_ERROR) > 0 ? -1 : 0);
    const char *text = arena_strdup(r->arena, told(m));
    messages_free(m);
    return text;
}

static void check_number(const struct report *r, int indicator, const char *place, int year,
                         const char *want)
{
    int p = report_place(r, place);
    assert_true(p >= 0);
    const struct value *v = report_value(r, cell_at(indicator, p, report_year(r, year)));
    if (want == NULL) {
        assert_int_equal(v->kind, VALUE_MISSING);
        return;
    }
    assert_non_null(v->number);
    assert_string_equal(number_text(r->arena, v->number, 4, ROUND_HALF_UP, 0), want);
}

static void tables_are_read_by_the_names_of_columns(void **state)
{
    struct report r;
    (void)state;
    assert_string_equal(load(&r, NULL,
                             "备注,数值,年度,指标,单位,标记\n"
                             "抄自简报,98.89％,2006年,计划生育率,,初步\n"
                             ",>=80,2005,Plan_Rate,全区,illustrative、 估计\n"
                             "x,～160,２００６,boards,江边,\n"
                             ",—,2006,boards,四青,\n"),
                        "");
    assert_int_equal(r.n_places, 3);
    assert_int_equal(r.n_years, 2);
    const struct value *v = report_value(&r, cell_at(PLAN_RATE, 0, report_year(&r, 2006)));
    assert_int_equal(v->kind, VALUE_EXACT);
    assert_int_equal(v->flags, FLAG_PRELIMINARY);
    assert_string_equal(v->note, "抄自简报");
    assert_int_equal(v->at.line, 2);
    assert_int_equal(v->at.column, 2);
    check_number(&r, PLAN_RATE, "全区", 2006, "98.8900");
    v = report_value(&r, cell_at(PLAN_RATE, 0, report_year(&r, 2005)));
    assert_int_equal(v->kind, VALUE_AT_LEAST);
    assert_int_equal(v->flags, FLAG_ILLUSTRATIVE | FLAG_ESTIMATED);
    check_number(&r, BOARDS, "江边", 2006, "160.0000");
    check_number(&r, BOARDS, "四青", 2006, NULL);
    check_number(&r, BOARDS, "全区", 2006, NULL);
    assert_int_equal(report_value(&r, cell_at(BOARDS, 7, -1))->kind, VALUE_MISSING);
    arena_free(r.arena);
}

static void rates_are_exact_and_summed_over_the_parts(void **state)
{
    struct report r;
    (void)state;
    assert_string_equal(load(&r, NULL,
                             "place,indicator,year,numerator,denominator,value,flag\n"
                             "A,plan_rate,2006,1,3,33.33,\n"
                             "B,plan_rate,2006,5,5,,illustrative\n"
                             "A,births,2006,,,88,\nB,births,2006,,,393,preliminary\n"
                             "A,people,2006,,,\"7,967\",\nB,people,2006,,,35629,\n"
                             "A,boards,2006,,,1.5,\nB,boards,2006,,,2,\n"),
                        "");
    const struct value *v = report_value(&r, cell_at(PLAN_RATE, 0, 0));
    assert_int_equal(v->way, WAY_PARTS);
    assert_int_equal(v->flags, FLAG_ILLUSTRATIVE);
    check_number(&r, PLAN_RATE, "A", 2006, "33.3333");
    check_number(&r, PLAN_RATE, "全区", 2006, "75.0000"); /* 6/8, not the mean 66.67 */
    check_number(&r, BOARDS, "全区", 2006, "3.5000");
    check_number(&r, BIRTHS, "全区", 2006, "481.0000");
    check_number(&r, BIRTH_RATE, "A", 2006, "11.0456");
    check_number(&r, BIRTH_RATE, "全区", 2006, "11.0331"); /* 481 / 43,596 */
    assert_int_equal(report_value(&r, cell_at(BIRTH_RATE, 0, 0))->flags, FLAG_PRELIMINARY);
    assert_int_equal(number_cmp(report_value(&r, cell_at(BIRTH_RATE, 0, 0))->denominator,
                                number_int(r.arena, 43596)),
                     0);
    arena_free(r.arena);
}

static void sums_go_up_through_inner_places(void **state)
{
    static const char places[] = "place,parent,order,aliases\n"
                                 "City,,,\nNorth,City,2,N；Nord；\nSouth,City,1,\n"
                                 "n1,North,,\nn2,N,,\ns1,South,,\n";
    struct report r;
    (void)state;
    assert_string_equal(load(&r, places,
                             "place,indicator,value\n"
                             "n1,boards,1\nn 2,boards,2\ns1,boards,4\nn1,births,7\n"),
                        "");
    assert_string_equal(r.places[0].name, "City");
    assert_string_equal(r.places[1].name, "South");
    assert_int_equal(report_place(&r, "Nord"), report_place(&r, "North"));
    assert_int_equal(report_place(&r, "全区"), 0);
    check_number(&r, BOARDS, "North", 2006, "3.0000");
    check_number(&r, BOARDS, "City", 2006, "7.0000");
    check_number(&r, BIRTHS, "North", 2006, NULL); /* n2 is missing */
    arena_free(r.arena);
}

static void wrong_rows_are_told_by_line_and_rule(void **state)
{
    static const struct {
        const char *row, *told;
    } cases[] = {
        {"A,births,2006,,,12,,,", ""},
        {"A,birhts,2006,,,12,,,", "3 unknown-indicator"},
        {"C,births,2006,,,12,,,", "3 unknown-place"},
        {"A,births,06,,,12,,,", "3 bad-year"},
        {"A,births,,,,12,,,", "3 bad-year"},
        {"A,births,2006,,,12a,,,", "3 bad-number"},
        {"A,plan_rate,2006,>=3,5,,,,", "3 bad-number"},
        {"A,births,2006,,,12,,maybe,", "3 bad-flag"},
        {"A,births,2006,,,12,90,,", "3 bad-target"},
        {"A,plan_rate,2006,3,0,,,,", "3 zero-denominator"},
        {"A,plan_rate,2006,3,-4,,,,", "3 out-of-range"},
        {"A,plan_rate,2006,5,4,,,,", "3 out-of-range"},
        {"A,plan_rate,2006,1,3,33.34,,,", "3 rate-mismatch"},
        {"A,plan_rate,2006,1,3,33.3,,,", ""},
        {"A,plan_rate,2006,1,3,>=34,,,", "3 rate-mismatch"},
        {"A,plan_rate,2006,1,,,,,", "3 incomplete-rate"},
        {"A,plan_rate,2006,,,11.02‰,,,", "3 unit-mismatch"},
        {"A,births,2006,,,1,234,,,", "3 extra-cell"},
        {"A,boards,2006,,,3,,,", "3 duplicate-row"},
        {",boards,2006,,,9,,,", ""}, /* B is missing: nothing to compare with */
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r;
        struct buf b = {0};
        buf_puts(&b, "place,indicator,year,numerator,denominator,value,target,flag,note\n"
                     "A,boards,2006,,,3,,,\n");
        buf_puts(&b, cases[i].row);
        assert_string_equal(load(&r, "place\nA\nB\n", b.data), cases[i].told);
        buf_free(&b);
        arena_free(r.arena);
    }
}

static void wholes_that_do_not_fit_their_parts_are_told(void **state)
{
    static const struct {
        const char *rows, *told;
    } cases[] = {
        {"A,boards,,,3\nB,boards,,,4\n,boards,,,7\n", ""},
        {"A,boards,,,3\nB,boards,,,4\n,boards,,,8\n", "4 total-mismatch"},
        {"A,boards,,,3.3\nB,boards,,,4.3\n,boards,,,7.5\n", ""}, /* 3.26 + 4.26 */
        {"A,boards,,,3.3\nB,boards,,,4.3\n,boards,,,7.4\n", "4 total-mismatch"},
        {"A,boards,,,3\nB,boards,,,4\n,boards,,,>=8\n", "4 total-mismatch"},
        {"A,plan_rate,1,3,\nB,plan_rate,5,5,\n,plan_rate,,,75\n", ""},
        {"A,plan_rate,1,3,\nB,plan_rate,5,5,\n,plan_rate,,,66.67\n", "4 mean-of-rates"},
        {"A,plan_rate,1,3,\nB,plan_rate,5,5,\n,plan_rate,12,16,\n", "4 total-mismatch"},
        {"A,plan_rate,,,90\nB,plan_rate,,,80\n", "2 no-total"},
        {"A,plan_rate,,,90\nB,plan_rate,,,80\n,plan_rate,,,85\n", ""},
        {"A,births,,,88\nA,people,,,7967\nA,birth_rate,,,11.05\n", ""},
        {"A,births,,,88\nA,people,,,7967\nA,birth_rate,,,11.02\n", "4 rate-mismatch"},
        {"A,births,,,88\nA,people,,,0\n", "3 zero-denominator"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r;
        struct buf b = {0};
        buf_puts(&b, "place,indicator,numerator,denominator,value\n");
        buf_puts(&b, cases[i].rows);
        if (strcmp(load(&r, "place\nA\nB\n", b.data), cases[i].told) != 0)
            fail_msg("%s", cases[i].rows);
        buf_free(&b);
        arena_free(r.arena);
    }
}

static void targets_come_from_rows_and_wholes(void **state)
{
    struct report r;
    (void)state;
    assert_string_equal(load(&r, "place\nA\nB\n",
                             "place,indicator,year,value,target,flag\n"
                             ",plan_rate,2006,,>= 90,示意\n,plan_rate,2006,98.89,,\n"
                             "A,plan_rate,2006,85,>= 80,\nB,plan_rate,2006,85,,\n"
                             ",boards,2006,100,>= 90,\nA,boards,2006,60,,\nB,boards,2006,40,,\n"),
                        "");
    assert_int_equal(report_verdict(&r, cell_at(PLAN_RATE, 0, 0)), VERDICT_MET);
    assert_int_equal(report_target(&r, cell_at(PLAN_RATE, 0, 0))->flags, FLAG_ILLUSTRATIVE);
    assert_int_equal(report_value(&r, cell_at(PLAN_RATE, 0, 0))->flags, 0);
    assert_int_equal(report_verdict(&r, cell_at(PLAN_RATE, 1, 0)), VERDICT_MET);
    assert_int_equal(report_verdict(&r, cell_at(PLAN_RATE, 2, 0)), VERDICT_UNMET);
    assert_int_equal(report_verdict(&r, cell_at(BOARDS, 0, 0)), VERDICT_MET);
    assert_int_equal(report_verdict(&r, cell_at(BOARDS, 2, 0)), VERDICT_NO_TARGET);
    arena_free(r.arena);
}

static void wrong_lists_of_places_are_told(void **state)
{
    static const struct {
        const char *list, *told;
    } cases[] = {
        {"place,parent\nA,B\nB,A\n", "2 place-circle"},
        {"place,parent\nA,A\n", "2 place-circle"},
        {"place,parent\nAlpha,\nB,Alpah\n", "3 unknown-place"},
        {"place,parent\nA,全区\nB,全区\n", ""},
        {"place,aliases\nA,B\nB,\n", "3 duplicate-place"},
        {"place,kind\n,town\n", "2 missing-name"},
        {"place,order\nA,first\n", "2 bad-number"},
        {"kind\ntown\n", "1 missing-column"},
        {"place,plcae\nA,\n", "1 unknown-column"},
        {"place,单位\nA,\n", "1 duplicate-column"},
        {"", "1 missing-column"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r;
        if (strcmp(load(&r, cases[i].list, NULL), cases[i].told) != 0)
            fail_msg("%s", cases[i].list);
        arena_free(r.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_read_by_the_names_of_columns),
        cmocka_unit_test(rates_are_exact_and_summed_over_the_parts),
        cmocka_unit_test(sums_go_up_through_inner_places),
        cmocka_unit_test(wrong_rows_are_told_by_line_and_rule),
        cmocka_unit_test(wholes_that_do_not_fit_their_parts_are_told),
        cmocka_unit_test(targets_come_from_rows_and_wholes),
        cmocka_unit_test(wrong_lists_of_places_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
