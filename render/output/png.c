#include "render/output/png.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

unsigned char *png_on_white(const void *bytes, size_t len, bool *colour, size_t *out_len)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    const png_color white = {255, 255, 255};
    if (png_image_begin_read_from_memory(&image, bytes, len) == 0)
        return NULL;
    *colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    image.format = *colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* as all others are taken */
    *out_len = PNG_IMAGE_SIZE(image);
    unsigned char *pixels = must_alloc(*out_len, 1);
    if (png_image_finish_read(&image, &white, pixels, 0, NULL) != 0)
        return pixels;
    png_image_free(&image);
    free(pixels);
    return NULL;
}

/* Drawings are plains and edges: other filters take twice the time and give no smaller files. */
#define FILTERS PNG_FILTER_NONE

static void append(png_structp png, png_bytep bytes, size_t len)
{
    buf_add(png_get_io_ptr(png), bytes, len);
}

static void flush(png_structp png)
{
    (void)png;
}

/* Memory never fails to take bytes: what is left are faults of our own. */
static void fault(png_structp png, png_const_charp text)
{
    (void)png;
    fprintf(stderr, "nianbao: libpng: %s\n", text);
    abort();
}

struct png_file {
    png_structp png;
    png_infop info;
    int left; /* rows to come */
};

struct png_file *png_open(int width, int height, int dpi, const char *software, struct buf *out)
{
    struct png_file *f = must_alloc(1, sizeof *f);
    png_uint_32 per_metre = (png_uint_32)(dpi / 0.0254 + 0.5);
    f->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fault, NULL);
    f->info = png_create_info_struct(f->png);
    png_set_write_fn(f->png, out, append, flush);
    png_set_filter(f->png, PNG_FILTER_TYPE_BASE, FILTERS);
    png_set_IHDR(f->png, f->info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(f->png, f->info, PNG_sRGB_INTENT_RELATIVE);
    png_set_pHYs(f->png, f->info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_text maker = {.compression = PNG_TEXT_COMPRESSION_NONE,
                      .key = (char *)(uintptr_t) "Software", /* both are copied */
                      .text = (char *)(uintptr_t)software};
    png_set_text(f->png, f->info, &maker, 1);
    png_write_info(f->png, f->info);
    f->left = height;
    return f;
}

void png_row(struct png_file *f, const unsigned char *row)
{
    png_write_row(f->png, row);
    f->left--;
}

void png_close(struct png_file *f)
{
    if (f->left == 0)
        png_write_end(f->png, f->info);
    png_destroy_write_struct(&f->png, &f->info);
    free(f);
}
