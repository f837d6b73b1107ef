/*
 * Tables: caption, head rows, rows and note as strips; heads come again on every page. A table that
 * is too wide is cut into parts, and one that is too long goes on with its head repeated.
 */
#ifndef NIANBAO_TABLE_LAYOUT_H
#define NIANBAO_TABLE_LAYOUT_H

#include "layouts/flow/flow.h"

/* Adds the table to the flow, its tags below parent. */
void table_add(struct flow *f, const struct node *n, int parent);

#endif
