#include "layouts/flow/table_columns.h"

static int32_t clamped(const struct column *c, int32_t limit)
{
    int32_t w = c->natural < limit ? c->natural : limit;
    return w > c->least ? w : c->least;
}

static int64_t sum_at(const struct column *columns, size_t n, int32_t limit)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += clamped(&columns[i], limit);
    return sum;
}

/* The largest limit on a column's width at which all fit, by bisection. */
static int32_t limit_for(const struct column *columns, size_t n, int32_t available)
{
    int32_t low = 0, high = available;
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (sum_at(columns, n, middle) <= available)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* What is left over goes to all columns alike. */
static void spread(struct column *columns, size_t n, int64_t rest)
{
    for (size_t i = 0; i < n; i++) {
        int32_t share = (int32_t)(rest / (int64_t)(n - i));
        columns[i].width += share;
        rest -= share;
    }
}

bool table_columns_fit(struct column *columns, size_t n, int32_t available, bool full)
{
    int64_t natural = sum_at(columns, n, INT32_MAX);
    int32_t limit = natural > available ? limit_for(columns, n, available) : INT32_MAX;
    int64_t sum = sum_at(columns, n, limit);
    for (size_t i = 0; i < n; i++)
        columns[i].width = clamped(&columns[i], limit);
    if (sum > available)
        return false;
    if (full || natural > available)
        spread(columns, n, available - sum);
    return true;
}
