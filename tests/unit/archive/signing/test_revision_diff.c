#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/verify_fixture.h"

/* Nothing is signed any more, but it was. */
static void a_signature_taken_away_is_seen(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    grow(&g, (const int[]){FIELD_A, 10}, (const char *const[]){"<<" WIDGET("A", "10") ">>", "null"},
         2);
    refused(t, &g, SIGNATURE_ALTERED, "taken away");
}

#define PAGE_HEAD "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R"
#define PAGE_TAIL "/Resources<</Font<</F 5 0 R>>>>>>"
#define FIELD_V "<<" WIDGET("A", "10") "/V 10 0 R"

static void changes_are_named(void **state)
{
    struct tools *t = *state;
    static const struct {
        int number;
        const char *text, *told;
    } cases[] = {
        {CONTENT_OBJECT, "<</Length 1>>stream\nq\nendstream", "page 1: its content was replaced"},
        {PAGE_OBJECT,
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 20 0 R/Annots[7 0 R 8 0 "
         "R]" PAGE_TAIL,
         "page 1: its content was replaced"},
        {PAGE_OBJECT, PAGE_HEAD "/Annots[7 0 R 8 0 R]/Rotate 90" PAGE_TAIL,
         "page 1 was changed (/Rotate)"},
        {PAGE_OBJECT, PAGE_HEAD "/Annots[7 0 R 8 0 R]/Annots[]" PAGE_TAIL,
         "page 1 was changed (/Annots)"},
        {PAGE_OBJECT, PAGE_HEAD "/Annots[7 0 R 8 0 R 20 0 R]" PAGE_TAIL,
         "page 1: an annotation was added or replaced"},
        {PAGE_OBJECT, PAGE_HEAD "/Annots[7 0 R]" PAGE_TAIL, "page 1: an annotation was removed"},
        {FONT_OBJECT, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>",
         "page 1: a font was replaced"},
        {PAGES_OBJECT, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
         "pages were added, removed or put in another order"},
        {CATALOG_OBJECT, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/OpenAction 20 0 R>>",
         "the catalog was changed (/OpenAction)"},
        {CATALOG_OBJECT, "<</Type/Catalog/Pages 21 0 R/AcroForm 6 0 R>>",
         "the catalog was changed (/Pages)"},
        {CATALOG_OBJECT,
         "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</Certs[4 0 R]/X 4 0 R>>>>",
         "the evidence of validity (DSS) holds what does not belong there"},
        {CATALOG_OBJECT, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Perms<</DocMDP 4 0 R>>>>",
         "the catalog was changed (/Perms)"},
        {FORM_OBJECT, "<</Fields[7 0 R]>>", "fields of the form were removed or replaced"},
        {FORM_OBJECT, "<</Fields[7 0 R 8 0 R]/NeedAppearances true>>",
         "the form was changed (/NeedAppearances)"},
        {FORM_OBJECT, "<</Fields[7 0 R 8 0 R<</FT/Tx/T(C)/V(2011)>>]>>",
         "a form field was added: C"},
        {FIELD_A, FIELD_V "/AP<</N 20 0 R>>>>", "the signed field A was changed"},
        {FIELD_B, "<<" WIDGET("B", "10") ">>",
         "the signature field B was changed in more than its signature"},
        {INFO_OBJECT, "<</Title(Deaths)>>", "object 9 was changed"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = signed_file();
        const int numbers[] = {cases[i].number, 20, 21};
        const char *const texts[] = {cases[i].text, "<</Length 1>>stream\nq\nendstream",
                                     "<</Type/Pages/Kids[]/Count 0>>"};
        grow(&g, numbers, texts, 3);
        const struct verification *v = verify(t, &g, 0);
        bool told = false;
        for (size_t k = 0; v->n > 0 && k < v->signatures[0].n_changes; k++)
            told = told || strcmp(v->signatures[0].changes[k], cases[i].told) == 0;
        if (v->verdict != SIGNATURE_ALTERED || !told)
            fail_msg("not told: %s; but %s", cases[i].told,
                     v->n > 0 && v->signatures[0].n_changes > 0 ? v->signatures[0].changes[0]
                                                                : v->why_en);
        buf_free(&g.b);
    }
}

/* Which fields may come: signed ones that cannot be seen. */
static void new_fields_must_not_be_seen(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *widget, *told;
    } cases[] = {
        {"/Rect[0 0 0 0]", "a signature was added: C"},
        {"/Rect[10 400 50 440]", "a signature was added: C"},
        {"/F 2/Rect[10 10 50 50]", "a signature was added: C"},
        {"/Rect[10 10 50 50]", "a signature field that can be seen was added: C"},
        {"/Rect[190.5 290 400 400]", "a signature field that can be seen was added: C"},
        {"/Rect[-10 -10 .5 .5]", "a signature field that can be seen was added: C"},
        {"/F 12/Rect[10 400 50 440]", "a signature field that can be seen was added: C"},
        {"/F 20/Rect[10 400 50 440]", "a signature field that can be seen was added: C"},
        {"/Rect[0 0 0 0]/AA<<>>", "a form field was added: C"},
        {"/Rect[0 0 0 0]/Kids[]", "a form field was added: C"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = signed_file();
        const char *field =
            arena_printf(t->a, "/Type/Annot/Subtype/Widget/FT/Sig/P 3 0 R/T(C)%s", cases[i].widget);
        grow(&g, (const int[]){FORM_OBJECT, PAGE_OBJECT},
             (const char *const[]){"<</Fields[7 0 R 8 0 R 14 0 R]/SigFlags 3>>",
                                   PAGE_HEAD "/Annots[7 0 R 8 0 R 14 0 R]" PAGE_TAIL},
             2);
        g.size = 15;
        grow_signature(&g, 14, field, FILTER, "", &pki.li, &plain);
        const struct verification *v = verify(t, &g, 0);
        assert_int_equal(v->n, 2);
        assert_int_equal(v->verdict, i < 3 ? SIGNATURE_VALID : SIGNATURE_ALTERED);
        assert_int_equal(v->signatures[1].verdict, SIGNATURE_VALID);
        assert_string_equal(v->signatures[0].changes[0], cases[i].told);
        buf_free(&g.b);
    }
}

/* The same objects in object streams, and others. */
static void packed_objects_are_compared(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    grow_packed(&g, FONT_OBJECT, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>");
    const struct verification *v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_ALTERED);
    assert_string_equal(v->signatures[0].changes[0], "page 1: a font was replaced");
    buf_free(&g.b);
    g = start();
    grow_packed(&g, INFO_OBJECT, "<</Title(Births)>>");
    grow_signed(&g, &pki.zhang, &plain);
    assert_int_equal(verify(t, &g, 20)->verdict, SIGNATURE_VALID);
    grow_packed(&g, INFO_OBJECT, "<</Title(Births)>>");
    v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_ALTERED);
    assert_string_equal(v->signatures[0].changes[0],
                        "bytes were added that are no signature, timestamp or evidence");
    grow_signature(&g, FIELD_B, WIDGET("B", "100"), FILTER, "", &pki.li, &plain);
    assert_int_equal(verify(t, &g, 20)->verdict, SIGNATURE_VALID);
    buf_free(&g.b);
}

/* Files made so that what may grow after a signature is also what a page shows. */
static void shadows_are_seen(void **state)
{
    struct tools *t = *state;
    static const struct {
        int before;       /* an object of the file that is signed ... */
        const char *text; /* ... as it was then */
        int number[2];    /* what is changed */
        const char *change[2];
        const char *told;
    } cases[] = {
        /* the page's content is also a list of evidence, which grows by a stream */
        {CATALOG_OBJECT,
         "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</Certs 20 0 R>>>>",
         {20, 31},
         {"[4 0 R 31 0 R]", "<</Length 1>>stream\nq\nendstream"},
         "page 1: its content was replaced"},
        /* an empty field gets a face, but no signature, beside evidence */
        {FONT_OBJECT,
         "<</Type/Font/Subtype/Type1/BaseFont/Times>>",
         {FIELD_B, CATALOG_OBJECT},
         {"<<" WIDGET("B", "100") "/AP<</N 4 0 R>>>>",
          "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</Certs[4 0 R]>>>>"},
         "the signature field B was changed in more than its signature"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        grow(&g, (const int[]){20, PAGE_OBJECT, cases[i].before},
             (const char *const[]){"[4 0 R]",
                                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 20 0 "
                                   "R/Annots[7 0 R 8 0 R]" PAGE_TAIL,
                                   cases[i].text},
             3);
        grow_signed(&g, &pki.zhang, &plain);
        assert_int_equal(verify(t, &g, 20)->verdict, SIGNATURE_VALID);
        grow(&g, cases[i].number, cases[i].change, 2);
        const struct verification *v = verify(t, &g, 20);
        assert_int_equal(v->verdict, SIGNATURE_ALTERED);
        assert_string_equal(v->signatures[0].changes[0], cases[i].told);
        buf_free(&g.b);
    }
}

/* A widget that names another page, where it would not be seen, than the one that has it. */
static void widgets_belong_to_their_page(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow(&g, (const int[]){PAGES_OBJECT, 20},
         (const char *const[]){"<</Type/Pages/Kids[3 0 R 20 0 R]/Count 2>>",
                               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1 1]>>"},
         2);
    grow_signed(&g, &pki.zhang, &plain);
    grow(&g, (const int[]){FORM_OBJECT, PAGE_OBJECT},
         (const char *const[]){"<</Fields[7 0 R 8 0 R 30 0 R]>>",
                               PAGE_HEAD "/Annots[7 0 R 8 0 R 30 0 R]" PAGE_TAIL},
         2);
    g.size = 31;
    grow_signature(&g, 30, "/Type/Annot/Subtype/Widget/FT/Sig/P 20 0 R/T(C)/Rect[10 10 90 90]",
                   FILTER, "", &pki.li, &plain);
    const struct verification *v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_ALTERED);
    assert_string_equal(v->signatures[0].changes[0], "page 1: an annotation was added or replaced");
    buf_free(&g.b);
}

/* A certifying signature that allows nothing: evidence and timestamps may come, signatures not. */
static void certification_may_forbid_signatures(void **state)
{
    struct tools *t = *state;
    static const char *const levels[] = {"1", "2"};
    for (size_t i = 0; i < COUNT(levels); i++) {
        struct growing g = start();
        const char *more = arena_printf(t->a,
                                        "/Reference[<</TransformMethod/DocMDP/TransformParams"
                                        "<</P %s>>>>]",
                                        levels[i]);
        grow_signature(&g, FIELD_A, WIDGET("A", "10"), FILTER, more, &pki.zhang, &plain);
        grow_timestamp(&g, &pki.tsa, 3, BOTH);
        assert_int_equal(verify(t, &g, 20)->verdict, SIGNATURE_VALID);
        grow_signature(&g, FIELD_B, WIDGET("B", "100"), FILTER, "", &pki.li, &plain);
        assert_int_equal(verify(t, &g, 20)->verdict, i == 0 ? SIGNATURE_ALTERED : SIGNATURE_VALID);
        buf_free(&g.b);
    }
}

/* Fields that the signer locked, by the signature or by the field signed. */
static void locked_fields_stay_unsigned(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *action, *lock;
        enum validity verdict;
    } cases[] = {{"/Action/All", "", SIGNATURE_ALTERED},
                 {"/Action/Include/Fields[(A)(B)]", "", SIGNATURE_ALTERED},
                 {"/Action/Include/Fields[(A)(BC)]", "", SIGNATURE_VALID},
                 {"/Action/Exclude/Fields[(A)]", "", SIGNATURE_ALTERED},
                 {"/Action/Exclude/Fields[(B)]", "", SIGNATURE_VALID},
                 {"", "/Lock<</Action/All>>", SIGNATURE_ALTERED},
                 {"", "/Lock<</Action/Include/Fields[(A)]/P 1>>", SIGNATURE_ALTERED},
                 {"", "/Lock<</Action/Include/Fields[(A)]>>", SIGNATURE_VALID}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        const char *more = arena_printf(t->a,
                                        "/Reference[<</TransformMethod/FieldMDP/TransformParams"
                                        "<<%s>>>>]",
                                        cases[i].action);
        const char *field = arena_printf(t->a, WIDGET("A", "10") "%s", cases[i].lock);
        grow_one(&g, FIELD_A, arena_printf(t->a, "<<%s>>", field));
        grow_signature(&g, FIELD_A, field, FILTER, more, &pki.zhang, &plain);
        grow_timestamp(&g, &pki.tsa, 3, BOTH);
        assert_int_equal(verify(t, &g, 20)->verdict, SIGNATURE_VALID);
        grow_signature(&g, FIELD_B, WIDGET("B", "100"), FILTER, "", &pki.li, &plain);
        const struct verification *v = verify(t, &g, 20);
        assert_int_equal(v->verdict, cases[i].verdict);
        assert_true(v->verdict == SIGNATURE_VALID ||
                    strstr(v->why_en, "no later signature in B") != NULL);
        buf_free(&g.b);
    }
}

