#include "archive/signing/dss.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_same.h"
#include "pdf/pdf_tree.h"

static const char *const keys[] = {
    [EVIDENCE_CERTIFICATE] = "Certs", [EVIDENCE_CRL] = "CRLs", [EVIDENCE_OCSP] = "OCSPs"};

#define N_KINDS (sizeof keys / sizeof *keys)

const struct pdf_value *dss_store(const struct pdf_file *f)
{
    return pdf_dict_find(f, pdf_catalog(f), "DSS");
}

void dss_read(struct arena *a, struct pdf_file *f, struct evidence *pool)
{
    for (size_t kind = 0; kind < N_KINDS; kind++) {
        const struct pdf_value *list = pdf_dict_find(f, dss_store(f), keys[kind]);
        for (size_t i = 0; list->kind == PDF_ARRAY && i < list->n && i < DSS_ITEMS_MAX; i++) {
            const struct pdf_value *stream = pdf_item(f, list, i);
            size_t len;
            const char *der = stream->kind == PDF_STREAM ? pdf_stream_bytes(f, stream, &len) : NULL;
            if (der != NULL)
                evidence_add(pool, a, (enum evidence_kind)kind, true, der, len);
        }
    }
}

/* Whether an item of the list, up to end, has these bytes. */
static bool is_among(const struct evidence_item *list, const struct evidence_item *end,
                     const struct evidence_item *item)
{
    for (; list != end; list = list->next)
        if (list->kind == item->kind && list->len == item->len &&
            memcmp(list->der, item->der, item->len) == 0)
            return true;
    return false;
}

void dss_add(struct pdf_update *u, struct arena *a, struct pdf_file *f, const struct evidence *pool)
{
    struct evidence there = {0};
    struct buf lists[N_KINDS] = {0}, store = {0};
    struct pdf_change changes[N_KINDS];
    size_t n = 0;
    dss_read(a, f, &there);
    for (const struct evidence_item *i = pool->items; i != NULL; i = i->next)
        if (!is_among(there.items, NULL, i) && !is_among(pool->items, i, i))
            buf_printf(&lists[i->kind], "%s%zu 0 R", lists[i->kind].len > 0 ? " " : "",
                       pdf_update_add_stream(u, "", i->der, i->len));
    for (size_t kind = 0; kind < N_KINDS; kind++)
        if (lists[kind].len > 0) {
            struct buf longer = {0};
            pdf_write_longer(&longer, pdf_dict_find(f, dss_store(f), keys[kind]), lists[kind].data);
            changes[n++] = (struct pdf_change){keys[kind], arena_strdup(a, longer.data)};
            buf_free(&longer);
            buf_free(&lists[kind]);
        }
    pdf_write_dict(&store, dss_store(f), changes, n);
    if (n > 0)
        pdf_update_set(u, pdf_number_of(f, pdf_catalog(f)), "DSS", store.data);
    buf_free(&store);
}

bool dss_is_list(const struct pdf_file *f, const struct pdf_value *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->items[i].kind != PDF_REFERENCE || pdf_item(f, v, i)->kind != PDF_STREAM)
            return false;
    return v->kind == PDF_ARRAY || v->kind == PDF_NULL;
}

bool dss_is_entry(const struct pdf_file *f, const struct pdf_value *v)
{
    static pdf_keys known = {"Type", "Cert", "CRL", "OCSP", "TU", "TS", NULL};
    return pdf_only_keys(v, known) && dss_is_list(f, pdf_dict_find(f, v, "Cert")) &&
           dss_is_list(f, pdf_dict_find(f, v, "CRL")) &&
           dss_is_list(f, pdf_dict_find(f, v, "OCSP"));
}

bool dss_is_vri(const struct pdf_file *f, const struct pdf_value *v)
{
    for (size_t i = 0; v->kind == PDF_DICT && i < v->n; i += 2)
        if (strcmp(v->items[i].bytes, "Type") != 0 &&
            !dss_is_entry(f, pdf_resolve(f, &v->items[i + 1])))
            return false;
    return v->kind == PDF_NULL || (v->kind == PDF_DICT && !pdf_key_twice(v));
}

bool dss_is_store(const struct pdf_file *f, const struct pdf_value *v)
{
    static pdf_keys known = {"Type", "Certs", "CRLs", "OCSPs", "VRI", NULL};
    return pdf_only_keys(v, known) && dss_is_list(f, pdf_dict_find(f, v, "Certs")) &&
           dss_is_list(f, pdf_dict_find(f, v, "CRLs")) &&
           dss_is_list(f, pdf_dict_find(f, v, "OCSPs")) &&
           dss_is_vri(f, pdf_dict_find(f, v, "VRI"));
}
