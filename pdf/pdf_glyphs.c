#include "pdf/pdf_glyphs.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* There are no more codes than that of two bytes. */
#define CODES_MAX 65536

/* The number that the first two bytes of a code make. */
static uint32_t code_of(const struct pdf_value *v)
{
    uint32_t code = 0;
    for (size_t i = 0; v->kind == PDF_STRING && i < v->len && i < 2; i++)
        code = code << 8 | (unsigned char)v->bytes[i];
    return code;
}

/*
 * Entries have two values, <code> <text>, or as ranges three: <from> <to> <text>, where an array
 * may give each its text. They end at the word that is no value.
 */
static void read_entries(struct pdf_parser *p, size_t size, pdf_map_visit *visit, void *ctx)
{
    struct pdf_value v[3];
    while (pdf_parse_value(p, &v[0]) == 0 && pdf_parse_value(p, &v[1]) == 0 &&
           (size == 2 || pdf_parse_value(p, &v[2]) == 0)) {
        const struct pdf_value *text = &v[size - 1];
        bool list = text->kind == PDF_ARRAY;
        uint32_t from = code_of(&v[0]), to = size == 2 ? from : code_of(&v[1]);
        for (uint32_t i = 0; from + i <= to && (!list || i < text->n); i++) {
            const struct pdf_value *one = list ? &text->items[i] : text;
            if (one->kind == PDF_STRING)
                visit(ctx, (struct pdf_map_entry){v[0].len, from + i, one, list ? 0 : i});
        }
    }
}

void pdf_glyph_map(struct arena *a, const char *bytes, size_t len, pdf_map_visit *visit, void *ctx)
{
    struct pdf_parser p = {.arena = a, .bytes = bytes, .len = len};
    for (pdf_skip_blanks(&p); p.at < p.len; pdf_skip_blanks(&p))
        if (pdf_take_word(&p, "beginbfchar"))
            read_entries(&p, 2, visit, ctx);
        else if (pdf_take_word(&p, "beginbfrange"))
            read_entries(&p, 3, visit, ctx);
        else
            p.at++;
}

/* Only codes that stand for one character are of use, and have two bytes in these fonts. */
static void add_mapping(void *ctx, struct pdf_map_entry e)
{
    struct buf *out = ctx;
    size_t i = 0;
    uint32_t cp = e.text->len >= 2 ? pdf_text_utf16_next(e.text->bytes, e.text->len, &i) : 0xD800;
    struct pdf_mapping m = {cp + e.more, (uint16_t)e.code};
    if (e.width == 2 && i == e.text->len && (cp < 0xD800 || cp > 0xDFFF) &&
        out->len <= CODES_MAX * sizeof m)
        buf_add(out, &m, sizeof m);
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
        pdf_glyph_map(a, bytes, len, add_mapping, &list);
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

/* The widths stand as `first [w w ...]` or as `first last w` (9.7.4.3). */
int64_t pdf_glyph_width(const struct pdf_file *f, const struct pdf_glyph_font *font, uint16_t code)
{
    const struct pdf_value *w = font->widths;
    for (size_t i = 0; w->kind == PDF_ARRAY && i + 1 < w->n;) {
        int64_t first = pdf_item(f, w, i)->number;
        const struct pdf_value *next = pdf_item(f, w, i + 1);
        bool list = next->kind == PDF_ARRAY;
        int64_t last = list ? first + (int64_t)next->n - 1 : next->number;
        if (code >= first && code <= last)
            return pdf_whole(list ? pdf_item(f, next, (size_t)(code - first))
                                  : pdf_item(f, w, i + 2));
        i += list ? 2 : 3;
    }
    return font->width;
}
