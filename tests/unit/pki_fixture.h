/*
 * A throw-away PKI in memory: certificates, CRLs, CMS signatures and timestamps as a test needs
 * them, wrong ones too. Keys are P-256, so that hundreds are made in no time.
 */
#ifndef NIANBAO_PKI_FIXTURE_H
#define NIANBAO_PKI_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include "base/buf.h"

/* The day on which everything happens: 2026-01-01. Days are counted from it. */
#define DAY_0 INT64_C(1767225600)
#define DAY(n) (DAY_0 + (n)*INT64_C(86400))

struct party {
    EVP_PKEY *key;
    X509 *certificate;
};

#define USE_CA "critical,keyCertSign,cRLSign"
#define USE_SIGN "critical,digitalSignature,nonRepudiation"

static inline void pki_check(bool ok)
{
    if (!ok)
        ERR_print_errors_fp(stderr), abort();
}

static inline void pki_extension(X509 *x, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX ctx;
    X509V3_set_ctx(&ctx, issuer, x, NULL, NULL, 0);
    X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
    pki_check(e != NULL && X509_add_ext(x, e, -1) == 1);
    X509_EXTENSION_free(e);
}

/*
 * A key and its certificate from day to day, issued by another party (NULL: by itself). usage and
 * extended are values of keyUsage and extKeyUsage, NULL for none.
 */
static inline struct party party_with(EVP_PKEY *key, const char *name, const struct party *issuer,
                                      const char *usage, const char *extended, int from, int until)
{
    static long serial = 1000;
    struct party p = {key, X509_new()};
    const struct party *by = issuer != NULL ? issuer : &p;
    X509_set_version(p.certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(p.certificate), ++serial);
    ASN1_TIME_set(X509_getm_notBefore(p.certificate), DAY(from));
    ASN1_TIME_set(X509_getm_notAfter(p.certificate), DAY(until));
    X509_set_pubkey(p.certificate, p.key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(p.certificate), "CN", MBSTRING_UTF8,
                               (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(p.certificate, X509_get_subject_name(by->certificate));
    bool ca = usage != NULL && strstr(usage, "keyCertSign") != NULL;
    pki_extension(p.certificate, by->certificate, NID_basic_constraints,
                  ca ? "critical,CA:TRUE" : "CA:FALSE");
    if (usage != NULL)
        pki_extension(p.certificate, by->certificate, NID_key_usage, usage);
    if (extended != NULL)
        pki_extension(p.certificate, by->certificate, NID_ext_key_usage, extended);
    pki_check(X509_sign(p.certificate, by->key, EVP_sha256()) > 0);
    return p;
}

static inline struct party party_new(const char *name, const struct party *issuer,
                                     const char *usage, const char *extended, int from, int until)
{
    return party_with(EVP_EC_gen("P-256"), name, issuer, usage, extended, from, until);
}

static inline void party_free(struct party *p)
{
    EVP_PKEY_free(p->key);
    X509_free(p->certificate);
}

/* The issuer's list of one day, valid for 30; revoked (or NULL) was so on a day. DER in out. */
static inline void crl_make(struct buf *out, const struct party *issuer,
                            const struct party *revoked, int revoked_on, int day)
{
    X509_CRL *crl = X509_CRL_new();
    ASN1_TIME *time = ASN1_TIME_set(NULL, DAY(day));
    X509_CRL_set_version(crl, X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(crl, X509_get_subject_name(issuer->certificate));
    X509_CRL_set1_lastUpdate(crl, time);
    ASN1_TIME_set(time, DAY(day + 30));
    X509_CRL_set1_nextUpdate(crl, time);
    if (revoked != NULL) {
        X509_REVOKED *entry = X509_REVOKED_new();
        ASN1_TIME_set(time, DAY(revoked_on));
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(revoked->certificate));
        X509_REVOKED_set_revocationDate(entry, time);
        X509_CRL_add0_revoked(crl, entry);
    }
    pki_check(X509_CRL_sign(crl, issuer->key, EVP_sha256()) > 0);
    unsigned char *der = NULL;
    int len = i2d_X509_CRL(crl, &der);
    pki_check(len > 0);
    buf_add(out, der, (size_t)len);
    OPENSSL_free(der);
    ASN1_TIME_free(time);
    X509_CRL_free(crl);
}

/* What a responder says on a day of a certificate that issuer made: revoked on a day, or -1. */
static inline void ocsp_make(struct buf *out, const struct party *responder,
                             const struct party *issuer, const struct party *subject,
                             int revoked_on, int day)
{
    OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), subject->certificate, issuer->certificate);
    ASN1_TIME *from = ASN1_GENERALIZEDTIME_set(NULL, DAY(day));
    ASN1_TIME *until = ASN1_GENERALIZEDTIME_set(NULL, DAY(day + 7));
    ASN1_TIME *revoked = ASN1_GENERALIZEDTIME_set(NULL, DAY(revoked_on));
    bool good = revoked_on < 0;
    pki_check(OCSP_basic_add1_status(basic, id,
                                     good ? V_OCSP_CERTSTATUS_GOOD : V_OCSP_CERTSTATUS_REVOKED, 0,
                                     good ? NULL : revoked, from, until) != NULL);
    pki_check(
        OCSP_basic_sign(basic, responder->certificate, responder->key, EVP_sha256(), NULL, 0) == 1);
    OCSP_RESPONSE *response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
    unsigned char *der = NULL;
    int len = i2d_OCSP_RESPONSE(response, &der);
    pki_check(len > 0);
    buf_add(out, der, (size_t)len);
    OPENSSL_free(der);
    OCSP_RESPONSE_free(response);
    ASN1_TIME_free(from);
    ASN1_TIME_free(until);
    ASN1_TIME_free(revoked);
    OCSP_CERTID_free(id);
    OCSP_BASICRESP_free(basic);
}

