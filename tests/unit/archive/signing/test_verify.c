#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/verify_fixture.h"

static void a_signed_file_is_valid(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    const struct verification *v = verify(t, &g, 0);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
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
    refused(t, &g, SIGNATURE_UNSIGNED, "not signed");
}

static void a_second_signature_is_allowed(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    size_t first = g.b.len;
    grow_signature(&g, FIELD_B, WIDGET("B", "100"), FILTER, "", &pki.li, &plain);
    const struct verification *v = verify(t, &g, 0);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_int_equal(v->n, 2);
    assert_int_equal(v->signatures[0].covered, first);
    assert_int_equal(v->signatures[0].n_changes, 1);
    assert_string_equal(v->signatures[0].changes[0], "the field B was signed");
    assert_string_equal(v->signatures[1].signer, "李四");
    assert_int_equal(v->signatures[1].covered, g.b.len);
    buf_free(&g.b);
}

static void certificates_must_be_for_it(void **state)
{
    struct tools *t = *state;
    struct party stranger = party_new("X", &pki.other_root, USE_SIGN, NULL, -100, 700);
    struct party weak = party_with(EVP_RSA_gen(1024), "Y", &pki.root, USE_SIGN, NULL, -100, 700);
    struct party ca = party_new("Z", &pki.root, USE_CA ",digitalSignature", NULL, -100, 700);
    struct party silent = party_new("S", &pki.root, NULL, NULL, -100, 700);
    const struct {
        const struct party *signer;
        const char *why;
    } cases[] = {{&weak, "key is too short"},
                 {&ca, "it is a CA's"},
                 {&silent, "key usage"},
                 {&pki.expired, "expired"},
                 {&pki.early, "not valid yet"},
                 {&pki.tls, "not for signing"},
                 {&pki.bare, "not for signing"},
                 {&pki.tsa, "not for signing"},
                 {&stranger, "signature of a certificate is wrong"},
                 {&pki.other_root, "no trusted root"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = start();
        grow_signed(&g, cases[i].signer, &plain);
        refused(t, &g, SIGNATURE_UNTRUSTED, cases[i].why);
    }
    party_free(&stranger);
    party_free(&weak);
    party_free(&ca);
    party_free(&silent);
}

static void nobody_is_trusted_without_roots(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    const struct verification *v = verify_bytes(t, g.b.data, g.b.len, pki.none, 0);
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    assert_string_equal(v->signatures[0].signer, "张三");
    buf_free(&g.b);
}

/* zhang was revoked on day 10, as the list of day 20 tells. */
static void revocation_counts_from_its_day(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file(), stamped = start(), late = start();
    const struct verification *v = verify_bytes(t, g.b.data, g.b.len, pki.with_crl, 25);
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    assert_non_null(strstr(v->why_en, "revoked"));
    grow_signed(&stamped, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 9});
    v = verify_bytes(t, stamped.b.data, stamped.b.len, pki.with_crl, 25);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_true(v->signatures[0].revocation_known);
    grow_signed(&late, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 11});
    v = verify_bytes(t, late.b.data, late.b.len, pki.with_crl, 25);
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    buf_free(&g.b);
    buf_free(&stamped.b);
    buf_free(&late.b);
}

/* Lists that the CA did not sign: they neither revoke nor clear. */
static void forged_lists_do_not_count(void **state)
{
    struct tools *t = *state;
    struct party forger = {pki.other_root.key, pki.root.certificate};
    for (int i = 0; i < 2; i++) {
        struct growing g = signed_file();
        struct buf crl = {0};
        crl_make(&crl, &forger, i == 0 ? &pki.zhang : NULL, 10, 20);
        grow_evidence(&g, "CRLs", &crl);
        const struct verification *v = verify(t, &g, 22);
        assert_int_equal(v->verdict, SIGNATURE_VALID);
        assert_false(v->signatures[0].revocation_known);
        buf_free(&g.b);
    }
}

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
        refused(t, &g, SIGNATURE_BROKEN, cases[i].why);
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
    refused(t, &g, SIGNATURE_BROKEN, "not the one that was signed with");
    X509_free(swapped.certificate);
}

