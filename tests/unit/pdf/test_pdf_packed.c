#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/deflate.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_read.h"
#include "tests/unit/pdf_fixture.h"
#include "tests/unit/pdf_mutant.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CATALOG "<</Type/Catalog/Pages 2 0 R>>"
#define OBJECTS 12

/* A file that is made, whose objects 0 to OBJECTS - 1 have entries of a cross-reference stream. */
struct made {
    struct buf b;
    unsigned entries[OBJECTS][3];
};

static void put_plain(struct made *f, unsigned number, const char *text)
{
    if (f->b.len == 0)
        buf_puts(&f->b, "%PDF-1.7\n");
    memcpy(f->entries[number], (unsigned[]){1, (unsigned)f->b.len, 0}, sizeof f->entries[0]);
    buf_printf(&f->b, "%u 0 obj\n%s\nendobj\n", number, text);
}

/* An object stream: keys besides /Type and /Length, and what it holds. */
static void put_container(struct made *f, unsigned number, const char *keys, const char *data)
{
    struct buf text = {0};
    buf_printf(&text, "<</Type/ObjStm%s/Length %zu>>stream\n%s\nendstream", keys, strlen(data),
               data);
    put_plain(f, number, text.data);
    buf_free(&text);
}

static void pack(struct made *f, unsigned number, unsigned container, unsigned index)
{
    memcpy(f->entries[number], (unsigned[]){2, container, index}, sizeof f->entries[0]);
}

static void put_bytes(struct buf *b, size_t v, int n)
{
    while (n-- > 0)
        buf_add(b, &(char){(char)(v >> 8 * n)}, 1);
}

static void put_end(struct made *f, size_t at)
{
    buf_printf(&f->b, "startxref\n%zu\n%%%%EOF\n", at);
}

/* The entries of all objects, without filter; keys: more of the trailer. */
static size_t put_xref(struct made *f, const char *keys)
{
    struct buf rows = {0};
    size_t at = f->b.len;
    for (size_t i = 0; i < OBJECTS; i++) {
        put_bytes(&rows, f->entries[i][0], 1);
        put_bytes(&rows, f->entries[i][1], 8);
        put_bytes(&rows, f->entries[i][2], 2);
    }
    buf_printf(&f->b, "99 0 obj<</Type/XRef/W[1 8 2]/Root 1 0 R%s/Size %d/Length %zu>>stream\n",
               keys, OBJECTS, rows.len);
    buf_add(&f->b, rows.data, rows.len);
    buf_puts(&f->b, "\nendstream endobj\n");
    put_end(f, at);
    buf_free(&rows);
    return at;
}

static struct pdf_file *open_bytes(struct tools *t, struct made *f)
{
    const char *bytes = arena_strndup(t->a, f->b.data, f->b.len);
    struct pdf_file *opened = pdf_open(t->a, bytes, f->b.len, IN_FILE("x.pdf"), t->m);
    buf_free(&f->b);
    return opened;
}

/* Objects 2 and 3 lie in 4. */
static struct made sample(void)
{
    struct made f = {0};
    put_plain(&f, 1, CATALOG);
    put_container(&f, 4, "/N 2/First 8", "2 0 3 6 (two) [3 <<>>]");
    pack(&f, 2, 4, 0);
    pack(&f, 3, 4, 1);
    return f;
}

static void packed_objects_are_read(void **state)
{
    struct tools *t = *state;
    struct made f = sample();
    put_xref(&f, "");
    struct pdf_file *opened = open_bytes(t, &f);
    assert_non_null(opened);
    const struct pdf_value *stream = pdf_object(opened, 4), *list = pdf_object(opened, 3);
    assert_string_equal(pdf_object(opened, 2)->bytes, "two");
    assert_int_equal(list->items[0].number, 3);
    assert_true(list->packed && list->items[1].packed && !stream->packed);
    assert_int_equal(list->items[1].begin, stream->begin);
    assert_int_equal(list->items[1].end, stream->end);
    assert_true(pdf_has_xref_stream(opened));
    assert_int_equal(pdf_revisions(opened), 1);
    assert_int_equal(pdf_trailer(opened)->kind, PDF_DICT);
}

