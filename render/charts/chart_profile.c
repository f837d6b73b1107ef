/*
 * One place on the range of all its siblings (a spine chart): a row for each indicator with the
 * range of all in grey, its middle half darker, the parent's value dashed, the target solid, the
 * place as a point; its value beside its target, or over it where that is too wide, its rank.
 * Better is at the right; where neither end is (a range is aimed at, or nothing), the smallest
 * value is at the left and both ends say so.
 */
#include "render/charts/chart_kind.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "data/statistics/rank.h"
#include "data/wording/wording.h"

#define GAP 8.0
#define PLOT_MIN 72.0
#define PLOT_GOOD 130.0 /* room enough for targets beside the values */
#define NAME_SHARE 0.26
#define ROW_AIR 10.0
#define ROW_AIR_LEAST 5.0
#define BAND 9.0 /* height of the range */
#define POINT 8.0
#define SMALL_LINE (TEXT_SMALL * LEADING)
#define CELL (TEXT_SIZE * LEADING + SMALL_LINE) /* a value over its target */

struct profile_row {
    int indicator;
    struct wrapped name, ends[2]; /* what stands left and right of the range */
    const char *value, *target, *rank;
    struct axis axis; /* from worst to best, or from low to high */
    double quartiles[2];
    bool known; /* any sibling has a value */
};

struct profile {
    struct key key;
    struct profile_row *rows;
    size_t n;
    int parent;                                /* or -1 */
    struct wrapped place;                      /* whose profile it is: head of the names */
    bool targets, directed;                    /* any row has a target; a worst and a best end */
    bool stacked;                              /* targets stand under the values */
    bool tied;                                 /* it shares a rank */
    double name, ends[2], value, target, rank; /* widths of the columns */
    double left, right;                        /* of the plot */
};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value below which a share of n sorted values lies, interpolated. */
static double quantile(const double *values, size_t n, double share)
{
    double at = share * (double)(n - 1);
    size_t i = (size_t)at;
    return i + 1 < n ? values[i] + (at - (double)i) * (values[i + 1] - values[i]) : values[i];
}

static bool is_directed(const struct chart_job *job, int indicator)
{
    enum direction better = job->r->indicators[indicator].better;
    return better == BETTER_LOWER || better == BETTER_HIGHER;
}

/* The value at an end of the range, under a word where the head of the column does not fit it. */
static struct wrapped end_text(const struct chart_job *job, int indicator, int place, enum word w)
{
    bool directed = is_directed(job, indicator);
    struct wrapped text = {arena_array(job->a, 2, sizeof *text.lines), 0, 0};
    if (!directed)
        text.lines[text.n++] = job_word(job, w);
    text.lines[text.n++] = wording_value(job->r, cell_at(indicator, place, job->year_index));
    for (size_t i = 0; i < text.n; i++)
        text.width = fmax(text.width, text_width(job, job->role, TEXT_SMALL, text.lines[i]));
    return text;
}

/* The siblings' values, and which of them are the ends. */
static void set_range(const struct chart_job *job, const struct profile *p, struct profile_row *row)
{
    const struct chart *c = job->c;
    double *values = arena_array(job->a, c->n_places + 1, sizeof *values);
    double lo = 1e300, hi = -1e300;
    int low = -1, high = -1;
    size_t n = 0;
    for (size_t i = 0; i < c->n_places; i++) {
        const struct value *v =
            report_value(job->r, cell_at(row->indicator, c->places[i], job->year_index));

        if (v->kind == VALUE_MISSING)
            continue;
        double x = number_double(v->number);

        low = low < 0 || x < lo ? c->places[i] : low;
        high = high < 0 || x > hi ? c->places[i] : high;
        lo = fmin(lo, x);
        hi = fmax(hi, x);
        values[n++] = x;
    }
    row->known = n > 0;
    if (n == 0)
        return;
    qsort(values, n, sizeof *values, ascending);
    row->quartiles[0] = quantile(values, n, 0.25);
    row->quartiles[1] = quantile(values, n, 0.75);
    bool lower = job->r->indicators[row->indicator].better == BETTER_LOWER;

    row->ends[lower ? 1 : 0] = end_text(job, row->indicator, low, W_LOWEST);
    row->ends[lower ? 0 : 1] = end_text(job, row->indicator, high, W_HIGHEST);
    if (p->parent >= 0)
        mark_range_value(&lo, &hi,
                         report_value(job->r, cell_at(row->indicator, p->parent, job->year_index)));
    mark_range_target(&lo, &hi,
                      report_target(job->r, cell_at(row->indicator, c->place, job->year_index)));
    mark_range_value(&lo, &hi,
                     report_value(job->r, cell_at(row->indicator, c->place, job->year_index)));
    mark_range_widen(&lo, &hi, &job->r->indicators[row->indicator]);
    row->axis = lower ? (struct axis){.lo = hi, .hi = lo} : (struct axis){.lo = lo, .hi = hi};
}

