#include "archive/pdf_read.h"

#include <string.h>

#include "archive/inflate.h"
#include "data/arena.h"

/* startxref and, in a linearised file, /Linearized stand so near to the ends (annexes F, H). */
#define EDGE 1024

/* Bytes parsed, by the length of the file: objects inside each other are no way to fill memory. */
#define PARSED_MAX 2

static const struct pdf_value null_value = {0};

enum entry_state { ENTRY_UNKNOWN, ENTRY_FREE, ENTRY_IN_USE, ENTRY_BUSY, ENTRY_LOADED };

struct entry {
    size_t offset;
    int generation;
    enum entry_state state;
    struct pdf_value value;
};

struct pdf_file {
    struct pdf_parser parser;
    const char *version;
    struct source at;
    struct messages *m;
    struct pdf_value trailer;
    struct entry *entries;
    size_t size, revisions;
    size_t parsed, inflated; /* bytes so far */
};

/* ---- messages ---- */

int pdf_broken(const struct pdf_file *f, size_t at, const char *en, const char *zh)
{
    msg(f->m, SEV_ERROR, f->at, "pdf-broken",
        "the PDF is damaged at byte %zu (%s): take another copy of it",
        "PDF 在第 %zu 字节处损坏（%s）：请换用另一份副本", at,
        messages_language(f->m) == LANG_ZH ? zh : en);
    return -1;
}

/* Kinds of files that are whole, but not for us. */
static int refuse(const struct pdf_file *f, const char *rule, const char *en, const char *zh)
{
    bool chinese = messages_language(f->m) == LANG_ZH;
    msg(f->m, SEV_ERROR, f->at, rule, "%s", "%s", chinese ? zh : en);
    return -1;
}

static int refuse_xref_stream(const struct pdf_file *f)
{
    return refuse(f, "pdf-xref-stream",
                  "the PDF has a cross-reference stream: only classic tables are read; "
                  "`qpdf --object-streams=disable` makes them, but ends signatures",
                  "PDF 使用交叉引用流，只能读传统交叉引用表；可用 qpdf "
                  "--object-streams=disable 转换，但签名会失效");
}

/* ---- values ---- */

const char *pdf_version(const struct pdf_file *f)
{
    return f->version;
}

size_t pdf_length(const struct pdf_file *f)
{
    return f->parser.len;
}

size_t pdf_revisions(const struct pdf_file *f)
{
    return f->revisions;
}

const struct pdf_value *pdf_trailer(const struct pdf_file *f)
{
    return &f->trailer;
}

const struct pdf_value *pdf_catalog(const struct pdf_file *f)
{
    return pdf_dict_find(f, &f->trailer, "Root");
}

size_t pdf_size(const struct pdf_file *f)
{
    return f->size;
}

const struct pdf_value *pdf_object(const struct pdf_file *f, size_t number)
{
    bool there = number < f->size && f->entries[number].state == ENTRY_LOADED;
    return there ? &f->entries[number].value : &null_value;
}

int pdf_generation(const struct pdf_file *f, size_t number)
{
    bool there = number < f->size && f->entries[number].state == ENTRY_LOADED;
    return there ? f->entries[number].generation : 0;
}

const struct pdf_value *pdf_resolve(const struct pdf_file *f, const struct pdf_value *v)
{
    if (v == NULL)
        return &null_value;
    if (v->kind != PDF_REFERENCE)
        return v;
    const struct pdf_value *object = pdf_object(f, (size_t)v->number);
    return object != &null_value && f->entries[v->number].generation == v->generation ? object
                                                                                      : &null_value;
}

/* As it stands in the dict, or NULL. */
static const struct pdf_value *find_plain(const struct pdf_value *dict, const char *key)
{
    if (dict->kind == PDF_DICT || dict->kind == PDF_STREAM)
        for (size_t i = 0; i < dict->n; i += 2)
            if (strcmp(dict->items[i].bytes, key) == 0)
                return &dict->items[i + 1];
    return NULL;
}

const struct pdf_value *pdf_dict_find(const struct pdf_file *f, const struct pdf_value *dict,
                                      const char *key)
{
    return pdf_resolve(f, find_plain(dict, key));
}

