/*
 * Sizes: lengths as a clerk writes them, from the names of Chinese type sizes to "2em". Inside the
 * program every length is in millipoints.
 */
#ifndef NIANBAO_SIZES_H
#define NIANBAO_SIZES_H

#include <stdint.h>

/* Fine lengths are millionths of a millipoint: a page of lines added up stays exact. */
#define FINE 1000000

/* What "em" and "line" stand for, fine; 0 where the unit has no meaning. */
struct units {
    int64_t em, line;
};

/*
 * Reads a length: a type size by name (初号 … 八号, as Word and WPS count them), or a decimal
 * number below 10,000 with one of the units pt 磅 mm 毫米 cm em 字 line 行; a bare 0 needs none.
 * Gives it fine. -1 when it is none of these.
 */
int sizes_length(const char *text, const struct units *units, int64_t *fine);

/* The nearest whole millipoints. */
int32_t sizes_millipoints(int64_t fine);

#endif
