/*
 * One font face: its characters, widths, shaping, subsetting. The only file that knows HarfBuzz.
 * Lengths are in units of the face (hbface_upem to the em), y grows upwards as fonts have it.
 */
#ifndef NIANBAO_HBFACE_H
#define NIANBAO_HBFACE_H

#include <stddef.h>
#include <stdint.h>

#include "render/fonts/fontset.h"

struct hbface;

/* Maps a font file. NULL when it is not a font with outlines that can be embedded. */
struct hbface *hbface_open(const char *path, int index);
void hbface_close(struct hbface *f);

int hbface_upem(const struct hbface *f);

/* The glyph of a character, 0 when there is none. */
uint32_t hbface_glyph(struct hbface *f, uint32_t cp);
int32_t hbface_advance(struct hbface *f, uint32_t glyph);

struct shaped {
    uint32_t id;
    uint32_t at; /* byte offset of the cluster */
    int32_t advance;
};

/* Shapes text from left to right: kerning, ligatures, marks. *n glyphs, borrowed until the next
 * call. */
const struct shaped *hbface_shape(struct hbface *f, const char *text, size_t len, size_t *n);

/* The ink of a glyph; all 0 for a blank one. */
struct ink hbface_ink(struct hbface *f, uint32_t glyph);

/* OS/2 typographic ascender and descender (negative), or hhea's where there is no OS/2. */
void hbface_vertical(struct hbface *f, int *ascender, int *descender);

/* Whether OS/2 fsType lets a subset be embedded. */
bool hbface_embeddable(struct hbface *f);

/* See fontset_outline, fontset_info and fontset_subset. */
void hbface_outline(struct hbface *f, uint32_t glyph, const struct outline_pen *pen);
struct font_info hbface_info(const struct hbface *f);
unsigned char *hbface_subset(struct hbface *f, const uint32_t *glyphs, size_t n, uint32_t *ids_out,
                             size_t *len);

#endif