static inline void certificate_der(struct buf *out, const struct party *p)
{
    unsigned char *der = NULL;
    int len = i2d_X509(p->certificate, &der);
    pki_check(len > 0);
    buf_add(out, der, (size_t)len);
    OPENSSL_free(der);
}

/* A signer's certificate written to a PEM file. */
static inline void certificate_pem(const char *path, const struct party *p)
{
    FILE *f = fopen(path, "w");
    pki_check(f != NULL && PEM_write_X509(f, p->certificate) == 1 && fclose(f) == 0);
}

static inline ASN1_INTEGER *tst_serial(TS_RESP_CTX *ctx, void *data)
{
    (void)ctx;
    (void)data;
    ASN1_INTEGER *serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set(serial, 7);
    return serial;
}

static inline int tst_time(TS_RESP_CTX *ctx, void *data, long *seconds, long *micros)
{
    (void)ctx;
    *seconds = (long)DAY(*(const int *)data);
    *micros = 0;
    return 1;
}

/* What a TSA answers to a request in DER, on a day (NULL: now). */
static inline TS_RESP *tst_answer(const struct party *tsa, BIO *request, int *day)
{
    TS_RESP_CTX *ctx = TS_RESP_CTX_new();
    ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4", 1);
    TS_RESP_CTX_set_serial_cb(ctx, tst_serial, NULL);
    if (day != NULL)
        TS_RESP_CTX_set_time_cb(ctx, tst_time, day);
    TS_RESP_CTX_set_signer_key(ctx, tsa->key);
    TS_RESP_CTX_set_signer_digest(ctx, EVP_sha256());
    TS_RESP_CTX_set_ess_cert_id_digest(ctx, EVP_sha256());
    TS_RESP_CTX_set_def_policy(ctx, policy);
    TS_RESP_CTX_add_md(ctx, EVP_sha256());
    pki_check(TS_RESP_CTX_set_signer_cert(ctx, tsa->certificate) == 1);
    TS_RESP *response = TS_RESP_create_response(ctx, request);
    ASN1_OBJECT_free(policy);
    TS_RESP_CTX_free(ctx);
    return response;
}

