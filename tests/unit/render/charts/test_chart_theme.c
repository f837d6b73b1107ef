/* Colours of charts: the contrast of WCAG 2.1, success criteria 1.4.3 (text) and 1.4.11 (marks). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "render/charts/chart_kind.h"

#define WHITE 0xFFFFFFU
#define FOR_MARKS 3.0
#define FOR_TEXT 4.5

static double channel(unsigned value)
{
    double c = value / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, "relative luminance". */
static double luminance(uint32_t rgb)
{
    return 0.2126 * channel(rgb >> 16 & 0xFF) + 0.7152 * channel(rgb >> 8 & 0xFF) +
           0.0722 * channel(rgb & 0xFF);
}

/* WCAG 2.1, "contrast ratio". */
static double contrast(uint32_t x, uint32_t y)
{
    double a = luminance(x) + 0.05, b = luminance(y) + 0.05;
    return a > b ? a / b : b / a;
}

static void assert_contrast(const char *what, bool mono, uint32_t x, uint32_t y, double least)
{
    if (contrast(x, y) < least)
        fail_msg("%s, %s: %06X on %06X has %.2f:1, not %.1f:1", mono ? "mono" : "colour", what,
                 (unsigned)x, (unsigned)y, contrast(x, y), least);
}

static void ratio_is_that_of_wcag(void **state)
{
    (void)state;
    assert_true(fabs(contrast(0x000000, WHITE) - 21) < 0.001);
    assert_true(fabs(contrast(0x777777, WHITE) - 4.48) < 0.005);
    assert_true(fabs(contrast(0xFF0000, WHITE) - 3.998) < 0.005);
}

static void marks_stand_out(void **state)
{
    (void)state;
    for (int mono = 0; mono < 2; mono++) {
        const struct chart_theme *t = chart_theme(mono);

        assert_contrast("met", mono, t->met, WHITE, FOR_MARKS);
        assert_contrast("unmet", mono, t->unmet, WHITE, FOR_MARKS);
        assert_contrast("neutral", mono, t->neutral, WHITE, FOR_MARKS);
        assert_contrast("unsure", mono, t->unsure, WHITE, FOR_MARKS);
        assert_contrast("target", mono, t->target, WHITE, FOR_MARKS);
        assert_contrast("met, on its fill", mono, t->met, t->met_fill, FOR_MARKS);
        assert_contrast("unmet, on its fill", mono, t->unmet, t->unmet_fill, FOR_MARKS);
    }
}

static void text_can_be_read(void **state)
{
    (void)state;
    for (int mono = 0; mono < 2; mono++) {
        const struct chart_theme *t = chart_theme(mono);

        assert_contrast("text", mono, t->text, WHITE, FOR_TEXT);
        assert_contrast("faint text", mono, t->faint, WHITE, FOR_TEXT);
        assert_contrast("text on met", mono, t->text, t->met_fill, FOR_TEXT);
        assert_contrast("text on unmet", mono, t->text, t->unmet_fill, FOR_TEXT);
        for (size_t i = 0; i < CHART_CLASSES; i++)
            assert_contrast("text on a class", mono, t->text, t->classes[i], FOR_TEXT);
    }
}

/* Who sees no colours must tell greys apart: each class is darker than the one before. */
static void classes_go_from_light_to_dark(void **state)
{
    (void)state;
    for (int mono = 0; mono < 2; mono++)
        for (size_t i = 1; i < CHART_CLASSES; i++)
            assert_true(luminance(chart_theme(mono)->classes[i]) <
                        luminance(chart_theme(mono)->classes[i - 1]));
}

static void mono_is_grey(void **state)
{
    const struct chart_theme *t = chart_theme(true);
    const uint32_t all[] = {t->met,   t->unmet, t->neutral, t->unsure,   t->text,
                            t->faint, t->rule,  t->target,  t->met_fill, t->unmet_fill};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_int_equal(all[i], (all[i] & 0xFF) * 0x010101);
    for (size_t i = 0; i < CHART_CLASSES; i++)
        assert_int_equal(t->classes[i], (t->classes[i] & 0xFF) * 0x010101);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratio_is_that_of_wcag), cmocka_unit_test(marks_stand_out),
        cmocka_unit_test(text_can_be_read),      cmocka_unit_test(classes_go_from_light_to_dark),
        cmocka_unit_test(mono_is_grey),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
