#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "render/fonts/fontset.h"
#include "render/output/formats.h"
#include "render/output/painter.h"

/* What tells our files from drawings that someone made by hand. */
#define MAGIC "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- nianbao -->\n"

/* A glyph whose outline is among the definitions. */
struct defined {
    uint32_t id;
    uint16_t face;
};

struct writer {
    const struct fontset *fonts;
    struct buf defs, body;
    struct defined *glyphs;
    size_t n, cap;
};

static void put_pair(struct buf *b, const char *before, int64_t x, int64_t y)
{
    buf_puts(b, before);
    buf_milli(b, x);
    buf_puts(b, " ");
    buf_milli(b, y);
}

static void put_colour(struct buf *b, const char *attribute, uint32_t colour)
{
    buf_printf(b, " %s=\"#%06X\"", attribute, (unsigned)colour & 0xFFFFFF);
}

static int64_t milli(double v)
{
    return (int64_t)(v * 1000 + (v < 0 ? -0.5 : 0.5));
}

static void pen_move(void *ctx, double x, double y)
{
    put_pair(ctx, "M", milli(x), milli(y));
}

static void pen_line(void *ctx, double x, double y)
{
    put_pair(ctx, "L", milli(x), milli(y));
}

static void pen_curve(void *ctx, double x1, double y1, double x2, double y2, double x, double y)
{
    put_pair(ctx, "C", milli(x1), milli(y1));
    put_pair(ctx, " ", milli(x2), milli(y2));
    put_pair(ctx, " ", milli(x), milli(y));
}

static void pen_close(void *ctx)
{
    buf_puts(ctx, "Z");
}

static void define(struct writer *w, const struct glyph *g)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->glyphs[i].id == g->id && w->glyphs[i].face == g->face)
            return;
    w->glyphs = list_room(w->glyphs, w->n, &w->cap, sizeof *w->glyphs);
    w->glyphs[w->n++] = (struct defined){g->id, g->face};
    buf_printf(&w->defs, "<path id=\"g%u-%u\" d=\"", g->face, (unsigned)g->id);
    fontset_outline(w->fonts, g->face, g->id,
                    &(struct outline_pen){pen_move, pen_line, pen_curve, pen_close, &w->defs});
    buf_puts(&w->defs, "\"/>\n");
}

static void glyph(void *ctx, const struct glyph *g, int32_t x, int32_t y, int32_t size,
                  uint32_t colour)
{
    struct writer *w = ctx;
    define(w, g);
    buf_printf(&w->body, "<use xlink:href=\"#g%u-%u\"", g->face, (unsigned)g->id);
    put_pair(&w->body, " transform=\"translate(", x, y);
    buf_printf(&w->body, ") scale(%d.%06d)\"", size / 1000000, size % 1000000);
    put_colour(&w->body, "fill", colour);
    buf_puts(&w->body, "/>\n");
}

static void put_points(struct buf *b, const struct point *points, size_t n)
{
    buf_puts(b, " points=\"");
    for (size_t i = 0; i < n; i++)
        put_pair(b, i > 0 ? " " : "", points[i].x, points[i].y);
    buf_puts(b, "\"");
}

static void fill(void *ctx, const struct point *points, size_t n, uint32_t colour)
{
    struct writer *w = ctx;
    buf_puts(&w->body, "<polygon");
    put_points(&w->body, points, n);
    put_colour(&w->body, "fill", colour);
    buf_puts(&w->body, "/>\n");
}

static void stroke(void *ctx, const struct point *points, const struct mark *m)
{
    struct writer *w = ctx;
    buf_puts(&w->body, m->closed ? "<polygon" : "<polyline");
    put_points(&w->body, points, m->n_points);
    buf_puts(&w->body, " fill=\"none\" stroke-width=\"");
    buf_milli(&w->body, m->width);
    buf_puts(&w->body, "\"");
    put_colour(&w->body, "stroke", m->colour);
    if (m->dash > 0) {
        put_pair(&w->body, " stroke-dasharray=\"", m->dash, m->dash);
        buf_puts(&w->body, "\"");
    }
    buf_puts(&w->body, "/>\n");
}

/* What all figures of the document show. */
static void put_description(struct buf *b, const struct pages *pages)
{
    buf_puts(b, "<title>");
    buf_xml(b, pages->title != NULL ? pages->title : "");
    buf_puts(b, "</title>\n<desc>");
    for (size_t i = 0, n = 0; i < pages->n_tags; i++) {
        if (pages->tags[i].alt == NULL)
            continue;
        buf_puts(b, n++ > 0 ? "\n" : "");
        buf_xml(b, pages->tags[i].alt);
    }
    buf_puts(b, "</desc>\n");
}

static void put_head(struct buf *b, const struct pages *pages, const struct page *page)
{
    buf_printf(b,
               MAGIC "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\" xml:lang=\"%s\" "
                     "width=\"",
               language_code(pages->language));
    buf_milli(b, page->width);
    buf_puts(b, "pt\" height=\"");
    buf_milli(b, page->height);
    put_pair(b, "pt\" viewBox=\"0 0 ", page->width, page->height);
    buf_puts(b, "\">\n");
    put_description(b, pages);
}

static void put_page(struct writer *w, const struct pages *pages, const struct page *page,
                     const struct drawing *const *drawings, struct buf *out)
{
    painter_page(&(struct painter){.fill = fill, .stroke = stroke, .glyph = glyph, .ctx = w}, page,
                 drawings);
    put_head(out, pages, page);
    buf_puts(out, "<defs>\n");
    buf_add(out, w->defs.len > 0 ? w->defs.data : "", w->defs.len);
    buf_puts(out, "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n"
                  "<g stroke-linejoin=\"round\">\n");
    buf_add(out, w->body.len > 0 ? w->body.data : "", w->body.len);
    buf_puts(out, "</g>\n</svg>\n");
}

/* One page, with its title and what it shows in words: SVG 1.1 with the outlines of its glyphs. */
static int write_svg(const struct pages *pages, const struct chart_context *ctx,
                     const struct format_wish *wish, struct buf *out)
{
    struct arena *a = arena_new();
    struct writer w = {.fonts = ctx->fonts};
    const struct page *page = &pages->pages[wish->page];
    const struct drawing **drawings = charts_draw_page(ctx, a, page);
    if (drawings != NULL)
        put_page(&w, pages, page, drawings, out);
    buf_free(&w.defs);
    buf_free(&w.body);
    free(w.glyphs);
    arena_free(a);
    return drawings != NULL ? 0 : -1;
}

const struct format svg_format = {.name = "svg",
                                  .extension = "svg",
                                  .magic = MAGIC,
                                  .mark = "",
                                  .uses = FORMAT_CHART,
                                  .one_page = true,
                                  .write = write_svg,
                                  .about_en =
                                      "a drawing of each page, with the outlines of its glyphs",
                                  .about_zh = "每页一个矢量图，文字为轮廓"};
