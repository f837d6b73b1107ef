/*
 * Type 2 charstrings (Adobe Technical Note 5177): the same outline, to one unit, in fewer bytes.
 * What is drawn stays within 1/1000 em of the original.
 */
#ifndef NIANBAO_CHARSTRING_H
#define NIANBAO_CHARSTRING_H

#include <stddef.h>

/*
 * Writes charstring in[0..len) anew to out, which has room for len bytes: each contour begins
 * behind a straight line, which closing draws for nothing; pieces without length are gone; a curve
 * nowhere more than one unit from its chord is a line; operators are those that need the fewest
 * bytes. Where pieces begin and end is the same, and so is the width. How many bytes were written;
 * 0 when in is better kept: it is as short already, or has hints, subroutines, fractions or
 * arithmetic, which subsets have not.
 */
size_t charstring_shorten(const unsigned char *in, size_t len, unsigned char *out);

#endif
