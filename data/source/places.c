#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/text.h"
#include "data/sheets/columns.h"
#include "data/source/observations.h"

enum { ID, NAME, KIND, PARENT, ORDER, ALIASES, COLUMN, ROW, N_KINDS };

static const struct column kinds[N_KINDS] = {
    [ID] = {.heads = {"id", "代码", "编码", "编号"}},
    [NAME] = {.heads = {"place", "单位", "name", "地区", "名称", "unit"}, .needed = true},
    [KIND] = {.heads = {"kind", "类别", "类型"}},
    [PARENT] = {.heads = {"parent", "上级", "上级单位"}},
    [ORDER] = {.heads = {"order", "次序", "顺序", "序号"}},
    [ALIASES] = {.heads = {"aliases", "别名", "简称", "alias"}},
    [COLUMN] = {.heads = {"col", "列", "column"}},
    [ROW] = {.heads = {"row", "行"}},
};

#define INT_CELL_MAX 1000000
#define NO_PARENT (-1)
#define WRONG_PARENT (-2)

/* A row of the list, before the places are in order. */
struct entry {
    struct place place; /* parent: index into the entries */
    const char *parent; /* as written */
    long order;
    size_t line_order;
};

struct reader {
    struct report *r;
    struct messages *m;
    struct arena *scratch;
    struct source of; /* the table */
    const char *whole_name;
    struct names *names; /* ids, names and aliases -> entry */
    int where[N_KINDS];
    struct entry *entries;
    size_t n;
};

static struct source place_of(const struct reader *rd, const struct cell_row *row, int kind)
{
    return columns_source(rd->of, row, rd->where[kind]);
}

/* A small whole number of a cell; fallback when it is empty, and when it is wrong, which is told.
 */
static long read_int(struct reader *rd, const struct cell_row *row, int kind, long fallback)
{
    const char *text = columns_text(row, rd->where[kind]);
    if (text[0] == '\0')
        return fallback;
    const struct number *x = number_parse(rd->scratch, text, strlen(text));
    long v;
    if (x == NULL || !number_whole(x, &v) || v < 0 || v > INT_CELL_MAX) {
        msg(rd->m, SEV_ERROR, place_of(rd, row, kind), "bad-number",
            "\"%s\" is not a whole number from 0 to %d", "“%s”不是 0 到 %d 的整数", text,
            INT_CELL_MAX);
        return fallback;
    }
    return v;
}

static void read_aliases(struct reader *rd, const char *text, struct place *p)
{
    const char **aliases = arena_array(rd->r->arena, strlen(text) / 2 + 1, sizeof aliases[0]);
    const char *item;
    size_t len;
    while (columns_item(&text, &item, &len))
        aliases[p->n_aliases++] = arena_strndup(rd->r->arena, item, len);
    p->aliases = aliases;
}

static void add_name(struct reader *rd, const char *name, int entry)
{
    int before = names_add(rd->names, name, entry);
    if (before < 0 || before == entry)
        return;
    msg(rd->m, SEV_ERROR, rd->entries[entry].place.at, "duplicate-place",
        "\"%s\" is a name of the place in line %d already", "“%s”已是第 %d 行单位的名称", name,
        rd->entries[before].place.at.line);
}

static char *keep(struct reader *rd, const char *text)
{
    return text[0] == '\0' ? NULL : arena_strdup(rd->r->arena, text);
}

static void read_row(struct reader *rd, const struct cell_row *row)
{
    struct entry *e = &rd->entries[rd->n];
    struct place *p = &e->place;
    *p = (struct place){.parent = NO_PARENT, .at = place_of(rd, row, NAME)};
    p->name = keep(rd, columns_text(row, rd->where[NAME]));
    if (p->name == NULL) {
        msg(rd->m, SEV_ERROR, p->at, "missing-name", "a place without a name", "缺少单位名称");
        return;
    }
    p->id = keep(rd, columns_text(row, rd->where[ID]));
    if (p->id == NULL)
        p->id = p->name;
    p->kind = keep(rd, columns_text(row, rd->where[KIND]));
    p->column = (int)read_int(rd, row, COLUMN, 0);
    p->row = (int)read_int(rd, row, ROW, 0);
    read_aliases(rd, columns_text(row, rd->where[ALIASES]), p);
    e->parent = columns_text(row, rd->where[PARENT]);
    e->order = read_int(rd, row, ORDER, INT_CELL_MAX + 1);
    e->line_order = rd->n;
    int index = (int)rd->n++;
    add_name(rd, p->id, index);
    if (p->name != p->id)
        add_name(rd, p->name, index);
    for (size_t i = 0; i < p->n_aliases; i++)
        add_name(rd, p->aliases[i], index);
}

static void unknown_parent(struct reader *rd, const struct entry *e)
{
    size_t n;
    const char *const *names = names_list(rd->names, &n);
    const char *nearest = text_nearest(e->parent, names, n);
    msg(rd->m, SEV_ERROR, e->place.at, "unknown-place", "unknown parent \"%s\"%s",
        "未知的上级“%s”%s", e->parent,
        msg_proposal(rd->m, nearest, "; give it a row of its own", "；请为它加一行"));
}

