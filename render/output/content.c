#include "render/output/content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_write.h"

static void put_colour(struct buf *b, uint32_t colour, const char *operator)
{
    for (int shift = 16; shift >= 0; shift -= 8)
        pdf_write_milli(b, ((colour >> shift & 0xFF) * 1000 + 127) / 255);
    buf_puts(b, operator);
}

static void set_fill(struct content *c, uint32_t colour)
{
    if (c->fill != colour)
        put_colour(c->out, colour, "rg\n");
    c->fill = colour;
}

static void put_point(struct content *c, int32_t x, int32_t y)
{
    pdf_write_milli(c->out, x);
    pdf_write_milli(c->out, (int64_t)c->height - y);
}

void content_begin(struct content *c, int mcid)
{
    if (mcid < 0)
        buf_puts(c->out, "/Artifact BMC\n");
    else
        buf_printf(c->out, "/P<</MCID %d>>BDC\n", mcid);
}

void content_end(struct content *c)
{
    buf_puts(c->out, "EMC\n");
}

/* Where a run is being written: an open TJ array, an open string in it, and the reader's pen. */
struct pen {
    bool array, string;
    double x; /* millipoints from the run's origin */
};

static void close_string(struct content *c, struct pen *p)
{
    if (p->string)
        buf_puts(c->out, ">");
    p->string = false;
}

static void close_array(struct content *c, struct pen *p)
{
    close_string(c, p);
    if (p->array)
        buf_puts(c->out, "]TJ\n");
    p->array = false;
}

/* Moves to another face, with the position given anew. */
static void set_face(struct content *c, struct pen *p, const struct text_run *r, unsigned face,
                     int32_t x, int32_t run_x, int32_t y)
{
    close_array(c, p);
    if (c->face != (int)face + 1 || c->size != r->size) {
        buf_printf(c->out, "/F%u ", face);
        pdf_write_milli(c->out, r->size);
        buf_puts(c->out, "Tf\n");
    }
    c->face = (int)face + 1;
    c->size = r->size;
    buf_puts(c->out, "1 0 0 1 ");
    put_point(c, run_x + x, y);
    buf_puts(c->out, "Tm\n");
    p->x = x;
}

/*
 * One glyph at x. The pen is followed as a reader moves it, by the widths and adjustments written,
 * so that rounding never adds up; under two millipoints it is let be.
 */
static void put_glyph(struct content *c, struct pen *p, const struct pdfglyph *g, int32_t x)
{
    if (!p->array)
        buf_puts(c->out, "[");
    p->array = true;
    if (fabs(x - p->x) >= 2) {
        int64_t tenths = llround((p->x - x) * 10000 / c->size);
        close_string(c, p);
        pdf_write_milli(c->out, tenths * 100);
        p->x -= (double)tenths * c->size / 10000;
    }
    if (!p->string)
        buf_puts(c->out, "<");
    p->string = true;
    char hex[4];
    for (int i = 0; i < 4; i++)
        hex[i] = "0123456789ABCDEF"[g->code >> (12 - 4 * i) & 0xF];
    buf_add(c->out, hex, sizeof hex);
    p->x += g->width * c->size / 1000;
}

/* ISO 32000-1 14.9.4: what the glyphs up to EMC stand for, where ToUnicode cannot say it. */
static void begin_actual_text(struct content *c, struct pen *p, const char *text, size_t len)
{
    struct buf utf16 = {0};
    close_array(c, p);
    buf_add(&utf16, "\xFE\xFF", 2);
    pdf_text_utf16(&utf16, text, len);
    buf_puts(c->out, "/Span<</ActualText");
    pdf_write_hex(c->out, utf16.data, utf16.len);
    buf_puts(c->out, ">>BDC\n");
    buf_free(&utf16);
}

static void end_actual_text(struct content *c, struct pen *p)
{
    close_array(c, p);
    buf_puts(c->out, "EMC\n");
}

static bool is_letter(const struct text_run *r, const struct glyph *g, const struct glyph *end)
{
    if (g >= end || g->bytes != 1)
        return false;
    char c = (char)(r->text[g->at] | 0x20);
    return c >= 'a' && c <= 'z';
}

static bool is_chinese(const struct text_run *r, const struct glyph *g)
{
    size_t i = g->at;
    return g->bytes >= 3 && utf8_is_hanzi(utf8_next(r->text, r->len, &i));
}

/*
 * Whether a word of the other language than the document's begins at g, or has not ended there:
 * two letters in a row are one in Chinese text, any hanzi in English.
 */
static bool is_foreign(const struct content *c, const struct text_run *r, const struct glyph *g,
                       const struct glyph *end, bool inside)
{
    if (!c->tagged)
        return false;
    if (c->language == LANG_EN)
        return is_chinese(r, g) || (inside && g->bytes != 1);
    if (inside)
        return !is_chinese(r, g) && g->bytes == 1;
    return is_letter(r, g, end) && is_letter(r, g + 1, end);
}

