#include "render/output/pdftags.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_write.h"

/* Entries of one node of the parent tree. */
#define NUMS_A_NODE 500

/* ISO 32000-1 14.8.4.3.2: H1 to H6. */
#define HEADING_MOST 6

enum kid_kind { KID_CONTENT, KID_ANNOTATION, KID_TAG };

/* What hangs below an element; seq: when it was first met on the pages. */
struct kid {
    enum kid_kind kind;
    int of;      /* the element */
    size_t page; /* content, annotations */
    int mcid;    /* content */
    int tag;     /* tags: the kid */
    size_t seq;
    const struct haru_dict *dict; /* annotations */
};

struct element {
    const char *type;
    bool used;       /* something is painted below it */
    bool mixed;      /* content of its own: kids come in the order of the pages */
    size_t seq;      /* when anything of it was first painted */
    size_t first, n; /* its kids */
    struct haru_dict *dict;
    struct haru_dict *groups[2]; /* tables: THead and TBody, NULL: none */
};

struct pdftags {
    struct arena *arena;
    const struct pages *pages;
    struct element *elements; /* one a tag */
    struct kid *kids;
    size_t n, cap;
    size_t seq;
    int n_annotations;
    int32_t (*boxes)[4]; /* of figures: x0, y0, x1, y1; of a page, upright */
};

static bool is_painted(const struct item *i)
{
    return i->kind != ITEM_LINK && i->kind != ITEM_ANCHOR && i->kind != ITEM_FIELD;
}

struct tag_group pdftags_group(const struct item *items, size_t n, size_t i, int *mcid)
{
    struct tag_group g = {.end = i, .mcid = -1};
    while (g.end < n && !is_painted(&items[g.end]))
        g.end++;
    if (g.end == n)
        return g;
    g.tag = items[g.end].tag;
    while (g.end < n && (!is_painted(&items[g.end]) || items[g.end].tag == g.tag))
        g.end++;
    if (g.tag > 0)
        g.mcid = (*mcid)++;
    return g;
}

static struct kid *add_kid(struct pdftags *t, enum kid_kind kind, int of)
{
    t->kids = list_room_in(t->arena, t->kids, t->n, &t->cap, sizeof *t->kids);
    t->kids[t->n] = (struct kid){.kind = kind, .of = of, .seq = t->seq++};
    return &t->kids[t->n++];
}

/* Hangs a tag and those above it into the tree, at their first content. */
static void use(struct pdftags *t, int tag)
{
    while (tag > 0 && !t->elements[tag].used) {
        t->elements[tag].used = true;
        t->elements[tag].seq = t->seq;
        int parent = t->pages->tags[tag].parent;
        if (parent > 0)
            add_kid(t, KID_TAG, parent)->tag = tag;
        tag = parent;
    }
}

/* The area that a figure's chart or image takes, for readers that zoom to it. */
static void grow_box(struct pdftags *t, const struct page *p, const struct item *items, size_t n)
{
    for (const struct item *i = items; i < items + n; i++) {
        if (i->kind != ITEM_CHART && i->kind != ITEM_IMAGE)
            continue;
        int32_t x0 = i->x, y0 = i->y, x1 = i->x + i->w, y1 = i->y + i->h;
        if ((size_t)(i - p->items) < p->n_turned) {
            page_unturn(p, &x0, &y0);
            page_unturn(p, &x1, &y1);
        }
        int32_t *b = t->boxes[i->tag];
        b[0] = x0 < x1 ? x0 : x1;
        b[1] = p->height - (y0 > y1 ? y0 : y1);
        b[2] = x0 > x1 ? x0 : x1;
        b[3] = p->height - (y0 < y1 ? y0 : y1);
    }
}

static void gather(struct pdftags *t, size_t page, size_t from, size_t to, int *mcid)
{
    const struct page *p = &t->pages->pages[page];
    for (size_t i = from; i < to;) {
        struct tag_group g = pdftags_group(p->items + from, to - from, i - from, mcid);
        if (g.tag > 0) {
            use(t, g.tag);
            struct kid *kid = add_kid(t, KID_CONTENT, g.tag);
            kid->page = page;
            kid->mcid = g.mcid;
            t->elements[g.tag].mixed = true;
            grow_box(t, p, p->items + i, from + g.end - i);
        }
        i = from + g.end;
    }
}