/* Finds the parents by name; the whole's name need not be in the list. */
static void find_parents(struct reader *rd)
{
    for (size_t i = 0; i < rd->n; i++) {
        struct entry *e = &rd->entries[i];
        if (e->parent[0] == '\0')
            continue;
        int parent = names_find(rd->names, e->parent);
        if (parent >= 0)
            e->place.parent = parent;
        else if (strcmp(e->parent, rd->whole_name) != 0)
            unknown_parent(rd, e);
    }
}

/* Follows each place upwards once; a way that meets itself is a circle. */
static void find_circles(struct reader *rd)
{
    size_t *seen = arena_array(rd->scratch, rd->n, sizeof seen[0]);
    for (size_t i = 0; i < rd->n; i++) {
        size_t p = i;
        while (seen[p] == 0) {
            seen[p] = i + 1;
            int parent = rd->entries[p].place.parent;
            if (parent < 0)
                break;
            p = (size_t)parent;
            if (seen[p] == i + 1) {
                msg(rd->m, SEV_ERROR, rd->entries[p].place.at, "place-circle",
                    "\"%s\" belongs to itself, by way of its parents", "“%s”经由上级又属于它自己",
                    rd->entries[p].place.name);
                rd->entries[p].place.parent = WRONG_PARENT;
                break;
            }
        }
    }
}

/* The entry that is the whole: the one of its name, or the only root that has children; else -1. */
static int find_whole(const struct reader *rd)
{
    int named = names_find(rd->names, rd->whole_name);
    if (named >= 0 && rd->entries[named].place.parent == NO_PARENT)
        return named;
    int root = -1;
    bool has_child = false;
    for (size_t i = 0; i < rd->n; i++) {
        has_child |= rd->entries[i].place.parent >= 0;
        if (rd->entries[i].place.parent != NO_PARENT)
            continue;
        if (root >= 0)
            return -1;
        root = (int)i;
    }
    return has_child ? root : -1;
}

static int by_order(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return (x->line_order > y->line_order) - (x->line_order < y->line_order);
}

/* The list may call the whole by another name than the report does: both hold. */
static void add_alias(struct arena *a, struct place *p, const char *alias)
{
    const char **aliases = arena_array(a, p->n_aliases + 1, sizeof aliases[0]);
    for (size_t i = 0; i < p->n_aliases; i++)
        aliases[i] = p->aliases[i];
    aliases[p->n_aliases++] = alias;
    p->aliases = aliases;
}

/* Puts the places in their order behind the whole, and turns their parents into indexes of r. */
static void place_all(struct reader *rd)
{
    struct report *r = rd->r;
    int whole = find_whole(rd);
    struct entry **sorted = arena_array(rd->scratch, rd->n, sizeof(struct entry *));
    int *index = arena_array(rd->scratch, rd->n, sizeof index[0]);
    size_t n = 0;
    for (size_t i = 0; i < rd->n; i++)
        if ((int)i != whole)
            sorted[n++] = &rd->entries[i];
    qsort(sorted, n, sizeof sorted[0], by_order);
    struct place made_up = r->places[0];
    r->n_places = n + 1;
    r->places = arena_array(r->arena, r->n_places, sizeof r->places[0]);
    r->places[0] = whole >= 0 ? rd->entries[whole].place : made_up;
    r->places[0].parent = -1;
    add_alias(r->arena, &r->places[0], rd->whole_name);
    for (size_t i = 0; i < n; i++) {
        r->places[i + 1] = sorted[i]->place;
        index[sorted[i]->line_order] = (int)i + 1;
    }
    for (size_t i = 1; i <= n; i++) {
        int parent = r->places[i].parent;
        r->places[i].parent = parent >= 0 ? index[parent] : 0;
    }
}

static int read_list(struct reader *rd, const char *path, struct source from)
{
    const struct cell_table *t = cells_load(rd->scratch, path, from, rd->m);
    if (t == NULL)
        return -1;
    rd->of = cells_source(rd->r->arena, t);
    if (columns_find(t, kinds, N_KINDS, rd->where, rd->m) < 0)
        return -1;
    size_t errors = messages_count(rd->m, SEV_ERROR);
    rd->names = names_new(rd->scratch);
    rd->entries = arena_array(rd->scratch, t->n_rows, sizeof rd->entries[0]);
    for (size_t i = 1; i < t->n_rows; i++)
        if (columns_fit(t, i, rd->m))
            read_row(rd, &t->rows[i]);
    find_parents(rd);
    find_circles(rd);
    if (messages_count(rd->m, SEV_ERROR) > errors)
        return -1;
    place_all(rd);
    return 0;
}

int places_load(struct report *r, const char *path, const char *whole_name, struct source from,
                struct messages *m)
{
    r->places = arena_array(r->arena, 1, sizeof r->places[0]);
    r->n_places = 1;
    r->places[0] = (struct place){.id = whole_name, .name = whole_name, .parent = -1, .at = from};
    if (path == NULL)
        return 0;
    struct reader rd = {.r = r, .m = m, .whole_name = whole_name, .scratch = arena_new()};
    int status = read_list(&rd, path, from);
    arena_free(rd.scratch);
    return status;
}
