/*
 * Pictures: an image file placed in the text.
 */
#ifndef NIANBAO_PICTURE_H
#define NIANBAO_PICTURE_H

#include "data/narrative/narrative.h"

/*
 * The figure for `![caption](file "title")`; file is relative to the report's folder, its %XX are
 * decoded. The title says the width ("80mm", "60%" of the type area), then, or instead, what is to
 * be seen, for those who cannot see it. NULL when the file cannot be used, reported.
 */
struct node *picture_place(struct reading *rd, const struct placing *p);

#endif