/* A row as PNG writes it, the difference to its neighbours in any of the five ways. */
static void put_row(struct buf *out, int way, const unsigned char *row, const unsigned char *above,
                    size_t n)
{
    put_bytes(out, (size_t)way, 1);
    for (size_t i = 0; i < n; i++) {
        int left = i > 0 ? row[i - 1] : 0, up = above[i], corner = i > 0 ? above[i - 1] : 0;
        int p = left + up - corner, l = abs(p - left), u = abs(p - up), c = abs(p - corner);
        int paeth = l <= u && l <= c ? left : u <= c ? up : corner;
        const int guesses[] = {0, left, up, (left + up) / 2, paeth};
        put_bytes(out, (size_t)(row[i] - guesses[way]) & 0xFF, 1);
    }
}

/* The entries deflated, rows in all five ways in turn. */
static void put_deflated_xref(struct made *f, const char *parms)
{
    struct buf rows = {0};
    unsigned char above[7] = {0};
    size_t at = f->b.len, len;
    for (size_t i = 0; i < OBJECTS; i++) {
        const unsigned *e = f->entries[i];
        unsigned char row[] = {
            (unsigned char)e[0], 0, 0, (unsigned char)(e[1] >> 8), (unsigned char)e[1], 0,
            (unsigned char)e[2]};
        put_row(&rows, (int)i % 5, row, above, sizeof row);
        memcpy(above, row, sizeof row);
    }
    unsigned char *deflated = deflate_bytes(rows.data, rows.len, &len);
    buf_printf(&f->b,
               "99 0 obj<</Type/XRef/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/DecodeParms %s/Size "
               "%d/Length %zu>>stream\n",
               parms, OBJECTS, len);
    buf_add(&f->b, deflated, len);
    buf_puts(&f->b, "\nendstream endobj\n");
    put_end(f, at);
    free(deflated);
    buf_free(&rows);
}

static void predictors_are_undone(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *parms;
        bool taken;
    } cases[] = {{"<</Predictor 15/Columns 7>>", true},
                 {"[<</Predictor 10/Columns 7/Colors 1/BitsPerComponent 8>>]", true},
                 {"<</Predictor 15/Columns 6>>", false},
                 {"<</Predictor 15/Columns 0>>", false},
                 {"<</Predictor 2/Columns 7>>", false},
                 {"<</Predictor 16/Columns 7>>", false},
                 {"1 0 R", false},
                 {"<</Columns 7>>", false}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct made f = sample();
        put_deflated_xref(&f, cases[i].parms);
        struct pdf_file *opened = open_bytes(t, &f);
        if ((opened != NULL) != cases[i].taken)
            fail_msg("%s", cases[i].parms);
        if (opened != NULL)
            assert_string_equal(pdf_object(opened, 2)->bytes, "two");
    }
}

