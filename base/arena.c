#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first size to the last: an arena for one paragraph stays small. */
#define FIRST_BLOCK (2u << 10)
#define LAST_BLOCK (256u << 10)
#define ALIGNMENT 16u

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

struct arena {
    struct block *blocks; /* the one being filled comes first */
    size_t next_size;
};

struct arena *arena_new(void)
{
    struct arena *a = must_alloc(1, sizeof *a);
    *a = (struct arena){.next_size = FIRST_BLOCK};
    return a;
}

void arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    for (struct block *b = a->blocks, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

static struct block *block_new(size_t size)
{
    /* calloc: fresh pages come zeroed from the system and stay untouched until used. */
    struct block *b = size <= SIZE_MAX - sizeof *b ? calloc(1, sizeof *b + size) : NULL;
    if (b == NULL)
        must_end();
    assert(b != NULL); /* cppcheck does not see that must_end does not return */
    b->size = size;
    return b;
}

/* A block with room for size bytes; the next objects go to it, unless it was made for this one. */
static struct block *add_block(struct arena *a, size_t size)
{
    bool special = size > a->next_size;
    struct block *b = block_new(special ? size : a->next_size);
    if (special && a->blocks != NULL) {
        b->next = a->blocks->next;
        a->blocks->next = b;
        return b;
    }
    b->next = a->blocks;
    a->blocks = b;
    if (a->next_size < LAST_BLOCK)
        a->next_size *= 2;
    return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        must_end();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct block *b = a->blocks;
    if (b == NULL || b->size - b->used < size)
        b = add_block(a, size);
    void *p = b->bytes + b->used;
    b->used += size;
    return p;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        must_end();
    return arena_alloc(a, n * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
    char *copy = arena_alloc(a, len + 1);
    if (len > 0)
        memcpy(copy, s, len);
    return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len < 0)
        must_end();
    char *s = arena_alloc(a, (size_t)len + 1);
    vsnprintf(s, (size_t)len + 1, fmt, again);
    va_end(again);
    return s;
}
