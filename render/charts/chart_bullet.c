/*
 * Bullet rows (Few 2006): each indicator against its target, every row on its own scale. Columns:
 * name | bar, target tick, last year and scale | result above last year's | target. Dots stand in
 * such rows as well.
 */
#include "render/charts/chart_rows.h"

#include <math.h>

#include "base/arena.h"

#define GAP 10.0      /* between columns */
#define BAR 9.0       /* thickness */
#define ROW_GAP 5.0   /* least space between rows */
#define ROW_AIR 6.0   /* more of it where there is room */
#define PLOT_MIN 70.0 /* width of the bars' column */
#define NAME_SHARE 0.32

struct row {
    int indicator;
    struct wrapped name;
    const char *value, *last, *target, *direction;
    struct axis axis;
    double height; /* least */
};

struct bullet {
    const struct row_look *look;
    struct key key;
    struct row *rows;
    double head;                                /* height of the column heads */
    double name, plot, plot_end, value, target; /* columns: value and target end there */
};

static void measure_row(const struct chart_job *job, struct bullet *b, struct row *row,
                        int indicator)
{
    const struct chart *c = job->c;
    const struct indicator *ind = &job->r->indicators[indicator];
    row->indicator = indicator;
    row->name = text_wrap(job, job->role, TEXT_SIZE, ind->name, job->width * NAME_SHARE);
    row->value = job_value(job, cell_at(indicator, c->place, job->year_index));
    row->target = job_target(job, cell_at(indicator, c->place, job->year_index));
    row->direction = job_direction(job, indicator);
    row->last = "";
    if (job->last_year >= 0 &&
        report_value(job->r, cell_at(indicator, c->place, job->last_year))->kind != VALUE_MISSING)
        row->last = arena_printf(job->a, language_text(job->r->language, "%s %s", "%s%s"),
                                 job_word(job, W_LAST_YEAR),
                                 job_value(job, cell_at(indicator, c->place, job->last_year)));
    b->name = fmax(b->name, row->name.width);
    b->value = fmax(b->value, text_width(job, job->bold, TEXT_SIZE, row->value));
    b->value = fmax(b->value, text_width(job, job->role, TEXT_SMALL, row->last));
    b->target = fmax(b->target, text_width(job, job->role, TEXT_SIZE, row->target));
    b->target = fmax(b->target, text_width(job, job->role, TEXT_SMALL, row->direction));
    row->height =
        fmax((double)row->name.n * TEXT_SIZE * LEADING, BAR + 4 + 2 + TEXT_SMALL * LEADING);
    row->height = fmax(row->height, (TEXT_SIZE + TEXT_SMALL) * LEADING) + ROW_GAP;
}

static void set_axis(const struct chart_job *job, const struct bullet *b, struct row *row)
{
    double lo = b->look->from_zero ? 0 : 1e300, hi = b->look->from_zero ? 0 : -1e300;
    const struct indicator *ind = &job->r->indicators[row->indicator];
    int place = job->c->place;
    mark_range_value(&lo, &hi,
                     report_value(job->r, cell_at(row->indicator, place, job->year_index)));
    if (*row->last != '\0')
        mark_range_value(&lo, &hi,
                         report_value(job->r, cell_at(row->indicator, place, job->last_year)));
    mark_range_target(&lo, &hi,
                      report_target(job->r, cell_at(row->indicator, place, job->year_index)));
    mark_range_interval(&lo, &hi, job, row->indicator, place);
    if (b->look->from_zero)
        mark_range_count(&hi, ind);
    else
        mark_range_widen(&lo, &hi, ind);
    /* A bound's arrow needs room beyond its end. */
    row->axis = axis_across(job, lo, hi, b->plot, b->plot_end - BAR / 2);
}

