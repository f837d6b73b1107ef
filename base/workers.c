#include "base/workers.h"

#include <stdatomic.h>
#include <threads.h>
#include <unistd.h>

#define THREADS_MAX 16

struct crew {
    void (*work)(void *ctx, size_t i);
    void *ctx;
    size_t n;
    atomic_size_t next;
};

static int run(void *arg)
{
    struct crew *c = arg;
    for (size_t i; (i = atomic_fetch_add(&c->next, 1)) < c->n;)
        c->work(c->ctx, i);
    return 0;
}

void workers_run(void (*work)(void *ctx, size_t i), void *ctx, size_t n)
{
    struct crew crew = {.work = work, .ctx = ctx, .n = n};
    thrd_t threads[THREADS_MAX];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t started = 0;
    while (started < THREADS_MAX && (long)started + 1 < cores && started + 1 < n &&
           thrd_create(&threads[started], run, &crew) == thrd_success)
        started++;
    run(&crew);
    while (started > 0)
        thrd_join(threads[--started], NULL);
}
