#include "render/charts/chart_kind.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define SWATCH 16.0 /* width of a key's mark */
#define BAR_EDGE 1.1
#define POINT_EDGE 1.3

static uint32_t verdict_colour(const struct chart_job *job, enum verdict v)
{
    switch (v) {
    case VERDICT_MET: return job->theme->met;
    case VERDICT_UNMET: return job->theme->unmet;
    case VERDICT_NO_TARGET: return job->theme->neutral;
    case VERDICT_UNKNOWN: return job->theme->unsure;
    }
    return 0;
}

void mark_rule(struct plot *p, double x0, double y0, double x1, double y1, struct pen pen)
{
    double x[] = {x0, x1}, y[] = {y0, y1};
    plot_line(p, x, y, 2, pen);
}

/* Its outline; a bound is pointed on the side where the value may lie. */
static int bar_outline(double zero, double end, double y_mid, double half, enum value_kind kind,
                       double *x, double *y)
{
    double out = kind == VALUE_AT_LEAST ? half : kind == VALUE_AT_MOST ? -half : 0;
    double xs[] = {zero, end, end + out, end, zero, zero};
    double ys[] = {y_mid - half, y_mid - half, y_mid, y_mid + half, y_mid + half, y_mid - half};
    memcpy(x, xs, sizeof xs);
    memcpy(y, ys, sizeof ys);
    return 6;
}

void mark_bar(const struct chart_job *job, struct plot *p, double zero, double end, double y_mid,
              double thickness, enum verdict v, enum value_kind kind)
{
    uint32_t colour = verdict_colour(job, v);
    bool hollow = v == VERDICT_UNMET || v == VERDICT_UNKNOWN;
    double x[6], y[6], inset = hollow ? BAR_EDGE / 2 : 0;
    /* Too short to be seen: a point says that there is a value. */
    if (fabs(end - zero) < 2.5) {
        mark_point(job, p, end, y_mid, fmin(thickness, 6), v);
        return;
    }
    int n = bar_outline(zero, end - (end > zero ? inset : -inset), y_mid, thickness / 2 - inset,
                        kind, x, y);

    plot_polygon(p, x, y, n - 1, hollow ? 0xFFFFFF : colour);
    if (hollow)
        plot_line(p, x, y, n, (struct pen){colour, BAR_EDGE, v == VERDICT_UNKNOWN ? 2.5 : 0});
}

void mark_point(const struct chart_job *job, struct plot *p, double x, double y, double size,
                enum verdict v)
{
    struct pen pen = {verdict_colour(job, v), POINT_EDGE, 0};
    switch (v) {
    case VERDICT_MET: plot_shape(p, SHAPE_DISC, x, y, size, pen); break;
    case VERDICT_UNMET: plot_shape(p, SHAPE_RING, x, y, size, pen); break;
    case VERDICT_NO_TARGET: plot_shape(p, SHAPE_DIAMOND, x, y, size * 1.2, pen); break;
    case VERDICT_UNKNOWN: plot_shape(p, SHAPE_CROSS, x, y, size, pen); break;
    }
}

void mark_last_tick(const struct chart_job *job, struct plot *p, const struct axis *axis,
                    const struct value *v, double y_mid, double height)
{
    double x = axis_at(axis, number_double(v->number)), half = height / 2;
    mark_rule(p, x, y_mid - half, x, y_mid + half, (struct pen){0xFFFFFF, 3, 0});
    mark_rule(p, x, y_mid - half, x, y_mid + half, (struct pen){job->theme->faint, 1.2, 0});
}

void mark_target(const struct chart_job *job, struct plot *p, const struct target *t,
                 const struct axis *axis, double top, double bottom, double width)
{
    struct pen pen = {job->theme->target, width, 0};
    if (t->kind == TARGET_AT_LEAST || t->kind == TARGET_EQUAL || t->kind == TARGET_BETWEEN) {
        double x = axis_at(axis, number_double(t->low));

        mark_rule(p, x, top, x, bottom, pen);
    }
    if (t->kind == TARGET_AT_MOST || t->kind == TARGET_BETWEEN) {
        double x = axis_at(axis, number_double(t->high));

        mark_rule(p, x, top, x, bottom, pen);
    }
}

