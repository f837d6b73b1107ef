#include "archive/pki/trust.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "base/arena.h"
#include "base/file.h"

/* A file of certificates or a CRL is not larger. */
#define TRUST_FILE_MAX (64u << 20)

/* OpenSSL's level 2: 112 bits of security, so RSA from 2048 bits on, and no SHA-1 or MD5. */
#define SECURITY_LEVEL 2

struct trust {
    struct arena *arena;
    X509_STORE *roots;
    size_t n_roots;
    struct evidence given;
};

const struct evidence *trust_evidence(const struct trust *t)
{
    return &t->given;
}

static bool is_self_signed(X509 *x)
{
    return X509_self_signed(x, 1) == 1;
}

/* What DER holds: a certificate or a CRL. False when neither. */
static bool take_der(struct trust *t, const void *der, size_t len)
{
    const unsigned char *p = der;
    X509 *x = certificate_open(der, len);
    if (x != NULL && is_self_signed(x)) {
        t->n_roots += X509_STORE_add_cert(t->roots, x) == 1;
    } else if (x != NULL) {
        evidence_add(&t->given, t->arena, EVIDENCE_CERTIFICATE, false, der, len);
    } else {
        X509_CRL *crl = d2i_X509_CRL(NULL, &p, (long)len);
        if (crl == NULL)
            return false;
        evidence_add(&t->given, t->arena, EVIDENCE_CRL, false, der, len);
        X509_CRL_free(crl);
    }
    X509_free(x);
    return true;
}

