#include "base/csv_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void check(const char *text, const char *cell)
{
    struct buf b = {0};
    buf_puts(&b, ""); /* an empty cell is a string, too */
    csv_cell(&b, text);
    assert_string_equal(b.data, cell);
    buf_free(&b);
}

static void quotes_only_where_needed(void **state)
{
    (void)state;
    check("", "");
    check("四青街道", "四青街道");
    check("江边，东湖", "江边，东湖");
    check("a,b", "\"a,b\"");
    check("说\"好\"", "\"说\"\"好\"\"\"");
    check("一\n二", "\"一\n二\"");
}

static void formulas_become_text(void **state)
{
    (void)state;
    check("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"");
    check("@SUM(A1)", "\"'@SUM(A1)\"");
    check("+cmd", "\"'+cmd\"");
    check("-2+3", "\"'-2+3\"");
    check("-1.2.3", "\"'-1.2.3\"");
    check("＝1", "\"'＝1\"");
    check("\t=1", "\"'\t=1\"");
    check("\r=1", "\"'\r=1\"");
}

static void signed_numbers_stay(void **state)
{
    (void)state;
    check("-0.41", "-0.41");
    check("+3%", "+3%");
    check("-0.4‰", "-0.4‰");
    check("-", "-");
    check("-1,234", "\"-1,234\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_only_where_needed),
        cmocka_unit_test(formulas_become_text),
        cmocka_unit_test(signed_numbers_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
