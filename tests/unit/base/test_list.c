#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/arena.h"
#include "base/list.h"

/* Items of an odd size, so that a wrong size or a lost item shows. */
struct item {
    char bytes[7];
    int number;
};

static void items_keep_their_order(void **state)
{
    (void)state;
    struct item *items = NULL;
    size_t cap = 0, moves = 0;
    for (int i = 0; i < 10000; i++) {
        struct item *before = items;
        size_t room = cap;
        items = list_room(items, (size_t)i, &cap, sizeof *items);
        assert_true(cap > (size_t)i);
        if ((size_t)i < room)
            assert_ptr_equal(items, before); /* there was room: nothing moves */
        moves += cap != room;
        items[i] = (struct item){.number = i};
    }
    for (int i = 0; i < 10000; i++)
        assert_int_equal(items[i].number, i);
    assert_in_range(moves, 8, 14); /* doubled, not one by one */
    free(items);
}

static void items_in_an_arena(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct item *items = NULL, *first = NULL;
    size_t cap = 0;
    for (int i = 0; i < 1000; i++) {
        items = list_room_in(a, items, (size_t)i, &cap, sizeof *items);
        items[i] = (struct item){.number = i};
        first = first == NULL ? items : first;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i].number, i);
    assert_ptr_not_equal(items, first);
    assert_int_equal(first[0].number, 0); /* what was left behind still stands */
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_keep_their_order),
        cmocka_unit_test(items_in_an_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
