/*
 * Copying bags out of an archive: what leaves it is what was archived, to the byte. The copy is
 * checked against its manifests before it counts as made.
 */
#ifndef NIANBAO_BAG_COPY_H
#define NIANBAO_BAG_COPY_H

#include "archive/store/store.h"

/*
 * Copies the bag of an entry of the ledger to the new folder to, nothing synced. Each byte is
 * compared with manifest and ledger on its way. 0, or -1, reported [bag-damaged, write-failed].
 */
int bag_copy(const struct store *s, const struct ledger_entry *e, const char *to,
             struct messages *m);

#endif
