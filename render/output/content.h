/*
 * The content of a PDF page: text, boxes and drawings as operators (ISO 32000-1 8 and 9). Takes
 * millipoints with y downwards, and flips them.
 */
#ifndef NIANBAO_CONTENT_H
#define NIANBAO_CONTENT_H

#include "base/buf.h"
#include "render/charts/drawing.h"
#include "render/output/pdffont.h"

/* What operators were written and what holds after them. Start with {out, fonts, height}. */
struct content {
    struct buf *out;
    const struct pdffonts *fonts; /* embedded */
    int32_t height;               /* of the page or drawing */
    int face;                     /* + 1; 0: none yet */
    int32_t size;
    uint32_t fill;          /* the colour; PDF starts with black */
    enum language language; /* of the document; words in the other one are told apart */
    bool tagged;
};

/* Begins and ends marked content (ISO 32000-1 14.6): mcid, or -1 for an artifact. */
void content_begin(struct content *c, int mcid);
void content_end(struct content *c);

void content_run(struct content *c, int32_t x, int32_t y, const struct text_run *r);
void content_rule(struct content *c, int32_t x, int32_t y, int32_t w, int32_t h, uint32_t colour);
/* Image number n of the page's XObjects, turned as its Exif orientation says, into w by h. */
void content_image(struct content *c, int32_t x, int32_t y, int32_t w, int32_t h, int turn,
                   size_t n);
void content_drawing(struct content *c, int32_t x, int32_t y, const struct drawing *d);

#endif
