/*
 * PNG predictors of /FlateDecode streams (ISO 32000-1, 7.4.4.4): rows that tell the differences to
 * their neighbours.
 */
#ifndef NIANBAO_PREDICTOR_H
#define NIANBAO_PREDICTOR_H

#include <stddef.h>

/*
 * Undoes them in place: rows of one byte that names the way, then columns bytes, of which pixel
 * belong together. Gives the bytes that remain in front, or -1: a way that there is not, or a row
 * that is cut. columns and pixel are above 0.
 */
long predictor_undo(unsigned char *bytes, size_t len, size_t columns, size_t pixel);

#endif
