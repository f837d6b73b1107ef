#include "data/prose/passage.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/utf8.h"

struct gather {
    struct arena *a;
    struct passages *all;
    size_t cap;
    bool footnote;
    struct buf text; /* of the passage in hand */
    struct piece *pieces;
    size_t n_pieces, cap_pieces;
};

static void add_piece(struct gather *g, const char *text, bool computed, const struct node *n)
{
    if (text[0] == '\0')
        return;
    g->pieces = list_room(g->pieces, g->n_pieces, &g->cap_pieces, sizeof *g->pieces);
    g->pieces[g->n_pieces++] = (struct piece){g->text.len, computed, n->origin, n->at};
    buf_puts(&g->text, text);
}

static void add_inlines(struct gather *g, const struct node *parent)
{
    for (const struct node *n = parent->child; n; n = n->next) {
        if (n->kind == NODE_TEXT || n->kind == NODE_VALUE)
            add_piece(g, n->text, n->kind == NODE_VALUE, n);
        else if (n->kind == NODE_BREAK)
            add_piece(g, "\n", true, n);
        else if (n->kind == NODE_CODE)
            add_piece(g, " ", true, n);
        else
            add_inlines(g, n);
    }
}

static void add_passage(struct gather *g, const struct node *block)
{
    add_inlines(g, block);
    if (g->n_pieces == 0)
        return;
    g->all->list = list_room(g->all->list, g->all->n, &g->cap, sizeof *g->all->list);
    struct piece *pieces = arena_array(g->a, g->n_pieces, sizeof *pieces);
    memcpy(pieces, g->pieces, g->n_pieces * sizeof *pieces);
    g->all->list[g->all->n++] = (struct passage){
        .block = block,
        .text = arena_strndup(g->a, g->text.data, g->text.len),
        .len = g->text.len,
        .pieces = pieces,
        .n_pieces = g->n_pieces,
        .cell = block->kind == NODE_CELL,
        .footnote = g->footnote,
    };
    g->text.len = 0;
    g->n_pieces = 0;
}

/* A table that [table.NAME] made stands at one line as a whole; a typed one has a line a row. */
static bool is_typed(const struct node *table)
{
    return table->last != NULL && table->last->at.line != table->child->at.line;
}

static void add_blocks(struct gather *g, const struct node *parent)
{
    for (const struct node *n = parent->child; n; n = n->next) {
        switch (n->kind) {
        case NODE_HEADING:
        case NODE_PARAGRAPH:
        case NODE_CELL: add_passage(g, n); break;
        case NODE_TABLE:
            if (is_typed(n))
                add_blocks(g, n);
            break;
        case NODE_CODE_BLOCK:
        case NODE_SEPARATOR: break;
        case NODE_FOOTNOTE:
            g->footnote = true;
            add_blocks(g, n);
            g->footnote = false;
            break;
        default: add_blocks(g, n); break;
        }
        if (n->caption != NULL)
            add_passage(g, n->caption);
    }
}

const struct passages *passages_read(struct arena *a, const struct node *document)
{
    struct passages *all = arena_alloc(a, sizeof *all);
    struct gather g = {.a = a, .all = all};
    add_blocks(&g, document);
    if (all->n > 0) {
        struct passage *list = arena_array(a, all->n, sizeof *list);
        memcpy(list, all->list, all->n * sizeof *list);
        free(all->list);
        all->list = list;
    }
    free(g.pieces);
    buf_free(&g.text);
    return all;
}

static const struct piece *piece_at(const struct passage *p, size_t i)
{
    size_t low = 0, high = p->n_pieces;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (p->pieces[middle].start <= i)
            low = middle;
        else
            high = middle;
    }
    return &p->pieces[low];
}

struct source passage_at(const struct passage *p, size_t i)
{
    return piece_at(p, i)->at;
}

bool passage_computed(const struct passage *p, size_t i)
{
    return piece_at(p, i)->computed;
}

bool passage_has(const struct passage *p, size_t i, const char *text)
{
    size_t n = strlen(text);
    return i <= p->len && p->len - i >= n && memcmp(p->text + i, text, n) == 0;
}

size_t passage_back(const struct passage *p, size_t i, int n)
{
    for (; n > 0 && i > 0; n--)
        do
            i--;
        while (i > 0 && ((unsigned char)p->text[i] & 0xC0) == 0x80);
    return i;
}

uint32_t passage_before(const struct passage *p, size_t i)
{
    if (i == 0)
        return 0;
    size_t start = passage_back(p, i, 1);
    return utf8_next(p->text, p->len, &start);
}

uint32_t passage_behind(const struct passage *p, size_t i)
{
    return i < p->len ? utf8_next(p->text, p->len, &i) : 0;
}

size_t passage_word(const struct passage *p, size_t i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (passage_has(p, i, words[k]))
            return strlen(words[k]);
    return 0;
}

size_t passage_word_before(const struct passage *p, size_t i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        size_t len = strlen(words[k]);
        if (i >= len && passage_has(p, i - len, words[k]))
            return len;
    }
    return 0;
}
