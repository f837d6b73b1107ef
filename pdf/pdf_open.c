#include "pdf/pdf_open.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_file.h"

/* startxref stands so near to the end (annex H), /Linearized to the beginning (annex F). */
#define EDGE 1024

/* Each object takes so many bytes of the file: 20 in a table, and deflated hardly less than these.
 */
#define LEAST_BYTES 4

/* A file has at most so many indirect objects (annex C). */
#define OBJECTS_MAX 8388607

/* Where the last startxref leads, which only %%EOF may follow. 0 where there is none. */
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

/* Makes room for the entries: the newest trailer says how many objects there are. */
static int make_entries(struct pdf_file *f, const struct pdf_value *trailer, size_t at)
{
    int64_t size = pdf_find_number(trailer, "Size");
    if (size < 1 || size > OBJECTS_MAX || (uint64_t)size > f->parser.len / LEAST_BYTES)
        return pdf_broken(f, at, "/Size of the trailer", "文件尾的 /Size");
    f->size = (size_t)size;
    f->entries = arena_array(f->parser.arena, f->size, sizeof *f->entries);
    return 0;
}

/*
 * What newer sections told of an object stays. Programs differ in which of two entries of one
 * section counts, and in whether one beyond /Size does: -1 for either, since a file that is signed
 * would show another page to each of them.
 */
static int set_entry(struct pdf_file *f, size_t number, struct entry told)
{
    if (f->entries == NULL) /* a table on its way to /Size */
        return 0;
    if (number >= f->size)
        return told.state == ENTRY_FREE ? 0 : -1;
    struct entry *e = &f->entries[number];
    if (e->state != ENTRY_UNKNOWN)
        return e->section != f->revisions ? 0 : -1;
    told.section = f->revisions;
    *e = told;
    return 0;
}

/* An entry has 20 bytes: an offset, a generation, and n or f. */
static int read_entry(struct pdf_file *f, size_t number)
{
    struct pdf_parser *p = &f->parser;
    size_t at = p->at;
    int64_t offset = pdf_take_number(p), generation = offset < 0 ? -1 : pdf_take_number(p);
    bool in_use = generation >= 0 && pdf_take_word(p, "n");
    if (generation < 0 || generation > 65535 || (!in_use && !pdf_take_word(p, "f")) ||
        (in_use && (size_t)offset >= p->len) ||
        set_entry(f, number,
                  (struct entry){.place = (size_t)offset,
                                 .generation = (int)generation,
                                 .state = in_use && offset > 0 ? ENTRY_IN_USE : ENTRY_FREE}) != 0)
        return pdf_broken(f, at, "entry of the cross-reference table", "交叉引用表的条目");
    return 0;
}

/* Reads the lines behind `xref`, up to the word trailer. */
static int read_lines(struct pdf_file *f)
{
    struct pdf_parser *p = &f->parser;
    while (!pdf_take_word(p, "trailer")) {
        size_t at = p->at;
        int64_t first = pdf_take_number(p), n = first < 0 ? -1 : pdf_take_number(p);
        if (n < 0)
            return pdf_broken(f, at, "cross-reference table", "交叉引用表");
        for (int64_t i = first; i < first + n; i++)
            if (read_entry(f, (size_t)i) != 0)
                return -1;
    }
    return 0;
}

/* Reads what stands behind `xref`. The newest table is read twice, as its size comes behind it. */
static int read_table(struct pdf_file *f, struct pdf_value *trailer)
{
    struct pdf_parser *p = &f->parser;
    size_t at = p->at;
    if (read_lines(f) != 0)
        return -1;
    if (pdf_parse_value(p, trailer) != 0 || trailer->kind != PDF_DICT)
        return pdf_broken(f, p->at, "trailer", "文件尾字典");
    if (pdf_plain(trailer, "XRefStm") != NULL)
        return pdf_refuse(
            f, "pdf-hybrid",
            "the PDF has two cross-references, which programs read differently: save "
            "it again with one; `qpdf --object-streams=disable` does, but ends "
            "signatures",
            "PDF 同时含交叉引用表和交叉引用流，不同软件读法不一：请只留一种另存；可用 "
            "qpdf --object-streams=disable 转换，但签名会失效");
    if (f->entries != NULL)
        return 0;
    p->at = at;
    return make_entries(f, trailer, at) == 0 ? read_table(f, trailer) : -1;
}

/* How many bytes each of the three fields of an entry has, and all together; 0 where /W is no good.
 */
static size_t field_widths(const struct pdf_value *dict, size_t widths[3])
{
    const struct pdf_value *w = pdf_plain(dict, "W");
    size_t all = 0;
    if (w == NULL || w->kind != PDF_ARRAY || w->n != 3)
        return 0;
    for (size_t i = 0; i < 3; i++) {
        if (w->items[i].kind != PDF_INTEGER || w->items[i].number < 0 || w->items[i].number > 8)
            return 0;
        widths[i] = (size_t)w->items[i].number;
        all += widths[i];
    }
    return all;
}

static uint64_t big_endian(const char **p, size_t width)
{
    uint64_t v = 0;
    while (width-- > 0)
        v = v << 8 | (unsigned char)*(*p)++;
    return v;
}

/* By its type an entry has the next free object and a generation, an offset and a generation, or an
 * object stream and an index. */
