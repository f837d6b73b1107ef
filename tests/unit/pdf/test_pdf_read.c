#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "pdf/facts.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"
#include "pdf/pdf_write.h"
#include "tests/unit/pdf_fixture.h"
#include "tests/unit/pdf_mutant.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CATALOG "<</Type/Catalog/Pages 2 0 R>>"
#define PAGES "<</Type/Pages/Kids[3 0 R]/Count 1>>"
#define PAGE "<</Type/Page/Parent 2 0 R>>"

static struct pdf_file *open_bytes(struct tools *t, struct buf *b)
{
    const char *bytes = arena_strndup(t->a, b->data, b->len);
    struct pdf_file *f = pdf_open(t->a, bytes, b->len, IN_FILE("x.pdf"), t->m);
    buf_free(b);
    return f;
}

static struct pdf_file *open_texts(struct tools *t, const char *const *texts, size_t n)
{
    struct buf b = {0};
    pdf_fixture(&b, texts, n);
    return open_bytes(t, &b);
}

/* Object 2 of a file whose catalog is object 1. */
static const struct pdf_value *value(struct tools *t, const char *text)
{
    const char *const texts[] = {CATALOG, text};
    struct pdf_file *f = open_texts(t, texts, COUNT(texts));
    return f != NULL ? pdf_object(f, 2) : NULL;
}

static void values_of_every_kind(void **state)
{
    struct tools *t = *state;
    const struct pdf_value *v = value(t, "[null true -12 +.5 (a\\(b\\)(c)\\n\\101\\\r\nd) <41 4> "
                                         "/A#20b [1] <</K 1>> 1 0 R 7 %c\n 8]");
    static const enum pdf_kind kinds[] = {PDF_NULL,   PDF_BOOL,      PDF_INTEGER, PDF_REAL,
                                          PDF_STRING, PDF_STRING,    PDF_NAME,    PDF_ARRAY,
                                          PDF_DICT,   PDF_REFERENCE, PDF_INTEGER, PDF_INTEGER};
    assert_non_null(v);
    assert_int_equal(v->n, COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++)
        assert_int_equal(v->items[i].kind, kinds[i]);
    assert_int_equal(v->items[1].number, 1);
    assert_int_equal(v->items[2].number, -12);
    assert_string_equal(v->items[3].bytes, "+.5");
    assert_string_equal(v->items[4].bytes, "a(b)(c)\nAd");
    assert_string_equal(v->items[5].bytes, "A@");
    assert_string_equal(v->items[6].bytes, "A b");
    assert_int_equal(v->items[9].number, 1);
}

static void broken_values_are_refused(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {"[1",
                                        "(a",
                                        "<4g>",
                                        "<</A>>",
                                        "<<1 2>>",
                                        "/A#0",
                                        "/A#00",
                                        "1..2",
                                        "truex",
                                        "]",
                                        "1 0 R",
                                        "-",
                                        "99999999999999999999",
                                        "<</A 1>> 2"};
    for (size_t i = 0; i < COUNT(texts); i++)
        if (value(t, texts[i]) != NULL)
            fail_msg("taken: %s", texts[i]);
    size_t n;
    const struct message *list = messages_list(t->m, &n);
    assert_int_equal(n, COUNT(texts));
    for (size_t i = 0; i < n; i++)
        assert_string_equal(list[i].rule, "pdf-broken");
}

static void depth_is_limited(void **state)
{
    struct tools *t = *state;
    struct buf b = {0};
    for (int i = 0; i < PDF_DEPTH_MAX; i++)
        buf_puts(&b, "[");
    for (int i = 0; i < PDF_DEPTH_MAX; i++)
        buf_puts(&b, "]");
    assert_non_null(value(t, b.data));
    assert_null(value(t, arena_printf(t->a, "[%s]", b.data)));
    buf_free(&b);
}

static void updates_replace_objects(void **state)
{
    struct tools *t = *state;
    static const char *const first[] = {CATALOG, "(old)", "(kept)"}, *const second[] = {"(new)"};
    struct buf b = {0};
    size_t prev = pdf_fixture(&b, first, 3);
    pdf_revision(&b, (int[]){2}, second, 1, 4, prev);
    struct pdf_file *f = open_bytes(t, &b);
    assert_non_null(f);
    assert_int_equal(pdf_revisions(f), 2);
    assert_string_equal(pdf_object(f, 2)->bytes, "new");
    assert_string_equal(pdf_object(f, 3)->bytes, "kept");
    assert_int_equal(pdf_object(f, 99)->kind, PDF_NULL);
}

