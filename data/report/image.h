/*
 * Images: what a PNG or JPEG file says of itself, read without decoding it. Enough to lay it out,
 * to refuse what cannot be printed, and for render/ to embed it.
 */
#ifndef NIANBAO_IMAGE_H
#define NIANBAO_IMAGE_H

#include <stdint.h>

#include "base/msg.h"

struct arena;

enum image_kind { IMAGE_PNG, IMAGE_JPEG };

/* PNG colour types (ISO/IEC 15948 11.2.2); a JPEG has grey or RGB. */
enum image_colour {
    COLOUR_GREY = 0,
    COLOUR_RGB = 2,
    COLOUR_PALETTE = 3,
    COLOUR_GREY_ALPHA = 4,
    COLOUR_RGB_ALPHA = 6
};

struct image {
    const char *name; /* as the text has it */
    const char *path; /* where it lies */
    enum image_kind kind;
    enum image_colour colour;
    int width, height; /* pixels, as stored */
    int bits;          /* per sample */
    bool interlaced;   /* PNG: Adam7 */
    bool keyed;        /* PNG: tRNS makes some of it transparent */
    int turn;          /* Exif orientation 1..8; 5 and above lie on their side */
    int32_t density;   /* pixels per metre; 0: not said */
};

/* A file larger than this is not read, nor an image of more pixels: A4 at 600 dpi has 35 million.
 */
#define IMAGE_FILE_MAX (128u << 20)
#define IMAGE_PIXELS_MAX 40000000
#define IMAGE_SIDE_MAX 20000

/*
 * The image in the file path, which the text calls name. NULL when it is missing, damaged, neither
 * PNG nor JPEG, too large, or a JPEG in colours or a coding that PDF/A has no place for; reported.
 */
const struct image *image_load(struct arena *a, const char *path, const char *name,
                               struct source at, struct messages *m);

/* Its size as it is looked at, in pixels. */
int image_wide(const struct image *i);
int image_high(const struct image *i);

/* The next chunk of a PNG behind *at: its name, data and length. False at the end. */
struct png_chunk {
    const char *name;
    const unsigned char *data;
    uint32_t len;
};
bool image_chunk(const unsigned char *bytes, size_t len, size_t *at, struct png_chunk *out);

/* Where the chunks of a PNG begin: behind its signature. */
#define PNG_CHUNKS 8

#endif
