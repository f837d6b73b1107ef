#include "archive/pki/signer.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include "archive/pki/cms_verify.h"
#include "archive/pki/signer_key.h"
#include "base/arena.h"

#define RSA_LEAST 2048

struct signer {
    struct arena *arena;
    const char *path;
    struct signer_key own;
    const struct signer_method *method;
    struct der_bytes certificate, issuer, serial;
    const char *name;
};

static const struct signer_method rsa = {"SHA256", "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.1",
                                         true};
static const struct signer_method p256 = {"SHA256", "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2",
                                          false};
static const struct signer_method p384 = {"SHA384", "2.16.840.1.101.3.4.2.2", "1.2.840.10045.4.3.3",
                                          false};
static const struct signer_method p521 = {"SHA512", "2.16.840.1.101.3.4.2.3", "1.2.840.10045.4.3.4",
                                          false};
static const struct signer_method sm2 = {"SM3", "1.2.156.10197.1.401", "1.2.156.10197.1.501",
                                         false};

static bool is_sm2(const EVP_PKEY *key)
{
    return EVP_PKEY_is_a(key, "SM2") == 1;
}

/* By the certificate's key: that of a token tells less. NULL: none for this kind. */
static const struct signer_method *method_of(const EVP_PKEY *key)
{
    char group[32] = "";
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA)
        return &rsa;
    if (is_sm2(key))
        return &sm2;
    if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC)
        return NULL;
    EVP_PKEY_get_group_name(key, group, sizeof group, NULL);
    return strcmp(group, "prime256v1") == 0  ? &p256
           : strcmp(group, "secp384r1") == 0 ? &p384
           : strcmp(group, "secp521r1") == 0 ? &p521
                                             : NULL;
}

static int check_kind(struct signer *s, bool with_sm2, struct messages *m)
{
    struct source at = IN_FILE(s->path);
    if (s->own.key == NULL || s->own.certificate == NULL ||
        X509_check_private_key(s->own.certificate, s->own.key) != 1) {
        msg(m, SEV_ERROR, at, "no-key", "holds no private key with its certificate: export both",
            "其中没有私钥及其证书：请连同证书一起导出");
        return -1;
    }
    const EVP_PKEY *key = X509_get0_pubkey(s->own.certificate);
    s->method = method_of(key);
    if (s->method == &sm2 && !with_sm2) {
        msg(m, SEV_ERROR, at, "key-kind",
            "SM2 signatures are experimental, no other PDF reader verifies them: allow them with "
            "--experimental-sm2, or use an RSA or ECDSA key",
            "SM2 签名尚属试验，其他 PDF 阅读器不能验证：请加 --experimental-sm2，或改用 RSA、ECDSA "
            "密钥");
        return -1;
    }
    if (s->method == NULL) {
        msg(m, SEV_ERROR, at, "key-kind",
            "a key of the kind %s does not sign PDFs: use RSA, or ECDSA on P-256, P-384 or P-521",
            "%s 类密钥不能签署 PDF：请使用 RSA 或 P-256、P-384、P-521 上的 ECDSA",
            EVP_PKEY_get0_type_name(key));
        return -1;
    }
    if (s->method == &rsa && EVP_PKEY_get_bits(key) < RSA_LEAST) {
        msg(m, SEV_ERROR, at, "weak-key", "an RSA key of %d bits is too short: use %d or more",
            "RSA 密钥只有 %d 位，过短：请用 %d 位以上的密钥", EVP_PKEY_get_bits(key), RSA_LEAST);
        return -1;
    }
    return 0;
}

static struct der_bytes keep(struct arena *a, unsigned char *der, int len)
{
    struct der_bytes out = {NULL, len > 0 ? (size_t)len : 0};
    out.bytes = arena_strndup(a, der != NULL ? (char *)der : "", out.len);
    OPENSSL_free(der);
    return out;
}

static void read_certificate(struct signer *s)
{
    X509 *x = s->own.certificate;
    unsigned char *der = NULL;
    int len = i2d_X509_NAME(X509_get_issuer_name(x), &der);
    s->certificate = certificate_keep(s->arena, x);
    s->issuer = keep(s->arena, der, len);
    der = NULL;
    len = i2d_ASN1_INTEGER(X509_get0_serialNumber(x), &der);
    s->serial = keep(s->arena, der, len);
    s->name = certificate_common_name(s->arena, s->certificate.bytes, s->certificate.len);
}

struct signer *signer_open(const char *path, const char *password, bool with_sm2,
                           struct messages *m)
{
    struct signer *s = must_alloc(1, sizeof *s);
    *s = (struct signer){.arena = arena_new()};
    s->path = arena_strdup(s->arena, path);
    bool token = strncmp(path, "pkcs11:", strlen("pkcs11:")) == 0;
    int status = token ? signer_key_token(s->arena, path, password, m, &s->own)
                       : signer_key_file(s->arena, path, password, m, &s->own);
    if (status == 0)
        status = check_kind(s, with_sm2, m);
    if (status == 0) {
        read_certificate(s);
        return s;
    }
    signer_free(s);
    return NULL;
}

void signer_free(struct signer *s)
{
    if (s == NULL)
        return;
    EVP_PKEY_free(s->own.key);
    X509_free(s->own.certificate);
    arena_free(s->arena);
    free(s);
}

struct der_bytes signer_certificate(const struct signer *s)
{
    return s->certificate;
}

const struct evidence *signer_certificates(const struct signer *s)
{
    return &s->own.others;
}

struct der_bytes signer_issuer(const struct signer *s)
{
    return s->issuer;
}

struct der_bytes signer_serial(const struct signer *s)
{
    return s->serial;
}

const char *signer_name(const struct signer *s)
{
    return s->name;
}

const struct signer_method *signer_method(const struct signer *s)
{
    return s->method;
}

/* SM2 signs with the signer's identity mixed in. */
static bool start(const struct signer *s, EVP_MD_CTX *ctx, EVP_PKEY_CTX *pctx)
{
    const EVP_MD *md = EVP_get_digestbyname(s->method->digest);
    if (s->method == &sm2) {
        if (pctx == NULL || EVP_PKEY_CTX_set1_id(pctx, SM2_ID, sizeof SM2_ID - 1) != 1)
            return false;
        EVP_MD_CTX_set_pkey_ctx(ctx, pctx);
    }
    return md != NULL && EVP_DigestSignInit(ctx, NULL, md, NULL, s->own.key) == 1;
}

int signer_sign(struct signer *s, const void *bytes, size_t len, struct buf *out,
                struct messages *m)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *pctx = s->method == &sm2 ? EVP_PKEY_CTX_new(s->own.key, NULL) : NULL;
    unsigned char value[1024]; /* RSA of 8192 bits */
    size_t value_len = sizeof value;
    bool ok = ctx != NULL && start(s, ctx, pctx) &&
              EVP_DigestSign(ctx, value, &value_len, bytes, len) == 1;
    if (ok)
        buf_add(out, value, value_len);
    else
        msg(m, SEV_ERROR, IN_FILE(s->path), "key-refused",
            "the key does not sign (%s): check that it is allowed to",
            "密钥未能签名（%s）：请检查其使用权限", ERR_reason_error_string(ERR_peek_last_error()));
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_CTX_free(pctx);
    ERR_clear_error();
    return ok ? 0 : -1;
}
