/*
 * Line fitting: atoms -> lines. Where to break, and how far each line is from its width. All breaks
 * of a paragraph are chosen together, so that no line pays for the one before it.
 */
#ifndef NIANBAO_LINEFIT_H
#define NIANBAO_LINEFIT_H

#include "layouts/compose/atoms.h"

/* Running totals over the atoms; the 32-bit ones may wrap, their differences in a line do not. */
struct linefit_sum {
    int64_t width;
    uint32_t shrink[SHRINK_KINDS], stretch[STRETCH_KINDS], slots;
    uint32_t end; /* behind the last atom before here that is no blank */
};

struct linefit {
    const struct atom *atoms;
    size_t n;
    const struct composition *rules;
    int32_t first_width, width; /* of the first line and of the others */
    bool justify;
    struct linefit_sum *sums; /* n + 1 */
};

/* A line of atoms [from, to), seen up to end: trailing blanks do not count. */
struct line_fit {
    size_t from, end;
    int64_t natural; /* width at rest, marks at both ends squeezed */
    int64_t least;   /* natural less all that shrinks */
    int32_t shrink[SHRINK_KINDS], stretch[STRETCH_KINDS];
    int32_t slots;
};

/* Makes the sums, in the arena. The atoms are borrowed. */
struct linefit linefit_new(struct arena *a, struct atoms atoms, const struct composition *rules);

/* The line of atoms [from, to). */
struct line_fit linefit_line(const struct linefit *f, size_t from, size_t to);

/*
 * Breaks the atoms into lines: ends[0..returned) are the indexes behind each line's last atom, the
 * last one is n. Total fit after Knuth and Plass (Breaking paragraphs into lines, 1981) where
 * rules->optimum, else line by line with the same cost. In the arena. A unit wider than the column
 * has been opened everywhere first (linefit_open). n > 0.
 */
size_t linefit_break(struct arena *a, const struct linefit *f, size_t **ends);

/*
 * Lets every unit that is wider than the column break between any two atoms. Returns the first
 * atom of the first such unit, or n when there is none. list is the same atoms as in f.
 */
size_t linefit_open(const struct linefit *f, struct atom *list);

#endif
