/*
 * Notes: the sentences printed below a chart or table that explain what is marked in it. A mark
 * without its note, or a note without its mark, does not happen.
 */
#ifndef NIANBAO_NOTES_H
#define NIANBAO_NOTES_H

#include "base/buf.h"
#include "data/report/report.h"

/* What a note has to explain; filled while the cells are gone through. */
struct notes {
    unsigned flags; /* of all values and targets shown */
    /* what a dash shown stands for: a missing value, a change without base, a target not set */
    bool missing, incomparable, no_target;
    const char *own;       /* what the report's author adds, or NULL */
    size_t places;         /* compared, where any of them lacks a value; else 0 */
    size_t places_known;   /* those with a value of every indicator */
    const int *indicators; /* whose basis is told */
    size_t n_indicators;
};

/* The whole note, "注：…。" or "Note: …", in the report's arena; NULL when there is nothing to say.
 */
const char *notes_text(const struct report *r, const struct notes *n);

/* Adds what flags mean, in words; nothing for none. */
void notes_flags(const struct report *r, unsigned flags, struct buf *out);

#endif
