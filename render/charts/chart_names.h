/*
 * Names on a plot: each beside its point where nothing is in its way, else in a column at the right
 * with a line to its point. No name stands over another or is struck by a line.
 */
#ifndef NIANBAO_CHART_NAMES_H
#define NIANBAO_CHART_NAMES_H

#include "render/charts/chart_kind.h"

/*
 * A name, and the point that it belongs to or the right end of a line across the plot. A point
 * without a name (text of no lines) is kept clear of the others.
 */
struct name {
    struct wrapped text;
    int role;
    double x, y;
    bool point;     /* its name may stand beside it */
    bool outside;   /* it is chosen for before others */
    bool near;      /* set by names_draw: the name stands beside the point, in box */
    struct box box; /* else in the column, at this height */
    double at;
};

struct name_area {
    struct box plot;
    double column;        /* left edge of the column */
    double point;         /* diameter of the points */
    const double *levels; /* heights of lines across the plot that no name stands on */
    size_t n_levels;
};

/* The height of the column when all n stand in it: less than this is too little for the plot. */
double names_height(const struct name *names, size_t n);

/*
 * Places and draws n names of TEXT_SMALL: no two touch, nor a point, nor does a line from the
 * column strike through one.
 */
void names_draw(const struct chart_job *job, struct plot *p, const struct name_area *area,
                struct name *names, size_t n);

#endif