/* A stream, a table, a stream: the newest state of each object, wherever the others lie. */
static void updates_of_both_kinds_are_read(void **state)
{
    struct tools *t = *state;
    struct made f = sample();
    size_t first = put_xref(&f, "");
    size_t second = pdf_revision(&f.b, (int[]){2}, (const char *const[]){"(plain)"}, 1, 10, first);
    struct pdf_file *opened = open_bytes(t, &(struct made){.b = f.b});
    assert_non_null(opened);
    assert_false(pdf_has_xref_stream(opened));
    assert_int_equal(pdf_revisions(opened), 2);
    assert_string_equal(pdf_object(opened, 2)->bytes, "plain");
    assert_int_equal(pdf_object(opened, 3)->n, 2);

    f = sample();
    first = put_xref(&f, "");
    second = pdf_revision(&f.b, (int[]){2}, (const char *const[]){"(plain)"}, 1, 10, first);
    size_t begin = f.b.len;
    buf_puts(&f.b,
             "7 0 obj<</Type/ObjStm/N 1/First 4/Length 9>>stream\n3 0 (new)\nendstream endobj ");
    size_t at = f.b.len;
    buf_printf(&f.b,
               "8 0 obj<</Type/XRef/W[1 2 1]/Index[3 1 7 1]/Prev %zu/Root 1 0 R/Size 9/Length "
               "8>>stream\n",
               second);
    put_bytes(&f.b, 2, 1);
    put_bytes(&f.b, 7, 2);
    put_bytes(&f.b, 0, 1);
    put_bytes(&f.b, 1, 1);
    put_bytes(&f.b, begin, 2);
    put_bytes(&f.b, 0, 1);
    buf_puts(&f.b, "\nendstream endobj\n");
    put_end(&f, at);
    opened = open_bytes(t, &f);
    assert_non_null(opened);
    assert_true(pdf_has_xref_stream(opened));
    assert_int_equal(pdf_revisions(opened), 3);
    assert_string_equal(pdf_object(opened, 2)->bytes, "plain");
    assert_string_equal(pdf_object(opened, 3)->bytes, "new");
}

/* What an object stream says, with object 2 its first; in each something is wrong. */
static void broken_object_streams_are_refused(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *keys, *data, *rule;
    } cases[] = {
        {"/N 1/First 4", "3 0 (two)", "0 pdf-broken"},               /* another number */
        {"/N 2/First 8", "3 0 2 2 7 (two)", "0 pdf-broken"},         /* another index */
        {"/N 2/First 8", "2 6 3 0 (two) 7", "0 pdf-broken"},         /* backwards */
        {"/N 2/First 8", "2 0 3 1 (two) 7", "0 pdf-broken"},         /* cut */
        {"/N 2/First 8", "2 0 3 9 (two)", "0 pdf-broken"},           /* behind the end */
        {"/N 1/First 4", "2 0 1 0 R", "0 pdf-broken"},               /* a reference */
        {"/N 1/First 4", "2 0 (two) 7", "0 pdf-broken"},             /* two values */
        {"/N 1/First 4", "2 0 <</Length 0>>stream", "0 pdf-broken"}, /* a stream */
        {"/N 2/First 4", "2 0 (two)", "0 pdf-broken"},               /* too few */
        {"/N 0/First 4", "2 0 (two)", "0 pdf-broken"},               /* none */
        {"/N 1/First 99", "2 0 (two)", "0 pdf-broken"},
        {"/N 999999999/First 4", "2 0 (two)", "0 pdf-broken"},
        {"/N -1/First 4", "2 0 (two)", "0 pdf-broken"},
        {"/N 1", "2 0 (two)", "0 pdf-broken"},
        {"/First 4", "2 0 (two)", "0 pdf-broken"},
        {"/N 6 0 R/First 4", "2 0 (two)", "0 pdf-broken"},
        {"/N 1/First 4/Extends 4 0 R", "2 0 (two)", "0 pdf-broken"}, /* itself */
        {"/N 1/First 4/Extends 5 0 R", "2 0 (two)", "0 pdf-broken"}, /* each other */
        {"/N 1/First 4/Extends 7", "2 0 (two)", "0 pdf-broken"},
        {"/N 1/First 4/Filter 6 0 R", "2 0 (two)", "0 pdf-broken"},
        {"/N 1/First 4/Filter/LZWDecode", "2 0 (two)", "0 pdf-filter"},
        {"/N 1/First 4/Filter[/Crypt/FlateDecode]", "2 0 (two)", "0 pdf-filter"},
        {"/N 1/First 4/Filter/FlateDecode", "2 0 (two)", "0 pdf-broken"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct made f = {0};
        put_plain(&f, 1, CATALOG);
        put_container(&f, 4, cases[i].keys, cases[i].data);
        put_container(&f, 5, "/N 1/First 4/Extends 4 0 R", "3 0 7");
        put_plain(&f, 6, "1");
        pack(&f, 2, 4, 0);
        pack(&f, 3, 5, 0);
        put_xref(&f, "");
        struct messages *m = messages_new(LANG_EN);
        struct tools other = {t->a, m};
        if (open_bytes(&other, &f) != NULL || strcmp(told(m), cases[i].rule) != 0)
            fail_msg("%s %s: %s", cases[i].keys, cases[i].data, told(m));
        messages_free(m);
    }
}

