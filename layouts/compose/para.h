/*
 * Paragraphs: spans of text -> lines that fit. Line breaking, punctuation width, the gap between
 * hanzi and Latin, justification. Knows nothing of pages.
 */
#ifndef NIANBAO_PARA_H
#define NIANBAO_PARA_H

#include "layouts/compose/measure.h"

struct arena;
struct messages;

/* CLREQ 3.1.4 and GB/T 15834: how strictly marks are kept from line ends. */
enum strictness { STRICT_NONE, STRICT_BASIC, STRICT_GB, STRICT_FULL };

/* How full-width marks give up their blank half (CLREQ 3.1.6). */
enum squeeze {
    SQUEEZE_NONE,     /* quanjiao: all marks stay 1 em */
    SQUEEZE_ADJACENT, /* two marks in contact take 1.5 em */
    SQUEEZE_LINE_END, /* hangmobanjiao, the default: adjacent, line start and line end */
    SQUEEZE_TIGHT     /* as before, two marks in contact take 1 em */
};

/* What a house style says about lines: its section [composition]. Gaps in 1/1000 em. */
struct composition {
    enum language language;
    enum strictness strictness;
    enum squeeze squeeze;
    bool hang;                 /* 、，。 may hang over the right edge */
    bool optimum;              /* whole-paragraph line breaking; else first fit */
    bool hyphenate;            /* Latin words, by patterns */
    int gap, gap_min, gap_max; /* between hanzi and Latin letters or digits */
};

enum para_align { PARA_JUSTIFY, PARA_LEFT, PARA_CENTRE, PARA_RIGHT };

/* A stretch of text with one look. */
struct span {
    int role;
    int32_t size;
    uint32_t colour;
    int32_t rise;     /* of the baseline: footnote calls */
    int32_t tracking; /* added to the advance of full-width characters */
    int tag;          /* structure its text belongs to */
    int note;         /* the footnote it calls, or 0 */
    const char *link; /* target as in struct item, or NULL */
    bool break_after; /* a forced line break follows */
    const char *text;
    size_t len;
    struct source at;
};

struct para_shape {
    int32_t width;  /* of the column */
    int32_t indent; /* of the first line */
    int32_t hang;   /* of the other lines */
    enum para_align align;
};

/* A placed part of a line. */
struct line_run {
    struct text_run run;
    int32_t x;    /* from the column's left edge */
    int32_t rise; /* of its baseline */
    int tag;
    int note;
    const char *link;
};

struct line {
    struct line_run *runs;
    size_t n_runs;
    int32_t left,
        right; /* of its first and behind its last glyph's advance, from the column's left edge */
    int32_t size; /* the largest em in it */
    int32_t
        stretch;    /* space added between two hanzi to justify it, 1/1000 em; negative: squeezed */
    bool justified; /* it reaches the right edge by rule */
};

struct para {
    struct line *lines;
    size_t n_lines;
};

/*
 * Composes spans[0..n) into lines. Never fails: a unit wider than the column is broken anywhere and
 * told as a warning [overfull-line] at its source. All in the arena; texts are borrowed from the
 * spans where a run lies within one.
 */
struct para para_compose(struct arena *a, const struct measure *measure,
                         const struct composition *rules, const struct para_shape *shape,
                         const struct span *spans, size_t n, struct messages *m);

/* The natural width of the spans in one line (no breaks, no justification, gaps at rest). */
int32_t para_width(struct arena *a, const struct measure *measure, const struct composition *rules,
                   const struct span *spans, size_t n);

#endif
