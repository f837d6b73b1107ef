/*
 * The verdict on a signed PDF as a page of text for people, or as JSON.
 */
#ifndef NIANBAO_VERIFY_PRINT_H
#define NIANBAO_VERIFY_PRINT_H

#include <stdio.h>

#include "archive/signing/verify.h"

/* path is what the page calls the file. */
void verify_print(const char *path, const struct verification *v, enum language language,
                  FILE *out);

/*
 * One object: file, status, reason, bytes, expires and signatures, a list of objects with field,
 * status, reason, signer, issuer, serial, certificateSha256, method, level, timestamp,
 * experimental, revocationKnown, signedAt, validAt, expires, claimedTime, statedReason, place,
 * covered, coversAll and changes. Times are ISO 8601 in UTC; what is not known is null.
 */
void verify_print_json(const char *path, const struct verification *v, enum language language,
                       FILE *out);

/* A time as ISO 8601 in UTC; "" for 0. */
#define VERIFY_TIME_MAX 40
void verify_time(int64_t time, char text[VERIFY_TIME_MAX]);

#endif
