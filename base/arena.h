/*
 * Arena: memory that is freed all at once. A report lives in one arena, its
 * pages in another. Running out of memory ends the program (must.h).
 */
#ifndef NIANBAO_ARENA_H
#define NIANBAO_ARENA_H

#include <stddef.h>

#include "base/must.h"

struct arena;

/* A new, empty arena; the caller ends it with arena_free. Never NULL. */
struct arena *arena_new(void);

/* Frees the arena and everything allocated from it. NULL is allowed. */
void arena_free(struct arena *a);

/* size zeroed bytes, aligned for any type, owned by the arena. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* Like arena_alloc for an array of n elements; ends the program on overflow. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* Copies of a text: whole, or its first len bytes; always NUL-terminated. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);

/* The formatted text. */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