#define NESTED 100

/* Each is a string that holds the next: read as they are, they would be as much as its square. */
static void objects_inside_each_other_are_refused(void **state)
{
    struct tools *t = *state;
    struct buf b = {0};
    size_t offsets[NESTED];
    buf_puts(&b, "%PDF-1.7\n");
    for (int i = 0; i < NESTED; i++) {
        offsets[i] = b.len;
        buf_printf(&b, "%d 0 obj (", i);
    }
    for (int i = 0; i < NESTED; i++)
        buf_puts(&b, ") endobj ");
    size_t at = b.len;
    buf_printf(&b, "xref\n0 %d\n", NESTED);
    for (int i = 0; i < NESTED; i++)
        buf_printf(&b, "%010zu 00000 n \n", offsets[i]);
    buf_printf(&b, "trailer<</Size %d>>startxref %zu %%%%EOF", NESTED, at);
    assert_null(open_bytes(t, &b));
    size_t n;
    assert_non_null(strstr(messages_list(t->m, &n)[0].text, "inside each other"));
}

static void tables_in_a_circle_are_refused(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {CATALOG};
    struct buf b = {0};
    size_t at = pdf_fixture(&b, texts, 1);
    b.len = 0;
    pdf_revision(&b, (int[]){1}, texts, 1, 2, at);
    assert_null(open_bytes(t, &b));
    assert_string_equal(told(t->m), "0 pdf-broken");
}

static void other_files_are_refused_by_name(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *catalog, *from, *to, *rule;
    } cases[] = {
        {CATALOG, "/Root", "/Encrypt 1 0 R/Root", "0 pdf-encrypted"},
        {CATALOG, "/Root", "/XRefStm 9/Root", "0 pdf-hybrid"},
        {CATALOG, "xref\n0", "7 0 obj", "0 pdf-broken"},
        {"<</Linearized 1>>", "", "", "0 pdf-linearised"},
        {CATALOG, "%%EOF", "%%EOF\nmore", "0 pdf-broken"},
        {CATALOG, "%PDF", "%FDP", "0 pdf-broken"},
        {CATALOG, "/Size 2", "/Size 999999", "0 pdf-broken"},
        {CATALOG, "00000 n", "00001 n", "0 pdf-broken"},
        {"7", "", "", "0 pdf-broken"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = {0}, changed = {0};
        pdf_fixture(&b, &cases[i].catalog, 1);
        const char *at = strstr(b.data, cases[i].from);
        assert_non_null(at);
        buf_add(&changed, b.data, (size_t)(at - b.data));
        buf_puts(&changed, cases[i].to);
        buf_puts(&changed, at + strlen(cases[i].from));
        buf_free(&b);
        struct messages *m = messages_new(LANG_EN);
        struct tools other = {t->a, m};
        assert_null(open_bytes(&other, &changed));
        assert_string_equal(told(m), cases[i].rule);
        messages_free(m);
    }
}

/* HELLO as zlib has it, without a NUL. */
#define HELLO "hello 0 hello 0 hello 0 "
#define ZLIB "\170\332\313\110\315\311\311\127\060\120\310\100\243\001\144\101\007\215"
#define ZLIB_LEN "18"

static void streams_are_read(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {CATALOG,
                                        "<</Length 3 0 R>>stream\nabc\nendstream",
                                        "3",
                                        "<</Length 1/Filter/LZWDecode>>stream\r\nx\nendstream",
                                        "<</Length 1/Filter/FlateDecode>>stream\nx\nendstream",
                                        "<</Length " ZLIB_LEN "/Filter[/FlateDecode]>>stream\n" ZLIB
                                        "\nendstream"};
    struct pdf_file *f = open_texts(t, texts, COUNT(texts));
    size_t len;
    assert_non_null(f);
    assert_string_equal(pdf_stream_bytes(f, pdf_object(f, 2), &len), "abc");
    assert_int_equal(len, 3);
    assert_string_equal(pdf_stream_bytes(f, pdf_object(f, 6), &len), HELLO);
    assert_int_equal(len, strlen(HELLO));
    assert_null(pdf_stream_bytes(f, pdf_object(f, 4), &len));
    assert_null(pdf_stream_bytes(f, pdf_object(f, 5), &len));
    assert_string_equal(told(t->m), "0 pdf-filter; 0 pdf-broken");
}

static void lengths_that_do_not_fit_are_refused(void **state)
{
    struct tools *t = *state;
    static const char *const lengths[] = {"2", "-1", "9999", "2 0 R", "3 0 R", "(3)"};
    for (size_t i = 0; i < COUNT(lengths); i++) {
        const char *text = arena_printf(t->a, "<</Length %s>>stream\nabc\nendstream", lengths[i]);
        if (value(t, text) != NULL)
            fail_msg("taken: %s", text);
    }
}

