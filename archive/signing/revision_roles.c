#include "archive/signing/revision_roles.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_same.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* References followed one after another; what lies deeper is ROLE_OTHER. */
#define BELOW_MAX 24

struct reader {
    struct arena *arena;
    const struct pdf_file *f;
    struct role *roles;
    size_t *page_objects; /* in the order of the pages */
    size_t pages;
};

static const struct pdf_value *find(const struct reader *r, const struct pdf_value *dict,
                                    const char *key)
{
    return pdf_dict_find(r->f, dict, key);
}

/* Gives the object that v refers to a role, unless it has one. False: it had, or v is none. */
static bool mark(struct reader *r, const struct pdf_value *v, struct role role)
{
    if (v == NULL || v->kind != PDF_REFERENCE || (size_t)v->number >= pdf_size(r->f) ||
        r->roles[v->number].kind != ROLE_OTHER)
        return false;
    r->roles[v->number] = role;
    return true;
}

/* The same for all that lies below v and has no role. */
static void mark_below(struct reader *r, const struct pdf_value *v, struct role role, int depth)
{
    if (v == NULL || depth > BELOW_MAX)
        return;
    if (v->kind == PDF_REFERENCE) {
        if (mark(r, v, role))
            mark_below(r, pdf_resolve(r->f, v), role, depth + 1);
        return;
    }
    for (size_t i = 0; i < v->n; i++)
        mark_below(r, &v->items[i], role, depth);
}

/* type: of the field above, which it may inherit. */
static void mark_field(struct reader *r, const struct pdf_value *v, const char *above,
                       const struct pdf_value *type, int depth)
{
    const struct pdf_value *field = pdf_resolve(r->f, v);
    if (field->kind != PDF_DICT || depth > PDF_TREE_MAX)
        return;
    const char *part = pdf_text(r->arena, find(r, field, "T"));
    const char *name = above;
    if (part != NULL && strlen(above) < PDF_NAME_MAX)
        name = above[0] != '\0' ? arena_printf(r->arena, "%s.%s", above, part) : part;
    if (find(r, field, "FT")->kind != PDF_NULL)
        type = find(r, field, "FT");
    const struct pdf_value *value = pdf_plain(field, "V");
    struct role role = {.kind = ROLE_FIELD, .name = name};
    if (pdf_is_name(type, "Sig"))
        role.kind = value == NULL || value->kind == PDF_NULL ? ROLE_EMPTY : ROLE_SIGNED;
    if (!mark(r, v, role))
        return;
    if (role.kind == ROLE_SIGNED)
        mark(r, value, role);
    const struct pdf_value *kids = find(r, field, "Kids");
    for (size_t i = 0; kids->kind == PDF_ARRAY && i < kids->n; i++)
        mark_field(r, &kids->items[i], name, type, depth + 1);
}

static void mark_form(struct reader *r, const struct pdf_value *catalog)
{
    static const struct pdf_value none = {0};
    const struct pdf_value *form = find(r, catalog, "AcroForm");
    mark(r, pdf_plain(catalog, "AcroForm"), (struct role){.kind = ROLE_FORM});
    mark(r, pdf_plain(form, "Fields"), (struct role){.kind = ROLE_FIELDS});
    const struct pdf_value *fields = find(r, form, "Fields");
    for (size_t i = 0; fields->kind == PDF_ARRAY && i < fields->n; i++)
        mark_field(r, &fields->items[i], "", &none, 0);
}

static void mark_store(struct reader *r, const struct pdf_value *catalog)
{
    static const char *const lists[] = {"Certs", "CRLs", "OCSPs"};
    static const char *const entry_lists[] = {"Cert", "CRL", "OCSP"};
    const struct pdf_value *store = find(r, catalog, "DSS"), *vri = find(r, store, "VRI");
    mark(r, pdf_plain(catalog, "DSS"), (struct role){.kind = ROLE_STORE});
    mark(r, pdf_plain(store, "VRI"), (struct role){.kind = ROLE_STORE_VRI});
    for (size_t k = 0; k < 3; k++)
        mark(r, pdf_plain(store, lists[k]), (struct role){.kind = ROLE_STORE_LIST});
    for (size_t i = 0; vri->kind == PDF_DICT && i < vri->n; i += 2) {
        const struct pdf_value *entry = pdf_resolve(r->f, &vri->items[i + 1]);
        mark(r, &vri->items[i + 1], (struct role){.kind = ROLE_STORE_ENTRY});
        for (size_t k = 0; k < 3; k++)
            mark(r, pdf_plain(entry, entry_lists[k]), (struct role){.kind = ROLE_STORE_LIST});
    }
}

