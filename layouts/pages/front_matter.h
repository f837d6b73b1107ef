/*
 * Front matter: cover and table of contents, made when the pages of the text are known. The numbers
 * of pages are reserved at their widest and filled in last.
 */
#ifndef NIANBAO_FRONT_MATTER_H
#define NIANBAO_FRONT_MATTER_H

#include "layouts/pages/page_items.h"

/*
 * Puts cover and contents, where the style (as changed by the report) wants them, before the pages
 * of the text; the outline and the tags follow. first: the first outline entry to be listed.
 */
void front_matter(struct flow *f, struct page_list *pages, size_t first);

#endif
