/*
 * Blocks: the block nodes of the narrative -> strips of the flow. This is where the tree of the
 * text becomes something that has a height.
 */
#ifndef NIANBAO_BLOCKS_H
#define NIANBAO_BLOCKS_H

#include "layouts/flow/flow.h"

/* A title, subtitle ...: its lines as inlines_lines takes them, or NULL, and where it comes from.
 */
struct display {
    const char *lines;
    struct source at;
};

/* The report's own, with the line ends the author has set. */
struct display blocks_report_title(const struct report *r);
struct display blocks_report_subtitle(const struct report *r);

/* A title with its outline entry, and the subtitle below it. */
void blocks_title(struct flow *f, struct display title, struct display subtitle, const char *entry);

/* A display text in well-shaped lines; the first of its strips, borrowed as of flow_lines. */
struct strip *blocks_display(struct flow *f, struct display text, const struct text_style *t,
                             int tag);

/* The blocks of the document, footnotes apart. */
void blocks_add(struct flow *f, const struct node *document);

#endif