const struct pdf_value *pdf_item(const struct pdf_file *f, const struct pdf_value *array, size_t i)
{
    bool there = array->kind == PDF_ARRAY && i < array->n;
    return there ? pdf_resolve(f, &array->items[i]) : &null_value;
}

bool pdf_is_name(const struct pdf_value *v, const char *name)
{
    return v->kind == PDF_NAME && strcmp(v->bytes, name) == 0;
}

/* ---- the cross-reference table (7.5.4) ---- */

/* An entry of 20 bytes: offset, generation, n or f. Newer sections were read before. */
static int read_entry(struct pdf_file *f, struct entry *e)
{
    struct pdf_parser *p = &f->parser;
    size_t at = p->at;
    int64_t offset = pdf_take_number(p), generation = offset < 0 ? -1 : pdf_take_number(p);
    bool in_use = generation >= 0 && pdf_take_word(p, "n");
    if (generation < 0 || generation > 65535 || (!in_use && !pdf_take_word(p, "f")) ||
        (in_use && (size_t)offset >= p->len))
        return pdf_broken(f, at, "entry of the cross-reference table", "交叉引用表的条目");
    if (e != NULL && e->state == ENTRY_UNKNOWN) {
        e->state = in_use && offset > 0 ? ENTRY_IN_USE : ENTRY_FREE;
        e->offset = (size_t)offset;
        e->generation = (int)generation;
    }
    return 0;
}

/* The lines under `xref`, to the word trailer. f->entries NULL: they are only looked through. */
static int read_sections(struct pdf_file *f)
{
    struct pdf_parser *p = &f->parser;
    while (!pdf_take_word(p, "trailer")) {
        size_t at = p->at;
        int64_t first = pdf_take_number(p), n = first < 0 ? -1 : pdf_take_number(p);
        if (n < 0)
            return pdf_broken(f, at, "cross-reference table", "交叉引用表");
        for (int64_t i = first; i < first + n; i++) {
            bool known = f->entries != NULL && (size_t)i < f->size;
            if (read_entry(f, known ? &f->entries[i] : NULL) != 0)
                return -1;
        }
    }
    return 0;
}

/* `xref` ... `trailer` and the dict behind it. */
static int read_table(struct pdf_file *f, size_t at, struct pdf_value *trailer)
{
    struct pdf_parser *p = &f->parser;
    p->at = at;
    if (!pdf_take_word(p, "xref")) {
        if (pdf_take_number(p) >= 0)
            return refuse_xref_stream(f);
        return pdf_broken(f, at, "no cross-reference table", "没有交叉引用表");
    }
    if (read_sections(f) != 0)
        return -1;
    if (pdf_parse_value(p, trailer) != 0 || trailer->kind != PDF_DICT)
        return pdf_broken(f, p->at, "trailer", "文件尾字典");
    if (find_plain(trailer, "XRefStm") != NULL)
        return refuse_xref_stream(f);
    if (find_plain(trailer, "Encrypt") != NULL)
        return refuse(f, "pdf-encrypted", "the PDF is encrypted: save it without a password",
                      "PDF 已加密：请取消密码后另存");
    return 0;
}

static int64_t integer_of(const struct pdf_value *dict, const char *key)
{
    const struct pdf_value *v = find_plain(dict, key);
    return v != NULL && v->kind == PDF_INTEGER ? v->number : -1;
}

/* The newest trailer says how many objects there are: a table has 20 bytes for each. */
static int make_entries(struct pdf_file *f, size_t at)
{
    int64_t size = integer_of(&f->trailer, "Size");
    if (size < 1 || (uint64_t)size > f->parser.len / 20 + 1)
        return pdf_broken(f, at, "/Size of the trailer", "文件尾的 /Size");
    f->size = (size_t)size;
    f->entries = arena_array(f->parser.arena, f->size, sizeof *f->entries);
    return 0;
}

