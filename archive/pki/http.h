/*
 * HTTP for timestamps and evidence: answers that are one DER element. What comes back is signed by
 * those who made it, so plain http is enough; https is refused. HTTP_PROXY and NO_PROXY count.
 */
#ifndef NIANBAO_HTTP_H
#define NIANBAO_HTTP_H

#include <stddef.h>

#include "base/buf.h"

struct arena;

/* An answer is not larger; a large CA's CRL has some megabytes. */
#define HTTP_ANSWER_MAX (32u << 20)

struct http_request {
    const char *url;
    const char *type; /* of the body, or NULL: a GET */
    const void *body;
    size_t len;
    const char *expected; /* the answer's type, or NULL: any */
    int timeout;          /* seconds for all of it */
};

/* The answer comes to out. -1: *why says what went wrong, in the arena. */
int http_exchange(struct arena *a, const struct http_request *r, struct buf *out, const char **why);

#endif
