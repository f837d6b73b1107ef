#include "pdf/facts.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* A role map is followed for so many steps. */
#define ROLES_MAX 8

/* So many types of structure are told apart: a file that has more has invented them. */
#define TYPES_MAX 500

/* What is gathered in one way through the file. */
struct collection {
    struct arena *arena;
    const struct pdf_file *f;
    struct buf found;              /* facts of one kind */
    const struct pdf_value *roles; /* of the structure */
    size_t bare_figures, pages;
};

/* The name of a subset begins with a tag: ABCDEF+Name (ISO 32000-1, 9.6.4). */
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
    buf_add(&c->found, &fact, sizeof fact);
}

static void read_fonts(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    struct collection c = {.arena = a, .f = f};
    pdf_each_dict(f, visit_font, &c);
    facts->n_fonts = c.found.len / sizeof *facts->fonts;
    facts->fonts = buf_keep(&c.found, a);
}

static void visit_field(void *ctx, const struct pdf_value *field)
{
    struct collection *c = ctx;
    if (!pdf_is_signature_field(c->f, field))
        return;
    struct signature_fact fact = {.field = pdf_field_name(c->arena, c->f, field)};
    const struct pdf_value *value = pdf_dict_find(c->f, field, "V");
    fact.is_signed = value->kind != PDF_NULL;
    if (fact.is_signed) {
        fact.filter = pdf_text(c->arena, pdf_dict_find(c->f, value, "SubFilter"));
        fact.signer = pdf_text(c->arena, pdf_dict_find(c->f, value, "Name"));
        fact.date = pdf_text(c->arena, pdf_dict_find(c->f, value, "M"));
        fact.covered = pdf_covered(c->f, pdf_dict_find(c->f, value, "ByteRange"),
                                   pdf_dict_find(c->f, value, "Contents"));
        fact.covers = fact.covered == 0                  ? COVERS_UNKNOWN
                      : fact.covered == pdf_length(c->f) ? COVERS_ALL
                                                         : COVERS_PART;
    }
    buf_add(&c->found, &fact, sizeof fact);
}

static int read_signatures(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    struct collection c = {.arena = a, .f = f};
    int status = pdf_walk_fields(f, visit_field, &c);
    facts->n_signatures = c.found.len / sizeof *facts->signatures;
    facts->signatures = buf_keep(&c.found, a);
    return status;
}

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
    struct structure_fact *types = (void *)c->found.data;
    size_t n = c->found.len / sizeof *types, i = 0;
    while (i < n && strcmp(types[i].type, name) != 0)
        i++;
    if (i < n)
        types[i].n++;
    else if (n < TYPES_MAX)
        buf_add(&c->found, &(struct structure_fact){name, 1}, sizeof *types);
}

static int read_structure(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    const struct pdf_value *root = pdf_dict_find(f, pdf_catalog(f), "StructTreeRoot");
    struct collection c = {.arena = a, .f = f, .roles = pdf_dict_find(f, root, "RoleMap")};
    int status = pdf_walk(f, root, "K", visit_element, &c);
    facts->n_structure = c.found.len / sizeof *facts->structure;
    facts->structure = buf_keep(&c.found, a);
    facts->figures_without_alt = c.bare_figures;
    return status;
}

static void visit_page(void *ctx, const struct pdf_value *node)
{
    struct collection *c = ctx;
    c->pages += pdf_is_name(pdf_dict_find(c->f, node, "Type"), "Page");
}

static int read_xmp(struct arena *a, struct pdf_file *f, struct source at, struct messages *m,
                    struct facts *facts)
{
    const struct pdf_value *metadata = pdf_dict_find(f, pdf_catalog(f), "Metadata");
    if (metadata->kind != PDF_STREAM)
        return 0;
    size_t len;
    const char *packet = pdf_stream_bytes(f, metadata, &len);
    facts->xmp = packet != NULL ? xmp_read(a, packet, len, at, m) : NULL;
    return facts->xmp != NULL ? 0 : -1;
}

/* A text of the information dictionary or, where that has none, of the metadata. */
static const char *info(struct arena *a, const struct pdf_file *f, const struct facts *facts,
                        const char *key, const char *space, const char *name)
{
    const struct pdf_value *dict = pdf_dict_find(f, pdf_trailer(f), "Info");
    const char *text = pdf_text(a, pdf_dict_find(f, dict, key));
    return text != NULL ? text : xmp_find(facts->xmp, space, name);
}

/* A later version may stand in the catalog (7.2.2 of ISO 32000-1: /Version). */
static const char *version(struct arena *a, const struct pdf_file *f)
{
    const char *later = pdf_text(a, pdf_dict_find(f, pdf_catalog(f), "Version"));
    return later != NULL && strcmp(later, pdf_version(f)) > 0 ? later : pdf_version(f);
}

static void describe(struct arena *a, const struct pdf_file *f, struct facts *facts)
{
    const struct pdf_value *catalog = pdf_catalog(f);
    const struct pdf_value *mark = pdf_dict_find(f, catalog, "MarkInfo");
    const struct pdf_value *marked = pdf_dict_find(f, mark, "Marked");
    facts->version = version(a, f);
    facts->bytes = pdf_length(f);
    facts->revisions = pdf_revisions(f);
    facts->title = info(a, f, facts, "Title", XMP_DC, "title");
    facts->author = info(a, f, facts, "Author", XMP_DC, "creator");
    facts->producer = info(a, f, facts, "Producer", XMP_PDF, "Producer");
    facts->language = pdf_text(a, pdf_dict_find(f, catalog, "Lang"));
    facts->tagged = marked->kind == PDF_BOOL && marked->number == 1 &&
                    pdf_dict_find(f, catalog, "StructTreeRoot")->kind == PDF_DICT;
    const char *part = xmp_find(facts->xmp, XMP_PDFA, "part");
    const char *level = xmp_find(facts->xmp, XMP_PDFA, "conformance");
    if (part != NULL)
        facts->pdfa = arena_printf(a, "%s%s", part, level != NULL ? level : "");
    facts->pdfua = xmp_find(facts->xmp, XMP_PDFUA, "part");
}

int facts_read(struct arena *a, struct pdf_file *f, struct source at, struct messages *m,
               struct facts *facts)
{
    *facts = (struct facts){0};
    struct collection c = {.f = f};
    if (pdf_walk_pages(f, visit_page, &c) != 0 || read_xmp(a, f, at, m, facts) != 0 ||
        read_structure(a, f, facts) != 0 || embedded_read(a, f, &facts->embedded) != 0 ||
        read_signatures(a, f, facts) != 0)
        return -1;
    facts->pages = c.pages;
    describe(a, f, facts);
    read_fonts(a, f, facts);
    return 0;
}
