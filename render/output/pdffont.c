#include "render/output/pdffont.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "base/list.h"
#include "base/workers.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_write.h"

#define GLYPHS_A_PAGE 256

/* The glyphs in use of one face, and where each stands among them. */
struct used_face {
    struct pdfglyph *glyphs;
    size_t n, cap;
    uint16_t *pages[65536 / GLYPHS_A_PAGE]; /* by glyph id: its index in glyphs, plus 1 */
};

struct pdffonts {
    struct fontset *set;
    struct arena *texts;      /* of glyphs */
    struct used_face **faces; /* by face; NULL: not in use */
    size_t n_faces;
};

struct pdffonts *pdffonts_new(struct fontset *f)
{
    struct pdffonts *p = must_alloc(1, sizeof *p);
    *p = (struct pdffonts){.set = f, .texts = arena_new()};
    return p;
}

void pdffonts_free(struct pdffonts *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n_faces; i++) {
        struct used_face *u = p->faces[i];
        for (size_t k = 0; u != NULL && k < sizeof u->pages / sizeof *u->pages; k++)
            free(u->pages[k]);
        if (u != NULL)
            free(u->glyphs);
        free(u);
    }
    free(p->faces);
    arena_free(p->texts);
    free(p);
}

static struct used_face *used_face(struct pdffonts *p, unsigned face)
{
    if (face >= p->n_faces) {
        p->faces = must_realloc(p->faces, face + 1, sizeof(struct used_face *));
        while (p->n_faces <= face)
            p->faces[p->n_faces++] = NULL;
    }
    if (p->faces[face] == NULL) {
        p->faces[face] = must_alloc(1, sizeof **p->faces);
        memset(p->faces[face], 0, sizeof **p->faces);
    }
    return p->faces[face];
}

static struct pdfglyph *used_glyph(struct pdffonts *p, const struct glyph *g)
{
    struct used_face *u = used_face(p, g->face);
    uint16_t **page = &u->pages[(g->id & 0xFFFF) / GLYPHS_A_PAGE];
    if (*page == NULL) {
        *page = must_alloc(GLYPHS_A_PAGE, sizeof **page);
        memset(*page, 0, GLYPHS_A_PAGE * sizeof **page);
    }
    uint16_t *index = &(*page)[g->id % GLYPHS_A_PAGE];
    if (*index > 0)
        return &u->glyphs[*index - 1];
    u->glyphs = list_room(u->glyphs, u->n, &u->cap, sizeof *u->glyphs);
    *index = (uint16_t)(u->n + 1);
    struct pdfglyph *new = &u->glyphs[u->n++];
    /* Two decimals: what the file says is what the positions are computed with. */
    *new = (struct pdfglyph){.glyph = g->id,
                             .width = round(fontset_width(p->set, g->face, g->id) * 100) / 100};
    return new;
}

size_t pdffonts_cluster(const struct glyph *g, const struct glyph *end)
{
    size_t n = 1;
    while (g + n < end && g[n].bytes == 0)
        n++;
    return n;
}

void pdffonts_use(struct pdffonts *p, const struct text_run *r)
{
    const struct glyph *end = r->glyphs + r->n_glyphs;
    for (const struct glyph *g = r->glyphs; g < end;) {
        size_t n = pdffonts_cluster(g, end);
        for (size_t k = 0; k < n; k++) {
            if (g[k].id == 0)
                continue;
            struct pdfglyph *u = used_glyph(p, &g[k]);
            /* Of several texts the shortest: a space stands for a space, not for NBSP. */
            if (n == 1 && g->bytes > 0 && (u->text == NULL || g->bytes < u->len)) {
                u->text = arena_strndup(p->texts, r->text + g->at, g->bytes);
                u->len = g->bytes;
            }
        }
        g += n;
    }
}

const struct pdfglyph *pdffonts_glyph(const struct pdffonts *p, const struct glyph *g)
{
    if (g->id == 0 || g->face >= p->n_faces || p->faces[g->face] == NULL)
        return NULL;
    const struct used_face *u = p->faces[g->face];
    const uint16_t *page = u->pages[(g->id & 0xFFFF) / GLYPHS_A_PAGE];
    uint16_t index = page != NULL ? page[g->id % GLYPHS_A_PAGE] : 0;
    return index > 0 ? &u->glyphs[index - 1] : NULL;
}

/* A face on its way into the PDF. */
struct embedding {
    unsigned face;
    uint32_t *glyphs, *codes; /* in the face, in the subset; n each */
    size_t n;
    unsigned char *deflated; /* NULL: it cannot be subset */
    size_t len, deflated_len;
};