/* "3/8", "=3/8" where others share it, "—". */
static const char *rank_of(const struct chart_job *job, int indicator)
{
    const struct report *r = job->r;
    struct rank *ranks = arena_array(job->a, r->n_places, sizeof *ranks);
    int n = 0, parent = r->places[job->c->place].parent;
    ranks_find(r, indicator, job->year_index, ranks);
    for (size_t i = 0; i < r->n_places; i++)
        n += r->places[i].parent == parent && ranks[i].rank > 0;
    struct rank own = ranks[job->c->place];

    if (own.rank == 0)
        return "—";
    return arena_printf(job->a, "%s%d/%d", own.tied ? "=" : "", own.rank, n);
}

static void set_row(const struct chart_job *job, struct profile *p, struct profile_row *row,
                    int indicator)
{
    int place = job->c->place;
    bool target =
        report_target(job->r, cell_at(indicator, place, job->year_index))->kind != TARGET_UNSET;
    row->indicator = indicator;
    row->name = text_wrap_words(job, job->role, TEXT_SIZE, job->r->indicators[indicator].name,
                                job->width * NAME_SHARE);
    row->value = job_value(job, cell_at(indicator, place, job->year_index));
    row->target = target ? job_target(job, cell_at(indicator, place, job->year_index))
                         : job_word(job, W_NO_TARGET);
    row->rank = rank_of(job, indicator);
    p->tied |= row->rank[0] == '=';
    set_range(job, p, row);
    p->targets |= target;
    p->directed |= row->known && is_directed(job, indicator);
    p->name = fmax(p->name, row->name.width);
    p->value = fmax(p->value, text_width(job, job->bold, TEXT_SIZE, row->value));
    p->rank = fmax(p->rank, text_width(job, job->role, TEXT_SIZE, row->rank));
    for (int i = 0; i < 2; i++)
        p->ends[i] = fmax(p->ends[i], row->ends[i].width);
}

static double small_width(const struct chart_job *job, const char *text)
{
    return text_width(job, job->role, TEXT_SMALL, text);
}

static void widen_to_heads(const struct chart_job *job, struct profile *p)
{
    for (int i = 0; i < 2 && p->directed; i++)
        p->ends[i] = fmax(p->ends[i], small_width(job, job_word(job, i != 0 ? W_BEST : W_WORST)));
    p->rank = fmax(p->rank, small_width(job, job_word(job, W_RANK)));
    p->value = fmax(p->value, small_width(job, job_word(job, W_RESULT)));
    if (!p->targets)
        return;
    p->target = small_width(job, job_word(job, W_TARGET));
    for (size_t i = 0; i < p->n; i++)
        p->target = fmax(p->target, small_width(job, p->rows[i].target));
}

/* The plot has what the columns leave; false when it is too narrow, reported. */
static bool set_plot(const struct chart_job *job, struct profile *p)
{
    double target = p->targets ? p->target + GAP : 0;
    double right = job->width - p->rank - GAP - p->value - GAP - p->ends[1] - GAP - POINT / 2;
    p->left = p->name + GAP + p->ends[0] + GAP + POINT / 2;
    p->stacked = p->targets && right - target - p->left < PLOT_GOOD;
    p->right = right - (p->stacked ? fmax(0, p->target - p->value) : target);
    if (p->stacked)
        p->value = fmax(p->value, p->target);
    if (p->right - p->left < PLOT_MIN)
        return job_too_narrow(job, job->width + PLOT_MIN - (p->right - p->left));
    return true;
}