struct pdftags *pdftags_new(struct arena *a, const struct pages *pages)
{
    struct pdftags *t = arena_alloc(a, sizeof *t);
    *t = (struct pdftags){.arena = a, .pages = pages};
    t->elements = arena_array(a, pages->n_tags, sizeof *t->elements);
    t->boxes = arena_array(a, pages->n_tags, sizeof *t->boxes);
    for (size_t p = 0; p < pages->n_pages; p++) {
        const struct page *page = &pages->pages[p];
        int mcid = 0;
        gather(t, p, 0, page->n_turned, &mcid);
        gather(t, p, page->n_turned, page->n_items, &mcid);
    }
    return t;
}

int pdftags_annotation(struct pdftags *t, int tag, size_t page, struct haru_dict *d)
{
    use(t, tag);
    struct kid *kid = add_kid(t, KID_ANNOTATION, tag);
    kid->page = page;
    kid->dict = d;
    return (int)t->pages->n_pages + t->n_annotations++;
}

/* A row has all its cells, those without text too: the columns are counted by them. */
static void use_empty_cells(struct pdftags *t)
{
    const struct tag *tags = t->pages->tags;
    for (size_t i = 1; i < t->pages->n_tags; i++)
        if ((tags[i].kind == TAG_TABLE_HEAD || tags[i].kind == TAG_ROW_HEAD ||
             tags[i].kind == TAG_TABLE_CELL) &&
            t->elements[tags[i].parent].used)
            use(t, (int)i);
}

/*
 * ISO 14289-1 7.4: headings begin at H1 and skip no level. The title of the document, or of an
 * attachment, is an H1; those below it follow.
 */
static int heading_level(int asked, int *before, bool titled)
{
    int level = asked + titled;
    if (level > *before + 1)
        level = *before + 1;
    if (level > HEADING_MOST)
        level = HEADING_MOST;
    *before = level;
    return level;
}

static const char *type_of(const struct pdftags *t, int tag, int *before, bool titled)
{
    static const char *const headings[] = {"H1", "H1", "H2", "H3", "H4", "H5", "H6"};
    switch (t->pages->tags[tag].kind) {
    case TAG_ARTIFACT: break;
    case TAG_DOCUMENT: return "Document";
    case TAG_TITLE: *before = 1; return "H1";
    case TAG_HEADING: return headings[heading_level(t->pages->tags[tag].level, before, titled)];
    case TAG_PARAGRAPH:
    case TAG_CODE: return "P";
    case TAG_LIST: return "L";
    case TAG_LIST_ITEM: return "LI";
    case TAG_LABEL: return "Lbl";
    case TAG_LIST_BODY: return "LBody";
    case TAG_QUOTE: return "BlockQuote";
    case TAG_TABLE: return "Table";
    case TAG_TABLE_ROW: return "TR";
    case TAG_TABLE_HEAD: return "TH";
    case TAG_ROW_HEAD: return "TH";
    case TAG_TABLE_CELL: return "TD";
    case TAG_FIGURE: return "Figure";
    case TAG_CAPTION: return "Caption";
    case TAG_CONTENTS: return "TOC";
    case TAG_CONTENTS_ENTRY: return "TOCI";
    case TAG_NOTE: return "Note";
    case TAG_REFERENCE: return "Reference";
    case TAG_LINK: return "Link";
    case TAG_FORM: return "Form";
    }
    return "NonStruct";
}

/* Levels follow the reading order: cover and contents first. */
static void set_types(struct pdftags *t)
{
    size_t n = t->pages->n_tags, front = t->pages->front > 0 ? t->pages->front : n;
    bool titled = false;
    int before = 0;
    for (size_t i = 1; i < n; i++)
        titled |= t->elements[i].used && t->pages->tags[i].kind == TAG_TITLE;
    for (size_t i = front; i < n; i++)
        if (t->elements[i].used)
            t->elements[i].type = type_of(t, (int)i, &before, titled);
    for (size_t i = 1; i < front; i++)
        if (t->elements[i].used)
            t->elements[i].type = type_of(t, (int)i, &before, titled);
}

/* Where a tag stands in the source: what the cover and the contents say comes first. */
static size_t source_order(const struct pdftags *t, int tag)
{
    size_t front = t->pages->front, i = (size_t)tag;
    return front > 0 && i >= front ? i - front : i + t->pages->n_tags;
}

