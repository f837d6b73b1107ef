/*
 * The verdict on a signed PDF as JSON: what verify prints, and what the archive keeps. Both write
 * it by the same function, so that what was kept can be compared with what is found later.
 */
#ifndef NIANBAO_VERDICT_JSON_H
#define NIANBAO_VERDICT_JSON_H

#include "archive/signing/verify.h"
#include "base/json.h"

/*
 * One object: file (that is path), status, reason, bytes, expires and signatures, a list of objects
 * with field, status, reason, signer, issuer, serial, certificateSha256, method, level,
 * claimedTime, statedReason, place, signedAt, validAt, expires, timestamp, experimental,
 * revocationKnown, covered, coversAll and changes. Times are ISO 8601 in UTC; what is not known is
 * null.
 */
void verdict_put(struct json_writer *w, const char *path, const struct verification *v,
                 enum language language);

/* The same in English as a document of its own; to be freed. */
char *verdict_document(const char *path, const struct verification *v);

/* A time as ISO 8601 in UTC; "" for 0. */
#define VERDICT_TIME_MAX 40
void verdict_time(int64_t time, char text[VERDICT_TIME_MAX]);

#endif
