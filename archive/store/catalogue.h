/*
 * The catalogue: an index of the archive for searching, in SQLite. It is made from ledger and bags,
 * follows the ledger, and is made again whenever it is damaged or of another ledger.
 */
#ifndef NIANBAO_CATALOGUE_H
#define NIANBAO_CATALOGUE_H

#include "archive/store/store.h"

/*
 * Brings the index up to the ledger. A damaged one is made again, told [catalogue-damaged]. 0, or
 * -1, reported: the bags are safe all the same.
 */
int catalogue_update(const struct store *s, struct messages *m);

/* Makes the index anew, beside the old one, which it then replaces. Likewise. */
int catalogue_rebuild(const struct store *s, struct messages *m);

struct catalogue_hit {
    const char *item, *title, *signers; /* signers NULL where unsigned */
    int year;
    bool withdrawn;
};

/*
 * The items in which all of words[0..n) stand, in code, title, year, signers, organ or text; each
 * is a phrase, Chinese without regard to where words end. Newest years first, in the arena. Brings
 * the index up to date where the disk lets it, else says how far it is behind. -1, reported.
 */
int catalogue_search(const struct store *s, struct arena *a, const char *const *words, size_t n,
                     struct catalogue_hit **hits, size_t *n_hits, struct messages *m);

#endif
