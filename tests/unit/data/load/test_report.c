#include "data/wording/wording.h"
#include "tests/unit/report_files.h"

static struct loaded load_ini(const char *ini)
{
    struct loaded l = loaded_new();
    loaded_file(&l, "report.ini", ini);
    loaded_file(&l, "values.csv",
                "place,indicator,year,value\n甲,births,2006,11\n甲,people,2006,1000\n");
    loaded_file(&l, "text.md", "# Text\n");
    loaded_read(&l);
    return l;
}

static void everything_is_read(void **state)
{
    (void)state;
    struct loaded l = load_ini(
        "[report]\ntitle=T\nsubtitle=S\norgan=O\nauthor=A\nyear=2006\nperiod=P\ndate=D\n"
        "language=en\nlayout=L\noutput=o/x.pdf\nrounding=gb8170\n[data]\n"
        "narrative=text.md\nindicators=values.csv\nwhole=County\n[indicator.rate]\n"
        "numerator=Births\ndenominator=people\nunit=‰\ndecimals=1\n[indicator.n]\nunit=条\n");
    told_nothing(&l);
    const struct report *r = l.report;
    assert_string_equal(r->title, "T");
    assert_string_equal(r->subtitle, "S");
    assert_string_equal(r->organ, "O");
    assert_string_equal(r->author, "A");
    assert_string_equal(r->period, "P");
    assert_string_equal(r->date, "D");
    assert_string_equal(r->layout, "L");
    assert_string_equal(r->output, "o/x.pdf");
    assert_int_equal(r->language, LANG_EN);
    assert_int_equal(r->rounding, ROUND_GB8170);
    assert_int_equal(r->n_indicators, 4);
    assert_true(r->indicators[0].declared);
    assert_int_equal(r->indicators[0].unit, UNIT_PERMILLE);
    assert_int_equal(r->indicators[0].decimals, 1);
    assert_int_equal(r->indicators[1].unit, UNIT_COUNT);
    assert_string_equal(r->indicators[1].unit_text, "条");
    assert_string_equal(r->indicators[2].id, "births");
    assert_false(r->indicators[2].declared);
    assert_int_equal(r->indicators[0].numerator, 2);
    assert_int_equal(r->indicators[0].denominator, 3);
    assert_string_equal(r->places[0].name, "County");
    assert_string_equal(wording_value(r, cell_at(0, report_place(r, "甲"), report_year(r, 2006))),
                        "11.0‰");
    loaded_free(&l);
}

static void defaults_follow_the_language(void **state)
{
    (void)state;
    struct loaded l = load_ini("[report]\ntitle=T\nyear=2006\n[data]\nnarrative=text.md\n");
    told_nothing(&l);
    assert_int_equal(l.report->language, LANG_ZH);
    assert_string_equal(l.report->layout, "gb9704");
    assert_string_equal(l.report->output, "report.pdf");
    assert_string_equal(l.report->places[0].name, "合计");
    loaded_free(&l);
    l = load_ini("[report]\ntitle=T\nyear=2006\nlanguage=en\n[data]\nnarrative=text.md\n");
    told_nothing(&l);
    assert_string_equal(l.report->layout, "en-report");
    loaded_free(&l);
}

static void what_is_missing_is_told(void **state)
{
    (void)state;
    struct loaded l = load_ini("[report]\nlanguage=en\n");
    assert_null(l.report);
    assert_non_null(strstr(told(&l, "missing-key", 1), "'title'"));
    told(&l, "missing-key", 0); /* [data] is not there at all */
    assert_int_equal(messages_count(l.m, SEV_ERROR), 3);
    loaded_free(&l);
    l = load_ini("");
    assert_null(l.report);
    assert_int_equal(messages_status(l.m), 1);
    loaded_free(&l);
}

static void wrong_indicators_are_told(void **state)
{
    (void)state;
    struct loaded l = load_ini("[report]\ntitle=T\nyear=2006\n[data]\nnarrative=text.md\n"
                               "[indicator.a]\nnumerator=b\n[indicator.b]\nnumerator=c\n"
                               "denominator=d\n[indicator.e]\nnumerator=b\ndenominator=c\n"
                               "target=lots\nbetter=up\ndecimals=12\nflag=x\n"
                               "[indicator.f]\nnumerator=f\ndenominator=c\n");
    assert_null(l.report);
    told(&l, "missing-key", 6);
    told(&l, "computed-operand", 11);
    told(&l, "bad-value", 14);
    told(&l, "bad-value", 15);
    told(&l, "bad-value", 16);
    told(&l, "computed-operand", 18);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_read),
        cmocka_unit_test(defaults_follow_the_language),
        cmocka_unit_test(what_is_missing_is_told),
        cmocka_unit_test(wrong_indicators_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
