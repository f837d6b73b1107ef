#include "archive/pki/cms_verify.h"

#include <string.h>

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include "archive/pki/certificate.h"
#include "archive/pki/der.h"
#include "base/arena.h"

/* One signature being looked at; freed by its opener. */
struct cms {
    struct arena *arena;
    enum cms_kind kind;
    struct der whole;
    CMS_ContentInfo *info;
    CMS_SignerInfo *signer;
    STACK_OF(X509) * certificates;
    X509 *certificate;
    const EVP_MD *digest;
    struct cms_facts *facts;
    struct fault *why;
};

/* Those without known weakness: no MD5, no SHA-1 (ETSI TS 119 312). NULL: another. */
static const EVP_MD *sound_digest(const X509_ALGOR *algorithm)
{
    static const int sound[] = {NID_sha256,   NID_sha384,   NID_sha512, NID_sha3_256,
                                NID_sha3_384, NID_sha3_512, NID_sm3};
    const ASN1_OBJECT *object;
    X509_ALGOR_get0(&object, NULL, NULL, algorithm);
    int nid = OBJ_obj2nid(object);
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        if (nid == sound[i])
            return EVP_get_digestbynid(nid);
    return NULL;
}

static bool digest_is(const EVP_MD *md, const struct signed_bytes *content,
                      const ASN1_OCTET_STRING *wanted)
{
    unsigned char got[SIGNED_DIGEST_MAX];
    size_t len = signed_digest(content, EVP_MD_get0_name(md), got);
    return len > 0 && len == (size_t)ASN1_STRING_length(wanted) &&
           memcmp(got, ASN1_STRING_get0_data(wanted), len) == 0;
}

static int open_info(struct cms *c)
{
    const unsigned char *p = c->whole.bytes;
    STACK_OF(CMS_SignerInfo) *signers = NULL;
    if (der_is_strict(c->whole))
        c->info = d2i_CMS_ContentInfo(NULL, &p, (long)c->whole.len);
    if (c->info != NULL && p == c->whole.bytes + c->whole.len &&
        OBJ_obj2nid(CMS_get0_type(c->info)) == NID_pkcs7_signed)
        signers = CMS_get0_SignerInfos(c->info);
    if (signers == NULL)
        return fault_broken(c->why, "the signature is not CMS in DER", "签名不是 DER 编码的 CMS");
    if (sk_CMS_SignerInfo_num(signers) != 1)
        return fault_broken(c->why, "the signature has not exactly one signer",
                            "签名的签名者不是恰好一个");
    c->signer = sk_CMS_SignerInfo_value(signers, 0);
    X509_ALGOR *algorithm;
    CMS_SignerInfo_get0_algs(c->signer, NULL, NULL, &algorithm, NULL);
    c->digest = sound_digest(algorithm);
    if (c->digest == NULL)
        return fault_broken(c->why, "the signature's digest is weak or unknown (MD5, SHA-1 ...)",
                            "签名使用了不安全或未知的摘要算法（如 MD5、SHA-1）");
    return 0;
}

/* What a signed attribute holds, which must be there once with one value. */
static void *signed_attribute(const struct cms *c, int nid, int type)
{
    return CMS_signed_get0_data_by_OBJ(c->signer, OBJ_nid2obj(nid), -3, type);
}

static int check_type(struct cms *c)
{
    int wanted = c->kind == CMS_KIND_TIMESTAMP ? NID_id_smime_ct_TSTInfo : NID_pkcs7_data;
    const ASN1_OBJECT *type = signed_attribute(c, NID_pkcs9_contentType, V_ASN1_OBJECT);
    if (type == NULL || OBJ_obj2nid(type) != wanted ||
        OBJ_obj2nid(CMS_get0_eContentType(c->info)) != wanted)
        return fault_broken(c->why, "the attribute content-type is missing or wrong",
                            "缺少内容类型（content-type）属性或其值有误");
    ASN1_OCTET_STRING **content = CMS_get0_content(c->info);
    if (content == NULL || (*content == NULL) != (c->kind != CMS_KIND_TIMESTAMP))
        return fault_broken(c->why, "what is signed is not where it belongs",
                            "被签内容不在应有的位置");
    return 0;
}

