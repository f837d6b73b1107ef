#include "pdf/pdf_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_text.h"

/* /F (table 165). The last two: drawn from its upper left corner on, but as large and as upright
 * as on a page that is neither zoomed nor turned, so not where its /Rect says. */
#define HIDDEN 2
#define NO_ZOOM 8
#define NO_ROTATE 16

struct walk {
    const struct pdf_file *f;
    const char *key;
    pdf_visit *visit;
    void *ctx;
    bool *seen; /* by object number */
};

static int walk_node(struct walk *w, const struct pdf_value *v, int depth);

static int walk_array(struct walk *w, const struct pdf_value *array, int depth)
{
    for (size_t i = 0; i < array->n; i++)
        if (walk_node(w, &array->items[i], depth) != 0)
            return -1;
    return 0;
}

static int walk_node(struct walk *w, const struct pdf_value *v, int depth)
{
    const struct pdf_value *node = pdf_resolve(w->f, v);
    if (node->kind != PDF_DICT)
        return 0;
    if (depth > PDF_TREE_MAX)
        return pdf_broken(w->f, node->begin, "tree too deep", "树的层次过深");
    if (v->kind == PDF_REFERENCE) {
        if (w->seen[v->number])
            return pdf_broken(w->f, node->begin, "node twice in its tree", "树中节点重复出现");
        w->seen[v->number] = true;
    }
    w->visit(w->ctx, node);
    const struct pdf_value *below = pdf_dict_find(w->f, node, w->key);
    if (below->kind == PDF_ARRAY)
        return walk_array(w, below, depth + 1);
    const struct pdf_value *child = pdf_plain(node, w->key); /* a reference may lead back */
    return child != NULL ? walk_node(w, child, depth + 1) : 0;
}

int pdf_walk(const struct pdf_file *f, const struct pdf_value *root, const char *key,
             pdf_visit *visit, void *ctx)
{
    struct walk w = {.f = f, .key = key, .visit = visit, .ctx = ctx};
    w.seen = must_alloc(pdf_size(f), sizeof *w.seen);
    memset(w.seen, 0, pdf_size(f) * sizeof *w.seen);
    int status = root->kind == PDF_ARRAY ? walk_array(&w, root, 0) : walk_node(&w, root, 0);
    free(w.seen);
    return status;
}

int pdf_walk_pages(const struct pdf_file *f, pdf_visit *visit, void *ctx)
{
    return pdf_walk(f, pdf_dict_find(f, pdf_catalog(f), "Pages"), "Kids", visit, ctx);
}

const struct pdf_value *pdf_form(const struct pdf_file *f)
{
    return pdf_dict_find(f, pdf_catalog(f), "AcroForm");
}

int pdf_walk_fields(const struct pdf_file *f, pdf_visit *visit, void *ctx)
{
    return pdf_walk(f, pdf_dict_find(f, pdf_form(f), "Fields"), "Kids", visit, ctx);
}

static void each_dict(const struct pdf_value *v, pdf_visit *visit, void *ctx)
{
    if (v->kind == PDF_DICT || v->kind == PDF_STREAM)
        visit(ctx, v);
    for (size_t i = 0; i < v->n; i++)
        each_dict(&v->items[i], visit, ctx);
}

void pdf_each_dict(const struct pdf_file *f, pdf_visit *visit, void *ctx)
{
    for (size_t i = 0; i < pdf_size(f); i++)
        each_dict(pdf_object(f, i), visit, ctx);
}

const struct pdf_value *pdf_inherited(const struct pdf_file *f, const struct pdf_value *node,
                                      const char *key)
{
    const struct pdf_value *v = pdf_dict_find(f, node, key);
    for (int i = 0; i < PDF_TREE_MAX && v->kind == PDF_NULL && node->kind == PDF_DICT; i++) {
        node = pdf_dict_find(f, node, "Parent");
        v = pdf_dict_find(f, node, key);
    }
    return v;
}

const char *pdf_field_name(struct arena *a, const struct pdf_file *f, const struct pdf_value *field)
{
    const char *name = "";
    for (int i = 0; i < PDF_TREE_MAX && strlen(name) < PDF_NAME_MAX; i++) {
        const char *part = pdf_text(a, pdf_dict_find(f, field, "T"));
        if (part != NULL)
            name = arena_printf(a, "%s%s%s", part, name[0] != '\0' ? "." : "", name);
        field = pdf_dict_find(f, field, "Parent");
    }
    return name;
}

size_t pdf_number_of(const struct pdf_file *f, const struct pdf_value *v)
{
    for (size_t i = 1; i < pdf_size(f); i++)
        if (pdf_object(f, i) == v)
            return v->kind != PDF_NULL ? i : 0;
    return 0;
}

bool pdf_is_signature_field(const struct pdf_file *f, const struct pdf_value *node)
{
    return pdf_dict_find(f, node, "T")->kind == PDF_STRING &&
           pdf_is_name(pdf_inherited(f, node, "FT"), "Sig");
}

size_t pdf_covered(const struct pdf_file *f, const struct pdf_value *range,
                   const struct pdf_value *contents)
{
    int64_t r[4], len = (int64_t)pdf_length(f);
    if (range->kind != PDF_ARRAY || range->n != 4 || contents->kind != PDF_STRING)
        return 0;
    for (size_t i = 0; i < 4; i++) {
        const struct pdf_value *v = &range->items[i]; /* a reference would be another's to change */
        r[i] = v->kind == PDF_INTEGER && v->number <= len ? v->number : -1;
    }
    bool fits = r[0] == 0 && r[1] == (int64_t)contents->begin && r[2] == (int64_t)contents->end &&
                r[3] >= 0 && r[2] + r[3] <= len;
    return fits ? (size_t)(r[2] + r[3]) : 0;
}

static bool take_box(const struct pdf_file *f, const struct pdf_value *v, struct pdf_box *out)
{
    int64_t n[4];
    for (size_t i = 0; i < 4; i++)
        if (v->kind != PDF_ARRAY || v->n != 4 || !pdf_milli(pdf_item(f, v, i), &n[i]))
            return false;
    out->left = n[0] < n[2] ? n[0] : n[2];
    out->right = n[0] < n[2] ? n[2] : n[0];
    out->bottom = n[1] < n[3] ? n[1] : n[3];
    out->top = n[1] < n[3] ? n[3] : n[1];
    return true;
}

bool pdf_page_box(const struct pdf_file *f, const struct pdf_value *page, struct pdf_box *out)
{
    const struct pdf_value *crop = pdf_inherited(f, page, "CropBox");
    return take_box(f, crop->kind != PDF_NULL ? crop : pdf_inherited(f, page, "MediaBox"), out);
}

bool pdf_is_unseen(const struct pdf_file *f, const struct pdf_value *widget)
{
    const struct pdf_value *flags = pdf_dict_find(f, widget, "F");
    int64_t set = flags->kind == PDF_INTEGER ? flags->number : 0;
    struct pdf_box own, page;
    if ((set & HIDDEN) != 0)
        return true;
    if (!take_box(f, pdf_dict_find(f, widget, "Rect"), &own))
        return false;
    if (own.left == own.right || own.bottom == own.top)
        return true;
    return (set & (NO_ZOOM | NO_ROTATE)) == 0 &&
           pdf_page_box(f, pdf_dict_find(f, widget, "P"), &page) &&
           (own.right <= page.left || own.left >= page.right || own.top <= page.bottom ||
            own.bottom >= page.top);
}
