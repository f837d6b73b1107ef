/* Engines are how OpenSSL 3.0 reaches PKCS#11 on Debian 12, although it would rather not. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include <stdlib.h>
#include <string.h>

#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ui.h>

#include "archive/pki/signer_key.h"
#include "base/arena.h"

/* The value of a query attribute of a URI (RFC 7512, 2.4), or NULL; not percent-decoded. */
static const char *attribute(struct arena *a, const char *uri, const char *name)
{
    for (const char *s = strchr(uri, '?'); s != NULL; s = strchr(s + 1, '&')) {
        size_t len = strlen(name);
        if (strncmp(s + 1, name, len) == 0 && s[1 + len] == '=')
            return arena_strndup(a, s + 2 + len, strcspn(s + 2 + len, "&"));
    }
    return NULL;
}

/* The engine, ready; NULL where it or the token's module is missing. */
static ENGINE *open_engine(const char *module, const char *pin)
{
    UI_set_default_method(UI_null()); /* we ask for the PIN, the engine never does */
    ENGINE_load_builtin_engines();
    ENGINE *e = ENGINE_by_id("pkcs11");
    bool ok = e != NULL && ENGINE_ctrl_cmd_string(e, "QUIET", NULL, 0) == 1 &&
              (module == NULL || ENGINE_ctrl_cmd_string(e, "MODULE_PATH", module, 0) == 1) &&
              ENGINE_init(e) == 1;
    if (ok && pin != NULL && ENGINE_ctrl_cmd_string(e, "PIN", pin, 0) != 1) {
        ENGINE_finish(e);
        ok = false;
    }
    if (!ok)
        ENGINE_free(e);
    return ok ? e : NULL;
}

static int missing(const char *uri, struct messages *m)
{
    msg(m, SEV_ERROR, IN_FILE(uri), "token-missing",
        "PKCS#11 cannot be reached: install libengine-pkcs11-openssl, and name the token's module "
        "in PKCS11_MODULE_PATH or as ?module-path=FILE at the end of the URI",
        "无法使用 PKCS#11：请安装 libengine-pkcs11-openssl，并用 PKCS11_MODULE_PATH 或 URI 末尾的 "
        "?module-path=文件 指明令牌的驱动模块");
    return -1;
}

int signer_key_token(struct arena *a, const char *uri, const char *pin, struct messages *m,
                     struct signer_key *out)
{
    const char *module = attribute(a, uri, "module-path");
    const char *plain = arena_strndup(a, uri, strcspn(uri, "?"));
    struct {
        const char *id;
        X509 *certificate;
    } request = {plain, NULL};
    if (strstr(uri, "pin-value") != NULL) {
        msg(m, SEV_ERROR, NOWHERE, "key-password",
            "a PIN on the command line can be read by others: take pin-value out of the URI, and "
            "use "
            "--password-file or NIANBAO_PASSWORD",
            "命令行上的 PIN 会被他人看到：请从 URI 中去掉 pin-value，改用 --password-file 或 "
            "NIANBAO_PASSWORD");
        return -1;
    }
    if (module == NULL)
        module = getenv("PKCS11_MODULE_PATH");
    ENGINE *e = open_engine(module, pin);
    if (e == NULL)
        return missing(uri, m);
    ENGINE_ctrl_cmd(e, "LOAD_CERT_CTRL", 0, &request, NULL, 0);
    out->certificate = request.certificate;
    out->key = ENGINE_load_private_key(e, plain, NULL, NULL);
    ENGINE_finish(e);
    ENGINE_free(e);
    ERR_clear_error();
    if (out->key != NULL && out->certificate != NULL)
        return 0;
    msg(m, SEV_ERROR, IN_FILE(uri), out->certificate != NULL ? "key-password" : "no-key",
        out->certificate != NULL
            ? "the token does not give the key: check the PIN"
            : "no token at hand holds such a key with a certificate: check the URI and the module",
        out->certificate != NULL ? "令牌拒绝使用密钥：请检查 PIN"
                                 : "找不到存有这样的密钥和证书的令牌：请检查 URI 和驱动模块");
    return -1;
}