/* Kids of one element: in the source's order, or where it has text of its own in the pages'. */
static int compare_kids(const void *px, const void *py, void *ctx)
{
    const struct pdftags *t = ctx;
    const struct kid *x = px, *y = py;
    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    if (!t->elements[x->of].mixed && x->kind == KID_TAG && y->kind == KID_TAG) {
        const struct tag *tags = t->pages->tags;
        if ((tags[x->tag].kind == TAG_CAPTION) != (tags[y->tag].kind == TAG_CAPTION))
            return tags[x->tag].kind == TAG_CAPTION ? -1 : 1;
        size_t a = source_order(t, x->tag), b = source_order(t, y->tag);
        return a < b ? -1 : a > b;
    }
    size_t a = x->kind == KID_TAG ? t->elements[x->tag].seq : x->seq;
    size_t b = y->kind == KID_TAG ? t->elements[y->tag].seq : y->seq;
    return a != b ? (a < b ? -1 : 1) : (x->seq > y->seq) - (x->seq < y->seq);
}

static void sort_kids(struct pdftags *t)
{
    qsort_r(t->kids, t->n, sizeof *t->kids, compare_kids, t);
    for (size_t i = 0; i < t->n; i++) {
        struct element *e = &t->elements[t->kids[i].of];
        if (e->n++ == 0)
            e->first = i;
    }
}

struct writer {
    struct pdftags *t;
    struct haru *h;
    struct haru_dict **list;
    struct buf b;
};

static void put_ref(struct writer *w, const struct haru_dict *d)
{
    buf_printf(&w->b, "%u 0 R", haru_object(w->h, d));
}

/* A text string as a literal one (7.3.4.2): half of what hexadecimal takes for hanzi. */
static void put_text(struct buf *b, const char *key, const char *text)
{
    struct buf string = {0};
    pdf_text_string(&string, text);
    buf_printf(b, "/%s", key);
    pdf_write_literal(b, string.data, string.len);
    buf_free(&string);
}

static void put_kid(struct writer *w, const struct kid *k, size_t page)
{
    switch (k->kind) {
    case KID_TAG: put_ref(w, w->t->elements[k->tag].dict); break;
    case KID_CONTENT:
        if (k->page == page) {
            buf_printf(&w->b, "%d", k->mcid);
            break;
        }
        buf_puts(&w->b, "<</Type/MCR/Pg ");
        put_ref(w, w->list[k->page]);
        buf_printf(&w->b, "/MCID %d>>", k->mcid);
        break;
    case KID_ANNOTATION:
        buf_puts(&w->b, "<</Type/OBJR/Pg ");
        put_ref(w, w->list[k->page]);
        buf_puts(&w->b, "/Obj ");
        put_ref(w, k->dict);
        buf_puts(&w->b, ">>");
        break;
    }
}

/* The kids that wanted says; page: whose content needs no page named. */
static void put_kids(struct writer *w, const struct kid *kids, size_t n, size_t page)
{
    buf_puts(&w->b, n == 1 ? "/K " : "/K[");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_puts(&w->b, " ");
        put_kid(w, &kids[i], page);
    }
    if (n != 1)
        buf_puts(&w->b, "]");
}

/* Attributes (14.8.5) that the type asks for. */
static void put_attributes(struct writer *w, int tag)
{
    const struct tag *own = &w->t->pages->tags[tag];
    const int32_t *box = w->t->boxes[tag];
    switch (own->kind) {
    case TAG_FIGURE:
        put_text(&w->b, "Alt",
                 own->alt != NULL && *own->alt != '\0' ? own->alt : w->t->pages->title);
        if (box[2] <= box[0])
            break;
        buf_puts(&w->b, "/A<</O/Layout/Placement/Block/BBox[");
        for (int i = 0; i < 4; i++)
            pdf_write_milli(&w->b, box[i]);
        buf_puts(&w->b, "]>>");
        break;
    case TAG_LIST:
        buf_printf(&w->b, "/A<</O/List/ListNumbering/%s>>", own->level > 0 ? "Disc" : "Decimal");
        break;
    case TAG_TABLE_HEAD:
    case TAG_ROW_HEAD:
    case TAG_TABLE_CELL:
        buf_puts(&w->b, "/A<</O/Table");
        if (own->kind != TAG_TABLE_CELL)
            buf_printf(&w->b, "/Scope/%s", own->kind == TAG_ROW_HEAD ? "Row" : "Column");
        if (own->columns > 1)
            buf_printf(&w->b, "/ColSpan %d", own->columns);
        if (own->rows > 1)
            buf_printf(&w->b, "/RowSpan %d", own->rows);
        buf_puts(&w->b, ">>");
        break;
    case TAG_NOTE: buf_printf(&w->b, "/ID(note-%d)", tag); break;
    default: break;
    }
    if (own->lang != NULL)
        buf_printf(&w->b, "/Lang(%s)", own->lang);
}

