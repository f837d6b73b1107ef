#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/verify.h"
#include "tests/unit/signed_fixture.h"
#include "tests/unit/temp_file.h"
#include "tests/unit/tools.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FILTER "ETSI.CAdES.detached"
#define BOTH "7 0 R 8 0 R"

/* All that signs, made once. */
static struct {
    struct party root, other_root, zhang, li, twin, expired, early, tls, bare, tsa, tsa_late,
        tsa_loose;
    struct trust *trust, *with_crl, *none;
} pki;

static struct trust *load_root(const struct buf *crl)
{
    char dir[] = "/tmp/nianbao-test-XXXXXX", path[80], list[80];
    struct messages *m = messages_new(LANG_EN);
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/root.pem", dir);
    snprintf(list, sizeof list, "%s/ca.crl", dir);
    certificate_pem(path, &pki.root);
    FILE *f = crl != NULL ? fopen(list, "w") : NULL;
    if (f != NULL) {
        fwrite(crl->data, 1, crl->len, f);
        fclose(f);
    }
    struct trust *t = trust_load(dir, m);
    assert_non_null(t);
    unlink(path);
    unlink(list);
    rmdir(dir);
    messages_free(m);
    return t;
}

static int make_pki(void **state)
{
    (void)state;
    pki.root = party_new("Root", NULL, USE_CA, NULL, -3650, 36500);
    pki.other_root = party_new("Root", NULL, USE_CA, NULL, -3650, 36500);
    pki.zhang = party_new("张三", &pki.root, USE_SIGN, NULL, -100, 700);
    pki.li = party_new("李四", &pki.root, USE_SIGN, "emailProtection", -100, 700);
    pki.twin = party_new("张三", &pki.root, USE_SIGN, NULL, -100, 700);
    pki.expired = party_new("Old", &pki.root, USE_SIGN, NULL, -100, -1);
    pki.early = party_new("New", &pki.root, USE_SIGN, NULL, 100, 700);
    pki.tls = party_new("www", &pki.root, "critical,digitalSignature", "serverAuth", -100, 700);
    pki.bare = party_new("Seal", &pki.root, "critical,keyEncipherment", NULL, -100, 700);
    pki.tsa = party_new("TSA", &pki.root, "critical,digitalSignature", "critical,timeStamping",
                        -100, 2000);
    pki.tsa_late = party_new("TSA 2", &pki.root, "critical,digitalSignature",
                             "critical,timeStamping", 1000, 5000);
    pki.tsa_loose =
        party_new("TSA 3", &pki.root, "critical,digitalSignature", "timeStamping", -100, 2000);
    struct buf crl = {0};
    struct messages *m = messages_new(LANG_EN);
    crl_make(&crl, &pki.root, &pki.zhang, 10, 20);
    pki.trust = load_root(NULL);
    pki.with_crl = load_root(&crl);
    pki.none = trust_load(NULL, m);
    messages_free(m);
    buf_free(&crl);
    return 0;
}

static int free_pki(void **state)
{
    (void)state;
    struct party *all[] = {&pki.root, &pki.other_root, &pki.zhang,    &pki.li,
                           &pki.twin, &pki.expired,    &pki.early,    &pki.tls,
                           &pki.bare, &pki.tsa,        &pki.tsa_late, &pki.tsa_loose};
    for (size_t i = 0; i < COUNT(all); i++)
        party_free(all[i]);
    trust_free(pki.trust);
    trust_free(pki.with_crl);
    trust_free(pki.none);
    return 0;
}

static const struct verification *verify_bytes(struct tools *t, const char *bytes, size_t len,
                                               const struct trust *trust, int day)
{
    struct verification *v = arena_alloc(t->a, sizeof *v);
    const char *own = arena_strndup(t->a, bytes, len);
    assert_int_equal(verify_pdf(t->a, own, len, trust, DAY(day), IN_FILE("x.pdf"), t->m, v), 0);
    assert_true((v->verdict == VERDICT_VALID) == (v->why_en == NULL));
    assert_true((v->verdict == VERDICT_VALID) == (v->why_zh == NULL));
    return v;
}

static const struct verification *verify(struct tools *t, const struct growing *g, int day)
{
    return verify_bytes(t, g->b.data, g->b.len, pki.trust, day);
}

