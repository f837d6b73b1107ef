/*
 * The ledger: an append-only log of all that happens to an archive, a record a line, each with the
 * SHA-256 of the line before it, its line break too. What was logged once cannot be changed without
 * changing every line behind it.
 */
#ifndef NIANBAO_LEDGER_H
#define NIANBAO_LEDGER_H

#include <sys/types.h>

#include "base/digest.h"
#include "base/msg.h"
#include "base/record.h"

struct ledger_entry {
    const struct record *record; /* whole: with all that its event needs */
    const char *event;           /* init, add, renew, withdraw, timestamp */
    const char *item;            /* its code, a valid one, of all but init and timestamp; or NULL */
    int version;                 /* of its bag: 1 as added; 0: the event made none */
    char hash[DIGEST_HEX];
};

struct ledger {
    struct arena *arena;
    const char *path;
    struct ledger_entry *entries;
    size_t n, room;
    off_t end;  /* of the last whole line */
    char *torn; /* what stands behind it without a line break, or NULL */
    size_t torn_len;
    const char *why_en, *why_zh; /* what is wrong with line n + 1; NULL: nothing */
};

/* Ends with ledger_free; a is for its texts. */
struct ledger ledger_new(struct arena *a, const char *path);
void ledger_free(struct ledger *l);

/*
 * Reads the lines that came since the last time. 0; -1, reported, when the file cannot be read, or
 * a line is no record or does not follow from the one before it: why says so [ledger-broken]. That
 * is told nobody where m is NULL.
 */
int ledger_read(struct ledger *l, struct messages *m);

/* The hash of the last line; of an empty ledger 64 zeros. */
const char *ledger_head(const struct ledger *l);

/* Begins the record of the next event, in a line; the caller puts in the rest and ends it. */
struct record_writer ledger_begin(const struct ledger *l, const char *event, struct buf *line);

/* Whether line[0..len) is a whole record that follows from the last one. */
bool ledger_follows(const struct ledger *l, const char *line, size_t len);

/* Appends a line that follows, synced, and takes it in. 0, or -1, reported. */
int ledger_append(struct ledger *l, const char *line, size_t len, struct messages *m);

/* Cuts off the torn end, synced. 0, or -1, reported. */
int ledger_cut(struct ledger *l, struct messages *m);

/* The newest entry that made a bag of that item; NULL: none. And whether it was withdrawn then. */
const struct ledger_entry *ledger_bag(const struct ledger *l, const char *item);
const struct ledger_entry *ledger_withdrawal(const struct ledger *l, const char *item);

/* An item: the entry of its newest bag. */
struct ledger_item {
    const struct ledger_entry *newest;
    bool withdrawn;
};

/* All items, sorted by code, in a. And one of them; NULL: none. */
struct ledger_item *ledger_items(const struct ledger *l, struct arena *a, size_t *n);
const struct ledger_item *ledger_find(const struct ledger_item *items, size_t n, const char *code);

/* What an event is called, in words. */
const char *ledger_event_words(const char *event, enum language language);

/* Seconds since 1970 as ISO 8601 in UTC, and back; 0 for what is none. */
#define LEDGER_TIME 24
void ledger_time(int64_t seconds, char text[LEDGER_TIME]);
int64_t ledger_seconds(const char *text);

#endif
