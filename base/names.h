/*
 * Names: a hash table from texts to small numbers, so that a million rows can name their places.
 * Numbers are given in the order in which names come.
 */
#ifndef NIANBAO_NAMES_H
#define NIANBAO_NAMES_H

#include <stddef.h>

struct arena;
struct names;

/* An empty table that lives in the arena. */
struct names *names_new(struct arena *a);

/*
 * Gives name the number value (>= 0), unless it has one already: then nothing changes and that one
 * is given back. -1 when it was new. name is borrowed.
 */
int names_add(struct names *n, const char *name, int value);

/* The number of name, or -1. */
int names_find(const struct names *n, const char *name);

/* All names in the order they came, *n of them; borrowed until the next names_add. */
const char *const *names_list(const struct names *names, size_t *n);

#endif