/* From the newest table to the oldest, each wholly before the one that names it by /Prev. */
static int read_tables(struct pdf_file *f, size_t at)
{
    if (read_table(f, at, &f->trailer) != 0 || make_entries(f, at) != 0)
        return -1;
    for (size_t end = f->parser.len;; f->revisions++) {
        struct pdf_value trailer;
        if (read_table(f, at, &trailer) != 0)
            return -1;
        if (f->parser.at > end)
            return pdf_broken(f, at, "tables across each other", "交叉引用表互相重叠");
        if (find_plain(&trailer, "Prev") == NULL)
            return 0;
        int64_t prev = integer_of(&trailer, "Prev");
        if (prev < 0 || (size_t)prev >= at)
            return pdf_broken(f, at, "/Prev of the trailer", "文件尾的 /Prev");
        end = at;
        at = (size_t)prev;
    }
}

/* The last startxref, where only %%EOF may follow. 0: none. */
static size_t find_startxref(const struct pdf_parser *file)
{
    struct pdf_parser p = *file;
    static const char word[] = "startxref";
    size_t least = p.len > EDGE ? p.len - EDGE : 0;
    for (size_t at = p.len; at-- > least;) {
        p.at = at;
        if (!pdf_take_word(&p, word) || p.at != at + sizeof word - 1)
            continue;
        int64_t offset = pdf_take_number(&p);
        while (p.at < p.len && strchr("\r\n ", p.bytes[p.at]) != NULL && p.bytes[p.at] != '\0')
            p.at++;
        bool ends = p.len - p.at >= 5 && memcmp(p.bytes + p.at, "%%EOF", 5) == 0;
        p.at += ends ? 5 : 0;
        pdf_skip_blanks(&p);
        return ends && p.at == p.len && offset > 0 && (size_t)offset < p.len ? (size_t)offset : 0;
    }
    return 0;
}

/* ---- objects ---- */

static int load(struct pdf_file *f, size_t number);

/* The data of a stream, whose /Length may be an object of its own (7.3.8). */
static int read_stream(struct pdf_file *f, struct pdf_value *v)
{
    struct pdf_parser *p = &f->parser;
    size_t at = p->at;
    const struct pdf_value *length = find_plain(v, "Length");
    if (length != NULL && length->kind == PDF_REFERENCE) {
        if ((size_t)length->number < f->size && load(f, (size_t)length->number) != 0)
            return -1;
        length = pdf_resolve(f, length);
    }
    p->at = at;
    if (p->at < p->len && p->bytes[p->at] == '\r')
        p->at++;
    if (p->at >= p->len || p->bytes[p->at++] != '\n' || length == NULL ||
        length->kind != PDF_INTEGER || length->number < 0 ||
        (uint64_t)length->number > p->len - p->at)
        return pdf_broken(f, at, "length of a stream", "数据流的长度");
    v->kind = PDF_STREAM;
    v->bytes = p->bytes + p->at;
    v->len = (size_t)length->number;
    p->at += v->len;
    return pdf_take_word(p, "endstream") ? 0
                                         : pdf_broken(f, p->at, "end of a stream", "数据流的结尾");
}

static int read_object(struct pdf_file *f, size_t number, struct entry *e)
{
    struct pdf_parser *p = &f->parser;
    p->at = e->offset;
    if (pdf_take_number(p) != (int64_t)number || pdf_take_number(p) != e->generation ||
        !pdf_take_word(p, "obj"))
        return pdf_broken(f, e->offset, "no object where the table has one",
                          "交叉引用表所指处没有对象");
    if (pdf_parse_value(p, &e->value) != 0 || e->value.kind == PDF_REFERENCE)
        return pdf_broken(f, p->at, "value of an object", "对象的值");
    if (e->value.kind == PDF_DICT && pdf_take_word(p, "stream") && read_stream(f, &e->value) != 0)
        return -1;
    if (!pdf_take_word(p, "endobj"))
        return pdf_broken(f, p->at, "end of an object", "对象的结尾");
    e->value.end = p->at;
    f->parsed += p->at - e->offset;
    if (f->parsed / PARSED_MAX > p->len)
        return pdf_broken(f, e->offset, "objects inside each other", "对象互相嵌套");
    return 0;
}