static bool is_wanted(const char *name)
{
    static const char *const names[] = {PEM_STRING_X509, PEM_STRING_X509_OLD,
                                        PEM_STRING_X509_TRUSTED, PEM_STRING_X509_CRL};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Each block of a PEM text; keys and the like are passed over. False: a block cannot be read. */
static bool take_pem(struct trust *t, const char *text, size_t len, size_t *n)
{
    BIO *in = BIO_new_mem_buf(text, (int)len);
    char *name = NULL, *header = NULL;
    unsigned char *data = NULL;
    long data_len;
    bool ok = true;
    while (ok && PEM_read_bio(in, &name, &header, &data, &data_len) == 1) {
        if (is_wanted(name)) {
            ok = take_der(t, arena_strndup(t->arena, (char *)data, (size_t)data_len),
                          (size_t)data_len);
            ++*n;
        }
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_free(data);
    }
    unsigned long error = ERR_peek_last_error();
    ok = ok && (error == 0 || ERR_GET_REASON(error) == PEM_R_NO_START_LINE);
    ERR_clear_error();
    BIO_free(in);
    return ok;
}

/* found: how many certificates and CRLs; a file without any is no fault in a folder. */
static int load_file(struct trust *t, const char *path, size_t *found, struct messages *m)
{
    size_t len, n = 0;
    const char *bytes = file_read(t->arena, path, TRUST_FILE_MAX, &len, NOWHERE, m);
    if (bytes == NULL)
        return -1;
    bool pem = memmem(bytes, len, "-----BEGIN ", 11) != NULL;
    bool ok = pem ? take_pem(t, bytes, len, &n) : take_der(t, bytes, len);
    *found += pem ? n : ok;
    if (ok)
        return 0;
    msg(m, SEV_ERROR, IN_FILE(path), "trust-unreadable",
        "a certificate or CRL cannot be read: give PEM or DER",
        "无法读取其中的证书或吊销列表：请使用 PEM 或 DER 格式");
    return -1;
}

static int is_certificate_file(const struct dirent *d)
{
    static const char *const endings[] = {".pem", ".crt", ".cer", ".der", ".crl"};
    const char *ending = strrchr(d->d_name, '.');
    for (size_t i = 0; ending != NULL && i < sizeof endings / sizeof *endings; i++)
        if (strcmp(ending, endings[i]) == 0)
            return 1;
    return 0;
}

static int load_folder(struct trust *t, const char *path, size_t *found, struct messages *m)
{
    struct dirent **names;
    int n = scandir(path, &names, is_certificate_file, alphasort), status = 0;
    if (n < 0) {
        msg(m, SEV_ERROR, IN_FILE(path), "cannot-read", "cannot be read: %s", "无法读取：%s",
            strerror(errno));
        return -1;
    }
    for (int i = 0; i < n; i++) {
        const char *file = arena_printf(t->arena, "%s/%s", path, names[i]->d_name);
        if (status == 0)
            status = load_file(t, file, found, m);
        free(names[i]);
    }
    free(names);
    return status;
}

static int load(struct trust *t, const char *path, struct messages *m)
{
    struct stat st;
    size_t found = 0;
    bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    if ((folder ? load_folder(t, path, &found, m) : load_file(t, path, &found, m)) != 0)
        return -1;
    if (t->n_roots > 0)
        return 0;
    msg(m, SEV_ERROR, IN_FILE(path), "no-root",
        "no self-signed certificate is in it (%zu certificates and CRLs): give that of the root CA",
        "其中没有自签名的根证书（共 %zu 个证书和吊销列表）：请给出根 CA 的证书", found);
    return -1;
}

struct trust *trust_load(const char *path, struct messages *m)
{
    struct trust *t = must_alloc(1, sizeof *t);
    *t = (struct trust){.arena = arena_new(), .roots = X509_STORE_new()};
    if (t->roots != NULL && (path == NULL || load(t, path, m) == 0))
        return t;
    if (t->roots == NULL)
        msg(m, SEV_FAILURE, NOWHERE, "openssl", "OpenSSL has no memory", "OpenSSL 内存不足");
    trust_free(t);
    return NULL;
}

void trust_free(struct trust *t)
{
    if (t == NULL)
        return;
    X509_STORE_free(t->roots);
    arena_free(t->arena);
    free(t);
}

void trust_anchor(struct trust *t, const void *certificate, size_t len, bool any)
{
    X509 *x = certificate_open(certificate, len);
    if (x != NULL && (any || is_self_signed(x)))
        X509_STORE_add_cert(t->roots, x);
    if (any)
        X509_STORE_set_flags(t->roots, X509_V_FLAG_PARTIAL_CHAIN);
    X509_free(x);
}

static void add_certificates(STACK_OF(X509) * stack, const struct evidence *e)
{
    for (const struct evidence_item *i = e->items; i != NULL; i = i->next) {
        X509 *x = i->kind == EVIDENCE_CERTIFICATE ? certificate_open(i->der, i->len) : NULL;
        if (x != NULL && sk_X509_push(stack, x) == 0)
            X509_free(x);
    }
}

#define NO_ROOT_EN "no trusted root vouches for the certificate (--trust names the roots)"
#define NO_ROOT_ZH "没有受信任的根证书为其担保（用 --trust 指定根证书）"

static int explain(struct arena *a, X509_STORE_CTX *ctx, struct fault *why)
{
    static const struct {
        int error;
        const char *en, *zh;
    } known[] = {
        {X509_V_ERR_CERT_HAS_EXPIRED, "a certificate had expired", "证书已过期"},
        {X509_V_ERR_CERT_NOT_YET_VALID, "a certificate was not valid yet", "证书尚未生效"},
        {X509_V_ERR_CA_MD_TOO_WEAK, "a certificate is signed with a weak digest (MD5, SHA-1)",
         "证书使用了不安全的摘要算法（MD5、SHA-1）"},
        {X509_V_ERR_CA_KEY_TOO_SMALL, "the key of a CA is too short", "CA 的密钥过短"},
        {X509_V_ERR_EE_KEY_TOO_SMALL, "the signer's key is too short", "签名者的密钥过短"},
        {X509_V_ERR_CERT_SIGNATURE_FAILURE, "the signature of a certificate is wrong",
         "证书本身的签名不正确"},
        {X509_V_ERR_INVALID_PURPOSE,
         "the certificate is not for timestamps (timeStamping, critical and alone)",
         "证书不是时间戳专用证书（timeStamping 须为关键扩展且唯一）"},
        {X509_V_ERR_INVALID_CA, "a certificate between is no CA's", "中间证书不是 CA 证书"},
        {X509_V_ERR_PATH_LENGTH_EXCEEDED, "the chain is longer than a CA allows",
         "证书链长度超过 CA 的限制"},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, NO_ROOT_EN, NO_ROOT_ZH},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, NO_ROOT_EN, NO_ROOT_ZH},
        {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, NO_ROOT_EN, NO_ROOT_ZH},
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, NO_ROOT_EN, NO_ROOT_ZH},
        {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, NO_ROOT_EN, NO_ROOT_ZH},
    };
    int error = X509_STORE_CTX_get_error(ctx);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (error == known[i].error)
            return fault_set(why, SIGNATURE_UNTRUSTED, known[i].en, known[i].zh);
    const char *told = X509_verify_cert_error_string(error);
    return fault_set(why, SIGNATURE_UNTRUSTED,
                     arena_printf(a, "the chain of certificates is not valid: %s", told),
                     arena_printf(a, "证书链无效：%s", told));
}

