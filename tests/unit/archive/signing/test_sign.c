#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <openssl/pkcs12.h>

#include "archive/pki/der_write.h"
#include "archive/signing/sign.h"
#include "archive/signing/verify.h"
#include "pdf/pdf_glyphs.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_tree.h"
#include "pdf/pdf_update.h"
#include "tests/unit/signed_fixture.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"
#include "tests/unit/tsa_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define PASSWORD "secret"

static void der_is_as_x690_has_it(void **state)
{
    (void)state;
    struct buf b = {0}, hex = {0};
    size_t outer = der_begin(&b, DER_SEQUENCE);
    der_oid(&b, "1.2.840.113549.1.9.16.2.47");
    der_number(&b, 5);
    der_number(&b, 200);
    der_algorithm(&b, "2.16.840.1.101.3.4.2.1", true);
    der_end(&b, outer);
    buf_hex(&hex, b.data, b.len);
    assert_string_equal(hex.data, "3023060B2A864886F70D010910022F020105020200C8300D0609608648016503"
                                  "0402010500");
    assert_true(der_is_strict((struct der){(unsigned char *)b.data, b.len}));
    buf_free(&b);
    buf_free(&hex);
}

static void der_lengths_grow(void **state)
{
    (void)state;
    static const size_t lens[] = {0, 127, 128, 255, 256, 65535, 65536, 100000};
    for (size_t i = 0; i < COUNT(lens); i++) {
        struct buf b = {0}, body = {0};
        for (size_t k = 0; k < lens[i]; k++)
            buf_add(&body, &"ab"[k % 2], 1);
        der_element(&b, DER_OCTETS, body.data != NULL ? body.data : "", lens[i]);
        struct der in = {(unsigned char *)b.data, b.len}, out;
        assert_true(der_take_tag(&in, DER_OCTETS, &out, NULL));
        assert_int_equal(out.len, lens[i]);
        assert_int_equal(in.len, 0);
        assert_true(lens[i] == 0 || memcmp(out.bytes, body.data, lens[i]) == 0);
        buf_free(&b);
        buf_free(&body);
    }
}

static struct pdf_file *reopen(struct tools *t, const struct buf *b)
{
    return pdf_open(t->a, b->data, b->len, IN_FILE("x.pdf"), t->m);
}

static void an_update_keeps_the_bytes_before_it(void **state)
{
    struct tools *t = *state;
    struct growing g;
    struct buf out = {0};
    grow_start(&g);
    struct pdf_file *f = reopen(t, &g.b);
    struct pdf_update *u = pdf_update_new(t->a, f, g.b.data);
    size_t added = pdf_update_add(u, "(new)", 5);
    size_t stream = pdf_update_add_stream(u, "/Type/X", "\0\nendstream", 11);
    pdf_update_set(u, INFO_OBJECT, "Title", "(Other)");
    pdf_update_set(u, INFO_OBJECT, "Title", "(Last)");
    pdf_update_set(u, INFO_OBJECT, "Author", "(A)");
    pdf_update_set(u, PAGE_OBJECT, "Annots", NULL);
    pdf_update_write(u, &out);
    assert_memory_equal(out.data, g.b.data, g.b.len);
    struct pdf_file *after = reopen(t, &out);
    assert_non_null(after);
    assert_int_equal(pdf_revisions(after), 2);
    assert_int_equal(pdf_size(after), pdf_size(f) + 2);
    assert_string_equal(pdf_object(after, added)->bytes, "new");
    assert_int_equal(pdf_object(after, stream)->len, 11);
    const struct pdf_value *info = pdf_object(after, INFO_OBJECT),
                           *page = pdf_object(after, PAGE_OBJECT);
    assert_string_equal(pdf_dict_find(after, info, "Title")->bytes, "Last");
    assert_string_equal(pdf_dict_find(after, info, "Author")->bytes, "A");
    assert_int_equal(info->n, 4);
    assert_int_equal(pdf_dict_find(after, page, "Annots")->kind, PDF_NULL);
    assert_int_equal(pdf_dict_find(after, page, "MediaBox")->n, 4);
    assert_memory_equal(out.data + pdf_update_place(u, added), "(new)", 5);
    assert_string_equal(told(t->m), "");
    buf_free(&out);
    buf_free(&g.b);
}

