#include "render/output/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "base/version.h"
#include "base/workers.h"
#include "data/report/image.h"
#include "data/report/report.h"
#include "data/report/words.h"
#include "layouts/style/style.h"
#include "render/output/content.h"
#include "render/output/pdffiles.h"
#include "render/output/pdfimage.h"
#include "render/output/pdfnav.h"
#include "render/output/pdftags.h"
#include "render/output/pdfxmp.h"
#include "render/output/srgb.h"

#define PRODUCER "nianbao " NIANBAO_VERSION

/* Pages painted at once; their drawings are freed together. */
#define BATCH 64

/* A page on its way: drawn, then painted. */
struct sheet {
    const struct drawing **drawings; /* of its charts */
    unsigned char *content;          /* deflated */
    size_t len;
};

/* What one document is made from. */
struct job {
    struct arena *arena;
    const struct pages *pages;
    const struct chart_context *ctx;
    struct pdffonts *fonts;
    struct pdfimages *images;
    struct pdftags *tags; /* NULL: untagged */
    struct sheet *sheets; /* one a page */
    struct arena **drawn; /* the drawings of each batch of pages */
    size_t first;         /* page of the batch in hand */
    struct haru *haru;
    struct haru_dict **list; /* the pages */
    const struct report_input *inputs;
    size_t n_inputs;
    uint64_t id[2]; /* hashes of what was written */
};

/* FNV-1a, twice with other beginnings: an identifier, no protection. */
static void hash(struct job *j, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i++) {
        j->id[0] = (j->id[0] ^ p[i]) * 1099511628211u;
        j->id[1] = (j->id[1] + p[i]) * 6364136223846793005u;
    }
}

static void count_drawing(struct job *j, const struct drawing *d)
{
    for (size_t k = 0; k < d->n_marks; k++)
        if (d->marks[k].kind == MARK_TEXT)
            pdffonts_use(j->fonts, &d->marks[k].run);
}

/* What a signature will show, so that signing finds it in the font: who, why, and when. */
static void count_signatures(struct job *j)
{
    const struct report *r = j->ctx->report;
    for (size_t i = 0; i < r->n_signers; i++) {
        const char *text =
            arena_printf(j->arena, "%s：:%s%s 0123456789-+.年月日", word(r->language, W_SIGNED),
                         r->signers[i], word(r->language, W_SIGN_STEPS));
        struct text_run run =
            font_run(j->ctx->fonts, j->arena, j->ctx->style->texts[TEXT_SIGNATURE].face,
                     j->ctx->style->texts[TEXT_SIGNATURE].size, 0, text, NOWHERE);
        pdffonts_use(j->fonts, &run);
    }
}

/* Counts in all glyphs of a page, and takes in its images. How many items cannot be painted. */
static int prepare_page(struct job *j, const struct page *page, const struct drawing **next)
{
    int failed = 0;
    for (const struct item *i = page->items; i < page->items + page->n_items; i++)
        switch (i->kind) {
        case ITEM_TEXT: pdffonts_use(j->fonts, &i->run); break;
        case ITEM_CHART: count_drawing(j, *next++); break;
        case ITEM_IMAGE: failed += pdfimages_use(j->images, i->image) < 0; break;
        case ITEM_RULE:
        case ITEM_LINK:
        case ITEM_ANCHOR:
        case ITEM_FIELD: break;
        }
    return failed;
}

static int prepare(struct job *j)
{
    int failed = 0;
    size_t n = j->pages->n_pages;
    j->sheets = arena_array(j->arena, n, sizeof *j->sheets);
    j->drawn = arena_array(j->arena, n / BATCH + 1, sizeof(struct arena *));
    for (size_t p = 0; p < n; p++) {
        struct arena **a = &j->drawn[p / BATCH];
        *a = *a != NULL ? *a : arena_new();
        j->sheets[p].drawings = charts_draw_page(j->ctx, *a, &j->pages->pages[p]);
        failed += j->sheets[p].drawings == NULL ||
                  prepare_page(j, &j->pages->pages[p], j->sheets[p].drawings) > 0;
    }
    count_signatures(j);
    return failed;
}

static void paint_group(struct content *c, const struct pdfimages *images, const struct item *items,
                        size_t n, const struct drawing ***next)
{
    for (const struct item *i = items; i < items + n; i++)
        switch (i->kind) {
        case ITEM_TEXT: content_run(c, i->x, i->y, &i->run); break;
        case ITEM_RULE: content_rule(c, i->x, i->y, i->w, i->h, i->colour); break;
        case ITEM_CHART: content_drawing(c, i->x, i->y, *(*next)++); break;
        case ITEM_IMAGE:
            content_image(c, i->x, i->y, i->w, i->h, i->image->turn,
                          pdfimages_number(images, i->image));
            break;
        case ITEM_LINK:
        case ITEM_ANCHOR:
        case ITEM_FIELD: break;
        }
}