/* One that is to be refused, and ends g. */
static void refused(struct tools *t, struct growing *g, enum verdict verdict, const char *why)
{
    const struct verification *v = verify(t, g, 20);
    if (v->verdict != verdict || strstr(v->why_en, why) == NULL)
        fail_msg("%s (%s), not: %s", verdict_name(v->verdict), v->why_en, why);
    buf_free(&g->b);
}

static struct growing start(void)
{
    struct growing g;
    grow_start(&g);
    return g;
}

static const struct forgery plain = {0};

static struct growing signed_file(void)
{
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &plain);
    return g;
}

/* ---- what is good ---- */

static void a_signed_file_is_valid(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    const struct verification *v = verify(t, &g, 0);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_int_equal(v->n, 1);
    const struct signature_verdict *s = &v->signatures[0];
    assert_string_equal(s->field, "A");
    assert_string_equal(s->signer, "张三");
    assert_string_equal(s->issuer, "Root");
    assert_string_equal(s->level, "B-B");
    assert_int_equal(s->covered, g.b.len);
    assert_int_equal(s->signed_at, 0);
    assert_int_equal(s->expires, DAY(700));
    assert_int_equal(v->expires, DAY(700));
    assert_false(s->revocation_known);
    assert_int_equal(strlen(s->certificate_sha256), 64);
    buf_free(&g.b);
}

static void an_unsigned_file_is_unsigned(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    refused(t, &g, VERDICT_UNSIGNED, "not signed");
}

static void a_second_signature_is_allowed(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    size_t first = g.b.len;
    grow_signature(&g, FIELD_B, WIDGET("B", "100"), FILTER, "", &pki.li, &plain);
    const struct verification *v = verify(t, &g, 0);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_int_equal(v->n, 2);
    assert_int_equal(v->signatures[0].covered, first);
    assert_int_equal(v->signatures[0].n_changes, 1);
    assert_string_equal(v->signatures[0].changes[0], "the field B was signed");
    assert_string_equal(v->signatures[1].signer, "李四");
    assert_int_equal(v->signatures[1].covered, g.b.len);
    buf_free(&g.b);
}

/* ---- certificates ---- */

static void certificates_must_be_for_it(void **state)
{
    struct tools *t = *state;
    struct party stranger = party_new("X", &pki.other_root, USE_SIGN, NULL, -100, 700);
    const struct {
        const struct party *signer;
        const char *why;
    } cases[] = {
        {&pki.expired, "expired"},           {&pki.early, "not valid yet"},
        {&pki.tls, "not for signing"},       {&pki.bare, "not for signing"},
        {&pki.tsa, "not for signing"},       {&stranger, "signature of a certificate is wrong"},
        {&pki.other_root, "no trusted root"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        grow_signed(&g, cases[i].signer, &plain);
        refused(t, &g, VERDICT_UNTRUSTED, cases[i].why);
    }
    party_free(&stranger);
}

static void nobody_is_trusted_without_roots(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    const struct verification *v = verify_bytes(t, g.b.data, g.b.len, pki.none, 0);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    assert_string_equal(v->signatures[0].signer, "张三");
    buf_free(&g.b);
}

/* zhang was revoked on day 10, as the list of day 20 tells. */
static void revocation_counts_from_its_day(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file(), stamped = start(), late = start();
    const struct verification *v = verify_bytes(t, g.b.data, g.b.len, pki.with_crl, 25);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    assert_non_null(strstr(v->why_en, "revoked"));
    grow_signed(&stamped, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 9});
    v = verify_bytes(t, stamped.b.data, stamped.b.len, pki.with_crl, 25);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_true(v->signatures[0].revocation_known);
    grow_signed(&late, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 11});
    v = verify_bytes(t, late.b.data, late.b.len, pki.with_crl, 25);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    buf_free(&g.b);
    buf_free(&stamped.b);
    buf_free(&late.b);
}

/* ---- CMS ---- */

