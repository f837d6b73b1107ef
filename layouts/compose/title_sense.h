/*
 * Sense: what a line break at each place of a title costs its meaning. Places and the order of the
 * costs after the practice of official papers (GB/T 9704 7.3.1: 词意完整).
 */
#ifndef NIANBAO_TITLE_SENSE_H
#define NIANBAO_TITLE_SENSE_H

#include "layouts/compose/title.h"

/* A break between a number and its measure word; from SENSE_BAD on a break harms the meaning. */
#define SENSE_NUMBER 50
#define SENSE_BAD 34

struct sense {
    const int32_t *costs; /* before each byte of the spans' joined text */
    const size_t *starts; /* of each span in it */
};

/* Finds the costs for spans[0..n), in the arena. */
struct sense sense_find(struct arena *a, enum language language, const struct title_shape *shape,
                        const struct span *spans, size_t n, struct messages *m);

/* What a break before byte at of a span costs. */
int32_t sense_cost(const struct sense *s, size_t span, size_t at);

#endif
