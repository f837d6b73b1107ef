/*
 * Official end: what stands behind the text of an official paper (GB/T 9704 7.3.4 to 7.4). Organ,
 * date, seal room, attachments and 版记 stand at measured places, not in the flow of the text.
 */
#ifndef NIANBAO_OFFICIAL_END_H
#define NIANBAO_OFFICIAL_END_H

#include "layouts/flow/flow.h"

/* 附件说明, organ and date with or without room for a seal, 附注: where the report gives them. */
void official_end(struct flow *f);

/* The attachments bound in, each on a page of its own. */
void official_attached(struct flow *f);

/* 版记 for the last page, where there is any; with the recipients when they were moved. */
void official_record(struct flow *f, bool recipients);

#endif
