#include "data/narrative/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/text.h"

static const struct {
    const char *text;
    bool table;
} prefixes[] = {{"chart", false}, {"figure", false}, {"图", false}, {"table", true}, {"表", true}};

const char *label_name(const char *target, bool *table)
{
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i].text);
        if (strncmp(target, prefixes[i].text, n) != 0)
            continue;
        size_t colon = target[n] == ':'                               ? 1
                       : strncmp(target + n, "：", strlen("：")) == 0 ? strlen("：")
                                                                      : 0;
        if (colon == 0)
            continue;
        *table = prefixes[i].table;
        return target + n + colon;
    }
    return NULL;
}

const char *label_cut(struct arena *a, const char *text, size_t *len)
{
    size_t end = *len;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    if (end < 4 || text[end - 1] != '}')
        return NULL;
    size_t start = end - 1;
    while (start > 0 && text[start - 1] != '{' && text[start - 1] != '}')
        start--;
    if (start == 0 || text[start - 1] != '{' || text[start] != '#' || start + 2 > end - 1)
        return NULL;
    const char *label = arena_strndup(a, text + start + 1, end - start - 2);
    for (*len = start - 1; *len > 0 && text[*len - 1] == ' ';)
        --*len;
    return label;
}

struct node *label_reference(const struct report *r, struct node *parent, const char *target,
                             struct source at)
{
    struct node *n = node_new(r->arena, NODE_REFERENCE, at);
    n->target = target;
    node_append(parent, n);
    return n;
}

/* One name of a figure or table. */
struct label {
    const char *name;
    bool table;
    bool given; /* by {#…}, and not the name of a chart, table or file */
    size_t order;
    const struct node *node;
};

struct labels {
    struct label *list;
    size_t n, cap;
    const struct report *report;
    struct messages *messages;
};

static void add(struct labels *l, const char *name, bool given, const struct node *n)
{
    if (name == NULL)
        return;
    l->list = list_room(l->list, l->n, &l->cap, sizeof *l->list);
    l->list[l->n] = (struct label){name, n->kind == NODE_TABLE, given, l->n, n};
    l->n++;
}

static void collect(struct labels *l, const struct node *first)
{
    for (const struct node *n = first; n != NULL; n = n->next) {
        if ((n->kind == NODE_FIGURE || n->kind == NODE_TABLE) && n->number > 0) {
            add(l, n->label, true, n);
            add(l, n->name, false, n);
        } else {
            collect(l, n->child);
        }
    }
}

static int by_name(const void *a, const void *b)
{
    const struct label *x = a, *y = b;
    if (x->table != y->table)
        return x->table ? 1 : -1;
    return strcasecmp(x->name, y->name);
}

/* By name; of one name a given label first, then the first in the text. */
static int in_order(const void *a, const void *b)
{
    const struct label *x = a, *y = b;
    int names = by_name(a, b);
    if (names != 0)
        return names;
    if (x->given != y->given)
        return x->given ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

static bool same(const struct label *a, const struct label *b)
{
    return by_name(a, b) == 0;
}

/* Keeps one label of each name. */
static void sort(struct labels *l)
{
    size_t kept = 0;
    if (l->n == 0)
        return;
    qsort(l->list, l->n, sizeof *l->list, in_order);
    for (size_t i = 0; i < l->n; i++) {
        const struct label *one = &l->list[i];
        bool again = kept > 0 && same(one, &l->list[kept - 1]);
        if (again && one->given)
            msg(l->messages, SEV_ERROR, one->node->at, "duplicate-label",
                "the label {#%s} is given twice; change one", "标签{#%s}重复；请改一个", one->name);
        if (!again)
            l->list[kept++] = *one;
    }
    l->n = kept;
}

static void unknown(const struct labels *l, const struct node *n, const char *name, bool table)
{
    const char **names = must_alloc(l->n + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < l->n; i++)
        if (l->list[i].table == table)
            names[count++] = l->list[i].name;
    const char *nearest = text_nearest(name, names, count);
    free(names);
    msg(l->messages, SEV_ERROR, n->at, "unknown-reference",
        "{%s}: nothing of that name stands in the text%s", "{%s}：文中没有这个图或表%s", n->target,
        msg_proposal(l->messages, nearest, "; place it, or take the reference out",
                     "；请先放入，或删去引用"));
}

static void resolve(const struct labels *l, struct node *n)
{
    struct label key = {.name = label_name(n->target, &key.table)};
    const struct label *found = NULL;
    if (l->n > 0)
        found = bsearch(&key, l->list, l->n, sizeof *l->list, by_name);
    if (found == NULL) {
        unknown(l, n, key.name, key.table);
        return;
    }
    n->kind = NODE_LINK;
    n->target = arena_printf(l->report->arena, "#%s-%d", key.table ? "table" : "figure",
                             found->node->number);
    if (n->child != NULL)
        return;
    node_append(n, node_value(l->report->arena, found->node->text, NULL, n->at));
}

static void resolve_all(const struct labels *l, struct node *first)
{
    for (struct node *n = first; n != NULL; n = n->next) {
        if (n->kind == NODE_REFERENCE)
            resolve(l, n);
        else
            resolve_all(l, n->child);
        if (n->caption != NULL)
            resolve_all(l, n->caption);
    }
}

void labels_resolve(const struct report *r, struct node *root, struct messages *m)
{
    struct labels l = {.report = r, .messages = m};
    collect(&l, root);
    sort(&l);
    resolve_all(&l, root);
    free(l.list);
}