static void finish(struct writer *w, struct haru_dict *d)
{
    haru_set_source(w->h, d, arena_strndup(w->t->arena, w->b.data, w->b.len));
    w->b.len = 0;
}

/* A row all of whose cells are heads. */
static bool is_head_row(const struct pdftags *t, int tag)
{
    const struct element *e = &t->elements[tag];
    for (size_t i = e->first; i < e->first + e->n; i++)
        if (t->kids[i].kind != KID_TAG || t->pages->tags[t->kids[i].tag].kind != TAG_TABLE_HEAD)
            return false;
    return e->n > 0;
}

/* How many kids of a table stand before its rows, and up to where its head reaches. */
static void split_table(const struct pdftags *t, const struct element *e, size_t *rows,
                        size_t *body)
{
    const struct kid *kids = &t->kids[e->first];
    *rows = 0;
    while (*rows < e->n && kids[*rows].kind == KID_TAG &&
           t->pages->tags[kids[*rows].tag].kind != TAG_TABLE_ROW)
        ++*rows;
    *body = *rows;
    while (*body < e->n && kids[*body].kind == KID_TAG && is_head_row(t, kids[*body].tag))
        ++*body;
}

static void write_group(struct writer *w, struct haru_dict *d, const char *type,
                        const struct haru_dict *parent, const struct kid *kids, size_t n)
{
    buf_printf(&w->b, "/S/%s/P ", type);
    put_ref(w, parent);
    put_kids(w, kids, n, SIZE_MAX);
    finish(w, d);
}

/* Table, THead, TBody: the rows hang below the latter two. */
static void write_table(struct writer *w, int tag)
{
    struct element *e = &w->t->elements[tag];
    const struct kid *kids = &w->t->kids[e->first];
    size_t rows, body;
    split_table(w->t, e, &rows, &body);
    buf_puts(&w->b, "/S/Table/P ");
    put_ref(w, w->t->elements[w->t->pages->tags[tag].parent].dict);
    buf_puts(&w->b, "/K[");
    for (size_t i = 0; i < rows; i++) {
        put_kid(w, &kids[i], SIZE_MAX);
        buf_puts(&w->b, " ");
    }
    for (int i = 0; i < 2; i++)
        if (e->groups[i] != NULL) {
            put_ref(w, e->groups[i]);
            buf_puts(&w->b, " ");
        }
    buf_puts(&w->b, "]");
    finish(w, e->dict);
    if (e->groups[0] != NULL)
        write_group(w, e->groups[0], "THead", e->dict, kids + rows, body - rows);
    if (e->groups[1] != NULL)
        write_group(w, e->groups[1], "TBody", e->dict, kids + body, e->n - body);
}

/* What a row hangs below; of all others the parent tag's. */
static const struct haru_dict *parent_of(const struct pdftags *t, int tag)
{
    const struct element *parent = &t->elements[t->pages->tags[tag].parent];
    if (t->pages->tags[tag].kind != TAG_TABLE_ROW)
        return parent->dict;
    size_t rows, body;
    split_table(t, parent, &rows, &body);
    for (size_t i = rows; i < body; i++)
        if (t->kids[parent->first + i].tag == tag)
            return parent->groups[0];
    return parent->groups[1];
}

/* The page of the first content, which its numbers then need not name. */
static size_t own_page(const struct pdftags *t, const struct element *e)
{
    for (size_t i = e->first; i < e->first + e->n; i++)
        if (t->kids[i].kind == KID_CONTENT)
            return t->kids[i].page;
    return SIZE_MAX;
}

static void write_element(struct writer *w, int tag, const struct haru_dict *root)
{
    const struct element *e = &w->t->elements[tag];
    size_t page = own_page(w->t, e);
    if (w->t->pages->tags[tag].kind == TAG_TABLE) {
        write_table(w, tag);
        return;
    }
    buf_printf(&w->b, "/S/%s/P ", e->type);
    put_ref(w, root != NULL ? root : parent_of(w->t, tag));
    if (page != SIZE_MAX) {
        buf_puts(&w->b, "/Pg ");
        put_ref(w, w->list[page]);
    }
    put_attributes(w, tag);
    put_kids(w, &w->t->kids[e->first], e->n, page);
    finish(w, e->dict);
}