static void weak_or_odd_signatures_are_refused(void **state)
{
    struct tools *t = *state;
    const struct {
        struct forgery how;
        const char *why;
    } cases[] = {{{.digest = EVP_sha1()}, "weak"},
                 {{.digest = EVP_sha224()}, "weak"},
                 {{.unbound = true}, "signing-certificate-v2 is missing"},
                 {{.instead = &pki.twin}, "not in the signature"},
                 {{.attached = true}, "not where it belongs"},
                 {{.two = true}, "exactly one signer"},
                 {{.other_type = true}, "content-type"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        grow_signed(&g, &pki.zhang, &cases[i].how);
        refused(t, &g, VERDICT_BROKEN, cases[i].why);
    }
}

/* The same key, name and serial in another certificate: only the attribute tells them apart. */
static void a_swapped_certificate_is_refused(void **state)
{
    struct tools *t = *state;
    struct party swapped = {pki.zhang.key, X509_dup(pki.zhang.certificate)};
    ASN1_TIME_set(X509_getm_notAfter(swapped.certificate), DAY(9000));
    assert_true(X509_sign(swapped.certificate, pki.root.key, EVP_sha256()) > 0);
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &(struct forgery){.instead = &swapped});
    refused(t, &g, VERDICT_BROKEN, "not the one that was signed with");
    X509_free(swapped.certificate);
}

/* adbe.pkcs7.detached binds no certificate; it is told. */
static void older_signatures_are_told(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signature(&g, FIELD_A, WIDGET("A", "10"), "adbe.pkcs7.detached", "", &pki.zhang,
                   &(struct forgery){.unbound = true});
    const struct verification *v = verify(t, &g, 0);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_string_equal(v->signatures[0].level, "PKCS#7");
    buf_free(&g.b);
    g = start();
    grow_signature(&g, FIELD_A, WIDGET("A", "10"), "adbe.x509.rsa_sha1", "", &pki.zhang, &plain);
    refused(t, &g, VERDICT_BROKEN, "SubFilter");
}

/* ---- ByteRange and /Contents ---- */

static void keys_that_stand_twice_are_refused(void **state)
{
    struct tools *t = *state;
    static const char *const more[] = {"/Contents<00>", "/ByteRange[0 1 2 3]", "/SubFilter/X",
                                       "/M(a)/M(b)"};
    for (size_t i = 0; i < COUNT(more); i++) {
        struct growing g = start();
        grow_signature(&g, FIELD_A, WIDGET("A", "10"), FILTER, more[i], &pki.zhang, &plain);
        refused(t, &g, VERDICT_BROKEN, "each key once");
    }
}

