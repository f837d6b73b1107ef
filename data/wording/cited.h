/*
 * Cited cells: a set of places in the input, written short: "births.csv:3-5, 8; a.xlsx!Sheet1!B4".
 * It is what the check sheet prints beside a number.
 */
#ifndef NIANBAO_CITED_H
#define NIANBAO_CITED_H

#include "base/msg.h"

struct arena;

/* Grows as cells are cited; start with {0}, end with cited_free. */
struct cited {
    struct source *list;
    size_t n, cap;
};

/* Adds a place; repeats are written once. One that is nowhere is passed over. */
void cited_add(struct cited *c, struct source at);

/*
 * All of them in order of file, sheet and line, in a; "" for none. Runs of lines are joined; a
 * file in dir is written without it. Of more runs than most (0: no limit) the rest is "…".
 */
const char *cited_text(struct arena *a, struct cited *c, const char *dir, size_t most);

/* One place, written likewise. */
const char *cited_one(struct arena *a, struct source at, const char *dir);

void cited_free(struct cited *c);

#endif
