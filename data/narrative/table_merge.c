#include "data/narrative/table_merge.h"

#include <string.h>

#include "base/arena.h"

/* The table as it was typed: cells by row and column, NULL where a row is shorter. */
struct typed {
    struct node **cells; /* [row][column]: the cell, or the one it has joined */
    struct node **rows;
    size_t n_rows, n_columns, n_head;
};

/* The bare text of a cell that is one text; "" for an empty cell; NULL for anything else. */
static const char *cell_text(const struct node *cell)
{
    if (cell->child == NULL)
        return "";
    if (cell->child->next != NULL || cell->child->kind != NODE_TEXT)
        return NULL;
    return cell->child->text;
}

static bool is_text(const struct node *cell, const char *text)
{
    const char *own = cell != NULL ? cell_text(cell) : NULL;
    return own != NULL && strcmp(own, text) == 0;
}

/* Whether all cells of a row are made of three or more of the sign; the first one must be. */
static bool all_of(const struct node *row, char sign)
{
    if (row->child == NULL || is_text(row->child, ""))
        return false;
    for (const struct node *c = row->child; c != NULL; c = c->next) {
        const char *text = cell_text(c);
        if (text == NULL)
            return false;
        size_t n = strspn(text, sign == '=' ? "=" : "-");
        if (text[n] != '\0' || (n < 3 && n > 0))
            return false;
    }
    return true;
}

/* Takes the rows of signs out; they leave head rows and rules behind. */
static void read_sign_rows(struct node *table)
{
    struct node *kept = NULL, *next;
    bool rule = false;
    for (struct node *r = table->child; r != NULL; r = next) {
        next = r->next;
        bool end = !r->head && all_of(r, '='), line = !r->head && !end && all_of(r, '-');
        rule |= line;
        for (struct node *h = table->child; end && h != r; h = h->next)
            h->head = true;
        if (!end && !line) {
            r->rule = rule;
            rule = false;
            kept = r;
        } else if (kept != NULL) {
            kept->next = next;
        } else {
            table->child = next;
        }
    }
    table->last = kept;
}

static struct typed read_cells(struct arena *a, struct node *table)
{
    struct typed t = {0};
    for (struct node *r = table->child; r != NULL; r = r->next, t.n_rows++) {
        size_t n = 0;
        for (struct node *c = r->child; c != NULL; c = c->next)
            n++;
        t.n_columns = n > t.n_columns ? n : t.n_columns;
        t.n_head += r->head && t.n_head == t.n_rows;
    }
    t.rows = arena_array(a, t.n_rows, sizeof(struct node *));
    t.cells = arena_array(a, t.n_rows * t.n_columns, sizeof(struct node *));
    size_t i = 0;
    for (struct node *r = table->child; r != NULL; r = r->next, i++) {
        size_t j = 0;
        t.rows[i] = r;
        for (struct node *c = r->child; c != NULL; c = c->next) {
            t.cells[i * t.n_columns + j++] = c;
            c->columns = c->rows = 1;
        }
    }
    return t;
}

static struct node **at(const struct typed *t, size_t i, size_t j)
{
    return &t->cells[i * t->n_columns + j];
}

static bool same_cell_text(const struct node *c, const struct node *d)
{
    const char *text = cell_text(c);
    return text != NULL && *text != '\0' && is_text(d, text);
}

/* Joins cells of row i to their left neighbours; only what is typed here can be joined. */
static void join_left(const struct typed *t, size_t i)
{
    bool group = i + 1 < t->n_head;
    for (size_t j = 1; j < t->n_columns; j++) {
        struct node *c = *at(t, i, j), *left = *at(t, i, j - 1);
        if (c == NULL || left == NULL)
            continue;
        bool sign = is_text(c, "<");
        bool said = group && !is_text(left, "") && !is_text(left, "^") &&
                    (is_text(c, "") || same_cell_text(c, left));
        if (!sign && !said)
            continue;
        left->columns++;
        *at(t, i, j) = left;
    }
}

/* Whether the cell at (i, j), of the width given, joins the one above it. */
static bool joins_up(const struct typed *t, size_t i, size_t j, const struct node *above)
{
    const struct node *c = *at(t, i, j);
    if (c == NULL || above == NULL || (j > 0 && *at(t, i - 1, j - 1) == above))
        return false;
    for (size_t k = j; k < j + (size_t)above->columns; k++) {
        const struct node *own = *at(t, i, k);
        bool empty_head = i < t->n_head && is_text(own, "");
        if (!is_text(own, "^") && !empty_head)
            return false;
    }
    size_t end = j + (size_t)above->columns;
    return end == t->n_columns || *at(t, i, end) != *at(t, i, end - 1);
}

static void join_up(const struct typed *t, size_t i)
{
    for (size_t j = 0; j < t->n_columns; j++) {
        struct node *above = *at(t, i - 1, j);
        bool head_ends = i == t->n_head; /* a head cell ends with the head */
        if (head_ends || !joins_up(t, i, j, above))
            continue;
        above->rows++;
        size_t end = j + (size_t)above->columns;
        for (size_t k = j; k < end; k++)
            *at(t, i, k) = above;
        j = end - 1;
    }
}

/* A sign that joined nothing is left empty. */
static void clear_sign(struct node *c)
{
    if (is_text(c, "<") || is_text(c, "^"))
        c->child = c->last = NULL;
}

/* Hangs the cells that are left into their rows again. */
static void relink(const struct typed *t, size_t i)
{
    struct node *row = t->rows[i];
    row->child = row->last = NULL;
    for (size_t j = 0; j < t->n_columns; j++) {
        struct node *c = *at(t, i, j);
        bool first =
            c != NULL && (j == 0 || *at(t, i, j - 1) != c) && (i == 0 || *at(t, i - 1, j) != c);
        if (!first)
            continue;
        clear_sign(c);
        c->next = NULL;
        node_append(row, c);
    }
}

void table_merge(struct arena *a, struct node *table)
{
    read_sign_rows(table);
    struct typed t = read_cells(a, table);
    for (size_t i = 0; i < t.n_rows; i++)
        join_left(&t, i);
    for (size_t i = 1; i < t.n_rows; i++)
        join_up(&t, i);
    for (size_t i = 0; i < t.n_rows; i++)
        relink(&t, i);
}