/* Lines of a whisker: along the axis, and a cap at each end that the axis holds. */
static void whisker_lines(struct plot *p, const struct axis *axis, const struct interval *i,
                          double y, double half, struct pen pen)
{
    double x0 = axis_at(axis, i->low), x1 = axis_at(axis, i->high);
    mark_rule(p, x0, y, x1, y, pen);
    if (i->low >= axis->lo)
        mark_rule(p, x0, y - half, x0, y + half, pen);
    if (i->high <= axis->hi)
        mark_rule(p, x1, y - half, x1, y + half, pen);
}

void mark_whisker(const struct chart_job *job, struct plot *p, const struct axis *axis,
                  const struct interval *i, double y_mid, double height)
{
    whisker_lines(p, axis, i, y_mid, height / 2, (struct pen){0xFFFFFF, 2.6, 0});
    whisker_lines(p, axis, i, y_mid, height / 2, (struct pen){job->theme->text, 1, 0});
}

void mark_range_value(double *lo, double *hi, const struct value *v)
{
    if (v->kind == VALUE_MISSING)
        return;
    *lo = fmin(*lo, number_double(v->number));
    *hi = fmax(*hi, number_double(v->number));
}

void mark_range_target(double *lo, double *hi, const struct target *t)
{
    if (t->low != NULL && t->kind != TARGET_UNSET) {
        *lo = fmin(*lo, number_double(t->low));
        *hi = fmax(*hi, number_double(t->low));
    }
    if (t->high != NULL && t->kind != TARGET_UNSET) {
        *lo = fmin(*lo, number_double(t->high));
        *hi = fmax(*hi, number_double(t->high));
    }
}

/* An end without limit leaves the range alone. */
void mark_range_interval(double *lo, double *hi, const struct chart_job *job, int indicator,
                         int place)
{
    struct interval i;
    if (!job_interval(job, indicator, place, &i))
        return;
    if (isfinite(i.low))
        *lo = fmin(*lo, i.low);
    if (isfinite(i.high))
        *hi = fmax(*hi, i.high);
}

void mark_range_widen(double *lo, double *hi, const struct indicator *ind)
{
    double least = 4 * pow(10, -ind->decimals);
    if (*hi < *lo)
        *lo = *hi = 0;
    least = fmax(least, fmax(fabs(*lo), fabs(*hi)) * 0.01);
    if (*hi - *lo >= least)
        return;
    double mid = (*hi + *lo) / 2;

    *lo = *lo >= 0 ? fmax(0, mid - least / 2) : mid - least / 2;
    *hi = *lo + least;
}

void mark_range_count(double *hi, const struct indicator *ind)
{
    if (ind->unit == UNIT_COUNT && ind->decimals == 0)
        *hi = fmax(*hi, 4);
}

void mark_key_add(struct key *k, enum key_mark mark, const char *text)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->entries[i].mark == mark &&
            (mark != KEY_REMARK || strcmp(k->entries[i].text, text) == 0))
            return;
    assert(k->n < sizeof k->entries / sizeof *k->entries);
    size_t at = k->n++;

    for (; at > 0 && k->entries[at - 1].mark > mark; at--)
        k->entries[at] = k->entries[at - 1];
    k->entries[at].mark = mark;
    k->entries[at].text = text;
}