/* Items in groups of one tag, each a stretch of marked content where the document is tagged. */
static void paint_items(const struct job *j, struct content *c, const struct item *items, size_t n,
                        int *mcid, const struct drawing ***next)
{
    for (size_t i = 0; i < n;) {
        struct tag_group g = pdftags_group(items, n, i, mcid);
        if (j->tags != NULL)
            content_begin(c, g.mcid);
        paint_group(c, j->images, &items[i], g.end - i, next);
        if (j->tags != NULL)
            content_end(c);
        i = g.end;
    }
}

/* The matrix from the turned frame, whose y is given upwards from its top, to the sheet. */
static void begin_turn(const struct page *p, struct buf *out)
{
    if (p->turn == TURN_LEFT)
        buf_puts(out, "q 0 1 -1 0 0 0 cm\n");
    else
        buf_printf(out, "q 0 -1 1 0 %d.%03d %d.%03d cm\n", (int)p->width / 1000,
                   (int)p->width % 1000, (int)p->height / 1000, (int)p->height % 1000);
}

/* Pages are independent of each other: one piece of work each. */
static void paint_page(void *ctx, size_t i)
{
    const struct job *j = ctx;
    size_t page = j->first + i;
    const struct page *p = &j->pages->pages[page];
    struct sheet *sheet = &j->sheets[page];
    const struct drawing **next = sheet->drawings;
    struct buf out = {0};
    int mcid = 0;
    struct content upright = {.out = &out,
                              .fonts = j->fonts,
                              .height = p->height,
                              .language = j->pages->language,
                              .tagged = j->tags != NULL};
    struct content turned = upright;
    turned.height = 0;
    if (p->n_turned > 0) {
        begin_turn(p, &out);
        paint_items(j, &turned, p->items, p->n_turned, &mcid, &next);
        buf_puts(&out, "Q\n");
    }
    paint_items(j, &upright, p->items + p->n_turned, p->n_items - p->n_turned, &mcid, &next);
    sheet->content = deflate_bytes(out.data, out.len, &sheet->len);
    buf_free(&out);
}

static void write_page(struct job *j, size_t p, struct haru_dict *fonts, struct haru_dict *images)
{
    const struct page *page = &j->pages->pages[p];
    struct sheet *sheet = &j->sheets[p];
    hash(j, sheet->content, sheet->len);
    j->list[p] = haru_page(j->haru, page->width, page->height);
    haru_content(j->haru, j->list[p], sheet->content, sheet->len);
    haru_page_resources(j->haru, j->list[p], "Font", fonts);
    haru_page_resources(j->haru, j->list[p], "XObject", images);
    free(sheet->content);
}

static void write_pages(struct job *j, struct haru_dict *fonts, struct haru_dict *images)
{
    j->list = arena_array(j->arena, j->pages->n_pages, sizeof(struct haru_dict *));
    for (size_t n; j->first < j->pages->n_pages; j->first += n) {
        n = j->pages->n_pages - j->first < BATCH ? j->pages->n_pages - j->first : BATCH;
        workers_run(paint_page, j, n);
        for (size_t i = 0; i < n; i++)
            write_page(j, j->first + i, fonts, images);
        arena_free(j->drawn[j->first / BATCH]);
        j->drawn[j->first / BATCH] = NULL;
    }
}

static void set_info(struct job *j, const char *key, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    hash(j, text, strlen(text));
    haru_set_text(j->haru, haru_info(j->haru), key, text);
}

static void write_info(struct job *j)
{
    struct haru_dict *catalog = haru_catalog(j->haru), *viewer = haru_dict(j->haru, false);
    const char *lang = language_code(j->pages->language);
    set_info(j, "Producer", PRODUCER); /* first: PDF_MARK */
    set_info(j, "Title", j->pages->title);
    set_info(j, "Author", j->pages->author);
    set_info(j, "Subject", j->pages->subject);
    haru_set_bytes(j->haru, catalog, "Lang", lang, strlen(lang));
    haru_set_bool(j->haru, viewer, "DisplayDocTitle", true);
    haru_set_dict(j->haru, catalog, "ViewerPreferences", viewer);
}

/* What is claimed, by what the report asks for. */
static struct pdfxmp_claims claims_of(enum conformance c)
{
    static const struct pdfxmp_claims claims[] = {[CONFORMS_2A_UA] = {2, 'A', true},
                                                  [CONFORMS_2U] = {2, 'U', false},
                                                  [CONFORMS_3A_UA] = {3, 'A', true},
                                                  [CONFORMS_NONE] = {0, 0, false}};
    return claims[c];
}

