/*
 * CFF (Adobe Technical Note 5176): the one change that a subset needs before it goes into a PDF.
 */
#ifndef NIANBAO_CFF_H
#define NIANBAO_CFF_H

#include <stddef.h>

/*
 * Renumbers the CIDs of a CID-keyed font so that each is its glyph's index, in place; leaves other
 * fonts as they are. 0, or -1 when the bytes are not a sound CFF table.
 */
int cff_identity(unsigned char *cff, size_t len);

#endif
