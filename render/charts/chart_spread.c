#include "render/charts/chart_spread.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

/* A run of labels that touch: they move together, by the mean of what each wants. */
struct pool {
    double sum;
    size_t n;
};

static double mean(const struct pool *p)
{
    return p->sum / (double)p->n;
}

static int by_wanted(const void *a, const void *b)
{
    const struct spread *x = *(struct spread *const *)a, *y = *(struct spread *const *)b;
    if (x->wanted != y->wanted)
        return x->wanted < y->wanted ? -1 : 1;
    return (x > y) - (x < y);
}

/* What each label wants, less the height of those above it: these must not descend. */
static size_t pool_all(struct spread **order, size_t n, const double *above, struct pool *pools)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        pools[count++] = (struct pool){order[i]->wanted - above[i], 1};
        while (count > 1 && mean(&pools[count - 2]) > mean(&pools[count - 1])) {
            pools[count - 2].sum += pools[count - 1].sum;
            pools[count - 2].n += pools[count - 1].n;
            count--;
        }
    }
    return count;
}

bool spread_labels(struct spread *labels, size_t n, double lo, double hi)
{
    struct spread **order = must_alloc(n + 1, sizeof(struct spread *));
    double *above = must_alloc(n + 1, sizeof *above);
    struct pool *pools = must_alloc(n + 1, sizeof *pools);
    double total = 0;
    for (size_t i = 0; i < n; i++)
        order[i] = &labels[i];
    qsort(order, n, sizeof(struct spread *), by_wanted);
    for (size_t i = 0; i < n; i++) {
        above[i] = total + order[i]->height / 2;
        total += order[i]->height;
    }
    size_t count = pool_all(order, n, above, pools), at = 0;

    for (size_t k = 0; k < count; k++) {
        double base = fmax(lo, fmin(mean(&pools[k]), hi - total));

        for (size_t i = 0; i < pools[k].n; i++, at++)
            order[at]->at = base + above[at];
    }
    free(pools);
    free(above);
    free(order);
    return total <= hi - lo + 0.01;
}
