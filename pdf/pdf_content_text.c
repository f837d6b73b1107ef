#include "pdf/pdf_content_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

#define OPERANDS_MAX 64
#define TEXT_MAX (64u << 20)
#define GAP 200 /* thousandths of an em in TJ that part words */

/* A font's codes and their texts; two levels, as most codes are not used. */
struct font_map {
    const struct pdf_value *font;
    bool wide; /* codes of two bytes */
    const char **texts[256];
    struct font_map *next;
};

struct extraction {
    struct arena *arena;
    struct pdf_file *f;
    struct font_map *fonts, *font;
    const struct pdf_value *resources;
    struct buf *out;
    int64_t line; /* y of the last text matrix */
    bool failed;
};

struct operation {
    struct pdf_value operands[OPERANDS_MAX];
    size_t n;
    char name[16];
};

/* The next operator with what stands before it; false at the end. */
static bool next_operation(struct pdf_parser *p, struct operation *o)
{
    o->n = 0;
    for (;;) {
        struct pdf_value v;
        pdf_skip_blanks(p);
        if (p->at >= p->len)
            return false;
        size_t before = p->at;
        if (pdf_parse_value(p, &v) == 0) {
            if (o->n < OPERANDS_MAX)
                o->operands[o->n++] = v;
            continue;
        }
        p->at = before;
        size_t len = 0;
        while (p->at + len < p->len && strchr(" \t\r\n\f()<>[]{}/%", p->bytes[p->at + len]) == NULL)
            len++;
        size_t kept = len < sizeof o->name ? len : sizeof o->name - 1;
        memcpy(o->name, p->bytes + p->at, kept);
        o->name[kept] = '\0';
        p->at += len > 0 ? len : 1;
        return true;
    }
}

static unsigned code_of(const struct pdf_value *v)
{
    unsigned code = 0;
    for (size_t i = 0; v->kind == PDF_STRING && i < v->len && i < 2; i++)
        code = code << 8 | (unsigned char)v->bytes[i];
    return code;
}

