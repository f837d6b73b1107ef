#include "archive/dss_shape.h"

#include <string.h>

#include "archive/pdf_same.h"

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
