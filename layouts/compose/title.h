/*
 * Titles: lines of display text broken by sense into a good shape. GB/T 9704 7.3.1: 词意完整,
 * 排列对称, 长短适宜, 间距恰当, as a trapezoid or a diamond.
 */
#ifndef NIANBAO_TITLE_H
#define NIANBAO_TITLE_H

#include "layouts/compose/para.h"

struct arena;
struct messages;

/* What the lines of a display text make together. */
enum title_form {
    TITLE_PLAIN, /* lines as a paragraph has them */
    TITLE_EVEN,  /* about equal, broken by sense: flush titles */
    TITLE_TAPER  /* two lines, the upper longer; more: a trapezoid or a diamond */
};

struct title_shape {
    enum title_form form;
    int32_t width;           /* of the column, millipoints */
    const char *organ;       /* a name kept whole with a good break behind it, or NULL */
    const char *const *keep; /* words kept whole */
    size_t n_keep;
};

/* A line begins at a byte of a span's text. */
struct title_break {
    size_t span;
    size_t at;
};

/*
 * Where the lines behind the first begin, for spans[0..n) without forced breaks:
 * breaks[0..returned), in the arena. None where all fits into one line, where the form is
 * TITLE_PLAIN, or where no set of breaks keeps to the rules of breaks.h; a paragraph's lines are
 * then the way out. TITLE_TAPER warns [title-shape] at the first span when what it found is no good
 * shape: a rectangle or an hourglass of three lines or more, a break inside a word, number, book
 * title or kept word, more than 8 lines.
 */
size_t title_lines(struct arena *a, const struct measure *measure, const struct composition *rules,
                   const struct title_shape *shape, const struct span *spans, size_t n,
                   struct title_break **breaks, struct messages *m);

#endif
