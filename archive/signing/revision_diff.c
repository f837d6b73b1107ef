#include "archive/signing/revision_diff.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/signing/dss.h"
#include "archive/signing/revision_roles.h"
#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_same.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* Changes that are told one by one. */
#define TEXTS_MAX 40

struct diff {
    struct arena *arena; /* for as long as the comparison lasts */
    struct arena *kept;  /* for the texts */
    const struct pdf_file *then, *now;
    const struct role *roles; /* of then */
    enum language language;
    bool allowed;
    struct buf good, bad; /* const char *: what was added, what must not have been changed */
    bool *added;          /* by object number of now: signature fields that are new */
    int *seen;            /* by object number of then: 1 + the generation compared */
};

static void tell(struct diff *d, struct buf *list, const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        must_end();
    const char *const *texts = (const char *const *)list->data;
    size_t n = list->len / sizeof *texts;
    bool known = n >= TEXTS_MAX;
    for (size_t i = 0; i < n && !known; i++)
        known = strcmp(texts[i], text) == 0;
    const char *kept = arena_strdup(d->kept, text);
    if (!known)
        buf_add(list, &kept, sizeof kept);
    free(text);
}

__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static void forbid(struct diff *d,
                                                                               const char *en,
                                                                               const char *zh, ...)
{
    va_list arguments;
    va_start(arguments, zh);
    tell(d, &d->bad, language_text(d->language, en, zh), arguments);
    va_end(arguments);
    d->allowed = false;
}

__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static void allow(struct diff *d,
                                                                              const char *en,
                                                                              const char *zh, ...)
{
    va_list arguments;
    va_start(arguments, zh);
    tell(d, &d->good, language_text(d->language, en, zh), arguments);
    va_end(arguments);
}

static bool is_signature(const struct pdf_value *v)
{
    return v->kind == PDF_DICT && pdf_plain(v, "ByteRange") != NULL;
}

static const char *key_text(struct diff *d, const char *key)
{
    return pdf_text_clean(d->arena, key, strlen(key));
}

