#include "tests/unit/sheet_fixture.h"

static void the_whole_may_stand_first_or_last(void **state)
{
    (void)state;
    struct loaded l = csv_report("单位,人口\n合 计：,10\n四青,3\n江边,4\n童家,2\n夏埠乡,1\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "全区", 2006, "10.00", 2, 2);
    loaded_free(&l);
    l = csv_report("单位,人口\n四青,3\n江边,4\n童家,2\n夏埠乡,1\n总计,11\n", "");
    told(&l, "total-mismatch", 6);
    loaded_free(&l);
    l = csv_report("单位,人口\n四青,3\n江边,4\n童家,2\n夏埠乡,1\n全区合计,10\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "全区", 2006, "10.00", 6, 2);
    loaded_free(&l);
}

static void a_subtotal_is_the_row_of_its_place(void **state)
{
    (void)state;
    /* below its rows, by its rows; by its name */
    struct loaded l = csv_report(
        "单位,人口\n四青,3\n江边,4\n小计,7\n童家,2\n夏埠乡,1\n南片小计,3\n合计,10\n", "");
    told_nothing(&l);
    not_told(&l, "subtotal-row");
    has_value(&l, "persons", "北片", 2006, "7.00", 4, 2);
    has_value(&l, "persons", "南片", 2006, "3.00", 7, 2);
    loaded_free(&l);
    /* above its rows */
    l = csv_report("单位,人口\n合计,10\n小计,7\n四青,3\n江边,4\n小计,3\n童家,2\n夏埠乡,1\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "北片", 2006, "7.00", 3, 2);
    has_value(&l, "persons", "南片", 2006, "3.00", 6, 2);
    loaded_free(&l);
    /* 合计 of groups where 总计 is the whole */
    l = csv_report("单位,人口\n四青,3\n江边,4\n合计,7\n童家,2\n夏埠乡,1\n合计,3\n总计,10\n", "");
    told_nothing(&l);
    has_value(&l, "persons", "北片", 2006, "7.00", 4, 2);
    has_value(&l, "persons", "全区", 2006, "10.00", 8, 2);
    loaded_free(&l);
    /* a wrong one is found by the roll-up */
    l = csv_report("单位,人口\n四青,3\n江边,4\n小计,8\n童家,2\n夏埠乡,1\n", "");
    assert_non_null(strstr(told(&l, "total-mismatch", 4), "北片"));
    loaded_free(&l);
}

static void a_subtotal_of_no_place_is_checked_and_left_out(void **state)
{
    (void)state;
    struct loaded l =
        csv_report("单位,人口,计生率\n四青,3,98\n江边,4,97\n童家,2,96\n街镇小计,9,97\n夏埠乡,1,95\n"
                   "乡小计,1,95\n合计,10,97\n",
                   "");
    told_nothing(&l);
    assert_non_null(strstr(told(&l, "subtotal-row", 5), "rows 2 to 4"));
    told(&l, "subtotal-row", 7);
    has_value(&l, "persons", "全区", 2006, "10.00", 8, 2);
    loaded_free(&l);
    l = csv_report("单位,人口\n四青,3\n江边,4\n童家,2\n街镇小计,8\n夏埠乡,1\n合计,10\n", "");
    assert_non_null(strstr(told(&l, "total-mismatch", 5), "make 9"));
    loaded_free(&l);
    /* its place has a row of its own */
    l = csv_report("单位,人口\n北片,7\n四青,3\n江边,4\n小计,7\n", "");
    told_nothing(&l);
    told(&l, "subtotal-row", 5);
    has_value(&l, "persons", "北片", 2006, "7.00", 2, 2);
    loaded_free(&l);
    /* rounded each for itself: 0.5 of the last digit is let pass for each */
    l = csv_report("单位,人口(万人)\n四青,3.3\n江边,4.3\n童家,2.3\n街镇小计,10.0\n夏埠乡,1\n", "");
    told_nothing(&l);
    loaded_free(&l);
    l = csv_report("单位,人口(万人)\n四青,3.3\n江边,4.3\n童家,2.3\n街镇小计,10.2\n夏埠乡,1\n", "");
    told(&l, "total-mismatch", 5);
    loaded_free(&l);
}

static void years_are_not_added_to_each_other(void **state)
{
    (void)state;
    struct loaded l = csv_report("单位,年度,人口\n四青,2005,1\n童家,2005,2\n四青,2006,3\n"
                                 "童家,2006,4\n小计,2005,3\n小计,2006,7\n",
                                 "");
    told(&l, "subtotal-row", 6);
    not_told(&l, "total-mismatch");
    loaded_free(&l);
    l = csv_report(
        "单位,年度,人口\n四青,2005,1\n童家,2005,2\n四青,2006,3\n童家,2006,4\n小计,2005,4\n", "");
    told(&l, "total-mismatch", 6);
    loaded_free(&l);
}

static void rows_of_which_are_places_or_left_out(void **state)
{
    (void)state;
    struct loaded l = csv_report("单位,人口\n合计,10\n其中：四青,3\n江边,4\n童家,2\n夏埠乡,1\n"
                                 "其中：流动,6\n",
                                 "");
    told_nothing(&l);
    has_value(&l, "persons", "四青街道", 2006, "3.00", 3, 2);
    assert_non_null(strstr(told(&l, "subtotal-row", 7), "left out"));
    loaded_free(&l);
    l = csv_report("指标,四青\n人口,5\n其中：出生,2\n", "");
    has_value(&l, "births", "四青街道", 2006, "2.00", 3, 2);
    loaded_free(&l);
}

static void totals_are_explained(void **state)
{
    (void)state;
    struct loaded l = csv_report(
        "单位,人口\n四青,3\n江边,4\n小计,7\n童家,2\n甲小计,2\n夏埠乡,1\n其中：流动,6\n", "");
    char *text = explained(&l);
    assert_non_null(strstr(text, "  row 4 小计: 北片\n"));
    assert_non_null(strstr(text, "  row 6 甲小计: checked against rows 5 to 5\n"));
    assert_non_null(strstr(text, "  row 8 其中：流动: not read\n"));
    assert_non_null(strstr(text, "below: 5 rows read, 2 not"));
    free(text);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_may_stand_first_or_last),
        cmocka_unit_test(a_subtotal_is_the_row_of_its_place),
        cmocka_unit_test(a_subtotal_of_no_place_is_checked_and_left_out),
        cmocka_unit_test(years_are_not_added_to_each_other),
        cmocka_unit_test(rows_of_which_are_places_or_left_out),
        cmocka_unit_test(totals_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