/* A field that could not be seen when the file was signed stays so. */
static void hidden_fields_stay_hidden(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *then, *now;
        enum validity verdict;
    } cases[] = {{"/F 2", "/F 4", SIGNATURE_ALTERED},
                 {"/F 34", "/F 2", SIGNATURE_ALTERED},
                 {"/F 2", "/F 6", SIGNATURE_VALID},
                 {"", "/F 132", SIGNATURE_VALID}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        const char *field = "/FT/Sig/T(B)/Rect[0 0 200 300]/P 3 0 R";
        grow_one(&g, FIELD_B, arena_printf(t->a, "<<%s%s>>", field, cases[i].then));
        grow_signed(&g, &pki.zhang, &plain);
        grow_signature(&g, FIELD_B, arena_printf(t->a, "%s%s", field, cases[i].now), FILTER, "",
                       &pki.li, &plain);
        assert_int_equal(verify(t, &g, 20)->verdict, cases[i].verdict);
        buf_free(&g.b);
    }
}

/* A field that is signed may not be moved or renamed by that. */
static void signing_moves_nothing(void **state)
{
    struct tools *t = *state;
    static const char *const fields[] = {
        WIDGET("B", "10"), WIDGET("C", "100"), WIDGET("B", "100") "/AA<<>>",
        WIDGET("B", "100") "/M 4 0 R", WIDGET("B", "100") "/AP 4 0 R"};
    for (size_t i = 0; i < COUNT(fields); i++) {
        struct growing g = signed_file();
        grow_signature(&g, FIELD_B, fields[i], FILTER, "", &pki.li, &plain);
        refused(t, &g, SIGNATURE_ALTERED, "changed after");
    }
}

