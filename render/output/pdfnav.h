/*
 * Ways through a PDF: links, fields, the outline, page labels (ISO 32000-1 12.3, 12.4, 12.5, 12.7).
 * All of them lead to named destinations.
 */
#ifndef NIANBAO_PDFNAV_H
#define NIANBAO_PDFNAV_H

#include "layouts/compose/page.h"
#include "pdf/haru.h"

struct arena;
struct messages;
struct pdftags;

/*
 * Links, and empty signature fields. h's pages, in order, are list[0..pages->n_pages). Links to an
 * anchor that is not there are told. tags: the structure that they belong to, or NULL. What must
 * stay until the file is saved is put into a.
 */
void pdfnav_annotations(struct haru *h, struct arena *a, const struct pages *pages,
                        struct haru_dict **list, struct pdftags *tags, struct messages *m);
void pdfnav_outline(struct haru *h, const struct pages *pages, struct haru_dict **list);
void pdfnav_labels(struct haru *h, const struct pages *pages, struct messages *m);

#endif
