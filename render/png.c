#include "render/png.h"

#include <png.h>
#include <stdlib.h>

#include "data/arena.h"

unsigned char *png_on_white(const void *bytes, size_t len, bool *colour, size_t *out_len)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    const png_color white = {255, 255, 255};
    if (!png_image_begin_read_from_memory(&image, bytes, len))
        return NULL;
    *colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    image.format = *colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; /* as all others are taken */
    *out_len = PNG_IMAGE_SIZE(image);
    unsigned char *pixels = must_alloc(*out_len, 1);
    if (png_image_finish_read(&image, &white, pixels, 0, NULL))
        return pixels;
    png_image_free(&image);
    free(pixels);
    return NULL;
}
