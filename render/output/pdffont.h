/*
 * The fonts of a PDF: which glyphs are used with which text, and the Type0 fonts made of them (ISO
 * 32000-1 9.7), with codes of two bytes that are the glyph numbers of the subset. Text in the PDF
 * can be searched and copied because each code knows its character.
 */
#ifndef NIANBAO_PDFFONT_H
#define NIANBAO_PDFFONT_H

#include "layouts/compose/page.h"
#include "pdf/haru.h"
#include "render/fonts/fontset.h"

struct pdffonts;

/* A glyph in use. */
struct pdfglyph {
    uint32_t glyph;   /* in its face */
    uint32_t code;    /* in the PDF, once embedded */
    double width;     /* as the PDF says it: 1/1000 em */
    const char *text; /* what ToUnicode says it stands for; NULL for none */
    uint32_t len;
};

struct pdffonts *pdffonts_new(struct fontset *f);
void pdffonts_free(struct pdffonts *p);

/* Counts in the glyphs of a run. */
void pdffonts_use(struct pdffonts *p, const struct text_run *r);

/*
 * Subsets and writes every face in use. The dictionary of fonts for all pages: F0, F1 ... by face;
 * NULL when a face cannot be embedded, reported.
 */
struct haru_dict *pdffonts_embed(struct pdffonts *p, struct haru *h);

/* A glyph counted in before; NULL for glyph 0, which is never shown. */
const struct pdfglyph *pdffonts_glyph(const struct pdffonts *p, const struct glyph *g);

/* How many of the glyphs from g on form one cluster, of those before end. */
size_t pdffonts_cluster(const struct glyph *g, const struct glyph *end);

#endif