/* The whole dict as given, unsigned: its shape alone is refused. */
static void odd_dicts_are_refused(void **state)
{
    struct tools *t = *state;
    static const struct {
        const char *value, *why;
    } cases[] = {
        {"<</SubFilter/" FILTER "/ByteRange[0 1 2 3]/Contents 5 0 R>>", "no direct"},
        {"<</SubFilter/" FILTER "/ByteRange 5 0 R/Contents<00>>>", "no direct"},
        {"<</SubFilter/" FILTER "/ByteRange[0 1 2]/Contents<00>>>", "no direct"},
        {"<</SubFilter/" FILTER "/ByteRange[0 1 2 3]/Contents<00>>>", "does not cover"},
        {"<</SubFilter/" FILTER "/ByteRange[0 -1 2 3]/Contents<00>>>", "does not cover"},
        {"<</SubFilter/" FILTER "/Contents<00>>>", "no direct"},
        {"(text)", "leads to no signature"},
        {"[1]", "leads to no signature"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        const char *const texts[] = {"<<" WIDGET("A", "10") "/V 10 0 R>>", cases[i].value};
        grow(&g, (const int[]){FIELD_A, 10}, texts, 2);
        refused(t, &g, VERDICT_BROKEN, cases[i].why);
    }
    struct growing g = start();
    grow_one(&g, FIELD_A, "<<" WIDGET("A", "10") "/V 99 0 R>>");
    refused(t, &g, VERDICT_BROKEN, "leads to no signature");
}

static void what_fills_contents_must_be_zeros(void **state)
{
    struct tools *t = *state;
    static const struct {
        char c;
        const char *why;
    } cases[] = {{'1', "zeros"}, {' ', "hexadecimal"}, {'\n', "hexadecimal"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = signed_file();
        size_t gap[2];
        find_gap(&g.b, gap);
        g.b.data[gap[1] - 20] = cases[i].c;
        refused(t, &g, VERDICT_BROKEN, cases[i].why);
    }
}

/* The range is written anew and really signed, but is not what it has to be. */
static void ranges_must_be_whole(void **state)
{
    struct tools *t = *state;
    static const struct {
        int gap, gap_end, len;
        const char *why;
    } cases[] = {
        {-1, 0, 0, "does not cover"}, {1, 0, 0, "does not cover"},
        {0, 1, 0, "does not cover"},  {0, -1, 0, "does not cover"},
        {0, 0, 1, "does not cover"},  {0, 0, -1, NULL}, /* the last end of line may stay outside */
        {0, 0, -2, "do not end"},     {0, 0, -9, "do not end"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = signed_file();
        size_t gap[2];
        find_gap(&g.b, gap);
        char *at = (char *)memmem(g.b.data, g.b.len, "/ByteRange[", 11) + 13, text[36];
        size_t first = gap[0] + (size_t)cases[i].gap, second = gap[1] + (size_t)cases[i].gap_end;
        size_t last = g.b.len - second + (size_t)cases[i].len;
        snprintf(text, sizeof text, "%010zu %010zu %010zu", first, second, last);
        memcpy(at, text, 32);
        memset(g.b.data + gap[0] + 1, '0', gap[1] - gap[0] - 2);
        struct buf part = {0}, der = {0};
        buf_add(&part, g.b.data, first);
        buf_add(&part, g.b.data + second, second + last > g.b.len ? g.b.len - second : last);
        cms_make(&der, &pki.zhang, part.data, part.len, &plain);
        write_contents(&g.b, gap, &der);
        buf_free(&part);
        buf_free(&der);
        if (cases[i].why != NULL)
            refused(t, &g, VERDICT_BROKEN, cases[i].why);
        else
            refused(t, &g, VERDICT_ALTERED, "no revision");
    }
}

static void bytes_behind_the_end_are_refused(void **state)
{
    struct tools *t = *state;
    static const char *const tails[] = {"x", "%", "\n", "%comment\n", "\n%%EOF\n", "  ", "\r\n"};
    for (size_t i = 0; i < COUNT(tails); i++) {
        struct growing g = signed_file();
        buf_puts(&g.b, tails[i]);
        const struct verification *v = verify(t, &g, 0);
        if (v->verdict != VERDICT_ALTERED && v->verdict != VERDICT_BROKEN)
            fail_msg("taken: %s", tails[i]);
        buf_free(&g.b);
    }
}

static void stray_signatures_are_refused(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    grow_one(&g, g.size, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
    refused(t, &g, VERDICT_BROKEN, "no field");
    g = signed_file();
    grow(&g, (const int[]){FORM_OBJECT, 20},
         (const char *const[]){"<</Fields[7 0 R 8 0 R 20 0 R]>>",
                               "<</FT/Sig/T(C)/Rect[0 0 0 0]/V 10 0 R>>"},
         2);
    refused(t, &g, VERDICT_BROKEN, "across each other");
}

/* Nothing is signed any more, but it was. */
static void a_signature_taken_away_is_seen(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    grow(&g, (const int[]){FIELD_A, 10}, (const char *const[]){"<<" WIDGET("A", "10") ">>", "null"},
         2);
    refused(t, &g, VERDICT_ALTERED, "taken away");
}

/* ---- what was changed afterwards ---- */

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
        if (v->verdict != VERDICT_ALTERED || !told)
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
        assert_int_equal(v->verdict, i < 3 ? VERDICT_VALID : VERDICT_ALTERED);
        assert_int_equal(v->signatures[1].verdict, VERDICT_VALID);
        assert_string_equal(v->signatures[0].changes[0], cases[i].told);
        buf_free(&g.b);
    }
}

/* A number that the signed file named, but had no object for. */
static void dangling_references_stay_dangling(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_one(&g, PAGE_OBJECT, PAGE_HEAD "/Annots[7 0 R 8 0 R 30 0 R]" PAGE_TAIL);
    grow_signed(&g, &pki.zhang, &plain);
    grow_one(&g, 30, "<</Type/Annot/Subtype/FreeText/Rect[0 0 100 100]>>");
    refused(t, &g, VERDICT_ALTERED, "changed after");
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
    refused(t, &skipped, VERDICT_ALTERED, "");
    /* free: the content is gone */
    struct growing freed = {.size = g.size, .prev = g.prev};
    buf_add(&freed.b, g.b.data, g.b.len);
    size_t at = freed.b.len;
    buf_printf(&freed.b,
               "xref\n4 1\n0000000000 00001 f \ntrailer<</Size 12/Root 1 0 R/Prev %zu>>"
               "startxref\n%zu\n%%%%EOF\n",
               g.prev, at);
    refused(t, &freed, VERDICT_ALTERED, "changed after");
    /* the place of another object */
    const char *other = strstr(g.b.data, "5 0 obj");
    struct growing moved = {0};
    buf_add(&moved.b, g.b.data, g.b.len);
    buf_printf(&moved.b,
               "xref\n4 1\n%010zu 00000 n \ntrailer<</Size 12/Root 1 0 R/Prev %zu>>"
               "startxref\n%zu\n%%%%EOF\n",
               (size_t)(other - g.b.data), g.prev, at);
    refused(t, &moved, VERDICT_BROKEN, "damaged");
    /* the place where the object stood before it was signed */
    const char *older = strstr(g.b.data, "4 0 obj");
    struct growing reverted = {0};
    buf_add(&reverted.b, g.b.data, g.b.len);
    buf_printf(&reverted.b,
               "xref\n4 1\n%010zu 00000 n \ntrailer<</Size 12/Root 1 0 R/Prev %zu>>"
               "startxref\n%zu\n%%%%EOF\n",
               (size_t)(older - g.b.data), g.prev, at);
    refused(t, &reverted, VERDICT_ALTERED, "changed after");
    buf_free(&g.b);
}

/* ---- years ---- */

/* A CRL of the root as a stream in a /DSS; streams have NULs, so this is written by itself. */
static void grow_store(struct growing *g, int day)
{
    struct buf crl = {0};
    crl_make(&crl, &pki.root, NULL, 0, day);
    size_t stream = g->b.len;
    buf_printf(&g->b, "%d 0 obj<</Length %zu>>stream\n", g->size, crl.len);
    buf_add(&g->b, crl.data, crl.len);
    buf_puts(&g->b, "\nendstream endobj\n");
    size_t catalog = g->b.len;
    buf_printf(&g->b, "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</CRLs[%d 0 R]>>>>",
               g->size);
    buf_puts(&g->b, "endobj\n");
    size_t at = g->b.len;
    buf_printf(&g->b, "xref\n1 1\n%010zu 00000 n \n%d 1\n%010zu 00000 n \n", catalog, g->size,
               stream);
    buf_printf(&g->b, "trailer<</Size %d/Root 1 0 R/Prev %zu>>startxref\n%zu\n%%%%EOF\n",
               g->size + 1, g->prev, at);
    g->prev = at;
    g->size++;
    buf_free(&crl);
}

static const struct forgery stamped = {.tsa = &pki.tsa, .day = 5};

static void a_timestamp_proves_the_time(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &stamped);
    const struct verification *v = verify(t, &g, 1000); /* the signer's expired on day 700 */
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_string_equal(v->signatures[0].level, "B-T");
    assert_int_equal(v->signatures[0].signed_at, DAY(5));
    assert_int_equal(v->expires, DAY(2000));
    v = verify(t, &g, 2001);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    assert_non_null(strstr(v->why_en, "timestamp: a certificate had expired"));
    v = verify(t, &g, 3);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    assert_non_null(strstr(v->why_en, "later time"));
    buf_free(&g.b);
    g = start();
    grow_signed(&g, &pki.zhang,
                &(struct forgery){.tsa = &pki.tsa, .day = 5, .no_tsa = &pki.tsa_loose});
    refused(t, &g, VERDICT_UNTRUSTED, "not for timestamps");
    g = start();
    grow_signed(&g, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 5, .no_tsa = &pki.li});
    refused(t, &g, VERDICT_UNTRUSTED, "not for timestamps");
    g = start();
    grow_signed(&g, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 701});
    v = verify(t, &g, 800);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    buf_free(&g.b);
}

