#include "render/output/pdfnav.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/msg.h"
#include "pdf/pdf_write.h"
#include "render/output/pdftags.h"

struct anchor {
    const char *name;
    size_t page;
    int32_t x, y;
    bool used; /* a link leads there */
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct anchor *)a)->name, ((const struct anchor *)b)->name);
}

/* All anchors by name; n of them. The caller frees. */
static struct anchor *anchors(const struct pages *pages, size_t *n)
{
    struct anchor *list = NULL;
    size_t cap = 0;
    *n = 0;
    for (size_t p = 0; p < pages->n_pages; p++)
        for (size_t i = 0; i < pages->pages[p].n_items; i++) {
            const struct item *item = &pages->pages[p].items[i];
            if (item->kind != ITEM_ANCHOR)
                continue;
            list = list_room(list, *n, &cap, sizeof *list);
            struct anchor *a = &list[(*n)++];
            *a = (struct anchor){item->target, p, item->x, item->y, false};
            if (i < pages->pages[p].n_turned)
                page_unturn(&pages->pages[p], &a->x, &a->y);
        }
    if (*n > 1)
        qsort(list, *n, sizeof *list, by_name);
    return list;
}

/* [page /XYZ 0 y null]: that height at the top, the zoom as it is. */
static struct haru_array *destination(struct haru *h, const struct pages *pages,
                                      struct haru_dict **list, size_t page, int32_t y)
{
    struct haru_array *d = haru_array(h, false);
    haru_add_dict(h, d, list[page]);
    haru_add_name(h, d, "XYZ");
    haru_add_number(h, d, 0);
    haru_add_real(h, d, (pages->pages[page].height - y) / 1000.0);
    haru_add_null(h, d);
    return d;
}

/* A URI is ASCII (RFC 3986): all else is percent-encoded. */
static struct haru_dict *uri_action(struct haru *h, const char *uri)
{
    struct haru_dict *action = haru_dict(h, false);
    struct buf b = {0};
    for (const char *s = uri; *s; s++)
        if (*s > ' ' && *s < 0x7F)
            buf_add(&b, s, 1);
        else
            buf_printf(&b, "%%%02X", (unsigned char)*s);
    haru_set_name(h, action, "S", "URI");
    haru_set_bytes(h, action, "URI", b.len > 0 ? b.data : "", b.len);
    buf_free(&b);
    return action;
}

static struct haru_dict *annotation(struct haru *h, const char *subtype, const struct page *p,
                                    const struct item *item)
{
    struct haru_dict *d = haru_dict(h, true);
    int32_t x0 = item->x, y0 = item->y, x1 = item->x + item->w, y1 = item->y + item->h;
    if ((size_t)(item - p->items) < p->n_turned) {
        page_unturn(p, &x0, &y0);
        page_unturn(p, &x1, &y1);
    }
    struct haru_array *rect = haru_array(h, false);
    haru_add_real(h, rect, (x0 < x1 ? x0 : x1) / 1000.0);
    haru_add_real(h, rect, (p->height - (y0 > y1 ? y0 : y1)) / 1000.0);
    haru_add_real(h, rect, (x0 > x1 ? x0 : x1) / 1000.0);
    haru_add_real(h, rect, (p->height - (y0 < y1 ? y0 : y1)) / 1000.0);
    haru_set_name(h, d, "Type", "Annot");
    haru_set_name(h, d, "Subtype", subtype);
    haru_set_number(h, d, "F", 4); /* printed, though there is nothing to see: PDF/A asks for it */
    haru_set_array(h, d, "Rect", rect);
    return d;
}

/* What all annotations of a document need. */
struct annotating {
    struct haru *haru;
    const struct pages *pages;
    struct haru_dict **list;
    struct pdftags *tags;
    struct anchor *anchors;
    size_t n_anchors;
    struct haru_array *fields; /* NULL: none yet */
    struct messages *m;
};

/* What the link says on its page (ISO 14289-1 7.18.5); where that is no text, what it leads to. */
static void set_words(struct annotating *w, struct haru_dict *d, const struct page *p,
                      const struct item *link)
{
    struct buf words = {0};
    for (size_t i = 0; i < p->n_items; i++)
        if (p->items[i].kind == ITEM_TEXT && p->items[i].tag == link->tag)
            buf_add(&words, p->items[i].run.text, p->items[i].run.len);
    if (words.len == 0)
        buf_puts(&words, link->target);
    haru_set_text(w->haru, d, "Contents", words.data);
    buf_free(&words);
}

