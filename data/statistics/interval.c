#include "data/statistics/interval.h"

#include <math.h>

#include "base/arena.h"
#include "data/report/words.h"

/* Below so many events the normal approximations are poor. */
#define EVENTS_FEW 10

#define BISECTIONS 100

struct interval interval_wilson(double x, double n, double z)
{
    double middle = 2 * x + z * z, below = 2 * (n + z * z);
    double half = z * sqrt(z * z + 4 * x * (1 - x / n));
    struct interval i = {(middle - half) / below, (middle + half) / below};
    if (x <= 0)
        i.low = 0; /* not a rounding error beside it */
    if (x >= n)
        i.high = 1;
    return i;
}

/* P(X <= k) of a Poisson distribution. */
static double poisson_below(int k, double mean)
{
    double term = exp(-mean), sum = k < 0 ? 0 : term;
    for (int i = 1; i <= k; i++) {
        term *= mean / i;
        sum += term;
    }
    return sum;
}

/* The mean under which X <= k has the probability p. */
static double poisson_mean(int k, double p)
{
    double low = 0, high = 100;
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;
        if (poisson_below(k, middle) > p)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct interval interval_count(double x, double z)
{
    double tail = erfc(z / sqrt(2)) / 2;
    if (x < EVENTS_FEW && x == floor(x)) {
        int k = (int)x;
        return (struct interval){k == 0 ? 0 : poisson_mean(k - 1, 1 - tail), poisson_mean(k, tail)};
    }
    double y = x + 1;
    double low = x > 0 ? 1 - 1 / (9 * x) - z / (3 * sqrt(x)) : 0;
    double high = 1 - 1 / (9 * y) + z / (3 * sqrt(y));
    return (struct interval){low > 0 ? x * low * low * low : 0, y * high * high * high};
}

struct interval interval_ratio(double boys, double girls, double z)
{
    struct interval p = interval_wilson(boys, boys + girls, z);
    return (struct interval){p.low / (1 - p.low), p.high / (1 - p.high)};
}

/* One step of a distribution: its probability of k, from that of k - 1. */
typedef double next_term(double term, int k, double theta, double n);

static double next_poisson(double term, int k, double theta, double n)
{
    return term * theta * n / k;
}

static double next_binomial(double term, int k, double theta, double n)
{
    return k > n ? 0 : term * (n - k + 1) / k * theta / (1 - theta);
}

/*
 * The p-quantile of a count, interpolated between the whole numbers on both sides of it, so that
 * limits do not jump (Spiegelhalter 2005, appendix A.1.1).
 */
static double quantile(double p, double term, next_term *next, double theta, double n)
{
    double sum = term;
    int k = 0;
    while (sum < p && k < 1000) /* with 10 expected, far beyond all that happens */
        sum += term = next(term, ++k, theta, n);
    double limit = k - (term > 0 ? (sum - p) / term : 0);
    return limit > 0 ? limit : 0;
}

static struct interval exact_funnel(double theta, double n, double z, double none, next_term *next)
{
    double tail = erfc(z / sqrt(2)) / 2;
    return (struct interval){quantile(tail, none, next, theta, n) / n,
                             quantile(1 - tail, none, next, theta, n) / n};
}

struct interval interval_funnel_share(double theta, double n, double z)
{
    if (theta > 0.5) { /* the rare ones are counted */
        struct interval rest = interval_funnel_share(1 - theta, n, z);
        return (struct interval){1 - rest.high, 1 - rest.low};
    }
    if (theta * n < EVENTS_FEW) {
        struct interval i = exact_funnel(theta, n, z, pow(1 - theta, n), next_binomial);
        return (struct interval){i.low, fmin(i.high, 1)};
    }
    double half = z * sqrt(theta * (1 - theta) / n);
    return (struct interval){fmax(theta - half, 0), fmin(theta + half, 1)};
}

struct interval interval_funnel_rate(double theta, double n, double z)
{
    if (theta * n < EVENTS_FEW)
        return exact_funnel(theta, n, z, exp(-theta * n), next_poisson);
    double half = z * sqrt(theta / n);
    return (struct interval){fmax(theta - half, 0), theta + half};
}

bool interval_of(const struct report *r, struct cell_id cell, struct interval *out)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    if (v->kind != VALUE_EXACT || v->numerator == NULL || number_sign(v->numerator) < 0)
        return false;
    double x = number_double(v->numerator), n = number_double(v->denominator);
    if (!isfinite(x) || !isfinite(n) || (ind->unit == UNIT_PERCENT && x > n))
        return false;
    switch (ind->unit) {
    case UNIT_PERCENT: *out = interval_wilson(x, n, INTERVAL_Z95); break;
    case UNIT_RATIO: *out = interval_ratio(x, n, INTERVAL_Z95); break;
    case UNIT_PERMILLE:
    case UNIT_COUNT:
        *out = interval_count(x, INTERVAL_Z95);
        out->low /= n;
        out->high /= n;
        break;
    }
    out->low *= (double)ind->multiplier;
    out->high *= (double)ind->multiplier;
    return true;
}

/* x with the indicator's decimals; by way of a whole number, so that no locale goes in. */
static const char *limit_text(const struct report *r, const struct indicator *ind, double x)
{
    double scale = pow(10, ind->decimals);
    if (!(x * scale < 1e17))
        return "∞";
    const struct number *n = number_int(r->arena, lround(x * scale));
    n = number_div(r->arena, n, number_int(r->arena, lround(scale)));
    return number_text(r->arena, n, ind->decimals, r->rounding, r->language == LANG_EN);
}

const char *interval_text(const struct report *r, struct cell_id cell)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    struct interval i;
    if (!interval_of(r, cell, &i))
        return "—";
    const char *fmt = word(r->language, W_RANGE);
    bool sign = ind->unit == UNIT_PERCENT || ind->unit == UNIT_PERMILLE; /* GB/T 15835: at both */
    const char *low =
        arena_printf(r->arena, "%s%s", limit_text(r, ind, i.low), sign ? ind->unit_text : "");
    const char *high = arena_printf(r->arena, "%s%s", limit_text(r, ind, i.high), ind->unit_text);
    return arena_printf(r->arena, fmt, low, high); /* NOLINT: the pattern is ours */
}
