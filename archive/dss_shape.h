/*
 * The shape of a document security store (ETSI EN 319 142-1, 5.4.2): nothing but evidence is in it.
 */
#ifndef NIANBAO_DSS_SHAPE_H
#define NIANBAO_DSS_SHAPE_H

#include "archive/pdf_read.h"

/* Whether v is a /DSS, the /VRI in one, an entry of that, a list of streams or PDF_NULL. */
bool dss_is_store(const struct pdf_file *f, const struct pdf_value *v);
bool dss_is_vri(const struct pdf_file *f, const struct pdf_value *v);
bool dss_is_entry(const struct pdf_file *f, const struct pdf_value *v);
bool dss_is_list(const struct pdf_file *f, const struct pdf_value *v);

#endif
