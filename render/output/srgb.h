/*
 * The colour space that all colours of our PDFs are in, as an ICC profile. It is made here from the
 * numbers of the standard, so that no file has to be shipped.
 */
#ifndef NIANBAO_SRGB_H
#define NIANBAO_SRGB_H

#include "base/buf.h"

/*
 * Appends an sRGB profile (IEC 61966-2-1) of ICC.1:2001-04 (version 2): primaries adapted to D50 by
 * Bradford's transform, the transfer curve in 1,024 steps.
 */
void srgb_profile(struct buf *out);

#endif