/* Of the first ESSCertIDv2 (RFC 5035, 4): whether it names x. */
static bool names_certificate(const ASN1_STRING *attribute, X509 *x)
{
    struct der in = {ASN1_STRING_get0_data(attribute), (size_t)ASN1_STRING_length(attribute)};
    struct der signing, list, id, body, whole;
    unsigned tag;
    if (!der_take_tag(&in, DER_SEQUENCE, &signing, NULL) ||
        !der_take_tag(&signing, DER_SEQUENCE, &list, NULL) ||
        !der_take_tag(&list, DER_SEQUENCE, &id, NULL) || !der_take(&id, &tag, &body, &whole))
        return false;
    const EVP_MD *md = EVP_sha256();
    if (tag == DER_SEQUENCE) {
        const unsigned char *p = whole.bytes;
        X509_ALGOR *algorithm = d2i_X509_ALGOR(NULL, &p, (long)whole.len);
        md = algorithm != NULL ? sound_digest(algorithm) : NULL;
        X509_ALGOR_free(algorithm);
        if (!der_take(&id, &tag, &body, NULL))
            return false;
    }
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned len;
    return md != NULL && tag == DER_OCTETS && X509_digest(x, md, hash, &len) == 1 &&
           len == body.len && memcmp(hash, body.bytes, len) == 0;
}

/* The certificate that the signer names, and that the signed attribute binds. */
static int find_certificate(struct cms *c)
{
    int nid = NID_id_smime_aa_signingCertificateV2;
    const ASN1_STRING *bound = signed_attribute(c, nid, V_ASN1_SEQUENCE);
    bool there = CMS_signed_get_attr_by_NID(c->signer, nid, -1) >= 0;
    bool named = false;
    if (!there && c->kind != CMS_KIND_PKCS7)
        return fault_broken(c->why, "the attribute signing-certificate-v2 is missing",
                            "缺少 signing-certificate-v2 属性");
    for (int i = 0; i < sk_X509_num(c->certificates) && c->certificate == NULL; i++) {
        X509 *x = sk_X509_value(c->certificates, i);
        bool is = CMS_SignerInfo_cert_cmp(c->signer, x) == 0;
        named = named || is;
        if (is && (!there || (bound != NULL && names_certificate(bound, x))))
            c->certificate = x;
    }
    c->facts->bound = there;
    if (c->certificate != NULL)
        return 0;
    return named ? fault_broken(c->why,
                                "the certificate is not the one that was signed with "
                                "(signing-certificate-v2)",
                                "证书不是签名时所用的那一张（signing-certificate-v2 不符）")
                 : fault_broken(c->why, "the signer's certificate is not in the signature",
                                "签名中没有签名者的证书");
}

static void *keep(struct arena *a, const void *bytes, size_t len)
{
    return arena_strndup(a, bytes, len);
}

static void gather(struct cms *c, struct evidence *pool)
{
    for (int i = 0; i < sk_X509_num(c->certificates); i++) {
        X509 *x = sk_X509_value(c->certificates, i);
        struct der_bytes der = certificate_keep(c->arena, x);
        if (der.len > 0)
            evidence_add(pool, c->arena, EVIDENCE_CERTIFICATE, true, der.bytes, der.len);
        if (der.len > 0 && x == c->certificate) {
            c->facts->certificate = der.bytes;
            c->facts->certificate_len = der.len;
        }
    }
    STACK_OF(X509_CRL) *crls = CMS_get1_crls(c->info);
    for (int i = 0; i < sk_X509_CRL_num(crls); i++) {
        unsigned char *der = NULL;
        int len = i2d_X509_CRL(sk_X509_CRL_value(crls, i), &der);
        if (len > 0)
            evidence_add(pool, c->arena, EVIDENCE_CRL, true, keep(c->arena, der, (size_t)len),
                         (size_t)len);
        OPENSSL_free(der);
    }
    sk_X509_CRL_pop_free(crls, X509_CRL_free);
}

