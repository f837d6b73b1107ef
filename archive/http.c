#include "archive/http.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/http.h>

#include "data/arena.h"

/* What OpenSSL gathered; the first is the cause. */
static const char *explain(struct arena *a)
{
    const char *data = NULL;
    int flags = 0;
    unsigned long error = ERR_peek_error_all(NULL, NULL, NULL, &data, &flags);
    const char *reason = error != 0 ? ERR_reason_error_string(error) : NULL;
    bool more = data != NULL && *data != '\0' && (flags & ERR_TXT_STRING) != 0;
    const char *why = arena_printf(a, "%s%s%s", reason != NULL ? reason : "no answer",
                                   more ? ": " : "", more ? data : "");
    ERR_clear_error();
    return why;
}

static void take_all(BIO *in, struct buf *out)
{
    char part[4096];
    for (int n; (n = BIO_read(in, part, sizeof part)) > 0;)
        buf_add(out, part, (size_t)n);
}

static BIO *post(const struct http_request *r)
{
    char *host = NULL, *port = NULL, *path = NULL;
    int tls = 0;
    BIO *body = BIO_new_mem_buf(r->body, (int)r->len), *answer = NULL;
    if (body != NULL &&
        OSSL_HTTP_parse_url(r->url, &tls, NULL, &host, &port, NULL, &path, NULL, NULL) == 1 && !tls)
        answer =
            OSSL_HTTP_transfer(NULL, host, port, path, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0,
                               NULL, r->type, body, r->expected, 1, HTTP_ANSWER_MAX, r->timeout, 0);
    OPENSSL_free(host);
    OPENSSL_free(port);
    OPENSSL_free(path);
    BIO_free(body);
    return answer;
}

int http_exchange(struct arena *a, const struct http_request *r, struct buf *out, const char **why)
{
    ERR_clear_error();
    if (strncmp(r->url, "http://", strlen("http://")) != 0) {
        *why = "not an address that begins with http://";
        return -1;
    }
    BIO *answer = r->type != NULL
                      ? post(r)
                      : OSSL_HTTP_get(r->url, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL,
                                      r->expected, 1, HTTP_ANSWER_MAX, r->timeout);
    if (answer == NULL) {
        *why = explain(a);
        return -1;
    }
    take_all(answer, out);
    BIO_free(answer);
    ERR_clear_error();
    return 0;
}