/* ISO 32000-1 14.9.2.2: the language of a stretch of text. */
static void set_foreign(struct content *c, struct pen *p, bool *inside, bool foreign)
{
    if (*inside == foreign)
        return;
    close_array(c, p);
    if (foreign)
        buf_printf(c->out, "/Span<</Lang(%s)>>BDC\n",
                   language_code(c->language == LANG_ZH ? LANG_EN : LANG_ZH));
    else
        buf_puts(c->out, "EMC\n");
    *inside = foreign;
}

void content_run(struct content *c, int32_t x, int32_t y, const struct text_run *r)
{
    const struct glyph *end = r->glyphs + r->n_glyphs;
    struct pen p = {0};
    int face = -1;
    size_t n;
    bool inside = false;
    if (r->n_glyphs == 0 || r->size <= 0)
        return;
    set_fill(c, r->colour);
    buf_puts(c->out, "BT\n");
    for (const struct glyph *g = r->glyphs; g < end; g += n) {
        n = pdffonts_cluster(g, end);
        const struct pdfglyph *first = pdffonts_glyph(c->fonts, g);
        bool plain = n == 1 && first != NULL && first->text != NULL && first->len == g->bytes &&
                     memcmp(first->text, r->text + g->at, g->bytes) == 0;
        set_foreign(c, &p, &inside, is_foreign(c, r, g, end, inside));
        if (!plain)
            begin_actual_text(c, &p, r->text + g->at, g->bytes);
        for (size_t k = 0; k < n; k++) {
            const struct pdfglyph *used = pdffonts_glyph(c->fonts, &g[k]);
            if (used == NULL)
                continue;
            if (face != g[k].face)
                set_face(c, &p, r, g[k].face, g[k].x, x, y);
            face = g[k].face;
            put_glyph(c, &p, used, g[k].x);
        }
        if (!plain)
            end_actual_text(c, &p);
    }
    set_foreign(c, &p, &inside, false);
    close_array(c, &p);
    buf_puts(c->out, "ET\n");
}

void content_rule(struct content *c, int32_t x, int32_t y, int32_t w, int32_t h, uint32_t colour)
{
    set_fill(c, colour);
    put_point(c, x, y + h);
    pdf_write_milli(c->out, w);
    pdf_write_milli(c->out, h);
    buf_puts(c->out, "re f\n");
}

/*
 * An image fills the unit square, its top at y = 1. Each row maps that square to one of width w and
 * height h, for the Exif orientations 1 to 8: a b c d in units of w (a, c) and h (b, d), e and f
 * likewise.
 */
static const signed char turns[8][6] = {
    {1, 0, 0, 1, 0, 0},   {-1, 0, 0, 1, 1, 0}, {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1},
    {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, {0, 1, 1, 0, 0, 0},   {0, 1, -1, 0, 1, 0},
};

void content_image(struct content *c, int32_t x, int32_t y, int32_t w, int32_t h, int turn,
                   size_t n)
{
    const signed char *t = turns[turn - 1];
    buf_puts(c->out, "q ");
    for (int i = 0; i < 4; i++)
        pdf_write_milli(c->out, (int64_t)t[i] * (i % 2 == 0 ? w : h));
    pdf_write_milli(c->out, x + (int64_t)t[4] * w);
    pdf_write_milli(c->out, (int64_t)c->height - y - h + (int64_t)t[5] * h);
    buf_printf(c->out, "cm /I%zu Do Q\n", n);
}

static void put_path(struct content *c, const struct mark *m)
{
    for (size_t i = 0; i < m->n_points; i++) {
        put_point(c, m->points[i].x, m->points[i].y);
        buf_puts(c->out, i == 0 ? "m\n" : "l\n");
    }
}

static void put_stroke(struct content *c, const struct mark *m)
{
    pdf_write_milli(c->out, m->width);
    buf_puts(c->out, "w [");
    for (int i = 0; m->dash > 0 && i < 2; i++)
        pdf_write_milli(c->out, m->dash);
    buf_puts(c->out, "]0 d ");
    put_colour(c->out, m->colour, "RG\n");
    put_path(c, m);
    buf_puts(c->out, m->closed ? "s\n" : "S\n");
}

static void put_mark(struct content *c, const struct mark *m)
{
    if (m->n_points == 0)
        return;
    switch (m->kind) {
    case MARK_STROKE: put_stroke(c, m); break;
    case MARK_FILL:
        set_fill(c, m->colour);
        put_path(c, m);
        buf_puts(c->out, "f\n");
        break;
    case MARK_TEXT: content_run(c, m->points[0].x, m->points[0].y, &m->run); break;
    }
}

void content_drawing(struct content *c, int32_t x, int32_t y, const struct drawing *d)
{
    struct content inner = *c;
    inner.height = d->height;
    buf_puts(c->out, "q 1 0 0 1 ");
    put_point(c, x, y + d->height);
    buf_puts(c->out, "cm 1 j\n"); /* round joins: no spikes at sharp bends of lines */
    for (size_t i = 0; i < d->n_marks; i++)
        put_mark(&inner, &d->marks[i]);
    buf_puts(c->out, "Q\n");
}