/* The signed attributes as they were signed: a SET, not [0] (RFC 5652, 5.4). */
static bool signed_attributes(const struct cms *c, struct der *out)
{
    struct der in = c->whole, info, content, data, skipped, signers, signer, version;
    unsigned tag;
    if (!der_take_tag(&in, DER_SEQUENCE, &info, NULL) || !der_take(&info, &tag, &skipped, NULL) ||
        !der_take_tag(&info, DER_CONTEXT_0, &content, NULL) ||
        !der_take_tag(&content, DER_SEQUENCE, &data, NULL))
        return false;
    do /* the signers are the last of it */
        if (!der_take(&data, &tag, &signers, NULL))
            return false;
    while (data.len > 0);
    if (tag != DER_SET || !der_take_tag(&signers, DER_SEQUENCE, &signer, NULL) ||
        !der_take(&signer, &tag, &version, NULL) || !der_take(&signer, &tag, &skipped, NULL) ||
        !der_take(&signer, &tag, &skipped, NULL) ||
        !der_take_tag(&signer, DER_CONTEXT_0, &skipped, out))
        return false;
    unsigned char *set = keep(c->arena, out->bytes, out->len);
    set[0] = DER_SET;
    out->bytes = set;
    return true;
}

/* SM2 as GM/T 0009 has it, which CMS_SignerInfo_verify does not know. */
static bool verify_sm2(struct cms *c, EVP_PKEY *key)
{
    struct der attributes;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    EVP_PKEY_CTX *pctx = EVP_PKEY_CTX_new(key, NULL);
    bool ok = false;
    c->facts->experimental = true;
    if (ctx != NULL && pctx != NULL && signed_attributes(c, &attributes) &&
        EVP_PKEY_CTX_set1_id(pctx, SM2_ID, sizeof SM2_ID - 1) == 1) {
        EVP_MD_CTX_set_pkey_ctx(ctx, pctx);
        ok = EVP_DigestVerifyInit(ctx, NULL, c->digest, NULL, key) == 1 &&
             EVP_DigestVerify(ctx, c->facts->value, c->facts->value_len, attributes.bytes,
                              attributes.len) == 1;
    }
    EVP_MD_CTX_free(ctx);
    EVP_PKEY_CTX_free(pctx);
    return ok;
}

static int verify_value(struct cms *c)
{
    EVP_PKEY *key = X509_get0_pubkey(c->certificate);
    const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(c->signer);
    c->facts->value_len = (size_t)ASN1_STRING_length(value);
    c->facts->value = keep(c->arena, ASN1_STRING_get0_data(value), c->facts->value_len);
    if (key == NULL)
        return fault_broken(c->why, "the key of the certificate cannot be read",
                            "无法读取证书中的公钥");
    const char *kind = EVP_PKEY_get0_type_name(key);
    c->facts->method = arena_printf(c->arena, "%s, %s", kind, EVP_MD_get0_name(c->digest));
    bool sm2 = strcmp(kind, "SM2") == 0;
    if (sm2)
        return verify_sm2(c, key)
                   ? 0
                   : fault_broken(c->why, "the signature is wrong (SM2)", "签名值不正确（SM2）");
    CMS_SignerInfo_set1_signer_cert(c->signer, c->certificate);
    return CMS_SignerInfo_verify(c->signer) == 1
               ? 0
               : fault_broken(c->why, "the signature does not fit its certificate",
                              "签名值与证书不符");
}

