#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "pdf/pdf_content_text.h"
#include "pdf/pdf_open.h"
#include "tests/unit/pdf_fixture.h"

#define MAP                                                                                        \
    "begincmap 2 beginbfchar <0001> <5E74> <0002> <D842DFB7> endbfchar "                           \
    "2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<0041> <00660069>] endbfrange endcmap"

/* The text of a page with that content. */
static const char *text_of(struct arena *a, const char *content)
{
    char stream[1024], map[1024];
    snprintf(stream, sizeof stream, "<</Length %zu>>\nstream\n%s\nendstream", strlen(content),
             content);
    snprintf(map, sizeof map, "<</Length %zu>>\nstream\n" MAP "\nendstream", strlen(MAP));
    const char *const texts[] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</W 5 0 R/L 7 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>",
        stream,
        "<</Type/Font/Subtype/Type0/ToUnicode 6 0 R>>",
        map,
        "<</Type/Font/Subtype/Type1>>"};
    struct buf b = {0}, out = {0};
    pdf_fixture(&b, texts, sizeof texts / sizeof *texts);
    struct messages *m = messages_new(LANG_EN);
    const char *bytes = arena_strndup(a, b.data, b.len);
    struct pdf_file *f = pdf_open(a, bytes, b.len, NOWHERE, m);
    assert_non_null(f);
    assert_int_equal(pdf_content_text(a, f, &out), 0);
    const char *text = out.data != NULL ? arena_strdup(a, out.data) : "";
    messages_free(m);
    buf_free(&b);
    buf_free(&out);
    size_t len = strlen(text);
    text_trim(&text, &len);
    return arena_strndup(a, text, len);
}

static void maps(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(text_of(a, "/W 1 Tf <00010002> Tj"), "年𠮷");
    assert_string_equal(text_of(a, "/W 1 Tf <001000110012> Tj"), "一丁丂");
    assert_string_equal(text_of(a, "/W 1 Tf <00200021> Tj"), "Afi");
    assert_string_equal(text_of(a, "/W 1 Tf <0099000100> Tj"), "年");
    assert_string_equal(text_of(a, "/L 1 Tf (abc) Tj"), "abc");
    assert_string_equal(text_of(a, "(abc) Tj /X 1 Tf (abc) Tj"), "");
    arena_free(a);
}

static void lines(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(text_of(a, "/L 1 Tf [(a)-50(b)-500(c)]TJ"), "ab c");
    assert_string_equal(text_of(a, "/L 1 Tf (a) Tj 10 0 Td (b) Tj 0 -10 Td (c) Tj"), "ab c");
    assert_string_equal(
        text_of(a, "/L 1 Tf 1 0 0 1 0 9 Tm(a) Tj 1 0 0 1 5 9 Tm(b) Tj 1 0 0 1 5 8 Tm(c) Tj"),
        "ab c");
    assert_string_equal(text_of(a, "/L 1 Tf (a) Tj (b) ' T* (c) Tj"), "a b c");
    arena_free(a);
}

static void odd(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(text_of(a, ""), "");
    assert_string_equal(text_of(a, ")}{]>> Tf Tj TJ Tm /L Tf Td"), "");
    assert_string_equal(text_of(a, "/L 1 Tf <</a/b>> BDC (a) Tj EMC"), "a");
    assert_string_equal(text_of(a, "/L 1 Tf (a"), "");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps),
        cmocka_unit_test(lines),
        cmocka_unit_test(odd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
