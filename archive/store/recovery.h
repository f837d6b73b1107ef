/*
 * Recovery: what a killed program left half done is ended, or undone. It runs whenever a store is
 * opened for writing, before anything else is done.
 */
#ifndef NIANBAO_RECOVERY_H
#define NIANBAO_RECOVERY_H

#include "archive/store/store.h"

/*
 * Ends the event of `pending`, cuts a torn last line of the ledger where `pending` proves what it
 * is, empties tmp/. The lock is held and the ledger read. 0, or -1, reported [ledger-torn].
 */
int recovery_run(struct store *s, struct messages *m);

/*
 * Moves what stands in the place of something of the store into set-aside/, for a person to look
 * at; nothing of it is removed. 0 and told [set-aside], or -1, reported.
 */
int recovery_set_aside(const struct store *s, const char *path, struct messages *m);

#endif
