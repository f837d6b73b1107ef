/*
 * PNG files that PDF cannot take as they are, through libpng.
 */
#ifndef NIANBAO_PNG_H
#define NIANBAO_PNG_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The pixels of a PNG file on white paper, row after row: 8 bits of grey, or of red, green and blue
 * with *colour. Malloced, the caller frees; NULL when it is damaged.
 */
unsigned char *png_on_white(const void *bytes, size_t len, bool *colour, size_t *out_len);

#endif
