#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "data/report/report.h"
#include "data/wording/wording.h"

static const struct indicator percent = {
    .id = "i", .name = "i", .unit = UNIT_PERCENT, .unit_text = "%", .decimals = 2};
static const struct indicator permille = {
    .id = "i", .name = "i", .unit = UNIT_PERMILLE, .unit_text = "‰", .decimals = 2};
static const struct indicator ratio = {
    .id = "i", .name = "i", .unit = UNIT_RATIO, .unit_text = ":100", .decimals = 0};
static const struct indicator count = {
    .id = "i", .name = "i", .unit = UNIT_COUNT, .unit_text = "块", .decimals = 0};
static const struct indicator items = {
    .id = "i", .name = "i", .unit = UNIT_COUNT, .unit_text = "items", .decimals = 0};

/* A report of one place and indicator, with last year's value (or NULL) and this year's. */
static struct report new_report(const struct indicator *ind, enum language language,
                                const char *before, const char *now, const char *target)
{
    static const int years[] = {2005, 2006};
    struct report r = {.arena = arena_new(), .year = 2006, .language = language};
    r.years = years;
    r.n_years = 2;
    r.n_places = r.n_indicators = 1;
    r.places = arena_alloc(r.arena, sizeof r.places[0]);
    r.places[0] = (struct place){.id = "全区", .name = "全区", .parent = -1};
    r.indicators = arena_alloc(r.arena, sizeof r.indicators[0]);
    r.indicators[0] = *ind;
    assert_int_equal(value_parse_target(r.arena, target, strlen(target), &r.indicators[0].target),
                     0);
    r.cells = arena_array(r.arena, 2, sizeof r.cells[0]);
    const char *texts[] = {before, now};
    for (int y = 0; y < 2; y++) {
        struct value *v = arena_alloc(r.arena, sizeof *v);
        if (texts[y] == NULL)
            continue;
        assert_int_equal(value_parse(r.arena, texts[y], strlen(texts[y]), &v->kind, &v->number), 0);
        r.cells[y] = v;
    }
    return r;
}

