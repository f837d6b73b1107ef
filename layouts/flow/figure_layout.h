/*
 * Figures: chart, caption below, note below that, as one strip. How high the chart is, is asked of
 * render through measure.h.
 */
#ifndef NIANBAO_FIGURE_LAYOUT_H
#define NIANBAO_FIGURE_LAYOUT_H

#include "layouts/flow/flow.h"

/* Adds the figure to the flow, its tags below parent. */
void figure_add(struct flow *f, const struct node *n, int parent);

/*
 * The width of the column at the right in which the figure stands beside the paragraphs that follow
 * it: where the style wants that, it asks for so narrow a width itself, and text follows. Else 0.
 */
int32_t figure_column(struct flow *f, const struct node *n);

/* Adds a paragraph to the flow in a column of width. */
typedef void text_maker(struct flow *f, const struct node *paragraph, int32_t width, void *ctx);

/*
 * Adds a figure in its column and, by text, the paragraphs beside it, as many as reach its foot. No
 * page break parts them from it. The last paragraph added.
 */
const struct node *figure_beside(struct flow *f, const struct node *n, int parent, int32_t column,
                                 text_maker *text, void *ctx);

/* Captions and notes, of tables also: composed over the width of the type area. */
struct para figure_text(struct flow *f, const struct node *paragraph, const struct text_style *t,
                        int tag);

/* What must be added to a block of this height (fine) that the text below it stands on the grid. */
int64_t figure_slack(const struct flow *f, int64_t height);

#endif
