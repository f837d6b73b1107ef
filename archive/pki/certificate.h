/*
 * Certificates (X.509, RFC 5280): between DER and OpenSSL, and what people read of them. No other
 * header names a type of OpenSSL: certificates travel as DER.
 */
#ifndef NIANBAO_CERTIFICATE_H
#define NIANBAO_CERTIFICATE_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct der_bytes {
    const void *bytes;
    size_t len;
};

/* OpenSSL's X509 of der[0..len), which X509_free ends; NULL: it is none. */
void *certificate_open(const void *der, size_t len);

/* The DER of an X509, in the arena; of length 0 when there is no memory. */
struct der_bytes certificate_keep(struct arena *a, const void *x509);

/* An ASN1_TIME in seconds since 1970; 0: none, or not to be read. */
int64_t certificate_seconds(const void *asn1_time);

/* What people read of a certificate; serial and sha256 (of its DER) are hexadecimal. */
struct certificate_names {
    const char *subject, *issuer, *serial, *sha256;
};

/* Fills out, its texts in the arena; out stays as it was where there is no certificate. */
void certificate_names(struct arena *a, const void *certificate, size_t len,
                       struct certificate_names *out);

/* The common name of its subject or, where there is none, what else names it; "?": nothing. */
const char *certificate_common_name(struct arena *a, const void *certificate, size_t len);

#endif