static int read_fields(struct pdf_file *f, size_t number, const char *bytes, const size_t *widths)
{
    static const enum entry_state states[] = {ENTRY_FREE, ENTRY_IN_USE, ENTRY_PACKED};
    uint64_t type = widths[0] > 0 ? big_endian(&bytes, widths[0]) : 1;
    uint64_t place = big_endian(&bytes, widths[1]), rest = big_endian(&bytes, widths[2]);
    if (type > 2 || (type == 1 && (place >= f->parser.len || rest > 65535)) ||
        (type == 2 && (place >= OBJECTS_MAX || place == number)))
        return -1;
    struct entry e = {.place = (size_t)place, .state = states[type]};
    if (type == 2)
        e.index = (size_t)rest;
    else
        e.generation = (int)(rest & 0xFFFF);
    if (type == 1 && place == 0)
        e.state = ENTRY_FREE;
    return set_entry(f, number, e);
}

/* Reads n entries, of the objects from first on, and moves *at behind them. */
static int read_run(struct pdf_file *f, const struct pdf_value *first, const struct pdf_value *n,
                    const char **at, size_t *left, const size_t *widths)
{
    size_t width = widths[0] + widths[1] + widths[2];
    if (first->kind != PDF_INTEGER || n->kind != PDF_INTEGER || first->number < 0 ||
        first->number > OBJECTS_MAX || n->number < 0 || (uint64_t)n->number > *left / width)
        return -1;
    for (int64_t i = 0; i < n->number; i++, *at += width)
        if (read_fields(f, (size_t)(first->number + i), *at, widths) != 0)
            return -1;
    *left -= (size_t)n->number * width;
    return 0;
}

/* /Index has pairs of a first object and a number of them. Without it the entries begin at 0. */
static int read_runs(struct pdf_file *f, const struct pdf_value *dict, const char *bytes,
                     size_t len, const size_t *widths)
{
    const struct pdf_value *index = pdf_plain(dict, "Index");
    struct pdf_value all[] = {{.kind = PDF_INTEGER},
                              {.kind = PDF_INTEGER, .number = pdf_find_number(dict, "Size")}};
    struct pdf_value pair = {.kind = PDF_ARRAY, .items = all, .n = 2};
    if (index == NULL)
        index = &pair;
    if (index->kind != PDF_ARRAY || index->n % 2 != 0)
        return -1;
    for (size_t i = 0; i < index->n; i += 2)
        if (read_run(f, &index->items[i], &index->items[i + 1], &bytes, &len, widths) != 0)
            return -1;
    return len == 0 ? 0 : -1;
}

static int read_stream(struct pdf_file *f, struct pdf_value *trailer)
{
    size_t at = f->parser.at, widths[3], len;
    if (pdf_read_object(f, -1, -1, trailer) != 0)
        return -1;
    const struct pdf_value *type = pdf_plain(trailer, "Type");
    if (trailer->kind != PDF_STREAM || type == NULL || !pdf_is_name(type, "XRef") ||
        field_widths(trailer, widths) == 0)
        return pdf_broken(f, at, "no cross-reference stream", "不是交叉引用流");
    if (f->entries == NULL && make_entries(f, trailer, at) != 0)
        return -1;
    const char *bytes = pdf_unpack(f, trailer, &len);
    if (bytes == NULL)
        return -1;
    if (read_runs(f, trailer, bytes, len, widths) != 0)
        return pdf_broken(f, at, "entries of the cross-reference stream", "交叉引用流的条目");
    trailer->kind = PDF_DICT;
    return 0;
}

static int read_section(struct pdf_file *f, size_t at, struct pdf_value *trailer)
{
    f->parser.at = at;
    bool table = pdf_take_word(&f->parser, "xref");
    f->has_xref_stream = f->entries == NULL ? !table : f->has_xref_stream;
    if ((table ? read_table : read_stream)(f, trailer) != 0)
        return -1;
    if (pdf_plain(trailer, "Encrypt") != NULL)
        return pdf_refuse(f, "pdf-encrypted", "the PDF is encrypted: save it without a password",
                          "PDF 已加密：请取消密码后另存");
    return 0;
}

/*
 * All cross-reference sections, from the newest, which begins at at, to the oldest: fills trailer,
 * entries, size, revisions. Each stands wholly before the one that names it by /Prev.
 */
static int read_sections(struct pdf_file *f, size_t at)
{
    for (size_t end = f->parser.len;; f->revisions++) {
        struct pdf_value trailer;
        if (read_section(f, at, &trailer) != 0)
            return -1;
        if (end == f->parser.len)
            f->trailer = trailer;
        if (f->parser.at > end)
            return pdf_broken(f, at, "cross-references across each other", "交叉引用互相重叠");
        if (pdf_plain(&trailer, "Prev") == NULL)
            return 0;
        int64_t prev = pdf_find_number(&trailer, "Prev");
        if (prev < 0 || (size_t)prev >= at)
            return pdf_broken(f, at, "/Prev of the trailer", "文件尾的 /Prev");
        end = at;
        at = (size_t)prev;
    }
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
        return pdf_refuse(f, "pdf-linearised",
                          "the PDF is linearised (for fast web view): save it without that",
                          "PDF 经过线性化（快速网页查看）：请取消该选项后另存");
    f->newest_xref = find_startxref(p);
    if (f->newest_xref == 0)
        return pdf_broken(f, p->len, "no startxref and %%EOF at its end",
                          "文件末尾没有 startxref 和 %%EOF");
    if (read_sections(f, f->newest_xref) != 0 || pdf_load_all(f) != 0)
        return -1;
    return pdf_catalog(f)->kind == PDF_DICT
               ? 0
               : pdf_broken(f, f->newest_xref, "no catalog", "没有文档目录");
}

struct pdf_file *pdf_open(struct arena *a, const char *bytes, size_t len, struct source at,
                          struct messages *m)
{
    struct pdf_file *f = arena_alloc(a, sizeof *f);
    *f = (struct pdf_file){
        .parser = {.arena = a, .bytes = bytes, .len = len}, .revisions = 1, .at = at, .m = m};
    return read_file(f) == 0 ? f : NULL;
}
