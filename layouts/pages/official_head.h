/*
 * Official head: what stands above and below the title of an official paper (GB/T 9704 7.2, 7.3.2).
 * Letterhead, document number, signer and red rule stand at measured places.
 */
#ifndef NIANBAO_OFFICIAL_HEAD_H
#define NIANBAO_OFFICIAL_HEAD_H

#include "layouts/flow/flow.h"

/* 版头 in the mode report, 附件 above the title in the mode attachment; else nothing. */
void official_head(struct flow *f);

/* "附件2", "附件" for number 0, at the head of a page. */
void official_label(struct flow *f, int number);

/* 主送机关 below the title: how many strips. */
size_t official_recipients(struct flow *f);

/*
 * 7.3.2, 7.3.3: page 1 shows text of the body, whose first strip is `first`. Where the n strips of
 * recipients before it push it off they are taken out and true is returned: they go into 版记.
 */
bool official_first_page(struct flow *f, size_t first, size_t n);

#endif
