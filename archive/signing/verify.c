#include "archive/signing/verify.h"

#include <string.h>
#include <time.h>

#include "archive/pki/cms_verify.h"
#include "archive/pki/revocation.h"
#include "archive/pki/trust.h"
#include "archive/signing/dss.h"
#include "archive/signing/revision_diff.h"
#include "archive/signing/signature_fields.h"
#include "base/arena.h"
#include "pdf/pdf_same.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* Fields that a signer may name as locked, and rules of one signature; more lock all. */
#define LOCKED_MAX 1000
#define RULES_MAX 10

/* Older states of an unsigned file that are looked through for a signature. */
#define STATES_MAX 100

/* One signature on its way to a verdict. */
struct item {
    struct signature_field *field;
    struct signature_verdict *verdict;
    struct cms_facts cms, token; /* token: of its signature timestamp */
    struct revocation revocation;
    struct revision_changes changes; /* after it */
    bool stored;                     /* what it covers holds evidence: a /DSS */
    struct fault fault;
};

struct verifier {
    struct arena *arena;
    const char *bytes;
    size_t len;
    const struct trust *trust;
    struct evidence pool;
    struct messages *quiet; /* what the reader tells of a revision */
    enum language language;
    int64_t now;
    struct pdf_file *file;
    struct signature_fields fields;
    struct item *items;
};

static void name_signer(const struct verifier *v, struct item *i)
{
    struct certificate_names names = {0};
    certificate_names(v->arena, i->cms.certificate, i->cms.certificate_len, &names);
    i->verdict->signer = names.subject;
    i->verdict->issuer = names.issuer;
    i->verdict->serial = names.serial;
    i->verdict->certificate_sha256 = names.sha256;
}

static void verify_bytes(struct verifier *v, struct item *i)
{
    const struct signature_field *s = i->field;
    struct signed_bytes content = signed_around(v->bytes, s->gap, s->gap_end, s->covered);
    int status =
        cms_verify(v->arena, s->der, s->der_len, s->kind, &content, &v->pool, &i->cms, &i->fault);
    if (i->cms.certificate != NULL)
        name_signer(v, i);
    i->verdict->method = i->cms.method;
    i->verdict->experimental = i->cms.experimental;
    if (status != 0 || i->cms.token == NULL)
        return;
    struct signed_bytes value = signed_whole(i->cms.value, i->cms.value_len);
    cms_verify(v->arena, i->cms.token, i->cms.token_len, CMS_KIND_TIMESTAMP, &value, &v->pool,
               &i->token, &i->fault);
}

/* Whether a list of fields has that one, or one above it. */
static bool lists_field(const struct verifier *v, const struct pdf_value *list, const char *name,
                        struct arena *scratch)
{
    for (size_t i = 0; list->kind == PDF_ARRAY && i < list->n; i++) {
        const char *text = pdf_text(scratch, pdf_item(v->file, list, i));
        size_t len = text != NULL ? strlen(text) : 0;
        if (text != NULL && strncmp(name, text, len) == 0 &&
            (name[len] == '\0' || name[len] == '.'))
            return true;
    }
    return false;
}

/* Parameters of DocMDP or FieldMDP, or a field's /Lock: whether that field may be signed later. */
static bool forbids(const struct verifier *v, const struct pdf_value *parameters, const char *name,
                    struct arena *scratch)
{
    const struct pdf_value *p = pdf_dict_find(v->file, parameters, "P");
    const struct pdf_value *action = pdf_dict_find(v->file, parameters, "Action");
    const struct pdf_value *fields = pdf_dict_find(v->file, parameters, "Fields");
    if ((p->kind == PDF_INTEGER && p->number == 1) || fields->n > LOCKED_MAX)
        return true;
    bool listed = lists_field(v, fields, name, scratch);
    if (pdf_is_name(action, "Include") || pdf_is_name(action, "Exclude"))
        return listed == pdf_is_name(action, "Include");
    return action->kind != PDF_NULL; /* All */
}

