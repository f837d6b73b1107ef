/*
 * What the tests of verifying share: a PKI made once, trust in its root, and files to be judged.
 */
#ifndef NIANBAO_VERIFY_FIXTURE_H
#define NIANBAO_VERIFY_FIXTURE_H

#include <unistd.h>

#include "archive/signing/verify.h"
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

static inline struct trust *load_root(const struct buf *crl)
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

static inline int make_pki(void **state)
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

static inline int free_pki(void **state)
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

static inline const struct verification *verify_bytes(struct tools *t, const char *bytes,
                                                      size_t len, const struct trust *trust,
                                                      int day)
{
    struct verification *v = arena_alloc(t->a, sizeof *v);
    const char *own = arena_strndup(t->a, bytes, len);
    *v = verify_pdf(t->a, own, len, trust, DAY(day), messages_language(t->m));
    assert_true((v->verdict == SIGNATURE_VALID) == (v->why_en == NULL));
    assert_true((v->verdict == SIGNATURE_VALID) == (v->why_zh == NULL));
    return v;
}

static inline const struct verification *verify(struct tools *t, const struct growing *g, int day)
{
    return verify_bytes(t, g->b.data, g->b.len, pki.trust, day);
}

/* One that is to be refused, and ends g. */
static inline void refused(struct tools *t, struct growing *g, enum validity verdict,
                           const char *why)
{
    const struct verification *v = verify(t, g, 20);
    if (v->verdict != verdict || strstr(v->why_en, why) == NULL)
        fail_msg("%s (%s), not: %s", fault_validity(v->verdict), v->why_en, why);
    buf_free(&g->b);
}

static inline struct growing start(void)
{
    struct growing g;
    grow_start(&g);
    return g;
}

static const struct forgery plain = {0};

static inline struct growing signed_file(void)
{
    struct growing g = start();
    grow_signed(&g, &pki.zhang, &plain);
    return g;
}

#endif
