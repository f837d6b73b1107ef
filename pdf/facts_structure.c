#include <string.h>

#include "base/buf.h"
#include "pdf/facts.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* Steps of a role map. */
#define ROLES_MAX 8

/* Types told apart; a file with more invents them. */
#define TYPES_MAX 500

struct collection {
    struct arena *arena;
    const struct pdf_file *f;
    const struct pdf_value *roles;
    struct buf types;
    size_t bare_figures;
};

/* What the role map makes of a type (ISO 32000-1, 14.7.3). */
static const struct pdf_value *role(const struct collection *c, const struct pdf_value *type)
{
    for (int i = 0; i < ROLES_MAX; i++) {
        const struct pdf_value *next = pdf_dict_find(c->f, c->roles, type->bytes);
        if (next->kind != PDF_NAME)
            break;
        type = next;
    }
    return type;
}

static void visit_element(void *ctx, const struct pdf_value *node)
{
    struct collection *c = ctx;
    const struct pdf_value *type = pdf_dict_find(c->f, node, "S");
    if (type->kind != PDF_NAME)
        return;
    type = role(c, type);
    const struct pdf_value *alt = pdf_dict_find(c->f, node, "Alt");
    if (pdf_is_name(type, "Figure") && (alt->kind != PDF_STRING || alt->len == 0))
        c->bare_figures++;
    const char *name = pdf_text(c->arena, type);
    struct structure_fact *types = (void *)c->types.data;
    size_t n = c->types.len / sizeof *types, i = 0;
    while (i < n && strcmp(types[i].type, name) != 0)
        i++;
    if (i < n)
        types[i].n++;
    else if (n < TYPES_MAX)
        buf_add(&c->types, &(struct structure_fact){name, 1}, sizeof *types);
}

int facts_structure(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    const struct pdf_value *root = pdf_dict_find(f, pdf_catalog(f), "StructTreeRoot");
    struct collection c = {.arena = a, .f = f, .roles = pdf_dict_find(f, root, "RoleMap")};
    int status = pdf_walk(f, root, "K", visit_element, &c);
    facts->n_structure = c.types.len / sizeof *facts->structure;
    facts->structure = buf_keep(&c.types, a);
    facts->figures_without_alt = c.bare_figures;
    return status;
}
