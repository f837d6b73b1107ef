/*
 * The document security store: certificates, CRLs and OCSP answers inside a PDF (ETSI EN 319 142-1,
 * 5.4.2). It is what makes a signature verifiable when the servers that once answered are gone.
 */
#ifndef NIANBAO_DSS_H
#define NIANBAO_DSS_H

#include "archive/pki/evidence.h"
#include "pdf/pdf_update.h"

/* The store of a file; PDF_NULL where it has none. */
const struct pdf_value *dss_store(const struct pdf_file *f);

/* Adds what the store of f holds to pool, as embedded: up to DSS_ITEMS_MAX of each kind. */
#define DSS_ITEMS_MAX 1000
void dss_read(struct arena *a, struct pdf_file *f, struct evidence *pool);

/* Extends the store in a revision of f by what pool holds and the store does not. */
void dss_add(struct pdf_update *u, struct arena *a, struct pdf_file *f,
             const struct evidence *pool);

/*
 * Whether v is a /DSS, the /VRI in one, an entry of that or a list of streams, and nothing but
 * evidence is in it; PDF_NULL is a list and a /VRI.
 */
bool dss_is_store(const struct pdf_file *f, const struct pdf_value *v);
bool dss_is_vri(const struct pdf_file *f, const struct pdf_value *v);
bool dss_is_entry(const struct pdf_file *f, const struct pdf_value *v);
bool dss_is_list(const struct pdf_file *f, const struct pdf_value *v);

#endif