/* ISO 19005-2 6.2.3: all colours are sRGB. */
static void write_output_intent(struct job *j)
{
    struct haru_dict *intent = haru_dict(j->haru, true);
    struct haru_array *intents = haru_array(j->haru, false);
    struct buf profile = {0};
    srgb_profile(&profile);
    struct haru_dict *stream = haru_stream(j->haru, profile.data, profile.len);
    haru_set_number(j->haru, stream, "N", 3);
    haru_set_name(j->haru, intent, "Type", "OutputIntent");
    haru_set_name(j->haru, intent, "S", "GTS_PDFA1");
    haru_set_bytes(j->haru, intent, "OutputConditionIdentifier", "sRGB", 4);
    haru_set_bytes(j->haru, intent, "Info", "sRGB IEC61966-2.1", 17);
    haru_set_dict(j->haru, intent, "DestOutputProfile", stream);
    haru_add_dict(j->haru, intents, intent);
    haru_set_array(j->haru, haru_catalog(j->haru), "OutputIntents", intents);
    buf_free(&profile);
}

static void write_metadata(struct job *j, const struct pdfxmp *x)
{
    struct buf packet = {0};
    pdfxmp_write(j->pages, x, &packet);
    struct haru_dict *stream = haru_plain_stream(j->haru, packet.data, packet.len);
    haru_set_name(j->haru, stream, "Type", "Metadata");
    haru_set_name(j->haru, stream, "Subtype", "XML");
    haru_set_dict(j->haru, haru_catalog(j->haru), "Metadata", stream);
    buf_free(&packet);
}

/* The identifier, and what says so. */
static void write_identity(struct job *j)
{
    struct pdfxmp x = {.claims = claims_of(j->ctx->report->conformance),
                       .producer = PRODUCER,
                       .inputs = j->inputs,
                       .n_inputs = j->n_inputs};
    for (size_t i = 0; i < j->n_inputs; i++)
        hash(j, j->inputs[i].file->sha256, sizeof j->inputs[i].file->sha256);
    for (int i = 0; i < 16; i++)
        x.id[i] = (unsigned char)(j->id[i / 8] >> (56 - 8 * (i % 8)));
    haru_set_id(j->haru, x.id);
    write_metadata(j, &x);
    if (j->ctx->report->conformance != CONFORMS_NONE)
        write_output_intent(j);
}

static bool is_tagged(enum conformance c)
{
    return c == CONFORMS_2A_UA || c == CONFORMS_3A_UA;
}

static int write_document(struct job *j, struct buf *out)
{
    if (prepare(j) > 0)
        return -1;
    if (is_tagged(j->ctx->report->conformance))
        j->tags = pdftags_new(j->arena, j->pages);
    j->haru = haru_open(j->pages->n_pages, j->ctx->messages);
    if (j->haru == NULL)
        return -1;
    struct haru_dict *fonts = pdffonts_embed(j->fonts, j->haru);
    if (fonts == NULL) {
        struct buf none = {0}; /* tells what libharu has to say, if it was libharu */
        haru_save(j->haru, &none);
        buf_free(&none);
        return -1;
    }
    write_pages(j, fonts, pdfimages_embed(j->images, j->haru, j->id));
    pdfnav_annotations(j->haru, j->arena, j->pages, j->list, j->tags, j->ctx->messages);
    pdfnav_outline(j->haru, j->pages, j->list);
    pdfnav_labels(j->haru, j->pages, j->ctx->messages);
    if (j->tags != NULL)
        pdftags_write(j->tags, j->haru, j->list);
    write_info(j);
    j->inputs = inputs_of(j->arena, j->ctx->report, j->ctx->messages, &j->n_inputs);
    write_identity(j);
    if (j->ctx->report->conformance == CONFORMS_3A_UA &&
        pdffiles_embed(j->haru, j->inputs, j->n_inputs, j->ctx->messages) < 0)
        return -1;
    return haru_save(j->haru, out);
}

int pdf_write(const struct pages *pages, const struct chart_context *ctx,
              const struct format_wish *wish, struct buf *out)
{
    (void)wish;
    struct job j = {.arena = arena_new(),
                    .pages = pages,
                    .ctx = ctx,
                    .fonts = pdffonts_new(ctx->fonts),
                    .images = pdfimages_new(ctx->messages),
                    .id = {14695981039346656037u, 1442695040888963407u}};
    int status = write_document(&j, out);
    haru_close(j.haru);
    pdffonts_free(j.fonts);
    pdfimages_free(j.images);
    for (size_t i = 0; j.drawn != NULL && i <= pages->n_pages / BATCH; i++)
        arena_free(j.drawn[i]);
    arena_free(j.arena);
    return status;
}

const struct format pdf_format = {.name = "pdf",
                                  .extension = "pdf",
                                  .magic = PDF_MAGIC,
                                  .mark = PDF_MARK,
                                  .uses = FORMAT_REPORT | FORMAT_CHART,
                                  .write = pdf_write,
                                  .about_en = "a PDF with its fonts inside (the default)",
                                  .about_zh = "PDF，字体内嵌（默认）"};