static void values_are_written_as_they_were_read(void **state)
{
    struct tools *t = *state;
    static const char text[] =
        "[null true -12 1.50 (a\\)\\000b) /A#20b#23 <</K [1 0 R (x)] /L false>>]";
    struct pdf_parser p = {.arena = t->a, .bytes = text, .len = sizeof text - 1};
    struct pdf_value v;
    struct buf b = {0};
    assert_int_equal(pdf_parse_value(&p, &v), 0);
    pdf_write_value(&b, &v);
    assert_string_equal(
        b.data, "[null true -12 1.50 <61290062> /A#20b#23 <<\n/K [1 0 R <78>]\n/L false\n>>]");
    buf_free(&b);
}

static void texts_are_ascii_or_utf16(void **state)
{
    (void)state;
    struct buf b = {0};
    pdf_write_text(&b, "Jane");
    pdf_write_text(&b, "张𠮷");
    assert_string_equal(b.data, "<4A616E65><FEFF5F20D842DFB7>");
    buf_free(&b);
}

static void glyphs_come_from_tounicode(void **state)
{
    struct tools *t = *state;
    static const char map[] = "/x beginx\n2 beginbfchar\n<0001> <5F20>\n<0002> <D842DFB7>\n<0003> "
                              "<00660069>\nendbfchar\n2 beginbfrange\n<0010> <0012> <0041>\n<0020> "
                              "<0021> [<4E00> <4E8C>]\nendbfrange\n";
    char stream[400];
    snprintf(stream, sizeof stream, "<</Length %zu>>stream\n%s\nendstream", sizeof map - 1, map);
    const char *const texts[] = {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</A 4 0 R/B 7 0 R>>>>>>",
        "<</Type/Page/Parent 2 0 R>>",
        "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>",
        "<</Type/Font/DW 900/W[1 [500 600] 16 18 250.5]>>",
        stream,
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    struct buf b = {0};
    pdf_fixture(&b, texts, COUNT(texts));
    struct pdf_file *f = reopen(t, &b);
    size_t n;
    struct pdf_glyph_font *fonts = pdf_glyph_fonts(t->a, f, pdf_object(f, 3), &n);
    static const struct {
        uint32_t cp;
        int code, width;
    } cases[] = {{0x5F20, 1, 500}, {0x20BB7, 2, 600}, {'B', 0x11, 250}, {0x4E8C, 0x21, 900}};
    assert_int_equal(n, 1);
    assert_int_equal(fonts[0].number, 4);
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint16_t code = 0;
        assert_true(pdf_glyph_code(&fonts[0], cases[i].cp, &code));
        assert_int_equal(code, cases[i].code);
        assert_int_equal(pdf_glyph_width(f, &fonts[0], code), cases[i].width);
    }
    uint16_t code;
    assert_false(pdf_glyph_code(&fonts[0], 'f', &code)); /* a ligature is no single character */
    assert_false(pdf_glyph_code(&fonts[0], 'D', &code));
    buf_free(&b);
}

static struct {
    struct party root, zhang, tls, tsa;
    char key[64], tls_key[64], root_path[64]; /* the last with the root's list of today */
    struct trust *trust;
} pki;

static void write_key(char path[64], const struct party *p)
{
    STACK_OF(X509) *others = sk_X509_new_null();
    unsigned char *der = NULL;
    sk_X509_push(others, pki.root.certificate);
    PKCS12 *p12 = PKCS12_create(PASSWORD, "key", p->key, p->certificate, others, 0, 0, 0, 0, 0);
    int len = i2d_PKCS12(p12, &der);
    pki_check(len > 0);
    temp_file(path, (char *)der, (size_t)len);
    OPENSSL_free(der);
    PKCS12_free(p12);
    sk_X509_free(others);
}

static void crl_pem(const char *path, const struct party *issuer, int day)
{
    struct buf der = {0};
    crl_make(&der, issuer, NULL, 0, day);
    FILE *f = fopen(path, "a");
    pki_check(f != NULL &&
              PEM_write(f, PEM_STRING_X509_CRL, "", (unsigned char *)der.data, (long)der.len) > 0 &&
              fclose(f) == 0);
    buf_free(&der);
}

