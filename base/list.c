#include "base/list.h"

#include <string.h>

#include "base/arena.h"

#define FIRST_ROOM 16

static size_t more(size_t cap)
{
    return cap > 0 ? 2 * cap : FIRST_ROOM;
}

void *list_room(void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    *cap = more(*cap);
    return must_realloc(items, *cap, size);
}

void *list_room_in(struct arena *a, void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    *cap = more(*cap);
    void *grown = arena_array(a, *cap, size);
    if (n > 0)
        memcpy(grown, items, n * size);
    return grown;
}
