#include "data/report/node.h"

#include "base/arena.h"
#include "base/buf.h"
#include "data/report/origin.h"

struct node *node_new(struct arena *a, enum node_kind kind, struct source at)
{
    struct node *n = arena_alloc(a, sizeof *n);
    n->kind = kind;
    n->at = at;
    return n;
}

struct node *node_value(struct arena *a, const char *text, const struct origin *origin,
                        struct source at)
{
    struct node *n = node_new(a, NODE_VALUE, at);
    n->text = text;
    if (origin != NULL) {
        struct origin *own = arena_alloc(a, sizeof *own);
        *own = *origin;
        n->origin = own;
    }
    return n;
}

static void add_plain(struct buf *b, const struct node *first)
{
    for (const struct node *n = first; n != NULL; n = n->next) {
        if (n->text != NULL)
            buf_puts(b, n->text);
        add_plain(b, n->child);
    }
}

const char *node_plain(struct arena *a, const struct node *n)
{
    struct buf b = {0};
    add_plain(&b, n->child);
    return buf_keep(&b, a);
}

void node_append(struct node *parent, struct node *child)
{
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->child = child;
    parent->last = child;
}

struct node *node_text(struct arena *a, const char *text, struct source at)
{
    struct node *n = node_new(a, NODE_TEXT, at);
    n->text = text;
    return n;
}

struct node *node_row(struct arena *a, struct node *table, bool head)
{
    struct node *row = node_new(a, NODE_ROW, table->at);
    row->head = head;
    node_append(table, row);
    return row;
}

struct node *node_cell(struct arena *a, struct node *row, enum align align, const char *text)
{
    struct node *cell = node_new(a, NODE_CELL, row->at);
    cell->align = align;
    cell->head = !row->head && row->child == NULL;
    node_append(row, cell);
    if (*text != '\0')
        node_append(cell, node_text(a, text, row->at));
    return cell;
}

void node_number_cell(struct arena *a, struct node *row, enum align align, const char *text,
                      struct origin origin)
{
    struct node *cell = node_cell(a, row, align, "");
    node_append(cell, node_value(a, text, &origin, row->at));
}