/* UTF-16BE, the last unit raised by more: how a range goes on. */
static const char *utf16(struct arena *a, const struct pdf_value *v, unsigned more)
{
    struct buf b = {0};
    for (size_t i = 0; i + 1 < v->len; i += 2) {
        uint32_t u = (uint32_t)(unsigned char)v->bytes[i] << 8 | (unsigned char)v->bytes[i + 1];
        if (u >= 0xD800 && u < 0xDC00 && i + 3 < v->len) {
            uint32_t low =
                (uint32_t)(unsigned char)v->bytes[i + 2] << 8 | (unsigned char)v->bytes[i + 3];
            u = 0x10000 + ((u - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        }
        if (i + 2 >= v->len)
            u += more;
        if (u != 0 && (u < 0xD800 || u > 0xDFFF) && u <= 0x10FFFF)
            buf_code_point(&b, u);
    }
    const char *text = pdf_text_clean(a, b.len > 0 ? b.data : "", b.len);
    buf_free(&b);
    return text;
}

static void set_text(struct arena *a, struct font_map *m, unsigned code, const char *text)
{
    if (m->texts[code >> 8 & 255] == NULL)
        m->texts[code >> 8 & 255] = arena_array(a, 256, sizeof(const char *));
    m->texts[code >> 8 & 255][code & 255] = text;
}

static void take_range(struct arena *a, struct font_map *m, const struct pdf_value *v)
{
    unsigned from = code_of(&v[0]), to = code_of(&v[1]);
    for (unsigned c = from; c <= to && c - from < 65536; c++) {
        if (v[2].kind == PDF_STRING)
            set_text(a, m, c, utf16(a, &v[2], c - from));
        else if (v[2].kind == PDF_ARRAY && c - from < v[2].n &&
                 v[2].items[c - from].kind == PDF_STRING)
            set_text(a, m, c, utf16(a, &v[2].items[c - from], 0));
    }
}

/* bfchar and bfrange have up to 100 entries: more operands than one operation holds. */
static void read_map(struct arena *a, struct font_map *m, const char *bytes, size_t len)
{
    struct pdf_parser p = {.arena = a, .bytes = bytes, .len = len};
    struct operation o;
    while (next_operation(&p, &o)) {
        size_t size = strcmp(o.name, "beginbfchar") == 0    ? 2
                      : strcmp(o.name, "beginbfrange") == 0 ? 3
                                                            : 0;
        struct pdf_value v[3];
        while (size > 0 && pdf_parse_value(&p, &v[0]) == 0 && pdf_parse_value(&p, &v[1]) == 0 &&
               (size == 2 || pdf_parse_value(&p, &v[2]) == 0)) {
            if (size == 3)
                take_range(a, m, v);
            else if (v[1].kind == PDF_STRING)
                set_text(a, m, code_of(&v[0]), utf16(a, &v[1], 0));
        }
    }
}

static struct font_map *load_font(struct extraction *x, const struct pdf_value *font)
{
    struct font_map *m = arena_alloc(x->arena, sizeof *m);
    const struct pdf_value *map = pdf_dict_find(x->f, font, "ToUnicode");
    size_t len;
    m->font = font;
    m->wide = pdf_is_name(pdf_dict_find(x->f, font, "Subtype"), "Type0");
    const char *bytes = map->kind == PDF_STREAM ? pdf_stream_bytes(x->f, map, &len) : NULL;
    if (bytes != NULL)
        read_map(x->arena, m, bytes, len);
    else if (map->kind == PDF_STREAM)
        x->failed = true;
    m->next = x->fonts;
    x->fonts = m;
    return m;
}

static void choose_font(struct extraction *x, const struct operation *o)
{
    if (o->n < 1 || o->operands[0].kind != PDF_NAME)
        return;
    const struct pdf_value *fonts = pdf_dict_find(x->f, x->resources, "Font");
    const struct pdf_value *font = pdf_dict_find(x->f, fonts, o->operands[0].bytes);
    for (x->font = x->fonts; x->font != NULL && x->font->font != font;)
        x->font = x->font->next;
    if (x->font == NULL && font->kind == PDF_DICT)
        x->font = load_font(x, font);
}

static void show(struct extraction *x, const struct pdf_value *v)
{
    size_t step = x->font != NULL && x->font->wide ? 2 : 1;
    if (v->kind != PDF_STRING || x->font == NULL || x->out->len > TEXT_MAX)
        return;
    for (size_t i = 0; i + step <= v->len; i += step) {
        unsigned code = (unsigned char)v->bytes[i];
        if (step == 2)
            code = code << 8 | (unsigned char)v->bytes[i + 1];
        const char **block = x->font->texts[code >> 8];
        if (block != NULL && block[code & 255] != NULL)
            buf_puts(x->out, block[code & 255]);
        else if (step == 1 && code >= 0x20 && code < 0x7F)
            buf_add(x->out, &v->bytes[i], 1);
    }
}

static void show_array(struct extraction *x, const struct pdf_value *v)
{
    for (size_t i = 0; v->kind == PDF_ARRAY && i < v->n; i++) {
        const struct pdf_value *e = &v->items[i];
        show(x, e);
        if ((e->kind == PDF_INTEGER && e->number < -GAP) ||
            (e->kind == PDF_REAL && atoi(e->bytes) < -GAP))
            buf_puts(x->out, " ");
    }
}

static int64_t whole(const struct pdf_value *v)
{
    return v->kind == PDF_INTEGER ? v->number : v->kind == PDF_REAL ? atoi(v->bytes) : 0;
}

static void operate(struct extraction *x, const struct operation *o)
{
    const struct pdf_value *last = o->n > 0 ? &o->operands[o->n - 1] : NULL;
    if (strcmp(o->name, "Tf") == 0) {
        choose_font(x, o);
    } else if (last == NULL) {
        if (strcmp(o->name, "T*") == 0 || strcmp(o->name, "ET") == 0)
            buf_puts(x->out, " ");
    } else if (strcmp(o->name, "Tj") == 0) {
        show(x, last);
    } else if (strcmp(o->name, "TJ") == 0) {
        show_array(x, last);
    } else if (strcmp(o->name, "'") == 0 || strcmp(o->name, "\"") == 0) {
        buf_puts(x->out, " ");
        show(x, last);
    } else if (strcmp(o->name, "Tm") == 0 && whole(last) != x->line) {
        x->line = whole(last);
        buf_puts(x->out, " ");
    } else if ((strcmp(o->name, "Td") == 0 || strcmp(o->name, "TD") == 0) && whole(last) != 0) {
        buf_puts(x->out, " ");
    }
}

static void read_content(struct extraction *x, const struct pdf_value *stream)
{
    size_t len;
    const char *bytes = stream->kind == PDF_STREAM ? pdf_stream_bytes(x->f, stream, &len) : NULL;
    x->failed = x->failed || (stream->kind == PDF_STREAM && bytes == NULL);
    struct arena *scratch = arena_new(); /* operands are forgotten, fonts are not */
    struct pdf_parser p = {.arena = scratch, .bytes = bytes, .len = bytes != NULL ? len : 0};
    struct operation o;
    while (next_operation(&p, &o))
        operate(x, &o);
    arena_free(scratch);
}

static void visit_page(void *ctx, const struct pdf_value *node)
{
    struct extraction *x = ctx;
    const struct pdf_value *own = pdf_dict_find(x->f, node, "Resources");
    if (own->kind == PDF_DICT)
        x->resources = own; /* else those of the tree above, which came before */
    const struct pdf_value *contents = pdf_dict_find(x->f, node, "Contents");
    if (contents->kind == PDF_STREAM)
        read_content(x, contents);
    for (size_t i = 0; contents->kind == PDF_ARRAY && i < contents->n; i++)
        read_content(x, pdf_item(x->f, contents, i));
    buf_puts(x->out, " ");
}

int pdf_content_text(struct arena *a, struct pdf_file *f, struct buf *out)
{
    struct extraction x = {.arena = a, .f = f, .out = out};
    return pdf_walk_pages(f, visit_page, &x) == 0 && !x.failed ? 0 : -1;
}