/* Object 2 by its entry. */
static void entries_that_lead_nowhere_are_refused(void **state)
{
    struct tools *t = *state;
    static const unsigned entries[][3] = {
        {2, 4, 1},       /* the place of another */
        {2, 4, 9},       /* behind the last */
        {2, 2, 0},       /* in itself */
        {2, 3, 0},       /* in an object that lies in a stream itself */
        {2, 1, 0},       /* in one that is no stream */
        {2, 9, 0},       /* in one that is free */
        {2, 99, 0},      /* in one that is not there */
        {3, 0, 0},       /* of no known kind */
        {1, 1u << 31, 0} /* behind the end */
    };
    for (size_t i = 0; i < COUNT(entries); i++) {
        struct made f = sample();
        memcpy(f.entries[2], entries[i], sizeof f.entries[2]);
        put_xref(&f, "");
        struct messages *m = messages_new(LANG_EN);
        struct tools other = {t->a, m};
        if (open_bytes(&other, &f) != NULL || strcmp(told(m), "0 pdf-broken") != 0)
            fail_msg("entry %zu: %s", i, told(m));
        messages_free(m);
    }
}

/* Its /Length lies in itself. */
static void streams_that_need_themselves_are_refused(void **state)
{
    struct tools *t = *state;
    struct made f = {0};
    put_plain(&f, 1, CATALOG);
    put_plain(&f, 4, "<</Type/ObjStm/N 1/First 4/Length 2 0 R>>stream\n2 0 5\nendstream");
    pack(&f, 2, 4, 0);
    put_xref(&f, "");
    assert_null(open_bytes(t, &f));
    assert_string_equal(told(t->m), "0 pdf-broken");
}