static void levels_are_recognised(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &stamped);
    grow_store(&g, 6);
    const struct verification *v = verify(t, &g, 20);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_string_equal(v->signatures[0].level, "B-LT");
    assert_string_equal(v->signatures[0].changes[0], "evidence of validity was added (DSS)");
    grow_timestamp(&g, &pki.tsa, 7, BOTH);
    v = verify(t, &g, 20);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_int_equal(v->n, 2);
    assert_string_equal(v->signatures[0].level, "B-LTA");
    assert_string_equal(v->signatures[1].level, "DTS");
    assert_true(v->signatures[1].timestamp);
    assert_int_equal(v->signatures[1].signed_at, DAY(7));
    assert_int_equal(v->signatures[0].n_changes, 2);
    buf_free(&g.b);
}

/* Stamped again on day 1900, before the first stamp's certificate ends; read on day 3300. */
static void renewed_files_stay_valid(void **state)
{
    struct tools *t = *state;
    struct growing g = start(), plain_one = signed_file();
    grow_signed(&g, &pki.zhang, &stamped);
    grow_store(&g, 6);
    grow_timestamp(&g, &pki.tsa, 7, BOTH);
    assert_int_equal(verify(t, &g, 3300)->verdict, VERDICT_UNTRUSTED);
    assert_int_equal(verify(t, &plain_one, 3300)->verdict, VERDICT_UNTRUSTED);
    grow_timestamp(&g, &pki.tsa_late, 1900, BOTH " 12 0 R");
    const struct verification *v = verify(t, &g, 3300);
    assert_int_equal(v->verdict, VERDICT_VALID);
    assert_int_equal(v->n, 3);
    assert_int_equal(v->expires, DAY(5000));
    assert_int_equal(v->signatures[0].signed_at, DAY(5));
    assert_string_equal(v->signatures[0].level, "B-LTA");
    assert_int_equal(verify(t, &g, 5001)->verdict, VERDICT_UNTRUSTED);
    /* a byte of the first signature's own content, which only the stamps cover */
    size_t first = (size_t)((char *)memmem(g.b.data, g.b.len, "/Contents<", 10) - g.b.data) + 2000;
    g.b.data[first] = g.b.data[first] == '7' ? '8' : '7';
    assert_int_equal(verify(t, &g, 3300)->verdict, VERDICT_BROKEN);
    buf_free(&g.b);
    buf_free(&plain_one.b);
}

