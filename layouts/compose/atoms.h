/*
 * Atoms: shaped text as line fitting sees it. An atom is one cluster of glyphs with its width, what
 * it may give up or take on, and whether a line may end before it. Like TeX's boxes, glue and
 * penalties, in one record.
 */
#ifndef NIANBAO_ATOMS_H
#define NIANBAO_ATOMS_H

#include "layouts/compose/charclass.h"
#include "layouts/compose/para.h"

/* What shrinks, in CLREQ's order; a mark at the line's end has shrunk already. */
enum shrink_kind {
    SHRINK_SPACE,   /* Latin word spaces */
    SHRINK_MIDDLE,  /* interpuncts, on both sides alike */
    SHRINK_BRACKET, /* brackets to half an em */
    SHRINK_PAUSE,   /* ，、； to half an em */
    SHRINK_GAP,     /* between hanzi and Latin */
    SHRINK_STOP,    /* 。？！： to half an em */
    SHRINK_KINDS
};

/* What stretches first; after that every slot alike. */
enum stretch_kind { STRETCH_SPACE, STRETCH_GAP, STRETCH_KINDS };

/* Lengths in millipoints. */
struct atom {
    const struct glyph *glyphs;
    uint32_t n_glyphs; /* 0: a tab or line break in the text, which is a blank without glyph */
    uint32_t span;     /* index */
    uint32_t at;       /* byte offset in the span's text */
    uint32_t bytes;
    int32_t size;    /* the em */
    int32_t advance; /* at rest: after the squeeze of adjacent marks */
    int32_t shift;   /* of the first glyph from the atom's left */
    int32_t shrink;  /* it may still give up: an opening mark on its left, an interpunct on both
                        sides, others on the right */
    int32_t start_trim,
        end_trim;    /* it loses at a line's start or end, where it has no shrink then */
    int32_t stretch; /* a space may take on */
    int32_t gap;     /* before it at rest, none at a line's start */
    int32_t gap_shrink, gap_stretch;
    int32_t hyphen;       /* width of the hyphen added by a break before it (BREAK_HYPHEN) */
    uint8_t class;        /* enum char_class, of its first letter */
    uint8_t brk;          /* enum break_kind, before it */
    uint8_t shrink_kind;  /* of shrink */
    uint8_t stretch_kind; /* of stretch */
    bool slot;            /* space between characters may be added before it */
    bool blank;           /* it vanishes at a line's end */
};

struct atoms {
    struct atom *list;
    size_t n;
};

/*
 * The atoms of spans[0..n), in the arena. Forced breaks are the caller's matter. m NULL: only
 * widths are wanted, no breaks are looked for.
 */
struct atoms atoms_build(struct arena *a, const struct measure *measure,
                         const struct composition *rules, const struct span *spans, size_t n,
                         struct messages *m);

#endif
