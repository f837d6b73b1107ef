#include "archive/signing/sign.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "archive/pki/cades.h"
#include "archive/pki/revocation.h"
#include "archive/signing/appearance.h"
#include "archive/signing/sign_field.h"
#include "archive/signing/sign_job.h"
#include "archive/signing/signature_fields.h"
#include "archive/signing/verify.h"
#include "base/arena.h"
#include "pdf/pdf_open.h"

/* Whether the signatures of a file are intact, whoever made them; why says what is not. */
static int check_intact(struct sign_job *j, const char *bytes, size_t len, struct fault *why)
{
    *why = (struct fault){0};
    struct trust *none = trust_load(NULL, j->m);
    if (none == NULL)
        return -1;
    struct verification v = verify_pdf(j->arena, bytes, len, none, 0, messages_language(j->m));
    trust_free(none);
    if (v.verdict == SIGNATURE_ALTERED || v.verdict == SIGNATURE_BROKEN)
        return fault_set(why, v.verdict, v.why_en, v.why_zh);
    return 0;
}

/* Opens a file that is whole, and whose signatures so far are. */
static int open_file(struct sign_job *j)
{
    struct fault why;
    j->f = pdf_open(j->arena, j->bytes, j->len, j->at, j->m);
    if (j->f == NULL)
        return -1;
    if (check_intact(j, j->bytes, j->len, &why) != 0)
        return sign_refuse(j, SEV_ERROR, "signed-altered",
                           "a signature in it is not intact, take a copy that is",
                           "文件中已有的签名不完好，请换用完好的副本", &why);
    fault_broken(&why, "it is certified, and no change is allowed", "文件已认证，不允许任何改动");
    const struct pdf_value *perms = pdf_dict_find(j->f, pdf_catalog(j->f), "Perms"),
                           *certified = pdf_dict_find(j->f, perms, "DocMDP");
    return !signature_locks(j->f, certified)
               ? 0
               : sign_refuse(j, SEV_ERROR, "signed-locked",
                             "cannot be signed, take a copy from before that",
                             "不能再签名，请换用认证之前的副本", &why);
}

/* Fit to sign now; not revoked as far as the caller's own lists tell. */
static int check_signer(struct sign_job *j, const struct signer *key, struct chain *chain)
{
    struct fault why = {0};
    struct revocation known;
    const struct evidence none = {0};
    int status = sign_chain(j, signer_certificates(key), signer_certificate(key), USAGE_SIGN,
                            j->now, chain, &why);
    if (status == 0 && j->o->trust != NULL)
        status = revocation_check(chain, &none, trust_evidence(j->o->trust), j->now, j->now, &known,
                                  &why);
    if (status == 0 && j->incomplete)
        msg(j->m, SEV_WARNING, j->at, "incomplete-chain",
            "the certificates between the signer's and its root are not at hand, so the signature "
            "cannot carry them: give them with --trust",
            "缺少签名者证书与根证书之间的证书，签名中无法附上：请用 --trust 给出");
    return status == 0 ? 0
                       : sign_refuse(j, SEV_ERROR, "certificate-unfit",
                                     "the signer's certificate is not fit to sign, use another",
                                     "签名者的证书不能用于签名，请换用其他证书", &why);
}

static void add_text(struct buf *b, const char *key, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    buf_printf(b, "/%s ", key);
    pdf_write_text(b, text);
    buf_puts(b, "\n");
}

static const char *name_of(const struct sign_job *j, const struct signer *key)
{
    return j->o->name != NULL ? j->o->name : signer_name(key);
}

/* The signature dict but /ByteRange and /Contents (table 252). */
static void signature_keys(const struct sign_job *j, const struct signer *key, const struct tm *tm,
                           struct buf *b)
{
    char date[32];
    strftime(date, sizeof date, "D:%Y%m%d%H%M%S", tm);
    buf_puts(b, "/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n");
    long minutes = labs(tm->tm_gmtoff) / 60;
    buf_printf(b, "/M (%s%c%02ld'%02ld')\n", date, tm->tm_gmtoff < 0 ? '-' : '+', minutes / 60,
               minutes % 60);
    add_text(b, "Name", name_of(j, key));
    add_text(b, "Reason", j->o->reason);
    add_text(b, "Location", j->o->place);
}

/* What the revision of a signature is made of, however large that is. */
struct draft {
    struct sign_field field;
    const struct appearance *look;
    struct buf keys;              /* of the signature dict */
    struct evidence certificates; /* between the signer's and its root, and that */
};

