#include "tests/unit/sheet_fixture.h"

static void multiples_in_heads_become_the_indicators_unit(void **state)
{
    (void)state;
    struct loaded l = csv_report("单位,人口(万人),经费（亿元）,出生（千人）\n四青,2.5,0.0001,0.12\n"
                                 "江边,１.05,3,\"1,234\"\n",
                                 "");
    told_nothing(&l);
    has_value(&l, "persons", "四青街道", 2006, "25000.00", 2, 2);
    has_value(&l, "persons", "江边街道", 2006, "10500.00", 3, 2);
    has_value(&l, "money", "四青街道", 2006, "10000.00", 2, 3);
    has_value(&l, "money", "江边街道", 2006, "300000000.00", 3, 3);
    has_value(&l, "births", "四青街道", 2006, "120.00", 2, 4);
    has_value(&l, "births", "江边街道", 2006, "1234000.00", 3, 4);
    char *text = explained(&l);
    assert_non_null(strstr(text, "B   人口(万人): value, persons, 万人 × 10000 = 人\n"));
    assert_non_null(strstr(text, "C   经费（亿元）: value, money, 亿元 × 100000000 = 元\n"));
    free(text);
    loaded_free(&l);
}

static void the_indicator_may_be_in_a_multiple_itself(void **state)
{
    (void)state;
    struct loaded l = csv_report("单位,预算(亿元)\n四青,1.5\n", "");
    has_value(&l, "budget", "四青街道", 2006, "15000.00", 2, 2);
    loaded_free(&l);
    l = csv_report("单位,预算(元)\n四青,\"12,300\"\n", "");
    has_value(&l, "budget", "四青街道", 2006, "1.23", 2, 2);
    loaded_free(&l);
    l = csv_report("单位,预算(万元)\n四青,1.5\n", "");
    has_value(&l, "budget", "四青街道", 2006, "1.50", 2, 2);
    loaded_free(&l);
}

static void numerators_and_denominators_have_units_of_their_own(void **state)
{
    (void)state;
    struct loaded l =
        csv_report("单位,出生率分子(人),出生率分母(万人),出生率(‰)\n四青,110,1,11\n", "");
    told_nothing(&l);
    has_value(&l, "birth", "四青街道", 2006, "11.00", 0, 0);
    const struct report *r = l.report;
    const struct value *v = report_value(
        r, cell_at(report_indicator(r, "birth"), report_place(r, "四青"), report_year(r, 2006)));
    assert_string_equal(number_text(l.arena, v->denominator, 0, ROUND_HALF_UP, 0), "10000");
    loaded_free(&l);
    l = csv_report("单位,出生率分子(人),出生率分母(万人),出生率(‰)\n四青,110,1,12\n", "");
    told(&l, "rate-mismatch", 2);
    loaded_free(&l);
}

static void a_line_above_the_table_gives_the_unit(void **state)
{
    (void)state;
    struct loaded l = csv_report("情况表,,\n,,单位：万人、‰\n单位,人口,出生率\n四青,2.5,9.1\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "四青街道", 2006, "25000.00", 4, 2);
    has_value(&l, "birth", "四青街道", 2006, "9.10", 4, 3);
    char *text = explained(&l);
    assert_non_null(strstr(text, "  unit above the table: 万人\n  unit above the table: ‰\n"));
    assert_non_null(strstr(text, "B   人口: value, persons × 10000 = 人\n"));
    free(text);
    loaded_free(&l);
    /* a column's own unit comes first; an office is no unit */
    l = csv_report("（单位：万人）,\n单位,人口(人)\n四青,25000\n", "");
    has_value(&l, "persons", "四青街道", 2006, "25000.00", 3, 2);
    loaded_free(&l);
    l = csv_report("填报单位：万年街道,单位：万载县计生局\n单位,人口\n四青,25000\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "四青街道", 2006, "25000.00", 3, 2);
    loaded_free(&l);
    l = csv_report("单位：万元,\n单位,人口\n四青,25000\n", "");
    told(&l, "unit-mismatch", 2);
    loaded_free(&l);
}

static void rows_may_have_units(void **state)
{
    (void)state;
    struct loaded l =
        csv_report("指标,单位,四青,江边\n人口,万人,2.5,3\n经费,元,7,8\n出生率,‰,9,10\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "四青街道", 2006, "25000.00", 2, 3);
    has_value(&l, "money", "江边街道", 2006, "8.00", 3, 4);
    has_value(&l, "birth", "江边街道", 2006, "10.00", 4, 4);
    char *text = explained(&l);
    assert_non_null(strstr(text, "B   单位: the unit of measure of each row\n"));
    free(text);
    loaded_free(&l);
    l = csv_report("指标,计量单位,四青\n人口,户,2.5\n出生率,%,9\n", "");
    told(&l, "unit-mismatch", 2);
    told(&l, "unit-mismatch", 3);
    loaded_free(&l);
}

static void other_units_are_refused(void **state)
{
    (void)state;
    struct loaded l = csv_report("单位,人口(万户),出生率(%),经费(万)\n四青,2.5,9.1,3\n", "");
    told(&l, "unit-mismatch", 1);
    assert_int_equal(messages_count(l.m, SEV_ERROR), 2);
    loaded_free(&l);
    l = csv_report("单位,经费(万)\n四青,3\n", "");
    has_value(&l, "money", "四青街道", 2006, "30000.00", 2, 2);
    loaded_free(&l);
}

/* 21.5万 is 214,500 to 215,500: sums and rates agree that far, and no further. */
static void rounded_multiples_agree_with_exact_counts(void **state)
{
    (void)state;
    struct loaded l =
        csv_report("单位,人口(万人)\n四青,2.2\n江边,3.3\n童家,1.4\n夏埠乡,1\n北片,5.4\n"
                   "南片,2.4\n全区,7.9\n",
                   "");
    told_nothing(&l);
    loaded_free(&l);
    l = csv_report("单位,人口(万人)\n四青,2.2\n江边,3.3\n童家,1.4\n夏埠乡,1\n北片,5.7\n南片,2.4\n",
                   "");
    told(&l, "total-mismatch", 6);
    loaded_free(&l);
    /* what was added up is no more exact than its parts: 55,000 and 24,000 are 79,312 in all */
    for (int wrong = 0; wrong < 2; wrong++) {
        l = sheet_report("values.csv", "[source.t]\nfile = text.txt\n");
        loaded_file(&l, "values.csv",
                    "单位,人口(万人)\n四青,2.2\n江边,3.3\n童家,1.4\n夏埠乡,1.0\n");
        loaded_file(&l, "text.txt",
                    wrong != 0 ? "单位,人口\n全区,81312\n" : "单位,人口\n全区,79312\n");
        loaded_read(&l);
        if (wrong != 0)
            told(&l, "total-mismatch", 2);
        else
            told_nothing(&l);
        loaded_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(multiples_in_heads_become_the_indicators_unit),
        cmocka_unit_test(the_indicator_may_be_in_a_multiple_itself),
        cmocka_unit_test(numerators_and_denominators_have_units_of_their_own),
        cmocka_unit_test(a_line_above_the_table_gives_the_unit),
        cmocka_unit_test(rows_may_have_units),
        cmocka_unit_test(other_units_are_refused),
        cmocka_unit_test(rounded_multiples_agree_with_exact_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
