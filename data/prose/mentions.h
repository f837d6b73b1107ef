/*
 * Mentions: where a text names an indicator or a place of the report. The checks of numbers ask it
 * what a sentence speaks of.
 */
#ifndef NIANBAO_MENTIONS_H
#define NIANBAO_MENTIONS_H

#include "data/prose/passage.h"
#include "data/report/report.h"

struct mentions;

struct mention {
    int indicator; /* index, or -1 */
    int place;     /* index, or -1 */
    size_t len;    /* in bytes */
};

/* The names and aliases of the declared indicators and of the places, in a. */
const struct mentions *mentions_new(struct arena *a, const struct report *r);

/* The longest name that stands at p->text[i]; ASCII letters in either case. False: none. */
bool mention_at(const struct mentions *m, const struct passage *p, size_t i, struct mention *out);

#endif