/* A stamp that comes after the certificate it should have saved. */
static void renewing_too_late_does_not_help(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &stamped);
    grow_timestamp(&g, &pki.tsa_late, 2100, BOTH);
    const struct verification *v = verify(t, &g, 2200);
    assert_int_equal(v->verdict, VERDICT_UNTRUSTED);
    assert_int_equal(v->signatures[1].verdict, VERDICT_VALID);
    buf_free(&g.b);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_tools, close_tools)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_signed_file_is_valid),
        TEST(an_unsigned_file_is_unsigned),
        TEST(a_second_signature_is_allowed),
        TEST(certificates_must_be_for_it),
        TEST(nobody_is_trusted_without_roots),
        TEST(revocation_counts_from_its_day),
        TEST(weak_or_odd_signatures_are_refused),
        TEST(a_swapped_certificate_is_refused),
        TEST(older_signatures_are_told),
        TEST(keys_that_stand_twice_are_refused),
        TEST(odd_dicts_are_refused),
        TEST(what_fills_contents_must_be_zeros),
        TEST(ranges_must_be_whole),
        TEST(bytes_behind_the_end_are_refused),
        TEST(stray_signatures_are_refused),
        TEST(a_signature_taken_away_is_seen),
        TEST(changes_are_named),
        TEST(new_fields_must_not_be_seen),
        TEST(dangling_references_stay_dangling),
        TEST(tables_cannot_hide_changes),
        TEST(a_timestamp_proves_the_time),
        TEST(levels_are_recognised),
        TEST(renewed_files_stay_valid),
        TEST(renewing_too_late_does_not_help),
    };
    return cmocka_run_group_tests(tests, make_pki, free_pki);
}