/* The trailer names another catalog, which is like the old one but for a page. */
static void another_catalog_is_seen(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    size_t catalog = g.b.len;
    buf_puts(&g.b, "20 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>endobj ");
    size_t at = g.b.len;
    buf_printf(&g.b, "xref\n20 1\n%010zu 00000 n \ntrailer<</Size 21/Root 20 0 R/Prev %zu>>",
               catalog, g.prev);
    buf_printf(&g.b, "startxref\n%zu\n%%%%EOF\n", at);
    const struct verification *v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_ALTERED);
    assert_string_equal(v->signatures[0].changes[0], "the catalog was replaced");
    buf_free(&g.b);
}

/* A number that the signed file named, but had no object for. */
static void dangling_references_stay_dangling(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_one(&g, PAGE_OBJECT, PAGE_HEAD "/Annots[7 0 R 8 0 R 30 0 R]" PAGE_TAIL);
    grow_signed(&g, &pki.zhang, &plain);
    grow_one(&g, 30, "<</Type/Annot/Subtype/FreeText/Rect[0 0 100 100]>>");
    const struct verification *v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_ALTERED);
    assert_string_equal(v->signatures[0].changes[0], "object 30 came, where there was none");
    buf_free(&g.b);
}

/* A newer content, and a table that gives its place and that of the signed one to two objects. */
static void refused_table(struct tools *t, const struct growing *signed_file, int first, int second)
{
    struct growing g = {0};
    buf_add(&g.b, signed_file->b.data, signed_file->b.len);
    size_t old =
        (size_t)((char *)memmem(g.b.data, g.b.len, "4 0 obj\n<</Length 1>>", 21) - g.b.data);
    size_t evil = g.b.len;
    buf_puts(&g.b, "4 0 obj<</Length 1>>stream\nQ\nendstream endobj\n");
    size_t at = g.b.len;
    buf_printf(&g.b,
               "xref\n%d 1\n%010zu 00000 n \n%d 1\n%010zu 00000 n \n"
               "trailer<</Size 12/Root 1 0 R/Prev %zu>>startxref\n%zu\n%%%%EOF\n",
               first, old, second, evil, signed_file->prev, at);
    refused(t, &g, SIGNATURE_BROKEN, "entry of the cross-reference table");
}