static int make_signature(struct sign_job *j, struct signer *key, const struct buf *file,
                          struct sign_gap gap, const struct evidence *certificates, struct buf *der)
{
    struct cades c;
    struct signed_bytes content = signed_around(file->data, gap.gap, gap.gap_end, file->len);
    struct buf token = {0};
    int status = cades_sign(key, &content, &c, j->m);
    struct signed_bytes value = signed_whole(c.value.data, c.value.len);
    if (status == 0 && j->o->tsa != NULL)
        status = sign_stamp(j, &value, &token);
    if (status == 0)
        cades_encode(key, &c, certificates, &token, der);
    buf_free(&token);
    cades_free(&c);
    return status;
}

/* Writes the revision with room for a signature and fills it. Gives what room it would take. */
static int try_sign(struct sign_job *j, struct signer *key, const struct draft *d, size_t *room,
                    struct buf *out)
{
    struct buf der = {0};
    struct pdf_update *u = pdf_update_new(j->arena, j->f, j->bytes);
    long value = sign_field_fill(u, j->arena, j->f, &d->field, d->keys.data, *room, j->at, j->m);
    if (value < 0)
        return -1;
    appearance_add(d->look, u);
    pdf_update_write(u, out);
    struct sign_gap gap = sign_gap_close(out, pdf_update_place(u, (size_t)value));
    int status = make_signature(j, key, out, gap, &d->certificates, &der);
    bool fits = status == 0 && sign_gap_fill(out, gap, &der) == 0;
    *room = fits ? 0 : der.len + der.len / 4;
    buf_free(&der);
    return status;
}

static int make_draft(struct sign_job *j, struct signer *key, struct draft *d)
{
    struct chain chain;
    if (check_signer(j, key, &chain) != 0 ||
        sign_field_find(j->arena, j->f, j->o->field, name_of(j, key), j->at, j->m, &d->field) != 0)
        return -1;
    for (size_t i = chain.n; i-- > 1;)
        evidence_add(&d->certificates, j->arena, EVIDENCE_CERTIFICATE, false,
                     chain.certificates[i].bytes, chain.certificates[i].len);
    time_t t = (time_t)j->o->time;
    struct tm tm;
    localtime_r(&t, &tm);
    const struct appearance_text text = {name_of(j, key), j->o->reason, tm.tm_year + 1900,
                                         tm.tm_mon + 1, tm.tm_mday};
    d->look = appearance_new(j->arena, j->f, d->field.field, &text, j->at, j->m);
    signature_keys(j, key, &tm, &d->keys);
    return 0;
}

static int sign(struct sign_job *j, struct signer *key, struct buf *out)
{
    struct draft d = {0};
    size_t room = SIGN_ROOM;
    int status = open_file(j);
    if (status == 0)
        status = make_draft(j, key, &d);
    while (status == 0 && room > 0) {
        out->len = 0;
        status = try_sign(j, key, &d, &room, out);
    }
    buf_free(&d.keys);
    return status;
}

/* What leaves here is good by our own measures, even from a file of a kind nobody thought of. */
static int check_result(struct sign_job *j, const struct buf *out)
{
    struct fault why;
    if (check_intact(j, out->data, out->len, &why) == 0)
        return 0;
    return sign_refuse(j, SEV_ERROR, "sign-failed",
                       "a signature would not hold in this file, save it anew with another program",
                       "该文件签名后无法通过验证，请用其他程序另存后再签", &why);
}

/* The revision that follows: out becomes the job's file, and is then the longer one. */
static int extend(struct sign_job *j, bool stamp, struct buf *out)
{
    j->bytes = arena_strndup(j->arena, out->data, out->len);
    j->len = out->len;
    j->f = pdf_open(j->arena, j->bytes, j->len, j->at, j->m);
    return j->f != NULL ? longterm_extend(j, stamp, out) : -1;
}

int sign_pdf(struct arena *a, const char *bytes, size_t len, struct signer *key,
             const struct sign_options *o, struct source at, struct messages *m, struct buf *out)
{
    struct sign_job j = {.arena = a, .bytes = bytes, .len = len, .o = o, .at = at, .m = m};
    j.now = (int64_t)time(NULL);
    int status = sign(&j, key, out);
    if (status == 0 && o->lt)
        status = extend(&j, o->lta, out);
    return status == 0 ? check_result(&j, out) : -1;
}

int sign_renew(struct arena *a, const char *bytes, size_t len, const struct sign_options *o,
               struct source at, struct messages *m, struct buf *out)
{
    struct sign_job j = {.arena = a, .bytes = bytes, .len = len, .o = o, .at = at, .m = m};
    j.now = (int64_t)time(NULL);
    int status = open_file(&j);
    if (status == 0)
        status = longterm_extend(&j, true, out);
    return status == 0 ? check_result(&j, out) : -1;
}
