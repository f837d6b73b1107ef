#include "data/report/tablenode.h"

struct node *table_row(struct arena *a, struct node *table, bool head)
{
    struct node *row = node_new(a, NODE_ROW, table->at);
    row->head = head;
    node_append(table, row);
    return row;
}

struct node *table_cell(struct arena *a, struct node *row, enum align align, const char *text)
{
    struct node *cell = node_new(a, NODE_CELL, row->at);
    cell->align = align;
    cell->head = !row->head && row->child == NULL;
    node_append(row, cell);
    if (*text != '\0')
        node_append(cell, node_text(a, text, row->at));
    return cell;
}

void table_number(struct arena *a, struct node *row, enum align align, const char *text,
                  struct origin origin)
{
    struct node *cell = table_cell(a, row, align, "");
    node_append(cell, node_value(a, text, &origin, row->at));
}
