#include "render/charts/chart_kind.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Steps people read easily, best first, in tenths (Talbot et al. 2010, 4.1). */
static const int nice[] = {10, 50, 20, 25, 40, 30};
#define N_NICE ((int)(sizeof nice / sizeof *nice))

/* Multiples of a nice step that are tried; more never win. */
#define SKIP_MAX 4
#define EXPONENTS_MAX 4

/* How far a label may stand out beyond the ends of its axis, in points. */
#define LABEL_OUT 12.0

/* A labelling: ticks (first + i * skip) * nice[q] * 10^(exponent - 1), i = 0 .. n-1. */
struct labelling {
    long first;
    int skip, q, n, exponent;
    double lo, hi;
};

/* Weights of simplicity, coverage, density; legibility is a constant here (ibid., 4.2). */
static double score(double simplicity, double coverage, double density)
{
    return 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05;
}

static double simplicity(int q, int skip, bool has_zero)
{
    return 1 - (double)q / (N_NICE - 1) - skip + 1 + has_zero - 1;
}

static double coverage(double lo, double hi, double first, double last)
{
    double tenth = 0.1 * (hi - lo);
    return 1 - 0.5 * ((hi - last) * (hi - last) + (lo - first) * (lo - first)) / (tenth * tenth);
}

static double density(int n, int wanted, double lo, double hi, double first, double last)
{
    double have = (n - 1) / (last - first);
    double want = (wanted - 1) / (fmax(last, hi) - fmin(first, lo));
    return 2 - fmax(have / want, want / have);
}

/* Tries every start of ticks n apart `step` that may cover lo..hi; keeps the best. */
static void try_starts(double lo, double hi, int wanted, struct labelling l, struct labelling *best,
                       double *best_score)
{
    double unit = nice[l.q] * pow(10, l.exponent - 1);
    double step = unit * l.skip;
    double from = floor(hi / step) * l.skip - (double)(l.n - 1) * l.skip;
    double to = ceil(lo / step) * l.skip;
    if (fabs(from) > 1e9 || fabs(to) > 1e9)
        return;
    for (long first = (long)from; first <= (long)to; first++) {
        l.first = first;
        l.lo = (double)first * unit;
        l.hi = l.lo + step * (l.n - 1);
        bool zero = first <= 0 && first + (long)(l.n - 1) * l.skip >= 0 && first % l.skip == 0;
        double s = score(simplicity(l.q, l.skip, zero), coverage(lo, hi, l.lo, l.hi),
                         density(l.n, wanted, lo, hi, l.lo, l.hi));

        if (s > *best_score) {
            *best_score = s;
            *best = l;
        }
    }
}

static struct labelling choose(double lo, double hi, int wanted)
{
    struct labelling best = {0};
    double best_score = -1e300;
    for (int skip = 1; skip <= SKIP_MAX; skip++)
        for (int q = 0; q < N_NICE; q++) {
            double simple = simplicity(q, skip, true);

            for (int n = 2; n <= AXIS_TICKS_MAX; n++) {
                double dense = n >= wanted ? 2 - (double)(n - 1) / (wanted - 1) : 1;

                if (score(simple, 1, dense) < best_score)
                    break;
                double delta = (hi - lo) / (n + 1) / skip / (nice[q] / 10.0);
                int exponent = (int)ceil(log10(delta));

                for (int e = 0; e < EXPONENTS_MAX; e++)
                    try_starts(lo, hi, wanted,
                               (struct labelling){0, skip, q, n, exponent + e, 0, 0}, &best,
                               &best_score);
            }
        }
    return best;
}

/* value * 10^-decimals in digits, without a locale. */
static const char *decimal(struct arena *a, long value, int decimals)
{
    char digits[64];
    int n = snprintf(digits, sizeof digits, "%0*ld", decimals + 1, labs(value));
    if (decimals == 0)
        return arena_printf(a, "%s%s", value < 0 ? "−" : "", digits);
    return arena_printf(a, "%s%.*s.%s", value < 0 ? "−" : "", n - decimals, digits,
                        digits + n - decimals);
}

/* The ticks' texts come from their integers: no double is printed. */
static void set_ticks(struct arena *a, struct axis *x, const struct labelling *l)
{
    long ticks[AXIS_TICKS_MAX], scale = 1;
    int decimals = 1 - l->exponent;
    bool tens = true;
    for (int i = 0; i < l->n; i++) {
        ticks[i] = (l->first + (long)i * l->skip) * nice[l->q];
        tens = tens && ticks[i] % 10 == 0;
    }
    for (int i = 0; i < l->n && tens; i++)
        ticks[i] /= 10;
    decimals -= tens;
    for (int i = decimals; i < 0; i++)
        scale *= 10;
    x->n = l->n;
    for (int i = 0; i < l->n; i++) {
        x->ticks[i] = (double)ticks[i] * pow(10, -decimals);
        x->labels[i] = decimal(a, ticks[i] * scale, decimals > 0 ? decimals : 0);
    }
}

struct axis axis_choose(struct arena *a, double lo, double hi, int wanted)
{
    struct axis x = {.lo = lo, .hi = hi};
    if (!(hi > lo))
        x.hi = hi = lo + 1;
    struct labelling l = choose(lo, hi, wanted);

    /* Nobody reads ticks of 10^9 steps or of 10^-9: such values are read from their labels. */
    if (l.n == 0 || l.exponent > 9 || l.exponent < -9)
        return x;
    set_ticks(a, &x, &l);
    x.lo = fmin(lo, x.ticks[0]);
    x.hi = fmax(hi, x.ticks[x.n - 1]);
    return x;
}

void axis_thin(struct axis *x)
{
    if (x->n < 2)
        return;
    double step = fabs(axis_at(x, x->ticks[1]) - axis_at(x, x->ticks[0]));
    int skip = (int)ceil(TEXT_SMALL / fmax(step, 0.1)), n = 0;

    for (int i = 0; i < x->n; i += skip) {
        x->ticks[n] = x->ticks[i];
        x->labels[n++] = x->labels[i];
    }
    x->n = n;
}

double axis_label_at(const struct chart_job *job, const struct axis *x, int tick)
{
    double half = text_width(job, job->role, TEXT_SMALL, x->labels[tick]) / 2;
    double at = fmax(axis_at(x, x->ticks[tick]), x->from - LABEL_OUT + half);
    return fmin(at, x->to + LABEL_OUT - half);
}

static bool labels_fit(const struct chart_job *job, const struct axis *x)
{
    double end = -1e300;
    for (int i = 0; i < x->n; i++) {
        double w = text_width(job, job->role, TEXT_SMALL, x->labels[i]);
        double left = axis_label_at(job, x, i) - w / 2;

        if (left < end + TEXT_SMALL / 2)
            return false;
        end = left + w;
    }
    return true;
}

struct axis axis_across(const struct chart_job *job, double lo, double hi, double from, double to)
{
    int wanted = (int)((to - from) / 45) + 1;
    struct axis x;
    wanted = wanted < 3 ? 3 : wanted > 6 ? 6 : wanted;
    for (; wanted >= 2; wanted--) {
        x = axis_choose(job->a, lo, hi, wanted);
        x.from = from;
        x.to = to;
        if (labels_fit(job, &x))
            return x;
    }
    x.n = 0;
    return x;
}

double axis_at(const struct axis *x, double value)
{
    double at = x->from + (value - x->lo) / (x->hi - x->lo) * (x->to - x->from);
    return fmin(fmax(at, fmin(x->from, x->to)), fmax(x->from, x->to));
}
