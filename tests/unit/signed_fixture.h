/*
 * Small signed PDF files made for tests: a page, two empty signature fields, and revisions that
 * sign them.
 */
#ifndef NIANBAO_SIGNED_FIXTURE_H
#define NIANBAO_SIGNED_FIXTURE_H

#include "tests/unit/pdf_fixture.h"
#include "tests/unit/pki_fixture.h"

/* A file that grows: the next object's number, where its newest table begins. */
struct growing {
    struct buf b;
    int size;
    size_t prev;
};

#define CATALOG_OBJECT 1
#define PAGES_OBJECT 2
#define PAGE_OBJECT 3
#define CONTENT_OBJECT 4
#define FONT_OBJECT 5
#define FORM_OBJECT 6
#define FIELD_A 7
#define FIELD_B 8
#define INFO_OBJECT 9
#define WIDGET(name, x)                                                                            \
    "/Type/Annot/Subtype/Widget/FT/Sig/F 132/P 3 0 R/T(" name ")/Rect[" x " 10 190 60]"

/* Bytes kept for a signature. */
#define ROOM 6000

static inline void grow_start(struct growing *g)
{
    static const char *const texts[] = {
        "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R/Annots[7 0 R 8 0 R]"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        "<</Length 37>>stream\nBT /F 12 Tf 20 200 Td (Births) Tj ET \nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Fields[7 0 R 8 0 R]>>",
        "<<" WIDGET("A", "10") ">>",
        "<<" WIDGET("B", "100") ">>",
        "<</Title(Births)>>"};
    *g = (struct growing){.size = 10};
    g->prev = pdf_fixture(&g->b, texts, 9);
}

/* A revision of objects, some of them new. */
static inline void grow(struct growing *g, const int *numbers, const char *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (numbers[i] >= g->size)
            g->size = numbers[i] + 1;
    g->prev = pdf_revision(&g->b, numbers, texts, n, g->size, g->prev);
}

static inline void grow_one(struct growing *g, int number, const char *text)
{
    grow(g, &number, &text, 1);
}

/* Where the newest signature's /Contents stands: gap[0] its <, gap[1] behind its >. */
static inline void find_gap(const struct buf *b, size_t gap[2])
{
    size_t last = 0;
    const char *at = b->data;
    while ((at = memmem(at, b->len - (size_t)(at - b->data), "/Contents<", 10)) != NULL) {
        last = (size_t)(at - b->data) + 9;
        at++;
    }
    gap[0] = last;
    gap[1] = last +
             (size_t)((const char *)memchr(b->data + last, '>', b->len - last) - (b->data + last)) +
             1;
}

