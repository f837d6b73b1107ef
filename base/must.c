#include "base/must.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void must_end(void)
{
    fputs("nianbao: out of memory\n", stderr);
    exit(3);
}

void *must_realloc(void *p, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        must_end();
    void *q = realloc(p, n * size > 0 ? n * size : 1);
    if (q == NULL)
        must_end();
    return q;
}

void *must_alloc(size_t n, size_t size)
{
    return must_realloc(NULL, n, size);
}
