/* Every number of a document traced: what it is, its cells, how it was computed. */
#include "tests/unit/report_files.h"

#include "data/check/checksheet.h"
#include "data/wording/derivation.h"

static const char ini[] =
    "[report]\ntitle=Rate {rate}\nyear=2006\nlanguage=en\n[data]\nnarrative=text.md\n"
    "indicators=values.csv\nplaces=places.csv\n"
    "[indicator.rate]\nname=Rate\nunit=‰\nnumerator=births\ndenominator=people\nbetter=lower\n"
    "target=<= 30\n"
    "[indicator.births]\nname=Births\nbetter=none\n"
    "[indicator.growth]\nname=Growth\nformula=births - deaths\nbetter=none\n"
    "[indicator.share]\nname=Share\nunit=%\nbetter=higher\ntarget=>= 90\n"
    "[table.t]\nkind=places\nindicators=rate\ncolumns=result, rank\n"
    "[chart.c]\nkind=bullet\nindicators=share\n"
    "[accept.a]\nrule=implausible\nreason=recounted\n";
static const char values[] =
    "place,indicator,year,numerator,denominator,value,flag\n"      /* 1 */
    "A,births,2006,,,20,\nB,births,2006,,,13,estimated\n"          /* 2, 3 */
    "A,people,2006,,,900,\nB,people,2006,,,600,\n"                 /* 4, 5 */
    ",share,2006,,,98.89,\n,share,2005,,,97,\n"                    /* 6, 7 */
    ",deaths,2006,,,3,\n,births,2005,,,30,\nA,share,2006,1,3,,\n"; /* 8, 9, 10 */

static struct loaded load(const char *text, const char *more)
{
    struct loaded l = loaded_new();
    char all[2048];
    snprintf(all, sizeof all, "%s%s", ini, more);
    loaded_file(&l, "report.ini", all);
    loaded_file(&l, "values.csv", values);
    loaded_file(&l, "places.csv", "place,parent\nAll,\nA,All\nB,All\n");
    loaded_file(&l, "text.md", text);
    loaded_read(&l);
    if (l.report == NULL)
        messages_print(l.m, stderr);
    assert_non_null(l.report);
    return l;
}

/* The i-th number: where, printed, context. */
static void number(const struct checksheet *s, size_t i, enum nature nature, const char *where,
                   const char *printed, const char *context)
{
    assert_in_range(i, 0, s->n - 1);
    assert_string_equal(s->numbers[i].printed, printed);
    assert_int_equal(s->numbers[i].nature, nature);
    assert_string_equal(s->numbers[i].where, where);
    assert_string_equal(s->numbers[i].context, context);
}

static void numbers_stand_in_the_order_of_the_document(void **state)
{
    (void)state;
    struct loaded l = load("In 2006 the rate was {rate}, some 40 of 12 items; Share 98.89%.[^1]\n\n"
                           "![c](chart:c)\n\n![t](table:t)\n\n[^1]: See {births}.\n",
                           "");
    const struct checksheet *s = checksheet_make(l.report, l.m);
    number(s, 0, NATURE_TRACED, "title", "22.00 per 1,000", "Rate 22.00 per 1,000");
    number(s, 1, NATURE_LABEL, "text", "2006", "In 2006 the rat…");
    number(s, 2, NATURE_TRACED, "text", "22.00 per 1,000", "…ate was 22.00 per 1,000, some 4…");
    number(s, 3, NATURE_ROUGH, "text", "40", "…0, some 40 of 12 i…");
    number(s, 4, NATURE_OTHER, "text", "12", "…e 40 of 12 items; …");
    number(s, 5, NATURE_STATED, "text", "98.89%", "…; Share 98.89%.");
    number(s, 6, NATURE_TRACED, "Figure 1", "98.89%", "");
    number(s, 7, NATURE_TRACED, "Figure 1", "≥90%", "");
    number(s, 8, NATURE_TRACED, "Figure 1", "97.00%", "");
    number(s, 9, NATURE_TRACED, "Table 1", "22.22", "");
    number(s, 10, NATURE_TRACED, "Table 1", "2", "");
    assert_int_equal(s->numbers[5].origin.indicator, report_indicator(l.report, "share"));
    number(s, s->n - 1, NATURE_TRACED, "footnote1", "33", "See 33.");
    assert_int_equal(s->n, 15);
    assert_int_equal(s->n_traced, 11);
    loaded_free(&l);
}

static struct derivation derive(const struct loaded *l, enum origin_kind kind, const char *id,
                                const char *place, int year, int base)
{
    const struct report *r = l->report;
    struct origin o = {kind, report_indicator(r, id), report_place(r, place), report_year(r, year),
                       report_year(r, base)};
    return derivation_of(r, &o, 0);
}

