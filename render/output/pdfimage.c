#include "render/output/pdfimage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "base/file.h"
#include "base/list.h"
#include "data/report/image.h"
#include "render/output/png.h"

/* One file, encoded as the PDF will have it. */
struct embedded {
    const struct image *image;
    unsigned char *bytes; /* malloced */
    size_t len;
    int components, bits;
    bool predicted; /* rows begin with the filter types of PNG */
    unsigned char palette[768];
    size_t n_palette; /* bytes of it */
};

struct pdfimages {
    struct messages *messages;
    struct embedded *list;
    size_t n, cap;
};

struct pdfimages *pdfimages_new(struct messages *m)
{
    struct pdfimages *p = must_alloc(1, sizeof *p);
    *p = (struct pdfimages){.messages = m};
    return p;
}

void pdfimages_free(struct pdfimages *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->list[i].bytes);
    free(p->list);
    free(p);
}

/* Its index, or n. */
static size_t find(const struct pdfimages *p, const struct image *image)
{
    size_t i = 0;
    while (i < p->n && p->list[i].image != image &&
           strcmp(p->list[i].image->path, image->path) != 0)
        i++;
    return i;
}

size_t pdfimages_number(const struct pdfimages *p, const struct image *i)
{
    return find(p, i);
}

/*
 * The data of a PNG are what FlateDecode with the PNG predictors reads (ISO 32000-1 7.4.4.4), as
 * long as nothing is transparent or interlaced.
 */
static bool take_png(struct embedded *e, const unsigned char *bytes, size_t len)
{
    const struct image *i = e->image;
    struct png_chunk c;
    size_t data = 0;
    for (size_t at = PNG_CHUNKS; image_chunk(bytes, len, &at, &c);)
        data += memcmp(c.name, "IDAT", 4) == 0 ? c.len : 0;
    e->bytes = must_alloc(data + 1, 1);
    for (size_t at = PNG_CHUNKS; image_chunk(bytes, len, &at, &c);) {
        if (memcmp(c.name, "IDAT", 4) == 0) {
            memcpy(e->bytes + e->len, c.data, c.len);
            e->len += c.len;
        } else if (memcmp(c.name, "PLTE", 4) == 0 && c.len <= sizeof e->palette) {
            memcpy(e->palette, c.data, c.len);
            e->n_palette = c.len;
        }
    }
    e->components = i->colour == COLOUR_RGB ? 3 : 1;
    e->bits = i->bits;
    e->predicted = true;
    size_t row = ((size_t)i->width * (size_t)(e->components * e->bits) + 7) / 8;
    return deflate_holds(e->bytes, e->len, (row + 1) * (size_t)i->height);
}

static bool decode_png(struct embedded *e, const unsigned char *bytes, size_t len)
{
    bool colour;
    size_t n;
    unsigned char *pixels = png_on_white(bytes, len, &colour, &n);
    if (pixels == NULL)
        return false;
    e->bytes = deflate_bytes(pixels, n, &e->len);
    free(pixels);
    e->components = colour ? 3 : 1;
    e->bits = 8;
    return true;
}

static bool encode(struct embedded *e, const unsigned char *bytes, size_t len)
{
    const struct image *i = e->image;
    if (i->kind == IMAGE_PNG) {
        bool plain = !i->interlaced && !i->keyed && i->colour != COLOUR_GREY_ALPHA &&
                     i->colour != COLOUR_RGB_ALPHA;
        return plain ? take_png(e, bytes, len) : decode_png(e, bytes, len);
    }
    e->bytes = must_alloc(len, 1);
    memcpy(e->bytes, bytes, len);
    e->len = len;
    e->components = i->colour == COLOUR_GREY ? 1 : 3;
    e->bits = 8;
    return true;
}

int pdfimages_use(struct pdfimages *p, const struct image *i)
{
    if (find(p, i) < p->n)
        return 0;
    struct arena *a = arena_new();
    struct messages *m = p->messages;
    struct embedded e = {.image = i};
    size_t len;
    const char *bytes = file_read(a, i->path, IMAGE_FILE_MAX, &len, NOWHERE, m);
    int status = -1;
    if (bytes != NULL && encode(&e, (const unsigned char *)bytes, len))
        status = 0;
    else if (bytes != NULL)
        msg(m, SEV_ERROR, IN_FILE(i->path), "image-damaged",
            "the image's data are damaged; copy it again from where it came",
            "图片数据已损坏；请从原处重新复制");
    arena_free(a);
    if (status < 0) {
        free(e.bytes);
        return -1;
    }
    p->list = list_room(p->list, p->n, &p->cap, sizeof *p->list);
    p->list[p->n++] = e;
    return 0;
}

static void set_colours(struct haru *h, struct haru_dict *d, const struct embedded *e)
{
    const char *device = e->components == 3 ? "DeviceRGB" : "DeviceGray";
    if (e->n_palette == 0 || e->image->colour != COLOUR_PALETTE || !e->predicted) {
        haru_set_name(h, d, "ColorSpace", device);
        return;
    }
    struct haru_array *indexed = haru_array(h, false);
    haru_add_name(h, indexed, "Indexed");
    haru_add_name(h, indexed, "DeviceRGB");
    haru_add_number(h, indexed, (int)e->n_palette / 3 - 1);
    haru_add_bytes(h, indexed, e->palette, e->n_palette);
    haru_set_array(h, d, "ColorSpace", indexed);
}

static struct haru_dict *embed(const struct embedded *e, struct haru *h)
{
    const struct image *i = e->image;
    struct haru_dict *d = i->kind == IMAGE_JPEG ? haru_jpeg_stream(h, e->bytes, e->len)
                                                : haru_deflated_stream(h, e->bytes, e->len);
    haru_set_name(h, d, "Type", "XObject");
    haru_set_name(h, d, "Subtype", "Image");
    haru_set_number(h, d, "Width", i->width);
    haru_set_number(h, d, "Height", i->height);
    haru_set_number(h, d, "BitsPerComponent", e->bits);
    set_colours(h, d, e);
    if (e->predicted) {
        struct haru_dict *parms = haru_dict(h, false);
        haru_set_number(h, parms, "Predictor", 15);
        haru_set_number(h, parms, "Colors", e->components);
        haru_set_number(h, parms, "BitsPerComponent", e->bits);
        haru_set_number(h, parms, "Columns", i->width);
        haru_set_dict(h, d, "DecodeParms", parms);
    }
    return d;
}

struct haru_dict *pdfimages_embed(const struct pdfimages *p, struct haru *h, uint64_t id[2])
{
    if (p->n == 0)
        return NULL;
    struct haru_dict *all = haru_dict(h, true);
    for (size_t i = 0; i < p->n; i++) {
        const struct embedded *e = &p->list[i];
        char name[24];
        snprintf(name, sizeof name, "I%zu", i);
        haru_set_dict(h, all, name, embed(e, h));
        for (size_t k = 0; k < e->len; k++)
            id[k % 2] = (id[k % 2] ^ e->bytes[k]) * 1099511628211u;
    }
    return all;
}
