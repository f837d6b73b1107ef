/*
 * Recovery: what a killed program left half done is ended, or undone.
 */
#ifndef NIANBAO_RECOVERY_H
#define NIANBAO_RECOVERY_H

#include "archive/store.h"

/*
 * Ends the event of `pending`, cuts a torn last line of the ledger where `pending` proves what it
 * is, empties tmp/. The lock is held and the ledger read. 0, or -1, reported [ledger-torn].
 */
int recovery_run(struct store *s, struct messages *m);

#endif