static void lay_out_key(const struct chart_job *job, struct profile *p)
{
    bool target = false, interval = false;
    struct interval limits;
    for (size_t i = 0; i < p->n; i++) {
        int indicator = p->rows[i].indicator, place = job->c->place;

        if (report_value(job->r, cell_at(indicator, place, job->year_index))->kind != VALUE_MISSING)
            mark_key_add_verdict(&p->key, job,
                                 report_verdict(job->r, cell_at(indicator, place, job->year_index)),
                                 true);
        target =
            target ||
            report_target(job->r, cell_at(indicator, place, job->year_index))->kind != TARGET_UNSET;
        interval = interval || job_interval(job, indicator, place, &limits);
    }
    if (target)
        mark_key_add(&p->key, KEY_TARGET, job_word(job, W_TARGET));
    if (p->parent >= 0)
        mark_key_add(&p->key, KEY_WHOLE, job->r->places[p->parent].name);
    if (interval)
        mark_key_add(&p->key, KEY_INTERVAL, job_word(job, W_INTERVAL));
    if (job->c->n_places > 1)
        mark_key_add(
            &p->key, KEY_REMARK,
            arena_printf(job->a, job_word(job, W_RANGE_OF_ALL), job->c->n_places)); /* NOLINT */
    if (p->tied)
        mark_key_add(&p->key, KEY_REMARK, arena_printf(job->a, "= %s", job_word(job, W_JOINT)));
    mark_key_lay_out(&p->key, job);
}

static double head_height(const struct profile *p)
{
    double place = (double)p->place.n * TEXT_SIZE * LEADING;
    return fmax(SMALL_LINE * (p->stacked ? 2 : 1), place) + 4;
}

static double row_height(const struct profile *p, const struct profile_row *row)
{
    double cell = p->stacked ? CELL : TEXT_SIZE * LEADING;
    double ends = (double)row->ends[0].n * SMALL_LINE;
    return fmax(fmax(cell, ends), (double)row->name.n * TEXT_SIZE * LEADING);
}

static bool lay_out(struct chart_job *job)
{
    struct profile *p = arena_alloc(job->a, sizeof *p);
    double text = 0;
    p->n = job->c->n_indicators;
    p->parent = job->r->places[job->c->place].parent;
    p->place = text_wrap_words(job, job->bold, TEXT_SIZE, job->r->places[job->c->place].name,
                               job->width * NAME_SHARE);
    p->name = p->place.width;
    p->rows = arena_array(job->a, p->n, sizeof *p->rows);
    for (size_t i = 0; i < p->n; i++)
        set_row(job, p, &p->rows[i], job->c->indicators[i]);
    widen_to_heads(job, p);
    if (!set_plot(job, p))
        return false;
    lay_out_key(job, p);
    for (size_t i = 0; i < p->n; i++)
        text += row_height(p, &p->rows[i]);
    job->least = p->key.height + head_height(p) + text + ROW_AIR_LEAST * (double)p->n;
    job->natural = job->least + (ROW_AIR - ROW_AIR_LEAST) * (double)p->n;
    job->layout = p;
    return true;
}

static void draw_range(const struct chart_job *job, struct plot *p, const struct profile_row *row,
                       double mid)
{
    double ends[2] = {1e300, -1e300};
    for (size_t i = 0; i < job->c->n_places; i++)
        mark_range_value(
            &ends[0], &ends[1],
            report_value(job->r, cell_at(row->indicator, job->c->places[i], job->year_index)));
    for (int inner = 0; inner < 2; inner++) {
        double x0 = axis_at(&row->axis, inner != 0 ? row->quartiles[0] : ends[0]);
        double x1 = axis_at(&row->axis, inner != 0 ? row->quartiles[1] : ends[1]);

        plot_box(p, fmin(x0, x1) - 0.5, mid - BAND / 2, fmax(x0, x1) + 0.5, mid + BAND / 2,
                 inner != 0 ? 0xC4C4C4 : 0xE9E9E9);
    }
}

static void draw_scale(const struct chart_job *job, struct plot *p, const struct profile *own,
                       struct profile_row *row, double mid)
{
    const struct value *v =
        report_value(job->r, cell_at(row->indicator, job->c->place, job->year_index));
    const struct target *t =
        report_target(job->r, cell_at(row->indicator, job->c->place, job->year_index));
    struct interval limits;
    row->axis.from = own->left;
    row->axis.to = own->right;
    draw_range(job, p, row, mid);
    if (own->parent >= 0) {
        const struct value *whole =
            report_value(job->r, cell_at(row->indicator, own->parent, job->year_index));
        double x =
            whole->kind == VALUE_MISSING ? -1 : axis_at(&row->axis, number_double(whole->number));

        if (x >= 0)
            mark_rule(p, x, mid - BAND / 2 - 3, x, mid + BAND / 2 + 3,
                      (struct pen){job->theme->text, 0.8, 2});
    }
    mark_target(job, p, t, &row->axis, mid - BAND / 2 - 2, mid + BAND / 2 + 2, LINE_TARGET);
    if (job_interval(job, row->indicator, job->c->place, &limits))
        mark_whisker(job, p, &row->axis, &limits, mid, 5);
    if (v->kind != VALUE_MISSING)
        mark_point(job, p, axis_at(&row->axis, number_double(v->number)), mid, POINT,
                   report_verdict(job->r, cell_at(row->indicator, job->c->place, job->year_index)));
}

