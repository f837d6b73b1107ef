#include "data/statistics/funnel.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "data/statistics/interval.h"

/* Fewer parts than this do not show how far they usually spread. */
#define SPREAD_LEAST 5

/* The median of the square of a standard normal. */
#define MEDIAN_CHI2 0.4549

/* Numerator and denominator of a cell, of its row or of its operands. */
static bool counts_of(const struct report *r, struct cell_id cell, double *x, double *n)
{
    const struct indicator *ind = &r->indicators[cell.indicator];
    const struct value *v = report_value(r, cell);
    const struct number *above = v->numerator, *below = v->denominator;
    if (above == NULL && ind->numerator >= 0) {
        above = report_value(r, cell_of_indicator(cell, ind->numerator))->number;
        below = report_value(r, cell_of_indicator(cell, ind->denominator))->number;
    }
    if (v->kind != VALUE_EXACT || above == NULL || below == NULL || number_sign(above) < 0 ||
        number_sign(below) <= 0)
        return false;
    *x = number_double(above);
    *n = number_double(below);
    if (ind->unit == UNIT_RATIO) /* boys for girls: the share of boys is what varies */
        *n += *x;
    return isfinite(*n) && (ind->unit == UNIT_PERMILLE || *x <= *n);
}

/* A part of a place with its counts. */
struct part {
    int parent, place;
    double x, n;
    double z2; /* the square of how many standard errors it is off */
};

static int by_distance(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    if (x->parent != y->parent)
        return x->parent < y->parent ? -1 : 1;
    if (x->z2 != y->z2)
        return x->z2 < y->z2 ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* What is found so far. */
struct finding {
    const struct report *r;
    int indicator, year_index;
    struct outlier *list;
    size_t n;
};

/*
 * The parts of one place, nearest first, around the whole's theta: those beyond the funnel's limits
 * (Spiegelhalter 2005), widened where the parts spread more than by chance (his 2.4; the median
 * stands for the winsorised mean, so that outliers do not hide themselves).
 */
static void funnel(struct finding *f, const struct part *parts, size_t n, double theta)
{
    double spread = parts[n / 2].z2 / MEDIAN_CHI2;
    double z = INTERVAL_Z998 * (spread > 1 ? sqrt(spread) : 1);
    for (size_t k = 0; k < n; k++) {
        const struct part *p = &parts[k];
        struct interval limits = f->r->indicators[f->indicator].unit == UNIT_PERMILLE
                                     ? interval_funnel_rate(theta, p->n, z)
                                     : interval_funnel_share(theta, p->n, z);
        double rate = p->x / p->n;
        if (rate < limits.low || rate > limits.high)
            f->list[f->n++] = (struct outlier){p->place, rate > limits.high};
    }
}

/* All parts that have counts, with their distance from their parent's theta; how many. */
static size_t measure_parts(struct arena *a, const struct finding *f, struct part *parts,
                            double *theta)
{
    const struct report *r = f->r;
    double *n = arena_array(a, r->n_places, sizeof *n);
    size_t n_parts = 0;
    for (size_t p = 1; p < r->n_places; p++) {
        struct part *part = &parts[n_parts];
        *part = (struct part){.parent = r->places[p].parent, .place = (int)p};
        if (!counts_of(r, cell_at(f->indicator, (int)p, f->year_index), &part->x, &part->n))
            continue;
        theta[part->parent] += part->x;
        n[part->parent] += part->n;
        n_parts++;
    }
    for (size_t p = 0; p < r->n_places; p++)
        theta[p] = n[p] > 0 ? theta[p] / n[p] : 0;
    bool rare = r->indicators[f->indicator].unit == UNIT_PERMILLE;
    for (size_t k = 0; k < n_parts; k++) {
        struct part *p = &parts[k];
        double t = theta[p->parent], off = p->x / p->n - t;
        double variance = t * (rare ? 1 : 1 - t) / p->n;
        p->z2 = variance > 0 ? off * off / variance : 0;
    }
    return n_parts;
}

size_t funnel_outliers(struct arena *a, const struct report *r, int indicator, int year_index,
                       struct outlier **list)
{
    struct finding f = {r, indicator, year_index, NULL, 0};
    struct part *parts = arena_array(a, r->n_places, sizeof *parts);
    double *theta = arena_array(a, r->n_places, sizeof *theta);
    *list = f.list = arena_array(a, r->n_places, sizeof *f.list);
    if (r->indicators[indicator].unit == UNIT_COUNT)
        return 0;
    size_t n = measure_parts(a, &f, parts, theta);
    qsort(parts, n, sizeof *parts, by_distance);
    for (size_t k = 0, end; k < n; k = end) {
        for (end = k; end < n && parts[end].parent == parts[k].parent; end++)
            ;
        if (end - k >= SPREAD_LEAST && theta[parts[k].parent] > 0)
            funnel(&f, parts + k, end - k, theta[parts[k].parent]);
    }
    return f.n;
}