/* A signature dict without its signature; more: further keys. */
static inline void signature_text(struct buf *out, const char *filter, const char *more)
{
    buf_printf(out, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s%s/ByteRange[0 ##########",
               filter, more);
    buf_puts(out, " ########## ##########]/Contents<");
    for (int i = 0; i < ROOM; i++)
        buf_puts(out, "00");
    buf_puts(out, ">>>");
}

/* Writes the newest /ByteRange, up to the end. */
static inline void write_range(struct buf *b, const size_t gap[2])
{
    char *at = memmem(b->data, b->len, "##########", 10), text[36];
    snprintf(text, sizeof text, "%010zu %010zu %010zu", gap[0], gap[1], b->len - gap[1]);
    memcpy(at, text, 32);
}

/* What is signed: all but the gap. */
static inline void signed_part(struct buf *out, const struct buf *b, const size_t gap[2])
{
    buf_add(out, b->data, gap[0]);
    buf_add(out, b->data + gap[1], b->len - gap[1]);
}

static inline void write_contents(struct buf *b, const size_t gap[2], const struct buf *der)
{
    struct buf hex = {0};
    buf_hex(&hex, der->data, der->len);
    pki_check(hex.len <= 2 * (size_t)ROOM);
    memcpy(b->data + gap[0] + 1, hex.data, hex.len);
    buf_free(&hex);
}

/* Fills the newest signature in. */
static inline void grow_fill(struct growing *g, const struct party *signer,
                             const struct forgery *how)
{
    size_t gap[2];
    struct buf part = {0}, der = {0};
    find_gap(&g->b, gap);
    write_range(&g->b, gap);
    signed_part(&part, &g->b, gap);
    cms_make(&der, signer, part.data, part.len, how);
    write_contents(&g->b, gap, &der);
    buf_free(&part);
    buf_free(&der);
}

/* Signs a field, whose dict is `field` up to its end. more: further keys of the signature. */
static inline void grow_signature(struct growing *g, int number, const char *field,
                                  const char *filter, const char *more, const struct party *signer,
                                  const struct forgery *how)
{
    struct buf signature = {0}, own = {0};
    buf_printf(&own, "<<%s/V %d 0 R>>", field, g->size);
    signature_text(&signature, filter, more);
    const int numbers[] = {number, g->size};
    const char *const texts[] = {own.data, signature.data};
    grow(g, numbers, texts, 2);
    grow_fill(g, signer, how);
    buf_free(&signature);
    buf_free(&own);
}

static inline void grow_signed(struct growing *g, const struct party *signer,
                               const struct forgery *how)
{
    grow_signature(g, FIELD_A, WIDGET("A", "10"), "ETSI.CAdES.detached", "", signer, how);
}

/*
 * A document timestamp of a day in a new field that cannot be seen. fields and annots: what the
 * form and the page have before it, as "7 0 R 8 0 R".
 */
static inline void grow_timestamp(struct growing *g, const struct party *tsa, int day,
                                  const char *fields)
{
    struct buf signature = {0}, form = {0}, page = {0}, own = {0}, part = {0}, der = {0};
    int field = g->size;
    size_t gap[2];
    buf_printf(&form, "<</Fields[%s %d 0 R]/SigFlags 3>>", fields, field);
    buf_printf(&page,
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R/Annots[%s %d 0 R]"
               "/Resources<</Font<</F 5 0 R>>>>>>",
               fields, field);
    buf_printf(&own, "<<%s/T(T%d)/Rect[0 0 0 0]/V %d 0 R>>",
               "/Type/Annot/Subtype/Widget/FT/Sig/F 132/P 3 0 R", field, field + 1);
    signature_text(&signature, "ETSI.RFC3161", "");
    grow(g, (const int[]){FORM_OBJECT, PAGE_OBJECT, field, field + 1},
         (const char *const[]){form.data, page.data, own.data, signature.data}, 4);
    find_gap(&g->b, gap);
    write_range(&g->b, gap);
    signed_part(&part, &g->b, gap);
    tst_make(&der, tsa, part.data, part.len, day);
    write_contents(&g->b, gap, &der);
    buf_free(&signature);
    buf_free(&form);
    buf_free(&page);
    buf_free(&own);
    buf_free(&part);
    buf_free(&der);
}

/* Evidence as a stream in a /DSS; it has NULs, so this is written by itself. Ends der. */
static inline void grow_evidence(struct growing *g, const char *key, struct buf *der)
{
    size_t stream = g->b.len;
    buf_printf(&g->b, "%d 0 obj<</Length %zu>>stream\n", g->size, der->len);
    buf_add(&g->b, der->data, der->len);
    buf_puts(&g->b, "\nendstream endobj\n");
    size_t catalog = g->b.len;
    buf_printf(&g->b, "1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS<</%s[%d 0 R]>>>>", key,
               g->size);
    buf_puts(&g->b, "endobj\n");
    size_t at = g->b.len;
    buf_printf(&g->b, "xref\n1 1\n%010zu 00000 n \n%d 1\n%010zu 00000 n \n", catalog, g->size,
               stream);
    buf_printf(&g->b, "trailer<</Size %d/Root 1 0 R/Prev %zu>>startxref\n%zu\n%%%%EOF\n",
               g->size + 1, g->prev, at);
    g->prev = at;
    g->size++;
    buf_free(der);
}

#endif
