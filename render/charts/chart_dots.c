/*
 * Places side by side, or the indicators of one place, as dots, whose scale need not begin at 0:
 * for rates that all lie near each other (Cleveland and McGill, Graphical Perception, 1984).
 */
#include "render/charts/chart_rows.h"

#include <math.h>

#define DOT 7.0
#define ARROW 9.0 /* how far a bound points to where the value may lie */

static void mark(const struct chart_job *job, struct plot *p, const struct axis *axis,
                 const struct value *v, double y_mid, double height, enum verdict verdict)
{
    double x = axis_at(axis, number_double(v->number)), size = fmin(DOT, height);
    double side = v->kind == VALUE_AT_LEAST ? 1 : v->kind == VALUE_AT_MOST ? -1 : 0;
    if (side != 0) {
        double end = x + side * ARROW;
        struct pen pen = {job->theme->faint, 1, 0};

        mark_rule(p, x, y_mid, end, y_mid, pen);
        mark_rule(p, end - side * 3, y_mid - 2.5, end, y_mid, pen);
        mark_rule(p, end - side * 3, y_mid + 2.5, end, y_mid, pen);
    }
    mark_point(job, p, x, y_mid, size, verdict);
}

/* Several indicators of one place are not on one scale. */
static bool has_scales(const struct chart *c)
{
    return c->n_indicators > 1 &&
           (c->n_places == 0 || (c->n_places == 1 && c->places[0] == c->place));
}

static bool lay_out(struct chart_job *job)
{
    static const struct row_look look = {.points = true, .mark = mark};
    return has_scales(job->c) ? bullet_scales_lay_out(job, &look) : rows_lay_out(job, &look);
}

static void draw(struct chart_job *job, struct plot *p)
{
    if (has_scales(job->c))
        bullet_scales_draw(job, p);
    else
        rows_draw(job, p);
}

const struct chart_kind chart_dots = {{"dots", "点图", SHOWS_PLACES,
                                       "one dot for each place, this year and the last",
                                       "各单位的点：本年与上年"},
                                      lay_out,
                                      draw};
