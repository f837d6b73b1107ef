#include "pdf/pdf_content_text.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_glyphs.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

#define OPERANDS_MAX 64
#define TEXT_MAX (64u << 20)
#define GAP 200 /* thousandths of an em in TJ that part words */

/* The texts of a font's codes. There are two levels, as most codes are not used. */
struct font_map {
    struct arena *arena;
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

/* Reads the next operator with the operands before it. False at the end. */
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

/* What an entry stands for as UTF-8. Along a range the last character goes up. */
static const char *text_of(struct arena *a, struct pdf_map_entry e)
{
    struct buf b = {0};
    for (size_t i = 0; i + 1 < e.text->len;) {
        uint32_t cp = pdf_text_utf16_next(e.text->bytes, e.text->len, &i);
        if (i + 1 >= e.text->len)
            cp += e.more;
        if (cp != 0 && (cp < 0xD800 || cp > 0xDFFF) && cp <= 0x10FFFF)
            buf_code_point(&b, cp);
    }
    const char *text = pdf_text_clean(a, b.len > 0 ? b.data : "", b.len);
    buf_free(&b);
    return text;
}

static void add_entry(void *ctx, struct pdf_map_entry e)
{
    struct font_map *m = ctx;
    const char ***block = &m->texts[e.code >> 8];
    if (*block == NULL)
        *block = arena_array(m->arena, 256, sizeof(const char *));
    (*block)[e.code & 255] = text_of(m->arena, e);
}

static struct font_map *load_font(struct extraction *x, const struct pdf_value *font)
{
    struct font_map *m = arena_alloc(x->arena, sizeof *m);
    const struct pdf_value *map = pdf_dict_find(x->f, font, "ToUnicode");
    size_t len;
    m->arena = x->arena;
    m->font = font;
    m->wide = pdf_is_name(pdf_dict_find(x->f, font, "Subtype"), "Type0");
    const char *bytes = map->kind == PDF_STREAM ? pdf_stream_bytes(x->f, map, &len) : NULL;
    if (bytes != NULL)
        pdf_glyph_map(x->arena, bytes, len, add_entry, m);
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
        if (pdf_whole(e) < -GAP)
            buf_puts(x->out, " ");
    }
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
    } else if (strcmp(o->name, "Tm") == 0 && pdf_whole(last) != x->line) {
        x->line = pdf_whole(last);
        buf_puts(x->out, " ");
    } else if ((strcmp(o->name, "Td") == 0 || strcmp(o->name, "TD") == 0) && pdf_whole(last) != 0) {
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
