#include "pdf/facts.h"

#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

struct page_count {
    const struct pdf_file *f;
    size_t n;
};

static void visit_page(void *ctx, const struct pdf_value *node)
{
    struct page_count *c = ctx;
    c->n += pdf_is_name(pdf_dict_find(c->f, node, "Type"), "Page");
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

/* A text of the info dict, or else of the metadata. */
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
    struct page_count pages = {.f = f};
    if (pdf_walk(f, pdf_dict_find(f, pdf_catalog(f), "Pages"), "Kids", visit_page, &pages) != 0 ||
        read_xmp(a, f, at, m, facts) != 0 || facts_structure(a, f, facts) != 0 ||
        embedded_read(a, f, &facts->embedded) != 0 || facts_signatures(a, f, facts) != 0)
        return -1;
    facts->pages = pages.n;
    describe(a, f, facts);
    facts_fonts(a, f, facts);
    return 0;
}