/* NULL, told, where it leads nowhere. */
static struct haru_dict *link_annotation(struct annotating *w, size_t page, const struct item *item)
{
    struct haru *h = w->haru;
    bool inner = item->target[0] == '#';
    struct anchor key = {.name = item->target + 1}, *to = NULL;
    if (inner && w->n_anchors > 0)
        to = bsearch(&key, w->anchors, w->n_anchors, sizeof key, by_name);
    if (inner && to == NULL) {
        msg(w->m, SEV_WARNING, NOWHERE, "dead-link", "no anchor \"%s\" for a link to it",
            "链接的目标“%s”不存在", item->target + 1);
        return NULL;
    }
    struct haru_dict *d = annotation(h, "Link", &w->pages->pages[page], item);
    struct haru_array *border = haru_array(h, false);
    for (int i = 0; i < 3; i++)
        haru_add_number(h, border, 0);
    haru_set_array(h, d, "Border", border);
    if (inner) {
        char name[24];
        snprintf(name, sizeof name, "d%zu", (size_t)(to - w->anchors));
        haru_set_name(h, d, "Dest", name);
        to->used = true;
    } else {
        haru_set_dict(h, d, "A", uri_action(h, item->target));
    }
    if (w->tags != NULL)
        set_words(w, d, &w->pages->pages[page], item);
    return d;
}

/* 12.7.4.5: a field without value that shows nothing (PDF/A wants its appearance all the same). */
static struct haru_dict *signature_field(struct annotating *w, size_t page, const struct item *item)
{
    struct haru *h = w->haru;
    const struct page *p = &w->pages->pages[page];
    struct haru_dict *d = annotation(h, "Widget", p, item), *looks = haru_dict(h, false);
    struct haru_dict *nothing = haru_stream(h, "", 0);
    struct haru_array *box = haru_array(h, false);
    haru_add_number(h, box, 0);
    haru_add_number(h, box, 0);
    haru_add_real(h, box, item->w / 1000.0);
    haru_add_real(h, box, item->h / 1000.0);
    haru_set_name(h, nothing, "Type", "XObject");
    haru_set_name(h, nothing, "Subtype", "Form");
    haru_set_array(h, nothing, "BBox", box);
    haru_set_dict(h, looks, "N", nothing);
    haru_set_name(h, d, "FT", "Sig");
    haru_set_text(h, d, "T", item->target);
    haru_set_text(h, d, "TU", w->pages->tags[item->tag].alt); /* ISO 14289-1 7.18.4 */
    haru_set_dict(h, d, "P", w->list[page]);
    haru_set_dict(h, d, "AP", looks);
    if (w->fields == NULL)
        w->fields = haru_array(h, false);
    haru_add_dict(h, w->fields, d);
    return d;
}

static void annotate_page(struct annotating *w, size_t page)
{
    const struct page *p = &w->pages->pages[page];
    struct haru_array *annotations = NULL;
    for (size_t i = 0; i < p->n_items; i++) {
        const struct item *item = &p->items[i];
        struct haru_dict *d = item->kind == ITEM_LINK    ? link_annotation(w, page, item)
                              : item->kind == ITEM_FIELD ? signature_field(w, page, item)
                                                         : NULL;
        if (d == NULL)
            continue;
        if (w->tags != NULL)
            haru_set_number(w->haru, d, "StructParent",
                            pdftags_annotation(w->tags, item->tag, page, d));
        if (annotations == NULL)
            annotations = haru_array(w->haru, false);
        haru_add_dict(w->haru, annotations, d);
    }
    haru_set_array(w->haru, w->list[page], "Annots", annotations);
    if (w->tags != NULL && annotations != NULL) /* ISO 14289-1 7.18.3 */
        haru_set_name(w->haru, w->list[page], "Tabs", "S");
}

/*
 * 12.3.2.3: links lead to names, not to pages. Through a page that a link leads to, pyHanko finds a
 * second way to the signature fields there, and takes signing one of them for an unknown change.
 */
static void name_destinations(struct annotating *w, struct arena *a)
{
    struct buf b = {0};
    for (size_t i = 0; i < w->n_anchors; i++) {
        const struct anchor *to = &w->anchors[i];
        if (!to->used)
            continue;
        buf_printf(&b, "/d%zu[%u 0 R/XYZ ", i, haru_object(w->haru, w->list[to->page]));
        pdf_write_milli(&b, to->x);
        pdf_write_milli(&b, w->pages->pages[to->page].height - to->y);
        buf_puts(&b, "null]\n");
    }
    if (b.len > 0) {
        struct haru_dict *names = haru_source_dict(w->haru);
        haru_set_source(w->haru, names, buf_keep(&b, a));
        haru_set_dict(w->haru, haru_catalog(w->haru), "Dests", names);
    }
    buf_free(&b);
}

void pdfnav_annotations(struct haru *h, struct arena *a, const struct pages *pages,
                        struct haru_dict **list, struct pdftags *tags, struct messages *m)
{
    struct annotating w = {.haru = h, .pages = pages, .list = list, .tags = tags, .m = m};
    w.anchors = anchors(pages, &w.n_anchors);
    for (size_t p = 0; p < pages->n_pages; p++)
        annotate_page(&w, p);
    name_destinations(&w, a);
    free(w.anchors);
    if (w.fields == NULL)
        return;
    struct haru_dict *form = haru_dict(h, false);
    haru_set_array(h, form, "Fields", w.fields);
    haru_set_dict(h, haru_catalog(h), "AcroForm", form);
}