/* The digest of what is signed now, in hexadecimal as /Contents has it. */
static void digest_hex(const struct buf *b, const size_t gap[2], struct buf *hex)
{
    struct buf part = {0};
    unsigned char hash[32];
    signed_part(&part, b, gap);
    EVP_Digest(part.data, part.len, hash, NULL, EVP_sha256(), NULL);
    hex->len = 0;
    buf_hex(hex, hash, sizeof hash);
    buf_free(&part);
}

/* Content and message-digest are changed alike; only the signature itself can tell. */
static void the_key_must_have_signed(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    struct buf before = {0}, after = {0};
    size_t gap[2];
    find_gap(&g.b, gap);
    digest_hex(&g.b, gap, &before);
    memcpy(strstr(g.b.data, "Births"), "Deaths", 6);
    digest_hex(&g.b, gap, &after);
    char *at = memmem(g.b.data + gap[0], gap[1] - gap[0], before.data, before.len);
    assert_non_null(at);
    memcpy(at, after.data, after.len);
    buf_free(&before);
    buf_free(&after);
    refused(t, &g, SIGNATURE_BROKEN, "does not fit its certificate");
}

/* adbe.pkcs7.detached binds no certificate; it is told. */
static void older_signatures_are_told(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signature(&g, FIELD_A, WIDGET("A", "10"), "adbe.pkcs7.detached", "", &pki.zhang,
                   &(struct forgery){.unbound = true});
    const struct verification *v = verify(t, &g, 0);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_string_equal(v->signatures[0].level, "PKCS#7");
    buf_free(&g.b);
    g = start();
    grow_signature(&g, FIELD_A, WIDGET("A", "10"), "adbe.x509.rsa_sha1", "", &pki.zhang, &plain);
    refused(t, &g, SIGNATURE_BROKEN, "SubFilter");
}

static void keys_that_stand_twice_are_refused(void **state)
{
    struct tools *t = *state;
    static const char *const more[] = {"/Contents<00>", "/ByteRange[0 1 2 3]", "/SubFilter/X",
                                       "/M(a)/M(b)"};
    for (size_t i = 0; i < COUNT(more); i++) {
        struct growing g = start();
        grow_signature(&g, FIELD_A, WIDGET("A", "10"), FILTER, more[i], &pki.zhang, &plain);
        refused(t, &g, SIGNATURE_BROKEN, "each key once");
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
        refused(t, &g, SIGNATURE_BROKEN, cases[i].why);
    }
    struct growing g = start();
    grow_one(&g, FIELD_A, "<<" WIDGET("A", "10") "/V 99 0 R>>");
    refused(t, &g, SIGNATURE_BROKEN, "leads to no signature");
}

/* In an object stream it could not be left out of what is signed. */
static void packed_signatures_are_refused(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    size_t gap[2];
    find_gap(&g.b, gap);
    struct buf copy = {0};
    buf_printf(&copy, "<</Type/Sig/SubFilter/" FILTER "/ByteRange[0 %zu %zu %zu]/Contents", gap[0],
               gap[1], g.b.len - gap[1]);
    buf_add(&copy, g.b.data + gap[0], gap[1] - gap[0]);
    buf_puts(&copy, ">>");
    grow_packed(&g, 10, copy.data);
    buf_free(&copy);
    refused(t, &g, SIGNATURE_BROKEN, "not a plain dictionary");
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
        refused(t, &g, SIGNATURE_BROKEN, cases[i].why);
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
            refused(t, &g, SIGNATURE_BROKEN, cases[i].why);
        else
            refused(t, &g, SIGNATURE_ALTERED, "no revision");
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
        if (v->verdict != SIGNATURE_ALTERED && v->verdict != SIGNATURE_BROKEN)
            fail_msg("taken: %s", tails[i]);
        buf_free(&g.b);
    }
}

