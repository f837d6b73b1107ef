#include "archive/sign.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "archive/cades.h"
#include "archive/sign_field.h"
#include "data/arena.h"

/* Bytes reserved for a signature, when it does not need more. */
#define ROOM_LEAST 16384

/* One signing. */
struct job {
    struct arena *arena;
    const char *bytes;
    size_t len;
    const struct sign_options *o;
    struct source at;
    struct messages *m;
    struct pdf_file *f;
};

/* ---- may it be signed? ---- */

static int refuse(const struct job *j, const char *rule, const char *why_en, const char *why_zh,
                  const char *en, const char *zh)
{
    bool chinese = messages_language(j->m) == LANG_ZH;
    msg(j->m, SEV_ERROR, j->at, rule, "%s: %s", "%s：%s", chinese ? zh : en,
        chinese ? why_zh : why_en);
    return -1;
}

/* A certification that allows no changes at all (12.8.2.2). */
static bool is_locked(const struct pdf_file *f)
{
    const struct pdf_value *perms = pdf_dict_find(f, pdf_catalog(f), "Perms"),
                           *certified = pdf_dict_find(f, perms, "DocMDP"),
                           *reference = pdf_dict_find(f, certified, "Reference"),
                           *params = pdf_dict_find(f, pdf_item(f, reference, 0), "TransformParams"),
                           *p = pdf_dict_find(f, params, "P");
    return p->kind == PDF_INTEGER && p->number == 1;
}

/* Opens a file that is whole, and whose signatures so far are. */
static int open_file(struct job *j)
{
    struct verification v;
    j->f = pdf_open(j->arena, j->bytes, j->len, j->at, j->m);
    struct trust *none = j->f != NULL ? trust_load(NULL, j->m) : NULL;
    int status =
        none == NULL ? -1 : verify_pdf(j->arena, j->bytes, j->len, none, 0, j->at, j->m, &v);
    trust_free(none);
    if (status != 0)
        return -1;
    if (v.verdict == VERDICT_ALTERED || v.verdict == VERDICT_BROKEN)
        return refuse(j, "signed-altered", v.why_en, v.why_zh,
                      "a signature in it is not intact: sign a copy that is",
                      "文件中已有的签名不完好，请换用完好的副本");
    if (is_locked(j->f))
        return refuse(j, "signed-altered", "it is certified with no changes allowed",
                      "已认证为不允许改动", "cannot be signed any more", "不能再签名");
    return 0;
}

/* ---- the certificate ---- */

/* The chain of a certificate; without roots of the caller any end of a chain is good. */
static int find_chain(struct job *j, const struct evidence *pool, struct der_bytes certificate,
                      enum usage usage, struct chain *out, struct fault *why)
{
    struct trust *any = NULL;
    if (j->o->trust == NULL) {
        any = trust_load(NULL, j->m);
        if (any == NULL)
            return -1;
        trust_anchor(any, certificate.bytes, certificate.len);
        for (const struct evidence_item *i = pool->items; i != NULL; i = i->next)
            if (i->kind == EVIDENCE_CERTIFICATE)
                trust_anchor(any, i->der, i->len);
    }
    int status = trust_chain(j->arena, any != NULL ? any : j->o->trust, pool, certificate.bytes,
                             certificate.len, usage, j->o->time, out, why);
    trust_free(any);
    return status;
}

static int check_signer(struct job *j, const struct signer *key, struct chain *chain)
{
    struct fault why = {0};
    if (find_chain(j, signer_certificates(key), signer_certificate(key), USAGE_SIGN, chain, &why) ==
        0)
        return 0;
    return refuse(j, "certificate-unfit", why.en, why.zh,
                  "the signer's certificate is not fit to sign, use another",
                  "签名者的证书不能用于签名，请换用其他证书");
}

/* ---- the signature ---- */

static void add_text(struct buf *b, const char *key, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    buf_printf(b, "/%s ", key);
    pdf_write_text(b, text);
    buf_puts(b, "\n");
}

/* The signature dict but /ByteRange and /Contents (table 252). */
static void signature_keys(const struct job *j, const struct signer *key, struct buf *b)
{
    time_t t = (time_t)j->o->time;
    struct tm tm;
    char date[32];
    gmtime_r(&t, &tm);
    strftime(date, sizeof date, "D:%Y%m%d%H%M%SZ", &tm);
    buf_puts(b, "/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n");
    buf_printf(b, "/M (%s)\n", date);
    add_text(b, "Name", j->o->name != NULL ? j->o->name : signer_name(key));
    add_text(b, "Reason", j->o->reason);
    add_text(b, "Location", j->o->place);
}

static int make_signature(struct job *j, struct signer *key, const struct buf *file,
                          struct sign_gap gap, const struct evidence *certificates, struct buf *der)
{
    struct cades c;
    const struct der_bytes parts[] = {{file->data, gap.gap},
                                      {file->data + gap.gap_end, file->len - gap.gap_end}};
    int status = cades_sign(key, parts, 2, &c, j->m);
    if (status == 0)
        cades_encode(key, &c, certificates, NULL, der);
    cades_free(&c);
    return status;
}

/* The certificates of a chain but the signer's own and the root, which the reader must have. */
static void chain_evidence(struct job *j, const struct chain *chain, struct evidence *out)
{
    for (size_t i = chain->n; i-- > 1;)
        evidence_add(out, j->arena, EVIDENCE_CERTIFICATE, false, chain->certificates[i].bytes,
                     chain->certificates[i].len);
}

/* Writes the revision with room for a signature and fills it. Gives what room it would take. */
static int try_sign(struct job *j, struct signer *key, const struct sign_field *field,
                    const struct evidence *certificates, size_t *room, struct buf *out)
{
    struct buf keys = {0}, der = {0};
    struct pdf_update *u = pdf_update_new(j->arena, j->f, j->bytes);
    signature_keys(j, key, &keys);
    long value = sign_field_fill(u, j->arena, j->f, field, keys.data, *room, j->at, j->m);
    int status = value < 0 ? -1 : 0;
    if (status == 0) {
        pdf_update_write(u, out);
        struct sign_gap gap = sign_gap_close(out, pdf_update_place(u, (size_t)value));
        status = make_signature(j, key, out, gap, certificates, &der);
        bool fits = status == 0 && sign_gap_fill(out, gap, &der) == 0;
        *room = fits ? 0 : der.len + der.len / 4;
    }
    buf_free(&keys);
    buf_free(&der);
    return status;
}

static int sign(struct job *j, struct signer *key, struct buf *out)
{
    struct chain chain;
    struct sign_field field;
    struct evidence certificates = {0};
    size_t room = ROOM_LEAST;
    if (open_file(j) != 0 || check_signer(j, key, &chain) != 0 ||
        sign_field_find(j->arena, j->f, j->o->field, j->at, j->m, &field) != 0)
        return -1;
    chain_evidence(j, &chain, &certificates);
    do {
        out->len = 0;
        if (try_sign(j, key, &field, &certificates, &room, out) != 0)
            return -1;
    } while (room > 0);
    return 0;
}

int sign_pdf(struct arena *a, const char *bytes, size_t len, struct signer *key,
             const struct sign_options *o, struct source at, struct messages *m, struct buf *out)
{
    struct job j = {.arena = a, .bytes = bytes, .len = len, .o = o, .at = at, .m = m};
    return sign(&j, key, out);
}
