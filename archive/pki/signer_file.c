#include <string.h>

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include "archive/pki/certificate.h"
#include "archive/pki/signer_key.h"
#include "base/arena.h"
#include "base/file.h"

#define KEY_FILE_MAX (1u << 20)

static void keep_others(struct arena *a, STACK_OF(X509) * list, struct evidence *out)
{
    for (int i = 0; i < sk_X509_num(list); i++) {
        struct der_bytes der = certificate_keep(a, sk_X509_value(list, i));
        if (der.len > 0)
            evidence_add(out, a, EVIDENCE_CERTIFICATE, false, der.bytes, der.len);
    }
}

/* No password at all and an empty one are two things (RFC 7292, B.1). */
static bool password_fits(PKCS12 *p12, const char **password)
{
    if (PKCS12_mac_present(p12) != 1 || PKCS12_verify_mac(p12, *password, -1) == 1)
        return true;
    if (**password != '\0' || PKCS12_verify_mac(p12, NULL, 0) != 1)
        return false;
    *password = NULL;
    return true;
}

/* Older files are enciphered with RC2, which only OpenSSL's legacy provider knows. */
static bool parse(PKCS12 *p12, const char *password, EVP_PKEY **key, X509 **certificate,
                  STACK_OF(X509) * *others)
{
    if (PKCS12_parse(p12, password, key, certificate, others) == 1)
        return true;
    ERR_clear_error();
    OSSL_PROVIDER *legacy = OSSL_PROVIDER_try_load(NULL, "legacy", 1);
    bool ok = legacy != NULL && PKCS12_parse(p12, password, key, certificate, others) == 1;
    OSSL_PROVIDER_unload(legacy);
    return ok;
}

static int take(struct arena *a, PKCS12 *p12, const char *path, const char *password,
                struct messages *m, struct signer_key *out)
{
    EVP_PKEY *key = NULL;
    X509 *certificate = NULL;
    STACK_OF(X509) *others = NULL;
    if (password == NULL)
        password = "";
    if (!password_fits(p12, &password)) {
        msg(m, SEV_ERROR, IN_FILE(path), "key-password",
            "the password does not open the key file: check --password-file, NIANBAO_PASSWORD or "
            "what was typed",
            "密码不能打开密钥文件：请检查 --password-file、NIANBAO_PASSWORD 或输入的密码");
        return -1;
    }
    if (!parse(p12, password, &key, &certificate, &others)) {
        msg(m, SEV_ERROR, IN_FILE(path), "key-unreadable",
            "the key file cannot be deciphered: export it again as PKCS#12 with AES",
            "无法解密密钥文件：请以 AES 加密方式重新导出 PKCS#12");
        return -1;
    }
    keep_others(a, others, &out->others);
    sk_X509_pop_free(others, X509_free);
    out->key = key;
    out->certificate = certificate;
    return 0;
}

int signer_key_file(struct arena *a, const char *path, const char *password, struct messages *m,
                    struct signer_key *out)
{
    size_t len;
    int status = -1;
    const char *bytes = file_read(a, path, KEY_FILE_MAX, &len, NOWHERE, m);
    const unsigned char *p = (const unsigned char *)bytes;
    if (bytes == NULL)
        return -1;
    PKCS12 *p12 = d2i_PKCS12(NULL, &p, (long)len);
    if (p12 == NULL)
        msg(m, SEV_ERROR, IN_FILE(path), "key-unreadable",
            "is no PKCS#12 file (.p12, .pfx): `openssl pkcs12 -export` makes one of PEM files",
            "不是 PKCS#12 密钥文件（.p12、.pfx）；可用 openssl pkcs12 -export 由 PEM 文件生成");
    else
        status = take(a, p12, path, password, m, out);
    PKCS12_free(p12);
    ERR_clear_error();
    return status;
}