/* Dictionaries for all elements, so that each knows the others' numbers. */
static void make_dicts(struct writer *w)
{
    struct pdftags *t = w->t;
    for (size_t i = 1; i < t->pages->n_tags; i++) {
        struct element *e = &t->elements[i];
        if (!e->used)
            continue;
        e->dict = haru_source_dict(w->h);
        if (t->pages->tags[i].kind != TAG_TABLE)
            continue;
        size_t rows, body;
        split_table(t, e, &rows, &body);
        e->groups[0] = body > rows ? haru_source_dict(w->h) : NULL;
        e->groups[1] = e->n > body ? haru_source_dict(w->h) : NULL;
    }
}

/* For each page the element of each MCID; for each annotation its own. */
static const char **parent_entries(struct writer *w)
{
    struct pdftags *t = w->t;
    size_t n = t->pages->n_pages + (size_t)t->n_annotations, annotation = t->pages->n_pages;
    struct buf *pages = must_alloc(t->pages->n_pages + 1, sizeof *pages);
    const char **entries = arena_array(t->arena, n + 1, sizeof *entries);
    const struct kid **order = arena_array(t->arena, t->n + 1, sizeof *order);
    memset(pages, 0, (t->pages->n_pages + 1) * sizeof *pages);
    for (size_t i = 0; i < t->n; i++) /* by when they were met: MCIDs ascend on each page */
        order[t->kids[i].seq] = &t->kids[i];
    for (size_t i = 0; i < t->seq; i++) {
        const struct kid *k = order[i];
        unsigned object = haru_object(w->h, t->elements[k->of].dict);
        if (k->kind == KID_CONTENT)
            buf_printf(&pages[k->page], "%u 0 R ", object);
        else if (k->kind == KID_ANNOTATION)
            entries[annotation++] = arena_printf(t->arena, "%u 0 R", object);
    }
    for (size_t p = 0; p < t->pages->n_pages; p++) {
        entries[p] = arena_printf(t->arena, "[%s]", pages[p].data != NULL ? pages[p].data : "");
        buf_free(&pages[p]);
    }
    free(pages);
    return entries;
}

static struct haru_dict *write_parent_tree(struct writer *w)
{
    size_t n = w->t->pages->n_pages + (size_t)w->t->n_annotations;
    const char **entries = parent_entries(w);
    struct haru_dict *tree = haru_source_dict(w->h);
    struct buf kids = {0};
    for (size_t from = 0; from < n; from += NUMS_A_NODE) {
        size_t to = n - from < NUMS_A_NODE ? n : from + NUMS_A_NODE;
        struct haru_dict *node = haru_source_dict(w->h);
        buf_printf(&w->b, "/Limits[%zu %zu]/Nums[", from, to - 1);
        for (size_t i = from; i < to; i++)
            buf_printf(&w->b, "%zu %s ", i, entries[i]);
        buf_puts(&w->b, "]");
        finish(w, node);
        buf_printf(&kids, "%u 0 R ", haru_object(w->h, node));
    }
    buf_printf(&w->b, "/Kids[%s]", kids.data != NULL ? kids.data : "");
    finish(w, tree);
    buf_free(&kids);
    return tree;
}

void pdftags_write(struct pdftags *t, struct haru *h, struct haru_dict **list)
{
    struct writer w = {.t = t, .h = h, .list = list};
    if (!t->elements[1].used)
        return; /* nothing is painted */
    struct haru_dict *catalog = haru_catalog(h), *marked = haru_dict(h, false);
    struct haru_dict *root = haru_source_dict(h);
    use_empty_cells(t);
    sort_kids(t);
    set_types(t);
    make_dicts(&w);
    for (size_t i = 1; i < t->pages->n_tags; i++)
        if (t->elements[i].used)
            write_element(&w, (int)i, i == 1 ? root : NULL);
    struct haru_dict *tree = write_parent_tree(&w);
    buf_puts(&w.b, "/Type/StructTreeRoot/K ");
    put_ref(&w, t->elements[1].dict);
    buf_puts(&w.b, "/ParentTree ");
    put_ref(&w, tree);
    buf_printf(&w.b, "/ParentTreeNextKey %zu", t->pages->n_pages + (size_t)t->n_annotations);
    finish(&w, root);
    buf_free(&w.b);
    haru_set_dict(h, catalog, "StructTreeRoot", root);
    haru_set_bool(h, marked, "Marked", true);
    haru_set_dict(h, catalog, "MarkInfo", marked);
    for (size_t p = 0; p < t->pages->n_pages; p++)
        haru_set_number(h, list[p], "StructParents", (int)p);
}
