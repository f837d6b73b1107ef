#include "data/sheets/personal.h"

#include "tests/unit/sheet_fixture.h"

/* The example of GB 11643-1999 itself. */
#define CARD "11010519491231002X"

static void cards_are_known_in_all_their_shapes(void **state)
{
    (void)state;
    assert_true(personal_card(CARD));
    assert_true(personal_card("11010519491231002x"));
    assert_true(personal_card("110105194912310000")); /* typed as a number: the end is lost */
    assert_true(personal_card("1.10105E+17"));
    assert_true(personal_card("110105491231002"));     /* of 15 digits */
    assert_false(personal_card("110105194913310000")); /* no month 13 */
    assert_false(personal_card("910105194912310000")); /* no region 91 */
    assert_false(personal_card("110105491331002"));
    assert_false(personal_card("110105194912310021")); /* a wrong check digit */
    assert_false(personal_card("178406"));
    assert_false(personal_card("1.5E+17x"));
    assert_true(personal_mobile("13870100000"));
    assert_false(personal_mobile("12870100000"));
    assert_false(personal_mobile("138701000001"));
}

static void heads_say_it(void **state)
{
    (void)state;
    assert_true(personal_head("身份证号码"));
    assert_true(personal_head("户主姓名"));
    assert_true(personal_head("联系电话（必填）"));
    assert_true(personal_head("Mobile no."));
    assert_false(personal_head("电话回访率（%）"));
    assert_false(personal_head("手机用户数(户)"));
    assert_false(personal_head("人口数"));
}

static void columns_of_persons_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *csv;
        int line, column;
    } cases[] = {
        {"单位,姓名,人口\n四青,甲,3\n", 1, 2},
        {"单位,身份证,人口\n四青,,3\n", 1, 2},
        {"单位,别的,人口\n四青,,3\n江边," CARD ",4\n", 3, 2}, /* a head that hides it */
        {"单位,序号,人口\n四青,13870100000,3\n", 2, 2},
        {"单位,序号,人口\n四青,1.10105E+17,3\n", 2, 2},
        {"单位,人口\n四青,110105194912310000\n", 2, 2}, /* among values */
        {"单位,人口,备注\n四青,3,请拨13870100000\n", 2, 3},
        {"单位,人口\n四青,3,13870100000\n", 2, 3}, /* beside the table */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct loaded l = csv_report(cases[i].csv, "");
        told(&l, "personal-data", cases[i].line);
        size_t n;
        const struct message *list = messages_list(l.m, &n);
        for (size_t k = 0; k < n; k++) {
            assert_null(strstr(list[k].text, "11010519")); /* no message repeats it */
            assert_null(strstr(list[k].text, "13870100000"));
            if (strcmp(list[k].rule, "personal-data") == 0)
                assert_int_equal(list[k].at.column, cases[i].column);
        }
        loaded_free(&l);
    }
}

static void cards_typed_as_numbers_are_refused(void **state)
{
    (void)state;
    struct loaded l = grid_report("", "单位|编号|人口\n四青|#1.1010519491231E+17|#3\n", "", "");
    told(&l, "personal-data", 2);
    loaded_free(&l);
    l = grid_report("", "单位|编号|人口\n四青|#13870100000|#3\n", "", "");
    told(&l, "personal-data", 2);
    loaded_free(&l);
}

static void counts_and_the_foot_are_let_pass(void **state)
{
    (void)state;
    struct loaded l =
        csv_report("单位,经费,电话回访数\n四青,13870100000,5\n江边,110105194913310000,6\n"
                   "填表人：甲,联系电话：,13870100000\n",
                   "columns = C: -\n");
    told_nothing(&l);
    has_value(&l, "money", "四青街道", 2006, "13870100000.00", 2, 2);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_are_known_in_all_their_shapes),
        cmocka_unit_test(heads_say_it),
        cmocka_unit_test(columns_of_persons_are_refused),
        cmocka_unit_test(cards_typed_as_numbers_are_refused),
        cmocka_unit_test(counts_and_the_foot_are_let_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