/* The newest table leaves the signed one out, or gives an object another generation or place. */
static void tables_cannot_hide_changes(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    size_t first = g.prev;
    grow_one(&g, CONTENT_OBJECT, "<</Length 1>>stream\nq\nendstream");
    grow_signed(&g, &pki.zhang, &plain);
    struct growing skipped = {.size = g.size, .prev = first};
    buf_add(&skipped.b, g.b.data, g.b.len);
    grow_one(&skipped, 20, "null");
    refused(t, &skipped, SIGNATURE_ALTERED, "");
    /* free: the content is gone */
    struct growing freed = {.size = g.size, .prev = g.prev};
    buf_add(&freed.b, g.b.data, g.b.len);
    size_t at = freed.b.len;
    buf_printf(&freed.b,
               "xref\n4 1\n0000000000 00001 f \ntrailer<</Size 12/Root 1 0 R/Prev %zu>>"
               "startxref\n%zu\n%%%%EOF\n",
               g.prev, at);
    refused(t, &freed, SIGNATURE_ALTERED, "changed after");
    /* the place of another object */
    const char *other = strstr(g.b.data, "5 0 obj");
    struct growing moved = {0};
    buf_add(&moved.b, g.b.data, g.b.len);
    buf_printf(&moved.b,
               "xref\n4 1\n%010zu 00000 n \ntrailer<</Size 12/Root 1 0 R/Prev %zu>>"
               "startxref\n%zu\n%%%%EOF\n",
               (size_t)(other - g.b.data), g.prev, at);
    refused(t, &moved, SIGNATURE_BROKEN, "damaged");
    /* two places at once, of which programs take one or the other; one that /Size excludes */
    refused_table(t, &g, CONTENT_OBJECT, CONTENT_OBJECT);
    refused_table(t, &g, CONTENT_OBJECT, 12);
    /* the place where the object stood before it was signed */
    const char *older = strstr(g.b.data, "4 0 obj");
    struct growing reverted = {0};
    buf_add(&reverted.b, g.b.data, g.b.len);
    buf_printf(&reverted.b,
               "xref\n4 1\n%010zu 00000 n \ntrailer<</Size 12/Root 1 0 R/Prev %zu>>"
               "startxref\n%zu\n%%%%EOF\n",
               (size_t)(older - g.b.data), g.prev, at);
    refused(t, &reverted, SIGNATURE_ALTERED, "changed after");
    buf_free(&g.b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_signature_taken_away_is_seen), TEST(changes_are_named),
        TEST(new_fields_must_not_be_seen),    TEST(certification_may_forbid_signatures),
        TEST(locked_fields_stay_unsigned),    TEST(packed_objects_are_compared),
        TEST(signing_moves_nothing),          TEST(shadows_are_seen),
        TEST(widgets_belong_to_their_page),   TEST(hidden_fields_stay_hidden),
        TEST(another_catalog_is_seen),        TEST(dangling_references_stay_dangling),
        TEST(tables_cannot_hide_changes),
    };
    return cmocka_run_group_tests(tests, make_pki, free_pki);
}