static void broken_xref_streams_are_refused(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *from, *to, *rule;
    } cases[] = {
        {"/XRef", "/XRex", "0 pdf-broken"},
        {"/W[1 8 2]", "/W[1 8 3]", "0 pdf-broken"},
        {"/W[1 8 2]", "/W[1 8]", "0 pdf-broken"},
        {"/W[1 8 2]", "/W[0 0 0]", "0 pdf-broken"},
        {"/W[1 8 2]", "/W[1 -8 2]", "0 pdf-broken"},
        {"/W[1 8 2]", "/W[1 999999999999 2]", "0 pdf-broken"},
        {"/W[1 8 2]", "/Q[1 4 2]", "0 pdf-broken"},
        {"/Size 12", "/Size 11", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Index[0 6 5 6]", "0 pdf-broken"}, /* object 5 has two entries */
        {"/Size 12", "/Size 4/Index[0 12]", "0 pdf-broken"},     /* 4 lies beyond it */
        {"/Size 12", "/Size 13", "0 pdf-broken"},
        {"/Size 12", "/Size 8000000", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Index[0 12 3]", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Index[0 99999999999]", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Index[-1 12]", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Index[5 12]", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Index 3", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Prev 99999", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Prev 9", "0 pdf-broken"},
        {"/Size 12", "/Size 12/Encrypt 1 0 R", "0 pdf-encrypted"},
        {"/Size 12", "/Size 12/Filter/LZWDecode", "0 pdf-filter"},
        {"/Length 132", "/Length 131", "0 pdf-broken"},
        {"/Length 132", "/Length 1 0 R", "0 pdf-broken"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct made f = sample(), changed = {0};
        put_xref(&f, "");
        const char *at = memmem(f.b.data, f.b.len, cases[i].from, strlen(cases[i].from));
        assert_non_null(at);
        size_t before = (size_t)(at - f.b.data), behind = before + strlen(cases[i].from);
        buf_add(&changed.b, f.b.data, before);
        buf_puts(&changed.b, cases[i].to);
        buf_add(&changed.b, f.b.data + behind, f.b.len - behind);
        buf_free(&f.b);
        struct messages *m = messages_new(LANG_EN);
        struct tools other = {t->a, m};
        if (open_bytes(&other, &changed) != NULL || strcmp(told(m), cases[i].rule) != 0)
            fail_msg("%s: %s", cases[i].to, told(m));
        messages_free(m);
    }
}

#define BOMB (8u << 20)

/* Few bytes that become many: a thousandth part of them is the file. */
static void bombs_are_refused(void **state)
{
    struct tools *t = *state;
    char *zeros = must_alloc(BOMB, 1);
    memset(zeros, ' ', BOMB);
    memcpy(zeros, "2 0 ", 4);
    zeros[BOMB - 1] = '7';
    size_t len;
    unsigned char *deflated = deflate_bytes(zeros, BOMB, &len);
    struct made f = {0};
    put_plain(&f, 1, CATALOG);
    memcpy(f.entries[4], (unsigned[]){1, (unsigned)f.b.len, 0}, sizeof f.entries[4]);
    buf_printf(&f.b, "4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %zu>>stream\n",
               len);
    buf_add(&f.b, deflated, len);
    buf_puts(&f.b, "\nendstream endobj\n");
    pack(&f, 2, 4, 0);
    put_xref(&f, "");
    assert_null(open_bytes(t, &f));
    assert_string_equal(told(t->m), "0 pdf-broken");
    free(zeros);
    free(deflated);
}

#define MUTANTS 4000

static void mutants_do_no_harm(void **state)
{
    (void)state;
    struct made f = {0};
    put_plain(&f, 1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K 3 0 R>>>>");
    put_container(&f, 4, "/N 3/First 13",
                  "2 0 5 36 3 54<</Type/Pages/Kids[5 0 R]/Count 1>> "
                  "<</Parent 2 0 R>> <</S/Document/K[<</S/P/K 0>>]>>");
    pack(&f, 2, 4, 0);
    pack(&f, 5, 4, 1);
    pack(&f, 3, 4, 2);
    put_container(&f, 6, "/N 1/First 4/Extends 4 0 R", "7 0 (seven)");
    pack(&f, 7, 6, 0);
    put_deflated_xref(&f, "<</Predictor 12/Columns 7>>");
    int taken = 0;
    read_mutant(f.b.data, f.b.len, &taken);
    assert_int_equal(taken, 1);
    srand(7);
    for (int i = 0; i < MUTANTS; i++) {
        char *bytes = must_alloc(f.b.len, 1);
        memcpy(bytes, f.b.data, f.b.len);
        size_t len = i % 8 == 0 ? (size_t)rand() % f.b.len : f.b.len;
        for (int k = i % 8 == 0 ? 0 : 1 + i % 3; k > 0; k--)
            bytes[(size_t)rand() % f.b.len] =
                (char)(i % 2 == 0 ? rand() : "<>[]()/0R 9"[rand() % 11]);
        read_mutant(bytes, len, &taken);
        free(bytes);
    }
    assert_in_range(taken, 2, MUTANTS);
    buf_free(&f.b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(packed_objects_are_read),
        TEST(predictors_are_undone),
        TEST(updates_of_both_kinds_are_read),
        TEST(broken_object_streams_are_refused),
        TEST(entries_that_lead_nowhere_are_refused),
        TEST(streams_that_need_themselves_are_refused),
        TEST(broken_xref_streams_are_refused),
        TEST(bombs_are_refused),
        TEST(mutants_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
