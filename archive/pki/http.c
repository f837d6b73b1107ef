#include "archive/pki/http.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/http.h>

#include "base/arena.h"

/* What OpenSSL gathered; the first is the cause. */
static const char *explain(struct arena *a)
{
    const char *data = NULL;
    int flags = 0;
    unsigned long error = ERR_peek_error_all(NULL, NULL, NULL, &data, &flags);
    const char *reason = ERR_SYSTEM_ERROR(error) ? strerror(ERR_GET_REASON(error))
                         : error != 0            ? ERR_reason_error_string(error)
                                                 : NULL;
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

/* A host and its port, of which a URL tells; freed by place_free. */
struct place {
    char *host, *port, *path;
};

static bool place_read(const char *url, struct place *out)
{
    int tls = 0;
    *out = (struct place){0};
    return OSSL_HTTP_parse_url(url, &tls, NULL, &out->host, &out->port, NULL, &out->path, NULL,
                               NULL) == 1 &&
           tls == 0;
}

static void place_free(struct place *p)
{
    OPENSSL_free(p->host);
    OPENSSL_free(p->port);
    OPENSSL_free(p->path);
}

static bool accepts(const struct place *p, time_t until)
{
    BIO *b = BIO_new_connect(p->host);
    bool open = false;
    if (b != NULL && BIO_set_conn_port(b, p->port) == 1) {
        BIO_set_nbio(b, 1);
        do
            open = BIO_do_connect(b) == 1;
        while (!open && BIO_should_retry(b) && BIO_wait(b, until, 100) == 1);
    }
    BIO_free_all(b);
    return open;
}

/*
 * Whether the host, or the proxy before it, accepts a connection. Tried once and given up again:
 * OpenSSL's client would come back to a closed door until its time is over.
 */
static bool is_there(const struct place *host, time_t until)
{
    const char *url = OSSL_HTTP_adapt_proxy(NULL, NULL, host->host, 0);
    struct place proxy;
    if (url == NULL)
        return accepts(host, until);
    bool there = place_read(url, &proxy) && accepts(&proxy, until);
    place_free(&proxy);
    return there;
}

static BIO *post(const struct http_request *r, const struct place *p)
{
    BIO *body = BIO_new_mem_buf(r->body, (int)r->len), *answer = NULL;
    if (body != NULL)
        answer = OSSL_HTTP_transfer(NULL, p->host, p->port, p->path, 0, NULL, NULL, NULL, NULL,
                                    NULL, NULL, 0, NULL, r->type, body, r->expected, 1,
                                    HTTP_ANSWER_MAX, r->timeout, 0);
    BIO_free(body);
    return answer;
}

static BIO *exchange(const struct http_request *r)
{
    struct place p;
    BIO *answer = NULL;
    if (place_read(r->url, &p) && is_there(&p, time(NULL) + r->timeout))
        answer = r->type != NULL ? post(r, &p)
                                 : OSSL_HTTP_get(r->url, NULL, NULL, NULL, NULL, NULL, NULL, 0,
                                                 NULL, r->expected, 1, HTTP_ANSWER_MAX, r->timeout);
    place_free(&p);
    return answer;
}

int http_exchange(struct arena *a, const struct http_request *r, struct buf *out, const char **why)
{
    ERR_clear_error();
    if (strncmp(r->url, "http://", strlen("http://")) != 0) {
        *why = "not an address that begins with http://";
        return -1;
    }
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    sigaction(SIGPIPE, &ignore, &before); /* a server that hangs up early is no end of ours */
    BIO *answer = exchange(r);
    sigaction(SIGPIPE, &before, NULL);
    if (answer == NULL) {
        *why = explain(a);
        return -1;
    }
    take_all(answer, out);
    BIO_free(answer);
    ERR_clear_error();
    return 0;
}