static void derivations_go_back_to_the_cells(void **state)
{
    (void)state;
    struct loaded l = load("Text.\n", "");
    struct derivation d = derive(&l, ORIGIN_VALUE, "rate", "All", 2006, 0);
    assert_string_equal(d.subject, "Rate, All, 2006");
    assert_string_equal(d.sources, "values.csv:2-5"); /* both series, rolled up */
    assert_string_equal(d.formula, "Births 33 ÷ people 1500 × 1000 = 22");
    assert_string_equal(d.exact, "22");
    assert_string_equal(d.rounding, "");
    assert_int_equal(d.flags, FLAG_ESTIMATED);
    d = derive(&l, ORIGIN_VALUE, "rate", "B", 2006, 0);
    assert_string_equal(d.formula, "Births 13 ÷ people 600 × 1000 = 21.666667…");
    assert_string_equal(d.rounding, "half up, 2 decimals");
    d = derive(&l, ORIGIN_VALUE, "births", "All", 2006, 0);
    assert_string_equal(d.formula, "A 20 + B 13 = 33");
    d = derive(&l, ORIGIN_VALUE, "growth", "All", 2006, 0);
    assert_string_equal(d.formula, "births - deaths = 30, births = 33, deaths = 3");
    assert_string_equal(d.sources, "values.csv:2-3, 8");
    d = derive(&l, ORIGIN_VALUE, "share", "A", 2006, 0);
    assert_string_equal(d.formula, "1 ÷ 3 × 100 = 33.333333…");
    d = derive(&l, ORIGIN_VALUE, "share", "All", 2006, 0);
    assert_string_equal(d.formula, "");
    assert_string_equal(d.sources, "values.csv:6");
    d = derive(&l, ORIGIN_CHANGE, "share", "All", 2006, 2005);
    assert_string_equal(d.formula, "98.89 − 97.00");
    assert_string_equal(d.sources, "values.csv:6-7");
    d = derive(&l, ORIGIN_CHANGE, "births", "All", 2006, 2005);
    assert_string_equal(d.formula, "(33 − 30) ÷ 30 × 100%");
    d = derive(&l, ORIGIN_TARGET, "share", "All", 2006, 0);
    assert_string_equal(d.sources, "report.ini:27");
    d = derive(&l, ORIGIN_RANK, "rate", "B", 2006, 0);
    assert_string_equal(d.formula, "of 2, lowest first");
    loaded_free(&l);
}

static void findings_and_reasons_are_told(void **state)
{
    (void)state;
    struct loaded l = load("Text.\n", "[indicator.deaths]\nname=Deaths\nplausible=10..20\n"
                                      "better=none\n");
    const struct checksheet *s = checksheet_make(l.report, l.m);
    struct origin o = {ORIGIN_VALUE, report_indicator(l.report, "deaths"), 0, 1, -1};
    assert_string_equal(checksheet_remarks(l.report, s, &o, FLAG_ESTIMATED),
                        "estimated; implausible accepted: recounted");
    o.indicator = report_indicator(l.report, "share");
    assert_string_equal(checksheet_remarks(l.report, s, &o, 0), "");
    loaded_free(&l);
}

/* The rows of the document's table of that caption. */
static const struct node *table_called(const struct node *document, const char *caption)
{
    for (const struct node *n = document->child; n != NULL; n = n->next)
        if (n->kind == NODE_TABLE && strcmp(all_text(n->caption), caption) == 0)
            return n;
    fail_msg("no table %s", caption);
    return NULL;
}

static void one_value_has_one_row(void **state)
{
    (void)state;
    struct loaded l = load("{rate}, again {rate}, {births}.\n\n![t](table:t)\n", "");
    const struct node *document = checksheet_document(l.report, checksheet_make(l.report, l.m));
    const struct node *t = table_called(document, "Numbers from the data");
    assert_true(t->landscape);
    assert_string_equal(all_text(nth(nth(t, 1), 2)), "22.00 per 1,000; 22.00e");
    assert_string_equal(all_text(nth(nth(t, 1), 3)), "title report.ini:2; text text.md:1; Table 1");
    assert_string_equal(all_text(nth(nth(t, 2), 1)), "Births, All, 2006");
    loaded_free(&l);
}

static void spreadsheets_find_no_formula(void **state)
{
    (void)state;
    struct loaded l = load("=1 and {births}, \"so\".\n", "");
    struct buf out = {0};
    checksheet_csv(l.report, checksheet_make(l.report, l.m), &out);
    assert_memory_equal(out.data, CHECKSHEET_MAGIC "No.,Where,Printed,", 3 + 18);
    assert_non_null(strstr(out.data, ",\"'=1 and 33,…\""));
    assert_null(strstr(out.data, ",=1"));
    buf_free(&out);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_in_the_order_of_the_document),
        cmocka_unit_test(derivations_go_back_to_the_cells),
        cmocka_unit_test(findings_and_reasons_are_told),
        cmocka_unit_test(one_value_has_one_row),
        cmocka_unit_test(spreadsheets_find_no_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