/* Reads an object, once. Only the length of a stream leads from one to another. */
static int load(struct pdf_file *f, size_t number)
{
    struct entry *e = &f->entries[number];
    if (e->state == ENTRY_BUSY)
        return pdf_broken(f, e->offset, "object that needs itself", "对象引用自身");
    if (e->state != ENTRY_IN_USE)
        return 0;
    e->state = ENTRY_BUSY;
    if (read_object(f, number, e) != 0)
        return -1;
    e->state = ENTRY_LOADED;
    return 0;
}

static int read_file(struct pdf_file *f)
{
    struct pdf_parser *p = &f->parser;
    if (p->len < 9 || memcmp(p->bytes, "%PDF-", 5) != 0)
        return pdf_broken(f, 0, "no PDF", "不是 PDF");
    size_t end = 5;
    while (end < p->len && memchr("0123456789.", p->bytes[end], 11) != NULL)
        end++;
    f->version = arena_strndup(p->arena, p->bytes + 5, end - 5);
    if (memmem(p->bytes, p->len < EDGE ? p->len : EDGE, "/Linearized", 11) != NULL)
        return refuse(f, "pdf-linearised",
                      "the PDF is linearised (for fast web view): save it without that",
                      "PDF 经过线性化（快速网页查看）：请取消该选项后另存");
    size_t at = find_startxref(p);
    if (at == 0)
        return pdf_broken(f, p->len, "no startxref and %%EOF at its end",
                          "文件末尾没有 startxref 和 %%EOF");
    if (read_tables(f, at) != 0)
        return -1;
    for (size_t i = 0; i < f->size; i++)
        if (load(f, i) != 0)
            return -1;
    return pdf_catalog(f)->kind == PDF_DICT ? 0 : pdf_broken(f, at, "no catalog", "没有文档目录");
}

struct pdf_file *pdf_open(struct arena *a, const char *bytes, size_t len, struct source at,
                          struct messages *m)
{
    struct pdf_file *f = arena_alloc(a, sizeof *f);
    *f = (struct pdf_file){
        .parser = {.arena = a, .bytes = bytes, .len = len}, .revisions = 1, .at = at, .m = m};
    return read_file(f) == 0 ? f : NULL;
}

/* ---- streams ---- */

/* Whether only /FlateDecode was applied; *plain: nothing at all. */
static bool is_flate(const struct pdf_file *f, const struct pdf_value *stream, bool *plain)
{
    const struct pdf_value *filter = pdf_dict_find(f, stream, "Filter");
    const struct pdf_value *parms = pdf_dict_find(f, stream, "DecodeParms");
    if (filter->kind == PDF_ARRAY && filter->n == 1)
        filter = pdf_item(f, filter, 0);
    if (parms->kind == PDF_ARRAY && parms->n == 1)
        parms = pdf_item(f, parms, 0);
    *plain = filter->kind == PDF_NULL || (filter->kind == PDF_ARRAY && filter->n == 0);
    const struct pdf_value *predictor = pdf_dict_find(f, parms, "Predictor");
    return pdf_is_name(filter, "FlateDecode") &&
           (predictor->kind == PDF_NULL ||
            (predictor->kind == PDF_INTEGER && predictor->number == 1));
}

const char *pdf_stream_bytes(struct pdf_file *f, const struct pdf_value *stream, size_t *len)
{
    bool plain, flate = is_flate(f, stream, &plain);
    size_t left = PDF_INFLATED_MAX - f->inflated;
    const char *out = NULL;
    if (stream->kind != PDF_STREAM || find_plain(stream, "F") != NULL || (!plain && !flate)) {
        msg(f->m, SEV_ERROR, f->at, "pdf-filter",
            "the stream at byte %zu of the PDF has a filter that is not read: only FlateDecode is",
            "PDF 第 %zu 字节处的数据流使用了不支持的过滤器：只能读 FlateDecode", stream->begin);
        return NULL;
    }
    if (plain && stream->len <= left) {
        *len = stream->len;
        out = arena_strndup(f->parser.arena, stream->bytes, stream->len);
    } else if (flate) {
        out = inflate_bytes(f->parser.arena, stream->bytes, stream->len, left, len);
    }
    if (out == NULL)
        pdf_broken(f, stream->begin, "compressed data, or too much of it", "压缩数据有误或过大");
    else
        f->inflated += *len;
    return out;
}
