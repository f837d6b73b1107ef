#include "archive/signing/appearance.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "pdf/pdf_glyphs.h"
#include "pdf/pdf_tree.h"

/* In points: the largest size, the least one that can be read, room at the sides. */
#define SIZE_MOST 14.0
#define SIZE_LEAST 4.0
#define SIDE 2.0

/* Of the size: from line to line, and from the top of a line to its base. */
#define LEADING 1.25
#define ASCENT 0.86

#define LINES_MAX 3

struct appearance {
    struct arena *arena;
    struct pdf_file *f;
    size_t widget;                /* its object */
    double w, h, size;            /* of the widget, of the text; points */
    struct pdf_glyph_font *fonts; /* those that hold most of the text first */
    size_t n_fonts;
    const char *lines[LINES_MAX];
    size_t n_lines;
};

/* The first font that has a character. n_fonts: none has. */
static size_t font_of(const struct appearance *l, uint32_t cp, uint16_t *code)
{
    size_t i = 0;
    while (i < l->n_fonts && !pdf_glyph_code(&l->fonts[i], cp, code))
        i++;
    return i;
}

/* The characters of a text that no font has, in the arena; "" when all are there. */
static const char *lacking(const struct appearance *l, const char *text)
{
    const char *out = "";
    uint16_t code;
    for (size_t i = 0, len = strlen(text); i < len;) {
        size_t from = i;
        if (font_of(l, utf8_next(text, len, &i), &code) == l->n_fonts)
            out = arena_printf(l->arena, "%s%.*s", out, (int)(i - from), text + from);
    }
    return out;
}

/* Brings the font that has most of a text to the front: the others only help out. */
static void prefer(struct appearance *l, const char *text)
{
    size_t best = 0, most = 0, len = strlen(text);
    uint16_t code;
    for (size_t k = 0; k < l->n_fonts; k++) {
        size_t has = 0;
        for (size_t i = 0; i < len;)
            has += pdf_glyph_code(&l->fonts[k], utf8_next(text, len, &i), &code);
        if (has > most) {
            most = has;
            best = k;
        }
    }
    if (best > 0) {
        struct pdf_glyph_font first = l->fonts[0];
        l->fonts[0] = l->fonts[best];
        l->fonts[best] = first;
    }
}

/* In 1/1000 of the size. */
static int64_t width_of(const struct appearance *l, const char *text)
{
    int64_t width = 0;
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint16_t code;
        size_t font = font_of(l, utf8_next(text, len, &i), &code);
        width += pdf_glyph_width(l->f, &l->fonts[font], code);
    }
    return width;
}

/* Adds a line, or else one without its label, or else tells which characters are missing. */
static void add_line(struct appearance *l, const char *label, const char *text, struct source at,
                     struct messages *m)
{
    const char *whole = arena_printf(l->arena, "%s%s", label, text), *missing = lacking(l, text);
    if (*missing != '\0')
        msg(m, SEV_WARNING, at, "appearance-glyphs",
            "the page's fonts lack %s: \"%s\" is not shown, though it is in the signature; name "
            "the signer in the report's [sign] section and build it again",
            "页面字体中没有“%s”：“%s”不显示，但已写入签名；请在报告的 [签名] "
            "节写明签名人后重新生成",
            missing, text);
    else
        l->lines[l->n_lines++] = *lacking(l, whole) == '\0' ? whole : text;
}

