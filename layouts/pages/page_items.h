/*
 * Page items: what stands where on one page -> its list of items, with footnotes and page number.
 * Items leave in the order in which the page is read.
 */
#ifndef NIANBAO_PAGE_ITEMS_H
#define NIANBAO_PAGE_ITEMS_H

#include "layouts/flow/flow.h"

/* A strip on the page; its top is fine, from the top of the type area. */
struct placed {
    const struct strip *strip;
    int64_t top;
};

struct placed_list {
    struct placed *list;
    size_t n, cap;
};

/* Strips [from, to) of a footnote at the page's foot. */
struct noted {
    struct footnote *note;
    size_t from, to;
};

struct noted_list {
    struct noted *list;
    size_t n, cap;
};

struct page_list {
    struct page *list;
    size_t n, cap;
};

/* Append to malloced lists, which the caller frees. */
void page_placed_add(struct placed_list *l, struct placed p);
void page_noted_add(struct noted_list *l, struct noted n);
struct page *page_add(struct page_list *l);

/* What a page is but its strips. */
struct page_look {
    size_t number; /* printed; 0: none */
    bool bands;    /* with the style's bands */
    bool turned;   /* the strips lie turned on it */
};

/*
 * Appends a page with these strips, the footnotes from note_top (fine) on, and its number; outline
 * entries of the strips get their page. turned: the strips lie turned on the upright sheet, the
 * number stands where it always does. The items are in the arena.
 */
void page_write(struct flow *f, struct page_list *pages, const struct placed_list *placed,
                const struct noted_list *notes, int64_t note_top, struct page_look look);

#endif
