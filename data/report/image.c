#include "data/report/image.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"

/* What is wrong with a file, as far as it can be seen from outside. */
enum fault { GOOD, FOREIGN, CUT, EMPTY, LARGE, COLOURS, CODING };

static uint32_t big(const unsigned char *p, int n)
{
    uint32_t v = 0;
    for (int i = 0; i < n; i++)
        v = v << 8 | p[i];
    return v;
}

static uint32_t little(const unsigned char *p, int n)
{
    uint32_t v = 0;
    while (n-- > 0)
        v = v << 8 | p[n];
    return v;
}

static enum fault size_fault(uint32_t width, uint32_t height)
{
    if (width == 0 || height == 0)
        return EMPTY;
    if (width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX ||
        (uint64_t)width * height > IMAGE_PIXELS_MAX)
        return LARGE;
    return GOOD;
}

static const unsigned char png_mark[PNG_CHUNKS] = "\x89PNG\r\n\x1a\n";

bool image_chunk(const unsigned char *bytes, size_t len, size_t *at, struct png_chunk *out)
{
    if (len < 12 || *at > len - 12)
        return false;
    uint32_t n = big(bytes + *at, 4);
    if (n > len - 12 - *at)
        return false;
    *out = (struct png_chunk){(const char *)bytes + *at + 4, bytes + *at + 8, n};
    *at += 12 + (size_t)n;
    return true;
}

static bool named(const struct png_chunk *c, const char *name)
{
    return memcmp(c->name, name, 4) == 0;
}

static enum fault png_head(const struct png_chunk *c, struct image *i)
{
    if (!named(c, "IHDR") || c->len != 13)
        return CUT;
    const unsigned char *d = c->data;
    uint32_t width = big(d, 4), height = big(d + 4, 4);
    i->bits = d[8];
    i->colour = (enum image_colour)d[9];
    i->interlaced = d[12] == 1;
    i->width = (int)(width & INT32_MAX);
    i->height = (int)(height & INT32_MAX);
    bool few = i->bits == 1 || i->bits == 2 || i->bits == 4;
    bool known = i->colour == COLOUR_GREY ? few || i->bits == 8 || i->bits == 16
                 : i->colour == COLOUR_PALETTE
                     ? few || i->bits == 8
                     : (i->colour == COLOUR_RGB || i->colour == COLOUR_GREY_ALPHA ||
                        i->colour == COLOUR_RGB_ALPHA) &&
                           (i->bits == 8 || i->bits == 16);
    if (!known || d[10] != 0 || d[11] != 0 || d[12] > 1)
        return CODING;
    return size_fault(width, height);
}

static enum fault read_png(const unsigned char *bytes, size_t len, struct image *i)
{
    struct png_chunk c;
    size_t at = PNG_CHUNKS;
    bool palette = false, data = false;
    i->kind = IMAGE_PNG;
    if (!image_chunk(bytes, len, &at, &c))
        return CUT;
    enum fault fault = png_head(&c, i);
    while (fault == GOOD && image_chunk(bytes, len, &at, &c)) {
        palette |= named(&c, "PLTE") && c.len >= 3 && c.len <= 768 && c.len % 3 == 0;
        i->keyed |= named(&c, "tRNS");
        data |= named(&c, "IDAT");
        if (named(&c, "pHYs") && c.len == 9 && c.data[8] == 1)
            i->density = (int32_t)(big(c.data, 4) & INT32_MAX);
        if (named(&c, "IEND"))
            return data && (palette || i->colour != COLOUR_PALETTE) ? GOOD : CUT;
    }
    return fault == GOOD ? CUT : fault;
}

/* Exif: the orientation among the entries of the first directory of a TIFF. */
static int exif_turn(const unsigned char *d, size_t len)
{
    if (len < 20 || memcmp(d, "Exif\0\0", 6) != 0)
        return 1;
    const unsigned char *tiff = d + 6;
    uint32_t (*number)(const unsigned char *, int) = tiff[0] == 'I' ? little : big;
    size_t n = len - 6, at = number(tiff + 4, 4);
    if (at > n - 2)
        return 1;
    for (uint32_t count = number(tiff + at, 2), k = 0; k < count; k++) {
        size_t entry = at + 2 + 12 * (size_t)k;
        if (entry + 12 > n)
            break;
        uint32_t value = number(tiff + entry + 8, 2);
        if (number(tiff + entry, 2) == 0x0112 && value >= 1 && value <= 8)
            return (int)value;
    }
    return 1;
}

static void jfif_density(const unsigned char *d, size_t len, struct image *i)
{
    if (len < 12 || memcmp(d, "JFIF", 5) != 0)
        return;
    int64_t x = big(d + 8, 2);
    if (d[7] == 1) /* dots an inch */
        i->density = (int32_t)((x * 10000 + 127) / 254);
    if (d[7] == 2) /* dots a centimetre */
        i->density = (int32_t)(x * 100);
}

/* The frame's head: SOFn. Baseline, extended and progressive coding by Huffman are what PDF reads.
 */
