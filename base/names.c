#include "base/names.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* Entries in the order they came; slots, a power of two, hold entry numbers + 1 (0: free). */
struct names {
    struct arena *arena;
    const char **texts;
    int *values;
    size_t n;
    uint32_t *slots;
    size_t n_slots;
};

/* FNV-1a, 64 bits. */
static uint64_t hash(const char *s)
{
    uint64_t h = 14695981039346656037u;
    for (; *s != '\0'; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    return h ^ h >> 32;
}

/* The slot that holds name, or the free one where it belongs. */
static uint32_t *slot_of(const struct names *n, const char *name)
{
    size_t i = hash(name) & (n->n_slots - 1);
    while (n->slots[i] != 0 && strcmp(n->texts[n->slots[i] - 1], name) != 0)
        i = (i + 1) & (n->n_slots - 1);
    return &n->slots[i];
}

/* Half of the slots stay free. What is outgrown stays in the arena: as much again in all. */
static void grow(struct names *n, size_t n_slots)
{
    const char **texts = arena_array(n->arena, n_slots / 2, sizeof texts[0]);
    int *values = arena_array(n->arena, n_slots / 2, sizeof values[0]);
    if (n->n > 0) {
        memcpy(texts, n->texts, n->n * sizeof texts[0]);
        memcpy(values, n->values, n->n * sizeof values[0]);
    }
    n->texts = texts;
    n->values = values;
    n->slots = arena_array(n->arena, n_slots, sizeof n->slots[0]);
    n->n_slots = n_slots;
    for (size_t i = 0; i < n->n; i++)
        *slot_of(n, texts[i]) = (uint32_t)i + 1;
}

struct names *names_new(struct arena *a)
{
    struct names *n = arena_alloc(a, sizeof *n);
    n->arena = a;
    grow(n, 64);
    return n;
}

int names_add(struct names *n, const char *name, int value)
{
    uint32_t *slot = slot_of(n, name);
    if (*slot != 0)
        return n->values[*slot - 1];
    if (n->n == n->n_slots / 2) {
        grow(n, n->n_slots * 2);
        slot = slot_of(n, name);
    }
    n->texts[n->n] = name;
    n->values[n->n++] = value;
    *slot = (uint32_t)n->n;
    return -1;
}

int names_find(const struct names *n, const char *name)
{
    uint32_t slot = *slot_of(n, name);
    return slot == 0 ? -1 : n->values[slot - 1];
}

const char *const *names_list(const struct names *names, size_t *n)
{
    *n = names->n;
    return names->texts;
}