static int make_pki(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    pki.root = party_new("Root", NULL, USE_CA, NULL, -3650, 36500);
    pki.zhang = party_new("张三", &pki.root, USE_SIGN, NULL, -3650, 36000);
    pki.tls = party_new("www", &pki.root, "critical,digitalSignature", "serverAuth", -3650, 36000);
    pki.tsa = party_new("TSA", &pki.root, "critical,digitalSignature", "critical,timeStamping",
                        -3650, 36000);
    write_key(pki.key, &pki.zhang);
    write_key(pki.tls_key, &pki.tls);
    temp_file(pki.root_path, "", 0);
    certificate_pem(pki.root_path, &pki.root);
    crl_pem(pki.root_path, &pki.root, (int)((time(NULL) - DAY_0) / 86400));
    pki.trust = trust_load(pki.root_path, m);
    messages_free(m);
    return pki.trust != NULL ? 0 : -1;
}

static int free_pki(void **state)
{
    (void)state;
    unlink(pki.key);
    unlink(pki.tls_key);
    unlink(pki.root_path);
    trust_free(pki.trust);
    party_free(&pki.root);
    party_free(&pki.zhang);
    party_free(&pki.tls);
    party_free(&pki.tsa);
    return 0;
}

/* Signs b, whose place the signed file takes. Gives what was told. */
static const char *sign(struct tools *t, struct buf *b, const char *key_path, const char *field)
{
    struct buf out = {0};
    struct sign_options o = {.field = field, .timeout = 1, .time = DAY(300), .reason = "checked"};
    struct signer *key = signer_open(key_path, PASSWORD, false, t->m);
    const char *bytes = arena_strndup(t->a, b->data, b->len);
    if (key != NULL && sign_pdf(t->a, bytes, b->len, key, &o, IN_FILE("x.pdf"), t->m, &out) == 0) {
        buf_free(b);
        *b = out;
    } else {
        buf_free(&out);
    }
    signer_free(key);
    return told(t->m);
}

static void is_valid(struct tools *t, const struct buf *b, size_t signatures)
{
    struct verification v = verify_pdf(t->a, b->data, b->len, pki.trust, 0, LANG_EN);
    assert_string_equal(v.why_en != NULL ? v.why_en : "", "");
    assert_int_equal(v.verdict, SIGNATURE_VALID);
    assert_int_equal(v.n, signatures);
    for (size_t i = 0; i < v.n; i++)
        assert_string_equal(v.signatures[i].signer, "张三");
}

static void fields_are_signed_one_after_another(void **state)
{
    struct tools *t = *state;
    struct growing g;
    grow_start(&g);
    assert_string_equal(sign(t, &g.b, pki.key, "B"),
                        "0 appearance-glyphs"); /* Helvetica: no hanzi */
    is_valid(t, &g.b, 1);
    sign(t, &g.b, pki.key, NULL);
    is_valid(t, &g.b, 2);
    sign(t, &g.b, pki.key, NULL); /* none is left: a new one */
    is_valid(t, &g.b, 3);
    assert_int_equal(messages_count(t->m, SEV_ERROR), 0);
    struct pdf_file *f = reopen(t, &g.b);
    const struct pdf_value *form = pdf_object(f, FORM_OBJECT);
    assert_int_equal(pdf_dict_find(f, form, "Fields")->n, 3);
    assert_int_equal(pdf_dict_find(f, form, "SigFlags")->number, 3);
    assert_int_equal(pdf_dict_find(f, pdf_object(f, PAGE_OBJECT), "Annots")->n, 3);
    sign(t, &g.b, pki.key, "B");
    assert_int_equal(messages_count(t->m, SEV_ERROR), 1);
    buf_free(&g.b);
}

/* A form in the catalog, arrays as objects of their own, a box that inherits. */
static void other_forms_of_files_are_signed(void **state)
{
    struct tools *t = *state;
    const char *const texts[] = {"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 5 0 R/DA(x)>>>>",
                                 "<</Type/Pages/Kids[3 0 R]/Count 1/CropBox[-5.5 20 200 300]>>",
                                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Annots 4 0 R>>",
                                 "[]", "[]"};
    struct buf b = {0};
    pdf_fixture(&b, texts, COUNT(texts));
    assert_string_equal(sign(t, &b, pki.key, NULL), "");
    is_valid(t, &b, 1);
    struct pdf_file *f = reopen(t, &b);
    const struct pdf_value *form = pdf_dict_find(f, pdf_catalog(f), "AcroForm");
    const struct pdf_value *field = pdf_item(f, pdf_dict_find(f, form, "Fields"), 0);
    assert_string_equal(pdf_dict_find(f, form, "DA")->bytes, "x");
    assert_int_equal(pdf_item(f, pdf_dict_find(f, field, "Rect"), 0)->number, -15);
    assert_int_equal(pdf_item(f, pdf_dict_find(f, field, "Rect"), 1)->number, 10);
    buf_free(&b);
}