static void stray_signatures_are_refused(void **state)
{
    struct tools *t = *state;
    struct growing g = signed_file();
    grow_one(&g, g.size, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
    refused(t, &g, SIGNATURE_BROKEN, "no field");
    g = signed_file();
    grow(&g, (const int[]){FORM_OBJECT, 20},
         (const char *const[]){"<</Fields[7 0 R 8 0 R 20 0 R]>>",
                               "<</FT/Sig/T(C)/Rect[0 0 0 0]/V 10 0 R>>"},
         2);
    refused(t, &g, SIGNATURE_BROKEN, "across each other");
}

static void grow_store(struct growing *g, int day)
{
    struct buf crl = {0};
    crl_make(&crl, &pki.root, NULL, 0, day);
    grow_evidence(g, "CRLs", &crl);
}

static const struct forgery stamped = {.tsa = &pki.tsa, .day = 5};

static void a_timestamp_proves_the_time(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &stamped);
    const struct verification *v = verify(t, &g, 1000); /* the signer's expired on day 700 */
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_string_equal(v->signatures[0].level, "B-T");
    assert_int_equal(v->signatures[0].signed_at, DAY(5));
    assert_int_equal(v->expires, DAY(2000));
    v = verify(t, &g, 2001);
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    assert_non_null(strstr(v->why_en, "timestamp: a certificate had expired"));
    v = verify(t, &g, 3);
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    assert_non_null(strstr(v->why_en, "later time"));
    buf_free(&g.b);
    g = start();
    grow_signed(&g, &pki.zhang,
                &(struct forgery){.tsa = &pki.tsa, .day = 5, .no_tsa = &pki.tsa_loose});
    refused(t, &g, SIGNATURE_UNTRUSTED, "not for timestamps");
    g = start();
    grow_signed(&g, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 5, .no_tsa = &pki.li});
    refused(t, &g, SIGNATURE_UNTRUSTED, "not for timestamps");
    g = start();
    grow_signed(&g, &pki.zhang, &(struct forgery){.tsa = &pki.tsa, .day = 701});
    v = verify(t, &g, 800);
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    buf_free(&g.b);
}

/* A TSA that says a time before its own certificate was issued. */
static void timestamps_are_younger_than_their_tsa(void **state)
{
    struct tools *t = *state;
    struct party tsa = party_new("TSA 3", &pki.root, "critical,digitalSignature",
                                 "critical,timeStamping", 10, 2000);
    for (int day = 9; day <= 11; day += 2) {
        struct growing g = start(), h = signed_file();
        grow_signed(&g, &pki.zhang, &(struct forgery){.tsa = &tsa, .day = day});
        grow_timestamp(&h, &tsa, day, BOTH);
        enum validity wanted = day < 10 ? SIGNATURE_UNTRUSTED : SIGNATURE_VALID;
        assert_int_equal(verify(t, &g, 20)->verdict, wanted);
        assert_int_equal(verify(t, &h, 20)->verdict, wanted);
        buf_free(&g.b);
        buf_free(&h.b);
    }
    party_free(&tsa);
}

static void levels_are_recognised(void **state)
{
    struct tools *t = *state;
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &stamped);
    grow_store(&g, 6);
    const struct verification *v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_string_equal(v->signatures[0].level, "B-LT");
    assert_string_equal(v->signatures[0].changes[0], "evidence of validity was added (DSS)");
    grow_timestamp(&g, &pki.tsa, 7, BOTH);
    v = verify(t, &g, 20);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_int_equal(v->n, 2);
    assert_string_equal(v->signatures[0].level, "B-LTA");
    assert_string_equal(v->signatures[1].level, "DTS");
    assert_true(v->signatures[1].timestamp);
    assert_int_equal(v->signatures[1].signed_at, DAY(7));
    assert_int_equal(v->signatures[0].n_changes, 2);
    buf_free(&g.b);
}

