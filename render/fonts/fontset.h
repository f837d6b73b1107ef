/*
 * Font sets: the faces of a style, found through fontconfig, shaped and subset by HarfBuzz. A glyph
 * that no face has is an error with its place in the source, never a blank in the paper.
 */
#ifndef NIANBAO_FONTSET_H
#define NIANBAO_FONTSET_H

#include <stdbool.h>

#include "layouts/compose/measure.h"

struct arena;
struct style;
struct fontset;

/*
 * Opens the faces of a style as far as they are needed (files are mapped when first used). A role
 * whose first family is not installed is told as SEV_INFO [font-substituted], once a face; a role
 * with none at all is SEV_FAILURE [no-font]. NULL then. End it with fontset_free; m must outlive
 * it.
 */
struct fontset *fontset_open(const struct style *s, enum language language, struct messages *m);
void fontset_free(struct fontset *f);

/* The functions of measure.h; ctx is a struct fontset. */
size_t font_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
                  struct glyph *out, size_t cap, struct source at);
struct ink font_ink(void *ctx, const struct glyph *g, int32_t size);
struct face_metrics font_metrics(void *ctx, int role, int32_t size);

/* A run of text shaped and placed in one go, for charts: the glyphs' x are set, nothing justified.
 */
struct text_run font_run(struct fontset *f, struct arena *a, int role, int32_t size,
                         uint32_t colour, const char *text, struct source at);

/* What a PDF says of a face. Lengths in 1/1000 em, as ISO 32000-1 table 122 has them. */
struct font_info {
    const char *postscript_name;
    bool cff; /* CFF outlines, else TrueType */
    int bbox[4];
    int ascent, descent, cap_height, italic_angle, weight;
    bool fixed_pitch, serif;
};
struct font_info fontset_info(const struct fontset *f, unsigned face);

/* The width of a glyph in 1/1000 em. */
double fontset_width(const struct fontset *f, unsigned face, uint32_t glyph);

/* Takes an outline: lengths in 1/1000 em from the glyph's origin, y downwards as on pages. */
struct outline_pen {
    void (*move)(void *ctx, double x, double y);
    void (*line)(void *ctx, double x, double y);
    void (*curve)(void *ctx, double x1, double y1, double x2, double y2, double x, double y);
    void (*close)(void *ctx);
    void *ctx;
};

/* Draws a glyph's outline, to be filled by the nonzero rule; nothing for a blank one. */
void fontset_outline(const struct fontset *f, unsigned face, uint32_t glyph,
                     const struct outline_pen *pen);

/*
 * The face reduced to glyphs[0..n) (ids, ascending, without doubles). ids_out[i] becomes the new id
 * of glyphs[i]. Bytes of a bare CFF table or of a TrueType file, malloced; the caller frees. NULL
 * when it cannot be subset or may not be embedded (OS/2 fsType): fontset_subset_failed tells why.
 * May run in several threads, one a face.
 */
unsigned char *fontset_subset(const struct fontset *f, unsigned face, const uint32_t *glyphs,
                              size_t n, uint32_t *ids_out, size_t *len);

/* Reports why a face could not be subset. */
void fontset_subset_failed(struct fontset *f, unsigned face);

#endif
