/* Sheets as offices hand them in, each thing that is wrong or odd about them named. */
#include "tests/unit/sheet_fixture.h"

/* A1:F1 is the title; two rows of head with units in the lower; percent formats (style 1). */
static const char wide[] = "2006年度人口计生情况表\n"
                           "制表单位：办公室|||填报日期：2006-12-31\n"
                           "单位|人口|出生||计生率|备注\n"
                           "|（人）|上年|本年|（％）|\n"
                           "合 计|&100|#10|$１２|#0.975@1|\n"
                           "四 青|1,234|#3|$ 4 |#0.98890000000000011@1|说明：估计数\n"
                           "江边办|#25||-|98.89％|\n"
                           "注：备注为空的是正式数|||||\n"
                           "填表人：甲||审核：乙||\n"
                           "|单位负责人：丙||审核：丁||\n";
static const char wide_merges[] =
    "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"C3:D3\"/>"
    "<mergeCell ref=\"F3:F4\"/></mergeCells>";

static void a_wide_workbook_is_read(void **state)
{
    (void)state;
    struct loaded l = grid_report("", wide, wide_merges, "");
    assert_int_equal(messages_count(l.m, SEV_ERROR), 3); /* 江边办 is in no list: three values */
    told(&l, "unknown-place", 7);
    loaded_free(&l);
}

/* The same without the unknown place: every kind of cell. */
static void cells_of_all_kinds_are_numbers(void **state)
{
    (void)state;
    char grid[1024];
    snprintf(grid, sizeof grid, "%s", wide);
    char *wrong = strstr(grid, "江边办");
    memcpy(wrong, "江边 ", strlen("江边 ")); /* 办 is three bytes: the rest is blanks */
    memcpy(wrong + strlen("江边 "), "  ", 2);
    struct loaded l = grid_report("", grid, wide_merges, "");
    told_nothing(&l);
    has_value(&l, "persons", "全区", 2006, "100.00", 5, 2);  /* a formula's saved result */
    has_value(&l, "births", "全区", 2006, "12.00", 5, 4);    /* full-width digits, in place */
    has_value(&l, "plan", "全区", 2006, "97.50", 5, 5);      /* a percent format */
    has_value(&l, "persons", "四青", 2006, "1234.00", 6, 2); /* text with a comma */
    has_value(&l, "births", "四青", 2005, "3.00", 6, 3);
    has_value(&l, "births", "四青", 2006, "4.00", 6, 4); /* text with blanks */
    has_value(&l, "plan", "四青", 2006, "98.89", 6, 5);  /* no digit of the binary fraction */
    has_value(&l, "plan", "江边", 2006, "98.89", 7, 5);  /* ％ as text */
    assert_true(has_no_value(&l, "births", "江边"));     /* - */
    const struct report *r = l.report;
    const struct value *v = report_value(
        r, cell_at(report_indicator(r, "plan"), report_place(r, "四青"), report_year(r, 2006)));
    assert_string_equal(v->note, "说明：估计数"); /* a note, not the foot */
    loaded_free(&l);
}

static void places_in_columns_of_a_workbook(void **state)
{
    (void)state;
    struct loaded l = grid_report("",
                                  "情况表\n指标|计量单位|四青|江边|童家镇|夏埠乡|合计\n"
                                  "人口|万人|#1.2|#2.3|#1|#1|#5.5\n出生|人|#3|#4|#1|#2|#10\n",
                                  "", "year = 2005\n");
    told_nothing(&l);
    has_value(&l, "persons", "江边", 2005, "23000.00", 3, 4);
    has_value(&l, "births", "全区", 2005, "10.00", 4, 7);
    loaded_free(&l);
    l = grid_report("", "指标|四青|江边|童家镇|夏埠乡|合计\n出生|#3|#4|#1|#2|#11\n", "", "");
    told(&l, "total-mismatch", 2);
    loaded_free(&l);
}

/* A long table; years as dates (yyyy年 is style 4), merged over their rows. */
static void long_sheets_of_a_workbook(void **state)
{
    (void)state;
    struct loaded l = grid_report("",
                                  "单位|年度|指标|数值|目标\n四青|#38353@4|人口|#5|\n"
                                  "||出生|#1|\n江边|2006年|计生率|#0.9@1|>= 0.85\n",
                                  "<mergeCells><mergeCell ref=\"A2:A3\"/>"
                                  "<mergeCell ref=\"B2:B3\"/></mergeCells>",
                                  "");
    assert_non_null(l.report);
    has_value(&l, "persons", "四青", 2005, "5.00", 2, 4);
    has_value(&l, "births", "四青", 2005, "1.00", 3, 4);
    has_value(&l, "plan", "江边", 2006, "90.00", 4, 4);
    loaded_free(&l);
    l = grid_report("", "单位|年度|指标|数值\n四青|#38353@4|人口|#5\n||出生|#1\n", "", "");
    told(&l, "missing-label", 3);
    loaded_free(&l);
}

