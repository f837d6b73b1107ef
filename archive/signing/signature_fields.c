#include "archive/signing/signature_fields.h"

#include <stdlib.h>
#include <string.h>

#include "archive/pki/der.h"
#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_open.h"
#include "pdf/pdf_same.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* For each the file is read once. */
#define SIGNATURES_MAX 100

/* The DER in /Contents is no longer than that. */
#define CONTENTS_MAX (16u << 20)

struct collection {
    struct arena *arena;
    struct pdf_file *f;
    const char *bytes;
    size_t len;
    struct buf fields; /* struct signature_field */
    const struct signature_fields *known;
    bool dangling, stray; /* a /V that leads nowhere; a signature that no field has */
};

/* Whether bytes[0..len) end with %%EOF and at most one end of a line. */
static bool revision_ends(const char *bytes, size_t len)
{
    if (len > 0 && bytes[len - 1] == '\n')
        len--;
    if (len > 0 && bytes[len - 1] == '\r')
        len--;
    return len >= 5 && memcmp(bytes + len - 5, "%%EOF", 5) == 0;
}

struct pdf_file *signature_revision_open(struct arena *a, const char *bytes, size_t len,
                                         struct messages *quiet, struct fault *why)
{
    struct pdf_file *f = pdf_open(a, bytes, len, NOWHERE, quiet);
    size_t n;
    const struct message *list = messages_list(quiet, &n);
    if (f == NULL) {
        const char *text = n > 0 ? arena_strdup(a, list[n - 1].text) : "";
        fault_broken(why, text, text);
    } else if (!revision_ends(bytes, len)) {
        f = NULL;
        fault_broken(why, "bytes follow the end of the PDF (%%EOF)",
                     "PDF 结束标记（%%EOF）之后还有字节");
    }
    return f;
}

bool signature_locks(const struct pdf_file *f, const struct pdf_value *signature)
{
    const struct pdf_value *list = pdf_dict_find(f, signature, "Reference");
    for (size_t i = 0; list->kind == PDF_ARRAY && i < list->n; i++) {
        const struct pdf_value *reference = pdf_item(f, list, i);
        const struct pdf_value *parameters = pdf_dict_find(f, reference, "TransformParams");
        const struct pdf_value *p = pdf_dict_find(f, parameters, "P");
        if (pdf_is_name(pdf_dict_find(f, reference, "TransformMethod"), "DocMDP") &&
            p->kind == PDF_INTEGER && p->number == 1)
            return true;
    }
    return false;
}

/* A dict that stands in the file itself, not in an object stream, with each key once. */
static bool is_plain_dict(const struct pdf_value *value)
{
    return value->kind == PDF_DICT && !value->packed && !pdf_key_twice(value);
}

static int read_range(struct collection *c, struct signature_field *s)
{
    const struct pdf_value *range = pdf_plain(s->value, "ByteRange");
    const struct pdf_value *contents = pdf_plain(s->value, "Contents");
    if (range == NULL || contents == NULL || contents->kind != PDF_STRING ||
        range->kind != PDF_ARRAY || range->n != 4)
        return fault_broken(&s->fault, "the signature has no direct /ByteRange and /Contents",
                            "签名没有直接写出的 /ByteRange 与 /Contents");
    s->gap = contents->begin;
    s->gap_end = contents->end;
    s->covered = pdf_covered(c->f, range, contents);
    if (s->covered == 0)
        return fault_broken(&s->fault,
                            "the /ByteRange does not cover all but the signature's own /Contents",
                            "/ByteRange 没有恰好覆盖签名内容（/Contents）以外的全部字节");
    return 0;
}

/* The hexadecimal digits of the gap, and nothing else there. NULL: others. */
static char *gap_bytes(struct collection *c, const struct signature_field *s, size_t *len)
{
    const char *hex = c->bytes + s->gap + 1;
    size_t n = s->gap_end - s->gap;
    bool hexadecimal = n >= 2 && hex[-1] == '<' && c->bytes[s->gap_end - 1] == '>';
    if (!hexadecimal || n % 2 != 0 || n / 2 > CONTENTS_MAX)
        return NULL;
    *len = (n - 2) / 2;
    char *out = arena_alloc(c->arena, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        int high = pdf_hex_digit(hex[2 * i]), low = pdf_hex_digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return NULL;
        out[i] = (char)(high * 16 + low);
    }
    return out;
}

/* One DER element, then zeros only. */
static int read_contents(struct collection *c, struct signature_field *s)
{
    size_t len;
    char *bytes = gap_bytes(c, s, &len);
    if (bytes == NULL)
        return fault_broken(&s->fault, "/Contents is not hexadecimal digits alone",
                            "/Contents 不全是十六进制数字");
    struct der in = {(const unsigned char *)bytes, len}, body, whole;
    if (!der_take_tag(&in, DER_SEQUENCE, &body, &whole) || !der_is_strict(whole))
        return fault_broken(&s->fault, "the signature in /Contents is not DER",
                            "/Contents 中的签名不是 DER 编码");
    for (size_t i = 0; i < in.len; i++)
        if (in.bytes[i] != 0)
            return fault_broken(&s->fault, "bytes other than zeros follow the signature",
                                "签名之后的填充不是零");
    s->der = bytes;
    s->der_len = whole.len;
    return 0;
}

