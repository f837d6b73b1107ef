/*
 * Finding the figures of a cleaned text by the words and signs around them; no word of any one
 * field is known here. What stays doubtful is left in the text and told.
 */
#ifndef NIANBAO_IMPORT_FIGURES_H
#define NIANBAO_IMPORT_FIGURES_H

#include "data/import/import.h"

/*
 * The figures of im->lines, and the lines with placeholders in place of them in *narrative. A
 * number is a figure when it has the sign of a rate or a ratio, or a counter in a short numbered
 * item or in a clause on the whole year, and a name beside it; also a short item that says that
 * something is there (有) or did not happen (无…发生). Every other number stays as typed and is
 * told, [left-alone], with what it seems to be.
 */
const struct figures *import_find(struct arena *a, const struct import *im, const char **narrative,
                                  struct messages *m);

#endif
