#include "archive/pki/revocation.h"

#include <time.h>

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

/* A certificate, the one that issued it, and what was found so far. */
struct question {
    X509 *subject, *issuer;
    int64_t when, now;
    bool known, embedded, revoked;
};

/* What one CRL or answer says. */
struct statement {
    int64_t from, until; /* thisUpdate, nextUpdate; until 0: not told */
    bool revoked;
    int64_t revoked_at;
};

/* Without nextUpdate a statement holds for its moment alone. */
static void hear(struct question *q, const struct statement *s, bool embedded)
{
    if (s->from == 0 || s->from > q->now + CLOCK_SKEW)
        return;
    if (s->revoked && s->revoked_at <= q->when) {
        q->revoked = true;
        return;
    }
    /* A CA may drop what has expired. */
    bool lists = s->from <= certificate_seconds(X509_get0_notAfter(q->subject));
    if (lists && (s->from >= q->when - CLOCK_SKEW || s->until >= q->when)) {
        q->known = true;
        q->embedded = q->embedded || embedded;
    }
}

/* PSS names its digest apart: it is sound by the parameters that OpenSSL demands. */
static bool is_sound(int signature_nid)
{
    int digest = NID_undef;
    OBJ_find_sigid_algs(signature_nid, &digest, NULL);
    return digest != NID_md5 && digest != NID_sha1 && digest != NID_md4 && digest != NID_md2;
}

/* Whether a CRL of that scope (5.2.5) speaks for the subject. */
static bool is_in_scope(X509_CRL *crl, X509 *subject)
{
    int critical;
    ISSUING_DIST_POINT *idp =
        X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, &critical, NULL);
    if (idp == NULL)
        return critical == -1;
    bool ca = X509_check_ca(subject) > 0;
    bool in = idp->distpoint == NULL && idp->onlyattr <= 0 && idp->indirectCRL <= 0 &&
              idp->onlysomereasons == NULL && !(ca && idp->onlyuser > 0) &&
              !(!ca && idp->onlyCA > 0);
    ISSUING_DIST_POINT_free(idp);
    return in;
}

/* No delta, and no critical extension but the scope. */
static bool is_plain(X509_CRL *crl)
{
    for (int i = 0; i < X509_CRL_get_ext_count(crl); i++) {
        X509_EXTENSION *e = X509_CRL_get_ext(crl, i);
        int nid = OBJ_obj2nid(X509_EXTENSION_get_object(e));
        if (nid == NID_delta_crl ||
            (X509_EXTENSION_get_critical(e) == 1 && nid != NID_issuing_distribution_point))
            return false;
    }
    return true;
}

static void hear_crl(struct question *q, const struct evidence_item *item)
{
    const unsigned char *p = item->der;
    X509_CRL *crl = d2i_X509_CRL(NULL, &p, (long)item->len);
    if (crl == NULL)
        return;
    bool issued = X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_issuer_name(q->subject)) == 0 &&
                  (X509_get_key_usage(q->issuer) & KU_CRL_SIGN) != 0 &&
                  is_sound(X509_CRL_get_signature_nid(crl)) &&
                  X509_CRL_verify(crl, X509_get0_pubkey(q->issuer)) == 1;
    X509_REVOKED *entry = NULL;
    struct statement s = {.from = certificate_seconds(X509_CRL_get0_lastUpdate(crl)),
                          .until = certificate_seconds(X509_CRL_get0_nextUpdate(crl))};
    if (issued && X509_CRL_get0_by_cert(crl, &entry, q->subject) == 1) {
        s.revoked = true;
        s.revoked_at = certificate_seconds(X509_REVOKED_get0_revocationDate(entry));
    }
    /* A revocation counts whatever the scope; that all is good only from a whole list. */
    if (issued && (s.revoked || (is_plain(crl) && is_in_scope(crl, q->subject))))
        hear(q, &s, item->embedded);
    X509_CRL_free(crl);
}