struct embeddings {
    const struct fontset *set;
    struct embedding *list;
    size_t n;
};

static int by_code(const void *a, const void *b)
{
    const struct pdfglyph *x = *(const struct pdfglyph *const *)a;
    const struct pdfglyph *y = *(const struct pdfglyph *const *)b;
    return (x->code > y->code) - (x->code < y->code);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* ISO 32000-1 9.7.4.3: code [ width ... ] for each stretch of consecutive codes. */
static struct haru_array *widths(struct haru *h, struct pdfglyph **list, size_t n)
{
    struct haru_array *w = haru_array(h, true), *stretch = NULL;
    uint32_t next = 0;
    for (size_t i = 0; i < n; i++) {
        if (list[i]->width == 1000) /* the default, DW */
            continue;
        if (stretch == NULL || list[i]->code != next) {
            haru_add_number(h, w, (int)list[i]->code);
            stretch = haru_array(h, false);
            haru_add_array(h, w, stretch);
        }
        if (list[i]->width == floor(list[i]->width))
            haru_add_number(h, stretch, (int)list[i]->width);
        else
            haru_add_real(h, stretch, list[i]->width);
        next = list[i]->code + 1;
    }
    return w;
}

/* ISO 32000-1 9.10.3. A glyph that only ever is a part of a cluster maps to no visible text. */
static struct haru_dict *to_unicode(struct haru *h, struct pdfglyph **list, size_t n)
{
    struct buf b = {0}, text = {0};
    buf_puts(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                 "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                 "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                 "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 0; i < n; i++) {
        if (i % 100 == 0)
            buf_printf(&b, "%zu beginbfchar\n", n - i < 100 ? n - i : 100);
        text.len = 0;
        if (list[i]->text != NULL)
            pdf_text_utf16(&text, list[i]->text, list[i]->len);
        else
            pdf_text_utf16(&text, "\xE2\x80\x8B", 3);
        buf_printf(&b, "<%04X> ", (unsigned)list[i]->code);
        pdf_write_hex(&b, text.data, text.len);
        buf_puts(&b, "\n");
        if (i % 100 == 99 || i + 1 == n)
            buf_puts(&b, "endbfchar\n");
    }
    buf_puts(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    struct haru_dict *d = haru_stream(h, b.data, b.len);
    buf_free(&b);
    buf_free(&text);
    return d;
}

/* "ABCDEF+Name": six letters from what is in the subset (ISO 32000-1 9.6.4). */
static void subset_name(char *out, size_t size, const char *name, const uint32_t *glyphs, size_t n)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ glyphs[i]) * 1099511628211u;
    hash ^= hash >> 29;
    for (int i = 0; i < 6; i++, hash /= 26)
        out[i] = (char)('A' + hash % 26);
    out[6] = '+';
    strncpy(out + 7, name, size - 8);
    out[size - 1] = '\0';
}

static struct haru_dict *descriptor(struct haru *h, const struct font_info *info, const char *name,
                                    const struct embedding *e)
{
    struct haru_dict *d = haru_dict(h, true);
    struct haru_dict *file = haru_deflated_stream(h, e->deflated, e->deflated_len);
    struct haru_array *box = haru_array(h, false);
    for (int i = 0; i < 4; i++)
        haru_add_number(h, box, info->bbox[i]);
    int flags = 4 /* symbolic: no standard encoding */ | (info->fixed_pitch ? 1 : 0) |
                (info->serif ? 2 : 0) | (info->italic_angle != 0 ? 64 : 0);
    haru_set_name(h, d, "Type", "FontDescriptor");
    haru_set_name(h, d, "FontName", name);
    haru_set_number(h, d, "Flags", flags);
    haru_set_array(h, d, "FontBBox", box);
    haru_set_number(h, d, "ItalicAngle", info->italic_angle);
    haru_set_number(h, d, "Ascent", info->ascent);
    haru_set_number(h, d, "Descent", info->descent);
    haru_set_number(h, d, "CapHeight", info->cap_height);
    haru_set_number(h, d, "StemV", info->weight / 5); /* fonts do not say; readers hardly use it */
    if (info->cff)
        haru_set_name(h, file, "Subtype", "CIDFontType0C");
    else
        haru_set_number(h, file, "Length1", (int)e->len);
    haru_set_dict(h, d, info->cff ? "FontFile3" : "FontFile2", file);
    return d;
}

