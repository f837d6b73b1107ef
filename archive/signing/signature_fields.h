/*
 * Signature fields: which bytes each signature of a PDF says it covers, and whether it may say so
 * (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 4.2).
 */
#ifndef NIANBAO_SIGNATURE_FIELDS_H
#define NIANBAO_SIGNATURE_FIELDS_H

#include "archive/pki/cms_verify.h"
#include "pdf/pdf_read.h"

struct signature_field {
    const char *name;                     /* full */
    const char *reason, *place, *claimed; /* or NULL */
    const struct pdf_value *field;        /* its dict */
    const struct pdf_value *value;        /* the signature dict */
    enum cms_kind kind;
    size_t gap, gap_end; /* the bytes of /Contents with < and > */
    size_t covered;      /* the end of the /ByteRange */
    const char *der;     /* what /Contents holds, without what fills it up */
    size_t der_len;
    struct fault fault;
};

struct signature_fields {
    struct signature_field *fields; /* by covered, the oldest first */
    size_t n;
};

/*
 * All signed fields, in the arena. -1, why set: the form cannot be read, or a signature stands
 * where no field is. What is wrong with one is its own fault.
 */
int signature_fields_read(struct arena *a, struct pdf_file *f, const char *bytes, size_t len,
                          struct signature_fields *out, struct fault *why);

/* Whether a signature certifies and forbids any change, so further signatures (12.8.2.2, P 1). */
bool signature_locks(const struct pdf_file *f, const struct pdf_value *signature);

/*
 * The file as its first len bytes have it, where they end with a revision. NULL, why set. quiet: a
 * sink that lives as long as the file, for what its reader tells.
 */
struct pdf_file *signature_revision_open(struct arena *a, const char *bytes, size_t len,
                                         struct messages *quiet, struct fault *why);

#endif