static void lay_out_key(struct chart_job *job, struct bullet *b)
{
    bool last = false, target = false, interval = false, from_zero = true;
    int place = job->c->place;
    struct interval limits;
    for (size_t i = 0; i < job->c->n_indicators; i++) {
        const struct row *row = &b->rows[i];

        if (report_value(job->r, cell_at(row->indicator, place, job->year_index))->kind !=
            VALUE_MISSING)
            mark_key_add_verdict(
                &b->key, job,
                report_verdict(job->r, cell_at(row->indicator, place, job->year_index)),
                b->look->points);
        last = last || *row->last != '\0';
        target = target ||
                 report_target(job->r, cell_at(row->indicator, place, job->year_index))->kind !=
                     TARGET_UNSET;
        interval = interval || job_interval(job, row->indicator, place, &limits);
        from_zero = from_zero && row->axis.lo <= 0 && row->axis.hi >= 0;
    }
    if (target)
        mark_key_add(&b->key, KEY_TARGET, job_word(job, W_TARGET));
    if (last)
        mark_key_add(&b->key, b->look->points ? KEY_LAST_TICK : KEY_LAST_RING,
                     job_word(job, W_LAST_YEAR));
    if (interval)
        mark_key_add(&b->key, KEY_INTERVAL, job_word(job, W_INTERVAL));
    if (!from_zero)
        mark_key_add(&b->key, KEY_REMARK, job_word(job, W_ACROSS_NOT_ZERO));
    mark_key_lay_out(&b->key, job);
}

bool bullet_scales_lay_out(struct chart_job *job, const struct row_look *look)
{
    struct bullet *b = arena_alloc(job->a, sizeof *b);
    size_t n = job->c->n_indicators;
    b->look = look;
    b->rows = arena_array(job->a, n, sizeof *b->rows);
    b->name = text_width(job, job->role, TEXT_SMALL, job_word(job, W_INDICATOR));
    b->value = text_width(job, job->role, TEXT_SMALL, job_word(job, W_RESULT));
    b->target = text_width(job, job->role, TEXT_SMALL, job_word(job, W_TARGET));
    for (size_t i = 0; i < n; i++)
        measure_row(job, b, &b->rows[i], job->c->indicators[i]);
    /* The first tick label is centred on the bars' left end. */
    b->plot = b->name + GAP + TEXT_SMALL / 2;
    b->plot_end = job->width - b->target - b->value - 3 * GAP;
    if (b->plot_end - b->plot < PLOT_MIN)
        return job_too_narrow(job, job->width + PLOT_MIN - (b->plot_end - b->plot));
    b->value = b->plot_end + GAP + b->value;
    b->target = job->width;
    for (size_t i = 0; i < n; i++)
        set_axis(job, b, &b->rows[i]);
    lay_out_key(job, b);
    b->head = TEXT_SMALL * LEADING + 3;
    job->least = b->key.height + b->head;
    for (size_t i = 0; i < n; i++)
        job->least += b->rows[i].height;
    job->natural = job->least + ROW_AIR * (double)n;
    job->layout = b;
    return true;
}

static void draw_head(const struct chart_job *job, struct plot *p, const struct bullet *b)
{
    double y = b->key.height + TEXT_SMALL * LEADING / 2, rule = b->key.height + b->head;
    uint32_t faint = job->theme->faint;
    text_line(p, job->role, TEXT_SMALL, faint, AT_LEFT, 0, y, job_word(job, W_INDICATOR));
    text_line(p, job->role, TEXT_SMALL, faint, AT_RIGHT, b->value, y, job_word(job, W_RESULT));
    text_line(p, job->role, TEXT_SMALL, faint, AT_RIGHT, b->target, y, job_word(job, W_TARGET));
    mark_rule(p, 0, rule, job->width, rule, (struct pen){job->theme->rule, LINE_THIN, 0});
}

static void draw_scale(const struct chart_job *job, struct plot *p, const struct axis *x, double y)
{
    struct pen thin = {job->theme->faint, LINE_THIN, 0};
    mark_rule(p, x->from, y, x->to, y, thin);
    for (int i = 0; i < x->n; i++) {
        double at = axis_at(x, x->ticks[i]);

        mark_rule(p, at, y, at, y + 2.5, thin);
        text_line(p, job->role, TEXT_SMALL, job->theme->faint, AT_MIDDLE, axis_label_at(job, x, i),
                  y + 3 + TEXT_SMALL * LEADING / 2, x->labels[i]);
    }
}

