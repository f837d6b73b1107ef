/*
 * Page maker: strips -> pages, in one pass. Footnotes go to the foot of the page that calls them,
 * figures that do not fit wait for the next page while text goes on, 版记 to the foot of the last.
 */
#ifndef NIANBAO_PAGE_MAKER_H
#define NIANBAO_PAGE_MAKER_H

#include "layouts/pages/page_items.h"

/*
 * Cuts f->body into pages, numbered from 1 or not at all, and sets where the outline entries lie.
 * The caller frees the list; what it holds is in the arena.
 */
struct page_list pages_fill(struct flow *f, bool numbered);

/* Whether the first `to` strips of the body all find room on page 1. */
bool pages_on_first(struct flow *f, size_t to);

#endif