/* Uses that mean documents (RFC 9336, RFC 8551) by an OID or NID; any other is refused. */
static bool is_for_documents(X509 *x)
{
    static const char *const oids[] = {
        "1.3.6.1.5.5.7.3.36",      /* documentSigning */
        "1.3.6.1.5.5.7.3.4",       /* emailProtection */
        "2.5.29.37.0",             /* any */
        "1.3.6.1.4.1.311.10.3.12", /* Microsoft's document signing */
        "1.2.840.113583.1.1.5"     /* Adobe's authentic documents */
    };
    int critical;
    EXTENDED_KEY_USAGE *uses = X509_get_ext_d2i(x, NID_ext_key_usage, &critical, NULL);
    if (uses == NULL)
        return critical == -1; /* none there; otherwise it cannot be read */
    bool found = false;
    for (int i = 0; i < sk_ASN1_OBJECT_num(uses); i++) {
        char text[80];
        OBJ_obj2txt(text, sizeof text, sk_ASN1_OBJECT_value(uses, i), 1);
        for (size_t k = 0; k < sizeof oids / sizeof *oids; k++)
            found = found || strcmp(text, oids[k]) == 0;
    }
    sk_ASN1_OBJECT_pop_free(uses, ASN1_OBJECT_free);
    return found;
}

/*
 * Who signs documents has a keyUsage that says so and issues no certificates (ETSI EN 319 412-2,
 * 4.3.2; RFC 5280, 4.2.1.9); but one that is itself trusted was issued by nobody.
 */
static int check_usage(X509 *x, enum usage usage, bool is_anchor, struct fault *why)
{
    bool signs = (X509_get_key_usage(x) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
    bool person = is_anchor || ((X509_get_extension_flags(x) & EXFLAG_KUSAGE) != 0 &&
                                (X509_get_extension_flags(x) & EXFLAG_CA) == 0);
    if (signs && (usage == USAGE_TIMESTAMP || (person && is_for_documents(x))))
        return 0;
    return fault_set(
        why, SIGNATURE_UNTRUSTED,
        "the certificate is not for signing documents (its key usage, or it is a CA's)",
        "该证书的用途不是签署文件（密钥用法不符，或为 CA 证书）");
}

static void keep_chain(struct arena *a, STACK_OF(X509) * chain, struct chain *out)
{
    out->n = (size_t)sk_X509_num(chain);
    out->certificates = arena_array(a, out->n, sizeof *out->certificates);
    for (size_t i = 0; i < out->n; i++) {
        X509 *x = sk_X509_value(chain, (int)i);
        int64_t end = certificate_seconds(X509_get0_notAfter(x));
        out->certificates[i] = certificate_keep(a, x);
        if (i == 0 || end < out->expires)
            out->expires = end;
    }
}

static int build(struct arena *a, X509_STORE_CTX *ctx, X509 *x, enum usage usage, int64_t when,
                 struct chain *out, struct fault *why)
{
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(ctx);
    X509_VERIFY_PARAM_set_time(param, (time_t)when);
    X509_VERIFY_PARAM_set_auth_level(param, SECURITY_LEVEL);
    if (usage == USAGE_TIMESTAMP)
        X509_STORE_CTX_set_purpose(ctx, X509_PURPOSE_TIMESTAMP_SIGN);
    if (X509_verify_cert(ctx) != 1)
        return explain(a, ctx, why);
    keep_chain(a, X509_STORE_CTX_get0_chain(ctx), out);
    return check_usage(x, usage, out->n == 1, why);
}

int trust_chain(struct arena *a, const struct trust *t, const struct evidence *pool,
                const void *certificate, size_t len, enum usage usage, int64_t when,
                struct chain *out, struct fault *why)
{
    X509 *x = certificate_open(certificate, len);
    STACK_OF(X509) *others = sk_X509_new_null();
    X509_STORE_CTX *ctx = X509_STORE_CTX_new();
    int status = -1;
    *out = (struct chain){0};
    if (x == NULL || others == NULL || ctx == NULL) {
        fault_broken(why, "the certificate cannot be read", "无法读取证书");
        goto out;
    }
    add_certificates(others, pool);
    add_certificates(others, &t->given);
    if (X509_STORE_CTX_init(ctx, t->roots, x, others) != 1)
        fault_broken(why, "the certificate cannot be read", "无法读取证书");
    else
        status = build(a, ctx, x, usage, when, out, why);
out:
    X509_STORE_CTX_free(ctx);
    sk_X509_pop_free(others, X509_free);
    X509_free(x);
    ERR_clear_error();
    return status;
}