static void values_are_written_for_tables_and_sentences(void **state)
{
    static const struct {
        const struct indicator *ind;
        enum language language;
        const char *value, *text, *prose, *digits;
    } cases[] = {
        {&percent, LANG_ZH, "98.89", "98.89%", "98.89%", "98.89"},
        {&percent, LANG_ZH, "100", "100.00%", "100.00%", "100.00"},
        {&percent, LANG_ZH, ">=80", "≥80%", "80%以上", "80"},
        {&percent, LANG_EN, ">=80", "≥80%", "at least 80%", "80"},
        {&percent, LANG_EN, "<=5.5", "≤5.5%", "at most 5.5%", "5.5"},
        {&permille, LANG_ZH, "11.02", "11.02‰", "11.02‰", "11.02"},
        {&permille, LANG_EN, "11.02", "11.02‰", "11.02 per 1,000", "11.02"},
        {&permille, LANG_ZH, "<=11.5", "≤11.5‰", "11.5‰以内", "11.5"},
        {&ratio, LANG_ZH, "107", "107:100", "107:100", "107"},
        {&ratio, LANG_EN, "107", "107:100", "107 per 100", "107"},
        {&count, LANG_ZH, "~160", "约160块", "约160块", "160"},
        {&items, LANG_EN, "~10000", "about 10,000 items", "about 10,000 items", "10,000"},
        {&count, LANG_ZH, "10000", "10000块", "10000块", "10000"},
        {&percent, LANG_ZH, "-", "—", "—", "—"},
        {&permille, LANG_ZH, "-0.004", "0.00‰", "0.00‰", "0.00"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r = new_report(cases[i].ind, cases[i].language, NULL, cases[i].value, "");
        assert_string_equal(wording_value(&r, cell_at(0, 0, 1)), cases[i].text);
        assert_string_equal(wording_value_prose(&r, cell_at(0, 0, 1)), cases[i].prose);
        assert_string_equal(wording_number(&r, cell_at(0, 0, 1)), cases[i].digits);
        arena_free(r.arena);
    }
}

static void rounding_never_flips_a_verdict(void **state)
{
    static const struct {
        const char *value, *target, *text;
    } cases[] = {
        {"89.996", ">= 90", "89.996%"},     {"89.994", ">= 90", "89.99%"},
        {"89.996", "", "90.00%"},           {"90.004", "<= 90", "90.004%"},
        {"89.99996", ">= 90", "89.99996%"}, {"90", ">= 90", "90.00%"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r = new_report(&percent, LANG_ZH, NULL, cases[i].value, cases[i].target);
        assert_string_equal(wording_value(&r, cell_at(0, 0, 1)), cases[i].text);
        arena_free(r.arena);
    }
}

static void targets_are_written_for_tables_and_sentences(void **state)
{
    static const struct {
        const struct indicator *ind;
        enum language language;
        const char *target, *text, *prose;
    } cases[] = {
        {&permille, LANG_ZH, "<= 11.5", "≤11.50‰", "11.50‰以内"},
        {&permille, LANG_EN, "<= 11.5", "≤11.50‰", "at most 11.50 per 1,000"},
        {&percent, LANG_ZH, ">= 90", "≥90%", "90%以上"},
        {&percent, LANG_EN, ">= 90", "≥90%", "at least 90%"},
        {&ratio, LANG_ZH, "103..107", "103～107:100", "103～107:100"},
        {&ratio, LANG_EN, "103..107", "103–107:100", "between 103 and 107 per 100"},
        {&percent, LANG_ZH, "63..68", "63%～68%", "63%～68%"},
        {&count, LANG_ZH, "= 0", "0块", "0块"},
        {&items, LANG_EN, ">= 1200", "≥1,200 items", "at least 1,200 items"},
        {&count, LANG_ZH, "", "—", "—"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r = new_report(cases[i].ind, cases[i].language, NULL, "1", cases[i].target);
        assert_string_equal(wording_target(&r, cell_at(0, 0, 1)), cases[i].text);
        assert_string_equal(wording_target_prose(&r, cell_at(0, 0, 1)), cases[i].prose);
        assert_string_equal(wording_target(&r, cell_at(0, 0, 0)), "—"); /* of this year alone */
        arena_free(r.arena);
    }
}

static void changes_have_the_unit_of_their_kind(void **state)
{
    static const struct {
        const struct indicator *ind;
        enum language language;
        const char *before, *now, *text;
    } cases[] = {
        {&percent, LANG_ZH, "97.72", "98.89", "上升1.17个百分点"},
        {&percent, LANG_EN, "97.72", "98.89", "1.17 percentage points higher"},
        {&permille, LANG_ZH, "11.43", "11.02", "下降0.41个千分点"},
        {&permille, LANG_EN, "11.43", "11.02", "0.41 per 1,000 lower"},
        {&ratio, LANG_ZH, "130", "136", "上升6个比值"},
        {&count, LANG_ZH, "437", "444", "增长1.6%"},
        {&items, LANG_EN, "8", "6", "25.0% lower"},
        {&percent, LANG_ZH, "90.004", "90.001", "持平"},
        {&percent, LANG_ZH, "90.004", "90.006", "上升0.01个百分点"}, /* as printed */
        {&count, LANG_EN, "8", "8", "unchanged"},
        {&count, LANG_ZH, "0", "0", "持平"},
        {&count, LANG_ZH, "0", "8", "—"},
        {&percent, LANG_ZH, NULL, "8", "—"},
        {&percent, LANG_ZH, "8", "-", "—"},
        {&percent, LANG_ZH, ">=80", "90", "—"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report r =
            new_report(cases[i].ind, cases[i].language, cases[i].before, cases[i].now, "");
        assert_string_equal(wording_change(&r, cell_at(0, 0, 1)), cases[i].text);
        assert_string_equal(wording_change(&r, cell_at(0, 0, 0)), "—");
        arena_free(r.arena);
    }
}

static void verdicts_and_flags_have_words_and_marks(void **state)
{
    (void)state;
    struct report r = new_report(&percent, LANG_ZH, NULL, "1", "");
    assert_string_equal(wording_verdict(&r, VERDICT_MET), "达标");
    assert_string_equal(wording_verdict(&r, VERDICT_UNMET), "未达标");
    assert_string_equal(wording_verdict(&r, VERDICT_NO_TARGET), "未设目标");
    assert_string_equal(wording_verdict(&r, VERDICT_UNKNOWN), "无法判定");
    assert_string_equal(wording_flag(0), "");
    assert_string_equal(wording_flag(FLAG_ILLUSTRATIVE), "*");
    assert_string_equal(wording_flag(FLAG_PRELIMINARY | FLAG_ESTIMATED), "pe");
    arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_written_for_tables_and_sentences),
        cmocka_unit_test(rounding_never_flips_a_verdict),
        cmocka_unit_test(targets_are_written_for_tables_and_sentences),
        cmocka_unit_test(changes_have_the_unit_of_their_kind),
        cmocka_unit_test(verdicts_and_flags_have_words_and_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
