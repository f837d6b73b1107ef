/*
 * Table nodes: rows and cells of the tables that the program makes itself.
 */
#ifndef NIANBAO_TABLENODE_H
#define NIANBAO_TABLENODE_H

#include "data/report/node.h"
#include "data/report/origin.h"

/*
 * Appends a row to a NODE_TABLE, or a cell of one text ("" is an empty cell) to a row. The first
 * cell of a row names it.
 */
struct node *table_row(struct arena *a, struct node *table, bool head);
struct node *table_cell(struct arena *a, struct node *row, enum align align, const char *text);

/* Appends a cell that prints what origin says. */
void table_number(struct arena *a, struct node *row, enum align align, const char *text,
                  struct origin origin);

#endif
