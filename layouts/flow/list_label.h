/*
 * Labels of list items by the style's forms: 1. （1） ① for one level below the other. They stand
 * in the margin of the item they count.
 */
#ifndef NIANBAO_LIST_LABEL_H
#define NIANBAO_LIST_LABEL_H

#include "layouts/flow/flow.h"

/* Whether an item has a number, by its own text; else a bullet. */
bool list_numbered(const struct node *item);

/*
 * The label of an item of the list of this level among those of its kind (from 1): the form of the
 * level, or the style's last; in the arena.
 */
const char *list_label(struct flow *f, const struct node *item, int level);

#endif