/* What a change hits that is never allowed, in words; NULL: nothing with a name. */
static const char *role_text(const struct diff *d, enum role_kind kind)
{
    static const struct {
        enum role_kind kind;
        const char *en, *zh;
    } texts[] = {
        {ROLE_CONTENT, "its content was replaced", "页面内容被替换"},
        {ROLE_FONT, "a font was replaced", "字体被替换"},
        {ROLE_XOBJECT, "a picture was replaced", "图像被替换"},
        {ROLE_RESOURCE, "what it is drawn with was changed", "绘制资源被改动"},
        {ROLE_ANNOTATION, "an annotation was changed", "注释被改动"},
        {ROLE_PAGES, "pages were added, removed or put in another order",
         "页面被添加、删除或调换次序"},
        {ROLE_INFO, "the document information was changed", "文档信息被改动"},
        {ROLE_METADATA, "the metadata was changed", "元数据被改动"},
        {ROLE_STRUCTURE, "the structure for reading aloud was changed", "文档结构标签被改动"},
        {ROLE_STRUCTURE_ROOT, "the structure for reading aloud was changed", "文档结构标签被改动"},
        {ROLE_PARENT_TREE, "the structure for reading aloud was changed", "文档结构标签被改动"},
        {ROLE_OUTLINE, "the bookmarks were changed", "书签被改动"},
        {ROLE_NAMES, "embedded files or names were changed", "嵌入文件或名称被改动"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (kind == texts[i].kind)
            return language_text(d->language, texts[i].en, texts[i].zh);
    return NULL;
}

static void name_change(struct diff *d, const struct role *role, size_t number)
{
    const char *text = role_text(d, role->kind);
    if (text != NULL && role->page > 0)
        forbid(d, "page %zu: %s", "第 %zu 页：%s", role->page, text);
    else if (text != NULL)
        forbid(d, "%s", "%s", text);
    else if (role->kind == ROLE_SIGNED)
        forbid(d, "the signed field %s was changed", "已签署的签名域 %s 被改动", role->name);
    else if (role->kind == ROLE_FIELD)
        forbid(d, "the form field %s was changed", "表单域 %s 被改动", role->name);
    else
        forbid(d, "object %zu was changed", "对象 %zu 被改动", number);
}

static int64_t flags_of(const struct pdf_file *f, const struct pdf_value *widget)
{
    const struct pdf_value *v = pdf_dict_find(f, widget, "F");
    return v->kind == PDF_INTEGER ? v->number : 0;
}

/* A field that is new: signed, by itself, and nowhere to be seen. */
static void check_new_field(struct diff *d, const struct pdf_value *v)
{
    static pdf_keys known = {"Type", "Subtype", "FT", "T",  "TU",           "V",    "F", "P",
                             "Rect", "AP",      "DR", "Ff", "StructParent", "Lock", NULL};
    const struct pdf_value *field = pdf_resolve(d->now, v);
    const char *name = pdf_text(d->arena, pdf_dict_find(d->now, field, "T"));
    if (name == NULL)
        name = "?";
    bool is_new =
        v->kind == PDF_REFERENCE && pdf_object(d->then, (size_t)v->number)->kind == PDF_NULL;
    const struct pdf_value *value = pdf_dict_find(d->now, field, "V");
    if (!is_new || !pdf_only_keys(field, known) || !is_signature(value) ||
        !pdf_is_name(pdf_dict_find(d->now, field, "FT"), "Sig")) {
        forbid(d, "a form field was added: %s", "添加了表单域：%s", name);
        return;
    }
    d->added[v->number] = true;
    bool is_stamp = pdf_is_name(pdf_dict_find(d->now, value, "SubFilter"), "ETSI.RFC3161");
    if (!pdf_is_unseen(d->now, field))
        forbid(d, "a signature field that can be seen was added: %s", "添加了可见的签名域：%s",
               name);
    else if (is_stamp)
        allow(d, "a document timestamp was added: %s", "添加了文档时间戳：%s", name);
    else
        allow(d, "a signature was added: %s", "添加了签名：%s", name);
}

/* Whether a dict has nothing under key, or a value of that kind: no stream that might be drawn. */
static bool is_kind(const struct diff *d, const struct pdf_value *dict, const char *key,
                    enum pdf_kind kind)
{
    const struct pdf_value *v = pdf_dict_find(d->now, dict, key);
    return v->kind == PDF_NULL || v->kind == kind;
}

/* An empty field was signed: its value, and how it looks within its own rectangle. */
static void check_signing(struct diff *d, const struct role *role, const struct pdf_value *a,
                          const struct pdf_value *b)
{
    static pdf_keys free = {"V", "AP", "F", "M", NULL};
    const int64_t harmless = 4 | 128 | 512; /* Print, Locked, LockedContents (12.5.3) */
    bool same_view = ((flags_of(d->then, a) ^ flags_of(d->now, b)) & ~harmless) == 0;
    if (pdf_differing(a, b, free) != NULL || pdf_key_twice(b) || !same_view ||
        !is_signature(pdf_dict_find(d->now, b, "V")) || !is_kind(d, b, "AP", PDF_DICT) ||
        !is_kind(d, b, "F", PDF_INTEGER) || !is_kind(d, b, "M", PDF_STRING))
        forbid(d, "the signature field %s was changed in more than its signature",
               "签名域 %s 除签署以外还有改动", role->name);
    else
        allow(d, "the field %s was signed", "签名域 %s 已签署", role->name);
}

/* Whether b begins like a, which may be none: what follows is the caller's to judge. */
static bool is_extended(const struct pdf_value *a, const struct pdf_value *b)
{
    size_t old = a->kind == PDF_ARRAY ? a->n : 0;
    if ((a->kind != PDF_ARRAY && a->kind != PDF_NULL) || b->kind != PDF_ARRAY || b->n < old)
        return false;
    for (size_t i = 0; i < old; i++)
        if (!pdf_same(&a->items[i], &b->items[i]))
            return false;
    return true;
}

static void check_fields(struct diff *d, const struct pdf_value *a, const struct pdf_value *b)
{
    if (!is_extended(a, b)) {
        forbid(d, "fields of the form were removed or replaced", "表单域被删除或替换");
        return;
    }
    for (size_t i = a->kind == PDF_ARRAY ? a->n : 0; i < b->n; i++)
        check_new_field(d, &b->items[i]);
}

static void check_form(struct diff *d, const struct pdf_value *a, const struct pdf_value *b)
{
    static pdf_keys free = {"Fields", "SigFlags", NULL};
    const char *key = b->kind == PDF_DICT ? pdf_differing(a, b, free) : "AcroForm";
    if (key == NULL && !is_kind(d, b, "SigFlags", PDF_INTEGER))
        key = "SigFlags";
    if (key != NULL || pdf_key_twice(b))
        forbid(d, "the form was changed (/%s)", "表单被改动（/%s）",
               key_text(d, key != NULL ? key : "AcroForm"));
    check_fields(d, pdf_dict_find(d->then, a, "Fields"), pdf_dict_find(d->now, b, "Fields"));
}

/* Whether v is the widget of a new signature field, which was judged by the same page. */
static bool is_new_widget(const struct diff *d, const struct role *role, const struct pdf_value *v)
{
    if (v->kind != PDF_REFERENCE || (size_t)v->number >= pdf_size(d->now) || !d->added[v->number])
        return false;
    const struct pdf_value *page = pdf_plain(pdf_resolve(d->now, v), "P");
    return page != NULL && page->kind == PDF_REFERENCE && (size_t)page->number == role->object;
}

/* Only widgets of the new signature fields may come to a page. */
static void check_annots(struct diff *d, const struct role *role, const struct pdf_value *a,
                         const struct pdf_value *b)
{
    bool good = is_extended(a, b);
    for (size_t i = a->kind == PDF_ARRAY ? a->n : 0; good && i < b->n; i++)
        good = is_new_widget(d, role, &b->items[i]);
    bool fewer = b->kind != PDF_ARRAY || (a->kind == PDF_ARRAY && b->n < a->n);
    if (!good && fewer)
        forbid(d, "page %zu: an annotation was removed", "第 %zu 页：注释被删除", role->page);
    else if (!good)
        forbid(d, "page %zu: an annotation was added or replaced", "第 %zu 页：添加或替换了注释",
               role->page);
}

static void check_page(struct diff *d, const struct role *role, const struct pdf_value *a,
                       const struct pdf_value *b)
{
    static pdf_keys free = {"Annots", NULL};
    const char *key = b->kind == PDF_DICT ? pdf_differing(a, b, free) : "Type";
    if (key != NULL && strcmp(key, "Contents") == 0)
        name_change(d, &(struct role){.kind = ROLE_CONTENT, .page = role->page}, 0);
    else if (key != NULL || pdf_key_twice(b))
        forbid(d, "page %zu was changed (/%s)", "第 %zu 页被改动（/%s）", role->page,
               key_text(d, key != NULL ? key : "Annots"));
    if (!pdf_same_or_none(pdf_plain(a, "Annots"), pdf_plain(b, "Annots")))
        check_annots(d, role, pdf_dict_find(d->then, a, "Annots"),
                     pdf_dict_find(d->now, b, "Annots"));
}

/* Objects are evidence before and after: none can serve a page as well. */
static void check_store(struct diff *d, enum role_kind kind, const struct pdf_value *a,
                        const struct pdf_value *b)
{
    typedef bool is_shaped(const struct pdf_file *f, const struct pdf_value *v);
    is_shaped *shaped = kind == ROLE_STORE         ? dss_is_store
                        : kind == ROLE_STORE_VRI   ? dss_is_vri
                        : kind == ROLE_STORE_ENTRY ? dss_is_entry
                                                   : dss_is_list;
    if ((a->kind == PDF_NULL || shaped(d->then, a)) && shaped(d->now, b))
        allow(d, "evidence of validity was added (DSS)", "添加了验证所需的证据（DSS）");
    else
        forbid(d, "the evidence of validity (DSS) holds what does not belong there",
               "验证证据（DSS）中有不应出现的内容");
}

/* /Perms: only where there was none, and to signatures (12.8.4). */
static bool is_permission(const struct diff *d, const struct pdf_value *a,
                          const struct pdf_value *b)
{
    for (size_t i = 0; b->kind == PDF_DICT && i < b->n; i += 2)
        if (!is_signature(pdf_resolve(d->now, &b->items[i + 1])))
            return false;
    return pdf_same_or_none(a, b) || (a->kind == PDF_NULL && b->kind == PDF_DICT);
}

static void check_catalog(struct diff *d, const struct pdf_value *a, const struct pdf_value *b)
{
    static pdf_keys free = {"AcroForm", "DSS", "Perms", "Extensions", NULL};
    const char *key = b->kind == PDF_DICT ? pdf_differing(a, b, free) : "Type";
    if (key == NULL &&
        !is_permission(d, pdf_dict_find(d->then, a, "Perms"), pdf_dict_find(d->now, b, "Perms")))
        key = "Perms";
    if (key == NULL && !is_kind(d, b, "Extensions", PDF_DICT))
        key = "Extensions";
    if (key != NULL || pdf_key_twice(b))
        forbid(d, "the catalog was changed (/%s)", "文档目录被改动（/%s）",
               key_text(d, key != NULL ? key : "DSS"));
    if (!pdf_same_or_none(pdf_plain(a, "DSS"), pdf_plain(b, "DSS")))
        check_store(d, ROLE_STORE, pdf_dict_find(d->then, a, "DSS"),
                    pdf_dict_find(d->now, b, "DSS"));
    if (!pdf_same_or_none(pdf_plain(a, "AcroForm"), pdf_plain(b, "AcroForm")))
        check_form(d, pdf_dict_find(d->then, a, "AcroForm"), pdf_dict_find(d->now, b, "AcroForm"));
}

static void check_object(struct diff *d, size_t number, const struct pdf_value *a,
                         const struct pdf_value *b)
{
    const struct role *role = &d->roles[number];
    switch (a->kind == PDF_NULL ? ROLE_OTHER : role->kind) {
    case ROLE_CATALOG: check_catalog(d, a, b); break;
    case ROLE_FORM: check_form(d, a, b); break;
    case ROLE_FIELDS: check_fields(d, a, b); break;
    case ROLE_EMPTY: check_signing(d, role, a, b); break;
    case ROLE_PAGE: check_page(d, role, a, b); break;
    case ROLE_ANNOTS: check_annots(d, role, a, b); break;
    case ROLE_STORE:
    case ROLE_STORE_VRI:
    case ROLE_STORE_ENTRY:
    case ROLE_STORE_LIST: check_store(d, role->kind, a, b); break;
    default: name_change(d, role, number); break;
    }
}

/* What a reference led to when the file was signed, and to what it leads now. */
static void compare_reference(struct diff *d, const struct pdf_value *v)
{
    const struct pdf_value *a = pdf_resolve(d->then, v), *b = pdf_resolve(d->now, v);
    if ((size_t)v->number >= pdf_size(d->then)) {
        if (b->kind != PDF_NULL)
            forbid(d, "object %zu came, where there was none", "出现了原先不存在的对象 %zu",
                   (size_t)v->number);
        return;
    }
    if (d->seen[v->number] == 1 + v->generation)
        return;
    d->seen[v->number] = 1 + v->generation;
    if (!pdf_same(a, b))
        check_object(d, (size_t)v->number, a, b);
}

static void compare_below(struct diff *d, const struct pdf_value *v)
{
    if (v->kind == PDF_REFERENCE)
        compare_reference(d, v);
    for (size_t i = 0; i < v->n; i++)
        compare_below(d, &v->items[i]);
}

/* What holds other objects, or tells where they are: each revision has its own. */
static bool is_container(const struct pdf_file *f, const struct pdf_value *v)
{
    const struct pdf_value *type = pdf_dict_find(f, v, "Type");
    return v->kind == PDF_STREAM && (pdf_is_name(type, "XRef") || pdf_is_name(type, "ObjStm"));
}

/* Nothing leads to them, but another reader might find a way. */
static void compare_unreferenced(struct diff *d)
{
    for (size_t i = 0; i < pdf_size(d->then); i++) {
        const struct pdf_value *a = pdf_object(d->then, i), *b = pdf_object(d->now, i);
        bool containers = is_container(d->then, a) && is_container(d->now, b);
        if (d->seen[i] == 0 && a->kind != PDF_NULL && !containers && !pdf_same(a, b))
            name_change(d, &d->roles[i], i);
    }
}

static void compare_trailers(struct diff *d)
{
    const struct pdf_value *a = pdf_trailer(d->then), *b = pdf_trailer(d->now);
    if (!pdf_same_or_none(pdf_plain(a, "Root"), pdf_plain(b, "Root")))
        forbid(d, "the catalog was replaced", "文档目录被替换");
    if (!pdf_same_or_none(pdf_plain(a, "Info"), pdf_plain(b, "Info")))
        forbid(d, "the document information was replaced", "文档信息被替换");
    if (strcmp(pdf_version(d->then), pdf_version(d->now)) != 0 || pdf_key_twice(b))
        forbid(d, "the trailer was changed", "文件尾被改动");
}

/* The form before the pages: their annotations may be its new fields. */
static void compare(struct diff *d)
{
    const struct pdf_value *catalog = pdf_plain(pdf_trailer(d->then), "Root");
    compare_trailers(d);
    if (catalog != NULL)
        compare_reference(d, catalog);
    const struct pdf_value *form = pdf_plain(pdf_catalog(d->then), "AcroForm");
    if (form != NULL)
        compare_below(d, form);
    const struct pdf_value *fields = pdf_plain(pdf_resolve(d->then, form), "Fields");
    if (fields != NULL)
        compare_below(d, fields);
    for (size_t i = 0; i < pdf_size(d->then); i++)
        compare_below(d, pdf_object(d->then, i));
    compare_below(d, pdf_trailer(d->then));
    compare_unreferenced(d);
    if (d->allowed && d->good.len == 0)
        forbid(d, "bytes were added that are no signature, timestamp or evidence",
               "附加了既非签名、时间戳，也非验证证据的字节");
}

void revision_diff(struct arena *a, const struct pdf_file *then, const struct pdf_file *now,
                   enum language language, struct revision_changes *out)
{
    struct arena *scratch = arena_new();
    struct diff d = {.arena = scratch,
                     .kept = a,
                     .then = then,
                     .now = now,
                     .roles = roles_read(scratch, then),
                     .language = language,
                     .allowed = true};
    d.added = arena_array(scratch, pdf_size(now), sizeof *d.added);
    d.seen = arena_array(scratch, pdf_size(then), sizeof *d.seen);
    compare(&d);
    out->allowed = d.allowed;
    struct buf *told = d.allowed ? &d.good : &d.bad;
    out->n = told->len / sizeof *out->texts;
    out->texts = buf_keep(told, a);
    buf_free(&d.good);
    buf_free(&d.bad);
    arena_free(scratch);
}
