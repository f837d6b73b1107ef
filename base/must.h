/*
 * Memory that must be there: where there is none, the program says so and ends with status 3. What
 * is freed together lives in an arena (arena.h) instead.
 */
#ifndef NIANBAO_MUST_H
#define NIANBAO_MUST_H

#include <stddef.h>

/* Says so and ends the program. */
_Noreturn void must_end(void);

/* malloc and realloc of n*size bytes that never return NULL, for what is freed before its arena. */
void *must_alloc(size_t n, size_t size);
void *must_realloc(void *p, size_t n, size_t size);

#endif