static int read_kind(struct collection *c, struct signature_field *s)
{
    static const char *const names[] = {[CMS_KIND_CADES] = "ETSI.CAdES.detached",
                                        [CMS_KIND_PKCS7] = "adbe.pkcs7.detached",
                                        [CMS_KIND_TIMESTAMP] = "ETSI.RFC3161"};
    const struct pdf_value *filter = pdf_dict_find(c->f, s->value, "SubFilter");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (pdf_is_name(filter, names[i])) {
            s->kind = (enum cms_kind)i;
            return 0;
        }
    return fault_broken(&s->fault, "this kind of signature (/SubFilter) is not known",
                        "不支持这种签名（/SubFilter）");
}

static int check_end(struct collection *c, struct signature_field *s)
{
    return revision_ends(c->bytes, s->covered)
               ? 0
               : fault_broken(&s->fault, "the signed bytes do not end with a revision of the file",
                              "所签字节不是在文件某一修订版的末尾结束");
}

static void read_signature(struct collection *c, struct signature_field *s)
{
    s->reason = pdf_text(c->arena, pdf_dict_find(c->f, s->value, "Reason"));
    s->place = pdf_text(c->arena, pdf_dict_find(c->f, s->value, "Location"));
    s->claimed = pdf_text(c->arena, pdf_dict_find(c->f, s->value, "M"));
    if (!is_plain_dict(s->value))
        fault_broken(&s->fault, "the signature is not a plain dictionary with each key once",
                     "签名字典不是直接写在文件中，或有重复的键");
    else if (read_range(c, s) == 0 && read_contents(c, s) == 0 && read_kind(c, s) == 0)
        check_end(c, s);
}

static void visit_field(void *ctx, const struct pdf_value *field)
{
    struct collection *c = ctx;
    const struct pdf_value *plain = pdf_plain(field, "V");
    if (plain == NULL || plain->kind == PDF_NULL ||
        !pdf_is_name(pdf_inherited(c->f, field, "FT"), "Sig"))
        return;
    struct signature_field s = {.name = pdf_field_name(c->arena, c->f, field),
                                .field = field,
                                .value = pdf_resolve(c->f, plain)};
    c->dangling = c->dangling || s.value->kind != PDF_DICT;
    buf_add(&c->fields, &s, sizeof s);
}

/* Marks a signature that none of the known fields has: another reader might find it. */
static void visit_dict(void *ctx, const struct pdf_value *dict)
{
    struct collection *c = ctx;
    if (pdf_plain(dict, "ByteRange") == NULL)
        return;
    for (size_t i = 0; i < c->known->n; i++)
        if (c->known->fields[i].value == dict)
            return;
    c->stray = true;
}

static int by_covered(const void *a, const void *b)
{
    const struct signature_field *s = a, *t = b;
    return s->covered < t->covered ? -1 : s->covered > t->covered;
}

/* A signature covers those before it whole: otherwise one could speak for the other's gap. */
static void check_order(struct signature_fields *list)
{
    for (size_t i = 1; i < list->n; i++) {
        struct signature_field *s = &list->fields[i];
        if (s->fault.en == NULL && s->gap < list->fields[i - 1].covered)
            fault_broken(&s->fault, "two signatures lie across each other", "两个签名互相重叠");
    }
}

int signature_fields_read(struct arena *a, struct pdf_file *f, const char *bytes, size_t len,
                          struct signature_fields *out, struct fault *why)
{
    struct collection c = {.arena = a, .f = f, .bytes = bytes, .len = len, .known = out};
    int status = pdf_walk_fields(f, visit_field, &c);
    out->n = c.fields.len / sizeof *out->fields;
    out->fields = buf_keep(&c.fields, a);
    if (status != 0)
        return fault_broken(why, "the form's fields are no tree", "表单域不成树状");
    pdf_each_dict(f, visit_dict, &c);
    if (c.dangling)
        return fault_broken(why, "a signature field leads to no signature",
                            "签名域所指的签名不存在或无法读取");
    if (out->n > SIGNATURES_MAX)
        return fault_broken(why, "there are too many signatures", "签名过多");
    if (c.stray)
        return fault_broken(why, "a signature stands where no field of the form has it",
                            "文件中有不属于任何表单域的签名");
    for (size_t i = 0; i < out->n; i++)
        read_signature(&c, &out->fields[i]);
    qsort(out->fields, out->n, sizeof *out->fields, by_covered);
    check_order(out);
    return 0;
}
