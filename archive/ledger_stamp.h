/*
 * Timestamps of the ledger (RFC 3161): kept beside it, each speaks for one line and so for all
 * before it. A chain alone can be computed again by whoever rewrites it.
 */
#ifndef NIANBAO_LEDGER_STAMP_H
#define NIANBAO_LEDGER_STAMP_H

#include "archive/fault.h"
#include "archive/store.h"

/*
 * Whether the stamp of a line is there, is the token with that SHA-256, and is of that line, by
 * an authority that t leads to. when: the time it proves. -1, why set.
 */
int stamp_check(struct arena *a, const struct store *s, size_t line, const char *sha256,
                const struct trust *t, int64_t *when, struct fault *why);

/* The bytes of a line with its break, in the arena; NULL: there is none. */
const char *stamp_line(struct arena *a, const struct store *s, size_t line, size_t *len);

/* Keeps a token for the ledger's last line and logs it. 0, or -1, reported. */
int stamp_add(struct store *s, const void *token, size_t len, struct messages *m);

#endif