/* An entry as the tree wants it; indexes of entries, 0 for none: entry 0 is the root. */
struct outline_node {
    struct haru_dict *dict;
    size_t parent, first, last, prev, next;
    int level, count; /* of all descendants: all are shown open */
};

static void hang_in(struct outline_node *nodes, size_t i)
{
    size_t parent = i - 1;
    while (parent > 0 && nodes[parent].level >= nodes[i].level)
        parent = nodes[parent].parent;
    nodes[i].parent = parent;
    nodes[i].prev = nodes[parent].last;
    if (nodes[parent].last > 0)
        nodes[nodes[parent].last].next = i;
    else
        nodes[parent].first = i;
    nodes[parent].last = i;
}

static void set_node(struct haru *h, const struct outline_node *nodes, size_t i)
{
    static const char *const keys[] = {"Parent", "First", "Last", "Prev", "Next"};
    const struct outline_node *n = &nodes[i];
    const size_t others[] = {n->parent, n->first, n->last, n->prev, n->next};
    for (size_t k = 0; k < 5; k++)
        if (others[k] > 0 || (k == 0 && i > 0))
            haru_set_dict(h, n->dict, keys[k], nodes[others[k]].dict);
    if (n->count > 0)
        haru_set_number(h, n->dict, "Count", n->count);
}

void pdfnav_outline(struct haru *h, const struct pages *pages, struct haru_dict **list)
{
    size_t n = pages->n_outline;
    if (n == 0)
        return;
    struct outline_node *nodes = must_alloc(n + 1, sizeof *nodes);
    memset(nodes, 0, (n + 1) * sizeof *nodes);
    nodes[0].dict = haru_dict(h, true);
    haru_set_name(h, nodes[0].dict, "Type", "Outlines");
    for (size_t i = 1; i <= n; i++) {
        const struct outline_entry *e = &pages->outline[i - 1];
        nodes[i].level = e->level;
        nodes[i].dict = haru_dict(h, true);
        haru_set_text(h, nodes[i].dict, "Title", e->title);
        haru_set_array(h, nodes[i].dict, "Dest", destination(h, pages, list, e->page, e->y));
        hang_in(nodes, i);
    }
    for (size_t i = n; i > 0; i--)
        nodes[nodes[i].parent].count += nodes[i].count + 1;
    for (size_t i = 0; i <= n; i++)
        set_node(h, nodes, i);
    haru_set_dict(h, haru_catalog(h), "Outlines", nodes[0].dict);
    haru_set_name(h, haru_catalog(h), "PageMode", "UseOutlines");
    free(nodes);
}

/* A label as prefix and number; number -1 when it ends in no number that can be counted on. */
static long split_label(const char *label, size_t *prefix)
{
    size_t len = strlen(label);
    *prefix = len;
    while (*prefix > 0 && label[*prefix - 1] >= '0' && label[*prefix - 1] <= '9')
        --*prefix;
    if (*prefix == len || len - *prefix > 8 || label[*prefix] == '0') {
        *prefix = len;
        return -1;
    }
    return strtol(label + *prefix, NULL, 10);
}

static void add_label(struct haru *h, struct haru_array *nums, size_t page, const char *label,
                      size_t prefix, long number)
{
    struct haru_dict *d = haru_dict(h, false);
    struct buf b = {0};
    buf_add(&b, label, prefix);
    if (prefix > 0)
        haru_set_text(h, d, "P", b.data);
    if (number >= 0) {
        haru_set_name(h, d, "S", "D");
        haru_set_number(h, d, "St", (int)number);
    }
    haru_add_number(h, nums, (int)page);
    haru_add_dict(h, nums, d);
    buf_free(&b);
}

void pdfnav_labels(struct haru *h, const struct pages *pages, struct messages *m)
{
    struct haru_array *nums = haru_array(h, false);
    const char *before = NULL;
    size_t n = 0, prefix_before = 0;
    long number_before = -1;
    for (size_t p = 0; p < pages->n_pages; p++) {
        const char *label = pages->pages[p].label != NULL ? pages->pages[p].label : "";
        size_t prefix;
        long number = split_label(label, &prefix);
        bool runs_on = before != NULL && number >= 0 && number == number_before + 1 &&
                       prefix == prefix_before && memcmp(label, before, prefix) == 0;
        if (!runs_on && n++ < 16000)
            add_label(h, nums, p, label, prefix, number);
        before = label;
        prefix_before = prefix;
        number_before = number;
    }
    if (n > 16000)
        msg(m, SEV_WARNING, NOWHERE, "page-labels",
            "page labels behind the 16,000th change of numbering are left out",
            "第16000次编号变化之后的页码标签从略");
    struct haru_dict *tree = haru_dict(h, false);
    haru_set_array(h, tree, "Nums", nums);
    haru_set_dict(h, haru_catalog(h), "PageLabels", tree);
}
