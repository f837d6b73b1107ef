/*
 * Floats: figures and tables that may wait for the next page while text goes on. None passes
 * another, so that their numbers stay in order.
 */
#ifndef NIANBAO_FLOATS_H
#define NIANBAO_FLOATS_H

#include "layouts/flow/flow.h"

/*
 * Makes the strips from first to the last one a unit that may wait; one that the style does not let
 * wait, or that no page holds whole, stays where it is, and none passes it.
 */
void float_unit(struct flow *f, size_t first, bool table);

/*
 * Whether the table at strip index is better broken than left to wait: enough of it fits into room
 * (fine), and the text behind it would leave too large a hole.
 */
bool float_breaks(const struct flow *f, size_t index, int64_t room);

/* The height of the text behind the unit at index that may come before it; no more than room. */
int64_t float_text(const struct flow *f, size_t index, int64_t room);

#endif
