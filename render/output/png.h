/*
 * PNG files, through libpng: those that PDF cannot take as they are, and our own pictures. The only
 * file that knows libpng.
 */
#ifndef NIANBAO_PNG_H
#define NIANBAO_PNG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * The pixels of a PNG file on white paper, row after row: 8 bits of grey, or of red, green and blue
 * with *colour. Malloced, the caller frees; NULL when it is damaged.
 */
unsigned char *png_on_white(const void *bytes, size_t len, bool *colour, size_t *out_len);

/*
 * A PNG file being appended to out: rows of red, green and blue, 8 bits each, from top to bottom,
 * as many as height says. It says its dots an inch and, within the first 128 bytes, the software
 * that made it, a short name. End it with png_close; with rows missing it is no picture.
 */
struct png_file;
struct png_file *png_open(int width, int height, int dpi, const char *software, struct buf *out);
void png_row(struct png_file *f, const unsigned char *row);
void png_close(struct png_file *f);

#endif
