/*
 * Page notes: which footnotes, and how far each, stand at the foot of a page. A note that does not
 * fit goes on at the foot of the next page.
 */
#ifndef NIANBAO_PAGE_NOTES_H
#define NIANBAO_PAGE_NOTES_H

#include "layouts/pages/page_items.h"

/* The notes of the page being filled. */
struct page_notes {
    struct noted_list list;
    int64_t height; /* fine: what they take, their rule included */
};

/*
 * Adds the notes that s calls, whole, on page number `page` whose text ends at bottom and whose
 * type area is `height` high (fine). Of a long one, a third of a page or more, its first lines are
 * enough; with force anything is. False when there is no room; nothing is added then.
 */
bool page_notes_add(struct flow *f, struct page_notes *notes, const struct strip *s, size_t page,
                    int64_t height, int64_t bottom, bool force);

/* Notes that did not end on the page go on at the foot of the next one. */
void page_notes_carry(const struct flow *f, struct page_notes *notes, int64_t height);

#endif
