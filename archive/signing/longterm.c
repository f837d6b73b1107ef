#include <string.h>

#include "archive/pki/revocation.h"
#include "archive/pki/revocation_fetch.h"
#include "archive/signing/dss.h"
#include "archive/signing/sign_field.h"
#include "archive/signing/sign_job.h"
#include "archive/signing/signature_fields.h"
#include "base/arena.h"

/* What is gathered for a file. */
struct gathering {
    struct sign_job *job;
    struct evidence pool;
    struct revocation_fetch fetch;
    int64_t when;           /* until then a timestamp proves what is older */
    enum severity severity; /* of what is missing: only the newest signature's ends it all */
};

static int missing(const struct gathering *g, const char *field, const struct fault *why)
{
    struct arena *a = g->job->arena;
    return sign_refuse(g->job, g->severity, "revocation-unknown",
                       arena_printf(a, "the evidence of validity for %s cannot be gathered", field),
                       arena_printf(a, "无法收集 %s 的有效性证据", field), why);
}

/*
 * What is known of the revocation of a chain: at hand, else fetched, else by the caller's own
 * lists, which then go into the file as well. -1, why set: a certificate was revoked.
 */
static int look_up(struct gathering *g, const struct chain *chain, int64_t when, bool *known,
                   struct fault *why)
{
    const struct sign_job *j = g->job;
    const struct evidence none = {0},
                          *given = j->o->trust != NULL ? trust_evidence(j->o->trust) : &none;
    struct revocation own, all;
    int status = revocation_check(chain, &g->pool, &none, when, j->now, &own, why);
    if (status == 0 && !own.known) {
        g->fetch.url = NULL;
        revocation_fetch(&g->fetch, chain, &g->pool);
        status = revocation_check(chain, &g->pool, &none, when, j->now, &own, why);
    }
    if (status != 0 || revocation_check(chain, &g->pool, given, when, j->now, &all, why) != 0)
        return -1;
    for (const struct evidence_item *i = given->items; !own.known && i != NULL; i = i->next)
        if (all.known && i->kind != EVIDENCE_CERTIFICATE)
            evidence_add(&g->pool, j->arena, i->kind, false, i->der, i->len);
    *known = all.known;
    return 0;
}

/* Certificates, and of each what is known of its revocation. */
static int gather_chain(struct gathering *g, const char *field, struct der_bytes certificate,
                        enum usage usage, int64_t when)
{
    struct sign_job *j = g->job;
    struct chain chain;
    struct fault why = {0};
    bool known;
    j->incomplete = false;
    if (sign_chain(j, &g->pool, certificate, usage, when, &chain, &why) == 0 && j->incomplete)
        fault_set(&why, SIGNATURE_UNTRUSTED,
                  "the certificates up to its root are not at hand, give them with --trust",
                  "缺少直至根证书的证书，请用 --trust 给出");
    if (why.verdict != SIGNATURE_VALID)
        return missing(g, field, &why);
    for (size_t i = 0; i < chain.n; i++)
        evidence_add(&g->pool, j->arena, EVIDENCE_CERTIFICATE, false, chain.certificates[i].bytes,
                     chain.certificates[i].len);
    if (look_up(g, &chain, when, &known, &why) != 0)
        return sign_refuse(j, g->severity, "certificate-revoked",
                           "a certificate is not valid any more, sign with another",
                           "证书已失效，请换用其他证书", &why);
    if (known)
        return 0;
    why.en = "no CRL or OCSP answer speaks for all of its certificates";
    why.zh = "没有涵盖其全部证书的吊销列表或 OCSP 应答";
    if (g->fetch.url != NULL)
        why.en = why.zh = arena_printf(j->arena, "%s: %s", g->fetch.url, g->fetch.why);
    return missing(g, field, &why);
}

static struct der_bytes certificate_of(const struct cms_facts *facts)
{
    return (struct der_bytes){facts->certificate, facts->certificate_len};
}

