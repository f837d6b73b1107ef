#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_file.h"

/* The bytes parsed are at most so many times the file: objects inside each other shall not fill
 * memory. */
#define PARSED_MAX 2

static int load(struct pdf_file *f, size_t number);

/* The length of a stream may be an object of its own (7.3.8), which is then read first. */
static int load_length(struct pdf_file *f, const struct pdf_value **length)
{
    const struct pdf_value *v = *length;
    if (v == NULL || v->kind != PDF_REFERENCE)
        return 0;
    if ((size_t)v->number < f->size && load(f, (size_t)v->number) != 0)
        return -1;
    *length = pdf_resolve(f, v);
    return 0;
}

static int read_data(struct pdf_file *f, struct pdf_value *v)
{
    struct pdf_parser *p = &f->parser;
    size_t at = p->at;
    const struct pdf_value *length = pdf_plain(v, "Length");
    if (load_length(f, &length) != 0)
        return -1;
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

int pdf_read_object(struct pdf_file *f, int64_t number, int generation, struct pdf_value *out)
{
    struct pdf_parser *p = &f->parser;
    size_t begin = p->at;
    int64_t n = pdf_take_number(p), g = n < 0 ? -1 : pdf_take_number(p);
    if (g < 0 || (number >= 0 && (n != number || g != generation)) || !pdf_take_word(p, "obj"))
        return pdf_broken(f, begin, "no object where one is named", "交叉引用所指处没有对象");
    if (pdf_parse_value(p, out) != 0 || out->kind == PDF_REFERENCE)
        return pdf_broken(f, p->at, "value of an object", "对象的值");
    if (out->kind == PDF_DICT && pdf_take_word(p, "stream") && read_data(f, out) != 0)
        return -1;
    if (!pdf_take_word(p, "endobj"))
        return pdf_broken(f, p->at, "end of an object", "对象的结尾");
    out->end = p->at;
    return 0;
}

static int load_plain(struct pdf_file *f, size_t number, struct entry *e)
{
    struct pdf_value *value = arena_alloc(f->parser.arena, sizeof *value);
    e->state = ENTRY_BUSY;
    f->parser.at = e->place;
    if (pdf_read_object(f, (int64_t)number, e->generation, value) != 0)
        return -1;
    f->parsed += f->parser.at - e->place;
    if (f->parsed / PARSED_MAX > f->parser.len)
        return pdf_broken(f, e->place, "objects inside each other", "对象互相嵌套");
    e->value = value;
    e->state = ENTRY_LOADED;
    return 0;
}

/* An object stream that is being read: the numbers and places of its objects stand before the
 * first. */
struct container {
    size_t number;
    const struct pdf_value *stream;
    struct pdf_parser heads, values;
    size_t first, n;
};

static int broken_container(const struct pdf_file *f, const struct container *c)
{
    return pdf_broken(f, c->stream->begin, "object stream", "对象流");
}

/* Takes its bytes, and what its dict says of them. */
static int open_container(struct pdf_file *f, struct container *c)
{
    const struct entry *e = &f->entries[c->number];
    size_t len;
    c->stream = e->value;
    const struct pdf_value *type = pdf_plain(c->stream, "Type");
    int64_t n = pdf_find_number(c->stream, "N"), first = pdf_find_number(c->stream, "First");
    if (c->stream->kind != PDF_STREAM || type == NULL || !pdf_is_name(type, "ObjStm") || n < 0 ||
        first < 0)
        return broken_container(f, c);
    const char *bytes = pdf_unpack(f, c->stream, &len);
    if (bytes == NULL)
        return -1;
    if ((size_t)first > len || (size_t)n > (size_t)first / 3 + 1)
        return broken_container(f, c);
    c->first = (size_t)first;
    c->n = (size_t)n;
    c->heads = (struct pdf_parser){.bytes = bytes, .len = c->first};
    c->values = (struct pdf_parser){
        .arena = f->parser.arena, .bytes = bytes, .len = len, .container = c->stream};
    return 0;
}

/* Reads a value, which must fill its place between two offsets. Streams and references may not be
 * there. */
static int read_packed(struct container *c, size_t begin, size_t end, struct pdf_value *out)
{
    struct pdf_parser p = c->values;
    p.at = begin;
    p.len = end;
    if (pdf_parse_value(&p, out) != 0 || out->kind == PDF_REFERENCE)
        return -1;
    pdf_skip_blanks(&p);
    return p.at == end ? 0 : -1;
}

/* Whether the entries have that object here. Those that they do not have are of an older state. */
static bool belongs(const struct pdf_file *f, const struct container *c, size_t number,
                    size_t index)
{
    const struct entry *e = number < f->size ? &f->entries[number] : NULL;
    return e != NULL && e->state == ENTRY_PACKED && e->place == c->number && e->index == index;
}

/* Objects stand in the order of their places, so that no two can overlap. */
static int read_container(struct pdf_file *f, struct container *c)
{
    int64_t number = pdf_take_number(&c->heads), offset = pdf_take_number(&c->heads);
    for (size_t i = 0; i < c->n; i++) {
        int64_t next_number = -1, next = (int64_t)(c->values.len - c->first);
        if (i + 1 < c->n) {
            next_number = pdf_take_number(&c->heads);
            next = pdf_take_number(&c->heads);
        }
        if (number < 0 || offset < 0 || next < offset || next > (int64_t)(c->values.len - c->first))
            return broken_container(f, c);
        struct pdf_value *value = arena_alloc(f->parser.arena, sizeof *value);
        if (read_packed(c, c->first + (size_t)offset, c->first + (size_t)next, value) != 0)
            return broken_container(f, c);
        if (belongs(f, c, (size_t)number, i)) {
            f->entries[number].value = value;
            f->entries[number].state = ENTRY_LOADED;
        }
        number = next_number;
        offset = next;
    }
    pdf_skip_blanks(&c->heads);
    return c->heads.at == c->first ? 0 : broken_container(f, c);
}

/* Reads all objects of an object stream that the entries have there. */
static int load_container(struct pdf_file *f, size_t number, struct entry *e)
{
    struct container c = {.number = e->place};
    struct entry *holder = c.number < f->size ? &f->entries[c.number] : NULL;
    bool plain = holder != NULL && holder->state != ENTRY_PACKED && !holder->opened;
    if (plain && load(f, c.number) != 0)
        return -1;
    if (e->state == ENTRY_LOADED) /* the length of the stream led here */
        return 0;
    if (!plain || holder->state != ENTRY_LOADED || holder->value->packed)
        return pdf_broken(f, f->parser.at, "object without its object stream",
                          "对象所在的对象流不存在");
    holder->opened = true;
    if (open_container(f, &c) != 0 || read_container(f, &c) != 0)
        return -1;
    return f->entries[number].state == ENTRY_LOADED
               ? 0
               : pdf_broken(f, c.stream->begin, "object that its object stream does not hold",
                            "对象流中没有所指的对象");
}

/* /Extends leads from stream to stream and must never lead back. Each is gone through once. */
static int check_extends(struct pdf_file *f, size_t number)
{
    size_t i = number, steps = 0;
    while (i < f->size && f->entries[i].opened) {
        struct entry *e = &f->entries[i];
        const struct pdf_value *extended = pdf_plain(e->value, "Extends");
        if (extended == NULL)
            break;
        if (extended->kind != PDF_REFERENCE || ++steps > f->size)
            return pdf_broken(f, e->value->begin, "/Extends of an object stream",
                              "对象流的 /Extends");
        i = (size_t)extended->number;
    }
    for (i = number; steps > 0; steps--) {
        const struct pdf_value *extended = pdf_plain(f->entries[i].value, "Extends");
        f->entries[i].opened = false; /* seen to end */
        i = (size_t)extended->number;
    }
    return 0;
}

/* Reads an object, once. Lengths of streams and object streams lead from one to another. */
static int load(struct pdf_file *f, size_t number)
{
    struct entry *e = &f->entries[number];
    switch (e->state) {
    case ENTRY_BUSY: return pdf_broken(f, e->place, "object that needs itself", "对象引用自身");
    case ENTRY_IN_USE: return load_plain(f, number, e);
    case ENTRY_PACKED: return load_container(f, number, e);
    case ENTRY_UNKNOWN:
    case ENTRY_FREE:
    case ENTRY_LOADED: break;
    }
    return 0;
}

int pdf_load_all(struct pdf_file *f)
{
    for (size_t i = 0; i < f->size; i++)
        if (load(f, i) != 0)
            return -1;
    for (size_t i = 0; i < f->size; i++)
        if (f->entries[i].opened && check_extends(f, i) != 0)
            return -1;
    return 0;
}