static void a_file_without_pages_is_refused(void **state)
{
    struct tools *t = *state;
    const char *const texts[] = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"};
    struct buf b = {0};
    pdf_fixture(&b, texts, COUNT(texts));
    assert_string_equal(sign(t, &b, pki.key, NULL), "0 pdf-form");
    buf_free(&b);
}

static void a_certified_file_is_refused(void **state)
{
    struct tools *t = *state;
    const char *const texts[] = {
        "<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 4 0 R>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>",
        "<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>"};
    struct buf b = {0};
    pdf_fixture(&b, texts, COUNT(texts));
    assert_string_equal(sign(t, &b, pki.key, NULL), "0 signed-locked");
    buf_free(&b);
}

static void a_certificate_for_servers_is_refused(void **state)
{
    struct tools *t = *state;
    struct growing g;
    grow_start(&g);
    size_t len = g.b.len;
    assert_string_equal(sign(t, &g.b, pki.tls_key, NULL), "0 certificate-unfit");
    assert_int_equal(g.b.len, len);
    buf_free(&g.b);
}

/* "B-LTA DTS": the levels of the signatures of a valid file. */
static const char *levels(struct tools *t, const struct buf *b)
{
    const char *out = "";
    struct verification v = verify_pdf(t->a, b->data, b->len, pki.trust, 0, LANG_EN);
    assert_string_equal(v.why_en != NULL ? v.why_en : "", "");
    for (size_t i = 0; i < v.n; i++)
        out = arena_printf(t->a, "%s%s%s", out, i > 0 ? " " : "", v.signatures[i].level);
    return out;
}

static void a_signed_file_is_renewed(void **state)
{
    struct tools *t = *state;
    struct growing g;
    struct tsa_server tsa;
    struct buf out = {0}, none = {0};
    tsa_start(&tsa, &pki.tsa);
    grow_start(&g);
    sign(t, &g.b, pki.key, "B");
    const struct sign_options o = {.tsa = tsa.url, .timeout = 10, .trust = pki.trust};
    assert_string_equal(levels(t, &g.b), "B-B");
    assert_int_equal(sign_renew(t->a, g.b.data, g.b.len, &o, NOWHERE, t->m, &out), 0);
    assert_memory_equal(out.data, g.b.data, g.b.len);
    assert_string_equal(levels(t, &out), "B-LTA DTS");
    const char *once = arena_strndup(t->a, out.data, out.len);
    size_t len = out.len;
    out.len = 0;
    assert_int_equal(sign_renew(t->a, once, len, &o, NOWHERE, t->m, &out), 0);
    assert_memory_equal(out.data, once, len);
    assert_string_equal(levels(t, &out), "B-LTA DTS DTS");
    assert_int_equal(messages_count(t->m, SEV_ERROR), 0);
    tsa_stop(&tsa);

    assert_int_equal(sign_renew(t->a, once, len, &o, NOWHERE, t->m, &none), -1);
    assert_non_null(strstr(told(t->m), "tsa-unreachable"));
    g.b.data[20] ^= 1;
    assert_int_equal(sign_renew(t->a, g.b.data, g.b.len, &o, NOWHERE, t->m, &none), -1);
    assert_non_null(strstr(told(t->m), "signed-altered"));
    buf_free(&none);
    buf_free(&out);
    buf_free(&g.b);
}

#define TOOLS(test) cmocka_unit_test_setup_teardown(test, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(der_is_as_x690_has_it),     cmocka_unit_test(der_lengths_grow),
        TOOLS(an_update_keeps_the_bytes_before_it),  TOOLS(values_are_written_as_they_were_read),
        cmocka_unit_test(texts_are_ascii_or_utf16),  TOOLS(glyphs_come_from_tounicode),
        TOOLS(fields_are_signed_one_after_another),  TOOLS(other_forms_of_files_are_signed),
        TOOLS(a_file_without_pages_is_refused),      TOOLS(a_certified_file_is_refused),
        TOOLS(a_certificate_for_servers_is_refused), TOOLS(a_signed_file_is_renewed)};
    return cmocka_run_group_tests(tests, make_pki, free_pki);
}
