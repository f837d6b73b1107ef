#include "pdf/pdf_glyphs.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_tree.h"

/* Codes of a range at most: there are no more. */
#define RANGE_MAX 65536

static bool take_code(const struct pdf_value *v, uint16_t *code)
{
    if (v->kind != PDF_STRING || v->len != 2)
        return false;
    *code = (uint16_t)((unsigned char)v->bytes[0] << 8 | (unsigned char)v->bytes[1]);
    return true;
}

/* UTF-16BE of one character; what stands for more, or for none, is no use here. */
static bool take_character(const struct pdf_value *v, uint32_t *cp)
{
    struct pdf_value low = *v;
    uint16_t first, second;
    if (take_code(v, &first)) {
        *cp = first;
        return first < 0xD800 || first > 0xDFFF;
    }
    if (v->kind != PDF_STRING || v->len != 4)
        return false;
    low.len = 2;
    take_code(&low, &first);
    low.bytes += 2;
    take_code(&low, &second);
    *cp = 0x10000 + ((uint32_t)(first & 0x3FF) << 10 | (second & 0x3FF));
    return (first & 0xFC00) == 0xD800 && (second & 0xFC00) == 0xDC00;
}

static void add_mapping(struct buf *out, uint32_t cp, uint16_t code)
{
    struct pdf_mapping m = {cp, code};
    buf_add(out, &m, sizeof m);
}

/* <code> <text>: what stands between beginbfchar and endbfchar. */
static void read_chars(struct pdf_parser *p, struct buf *out)
{
    struct pdf_value code, text;
    uint16_t from;
    uint32_t cp;
    while (!pdf_take_word(p, "endbfchar")) {
        if (pdf_parse_value(p, &code) != 0 || pdf_parse_value(p, &text) != 0)
            return;
        if (take_code(&code, &from) && take_character(&text, &cp))
            add_mapping(out, cp, from);
    }
}

/* <from> <to> <text>, or an array of texts. */
static void read_ranges(struct pdf_parser *p, struct buf *out)
{
    struct pdf_value first, last, text;
    uint16_t from, to;
    uint32_t cp;
    while (!pdf_take_word(p, "endbfrange")) {
        if (pdf_parse_value(p, &first) != 0 || pdf_parse_value(p, &last) != 0 ||
            pdf_parse_value(p, &text) != 0)
            return;
        if (!take_code(&first, &from) || !take_code(&last, &to))
            continue;
        bool list = text.kind == PDF_ARRAY;
        for (uint32_t i = 0; from + i <= to && (!list || i < text.n); i++)
            if (take_character(list ? &text.items[i] : &text, &cp))
                add_mapping(out, list ? cp : cp + i, (uint16_t)(from + i));
    }
}

static void read_map(struct arena *a, const char *bytes, size_t len, struct buf *out)
{
    struct pdf_parser p = {.arena = a, .bytes = bytes, .len = len};
    for (;;) {
        pdf_skip_blanks(&p);
        if (p.at >= p.len || out->len > RANGE_MAX * sizeof(struct pdf_mapping))
            return;
        if (pdf_take_word(&p, "beginbfchar"))
            read_chars(&p, out);
        else if (pdf_take_word(&p, "beginbfrange"))
            read_ranges(&p, out);
        else
            p.at++;
    }
}

static int by_code_point(const void *a, const void *b)
{
    uint32_t x = ((const struct pdf_mapping *)a)->cp, y = ((const struct pdf_mapping *)b)->cp;
    return (x > y) - (x < y);
}

static bool open_font(struct arena *a, struct pdf_file *f, const struct pdf_value *font,
                      struct pdf_glyph_font *out)
{
    const struct pdf_value *below = pdf_item(f, pdf_dict_find(f, font, "DescendantFonts"), 0),
                           *map = pdf_dict_find(f, font, "ToUnicode"),
                           *width = pdf_dict_find(f, below, "DW");
    struct buf list = {0};
    size_t len;
    if (!pdf_is_name(pdf_dict_find(f, font, "Subtype"), "Type0") ||
        !pdf_is_name(pdf_dict_find(f, font, "Encoding"), "Identity-H") || map->kind != PDF_STREAM)
        return false;
    const char *bytes = pdf_stream_bytes(f, map, &len);
    if (bytes != NULL)
        read_map(a, bytes, len, &list);
    out->number = pdf_number_of(f, font);
    out->n = list.len / sizeof *out->map;
    out->map = buf_keep(&list, a);
    qsort(out->map, out->n, sizeof *out->map, by_code_point);
    out->widths = pdf_dict_find(f, below, "W");
    out->width = width->kind == PDF_INTEGER ? width->number : 1000;
    return out->n > 0 && out->number > 0;
}

struct pdf_glyph_font *pdf_glyph_fonts(struct arena *a, struct pdf_file *f,
                                       const struct pdf_value *page, size_t *n)
{
    const struct pdf_value *fonts = pdf_dict_find(f, pdf_inherited(f, page, "Resources"), "Font");
    struct pdf_glyph_font *list = arena_array(a, fonts->n / 2 + 1, sizeof *list);
    *n = 0;
    for (size_t i = 1; fonts->kind == PDF_DICT && i < fonts->n; i += 2)
        if (open_font(a, f, pdf_resolve(f, &fonts->items[i]), &list[*n]))
            ++*n;
    return list;
}

bool pdf_glyph_code(const struct pdf_glyph_font *font, uint32_t cp, uint16_t *code)
{
    struct pdf_mapping key = {.cp = cp};
    const struct pdf_mapping *found = bsearch(&key, font->map, font->n, sizeof key, by_code_point);
    if (found != NULL)
        *code = found->code;
    return found != NULL;
}

static int64_t whole(const struct pdf_value *v)
{
    int64_t milli;
    pdf_milli(v, &milli);
    return milli / 1000;
}

/* /W: `first [w w ...]` or `first last w` (9.7.4.3). */
int64_t pdf_glyph_width(const struct pdf_file *f, const struct pdf_glyph_font *font, uint16_t code)
{
    const struct pdf_value *w = font->widths;
    for (size_t i = 0; w->kind == PDF_ARRAY && i + 1 < w->n;) {
        int64_t first = pdf_item(f, w, i)->number;
        const struct pdf_value *next = pdf_item(f, w, i + 1);
        bool list = next->kind == PDF_ARRAY;
        int64_t last = list ? first + (int64_t)next->n - 1 : next->number;
        if (code >= first && code <= last)
            return whole(list ? pdf_item(f, next, (size_t)(code - first)) : pdf_item(f, w, i + 2));
        i += list ? 2 : 3;
    }
    return font->width;
}
