/*
 * Page maker: strips -> pages, in one pass. Footnotes go to the foot of the page that calls them,
 * figures that do not fit wait for the next page while text goes on.
 */
#ifndef NIANBAO_PAGE_MAKER_H
#define NIANBAO_PAGE_MAKER_H

#include "layouts/flow.h"

/* Cuts f->body into pages and sets where the outline entries lie. The pages are in the arena. */
struct pages *pages_make(struct flow *f);

#endif