static void mark_resources(struct reader *r, const struct pdf_value *owner, size_t page)
{
    static const struct {
        const char *key;
        enum role_kind kind;
    } kinds[] = {{"Font", ROLE_FONT}, {"XObject", ROLE_XOBJECT}};
    const struct pdf_value *resources = find(r, owner, "Resources");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct pdf_value *list = find(r, resources, kinds[i].key);
        mark(r, pdf_plain(resources, kinds[i].key),
             (struct role){.kind = kinds[i].kind, .page = page});
        for (size_t k = 0; list->kind == PDF_DICT && k < list->n; k += 2)
            mark_below(r, &list->items[k + 1], (struct role){.kind = kinds[i].kind, .page = page},
                       0);
    }
    mark_below(r, pdf_plain(owner, "Resources"), (struct role){.kind = ROLE_RESOURCE, .page = page},
               0);
}

/* Pages and the nodes above them first, so that nothing below them takes their place. */
static void mark_pages(struct reader *r, const struct pdf_value *v, int depth)
{
    const struct pdf_value *node = pdf_resolve(r->f, v), *kids = find(r, node, "Kids");
    bool leaf = kids->kind != PDF_ARRAY;
    if (node->kind != PDF_DICT || depth > PDF_TREE_MAX)
        return;
    struct role role = {.kind = ROLE_PAGES};
    if (leaf && v->kind == PDF_REFERENCE)
        role = (struct role){.kind = ROLE_PAGE, .page = r->pages + 1, .object = (size_t)v->number};
    if (!mark(r, v, role))
        return;
    if (leaf) {
        r->page_objects[r->pages++] = (size_t)v->number;
        role.kind = ROLE_ANNOTS;
        mark(r, pdf_plain(node, "Annots"), role);
    }
    for (size_t i = 0; !leaf && i < kids->n; i++)
        mark_pages(r, &kids->items[i], depth + 1);
}

static void mark_page_parts(struct reader *r)
{
    for (size_t number = 1; number <= r->pages; number++) {
        const struct pdf_value *page = pdf_object(r->f, r->page_objects[number - 1]);
        mark_below(r, pdf_plain(page, "Contents"),
                   (struct role){.kind = ROLE_CONTENT, .page = number}, 0);
        mark_resources(r, page, number);
        const struct pdf_value *annots = find(r, page, "Annots");
        mark_below(r, annots, (struct role){.kind = ROLE_ANNOTATION, .page = number}, 0);
    }
    for (size_t i = 0; i < pdf_size(r->f); i++)
        if (r->roles[i].kind == ROLE_PAGES)
            mark_resources(r, pdf_object(r->f, i), 0);
}

struct role *roles_read(struct arena *a, const struct pdf_file *f)
{
    struct reader r = {.arena = a, .f = f};
    r.roles = arena_array(a, pdf_size(f), sizeof *r.roles);
    r.page_objects = arena_array(a, pdf_size(f), sizeof *r.page_objects);
    const struct pdf_value *trailer = pdf_trailer(f), *catalog = pdf_catalog(f);
    const struct pdf_value *structure = find(&r, catalog, "StructTreeRoot");
    mark(&r, pdf_plain(trailer, "Root"), (struct role){.kind = ROLE_CATALOG});
    mark_form(&r, catalog);
    mark_pages(&r, pdf_plain(catalog, "Pages"), 0);
    mark(&r, pdf_plain(catalog, "StructTreeRoot"), (struct role){.kind = ROLE_STRUCTURE_ROOT});
    mark(&r, pdf_plain(structure, "ParentTree"), (struct role){.kind = ROLE_PARENT_TREE});
    mark_page_parts(&r);
    static const struct {
        const char *key;
        enum role_kind kind;
    } rest[] = {{"Metadata", ROLE_METADATA},
                {"Outlines", ROLE_OUTLINE},
                {"Names", ROLE_NAMES},
                {"AF", ROLE_NAMES}};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        mark_below(&r, pdf_plain(catalog, rest[i].key), (struct role){.kind = rest[i].kind}, 0);
    mark_below(&r, pdf_plain(trailer, "Info"), (struct role){.kind = ROLE_INFO}, 0);
    mark_below(&r, structure, (struct role){.kind = ROLE_STRUCTURE}, 0);
    mark_store(&r, catalog);
    return r.roles;
}
