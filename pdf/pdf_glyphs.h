/*
 * Glyphs that a PDF's fonts already hold, so that text can be added without a new font: composite
 * fonts with codes of two bytes (Identity-H), by their ToUnicode maps (ISO 32000-1, 9.7, 9.10.3).
 */
#ifndef NIANBAO_PDF_GLYPHS_H
#define NIANBAO_PDF_GLYPHS_H

#include "pdf/pdf_read.h"

struct pdf_mapping {
    uint32_t cp;
    uint16_t code;
};

struct pdf_glyph_font {
    size_t number; /* of the font's object */
    struct pdf_mapping *map;
    size_t n;
    const struct pdf_value *widths; /* /W of its descendant */
    int64_t width;                  /* its /DW */
};

/* The fonts of a page that can be used so, in the arena; n of them. */
struct pdf_glyph_font *pdf_glyph_fonts(struct arena *a, struct pdf_file *f,
                                       const struct pdf_value *page, size_t *n);

/* The code for a code point; false: the font has none. */
bool pdf_glyph_code(const struct pdf_glyph_font *font, uint32_t cp, uint16_t *code);

/* The advance of a code in 1/1000 of the size. */
int64_t pdf_glyph_width(const struct pdf_file *f, const struct pdf_glyph_font *font, uint16_t code);

#endif
