#include "data/load/load.h"

#include "tests/unit/report_files.h"
#include "tests/unit/xlsx_file.h"

#define HEAD                                                                                       \
    "[report]\ntitle = x\nyear = 2006\nlanguage = en\n[data]\nnarrative = text.md\nplaces = "      \
    "places.csv\n"                                                                                 \
    "[indicator.birth]\nname = 出生率\nunit = ‰\n[indicator.plan]\nname = 计生率\nunit = %\n"
/* What these small sheets cannot but raise. */
#define CHECKS "[checks]\nmissing-place = off\nmean-of-rates = off\n"
#define PLACES "place,aliases\n四青街道,四青\n江边街道,\n"

/* A report whose [source.s] is the sheet given as CSV, with more keys of that section. */
static struct loaded mapped(const char *csv, const char *keys)
{
    struct loaded l = loaded_new();
    char ini[1024];
    snprintf(ini, sizeof ini, "%s[source.s]\nfile = values.csv\n%s\n%s", HEAD, keys, CHECKS);
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "text.md", "text\n");
    loaded_file(&l, "places.csv", PLACES);
    loaded_file(&l, "values.csv", csv);
    loaded_read(&l);
    return l;
}

static void check_value(const struct loaded *l, const char *id, const char *place, int year,
                        const char *text, int line, int column)
{
    const struct report *r = l->report;
    assert_non_null(r);
    const struct value *v = report_value(
        r, cell_at(report_indicator(r, id), report_place(r, place), report_year(r, year)));
    assert_int_equal(v->kind, VALUE_EXACT);
    assert_string_equal(number_text(l->arena, v->number, 2, ROUND_HALF_UP, 0), text);
    assert_int_equal(v->at.line, line);
    assert_int_equal(v->at.column, column);
}

static void a_township_sheet_is_read(void **state)
{
    (void)state;
    struct loaded l = mapped("2006年度情况表,,,,\n制表单位：办公室,,,,\n"
                             "序号,单位,出生率(‰),,计生率（％）\n,,2005年,2006年,\n"
                             "1,四 青,9.1,１１.02,98.89％\n2,江边街道,8.5,\"8.87\",97\n"
                             ",合 计,9.0,10.1,98\n"
                             "注：数据为初步数,,,,\n填表人：甲,,审核：乙,,\n",
                             "");
    told_nothing(&l);
    check_value(&l, "birth", "四青街道", 2005, "9.10", 5, 3);
    check_value(&l, "birth", "四青街道", 2006, "11.02", 5, 4);
    check_value(&l, "plan", "四青街道", 2006, "98.89", 5, 5);
    check_value(&l, "birth", l.report->places[0].name, 2006, "10.10", 7, 4);
    loaded_free(&l);
}

static void places_may_stand_in_columns(void **state)
{
    (void)state;
    struct loaded l =
        mapped("指标,单位,四青,江边街道\n出生率,‰,1,2\n计生率,%,3,4\n", "year = 2004\n");
    told_nothing(&l);
    check_value(&l, "birth", "江边街道", 2004, "2.00", 2, 4);
    check_value(&l, "plan", "四青街道", 2004, "3.00", 3, 3);
    loaded_free(&l);
}

static void columns_may_be_named(void **state)
{
    (void)state;
    struct loaded l =
        mapped("单位,甲,乙,丙\n四青,1,2,3\n", "head = 1\ncolumns = B: birth 2005, C: plan, D: -\n");
    told_nothing(&l);
    check_value(&l, "birth", "四青街道", 2005, "1.00", 2, 2);
    check_value(&l, "plan", "四青街道", 2006, "2.00", 2, 3);
    loaded_free(&l);
}

static void doubtful_sheets_are_told(void **state)
{
    (void)state;
    struct loaded l = mapped("单位,出生率(%),别的\n四青,1,2\n,3,4\n", "");
    told(&l, "unit-mismatch", 1);
    told(&l, "unknown-column", 1);
    told(&l, "missing-label", 3);
    loaded_free(&l);
    l = mapped("甲,乙\n1,2\n", "");
    told(&l, "no-head", 0);
    loaded_free(&l);
    l = mapped("单位,出生率\n四青,1\n", "columns = Z: birth\n");
    told(&l, "bad-value", 16);
    loaded_free(&l);
    l = mapped("单位,出生率\n四青,1\n", "head = 7\n");
    told(&l, "bad-value", 16);
    loaded_free(&l);
    l = mapped("单位,出生率\n没有街道,1\n", "");
    told(&l, "unknown-place", 2);
    loaded_free(&l);
}

static void merged_heads_and_hidden_rows_of_workbooks_are_read(void **state)
{
    (void)state;
    char path[64], keys[128];
    xlsx_sheet(
        path,
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>表</v></c></row>"
        "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>单位</v></c><c r=\"B2\" t=\"str\"><v>出生率</v>"
        "</c></row><row r=\"3\"><c r=\"B3\" t=\"str\"><v>上年</v></c><c r=\"C3\" t=\"str\">"
        "<v>本年</v></c></row><row r=\"4\" hidden=\"1\"><c r=\"A4\" t=\"str\"><v>四青</v></c>"
        "<c r=\"B4\"><v>7</v></c><c r=\"C4\"><v>8.1999999999999993</v></c></row>",
        "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/>"
        "<mergeCell ref=\"B2:C2\"/></mergeCells>",
        "<sst/>");
    struct loaded l = loaded_new();
    snprintf(keys, sizeof keys, "[source.s]\nfile = %s\nsheet = 汇总\n", path);
    char ini[1024];
    snprintf(ini, sizeof ini, "%s%s", HEAD, keys);
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "text.md", "text\n");
    loaded_file(&l, "places.csv", PLACES);
    loaded_read(&l);
    unlink(path);
    told(&l, "hidden-row", 4);
    check_value(&l, "birth", "四青街道", 2005, "7.00", 4, 2);
    check_value(&l, "birth", "四青街道", 2006, "8.20", 4, 3);
    loaded_free(&l);
}

static void a_source_is_explained(void **state)
{
    (void)state;
    struct loaded l = mapped("单位,出生率(‰),序号\n四青,1,2\n注：x,,\n", "");
    char path[64], *text = NULL;
    size_t size;
    loaded_path(&l, "report.ini", path);
    FILE *out = open_memstream(&text, &size);
    load_explain_source(l.arena, path, "s", out, l.m);
    fclose(out);
    assert_non_null(strstr(text, "head: rows 1 to 1\n  A   单位: the place of each row\n"
                                 "  B   出生率(‰): value, birth, ‰\n  C   序号: not read\n"
                                 "  below: 1 rows read, 1 not\n"));
    free(text);
    told_nothing(&l);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_township_sheet_is_read),
        cmocka_unit_test(places_may_stand_in_columns),
        cmocka_unit_test(columns_may_be_named),
        cmocka_unit_test(doubtful_sheets_are_told),
        cmocka_unit_test(merged_heads_and_hidden_rows_of_workbooks_are_read),
        cmocka_unit_test(a_source_is_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
