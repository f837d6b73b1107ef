/* Faces by role, fallback, shaping, subsetting; with the fonts that packages.txt names. */
#include "render/fonts/fontset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layouts/style/style.h"

static const char *const serif[] = {"No Such Family", "Noto Serif CJK SC"};
static const char *const sans[] = {"Noto Sans CJK SC:bold"};
static const char *const latin[] = {"Liberation Serif"};
static const char *const nothing[] = {"No Such Family"};

enum { SERIF, SANS, LATIN, ROLES };

static struct face faces[ROLES] = {
    {.name = "body", .families = serif, .n_families = 2, .latin = latin, .n_latin = 1},
    {.name = "heading", .families = sans, .n_families = 1},
    {.name = "latin", .families = latin, .n_families = 1}};
static const struct style style = {
    .name = "test", .faces = faces, .n_faces = ROLES, .fallback = sans, .n_fallback = 1};

struct fixture {
    struct messages *m;
    struct fontset *f;
    struct glyph g[64];
};

static int open_fonts(void **state)
{
    struct fixture *x = calloc(1, sizeof *x);
    x->m = messages_new(LANG_ZH);
    x->f = fontset_open(&style, LANG_ZH, x->m);
    *state = x;
    return x->f == NULL;
}

static int close_fonts(void **state)
{
    struct fixture *x = *state;
    fontset_free(x->f);
    messages_free(x->m);
    free(x);
    return 0;
}

static size_t shape(struct fixture *x, int role, const char *text)
{
    return font_shape(x->f, role, 10000, text, strlen(text), x->g, 64, IN_FILE("t.md"));
}

static size_t count_rule(struct messages *m, const char *rule)
{
    size_t n, found = 0;
    const struct message *list = messages_list(m, &n);
    for (size_t i = 0; i < n; i++)
        found += strcmp(list[i].rule, rule) == 0;
    return found;
}

static void test_substitution_is_told_once(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(count_rule(x->m, "font-substituted"), 1);
}

/* A curly apostrophe inside a word is Latin also in Chinese text; a quote is an em wide. */
static void test_apostrophes_are_latin(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(shape(x, SERIF, "don’t"), 5);
    assert_int_equal(x->g[3].face, x->g[0].face);
    assert_in_range(x->g[3].advance, 1000, 5000);
    assert_int_equal(shape(x, SERIF, "甲’t"), 3);
    assert_int_equal(x->g[1].face, x->g[0].face);
    assert_int_equal(x->g[1].advance, 10000);
}

static void test_no_font_is_a_failure(void **state)
{
    (void)state;
    struct face lost = {.name = "lost", .families = nothing, .n_families = 1};
    struct style bad = {.faces = &lost, .n_faces = 1};
    struct messages *m = messages_new(LANG_EN);
    assert_null(fontset_open(&bad, LANG_ZH, m));
    assert_int_equal(messages_status(m), 3);
    messages_free(m);
}

static void test_hanzi_are_one_em(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(shape(x, SERIF, "年报"), 2);
    assert_int_equal(x->g[0].advance, 10000);
    assert_int_equal(x->g[1].at, 3);
    assert_int_equal(x->g[1].bytes, 3);
}

static void test_quotes_are_chinese_and_letters_latin(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(shape(x, SERIF, "年“A1”"), 5);
    assert_int_equal(x->g[1].face, x->g[0].face);
    assert_int_not_equal(x->g[2].face, x->g[0].face);
    assert_int_equal(x->g[3].face, x->g[2].face);
    assert_int_equal(x->g[1].advance, 10000);
}

static void test_digits_have_one_width(void **state)
{
    struct fixture *x = *state;
    size_t n = shape(x, LATIN, "a11.77");
    assert_int_equal(n, 6);
    assert_int_equal(x->g[1].advance, 5000);
    assert_int_equal(x->g[2].advance, x->g[5].advance);
}

static void test_ligature_keeps_its_bytes(void **state)
{
    struct fixture *x = *state;
    size_t n = shape(x, LATIN, "office"), bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += x->g[i].bytes;
    assert_int_equal(bytes, 6);
}

static void test_missing_glyph_is_an_error(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(shape(x, SERIF, "\xF3\xB0\x80\x80"), 1); /* private use, plane 15 */
    assert_int_equal(x->g[0].id, 0);
    shape(x, SERIF, "\xF3\xB0\x80\x80");
    assert_int_equal(count_rule(x->m, "missing-glyph"), 1);
}

static void test_fallback_is_told(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(shape(x, LATIN, "乡镇"), 2);
    assert_int_not_equal(x->g[0].id, 0);
    assert_int_equal(count_rule(x->m, "font-fallback"), 1);
}

static void test_capacity_is_kept(void **state)
{
    struct fixture *x = *state;
    struct glyph two[2];
    assert_int_equal(font_shape(x->f, SERIF, 10000, "一二三", 9, two, 2, NOWHERE), 3);
    assert_int_equal(font_shape(x->f, SERIF, 10000, "", 0, two, 2, NOWHERE), 0);
}

static void test_metrics_make_an_em(void **state)
{
    struct fixture *x = *state;
    struct face_metrics m = font_metrics(x->f, SERIF, 10000);
    assert_int_equal(m.ascent, 8800);
    assert_int_equal(m.descent, 1200);
}

static void test_ink_of_a_comma_is_at_the_left(void **state)
{
    struct fixture *x = *state;
    shape(x, SERIF, "，");
    struct ink ink = font_ink(x->f, &x->g[0], 10000);
    assert_true(ink.right > ink.left && ink.right < 5000 && ink.bottom > 0);
}

static void test_subset_is_small_and_renumbered(void **state)
{
    struct fixture *x = *state;
    uint32_t ids[2], codes[2];
    size_t len;
    shape(x, SERIF, "年报");
    ids[0] = x->g[0].id < x->g[1].id ? x->g[0].id : x->g[1].id;
    ids[1] = x->g[0].id < x->g[1].id ? x->g[1].id : x->g[0].id;
    unsigned char *bytes = fontset_subset(x->f, x->g[0].face, ids, 2, codes, &len);
    assert_non_null(bytes);
    assert_int_equal(codes[0], 1);
    assert_int_equal(codes[1], 2);
    assert_true(len < 20000);
    free(bytes);
}

int main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, open_fonts, close_fonts)
    const struct CMUnitTest tests[] = {
        TEST(test_apostrophes_are_latin),
        TEST(test_substitution_is_told_once),
        cmocka_unit_test(test_no_font_is_a_failure),
        TEST(test_hanzi_are_one_em),
        TEST(test_quotes_are_chinese_and_letters_latin),
        TEST(test_digits_have_one_width),
        TEST(test_ligature_keeps_its_bytes),
        TEST(test_missing_glyph_is_an_error),
        TEST(test_fallback_is_told),
        TEST(test_capacity_is_kept),
        TEST(test_metrics_make_an_em),
        TEST(test_ink_of_a_comma_is_at_the_left),
        TEST(test_subset_is_small_and_renumbered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
