#include "archive/pki/cades.h"

#include <string.h>

#include "archive/pki/der_write.h"
#include "base/msg.h"

#define OID_DATA "1.2.840.113549.1.7.1"
#define OID_SIGNED_DATA "1.2.840.113549.1.7.2"
#define OID_CONTENT_TYPE "1.2.840.113549.1.9.3"
#define OID_MESSAGE_DIGEST "1.2.840.113549.1.9.4"
#define OID_SIGNING_CERTIFICATE_V2 "1.2.840.113549.1.9.16.2.47"
#define OID_TIMESTAMP_TOKEN "1.2.840.113549.1.9.16.2.14"
#define OID_SHA256 "2.16.840.1.101.3.4.2.1"

struct attribute {
    size_t whole, values;
};

static struct attribute begin_attribute(struct buf *out, const char *oid)
{
    struct attribute a = {.whole = der_begin(out, DER_SEQUENCE)};
    der_oid(out, oid);
    a.values = der_begin(out, DER_SET);
    return a;
}

static void end_attribute(struct buf *out, struct attribute a)
{
    der_end(out, a.values);
    der_end(out, a.whole);
}

/* ESSCertIDv2 without issuerSerial; SHA-256 is its default and not written (RFC 5035, 4). */
static int add_certificate_id(const struct signer *s, struct buf *out)
{
    unsigned char hash[SIGNED_DIGEST_MAX];
    struct der_bytes own = signer_certificate(s);
    struct signed_bytes certificate = signed_whole(own.bytes, own.len);
    size_t len = signed_digest(&certificate, signer_method(s)->digest, hash);
    struct attribute a = begin_attribute(out, OID_SIGNING_CERTIFICATE_V2);
    size_t signing = der_begin(out, DER_SEQUENCE), ids = der_begin(out, DER_SEQUENCE),
           id = der_begin(out, DER_SEQUENCE);
    if (strcmp(signer_method(s)->digest_oid, OID_SHA256) != 0)
        der_algorithm(out, signer_method(s)->digest_oid, false);
    der_element(out, DER_OCTETS, hash, len);
    der_end(out, id);
    der_end(out, ids);
    der_end(out, signing);
    end_attribute(out, a);
    return len > 0 ? 0 : -1;
}

/* In the order of DER: a SET OF is sorted by its encodings, here by their lengths. */
static int add_attributes(const struct signer *s, const struct signed_bytes *content,
                          struct buf *out)
{
    unsigned char hash[SIGNED_DIGEST_MAX];
    size_t len = signed_digest(content, signer_method(s)->digest, hash),
           set = der_begin(out, DER_SET);
    struct attribute a = begin_attribute(out, OID_CONTENT_TYPE);
    der_oid(out, OID_DATA);
    end_attribute(out, a);
    a = begin_attribute(out, OID_MESSAGE_DIGEST);
    der_element(out, DER_OCTETS, hash, len);
    end_attribute(out, a);
    int status = add_certificate_id(s, out);
    der_end(out, set);
    return len > 0 ? status : -1;
}

int cades_sign(struct signer *s, const struct signed_bytes *content, struct cades *out,
               struct messages *m)
{
    *out = (struct cades){0};
    if (add_attributes(s, content, &out->attributes) != 0) {
        msg(m, SEV_FAILURE, NOWHERE, "openssl", "OpenSSL does not know the digest %s",
            "OpenSSL 不支持摘要算法 %s", signer_method(s)->digest);
        return -1;
    }
    return signer_sign(s, out->attributes.data, out->attributes.len, &out->value, m);
}

void cades_free(struct cades *c)
{
    buf_free(&c->attributes);
    buf_free(&c->value);
}

static void add_certificates(struct buf *out, const struct signer *s, const struct evidence *others)
{
    struct der_bytes own = signer_certificate(s);
    size_t set = der_begin(out, DER_CONTEXT_0);
    buf_add(out, own.bytes, own.len);
    for (const struct evidence_item *i = others->items; i != NULL; i = i->next)
        if (i->kind == EVIDENCE_CERTIFICATE &&
            (i->len != own.len || memcmp(i->der, own.bytes, own.len) != 0))
            buf_add(out, i->der, i->len);
    der_end(out, set);
}

static void add_token(struct buf *out, const struct buf *token)
{
    size_t unsigned_attributes = der_begin(out, DER_CONTEXT_0 + 1);
    struct attribute a = begin_attribute(out, OID_TIMESTAMP_TOKEN);
    buf_add(out, token->data, token->len);
    end_attribute(out, a);
    der_end(out, unsigned_attributes);
}

static void add_signer(struct buf *out, const struct signer *s, const struct cades *c,
                       const struct buf *token)
{
    const struct signer_method *method = signer_method(s);
    struct der_bytes issuer = signer_issuer(s), serial = signer_serial(s);
    size_t set = der_begin(out, DER_SET), info = der_begin(out, DER_SEQUENCE);
    der_number(out, 1);
    size_t id = der_begin(out, DER_SEQUENCE);
    buf_add(out, issuer.bytes, issuer.len);
    buf_add(out, serial.bytes, serial.len);
    der_end(out, id);
    der_algorithm(out, method->digest_oid, false);
    size_t attributes = out->len;
    buf_add(out, c->attributes.data, c->attributes.len);
    out->data[attributes] = (char)DER_CONTEXT_0; /* signed as a SET, stored as [0] (5.4) */
    der_algorithm(out, method->signature_oid, method->null_parameters);
    der_element(out, DER_OCTETS, c->value.data, c->value.len);
    if (token != NULL && token->len > 0)
        add_token(out, token);
    der_end(out, info);
    der_end(out, set);
}

void cades_encode(const struct signer *s, const struct cades *c,
                  const struct evidence *certificates, const struct buf *token, struct buf *out)
{
    size_t whole = der_begin(out, DER_SEQUENCE);
    der_oid(out, OID_SIGNED_DATA);
    size_t content = der_begin(out, DER_CONTEXT_0), data = der_begin(out, DER_SEQUENCE);
    der_number(out, 1);
    size_t digests = der_begin(out, DER_SET);
    der_algorithm(out, signer_method(s)->digest_oid, false);
    der_end(out, digests);
    size_t inner = der_begin(out, DER_SEQUENCE);
    der_oid(out, OID_DATA);
    der_end(out, inner);
    add_certificates(out, s, certificates);
    add_signer(out, s, c, token);
    der_end(out, data);
    der_end(out, content);
    der_end(out, whole);
}
