#include "archive/pki/revocation_fetch.h"

#include <string.h>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include "archive/pki/http.h"
#include "base/arena.h"

/* Whether what came tells anything: a responder may only say that it is busy, or not for us. */
static bool is_useful(enum evidence_kind kind, const struct buf *answer, const char **why)
{
    const unsigned char *p = (const unsigned char *)answer->data;
    if (kind != EVIDENCE_OCSP)
        return true;
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &p, (long)answer->len);
    long status = response != NULL ? OCSP_response_status(response) : -1;
    *why = response != NULL ? OCSP_response_status_str(status) : "not an OCSP answer";
    OCSP_RESPONSE_free(response);
    return status == OCSP_RESPONSE_STATUS_SUCCESSFUL;
}

/* Fetches by request and keeps what comes. False, noted: it failed. */
static bool fetch(struct revocation_fetch *r, struct http_request *request, enum evidence_kind kind,
                  struct evidence *pool)
{
    struct buf answer = {0};
    const char *why;
    request->timeout = r->timeout;
    bool ok =
        http_exchange(r->arena, request, &answer, &why) == 0 && is_useful(kind, &answer, &why);
    if (ok) {
        evidence_add(pool, r->arena, kind, false, arena_strndup(r->arena, answer.data, answer.len),
                     answer.len);
    } else {
        r->url = request->url;
        r->why = why;
    }
    buf_free(&answer);
    return ok;
}

/* The request for one certificate, as DER; its length, or -1. */
static int make_request(X509 *subject, X509 *issuer, unsigned char **der)
{
    OCSP_REQUEST *request = OCSP_REQUEST_new();
    OCSP_CERTID *id = OCSP_cert_to_id(NULL, subject, issuer);
    int len = -1;
    if (request != NULL && id != NULL && OCSP_request_add0_id(request, id) != NULL)
        len = i2d_OCSP_REQUEST(request, der);
    else
        OCSP_CERTID_free(id);
    OCSP_REQUEST_free(request);
    return len;
}

static bool fetch_ocsp(struct revocation_fetch *r, X509 *subject, X509 *issuer,
                       struct evidence *pool)
{
    STACK_OF(OPENSSL_STRING) *urls = X509_get1_ocsp(subject);
    bool ok = false;
    unsigned char *der = NULL;
    int len = sk_OPENSSL_STRING_num(urls) > 0 ? make_request(subject, issuer, &der) : -1;
    for (int i = 0; len > 0 && !ok && i < sk_OPENSSL_STRING_num(urls); i++) {
        struct http_request request = {.url =
                                           arena_strdup(r->arena, sk_OPENSSL_STRING_value(urls, i)),
                                       .type = "application/ocsp-request",
                                       .body = der,
                                       .len = (size_t)len,
                                       .expected = "application/ocsp-response"};
        ok = fetch(r, &request, EVIDENCE_OCSP, pool);
    }
    OPENSSL_free(der);
    X509_email_free(urls);
    return ok;
}

static bool was_fetched(const struct revocation_fetch *r, const char *url)
{
    const char *const *list = (const char *const *)r->urls.data;
    for (size_t i = 0; i < r->urls.len / sizeof *list; i++)
        if (strcmp(list[i], url) == 0)
            return true;
    return false;
}

static bool fetch_crl(struct revocation_fetch *r, const char *url, struct evidence *pool)
{
    struct http_request request = {.url = url};
    if (was_fetched(r, url))
        return true;
    if (!fetch(r, &request, EVIDENCE_CRL, pool))
        return false;
    buf_add(&r->urls, &url, sizeof url);
    return true;
}

/* The names of one distribution point: places of the same list, one is enough (4.2.1.13). */
static void fetch_point(struct revocation_fetch *r, const DIST_POINT *point, struct evidence *pool)
{
    if (point->distpoint == NULL || point->distpoint->type != 0)
        return;
    const GENERAL_NAMES *names = point->distpoint->name.fullname;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_URI)
            continue;
        const ASN1_IA5STRING *uri = name->d.uniformResourceIdentifier;
        if (fetch_crl(r,
                      arena_strndup(r->arena, (const char *)ASN1_STRING_get0_data(uri),
                                    (size_t)ASN1_STRING_length(uri)),
                      pool))
            return;
    }
}

static void fetch_crls(struct revocation_fetch *r, X509 *subject, struct evidence *pool)
{
    CRL_DIST_POINTS *points = X509_get_ext_d2i(subject, NID_crl_distribution_points, NULL, NULL);
    for (int i = 0; i < sk_DIST_POINT_num(points); i++)
        fetch_point(r, sk_DIST_POINT_value(points, i), pool);
    CRL_DIST_POINTS_free(points);
}

void revocation_fetch(struct revocation_fetch *r, const struct chain *chain, struct evidence *pool)
{
    for (size_t i = 0; i + 1 < chain->n; i++) {
        const struct der_bytes *der = &chain->certificates[i];
        X509 *subject = certificate_open(der[0].bytes, der[0].len),
             *issuer = certificate_open(der[1].bytes, der[1].len);
        if (subject != NULL && issuer != NULL && !fetch_ocsp(r, subject, issuer, pool))
            fetch_crls(r, subject, pool);
        X509_free(subject);
        X509_free(issuer);
    }
    ERR_clear_error();
}

void revocation_fetch_end(struct revocation_fetch *r)
{
    buf_free(&r->urls);
}