static void texts_become_utf8(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *pdf, *text;
    } cases[] = {{"<FEFF5E74 62A5D83DDE00>", "年报😀"},
                 {"<EFBBBF E5B9B4>", "年"},
                 {"(caf\\351 \\200\\240)", "café •€"},
                 {"(a\\033[2Jb\\nc)", "a˙[2Jb c"},
                 {"<FEFF 0041 001B 202E 0042>", "A��B"},
                 {"<FEFF D83D>", "�"},
                 {"/Data", "Data"}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(pdf_text(t->a, value(t, cases[i].pdf)), cases[i].text);
}

static void text_and_back(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {"", "Jane (A\\B)", "tab�stop", "张𠮷，caf\xC3\xA9 –"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct buf hex = {0}, literal = {0}, bytes = {0};
        pdf_write_text(&hex, texts[i]);
        assert_string_equal(pdf_text(t->a, value(t, hex.data)), texts[i]);
        pdf_text_string(&bytes, texts[i]);
        pdf_write_literal(&literal, bytes.data, bytes.len);
        assert_string_equal(pdf_text(t->a, value(t, literal.data)), texts[i]);
        buf_free(&hex);
        buf_free(&literal);
        buf_free(&bytes);
    }
}

static void count_visit(void *ctx, const struct pdf_value *node)
{
    (void)node;
    ++*(int *)ctx;
}

static void trees_with_circles_are_told(void **state)
{
    struct tools *t = *state;
    static const char *const texts[] = {CATALOG, "<</Kids[3 0 R]>>", "<</Kids 2 0 R>>"};
    struct pdf_file *f = open_texts(t, texts, COUNT(texts));
    int n = 0;
    assert_int_equal(pdf_walk(f, &(struct pdf_value){.kind = PDF_REFERENCE, .number = 2}, "Kids",
                              count_visit, &n),
                     -1);
    assert_int_equal(n, 2);
    assert_string_equal(told(t->m), "0 pdf-broken");
}

#define MUTANTS 2000

static void mutants_do_no_harm(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R/Names<</EmbeddedFiles 5 0 R>>/AcroForm "
        "<</Fields[7 0 R]>>/StructTreeRoot<</K 8 0 R>>/MarkInfo<</Marked true>>>>",
        PAGES,
        PAGE,
        "<</Length 117>>stream\n<r:Description "
        "xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:n=\"n\" "
        "n:a=\"1\"><n:b>x</n:b></r:Description>\nendstream",
        "<</Names[(a)6 0 R]>>",
        "<</F(a\\)b)/UF<FEFF0041>/EF<</F 9 0 R>>>>",
        "<</FT/Sig/T(s)/V<</ByteRange[0 1 2 3]/Contents<00>>>>>",
        "<</S/Document/K[<</S/P/K 0>>]>>",
        "<</Length 10 0 R/Filter[/FlateDecode]>>stream\n" ZLIB "\nendstream",
        ZLIB_LEN};
    struct buf b = {0};
    pdf_fixture(&b, texts, COUNT(texts));
    int taken = 0;
    read_mutant(b.data, b.len, &taken);
    assert_int_equal(taken, 1);
    srand(7);
    for (int i = 0; i < MUTANTS; i++) {
        char *bytes = must_alloc(b.len, 1);
        memcpy(bytes, b.data, b.len);
        size_t len = i % 4 == 0 ? (size_t)rand() % b.len : b.len;
        for (int k = i % 4 == 0 ? 0 : 1 + i % 3; k > 0; k--)
            bytes[(size_t)rand() % b.len] =
                (char)(i % 2 == 0 ? rand() : "<>[]()/0R 9"[rand() % 11]);
        read_mutant(bytes, len, &taken);
        free(bytes);
    }
    assert_in_range(taken, 2, MUTANTS);
    buf_free(&b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_and_back),
        TEST(values_of_every_kind),
        TEST(broken_values_are_refused),
        TEST(depth_is_limited),
        TEST(updates_replace_objects),
        TEST(objects_inside_each_other_are_refused),
        TEST(tables_in_a_circle_are_refused),
        TEST(other_files_are_refused_by_name),
        TEST(streams_are_read),
        TEST(lengths_that_do_not_fit_are_refused),
        TEST(texts_become_utf8),
        TEST(trees_with_circles_are_told),
        TEST(mutants_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
