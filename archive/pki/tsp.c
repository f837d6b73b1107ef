#include "archive/pki/tsp.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>

#include "archive/pki/der_write.h"
#include "archive/pki/http.h"
#include "base/arena.h"
#include "pdf/pdf_text.h"

#define OID_SHA256 "2.16.840.1.101.3.4.2.1"
#define NONCE_LEN 8

struct stamping {
    struct arena *arena;
    const char *url;
    struct messages *m;
    const struct signed_bytes *content;
    unsigned char nonce[NONCE_LEN];
};

static int lied(const struct stamping *s, const char *en, const char *zh)
{
    enum language language = messages_language(s->m);
    msg(s->m, SEV_ERROR, IN_FILE(s->url), "tsa-answer",
        "the timestamp authority's answer is no good (%s): try again, or use another one",
        "时间戳服务的应答不可用（%s）：请重试或换用其他服务", language_text(language, en, zh));
    return -1;
}

/* The imprint of what is stamped (RFC 3161, 2.4.1). */
static bool add_imprint(const struct stamping *s, struct buf *out)
{
    unsigned char hash[SIGNED_DIGEST_MAX];
    size_t len = signed_digest(s->content, "SHA256", hash), imprint = der_begin(out, DER_SEQUENCE);
    der_algorithm(out, OID_SHA256, true);
    der_element(out, DER_OCTETS, hash, len);
    der_end(out, imprint);
    return len > 0;
}

/* The nonce is positive and as short as it can be: its first byte lies between 0x40 and 0x7F. */
static bool make_request(struct stamping *s, struct buf *out)
{
    static const unsigned char yes = 0xFF;
    bool ok = RAND_bytes(s->nonce, NONCE_LEN) == 1;
    s->nonce[0] = (s->nonce[0] & 0x3F) | 0x40;
    size_t request = der_begin(out, DER_SEQUENCE);
    der_number(out, 1);
    ok = ok && add_imprint(s, out);
    der_element(out, DER_INTEGER, s->nonce, NONCE_LEN);
    der_element(out, DER_BOOLEAN, &yes, 1); /* with its certificates */
    der_end(out, request);
    return ok;
}

static int ask(struct stamping *s, int timeout, struct buf *answer)
{
    struct buf request = {0};
    const char *why = "OpenSSL";
    int status = -1;
    if (make_request(s, &request)) {
        struct http_request r = {.url = s->url,
                                 .type = "application/timestamp-query",
                                 .body = request.data,
                                 .len = request.len,
                                 .expected = "application/timestamp-reply",
                                 .timeout = timeout};
        status = http_exchange(s->arena, &r, answer, &why);
    }
    if (status != 0)
        msg(s->m, SEV_ERROR, IN_FILE(s->url), "tsa-unreachable",
            "no timestamp came (%s): check the address and the network, or use another authority",
            "未取得时间戳（%s）：请检查网址和网络，或换用其他服务", why);
    buf_free(&request);
    return status;
}

static int refused(const struct stamping *s, const TS_STATUS_INFO *info)
{
    const STACK_OF(ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text(info);
    const char *told = "";
    if (sk_ASN1_UTF8STRING_num(texts) > 0) {
        const ASN1_UTF8STRING *t = sk_ASN1_UTF8STRING_value(texts, 0);
        told = pdf_text_clean(s->arena, (const char *)ASN1_STRING_get0_data(t),
                              (size_t)ASN1_STRING_length(t));
    }
    msg(s->m, SEV_ERROR, IN_FILE(s->url), "tsa-refused",
        "the timestamp authority refuses (status %ld%s%s): use another one",
        "时间戳服务拒绝请求（状态 %ld%s%s）：请换用其他服务",
        ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info)), *told != '\0' ? ", " : "", told);
    return -1;
}

static bool is_own_nonce(const struct stamping *s, const ASN1_INTEGER *nonce)
{
    return nonce != NULL && ASN1_STRING_length(nonce) == NONCE_LEN &&
           memcmp(ASN1_STRING_get0_data(nonce), s->nonce, NONCE_LEN) == 0;
}

/* Status and nonce; the token's DER comes to out. */
static int open_answer(const struct stamping *s, const struct buf *answer, struct buf *out)
{
    const unsigned char *p = (const unsigned char *)answer->data;
    TS_RESP *r = d2i_TS_RESP(NULL, &p, (long)answer->len);
    unsigned char *der = NULL;
    int status = -1, len = -1;
    if (r == NULL)
        return lied(s, "it is no timestamp", "不是时间戳");
    TS_STATUS_INFO *info = TS_RESP_get_status_info(r);
    long granted = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
    TS_TST_INFO *token = TS_RESP_get_tst_info(r);
    if (granted != TS_STATUS_GRANTED && granted != TS_STATUS_GRANTED_WITH_MODS)
        status = refused(s, info);
    else if (token == NULL || (len = i2d_PKCS7(TS_RESP_get_token(r), &der)) <= 0)
        status = lied(s, "it is no timestamp", "不是时间戳");
    else if (!is_own_nonce(s, TS_TST_INFO_get_nonce(token)))
        status =
            lied(s, "it has another nonce, as an old answer would", "随机数不符，可能是旧应答");
    else
        status = 0;
    if (status == 0)
        buf_add(out, der, (size_t)len);
    OPENSSL_free(der);
    TS_RESP_free(r);
    return status;
}

int tsp_stamp(struct arena *a, const char *url, int timeout, const struct signed_bytes *content,
              struct messages *m, struct buf *out, struct cms_facts *facts, struct evidence *pool)
{
    struct stamping s = {.arena = a, .url = url, .m = m, .content = content};
    struct buf answer = {0};
    struct fault why;
    out->len = 0;
    int status = ask(&s, timeout, &answer);
    if (status == 0)
        status = open_answer(&s, &answer, out);
    if (status == 0) {
        const char *kept = arena_strndup(a, out->data, out->len);
        if (cms_verify(a, kept, out->len, CMS_KIND_TIMESTAMP, content, pool, facts, &why) != 0)
            status = lied(&s, why.en, why.zh);
    }
    buf_free(&answer);
    ERR_clear_error();
    return status;
}
