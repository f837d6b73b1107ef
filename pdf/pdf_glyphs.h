/*
 * The characters that a PDF's fonts hold, by their ToUnicode maps (ISO 32000-1, 9.10.3): for text
 * that is read out, and for text that is added without a new font. The latter is written with
 * composite fonts whose codes have two bytes (Identity-H, 9.7).
 */
#ifndef NIANBAO_PDF_GLYPHS_H
#define NIANBAO_PDF_GLYPHS_H

#include "pdf/pdf_read.h"

/* An entry of a ToUnicode map. */
struct pdf_map_entry {
    size_t width;                 /* bytes of the code */
    uint32_t code;                /* of the first two of them */
    const struct pdf_value *text; /* what it stands for: UTF-16BE ... */
    uint32_t more;                /* ... whose last unit is so much higher */
};

typedef void pdf_map_visit(void *ctx, struct pdf_map_entry e);

/* Calls visit for every entry of the map in bytes[0..len), as far as that can be read. */
void pdf_glyph_map(struct arena *a, const char *bytes, size_t len, pdf_map_visit *visit, void *ctx);

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