/* A signature: its timestamp's chain, then its own at the time that this proves. */
static int gather_signature(struct gathering *g, const struct signature_field *s,
                            const struct cms_facts *facts)
{
    struct cms_facts token;
    struct fault why = {0};
    struct signed_bytes value = signed_whole(facts->value, facts->value_len);
    int64_t when = g->when;
    if (facts->token != NULL) {
        if (cms_verify(g->job->arena, facts->token, facts->token_len, CMS_KIND_TIMESTAMP, &value,
                       &g->pool, &token, &why) != 0)
            return missing(g, s->name, &why);
        if (gather_chain(g, s->name, certificate_of(&token), USAGE_TIMESTAMP, when) != 0)
            return -1;
        when = token.time;
    }
    return gather_chain(g, s->name, certificate_of(facts), USAGE_SIGN, when);
}

static int gather_field(struct gathering *g, const struct signature_field *s)
{
    struct cms_facts facts;
    struct fault why = s->fault;
    struct signed_bytes content = signed_around(g->job->bytes, s->gap, s->gap_end, s->covered);
    if (why.verdict != SIGNATURE_VALID || cms_verify(g->job->arena, s->der, s->der_len, s->kind,
                                                     &content, &g->pool, &facts, &why) != 0)
        return missing(g, s->name, &why);
    if (s->kind != CMS_KIND_TIMESTAMP)
        return gather_signature(g, s, &facts);
    int status = gather_chain(g, s->name, certificate_of(&facts), USAGE_TIMESTAMP, g->when);
    if (status == 0)
        g->when = facts.time;
    return status;
}

/* From the newest to the oldest; what cannot be had for older ones is told and left out. */
static int gather(struct gathering *g)
{
    struct sign_job *j = g->job;
    struct signature_fields fields;
    struct fault why = {0};
    if (signature_fields_read(j->arena, j->f, j->bytes, j->len, &fields, &why) != 0)
        return missing(g, "?", &why);
    dss_read(j->arena, j->f, &g->pool);
    for (size_t i = fields.n; i-- > 0;) {
        g->severity = i + 1 == fields.n ? SEV_ERROR : SEV_WARNING;
        if (gather_field(g, &fields.fields[i]) != 0 && g->severity == SEV_ERROR)
            return -1;
    }
    return 0;
}

/* Fills the revision's document timestamp; *room: what it would need, 0 when it fitted. */
static int stamp_file(struct sign_job *j, struct buf *out, size_t place, size_t *room)
{
    struct sign_gap gap = sign_gap_close(out, place);
    struct signed_bytes content = signed_around(out->data, gap.gap, gap.gap_end, out->len);
    struct buf token = {0};
    int status = sign_stamp(j, &content, &token);
    bool fits = status == 0 && sign_gap_fill(out, gap, &token) == 0;
    *room = fits ? 0 : token.len + token.len / 4;
    buf_free(&token);
    return status;
}

static int write_revision(struct sign_job *j, const struct evidence *pool, bool stamp, size_t *room,
                          struct buf *out)
{
    struct pdf_update *u = pdf_update_new(j->arena, j->f, j->bytes);
    struct sign_field field;
    long value = 0;
    dss_add(u, j->arena, j->f, pool);
    if (stamp) {
        sign_field_new(j->arena, j->f, "Timestamp", &field);
        value = sign_field_fill(u, j->arena, j->f, &field,
                                "/Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n"
                                "/SubFilter /ETSI.RFC3161\n",
                                *room, j->at, j->m);
    }
    if (value < 0)
        return -1;
    pdf_update_write(u, out);
    *room = stamp ? *room : 0;
    return stamp ? stamp_file(j, out, pdf_update_place(u, (size_t)value), room) : 0;
}

int longterm_extend(struct sign_job *j, bool stamp, struct buf *out)
{
    struct gathering g = {.job = j, .when = j->now};
    size_t room = SIGN_ROOM;
    g.fetch = (struct revocation_fetch){.arena = j->arena, .timeout = j->o->timeout};
    int status = gather(&g);
    while (status == 0 && room > 0) {
        out->len = 0;
        status = write_revision(j, &g.pool, stamp, &room, out);
    }
    revocation_fetch_end(&g.fetch);
    return status;
}