static double target_right(const struct chart_job *job, const struct profile *p)
{
    return job->width - p->rank - GAP - (p->stacked ? 0 : p->value + GAP);
}

static void draw_row(const struct chart_job *job, struct plot *p, const struct profile *own,
                     struct profile_row *row, double mid)
{
    const struct chart_theme *t = job->theme;
    double x = job->width - own->rank - GAP;
    double up = own->stacked ? mid - CELL / 2 + TEXT_SIZE * LEADING / 2 : mid;
    double down = own->stacked ? mid + CELL / 2 - SMALL_LINE / 2 : mid;
    text_lines(p, job->role, TEXT_SIZE, t->text, AT_LEFT, 0, mid, &row->name);
    text_line(p, job->role, TEXT_SIZE, t->text, AT_RIGHT, job->width, mid, row->rank);
    text_line(p, job->bold, TEXT_SIZE, t->text, AT_RIGHT, x, up, row->value);
    if (own->targets)
        text_line(p, job->role, TEXT_SMALL, t->text, AT_RIGHT, target_right(job, own), down,
                  row->target);
    if (!row->known)
        return;
    text_lines(p, job->role, TEXT_SMALL, t->faint, AT_RIGHT, own->left - GAP - POINT / 2, mid,
               &row->ends[0]);
    text_lines(p, job->role, TEXT_SMALL, t->faint, AT_LEFT, own->right + GAP + POINT / 2, mid,
               &row->ends[1]);
    draw_scale(job, p, own, row, mid);
}

/* The heads of the columns, as what is below them stands. */
static void draw_heads(const struct chart_job *job, struct plot *p, const struct profile *own,
                       double y)
{
    uint32_t faint = job->theme->faint;
    double bottom = y + head_height(own), mid = bottom - 4 - SMALL_LINE / 2;
    double value = job->width - own->rank - GAP;
    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, 0,
               bottom - 4 - (double)own->place.n * TEXT_SIZE * LEADING / 2, &own->place);
    if (own->directed) {
        text_line(p, job->role, TEXT_SMALL, faint, AT_RIGHT, own->left - GAP - POINT / 2, mid,
                  job_word(job, W_WORST));
        text_line(p, job->role, TEXT_SMALL, faint, AT_LEFT, own->right + GAP + POINT / 2, mid,
                  job_word(job, W_BEST));
    }
    text_line(p, job->role, TEXT_SMALL, faint, AT_RIGHT, value,
              own->stacked ? mid - SMALL_LINE : mid, job_word(job, W_RESULT));
    if (own->targets)
        text_line(p, job->role, TEXT_SMALL, faint, AT_RIGHT, target_right(job, own), mid,
                  job_word(job, W_TARGET));
    text_line(p, job->role, TEXT_SMALL, faint, AT_RIGHT, job->width, mid, job_word(job, W_RANK));
    mark_rule(p, 0, bottom - 2, job->width, bottom - 2,
              (struct pen){job->theme->rule, LINE_THIN, 0});
}

static void draw(struct chart_job *job, struct plot *p)
{
    struct profile *own = job->layout;
    double air = ROW_AIR_LEAST + (ROW_AIR - ROW_AIR_LEAST) * job_stretch(job);
    double y = own->key.height;
    mark_key_draw(&own->key, job, p);
    draw_heads(job, p, own, y);
    y += head_height(own);
    for (size_t i = 0; i < own->n; i++) {
        double height = row_height(own, &own->rows[i]) + air;

        draw_row(job, p, own, &own->rows[i], y + height / 2);
        y += height;
    }
}

const struct chart_kind chart_profile = {
    {"profile", "单位剖面", SHOWS_SIBLINGS,
     "one place on the range of its siblings (of an indicator that is best within a range, from "
     "the lowest to the highest)",
     "一个单位在同级各单位中的位置（以区间为好的指标，从最低到最高）"},
    lay_out,
    draw};
