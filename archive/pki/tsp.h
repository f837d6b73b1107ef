/*
 * Timestamps asked for (RFC 3161, over HTTP), and believed only when they answer what was asked.
 * The answer is checked against what was sent before anybody sees it.
 */
#ifndef NIANBAO_TSP_H
#define NIANBAO_TSP_H

#include "archive/pki/cms_verify.h"
#include "base/buf.h"
#include "base/msg.h"

/*
 * A token over the SHA-256 of content from the TSA at url, DER in out; facts tells its time and
 * certificate, the certificates in it come to pool. -1, reported: tsa-unreachable (no answer within
 * timeout seconds), tsa-refused (with its reason), tsa-answer (another nonce, other bytes, a wrong
 * signature, no timestamp at all). Whether to believe the certificate is the caller's to find out.
 */
int tsp_stamp(struct arena *a, const char *url, int timeout, const struct signed_bytes *content,
              struct messages *m, struct buf *out, struct cms_facts *facts, struct evidence *pool);

#endif
