#include "data/sheets/cell_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *shown(const char *stored, const char *code, bool date1904)
{
    static char out[CELL_NUMBER_MAX];
    struct cell_format f = cell_format_read(code);
    cell_number_text(stored, strlen(stored), &f, date1904, out);
    return out;
}

static void check(const char *stored, const char *code, const char *text)
{
    assert_string_equal(shown(stored, code, false), text);
}

static void numbers_are_kept_to_fifteen_digits(void **state)
{
    (void)state;
    check("11.02", "General", "11.02");
    check("0.98890000000000000", "0.0", "0.9889");
    check("0.30000000000000004", "General", "0.3");
    check("9.9999999999999998E-2", "General", "0.1");
    check("99.99999999999999999", "General", "100");
    check("98.905109489051", "General", "98.905109489051");
    check("98.9051094890511", "General", "98.90510948905");
    check("123456789012345", "General", "123456789012345");
    check("-1.5E-3", "0.00E+00", "-0.0015");
    check("1.5e3", "#,##0", "1500");
    check("-0", "General", "0");
    check("007.50", "General", "7.5");
    check("1E300", "General", "1E300");
    check("abc", "General", "abc");
    check("", "General", "");
}

static void signs_come_from_the_format(void **state)
{
    (void)state;
    check("0.9889", "0.00%", "98.89%");
    check("1", "0%;[Red]-0%", "100%");
    check("0", "0%", "0%");
    check("98.89", "0.00\\%", "98.89%");
    check("98.89", "0.00\"%\"", "98.89%");
    check("11.02", "0.00\"‰\"", "11.02‰");
    check("0.05", "0.0;\"%\"", "0.05");
}

static void dates_come_from_the_format(void **state)
{
    (void)state;
    check("39082", "yyyy-mm-dd", "2006-12-31");
    check("39082", "yyyy\"年\"m\"月\"", "2006-12");
    check("39082", "yyyy\"年\"", "2006");
    check("39082.354166666664", "yyyy/m/d h:mm", "2006-12-31 08:30");
    check("0.0625", "h:mm", "01:30");
    check("0.010416666666666666", "h:mm", "00:15");
    check("1.5", "[h]:mm:ss", "36:00");
    check("1", "d/m/yy", "1900-01-01");
    check("59", "d/m/yy", "1900-02-28");
    check("60", "d/m/yy", "1900-02-29");
    check("61", "d/m/yy", "1900-03-01");
    check("2958465", "d/m/yy", "9999-12-31");
    check("2958466", "d/m/yy", "2958466");
    check("-1", "d/m/yy", "-1");
    assert_string_equal(shown("37620", "d/m/yy", true), "2006-12-31");
    check("39082", "[$-804]General", "39082");
}

static void built_in_formats_are_known(void **state)
{
    (void)state;
    char out[CELL_NUMBER_MAX];
    static const struct {
        int id;
        const char *text;
    } cases[] = {{0, "39082"},       {10, "3908200%"},   {14, "2006-12-31"},
                 {17, "2006-12"},    {22, "2006-12-31"}, {27, "2006-12"},
                 {31, "2006-12-31"}, {57, "2006-12"},    {44, "39082"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cell_format f = cell_format_builtin(cases[i].id);
        cell_number_text("39082", 5, &f, false, out);
        assert_string_equal(out, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_kept_to_fifteen_digits),
        cmocka_unit_test(signs_come_from_the_format),
        cmocka_unit_test(dates_come_from_the_format),
        cmocka_unit_test(built_in_formats_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
