#include "archive/pki/certificate.h"

#include <time.h>

#include <openssl/x509v3.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_text.h"

void *certificate_open(const void *der, size_t len)
{
    const unsigned char *p = der;
    return d2i_X509(NULL, &p, (long)len);
}

struct der_bytes certificate_keep(struct arena *a, const void *x509)
{
    unsigned char *der = NULL;
    int len = i2d_X509(x509, &der);
    struct der_bytes out = {NULL, len > 0 ? (size_t)len : 0};
    out.bytes = arena_strndup(a, (char *)der, out.len);
    OPENSSL_free(der);
    return out;
}

int64_t certificate_seconds(const void *asn1_time)
{
    struct tm tm;
    return asn1_time != NULL && ASN1_TIME_to_tm(asn1_time, &tm) == 1 ? timegm(&tm) : 0;
}

/* The first part of that kind, or NULL. */
static const char *name_part(struct arena *a, const X509_NAME *name, int nid)
{
    int at = X509_NAME_get_index_by_NID(name, nid, -1);
    unsigned char *utf8 = NULL;
    int len = at < 0 ? -1
                     : ASN1_STRING_to_UTF8(&utf8,
                                           X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const char *text = len > 0 ? pdf_text_clean(a, (char *)utf8, (size_t)len) : NULL;
    OPENSSL_free(utf8);
    return text;
}

/* The parts that people know somebody by, the person first: "张三, 档案局". */
static const char *name_text(struct arena *a, const X509_NAME *name)
{
    static const int parts[] = {NID_commonName, NID_organizationalUnitName, NID_organizationName};
    struct buf b = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *part = name_part(a, name, parts[i]);
        if (part != NULL)
            buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", part);
    }
    buf_puts(&b, b.len > 0 ? "" : "?");
    return buf_keep(&b, a);
}

const char *certificate_common_name(struct arena *a, const void *certificate, size_t len)
{
    X509 *x = certificate_open(certificate, len);
    if (x == NULL)
        return "?";
    const X509_NAME *subject = X509_get_subject_name(x);
    const char *name = name_part(a, subject, NID_commonName);
    if (name == NULL)
        name = name_text(a, subject);
    X509_free(x);
    return name;
}

static const char *hex_text(struct arena *a, const void *bytes, size_t len)
{
    struct buf b = {0};
    buf_hex(&b, bytes, len);
    return buf_keep(&b, a);
}

void certificate_names(struct arena *a, const void *certificate, size_t len,
                       struct certificate_names *out)
{
    X509 *x = certificate_open(certificate, len);
    if (x == NULL)
        return;
    const ASN1_INTEGER *serial = X509_get0_serialNumber(x);
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned hash_len = 0;
    X509_digest(x, EVP_sha256(), hash, &hash_len);
    out->subject = name_text(a, X509_get_subject_name(x));
    out->issuer = name_text(a, X509_get_issuer_name(x));
    out->serial = hex_text(a, ASN1_STRING_get0_data(serial), (size_t)ASN1_STRING_length(serial));
    out->sha256 = hex_text(a, hash, hash_len);
    X509_free(x);
}
