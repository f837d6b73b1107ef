/*
 * What a test of a reader needs: an arena and a sink for messages, new for each test.
 */
#ifndef NIANBAO_TOOLS_H
#define NIANBAO_TOOLS_H

#include "base/arena.h"
#include "base/msg.h"

struct tools {
    struct arena *a;
    struct messages *m;
};

/* cmocka's setup and teardown; state is a struct tools. */
static inline int open_tools(void **state)
{
    static struct tools t;
    t.a = arena_new();
    t.m = messages_new(LANG_EN);
    *state = &t;
    return 0;
}

static inline int close_tools(void **state)
{
    struct tools *t = *state;
    arena_free(t->a);
    messages_free(t->m);
    return 0;
}

#endif
