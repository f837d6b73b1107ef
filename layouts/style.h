/*
 * Style: a house style, read from layouts/NAME.ini. Everything a style decides is there; the code
 * has no measure of its own.
 */
#ifndef NIANBAO_STYLE_H
#define NIANBAO_STYLE_H

#include <stdint.h>

#include "data/msg.h"

struct arena;

/*
 * A face: a role that text is set in. Families are tried in order: hanzi and Chinese marks from
 * the first of `families` that is installed, Latin letters and digits from the first of `latin`
 * ("" list: from the Chinese face); a glyph missing there from the later ones, then from
 * `fallback` of the style. A family is a fontconfig pattern ("Noto Serif CJK SC:bold").
 */
struct face {
    const char *name; /* body, title, heading1 ... */
    const char *const *families;
    size_t n_families;
    const char *const *latin;
    size_t n_latin;
    struct source at;
};

struct style {
    const char *name;
    struct face *faces; /* index = role */
    size_t n_faces;
    const char *const *fallback;
    size_t n_fallback;
    /* the rest is layout's own: see the sections of layouts/gb9704.ini */
};

/* Reads a style by name (shipped) or by path (it has a slash or ends in .ini). NULL when reported.
 */
const struct style *style_load(struct arena *a, const char *name, const char *dir,
                               struct source from, struct messages *m);

/* The index of a face, or -1. Charts use the faces "chart" and "chart-bold". */
int style_face(const struct style *s, const char *name);

#endif
