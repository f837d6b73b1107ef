/*
 * Table merge: what a typed table, which has one head row and no joined cells, says by signs. It
 * joins the cells that the signs say belong together.
 */
#ifndef NIANBAO_TABLE_MERGE_H
#define NIANBAO_TABLE_MERGE_H

#include "data/report/node.h"

/*
 * Resolves the signs of a NODE_TABLE as it was typed, every row with all its cells:
 *   a row of cells ===   ends the head: the rows above it are head rows too
 *   a row of cells ---   a thin rule above the next row, as above a total
 *   <                    the cell joins its left neighbour; ^ the one above it
 * Where the head has several rows, a cell of any but the last that is empty or repeats its left
 * neighbour joins that, and an empty cell of any but the first joins the one above it. A sign
 * whose cell has nothing to join, or that would leave no rectangle, is an empty cell.
 */
void table_merge(struct arena *a, struct node *table);

#endif
