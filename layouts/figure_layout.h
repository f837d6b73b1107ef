/*
 * Figures: chart, caption below, note below that, as one strip.
 */
#ifndef NIANBAO_FIGURE_LAYOUT_H
#define NIANBAO_FIGURE_LAYOUT_H

#include "layouts/flow.h"

/* Adds the figure to the flow, its tags below parent. */
void figure_add(struct flow *f, const struct node *n, int parent);

/* Captions and notes, of tables also: composed over the width of the type area. */
struct para figure_text(struct flow *f, const struct node *paragraph, const struct text_style *t,
                        int tag);

/* What must be added to a block of this height (fine) that the text below it stands on the grid. */
int64_t figure_slack(const struct flow *f, int64_t height);

#endif
