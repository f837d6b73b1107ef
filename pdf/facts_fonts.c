#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/facts.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

struct collection {
    struct arena *arena;
    const struct pdf_file *f;
    struct buf fonts;
};

/* ABCDEF+Name: a subset (ISO 32000-1, 9.6.4). */
static bool is_subset(const char *name)
{
    return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 6 && name[6] == '+';
}

/* A Type 3 font is drawn by streams of its own, the others by the file of their descriptor. */
static bool is_embedded(const struct pdf_file *f, const struct pdf_value *font)
{
    static const char *const files[] = {"FontFile", "FontFile2", "FontFile3"};
    const struct pdf_value *descriptor = pdf_dict_find(f, font, "FontDescriptor");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (pdf_dict_find(f, descriptor, files[i])->kind == PDF_STREAM)
            return true;
    return pdf_is_name(pdf_dict_find(f, font, "Subtype"), "Type3");
}

static void visit_font(void *ctx, const struct pdf_value *dict)
{
    struct collection *c = ctx;
    if (!pdf_is_name(pdf_dict_find(c->f, dict, "Type"), "Font"))
        return;
    const char *type = pdf_text(c->arena, pdf_dict_find(c->f, dict, "Subtype"));
    if (type == NULL || strncmp(type, "CIDFont", 7) == 0)
        return; /* told with the Type0 font above it */
    const char *name = pdf_text(c->arena, pdf_dict_find(c->f, dict, "BaseFont"));
    const struct pdf_value *below = pdf_item(c->f, pdf_dict_find(c->f, dict, "DescendantFonts"), 0);
    const char *type_below = pdf_text(c->arena, pdf_dict_find(c->f, below, "Subtype"));
    if (type_below != NULL)
        type = arena_printf(c->arena, "%s/%s", type, type_below);
    struct font_fact fact = {.name = name != NULL ? name : "", .type = type};
    fact.subset = is_subset(fact.name);
    fact.name += fact.subset ? 7 : 0;
    fact.embedded = is_embedded(c->f, type_below != NULL ? below : dict);
    buf_add(&c->fonts, &fact, sizeof fact);
}

void facts_fonts(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    struct collection c = {.arena = a, .f = f};
    pdf_each_dict(f, visit_font, &c);
    facts->n_fonts = c.fonts.len / sizeof *facts->fonts;
    facts->fonts = buf_keep(&c.fonts, a);
}