/* What a signer forbade, by the signature or by its field (12.8.2.2, 12.8.2.4, 12.7.5.5). */
static bool is_locked(const struct verifier *v, const struct signature_field *s, const char *name,
                      struct arena *scratch)
{
    const struct pdf_value *list = pdf_dict_find(v->file, s->value, "Reference");
    bool locked =
        list->n > RULES_MAX || forbids(v, pdf_dict_find(v->file, s->field, "Lock"), name, scratch);
    for (size_t i = 0; list->kind == PDF_ARRAY && i < list->n && !locked; i++) {
        const struct pdf_value *reference = pdf_item(v->file, list, i);
        locked = forbids(v, pdf_dict_find(v->file, reference, "TransformParams"), name, scratch);
    }
    return locked;
}

/* The oldest signature after i, no timestamp, that i forbade. NULL: none. */
static const struct signature_field *forbidden_after(const struct verifier *v, const struct item *i,
                                                     struct arena *scratch)
{
    const struct signature_field *end = v->fields.fields + v->fields.n;
    for (const struct signature_field *s = i->field + 1; s < end; s++)
        if (s->kind != CMS_KIND_TIMESTAMP && is_locked(v, i->field, s->name, scratch))
            return s;
    return NULL;
}

/* The file as it was when signed, and what was changed since. -1, why set: it cannot be read. */
static int read_revision(struct verifier *v, struct item *i, struct arena *scratch,
                         struct fault *why)
{
    const struct signature_field *s = i->field;
    const struct pdf_file *then = v->file;
    i->changes = (struct revision_changes){.allowed = true};
    if (s->covered != v->len) {
        then = signature_revision_open(scratch, v->bytes, s->covered, v->quiet, why);
        if (then == NULL)
            return fault_broken(why, arena_strdup(v->arena, why->en),
                                arena_strdup(v->arena, why->zh));
        if (pdf_revisions(then) >= pdf_revisions(v->file))
            return fault_set(why, SIGNATURE_ALTERED,
                             "bytes that are no revision follow what was signed",
                             "所签内容之后附加了不属于任何修订版的字节");
        revision_diff(v->arena, then, v->file, v->language, &i->changes);
    }
    i->stored = dss_store(then)->kind == PDF_DICT;
    return 0;
}

/* The worse of two faults counts. */
static void check_changes(struct verifier *v, struct item *i)
{
    struct arena *scratch = arena_new();
    struct fault why = {0};
    const struct signature_field *forbidden = forbidden_after(v, i, scratch);
    if (read_revision(v, i, scratch, &why) == 0 && !i->changes.allowed)
        fault_set(&why, SIGNATURE_ALTERED, "the file was changed after it was signed",
                  "签名之后文件又被改动");
    else if (forbidden != NULL)
        fault_set(
            &why, SIGNATURE_ALTERED,
            arena_printf(v->arena, "the signer allowed no later signature in %s, but there is one",
                         forbidden->name),
            arena_printf(v->arena, "签名者不允许其后签署 %s，该签名域却又有签名", forbidden->name));
    i->verdict->changes = i->changes.texts;
    i->verdict->n_changes = i->changes.n;
    if (why.verdict > i->fault.verdict)
        i->fault = why;
    arena_free(scratch);
}

static void start_item(struct verifier *v, struct item *i)
{
    const struct signature_field *s = i->field;
    *i->verdict = (struct signature_verdict){.field = s->name,
                                             .reason = s->reason,
                                             .place = s->place,
                                             .claimed_time = s->claimed,
                                             .covered = s->covered,
                                             .timestamp = s->kind == CMS_KIND_TIMESTAMP};
    i->fault = s->fault;
    if (i->fault.en != NULL)
        return;
    verify_bytes(v, i);
    check_changes(v, i);
}