static enum fault jpeg_frame(int marker, const unsigned char *d, size_t len, struct image *i)
{
    if (len < 6)
        return CUT;
    if (marker > 0xC2 || d[0] != 8)
        return CODING;
    uint32_t height = big(d + 1, 2), width = big(d + 3, 2);
    i->bits = 8;
    i->width = (int)width;
    i->height = (int)height;
    i->colour = d[5] == 1 ? COLOUR_GREY : COLOUR_RGB;
    if (d[5] != 1 && d[5] != 3)
        return COLOURS;
    return size_fault(width, height);
}

/* The next marker from *at on, over coded data, stuffed bytes and restarts; 0 at the end. */
static int next_marker(const unsigned char *bytes, size_t len, size_t *at)
{
    while (*at < len) {
        const unsigned char *p = memchr(bytes + *at, 0xFF, len - *at);
        if (p == NULL || p + 1 >= bytes + len)
            break;
        *at = (size_t)(p - bytes) + (p[1] == 0xFF ? 1 : 2);
        if (p[1] != 0 && p[1] != 0xFF && (p[1] < 0xD0 || p[1] > 0xD7) && p[1] != 1)
            return p[1];
    }
    *at = len;
    return 0;
}

static enum fault read_jpeg(const unsigned char *bytes, size_t len, struct image *i)
{
    size_t at = 2;
    bool scan = false;
    i->kind = IMAGE_JPEG;
    for (int marker; (marker = next_marker(bytes, len, &at)) != 0;) {
        if (marker == 0xD9) /* EOI; what cameras put behind it is no matter */
            return scan && i->width > 0 ? GOOD : CUT;
        if (len - at < 2 || big(bytes + at, 2) < 2 || big(bytes + at, 2) > len - at)
            return CUT;
        const unsigned char *d = bytes + at + 2;
        size_t n = big(bytes + at, 2) - 2;
        enum fault fault = GOOD;
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            fault = jpeg_frame(marker, d, n, i);
        if (marker == 0xE0)
            jfif_density(d, n, i);
        if (marker == 0xE1 && i->turn == 1)
            i->turn = exif_turn(d, n);
        scan |= marker == 0xDA;
        if (fault != GOOD)
            return fault;
        at += 2 + n;
    }
    return CUT;
}

static void tell(enum fault fault, const struct image *i, struct source at, struct messages *m)
{
    switch (fault) {
    case GOOD: break;
    case FOREIGN:
        msg(m, SEV_ERROR, at, "image-format", "%s: neither PNG nor JPEG; save it as one of them",
            "%s：既不是PNG也不是JPEG；请另存为其中一种", i->name);
        break;
    case CUT:
        msg(m, SEV_ERROR, at, "image-damaged",
            "%s: the file is damaged or was cut off; copy it again from where it came",
            "%s：文件已损坏或不完整；请从原处重新复制", i->name);
        break;
    case EMPTY:
        msg(m, SEV_ERROR, at, "image-empty", "%s: an image of %d x %d pixels; choose another",
            "%s：图片为%d×%d像素；请换一张", i->name, i->width, i->height);
        break;
    case LARGE:
        msg(m, SEV_ERROR, at, "image-too-large",
            "%s: %d x %d pixels; make it smaller, 2400 pixels wide fill a page at print quality",
            "%s：%d×%d像素，过大；请缩小，宽2400像素即足以印满一页", i->name, i->width, i->height);
        break;
    case COLOURS:
        msg(m, SEV_ERROR, at, "image-colours",
            "%s: its colours are for a printing press (CMYK); save it as RGB or grey",
            "%s：颜色为印刷用的CMYK；请另存为RGB或灰度", i->name);
        break;
    case CODING:
        msg(m, SEV_ERROR, at, "image-format",
            "%s: a rare coding that PDF readers do not know; save it as an ordinary JPEG or PNG",
            "%s：编码罕见，PDF阅读器不能显示；请另存为普通的JPEG或PNG", i->name);
        break;
    }
}

const struct image *image_load(struct arena *a, const char *path, const char *name,
                               struct source at, struct messages *m)
{
    struct image *i = arena_alloc(a, sizeof *i);
    *i = (struct image){.name = name, .path = path, .turn = 1};
    struct arena *file = arena_new(); /* its bytes are not needed again before they are embedded */
    size_t len;
    const unsigned char *bytes =
        (unsigned char *)file_read(file, path, IMAGE_FILE_MAX, &len, at, m);
    enum fault fault = FOREIGN;
    if (bytes != NULL && len > PNG_CHUNKS && memcmp(bytes, png_mark, PNG_CHUNKS) == 0)
        fault = read_png(bytes, len, i);
    else if (bytes != NULL && len > 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0)
        fault = read_jpeg(bytes, len, i);
    if (bytes != NULL)
        tell(fault, i, at, m);
    bool good = bytes != NULL && fault == GOOD;
    arena_free(file);
    return good ? i : NULL;
}

int image_wide(const struct image *i)
{
    return i->turn >= 5 ? i->height : i->width;
}

int image_high(const struct image *i)
{
    return i->turn >= 5 ? i->width : i->height;
}
