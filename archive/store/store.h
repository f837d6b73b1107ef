/*
 * The store: a folder that holds an archive. Bags are the truth, the ledger says what happened and
 * in which order, the catalogue is an index that can be made again.
 *
 *   archive.json       fonds, organ, defaults; written once
 *   ledger.jsonl       the ledger
 *   ledger-N.tsr       a timestamp of the ledger's line N
 *   2006/CODE/         the bag of an item; CODE.v2 ... after its timestamps were renewed
 *   catalogue.sqlite   the index
 *   lock, pending, tmp/, set-aside/
 *
 * Every change is made in this order, so that a kill at any step leaves it undone or to be ended at
 * the next start: the bag whole in tmp/, the ledger's line in `pending`, both synced; the bag gets
 * its name, which nothing had before; the line goes to the ledger; `pending` goes.
 */
#ifndef NIANBAO_STORE_H
#define NIANBAO_STORE_H

#include <stdlib.h>

#include "archive/store/item.h"
#include "archive/store/ledger.h"
#include "base/arena.h"

struct store {
    struct arena *arena;
    const char *dir;
    const char *fonds, *organ; /* organ or NULL */
    const char *retention;     /* the default: Y, D30, D10 */
    const char *office;        /* the default, or NULL */
    struct ledger ledger;
    int lock; /* -1: none */
};

struct store_settings {
    const char *fonds, *organ, *retention, *office; /* as in struct store; checked */
};

/*
 * Makes a new store: the folder appears whole, and nothing that exists is touched. 0, or -1,
 * reported [exists].
 */
int store_init(const char *dir, const struct store_settings *s, struct messages *m);

enum store_use {
    STORE_READ,   /* beside other readers; on a read-only disk too */
    STORE_VERIFY, /* the same; what is wrong with the ledger is left in it, for a finding */
    STORE_WRITE   /* alone */
};

/*
 * Opens a store, waiting at most so many seconds for others to end; ends what a killed program
 * left half done, for readers too where the disk lets them. 0, or -1, reported: no-store,
 * store-unreadable, store-locked, store-read-only, ledger-broken, ledger-torn. End with store_close
 * in either case.
 */
int store_open(struct store *s, struct arena *a, const char *dir, enum store_use use, int seconds,
               struct messages *m);
void store_close(struct store *s);

/*
 * Lets others have their turn, and takes up the lock for writing again with what they did. 0, or
 * -1, reported as by store_open.
 */
void store_release(struct store *s);
int store_acquire(struct store *s, int seconds, struct messages *m);

/* A path in the store, in its arena. */
static inline const char *store_path(const struct store *s, const char *name)
{
    return arena_printf(s->arena, "%s/%s", s->dir, name);
}

/* Where the bag of a version of an item lies, from the store: "2006/CODE". In a. */
static inline const char *store_bag(struct arena *a, const char *item, int version)
{
    struct item_code i;
    if (!item_read(a, item, &i))
        abort(); /* the ledger takes in no other */
    return version == 1 ? arena_printf(a, "%d/%s", i.year, item)
                        : arena_printf(a, "%d/%s.v%d", i.year, item, version);
}

/* Tells that a bag is not what the ledger knows [bag-damaged]. -1. */
int store_damaged(const struct store *s, const char *bag, struct messages *m);

/* Where the timestamp of a line of the ledger lies; likewise. */
static inline const char *store_stamp(struct arena *a, size_t line)
{
    return arena_printf(a, "ledger-%06zu.tsr", line);
}

/* A new empty folder in tmp/, in the arena; NULL, reported. */
const char *store_temporary(const struct store *s, struct arena *a, struct messages *m);

/*
 * Carries an event out: line is its record for the ledger, whole; temporary the folder or file
 * that becomes target (from the store), or both NULL. The lock must be held for writing. 0, or -1,
 * reported [place-taken, write-failed]; then it was not done, or the next start ends it.
 */
int store_commit(struct store *s, const struct buf *line, const char *temporary, const char *target,
                 struct messages *m);

/* An item's entry by its code; NULL, reported [no-item], with codes near to it. */
const struct ledger_entry *store_item(const struct store *s, const char *code, struct messages *m);

#endif
