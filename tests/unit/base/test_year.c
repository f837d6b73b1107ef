#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/year.h"

static void calendar_years_in_all_their_forms(void **state)
{
    (void)state;
    static const char *const forms[] = {"2006",         "2006年",     "2006年度",
                                        "２００６",     "２００６年", "２００６年度",
                                        "20０６年",     " 2006 年度", "二〇〇六年",
                                        "二○○六年度",   "二零零六",   "\u30002006年\u3000",
                                        "\u00A02006年", "2006.0",     "2006.00"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (i != 7) /* a blank inside is none of them */
            assert_int_equal(year_calendar(forms[i]), 2006);
    assert_int_equal(year_calendar(forms[7]), -1);
    assert_int_equal(year_calendar("1000"), 1000);
    assert_int_equal(year_calendar("2999年"), 2999);
}

static void near_misses_are_no_years(void **state)
{
    (void)state;
    static const char *const others[] = {
        "",      "年",       "06年",      "206",      "20066",        "2006x",     "0206",
        "3000",  "2006年底", "2006年初",  "2006/13",  "2006-13",      "2006.5",    "2006.",
        "-2006", "2006 07",  "2006-2007", "二〇06年", "2006年2007年", "2006-01-05"};
    struct year y;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_equal(year_calendar(others[i]), -1);
        assert_false(year_read(others[i], strlen(others[i]), &y));
    }
}

static void financial_years_are_a_kind_of_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int number;
        enum year_kind kind;
    } years[] = {{"2023/24", 2023, YEAR_SPLIT},          {"2023-24", 2023, YEAR_SPLIT},
                 {"2023/2024", 2023, YEAR_SPLIT},        {"2023/24年度", 2023, YEAR_SPLIT},
                 {"2023–24", 2023, YEAR_SPLIT},          {"２０２３／２４", 2023, YEAR_SPLIT},
                 {"2023－24年", 2023, YEAR_SPLIT},       {"2006-07", 2006, YEAR_SPLIT},
                 {"1999/00", 1999, YEAR_SPLIT},          {"FY2024", 2024, YEAR_FISCAL},
                 {"Fy2024", 2024, YEAR_FISCAL},          {"fy 2024", 2024, YEAR_FISCAL},
                 {"ＦＹ2024", 2024, YEAR_FISCAL},        {"2024财年", 2024, YEAR_FISCAL},
                 {"2023\u201124年度", 2023, YEAR_SPLIT}, {"2023\u221224", 2023, YEAR_SPLIT},
                 {"2023～24年度", 2023, YEAR_SPLIT},     {"2023 / 24", 2023, YEAR_SPLIT},
                 {"2023年-24年", 2023, YEAR_SPLIT},      {"FY 2024", 2024, YEAR_FISCAL}};
    struct year y;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        assert_true(year_read(years[i].text, strlen(years[i].text), &y));
        assert_int_equal(y.number, years[i].number);
        assert_int_equal(y.kind, years[i].kind);
        assert_int_equal(year_calendar(years[i].text), -1);
    }
}

static void a_year_at_the_head_of_a_text(void **state)
{
    (void)state;
    struct year y;
    assert_int_equal(year_take("2006年底", strlen("2006年底"), &y), strlen("2006年"));
    assert_int_equal(y.digits, 4);
    assert_int_equal(year_take("２００６年度总结", strlen("２００６年度总结"), &y),
                     strlen("２００６年度"));
    assert_int_equal(year_take("20065人", strlen("20065人"), &y), 0);
    assert_int_equal(year_take("2006年", 3, &y), 0); /* only as far as it goes */
    assert_int_equal(year_take("2006-07-31", strlen("2006-07-31"), &y), 4); /* a date in July */
    assert_int_equal(y.kind, YEAR_CALENDAR);
    assert_int_equal(year_take("2023-24-25", strlen("2023-24-25"), &y), 7); /* no month is 24 */
    assert_int_equal(y.kind, YEAR_SPLIT);
    assert_int_equal(year_take("2023/2", strlen("2023/2"), &y), 4);
}

static void ranges_of_years(void **state)
{
    (void)state;
    static const char *const ranges[] = {"2002..2006",         "2002年..2006年", "2002 - 2006",
                                         "２００２～2006年度", "2002—2006",      "2002年–2006"};
    int first, last;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        assert_true(year_range(ranges[i], &first, &last));
        assert_int_equal(first, 2002);
        assert_int_equal(last, 2006);
    }
    assert_true(year_range("2004年", &first, &last));
    assert_int_equal(first, 2004);
    assert_int_equal(last, 2004);
    static const char *const others[] = {"2006..2002", "2002..",          "2023–24",  "2023—24",
                                         "..2006",     "2023-24",         "2002..06", "2002/2006",
                                         "FY2024",     "2002..2004..2006"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(year_range(others[i], &first, &last));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar_years_in_all_their_forms),
        cmocka_unit_test(near_misses_are_no_years),
        cmocka_unit_test(financial_years_are_a_kind_of_their_own),
        cmocka_unit_test(a_year_at_the_head_of_a_text),
        cmocka_unit_test(ranges_of_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
