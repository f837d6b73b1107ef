/*
 * Lists: arrays that grow by one item at a time. The owner keeps the items, how many there are and
 * for how many there is room; here is the one way in which they grow.
 */
#ifndef NIANBAO_LIST_H
#define NIANBAO_LIST_H

#include <stddef.h>

struct arena;

/*
 * items[0..n) of the given size with room for one more: as they are where *cap is above n, else
 * moved to twice the room, which *cap then says. *cap is at least n; start with NULL, 0 and 0. The
 * caller frees; pointers to items end when they move.
 */
void *list_room(void *items, size_t n, size_t *cap, size_t size);

/* The same of items that live in an arena: what they leave behind stays there until the arena ends.
 */
void *list_room_in(struct arena *a, void *items, size_t n, size_t *cap, size_t size);

#endif