void mark_key_add_verdict(struct key *k, const struct chart_job *job, enum verdict v, bool points)
{
    switch (v) {
    case VERDICT_MET:
        mark_key_add(k, points ? KEY_POINT_MET : KEY_MET, job_word(job, W_MET));
        break;
    case VERDICT_UNMET:
        mark_key_add(k, points ? KEY_POINT_UNMET : KEY_UNMET, job_word(job, W_UNMET));
        break;
    case VERDICT_NO_TARGET:
        mark_key_add(k, points ? KEY_POINT_NEUTRAL : KEY_NEUTRAL, job_word(job, W_NO_TARGET));
        break;
    case VERDICT_UNKNOWN:
        mark_key_add(k, points ? KEY_POINT_UNSURE : KEY_UNSURE, job_word(job, W_UNKNOWN));
        break;
    }
}

void mark_key_lay_out(struct key *k, const struct chart_job *job)
{
    double x = 0, y = TEXT_SMALL * LEADING / 2;
    for (size_t i = 0; i < k->n; i++) {
        double swatch = k->entries[i].mark == KEY_REMARK ? 0 : SWATCH + 4;
        double w = swatch + text_width(job, job->role, TEXT_SMALL, k->entries[i].text);

        if (x > 0 && x + w > job->width) {
            x = 0;
            y += TEXT_SMALL * LEADING;
        }
        k->entries[i].x = x;
        k->entries[i].y = y;
        x += w + 14;
    }
    k->height = k->n != 0 ? y + TEXT_SMALL * LEADING / 2 + 5 : 0;
}

static void draw_key_mark(const struct chart_job *job, struct plot *p, enum key_mark mark, double x,
                          double y)
{
    const struct chart_theme *t = job->theme;
    double mid = x + SWATCH / 2;
    switch (mark) {
    case KEY_MET: mark_bar(job, p, x, x + SWATCH, y, 7, VERDICT_MET, VALUE_EXACT); break;
    case KEY_UNMET: mark_bar(job, p, x, x + SWATCH, y, 7, VERDICT_UNMET, VALUE_EXACT); break;
    case KEY_NEUTRAL: mark_bar(job, p, x, x + SWATCH, y, 7, VERDICT_NO_TARGET, VALUE_EXACT); break;
    case KEY_UNSURE: mark_bar(job, p, x, x + SWATCH, y, 7, VERDICT_UNKNOWN, VALUE_EXACT); break;
    case KEY_TARGET:
        mark_rule(p, mid, y - 5, mid, y + 5, (struct pen){t->target, LINE_TARGET, 0});
        break;
    case KEY_TARGET_STEP: mark_rule(p, x, y, x + SWATCH, y, (struct pen){t->target, 1.2, 0}); break;
    case KEY_LAST_RING: plot_shape(p, SHAPE_RING, mid, y, 5.5, (struct pen){t->text, 1, 0}); break;
    case KEY_LAST_TICK: mark_rule(p, mid, y - 4, mid, y + 4, (struct pen){t->faint, 1, 0}); break;
    case KEY_INTERVAL:
        mark_whisker(job, p, &(struct axis){.hi = 1, .from = x, .to = x + SWATCH},
                     &(struct interval){0, 1}, y, 6);
        break;
    case KEY_WHOLE: mark_rule(p, x, y, x + SWATCH, y, (struct pen){t->text, 0.8, 3}); break;
    case KEY_POINT_MET: mark_point(job, p, mid, y, 6, VERDICT_MET); break;
    case KEY_POINT_UNMET: mark_point(job, p, mid, y, 6, VERDICT_UNMET); break;
    case KEY_POINT_UNSURE: mark_point(job, p, mid, y, 6, VERDICT_UNKNOWN); break;
    case KEY_POINT_NEUTRAL: mark_point(job, p, mid, y, 6, VERDICT_NO_TARGET); break;
    case KEY_REMARK: break;
    }
}

void mark_key_draw(const struct key *k, const struct chart_job *job, struct plot *p)
{
    for (size_t i = 0; i < k->n; i++) {
        double x = k->entries[i].x, y = k->entries[i].y;
        double swatch = k->entries[i].mark == KEY_REMARK ? 0 : SWATCH + 4;

        draw_key_mark(job, p, k->entries[i].mark, x, y);
        text_line(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, x + swatch, y,
                  k->entries[i].text);
    }
}