/* Answers about zhang from the root, from a responder it appointed, and from one it did not. */
static void ocsp_answers_count(void **state)
{
    struct tools *t = *state;
    struct party responder =
        party_new("OCSP", &pki.root, "critical,digitalSignature", "OCSPSigning", -100, 700);
    const struct {
        const struct party *by;
        int revoked_on, day;
        bool known;
        enum validity verdict;
    } cases[] = {{&pki.root, -1, 20, true, SIGNATURE_VALID},
                 {&responder, -1, 20, true, SIGNATURE_VALID},
                 {&responder, -1, 5, false, SIGNATURE_VALID}, /* an old answer */
                 {&pki.li, -1, 20, false, SIGNATURE_VALID},
                 {&pki.other_root, -1, 20, false, SIGNATURE_VALID},
                 {&pki.root, 10, 20, false, SIGNATURE_UNTRUSTED},
                 {&pki.li, 10, 20, false, SIGNATURE_VALID}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct growing g = signed_file();
        struct buf answer = {0};
        ocsp_make(&answer, cases[i].by, &pki.root, &pki.zhang, cases[i].revoked_on, cases[i].day);
        grow_evidence(&g, "OCSPs", &answer);
        const struct verification *v = verify(t, &g, 22);
        if (v->verdict != cases[i].verdict)
            fail_msg("%zu: %s", i, fault_validity(v->verdict));
        assert_int_equal(v->signatures[0].revocation_known, cases[i].known);
        buf_free(&g.b);
    }
    party_free(&responder);
}

/* Stamped again on day 1900, before the first stamp's certificate ends; read on day 3300. */
static void renewed_files_stay_valid(void **state)
{
    struct tools *t = *state;
    struct growing g = start(), plain_one = signed_file();
    grow_signed(&g, &pki.zhang, &stamped);
    grow_store(&g, 6);
    grow_timestamp(&g, &pki.tsa, 7, BOTH);
    assert_int_equal(verify(t, &g, 3300)->verdict, SIGNATURE_UNTRUSTED);
    assert_int_equal(verify(t, &plain_one, 3300)->verdict, SIGNATURE_UNTRUSTED);
    grow_timestamp(&g, &pki.tsa_late, 1900, BOTH " 12 0 R");
    const struct verification *v = verify(t, &g, 3300);
    assert_int_equal(v->verdict, SIGNATURE_VALID);
    assert_int_equal(v->n, 3);
    assert_int_equal(v->expires, DAY(5000));
    assert_int_equal(v->signatures[0].signed_at, DAY(5));
    assert_string_equal(v->signatures[0].level, "B-LTA");
    assert_int_equal(verify(t, &g, 5001)->verdict, SIGNATURE_UNTRUSTED);
    /* a byte of the first signature's own content, which only the stamps cover */
    size_t first = (size_t)((char *)memmem(g.b.data, g.b.len, "/Contents<", 10) - g.b.data) + 2000;
    g.b.data[first] = g.b.data[first] == '7' ? '8' : '7';
    assert_int_equal(verify(t, &g, 3300)->verdict, SIGNATURE_BROKEN);
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
    assert_int_equal(v->verdict, SIGNATURE_UNTRUSTED);
    assert_int_equal(v->signatures[1].verdict, SIGNATURE_VALID);
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
        TEST(forged_lists_do_not_count),
        TEST(weak_or_odd_signatures_are_refused),
        TEST(a_swapped_certificate_is_refused),
        TEST(the_key_must_have_signed),
        TEST(older_signatures_are_told),
        TEST(keys_that_stand_twice_are_refused),
        TEST(odd_dicts_are_refused),
        TEST(packed_signatures_are_refused),
        TEST(what_fills_contents_must_be_zeros),
        TEST(ranges_must_be_whole),
        TEST(bytes_behind_the_end_are_refused),
        TEST(stray_signatures_are_refused),
        TEST(a_timestamp_proves_the_time),
        TEST(timestamps_are_younger_than_their_tsa),
        TEST(levels_are_recognised),
        TEST(ocsp_answers_count),
        TEST(renewed_files_stay_valid),
        TEST(renewing_too_late_does_not_help),
    };
    return cmocka_run_group_tests(tests, make_pki, free_pki);
}
