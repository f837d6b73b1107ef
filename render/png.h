/*
 * PNG files, through libpng: those that PDF cannot take as they are, and our own pictures.
 */
#ifndef NIANBAO_PNG_H
#define NIANBAO_PNG_H

#include <stdbool.h>
#include <stddef.h>

#include "data/text.h"

/*
 * The pixels of a PNG file on white paper, row after row: 8 bits of grey, or of red, green and blue
 * with *colour. Malloced, the caller frees; NULL when it is damaged.
 */
unsigned char *png_on_white(const void *bytes, size_t len, bool *colour, size_t *out_len);

/* Appends rows of red, green and blue, 8 bits each, as a PNG file that says its dots an inch. */
void png_encode(const unsigned char *pixels, int width, int height, int dpi, struct buf *out);

#endif