/* A certificate and the chain above it at a time: good, and not revoked by then. */
static int check_certificate(struct verifier *v, const struct cms_facts *cms, enum usage usage,
                             int64_t when, struct revocation *revocation, int64_t *expires,
                             struct fault *why)
{
    struct chain chain;
    if (trust_chain(v->arena, v->trust, &v->pool, cms->certificate, cms->certificate_len, usage,
                    when, &chain, why) != 0)
        return -1;
    *expires = chain.expires;
    return revocation_check(&chain, &v->pool, trust_evidence(v->trust), when, v->now, revocation,
                            why);
}

/*
 * A timestamp's own certificate, at the time until which the stamp itself is proven, and when it
 * was made: none is older than the certificate that made it.
 */
static int check_stamp(struct verifier *v, const struct cms_facts *stamp, int64_t until,
                       struct revocation *revocation, int64_t *expires, struct fault *why)
{
    if (stamp->time > until + CLOCK_SKEW)
        return fault_set(why, SIGNATURE_UNTRUSTED, "the timestamp is of a later time",
                         "时间戳的时间晚于验证时间");
    struct chain then;
    if (trust_chain(v->arena, v->trust, &v->pool, stamp->certificate, stamp->certificate_len,
                    USAGE_TIMESTAMP, stamp->time, &then, why) == 0 &&
        check_certificate(v, stamp, USAGE_TIMESTAMP, until, revocation, expires, why) == 0)
        return 0;
    why->en = arena_printf(v->arena, "its timestamp: %s", why->en);
    why->zh = arena_printf(v->arena, "其时间戳：%s", why->zh);
    return -1;
}

/* What is proven of the time before a signature is looked at: by timestamps that cover it. */
struct proof {
    int64_t until;            /* it existed by then */
    int64_t expires;          /* of the newest timestamp; 0: there is none */
    const struct item *stamp; /* the one next after it, or NULL */
};

static void check_timestamp(struct verifier *v, struct item *i, struct proof *proof)
{
    struct signature_verdict *out = i->verdict;
    int64_t expires;
    out->level = "DTS";
    out->valid_at = proof->until;
    if (check_stamp(v, &i->cms, proof->until, &i->revocation, &expires, &i->fault) != 0)
        return;
    out->signed_at = i->cms.time;
    out->expires = proof->expires != 0 ? proof->expires : expires;
    *proof = (struct proof){.until = i->cms.time, .expires = out->expires, .stamp = i};
}

/* ETSI EN 319 142-1, 6: what the levels are made of. */
static const char *level(const struct item *i, const struct revocation *stamp,
                         const struct proof *proof)
{
    if (!i->cms.bound)
        return "PKCS#7";
    if (i->token.certificate == NULL && proof->stamp == NULL)
        return "B-B";
    if (!i->revocation.embedded || (i->token.certificate != NULL && !stamp->embedded))
        return "B-T";
    return proof->stamp != NULL && proof->stamp->stored ? "B-LTA" : "B-LT";
}

static void check_signature(struct verifier *v, struct item *i, const struct proof *proof)
{
    struct signature_verdict *out = i->verdict;
    struct revocation stamp = {0};
    int64_t when = proof->until, stamp_expires = 0, expires;
    if (i->token.certificate != NULL) {
        if (check_stamp(v, &i->token, when, &stamp, &stamp_expires, &i->fault) != 0)
            return;
        when = i->token.time;
    }
    out->valid_at = when;
    out->signed_at = i->token.certificate != NULL || proof->stamp != NULL ? when : 0;
    if (check_certificate(v, &i->cms, USAGE_SIGN, when, &i->revocation, &expires, &i->fault) != 0)
        return;
    out->level = level(i, &stamp, proof);
    out->expires = proof->expires != 0  ? proof->expires
                   : stamp_expires != 0 ? stamp_expires
                                        : expires;
}

static void check_trust(struct verifier *v)
{
    struct proof proof = {.until = v->now};
    for (size_t k = v->fields.n; k-- > 0;) {
        struct item *i = &v->items[k];
        if (i->fault.en != NULL)
            continue;
        if (i->verdict->timestamp)
            check_timestamp(v, i, &proof);
        else
            check_signature(v, i, &proof);
        i->verdict->revocation_known = i->revocation.known;
    }
}