/* The answer's own signature: by the issuer, or by a responder that the issuer appointed. */
static bool is_authentic(OCSP_BASICRESP *basic, const struct question *q)
{
    const X509_ALGOR *algorithm = OCSP_resp_get0_tbs_sigalg(basic);
    const ASN1_OBJECT *object;
    X509_ALGOR_get0(&object, NULL, NULL, algorithm);
    X509_STORE *store = X509_STORE_new();
    STACK_OF(X509) *issuers = sk_X509_new_null();
    bool ok = false;
    if (store != NULL && issuers != NULL && is_sound(OBJ_obj2nid(object))) {
        X509_VERIFY_PARAM *param = X509_STORE_get0_param(store);
        X509_VERIFY_PARAM_set_time(param,
                                   (time_t)certificate_seconds(OCSP_resp_get0_produced_at(basic)));
        X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
        ok = X509_STORE_add_cert(store, q->issuer) == 1 && sk_X509_push(issuers, q->issuer) > 0 &&
             OCSP_basic_verify(basic, issuers, store, 0) == 1;
    }
    sk_X509_free(issuers);
    X509_STORE_free(store);
    return ok;
}

/* Whether an answer is about the subject. */
static bool is_about(const OCSP_SINGLERESP *single, const struct question *q)
{
    ASN1_OBJECT *md_object = NULL;
    const OCSP_CERTID *id = OCSP_SINGLERESP_get0_id(single);
    OCSP_id_get0_info(NULL, &md_object, NULL, NULL, (OCSP_CERTID *)id);
    const EVP_MD *md = EVP_get_digestbyobj(md_object);
    OCSP_CERTID *own = md != NULL ? OCSP_cert_to_id(md, q->subject, q->issuer) : NULL;
    bool is = own != NULL && OCSP_id_cmp(own, id) == 0;
    OCSP_CERTID_free(own);
    return is;
}

static void hear_single(struct question *q, OCSP_SINGLERESP *single, bool embedded)
{
    ASN1_GENERALIZEDTIME *revoked = NULL, *from = NULL, *until = NULL;
    int status = OCSP_single_get0_status(single, NULL, &revoked, &from, &until);
    struct statement s = {.from = certificate_seconds(from),
                          .until = certificate_seconds(until),
                          .revoked = status == V_OCSP_CERTSTATUS_REVOKED,
                          .revoked_at = certificate_seconds(revoked)};
    if (status != V_OCSP_CERTSTATUS_UNKNOWN && status >= 0)
        hear(q, &s, embedded);
}

/* /OCSPs and the like hold whole responses (ETSI EN 319 142-1, 5.4.2.2). */
static void hear_ocsp(struct question *q, const struct evidence_item *item)
{
    const unsigned char *p = item->der;
    OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &p, (long)item->len);
    OCSP_BASICRESP *basic = NULL;
    if (response != NULL && OCSP_response_status(response) == OCSP_RESPONSE_STATUS_SUCCESSFUL)
        basic = OCSP_response_get1_basic(response);
    bool authentic = false, asked = false;
    for (int i = 0; basic != NULL && i < OCSP_resp_count(basic); i++) {
        OCSP_SINGLERESP *single = OCSP_resp_get0(basic, i);
        if (!is_about(single, q))
            continue;
        authentic = asked ? authentic : is_authentic(basic, q);
        asked = true;
        if (authentic)
            hear_single(q, single, item->embedded);
    }
    OCSP_BASICRESP_free(basic);
    OCSP_RESPONSE_free(response);
}

static void ask(struct question *q, const struct evidence *e)
{
    for (const struct evidence_item *i = e->items; i != NULL; i = i->next)
        if (i->kind == EVIDENCE_CRL)
            hear_crl(q, i);
        else if (i->kind == EVIDENCE_OCSP)
            hear_ocsp(q, i);
}

int revocation_check(const struct chain *chain, const struct evidence *pool,
                     const struct evidence *given, int64_t when, int64_t now,
                     struct revocation *out, struct fault *why)
{
    *out = (struct revocation){.known = true, .embedded = true};
    bool revoked = false;
    for (size_t i = 0; i + 1 < chain->n; i++) {
        const struct der_bytes *der = &chain->certificates[i];
        struct question q = {.subject = certificate_open(der[0].bytes, der[0].len),
                             .issuer = certificate_open(der[1].bytes, der[1].len),
                             .when = when,
                             .now = now};
        if (q.subject != NULL && q.issuer != NULL) {
            ask(&q, pool);
            ask(&q, given);
        }
        revoked = revoked || q.revoked;
        out->known = out->known && q.known;
        out->embedded = out->embedded && q.embedded;
        X509_free(q.subject);
        X509_free(q.issuer);
    }
    ERR_clear_error();
    return revoked ? fault_set(why, SIGNATURE_UNTRUSTED, "a certificate had been revoked",
                               "证书已被吊销")
                   : 0;
}
