/*
 * Going through a PDF: its trees (pages, structure, fields, names) and all its dicts, and what
 * several readers want to know of the pages and fields found there. All walks are bounded, so that
 * a tree that runs in a circle ends.
 */
#ifndef NIANBAO_PDF_TREE_H
#define NIANBAO_PDF_TREE_H

#include "pdf/pdf_read.h"

/* Levels of a tree. */
#define PDF_TREE_MAX 256

typedef void pdf_visit(void *ctx, const struct pdf_value *node);

/*
 * Calls visit for root, or for each of an array, and the dicts below, parents first: key holds a
 * node's child or an array of them; what is no dict is passed over. -1 when a node comes twice or
 * lies too deep: reported [pdf-broken].
 */
int pdf_walk(const struct pdf_file *f, const struct pdf_value *root, const char *key,
             pdf_visit *visit, void *ctx);

/* The same for the pages and the nodes above them, and for the fields of the form. */
int pdf_walk_pages(const struct pdf_file *f, pdf_visit *visit, void *ctx);
int pdf_walk_fields(const struct pdf_file *f, pdf_visit *visit, void *ctx);

/* The interactive form (12.7.2); PDF_NULL where there is none. */
const struct pdf_value *pdf_form(const struct pdf_file *f);

/* Calls visit for every dict and stream, those inside others too. */
void pdf_each_dict(const struct pdf_file *f, pdf_visit *visit, void *ctx);

/* The number of the object that v is; 0: none, v lies inside another. */
size_t pdf_number_of(const struct pdf_file *f, const struct pdf_value *v);

/*
 * The value of a key of a page or field, or of the nearest node above it that has one (7.7.3.4,
 * 12.7.3.1); PDF_NULL where there is none.
 */
const struct pdf_value *pdf_inherited(const struct pdf_file *f, const struct pdf_value *node,
                                      const char *key);

/*
 * The full name of a field: partial names from the root down, with points between (12.7.3.2). What
 * lies above PDF_NAME_MAX bytes of it is left out.
 */
#define PDF_NAME_MAX 4096
const char *pdf_field_name(struct arena *a, const struct pdf_file *f,
                           const struct pdf_value *field);

/* Whether a node of the form's tree is a field for a signature. */
bool pdf_is_signature_field(const struct pdf_file *f, const struct pdf_value *node);

/*
 * How many bytes of the file a signature covers: where its /ByteRange, of numbers that stand there
 * themselves, begins with the file and leaves out its own /Contents to the byte. Else 0.
 */
size_t pdf_covered(const struct pdf_file *f, const struct pdf_value *range,
                   const struct pdf_value *contents);

/* In thousandths of a point; left <= right, bottom <= top. */
struct pdf_box {
    int64_t left, bottom, right, top;
};

/* What a page shows: its /CropBox or, where there is none, its /MediaBox (14.11.2). False: no box.
 */
bool pdf_page_box(const struct pdf_file *f, const struct pdf_value *page, struct pdf_box *out);

/*
 * True for a widget that nothing can be seen of (12.5.2, 12.5.3): hidden, without area, or outside
 * all that its page shows. What cannot be told may be seen.
 */
bool pdf_is_unseen(const struct pdf_file *f, const struct pdf_value *widget);

#endif
