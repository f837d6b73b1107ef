/*
 * Timestamps of the ledger (RFC 3161): kept beside it, each speaks for one line and so for all
 * before it. A chain alone can be computed again by whoever rewrites it.
 */
#ifndef NIANBAO_LEDGER_STAMP_H
#define NIANBAO_LEDGER_STAMP_H

#include "archive/pki/cms_verify.h"
#include "archive/pki/trust.h"
#include "archive/store/store.h"

/*
 * Whether the stamp of a line is there, is the token with that SHA-256, and is of that line, by an
 * authority that t believes. -1, why set; SIGNATURE_UNTRUSTED: all but the last is so.
 */
int stamp_check(struct arena *a, const struct store *s, size_t line, const char *sha256,
                const struct trust *t, struct fault *why);

/*
 * Whether t believes the authority of a token, as of now: a later stamp takes over before its
 * certificate ends, at expires. -1, why set.
 */
int stamp_trust(struct arena *a, const struct cms_facts *token, struct evidence *pool,
                const struct trust *t, int64_t *expires, struct fault *why);

/* The bytes of a line with its break, in the arena; NULL: there is none. */
const char *stamp_line(struct arena *a, const struct store *s, size_t line, size_t *len);

/* Keeps a token for the ledger's last line and logs it with its end. 0, or -1, reported. */
int stamp_add(struct store *s, const void *token, size_t len, int64_t expires, struct messages *m);

#endif