static int verify_digest(struct cms *c, const struct signed_bytes *content)
{
    const ASN1_OCTET_STRING *digest =
        signed_attribute(c, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    if (digest == NULL)
        return fault_broken(c->why, "the attribute message-digest is missing",
                            "缺少消息摘要（message-digest）属性");
    return digest_is(c->digest, content, digest)
               ? 0
               : fault_set(c->why, SIGNATURE_ALTERED, "the signed bytes were changed",
                           "所签的内容已被改动");
}

static int find_token(struct cms *c)
{
    ASN1_OBJECT *name = OBJ_nid2obj(NID_id_smime_aa_timeStampToken);
    if (CMS_unsigned_get_attr_by_OBJ(c->signer, name, -1) < 0)
        return 0;
    const ASN1_STRING *token = CMS_unsigned_get0_data_by_OBJ(c->signer, name, -3, V_ASN1_SEQUENCE);
    if (token == NULL)
        return fault_broken(c->why, "the signature has more than one timestamp, or none to read",
                            "签名的时间戳不止一个，或无法读取");
    c->facts->token_len = (size_t)ASN1_STRING_length(token);
    c->facts->token = keep(c->arena, ASN1_STRING_get0_data(token), c->facts->token_len);
    return 0;
}

/* The imprint must be of content; no extension that must be understood. */
static int check_imprint(struct cms *c, TS_TST_INFO *info, const struct signed_bytes *content)
{
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
    const EVP_MD *md = sound_digest(TS_MSG_IMPRINT_get_algo(imprint));
    const ASN1_OCTET_STRING *hash = TS_MSG_IMPRINT_get_msg(imprint);
    c->facts->time = certificate_seconds(TS_TST_INFO_get_time(info));
    if (TS_TST_INFO_get_version(info) != 1 || TS_TST_INFO_get_ext_by_critical(info, 1, -1) >= 0 ||
        c->facts->time == 0)
        return fault_broken(c->why, "the timestamp cannot be read", "无法读取时间戳");
    if (md == NULL)
        return fault_broken(c->why, "the timestamp's digest is weak or unknown",
                            "时间戳使用了不安全或未知的摘要算法");
    if (!digest_is(md, content, hash))
        return fault_set(c->why, SIGNATURE_ALTERED, "the timestamp is not of these bytes",
                         "时间戳对应的不是这些内容");
    return 0;
}

static int verify_timestamp(struct cms *c, const struct signed_bytes *content)
{
    const ASN1_OCTET_STRING *text = *CMS_get0_content(c->info);
    const unsigned char *p = ASN1_STRING_get0_data(text);
    struct signed_bytes own = signed_whole(p, (size_t)ASN1_STRING_length(text));
    TS_TST_INFO *info = NULL;
    if (der_is_strict((struct der){p, own.lens[0]}))
        info = d2i_TS_TST_INFO(NULL, &p, (long)own.lens[0]);
    if (info == NULL || p != (const unsigned char *)own.parts[0] + own.lens[0]) {
        TS_TST_INFO_free(info);
        return fault_broken(c->why, "the timestamp cannot be read", "无法读取时间戳");
    }
    int status = check_imprint(c, info, content);
    if (status == 0)
        status = verify_digest(c, &own);
    TS_TST_INFO_free(info);
    return status;
}

static int verify_all(struct cms *c, const struct signed_bytes *content, struct evidence *pool)
{
    if (open_info(c) != 0 || check_type(c) != 0)
        return -1;
    c->certificates = CMS_get1_certs(c->info);
    if (find_certificate(c) != 0)
        return -1;
    gather(c, pool);
    if (c->facts->certificate == NULL || verify_value(c) != 0)
        return -1;
    if (c->kind == CMS_KIND_TIMESTAMP)
        return verify_timestamp(c, content);
    return verify_digest(c, content) == 0 ? find_token(c) : -1;
}

int cms_verify(struct arena *a, const void *der, size_t len, enum cms_kind kind,
               const struct signed_bytes *content, struct evidence *pool, struct cms_facts *out,
               struct fault *why)
{
    struct cms c = {.arena = a, .kind = kind, .whole = {der, len}, .facts = out, .why = why};
    *out = (struct cms_facts){0};
    int status = verify_all(&c, content, pool);
    sk_X509_pop_free(c.certificates, X509_free);
    CMS_ContentInfo_free(c.info);
    return status;
}
