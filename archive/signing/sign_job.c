#include "archive/signing/sign_job.h"

#include <inttypes.h>

#include "archive/pki/tsp.h"
#include "base/msg.h"

/* A TSA's clock that differs by more seconds is told. */
#define SKEW_TOLD 600

int sign_refuse(const struct sign_job *j, enum severity severity, const char *rule, const char *en,
                const char *zh, const struct fault *why)
{
    enum language language = messages_language(j->m);
    if (why->en == NULL) /* the machine failed, which was reported */
        return -1;
    msg(j->m, severity, j->at, rule, "%s: %s", "%s：%s", language_text(language, en, zh),
        language_text(language, why->en, why->zh));
    return -1;
}

/* The chain that ends with a self-signed certificate of pool or, with any, with any of them. */
static int chain_within(struct sign_job *j, const struct evidence *pool,
                        struct der_bytes certificate, enum usage usage, int64_t when, bool any,
                        struct chain *out, struct fault *why)
{
    struct trust *t = trust_load(NULL, j->m);
    if (t == NULL)
        return fault_broken(why, "OpenSSL", "OpenSSL");
    trust_anchor(t, certificate.bytes, certificate.len, any);
    for (const struct evidence_item *i = pool->items; i != NULL; i = i->next)
        if (i->kind == EVIDENCE_CERTIFICATE)
            trust_anchor(t, i->der, i->len, any);
    int status =
        trust_chain(j->arena, t, pool, certificate.bytes, certificate.len, usage, when, out, why);
    trust_free(t);
    return status;
}

int sign_chain(struct sign_job *j, const struct evidence *pool, struct der_bytes certificate,
               enum usage usage, int64_t when, struct chain *out, struct fault *why)
{
    if (j->o->trust != NULL)
        return trust_chain(j->arena, j->o->trust, pool, certificate.bytes, certificate.len, usage,
                           when, out, why);
    if (chain_within(j, pool, certificate, usage, when, false, out, why) == 0)
        return 0;
    j->incomplete = chain_within(j, pool, certificate, usage, when, true, out, why) == 0;
    return j->incomplete ? 0 : -1;
}

int sign_stamp(struct sign_job *j, const struct signed_bytes *content, struct buf *token)
{
    struct cms_facts facts;
    struct evidence pool = {0};
    struct chain chain;
    struct fault why = {0};
    if (tsp_stamp(j->arena, j->o->tsa, j->o->timeout, content, j->m, token, &facts, &pool) != 0)
        return -1;
    struct der_bytes certificate = {facts.certificate, facts.certificate_len};
    if (sign_chain(j, &pool, certificate, USAGE_TIMESTAMP, facts.time, &chain, &why) != 0)
        return sign_refuse(j, SEV_ERROR, "tsa-untrusted",
                           "the timestamp authority cannot be trusted, use another",
                           "时间戳服务不可信，请换用其他服务", &why);
    int64_t off = facts.time > j->now ? facts.time - j->now : j->now - facts.time;
    if (off > SKEW_TOLD)
        msg(j->m, SEV_WARNING, IN_FILE(j->o->tsa), "tsa-time",
            "its clock and this machine's differ by %" PRId64 " seconds: set the clock",
            "其时钟与本机相差 %" PRId64 " 秒：请校准时钟", off);
    return 0;
}
