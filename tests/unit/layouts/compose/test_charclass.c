#include "layouts/compose/charclass.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

static void test_marks(void **state)
{
    (void)state;
    static const struct {
        uint32_t cp;
        enum char_class class;
    } cases[] = {{U'、', CLASS_PAUSE},     {U'，', CLASS_PAUSE},    {U'。', CLASS_STOP},
                 {U'．', CLASS_STOP},      {U'：', CLASS_STOP},     {U'；', CLASS_PAUSE},
                 {U'？', CLASS_STOP},      {U'！', CLASS_STOP},     {U'”', CLASS_CLOSE},
                 {U'’', CLASS_CLOSE},      {U'）', CLASS_CLOSE},    {U'》', CLASS_CLOSE},
                 {U'〉', CLASS_CLOSE},     {U'】', CLASS_CLOSE},    {U'〕', CLASS_CLOSE},
                 {U'〗', CLASS_CLOSE},     {U'」', CLASS_CLOSE},    {U'』', CLASS_CLOSE},
                 {U'］', CLASS_CLOSE},     {U'｝', CLASS_CLOSE},    {U'“', CLASS_OPEN},
                 {U'‘', CLASS_OPEN},       {U'（', CLASS_OPEN},     {U'《', CLASS_OPEN},
                 {U'〈', CLASS_OPEN},      {U'【', CLASS_OPEN},     {U'〔', CLASS_OPEN},
                 {U'〖', CLASS_OPEN},      {U'「', CLASS_OPEN},     {U'『', CLASS_OPEN},
                 {U'［', CLASS_OPEN},      {U'｛', CLASS_OPEN},     {U'·', CLASS_MIDDLE},
                 {U'—', CLASS_DASH},       {U'…', CLASS_ELLIPSIS},  {U'–', CLASS_CONNECTOR},
                 {U'～', CLASS_CONNECTOR}, {U'/', CLASS_SOLIDUS},   {U'％', CLASS_SUFFIX},
                 {U'%', CLASS_SUFFIX},     {U'‰', CLASS_SUFFIX},    {U'℃', CLASS_SUFFIX},
                 {U'￥', CLASS_PREFIX},    {U'№', CLASS_PREFIX},    {U'±', CLASS_PREFIX},
                 {U'年', CLASS_HANZI},     {U'〇', CLASS_HANZI},    {U'𠮷', CLASS_HANZI},
                 {U'の', CLASS_WIDE},      {U'①', CLASS_WIDE},      {U'é', CLASS_LATIN},
                 {U'7', CLASS_DIGIT},      {U'７', CLASS_DIGIT},    {U' ', CLASS_BLANK},
                 {U'\u3000', CLASS_BLANK}, {U'\u00A0', CLASS_NBSP}, {U',', CLASS_OTHER},
                 {0, CLASS_OTHER},         {0x10FFFF, CLASS_OTHER}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (charclass(cases[i].cp, LANG_ZH) != cases[i].class)
            fail_msg("U+%04X: %d, not %d", (unsigned)cases[i].cp, charclass(cases[i].cp, LANG_ZH),
                     cases[i].class);
}

static void test_ambiguous_marks_are_western_in_english(void **state)
{
    (void)state;
    static const uint32_t marks[] = {U'“', U'”', U'‘', U'’', U'…', U'—', U'·', U'–', U'/'};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        assert_int_equal(charclass(marks[i], LANG_EN), CLASS_OTHER);
    assert_int_equal(charclass(U'，', LANG_EN), CLASS_PAUSE);
}

static enum char_class nth(const char *text, size_t n)
{
    struct letter l[64];
    size_t count = charclass_letters(text, strlen(text), LANG_ZH, l);
    assert_true(n < count);
    return (enum char_class)l[n].class;
}

static void test_context(void **state)
{
    (void)state;
    assert_int_equal(nth("don’t", 3), CLASS_OTHER);
    assert_int_equal(nth("‘好’", 2), CLASS_CLOSE);
    assert_int_equal(nth("北京—上海", 2), CLASS_CONNECTOR);
    assert_int_equal(nth("宗旨——以人", 2), CLASS_DASH);
    assert_int_equal(nth("宗旨——以人", 3), CLASS_DASH);
}

static void test_letters_cover_the_text(void **state)
{
    (void)state;
    struct letter l[8];
    assert_int_equal(charclass_letters("a\xFF年", 5, LANG_ZH, l), 3);
    assert_int_equal(l[1].cp, 0xFFFD);
    assert_int_equal(l[2].at, 2);
    assert_int_equal(charclass_letters("", 0, LANG_ZH, l), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_ambiguous_marks_are_western_in_english),
        cmocka_unit_test(test_context),
        cmocka_unit_test(test_letters_cover_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