static struct haru_dict *cid_font(struct haru *h, const struct font_info *info, const char *name,
                                  struct pdfglyph **list, size_t n, struct haru_dict *descriptor)
{
    struct haru_dict *d = haru_dict(h, true), *system = haru_dict(h, false);
    haru_set_bytes(h, system, "Registry", "Adobe", 5);
    haru_set_bytes(h, system, "Ordering", "Identity", 8);
    haru_set_number(h, system, "Supplement", 0);
    haru_set_name(h, d, "Type", "Font");
    haru_set_name(h, d, "Subtype", info->cff ? "CIDFontType0" : "CIDFontType2");
    haru_set_name(h, d, "BaseFont", name);
    haru_set_dict(h, d, "CIDSystemInfo", system);
    haru_set_dict(h, d, "FontDescriptor", descriptor);
    haru_set_number(h, d, "DW", 1000);
    haru_set_array(h, d, "W", widths(h, list, n));
    if (!info->cff)
        haru_set_name(h, d, "CIDToGIDMap", "Identity");
    return d;
}

static struct haru_dict *type0(struct haru *h, const struct font_info *info, const char *name,
                               struct pdfglyph **list, size_t n, struct haru_dict *descriptor)
{
    struct haru_dict *font = haru_dict(h, true);
    struct haru_array *descendants = haru_array(h, false);
    haru_add_dict(h, descendants, cid_font(h, info, name, list, n, descriptor));
    haru_set_name(h, font, "Type", "Font");
    haru_set_name(h, font, "Subtype", "Type0");
    haru_set_name(h, font, "BaseFont", name);
    haru_set_name(h, font, "Encoding", "Identity-H");
    haru_set_array(h, font, "DescendantFonts", descendants);
    haru_set_dict(h, font, "ToUnicode", to_unicode(h, list, n));
    return font;
}

static struct haru_dict *embed(struct pdffonts *p, struct haru *h, const struct embedding *e)
{
    struct pdfglyph **list = must_alloc(e->n, sizeof(struct pdfglyph *));
    for (size_t i = 0; i < e->n; i++) {
        const struct glyph g = {.id = e->glyphs[i], .face = (uint16_t)e->face};
        list[i] = used_glyph(p, &g);
        list[i]->code = e->codes[i];
    }
    qsort(list, e->n, sizeof(struct pdfglyph *), by_code);
    struct font_info info = fontset_info(p->set, e->face);
    char name[100];
    subset_name(name, sizeof name, info.postscript_name, e->glyphs, e->n);
    struct haru_dict *font = type0(h, &info, name, list, e->n, descriptor(h, &info, name, e));
    free(list);
    return font;
}

/* The longest part of writing a PDF, and independent for each face. */
static void subset_and_deflate(void *ctx, size_t i)
{
    const struct embeddings *all = ctx;
    struct embedding *e = &all->list[i];
    unsigned char *bytes = fontset_subset(all->set, e->face, e->glyphs, e->n, e->codes, &e->len);
    if (bytes != NULL)
        e->deflated = deflate_bytes(bytes, e->len, &e->deflated_len);
    free(bytes);
}

static int larger_first(const void *a, const void *b)
{
    const struct embedding *x = a, *y = b;
    return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : (x->face > y->face) - (x->face < y->face);
}

/* The faces in use with their glyphs in order, the largest first. */
static struct embeddings faces_in_use(const struct pdffonts *p)
{
    struct embeddings all = {p->set, must_alloc(p->n_faces, sizeof *all.list), 0};
    for (size_t i = 0; i < p->n_faces; i++) {
        const struct used_face *u = p->faces[i];
        if (u == NULL)
            continue;
        struct embedding *e = &all.list[all.n++];
        *e = (struct embedding){.face = (unsigned)i, .n = u->n};
        e->glyphs = must_alloc(u->n, 2 * sizeof *e->glyphs);
        e->codes = e->glyphs + u->n;
        for (size_t k = 0; k < u->n; k++)
            e->glyphs[k] = u->glyphs[k].glyph;
        qsort(e->glyphs, e->n, sizeof *e->glyphs, by_number);
    }
    qsort(all.list, all.n, sizeof *all.list, larger_first);
    return all;
}

struct haru_dict *pdffonts_embed(struct pdffonts *p, struct haru *h)
{
    struct embeddings all = faces_in_use(p);
    struct haru_dict *fonts = haru_dict(h, true);
    workers_run(subset_and_deflate, &all, all.n);
    for (size_t i = 0; i < all.n; i++) {
        struct embedding *e = &all.list[i];
        if (e->deflated == NULL) {
            fontset_subset_failed(p->set, e->face);
            fonts = NULL;
        } else if (fonts != NULL) {
            char key[24];
            snprintf(key, sizeof key, "F%u", e->face);
            haru_set_dict(h, fonts, key, embed(p, h, e));
        }
        free(e->deflated);
        free(e->glyphs);
    }
    free(all.list);
    return fonts;
}
