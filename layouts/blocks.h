/*
 * Blocks: the block nodes of the narrative -> strips of the flow.
 */
#ifndef NIANBAO_BLOCKS_H
#define NIANBAO_BLOCKS_H

#include "layouts/flow.h"

/* The title and subtitle of the report. */
void blocks_title(struct flow *f);

/* The blocks of the document, footnotes apart. */
void blocks_add(struct flow *f, const struct node *document);

/* Organ and date at the end (GB/T 9704 7.3.5.2, without seal), where both are given. */
void blocks_signature(struct flow *f);

#endif
