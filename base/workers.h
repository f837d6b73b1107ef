/*
 * Workers: independent pieces of work on all cores of the machine. The results must not depend on
 * the order in which they are done.
 */
#ifndef NIANBAO_WORKERS_H
#define NIANBAO_WORKERS_H

#include <stddef.h>

/*
 * Calls work(ctx, i) once for each i below n, on as many threads as there are cores, and returns
 * when all are done. Lower i start first: put the longest piece there. Where threads cannot be
 * had, the caller's own does all the work.
 */
void workers_run(void (*work)(void *ctx, size_t i), void *ctx, size_t n);

#endif
