#include "tests/unit/report_files.h"

static struct loaded load(const char *keys, const char *values)
{
    struct loaded l = loaded_new();
    char text[1024];
    snprintf(text, sizeof text,
             "[report]\ntitle=总结\nyear=2006\n[data]\nnarrative=text.md\nindicators=values.csv\n"
             "places=places.csv\n%s\n[indicator.n]\nunit=起\n[indicator.rate]\nunit=%%\n"
             "numerator=n\ndenominator=all\n[indicator.own]\nunit=%%\n[indicator.rest]\n"
             "formula=all - n\n[table.t]\nkind=places\nindicators=n,rate,own,rest\n",
             keys);
    loaded_file(&l, "report.ini", text);
    loaded_file(&l, "places.csv", "place,parent\n全区,\nA,全区\nB,全区\nC,全区\n");
    snprintf(text, sizeof text, "place,indicator,numerator,denominator,value\n%s", values);
    loaded_file(&l, "values.csv", text);
    loaded_file(&l, "text.md", "![](table:t)\n");
    loaded_read(&l);
    return l;
}

/* The cells of a row with | between them. */
static const char *row_text(const struct loaded *l, int row)
{
    static char out[256];
    out[0] = '\0';
    for (const struct node *c = nth(nth(l->report->narrative, 0), row)->child; c; c = c->next) {
        strncat(out, all_text(c), sizeof out - strlen(out) - 1);
        strncat(out, "|", sizeof out - strlen(out) - 1);
    }
    return out;
}

static const char values[] = "A,n,,,4\nB,n,,,7\nC,n,,,50\nA,all,,,100\nB,all,,,100\nC,all,,,100\n"
                             "A,own,2,10,\nB,own,0,10,\nC,own,9,40,\n";

static void nothing_is_hidden_unless_said(void **state)
{
    (void)state;
    struct loaded l = load("", values);
    told_nothing(&l);
    assert_string_equal(row_text(&l, 1), "A|4|4.00|20.00|96|");
    loaded_free(&l);
}

static void small_cells_and_what_betrays_them_are_hidden(void **state)
{
    (void)state;
    struct loaded l = load("suppress_below=5", values);
    told_nothing(&l);
    assert_string_equal(row_text(&l, 1), "A|—×|—×|—×|—×|");
    assert_string_equal(row_text(&l, 2), "B|—×|—×|0.00|—×|"); /* 61 - 50 - 7 would be 4 */
    assert_string_equal(row_text(&l, 3), "C|50|50.00|22.50|50|");
    assert_string_equal(row_text(&l, 4), "全区|61|20.33|18.33|239|");
    assert_non_null(strstr(all_text(nth(l.report->narrative, 0)->note), "× 数值过小，不予公布"));
    loaded_free(&l);
    l = load("不公布低于=5", "A,n,,,3\nB,n,,,2\nC,n,,,50\n");
    assert_string_equal(row_text(&l, 3), "C|50|—|—|—|"); /* two hide each other */
    loaded_free(&l);
}

static void small_samples_are_marked(void **state)
{
    (void)state;
    struct loaded l = load("small_sample=30", values);
    told_nothing(&l);
    assert_string_equal(row_text(&l, 1), "A|4|4.00|20.00†|96|");
    assert_string_equal(row_text(&l, 3), "C|50|50.00|22.50|50|");
    assert_string_equal(row_text(&l, 4), "全区|61|20.33|18.33|239|");
    assert_non_null(strstr(all_text(nth(l.report->narrative, 0)->note), "† 小样本"));
    loaded_free(&l);
    l = load("small_sample=x", values);
    told(&l, "bad-value", 8);
    loaded_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_hidden_unless_said),
        cmocka_unit_test(small_cells_and_what_betrays_them_are_hidden),
        cmocka_unit_test(small_samples_are_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
