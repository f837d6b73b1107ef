/*
 * Roles: what each object of a PDF is for, so that a change can be judged and named. A change that
 * has no role here is not allowed.
 */
#ifndef NIANBAO_REVISION_ROLES_H
#define NIANBAO_REVISION_ROLES_H

#include "pdf/pdf_read.h"

enum role_kind {
    ROLE_OTHER,
    ROLE_CATALOG,
    ROLE_FORM,   /* the catalog's /AcroForm */
    ROLE_FIELDS, /* the array of its fields */
    ROLE_EMPTY,  /* a signature field without signature, or a widget of it */
    ROLE_SIGNED, /* a signature field with one, and its signature */
    ROLE_FIELD,  /* another field */
    ROLE_PAGE,
    ROLE_PAGES,     /* a node above pages */
    ROLE_ANNOTS,    /* the array of a page's annotations */
    ROLE_STORE,     /* the catalog's /DSS */
    ROLE_STORE_VRI, /* its /VRI */
    ROLE_STORE_ENTRY,
    ROLE_STORE_LIST,
    ROLE_STRUCTURE_ROOT,
    ROLE_PARENT_TREE,
    ROLE_CONTENT, /* of a page */
    ROLE_FONT,
    ROLE_XOBJECT,
    ROLE_RESOURCE, /* what else a page is drawn with */
    ROLE_ANNOTATION,
    ROLE_INFO,
    ROLE_METADATA,
    ROLE_STRUCTURE,
    ROLE_OUTLINE,
    ROLE_NAMES /* embedded files and the like */
};

struct role {
    enum role_kind kind;
    size_t page;      /* counted from 1; 0: of none */
    const char *name; /* of a field, or NULL */
    size_t object;    /* the page's number, of ROLE_PAGE and ROLE_ANNOTS */
};

/*
 * The role of each object by its number, pdf_size(f) of them, in the arena. One that serves both a
 * page and the evidence has the page's: what may grow must not be what is shown.
 */
struct role *roles_read(struct arena *a, const struct pdf_file *f);

#endif
