/*
 * The structure of a PDF (ISO 32000-1 14.7 and 14.8): the tags of the pages as structure elements,
 * with what is painted on the pages below them. Reading order is the order of the source.
 */
#ifndef NIANBAO_PDFTAGS_H
#define NIANBAO_PDFTAGS_H

#include "layouts/compose/page.h"
#include "pdf/haru.h"

struct arena;
struct pdftags;

/* Items that are painted together: of one tag; a stretch of marked content. */
struct tag_group {
    size_t end; /* the item behind the last one */
    int tag;    /* 0: an artifact */
    int mcid;   /* of the marked content on its page; -1 for an artifact */
};

/*
 * The group that begins with items[i] of a page; *mcid counts on. Items that are not painted belong
 * to whatever group they stand in.
 */
struct tag_group pdftags_group(const struct item *items, size_t n, size_t i, int *mcid);

/* Gathers what each page paints of each tag. In a; the pages must live as long. */
struct pdftags *pdftags_new(struct arena *a, const struct pages *pages);

/* Tells that annotation d on a page belongs to a tag; gives its key in the parent tree. */
int pdftags_annotation(struct pdftags *t, int tag, size_t page, struct haru_dict *d);

/* Writes the structure tree and marks the document as tagged. list: the pages' dictionaries. */
void pdftags_write(struct pdftags *t, struct haru *h, struct haru_dict **list);

#endif
