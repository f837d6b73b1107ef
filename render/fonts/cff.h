/*
 * CFF (Adobe Technical Note 5176): what a subset needs before it goes into a PDF. It takes apart
 * what HarfBuzz has subset and puts it together smaller.
 */
#ifndef NIANBAO_CFF_H
#define NIANBAO_CFF_H

#include <stddef.h>

/*
 * Renumbers the CIDs of a CID-keyed font so that each is its glyph's index, in place; leaves other
 * fonts as they are. 0, or -1 when the bytes are not a sound CFF table.
 */
int cff_identity(unsigned char *cff, size_t len);

/*
 * Makes the charstrings as short as they can be (charstring.h), in place. No table moves: zeros
 * stand in the room gained, some ten bytes once they are deflated. 0, or -1 as cff_identity.
 */
int cff_shorten(unsigned char *cff, size_t len);

#endif