static void make_lines(struct appearance *l, const struct appearance_text *text, struct source at,
                       struct messages *m)
{
    const struct pdf_value *tag = pdf_dict_find(l->f, pdf_catalog(l->f), "Lang");
    enum language language =
        tag->kind == PDF_STRING && strncmp(tag->bytes, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    prefer(l, text->name);
    add_line(l, language_text(language, "Signature: ", "签名："), text->name, at, m);
    if (l->n_lines == 0)
        return;
    if (text->reason != NULL && *text->reason != '\0')
        add_line(l, "", text->reason, at, m);
    add_line(l, "",
             arena_printf(l->arena, language_text(language, "%d-%02d-%02d", "%d年%d月%d日"),
                          text->year, text->month, text->day),
             at, m);
}

static void add_points(struct buf *out, double v)
{
    pdf_write_milli(out, (int64_t)(v * 1000));
}

/* A line as strings of codes, a string for each run of one font. */
static void draw_line(const struct appearance *l, const char *text, struct buf *out)
{
    size_t now = l->n_fonts;
    for (size_t i = 0, len = strlen(text); i < len;) {
        uint16_t code;
        size_t font = font_of(l, utf8_next(text, len, &i), &code);
        if (font != now) {
            buf_printf(out, "%s/F%zu ", now < l->n_fonts ? "> Tj\n" : "", font);
            add_points(out, l->size);
            buf_puts(out, "Tf <");
            now = font;
        }
        buf_printf(out, "%04X", code);
    }
    buf_puts(out, now < l->n_fonts ? "> Tj\n" : "");
}

/* The largest that all lines fit in. */
static double size_for(const struct appearance *l)
{
    double size = l->h / (1 + LEADING * (double)(l->n_lines - 1));
    for (size_t i = 0; i < l->n_lines; i++) {
        double fits = (l->w - 2 * SIDE) * 1000 / (double)(width_of(l, l->lines[i]) + 1);
        size = fits < size ? fits : size;
    }
    return size < SIZE_MOST ? size : SIZE_MOST;
}

static void draw(const struct appearance *l, struct buf *out)
{
    double height = l->size * (1 + LEADING * (double)(l->n_lines - 1));
    buf_puts(out, "BT\n");
    for (size_t i = 0; i < l->n_lines; i++) {
        double down = i > 0 ? -l->size * LEADING : (l->h + height) / 2 - l->size * ASCENT;
        add_points(out, i > 0 ? 0 : SIDE);
        add_points(out, down);
        buf_puts(out, "Td\n");
        draw_line(l, l->lines[i], out);
    }
    buf_puts(out, "ET\n");
}

static size_t add_form(const struct appearance *l, struct pdf_update *u)
{
    struct buf keys = {0}, content = {0};
    draw(l, &content);
    buf_puts(&keys, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    add_points(&keys, l->w);
    add_points(&keys, l->h);
    buf_puts(&keys, "]/Resources<</Font<<");
    for (size_t i = 0; i < l->n_fonts; i++)
        buf_printf(&keys, "/F%zu %zu %d R", i, l->fonts[i].number,
                   pdf_generation(l->f, l->fonts[i].number));
    buf_puts(&keys, ">>>>");
    size_t number = pdf_update_add_stream(u, keys.data, content.data, content.len);
    buf_free(&keys);
    buf_free(&content);
    return number;
}

void appearance_add(const struct appearance *l, struct pdf_update *u)
{
    if (l != NULL)
        pdf_update_set(u, l->widget, "AP",
                       arena_printf(l->arena, "<</N %zu 0 R>>", add_form(l, u)));
}

static double points(const struct pdf_value *v)
{
    int64_t milli;
    pdf_milli(v, &milli);
    return (double)milli / 1000;
}

const struct appearance *appearance_new(struct arena *a, struct pdf_file *f,
                                        const struct pdf_value *field,
                                        const struct appearance_text *text, struct source at,
                                        struct messages *m)
{
    struct appearance *l = arena_alloc(a, sizeof *l);
    const struct pdf_value *widget = field, *rect = pdf_dict_find(f, field, "Rect");
    if (rect->kind != PDF_ARRAY) {
        widget = pdf_item(f, pdf_dict_find(f, field, "Kids"), 0);
        rect = pdf_dict_find(f, widget, "Rect");
    }
    *l = (struct appearance){.arena = a,
                             .f = f,
                             .widget = pdf_number_of(f, widget),
                             .w = points(pdf_item(f, rect, 2)) - points(pdf_item(f, rect, 0)),
                             .h = points(pdf_item(f, rect, 3)) - points(pdf_item(f, rect, 1))};
    if (l->widget == 0 || l->w < SIZE_LEAST || l->h < SIZE_LEAST)
        return NULL;
    l->fonts = pdf_glyph_fonts(a, f, pdf_dict_find(f, widget, "P"), &l->n_fonts);
    make_lines(l, text, at, m);
    if (l->n_lines > 0)
        l->size = size_for(l);
    return l->size >= SIZE_LEAST ? l : NULL;
}