/* A token of RFC 3161 over bytes, of a day; DER in out. */
static inline void tst_make(struct buf *out, const struct party *tsa, const void *bytes, size_t len,
                            int day)
{
    unsigned char hash[32];
    EVP_Digest(bytes, len, hash, NULL, EVP_sha256(), NULL);
    TS_REQ *request = TS_REQ_new();
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL);
    TS_MSG_IMPRINT_set_algo(imprint, algorithm);
    TS_MSG_IMPRINT_set_msg(imprint, hash, sizeof hash);
    TS_REQ_set_version(request, 1);
    TS_REQ_set_msg_imprint(request, imprint);
    TS_REQ_set_cert_req(request, 1);
    BIO *in = BIO_new(BIO_s_mem());
    pki_check(i2d_TS_REQ_bio(in, request) == 1);
    TS_RESP *response = tst_answer(tsa, in, &day);
    PKCS7 *token = response != NULL ? TS_RESP_get_token(response) : NULL;
    unsigned char *der = NULL;
    int der_len = token != NULL ? i2d_PKCS7(token, &der) : -1;
    pki_check(der_len > 0);
    buf_add(out, der, (size_t)der_len);
    OPENSSL_free(der);
    TS_RESP_free(response);
    BIO_free(in);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(imprint);
    TS_REQ_free(request);
}

/* What is done otherwise than it should be. */
struct forgery {
    const EVP_MD *digest;        /* NULL: SHA-256 */
    const struct party *instead; /* whose certificate is put in */
    const struct party *tsa;     /* NULL: no timestamp */
    int day;                     /* of the timestamp */
    const struct party *no_tsa;  /* who signs the timestamp instead */
    bool unbound, attached, two, other_type;
};

static inline void cms_make(struct buf *out, const struct party *signer, const void *bytes,
                            size_t len, const struct forgery *how);

/* The same token signed by one who is no TSA. */
static inline void tst_resign(struct buf *token, const struct party *by)
{
    const unsigned char *p = (const unsigned char *)token->data;
    PKCS7 *own = d2i_PKCS7(NULL, &p, (long)token->len);
    TS_TST_INFO *info = PKCS7_to_TS_TST_INFO(own);
    unsigned char *der = NULL;
    int len = i2d_TS_TST_INFO(info, &der);
    token->len = 0;
    cms_make(token, by, der, (size_t)len, &(struct forgery){.attached = true, .other_type = true});
    OPENSSL_free(der);
    TS_TST_INFO_free(info);
    PKCS7_free(own);
}

static inline void cms_add_timestamp(CMS_SignerInfo *si, const struct forgery *how)
{
    const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(si);
    struct buf token = {0};
    tst_make(&token, how->tsa, ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value),
             how->day);
    if (how->no_tsa != NULL)
        tst_resign(&token, how->no_tsa);
    pki_check(CMS_unsigned_add1_attr_by_NID(si, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                            token.data, (int)token.len) == 1);
    buf_free(&token);
}

/* A CMS signature of bytes; DER in out. */
static inline void cms_make(struct buf *out, const struct party *signer, const void *bytes,
                            size_t len, const struct forgery *how)
{
    unsigned flags = CMS_BINARY | CMS_NOSMIMECAP | CMS_PARTIAL | (how->attached ? 0 : CMS_DETACHED);
    BIO *in = BIO_new_mem_buf(bytes, (int)len);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, in, flags);
    const EVP_MD *md = how->digest != NULL ? how->digest : EVP_sha256();
    unsigned more =
        flags | (how->unbound ? 0 : CMS_CADES) | (how->instead != NULL ? CMS_NOCERTS : 0);
    if (how->other_type)
        CMS_set1_eContentType(cms, OBJ_nid2obj(NID_id_smime_ct_TSTInfo));
    CMS_SignerInfo *si = CMS_add1_signer(cms, signer->certificate, signer->key, md, more);
    pki_check(si != NULL);
    if (how->two)
        pki_check(CMS_add1_signer(cms, signer->certificate, signer->key, EVP_sha384(),
                                  more | CMS_NOCERTS) != NULL);
    if (how->instead != NULL)
        CMS_add1_cert(cms, how->instead->certificate);
    pki_check(CMS_final(cms, in, NULL, flags) == 1);
    if (how->tsa != NULL)
        cms_add_timestamp(si, how);
    unsigned char *der = NULL;
    int der_len = i2d_CMS_ContentInfo(cms, &der);
    pki_check(der_len > 0);
    buf_add(out, der, (size_t)der_len);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
}

#endif
