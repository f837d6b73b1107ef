#include <cairo.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/msg.h"
#include "render/fonts/fontset.h"
#include "render/output/formats.h"
#include "render/output/painter.h"
#include "render/output/png.h"

/* What a picture of ours says of its maker, before its pixels. */
#define MAKER "nianbao"

/* The sides that a picture may have, in pixels. */
#define SIDE_MAX 30000

struct canvas {
    cairo_t *cairo; /* in points */
    const struct fontset *fonts;
};

static void set_colour(cairo_t *c, uint32_t colour)
{
    cairo_set_source_rgb(c, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

static void pen_move(void *ctx, double x, double y)
{
    cairo_move_to(ctx, x, y);
}

static void pen_line(void *ctx, double x, double y)
{
    cairo_line_to(ctx, x, y);
}

static void pen_curve(void *ctx, double x1, double y1, double x2, double y2, double x, double y)
{
    cairo_curve_to(ctx, x1, y1, x2, y2, x, y);
}

static void pen_close(void *ctx)
{
    cairo_close_path(ctx);
}

static void glyph(void *ctx, const struct glyph *g, int32_t x, int32_t y, int32_t size,
                  uint32_t colour)
{
    const struct canvas *v = ctx;
    cairo_save(v->cairo);
    cairo_translate(v->cairo, x / 1000.0, y / 1000.0);
    cairo_scale(v->cairo, size / 1e6, size / 1e6);
    cairo_new_path(v->cairo);
    fontset_outline(v->fonts, g->face, g->id,
                    &(struct outline_pen){pen_move, pen_line, pen_curve, pen_close, v->cairo});
    cairo_restore(v->cairo);
    set_colour(v->cairo, colour);
    cairo_fill(v->cairo);
}

static void put_path(const struct canvas *v, const struct point *points, size_t n)
{
    cairo_new_path(v->cairo);
    for (size_t i = 0; i < n; i++)
        cairo_line_to(v->cairo, points[i].x / 1000.0, points[i].y / 1000.0);
}

static void fill(void *ctx, const struct point *points, size_t n, uint32_t colour)
{
    const struct canvas *v = ctx;
    put_path(v, points, n);
    set_colour(v->cairo, colour);
    cairo_fill(v->cairo);
}

static void stroke(void *ctx, const struct point *points, const struct mark *m)
{
    const struct canvas *v = ctx;
    double dash = m->dash / 1000.0;
    put_path(v, points, m->n_points);
    if (m->closed)
        cairo_close_path(v->cairo);
    cairo_set_dash(v->cairo, &dash, m->dash > 0 ? 1 : 0, 0); /* on and off alike */
    cairo_set_line_width(v->cairo, m->width / 1000.0);
    set_colour(v->cairo, m->colour);
    cairo_stroke(v->cairo);
}

/* As many pixels are in memory at a time: 64 MB. */
#define BAND_PIXELS (16 << 20)

struct picture {
    const struct page *page;
    const struct drawing **drawings; /* of its charts */
    const struct fontset *fonts;
    int width, height; /* pixels */
    double scale;      /* pixels a point */
    unsigned char *row;
    struct png_file *png;
};

/* Paints the rows from top on, into a surface as large as they are. */
static void paint_band(const struct picture *p, cairo_surface_t *s, int top)
{
    struct canvas v = {cairo_create(s), p->fonts};
    cairo_set_source_rgb(v.cairo, 1, 1, 1);
    cairo_paint(v.cairo);
    cairo_translate(v.cairo, 0, -top);
    cairo_scale(v.cairo, p->scale, p->scale);
    cairo_set_line_join(v.cairo, CAIRO_LINE_JOIN_ROUND);
    painter_page(&(struct painter){.fill = fill, .stroke = stroke, .glyph = glyph, .ctx = &v},
                 p->page, p->drawings);
    cairo_destroy(v.cairo);
    cairo_surface_flush(s);
}

/* Cairo's 32 bits a pixel as red, green and blue. */
static void write_rows(const struct picture *p, const unsigned char *pixels, int stride, int rows)
{
    for (int y = 0; y < rows; y++) {
        unsigned char *to = p->row;

        for (int x = 0; x < p->width; x++) {
            const uint32_t *pixel =
                (const void *)(pixels + (size_t)y * (size_t)stride + 4 * (size_t)x);

            *to++ = (unsigned char)(*pixel >> 16);
            *to++ = (unsigned char)(*pixel >> 8);
            *to++ = (unsigned char)*pixel;
        }
        png_row(p->png, p->row);
    }
}

/* Bands meet at whole pixels: where they do cannot be seen. */
static void write_bands(const struct picture *p)
{
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, p->width);
    int most = BAND_PIXELS / p->width < p->height ? BAND_PIXELS / p->width : p->height;
    unsigned char *pixels = must_alloc((size_t)most, (size_t)stride);
    for (int top = 0; top < p->height; top += most) {
        int rows = p->height - top < most ? p->height - top : most;
        cairo_surface_t *s =
            cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, p->width, rows, stride);

        paint_band(p, s, top);
        cairo_surface_destroy(s);
        write_rows(p, pixels, stride, rows);
    }
    free(pixels);
}

/* One page as pixels through cairo, on white; refused where it would be too many of them. */
static int write_png(const struct pages *pages, const struct chart_context *ctx,
                     const struct format_wish *wish, struct buf *out)
{
    const struct page *on = &pages->pages[wish->page];
    double scale = wish->dpi / 72.0;
    double width = ceil(on->width / 1000.0 * scale - 0.01);
    double height = ceil(on->height / 1000.0 * scale - 0.01);
    if (width > SIDE_MAX || height > SIDE_MAX) {
        msg(ctx->messages, SEV_ERROR, NOWHERE, "picture-too-large",
            "a picture of %.0f by %.0f pixels is too large; give fewer dots an inch",
            "%.0f×%.0f 像素的图片太大，请减小分辨率（--dpi）", width, height);
        return -1;
    }
    struct arena *a = arena_new();
    struct picture p = {.page = on,
                        .drawings = charts_draw_page(ctx, a, on),
                        .fonts = ctx->fonts,
                        .width = (int)width,
                        .height = (int)height,
                        .scale = scale};
    if (p.drawings != NULL) {
        p.row = must_alloc((size_t)width, 3);
        p.png = png_open(p.width, p.height, wish->dpi, MAKER, out);
        write_bands(&p);
        png_close(p.png);
        free(p.row);
    }
    arena_free(a);
    return p.drawings != NULL ? 0 : -1;
}

const struct format raster_format = {.name = "png",
                                     .extension = "png",
                                     .magic = "\x89PNG",
                                     .mark = MAKER,
                                     .uses = FORMAT_CHART,
                                     .one_page = true,
                                     .dots = true,
                                     .write = write_png,
                                     .about_en = "a picture of each page",
                                     .about_zh = "每页一个点阵图"};