static void finish(struct verifier *v, struct verification *out)
{
    for (size_t k = 0; k < v->fields.n; k++) {
        struct item *i = &v->items[k];
        i->verdict->verdict = i->fault.verdict;
        i->verdict->why_en = i->fault.en;
        i->verdict->why_zh = i->fault.zh;
        if (i->fault.verdict != SIGNATURE_VALID)
            i->verdict->expires = 0;
        if (i->fault.verdict > out->verdict) {
            out->verdict = i->fault.verdict;
            out->why_en = i->fault.en;
            out->why_zh = i->fault.zh;
        }
        int64_t expires = i->verdict->expires;
        if (expires != 0 && (out->expires == 0 || expires < out->expires))
            out->expires = expires;
    }
}

static void verify_signatures(struct verifier *v, struct verification *out)
{
    out->n = v->fields.n;
    out->signatures = arena_array(v->arena, out->n, sizeof *out->signatures);
    v->items = arena_array(v->arena, out->n, sizeof *v->items);
    dss_read(v->arena, v->file, &v->pool);
    for (size_t k = 0; k < out->n; k++) {
        v->items[k] = (struct item){.field = &v->fields.fields[k], .verdict = &out->signatures[k]};
        start_item(v, &v->items[k]);
    }
    check_trust(v);
    finish(v, out);
}

static void find_range(void *found, const struct pdf_value *dict)
{
    *(bool *)found = *(bool *)found || pdf_plain(dict, "ByteRange") != NULL;
}

/* Whether bytes[0..end) are a state of the file that was signed. */
static bool is_signed_state(struct verifier *v, size_t end)
{
    struct arena *scratch = arena_new();
    struct fault ignored;
    bool found = false;
    const struct pdf_file *f = signature_revision_open(scratch, v->bytes, end, v->quiet, &ignored);
    if (f != NULL)
        pdf_each_dict(f, find_range, &found);
    arena_free(scratch);
    return found;
}

/* Whether an older state of the file was signed. */
static bool was_signed(struct verifier *v)
{
    static const char mark[] = "%%EOF";
    const char *end = v->bytes + v->len, *at = v->bytes;
    if (memmem(v->bytes, v->len, "/ByteRange", 10) == NULL)
        return false;
    for (int i = 0; i < STATES_MAX; i++) {
        at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1);
        if (at == NULL)
            return false;
        at += sizeof mark - 1;
        if (is_signed_state(v, (size_t)(at - v->bytes)))
            return true;
    }
    return true; /* too many to look through */
}

static int verify_file(struct verifier *v, struct verification *out, struct fault *why)
{
    v->file = signature_revision_open(v->arena, v->bytes, v->len, v->quiet, why);
    if (v->file == NULL ||
        signature_fields_read(v->arena, v->file, v->bytes, v->len, &v->fields, why) != 0)
        return -1;
    if (v->fields.n > 0) {
        verify_signatures(v, out);
        return 0;
    }
    if (was_signed(v))
        return fault_set(why, SIGNATURE_ALTERED, "a signature was taken away by a later change",
                         "后来的改动去掉了原有的签名");
    return fault_set(why, SIGNATURE_UNSIGNED, "the file is not signed", "文件没有签名");
}

struct verification verify_pdf(struct arena *a, const char *bytes, size_t len,
                               const struct trust *t, int64_t at_time, enum language language)
{
    struct verifier v = {.arena = a,
                         .bytes = bytes,
                         .len = len,
                         .trust = t,
                         .quiet = messages_new(language),
                         .language = language,
                         .now = at_time != 0 ? at_time : (int64_t)time(NULL)};
    struct verification out = {.bytes = len};
    struct fault why = {0};
    if (verify_file(&v, &out, &why) != 0) {
        out.verdict = why.verdict;
        out.why_en = why.en;
        out.why_zh = why.zh;
    }
    messages_free(v.quiet);
    return out;
}