/* Bands from the scale's beginning to its end, light ones for better (Few, Bullet Graph). */
static void draw_bands(const struct chart_job *job, struct plot *p, const struct row *row, double y)
{
    static const uint32_t greys[] = {0xF0F0F0, 0xE4E4E4, 0xD6D6D6, 0xC8C8C8};
    const struct indicator *ind = &job->r->indicators[row->indicator];
    bool lower = ind->better == BETTER_LOWER;
    size_t n = ind->n_bands < 3 ? ind->n_bands : 3;
    double from = row->axis.from;
    for (size_t i = 0; n > 0 && i <= n; i++) {
        double to = i < n ? axis_at(&row->axis, number_double(ind->bands[i])) : row->axis.to;

        plot_box(p, from, y - BAR / 2 - 3, to, y + BAR / 2 + 2, greys[lower ? i : n - i]);
        from = to;
    }
}

/* What is said of a value stands over its bar, but behind its point. */
static void draw_marks(const struct chart_job *job, struct plot *p, const struct bullet *b,
                       const struct row *row, double y)
{
    const struct report *r = job->r;
    int place = job->c->place;
    const struct value *v = report_value(r, cell_at(row->indicator, place, job->year_index));
    const struct value *last =
        *row->last != '\0' ? report_value(r, cell_at(row->indicator, place, job->last_year)) : NULL;
    enum verdict verdict = report_verdict(r, cell_at(row->indicator, place, job->year_index));
    struct interval limits;
    bool points = b->look->points, known = v->kind != VALUE_MISSING;

    draw_bands(job, p, row, y);
    if (known && !points)
        b->look->mark(job, p, &row->axis, v, y, BAR, verdict);
    mark_target(job, p, report_target(r, cell_at(row->indicator, place, job->year_index)),
                &row->axis, y - BAR / 2 - 3, y + BAR / 2 + 2, LINE_TARGET);
    if (last != NULL && points)
        mark_last_tick(job, p, &row->axis, last, y, BAR);
    else if (last != NULL)
        plot_shape(p, SHAPE_RING, axis_at(&row->axis, number_double(last->number)), y, 5.5,
                   (struct pen){job->theme->text, 1, 0});
    if (job_interval(job, row->indicator, place, &limits))
        mark_whisker(job, p, &row->axis, &limits, y, 5);
    if (known && points)
        b->look->mark(job, p, &row->axis, v, y, BAR, verdict);
}

static void draw_two(const struct chart_job *job, struct plot *p, int role, uint32_t colour,
                     double x, double y, const char *first, const char *second)
{
    double half = (TEXT_SIZE + TEXT_SMALL) * LEADING / 4;
    text_line(p, role, TEXT_SIZE, colour, AT_RIGHT, x, *second != '\0' ? y - half : y, first);
    text_line(p, job->role, TEXT_SMALL, job->theme->faint, AT_RIGHT, x, y + half, second);
}

static void draw_row(const struct chart_job *job, struct plot *p, const struct bullet *b,
                     const struct row *row, double mid)
{
    const struct chart_theme *t = job->theme;
    bool missing =
        report_value(job->r, cell_at(row->indicator, job->c->place, job->year_index))->kind ==
        VALUE_MISSING;
    double scale = TEXT_SMALL * LEADING + 3, bar = mid - scale / 2;

    text_lines(p, job->role, TEXT_SIZE, t->text, AT_LEFT, 0, mid, &row->name);
    draw_scale(job, p, &row->axis, bar + BAR / 2 + 2);
    draw_marks(job, p, b, row, bar);
    draw_two(job, p, missing ? job->role : job->bold, missing ? t->faint : t->text, b->value, mid,
             row->value, row->last);
    draw_two(job, p, job->role, t->text, b->target, mid, row->target, row->direction);
}

void bullet_scales_draw(struct chart_job *job, struct plot *p)
{
    const struct bullet *b = job->layout;
    double air = ROW_AIR * job_stretch(job), y = b->key.height + b->head;
    mark_key_draw(&b->key, job, p);
    draw_head(job, p, b);
    for (size_t i = 0; i < job->c->n_indicators; i++) {
        double height = b->rows[i].height + air;

        draw_row(job, p, b, &b->rows[i], y + height / 2);
        y += height;
    }
}

static bool lay_out(struct chart_job *job)
{
    return bullet_scales_lay_out(job, &row_bars);
}

const struct chart_kind chart_bullet = {{"bullet", "目标对比", SHOWS_INDICATORS,
                                         "a row for each indicator: value, target, last year",
                                         "每项指标一行：数值、目标、上年"},
                                        lay_out,
                                        bullet_scales_draw};
