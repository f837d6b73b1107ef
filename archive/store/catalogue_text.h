/*
 * Texts as the catalogue indexes them: SQLite's unicode61 takes a run of hanzi for one word, so
 * each hanzi stands alone, and a phrase finds them side by side.
 */
#ifndef NIANBAO_CATALOGUE_TEXT_H
#define NIANBAO_CATALOGUE_TEXT_H

#include "archive/store/store.h"

/* text with blanks around each hanzi, in the arena; "" for NULL. */
const char *catalogue_spaced(struct arena *a, const char *text);

/* The same of all that the PDF of an item says; what cannot be read is told and left out. */
const char *catalogue_text(const struct store *s, struct arena *a, const char *code,
                           struct messages *m);

#endif