static void numbers_with_date_formats_are_told(void **state)
{
    (void)state;
    struct loaded l = grid_report("", "单位|人口\n四青|#38353@2\n", "", "");
    told(&l, "bad-number", 2);
    loaded_free(&l);
}

static void a_sheet_is_chosen_by_name(void **state)
{
    (void)state;
    struct loaded l = grid_report("", "单位|人口\n四青|#3\n", "", "sheet = 汇 总\n");
    told_nothing(&l);
    has_value(&l, "persons", "四青", 2006, "3.00", 2, 2);
    loaded_free(&l);
    l = grid_report("", "单位|人口\n四青|#3\n", "", "sheet = 总汇\n");
    told(&l, "no-such-sheet", 0);
    loaded_free(&l);
}

static const char hidden_columns[] = "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/><col min=\"5\" "
                                     "max=\"9999\" hidden=\"true\"/></cols>";
static const char hidden_grid[] = "单位|人口|出生|计生率\n~四青|#3|#1|#90\n江边|#4|#2|#91\n";

static void hidden_parts_are_read_and_told(void **state)
{
    (void)state;
    struct loaded l = grid_report(hidden_columns, hidden_grid, "", "");
    assert_int_equal(messages_count(l.m, SEV_WARNING), 2);
    told(&l, "hidden-column", 1);
    told(&l, "hidden-row", 2);
    has_value(&l, "births", "江边", 2006, "2.00", 3, 3);
    has_value(&l, "persons", "四青", 2006, "3.00", 2, 2);
    loaded_free(&l);
}

static void hidden_parts_are_read_or_skipped_as_said(void **state)
{
    (void)state;
    struct loaded l = grid_report(hidden_columns, hidden_grid, "", "hidden = read\n");
    told_nothing(&l);
    has_value(&l, "births", "四青", 2006, "1.00", 2, 3);
    loaded_free(&l);
    l = grid_report(hidden_columns, hidden_grid, "", "隐藏 = 跳过\n");
    told_nothing(&l);
    has_value(&l, "persons", "江边", 2006, "4.00", 3, 2);
    has_value(&l, "plan", "江边", 2006, "91.00", 3, 4);
    assert_true(has_no_value(&l, "persons", "四青"));
    assert_true(has_no_value(&l, "births", "江边"));
    loaded_free(&l);
}

/* 旧 is hidden in the frame's workbook. */
static void a_hidden_sheet_is_told(void **state)
{
    static const struct xlsx_part parts[] = {
        {"xl/old.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>单位</v></c>"
                       "<c r=\"B1\" t=\"str\"><v>人口</v></c></row><row r=\"2\">"
                       "<c r=\"A2\" t=\"str\"><v>四青</v></c><c r=\"B2\"><v>3</v></c></row>"
                       "</sheetData></worksheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"}};
    static const char *const keys[] = {"sheet = 旧\n", "sheet = 旧\nhidden = read\n",
                                       "sheet = 旧\nhidden = skip\n"};
    (void)state;
    for (int i = 0; i < 3; i++) {
        char path[64];
        xlsx_parts(path, parts, 2);
        struct loaded l = sheet_report(path, keys[i]);
        loaded_read(&l);
        unlink(path);
        if (i == 1)
            told_nothing(&l);
        else
            told(&l, "hidden-sheet", 0);
        assert_int_equal(messages_count(l.m, SEV_ERROR), i == 2 ? 1 : 0);
        if (i < 2)
            has_value(&l, "persons", "四青", 2006, "3.00", 2, 2);
        loaded_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wide_workbook_is_read),
        cmocka_unit_test(cells_of_all_kinds_are_numbers),
        cmocka_unit_test(places_in_columns_of_a_workbook),
        cmocka_unit_test(long_sheets_of_a_workbook),
        cmocka_unit_test(numbers_with_date_formats_are_told),
        cmocka_unit_test(a_sheet_is_chosen_by_name),
        cmocka_unit_test(hidden_parts_are_read_and_told),
        cmocka_unit_test(hidden_parts_are_read_or_skipped_as_said),
        cmocka_unit_test(a_hidden_sheet_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
