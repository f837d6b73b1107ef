/*
 * Layout: report -> pages. One pass; no second layout. It calls the other files of this room in the
 * order of the paper.
 */
#ifndef NIANBAO_LAYOUT_H
#define NIANBAO_LAYOUT_H

#include "layouts/compose/page.h"

struct arena;
struct flow;
struct measure;
struct messages;
struct report;
struct style;

/*
 * Lays the report out in the house style. The pages, and all they point to but the report's own
 * texts, are in the arena. NULL when it cannot be done, told to m.
 */
const struct pages *layout_report(struct arena *a, const struct report *r, const struct style *s,
                                  const struct measure *measure, struct messages *m);

/* Fills in what is said of the document: tags, outline, title, author. */
void layout_describe(struct pages *p, const struct flow *f);

#endif
