/*
 * Is a small place really different? Rates over their denominators with the limits within which
 * they would lie by chance alone (Spiegelhalter, Funnel plots for comparing institutional
 * performance, 2005): 95 and 99.8 %. Names stand at their points where they touch nothing, else at
 * the right with a line to the point.
 */
#include "render/chart_kind.h"
#include "render/chart_spread.h"

#include <math.h>
#include <string.h>

#include "data/arena.h"
#include "data/text.h"

#define PLOT_MIN 140.0 /* width */
#define PLOT_HEIGHT 150.0
#define GAP 6.0
#define LEADER 16.0
#define POINT 6.0
#define PANEL_GAP 14.0
#define HEAD_GAP 4.0
#define STRIP (TEXT_SMALL * LEADING)
#define SAMPLES 48      /* of a limit */
#define LIMITS_FROM 0.7 /* of the smallest denominator: limits of fewer cases say nothing */
#define NAME_SHARE 0.3
#define ROUNDS 6       /* of placing names */
#define OTHER_LABELS 6 /* in the column: four limits, the whole, the target */

struct funnel_point {
    int place;
    double n, value;
    struct wrapped label;
    bool outside; /* of the 99.8 % limits */
    double x, y;
    bool near; /* its label stands at the point, in box; else in the column */
    struct box box;
};

struct funnel_panel {
    int indicator;
    struct wrapped head, missing, across; /* across: what the horizontal axis shows */
    const struct target *target;
    double middle, theta; /* of the whole: in the unit, and as a share or rate of one */
    double multiplier;
    double smallest; /* denominator: limits begin a little before it */
    struct funnel_point *points;
    size_t n;
    struct axis x, y;
    struct wrapped whole, target_label;
    double column; /* height that the names need, were all at the right */
};

struct funnel {
    struct key key;
    struct funnel_panel *panels;
    double left, right; /* of the plot */
    double labels;      /* width of the column at the right */
    struct wrapped limit_names[2];
};

/* ---- layout ---- */

static struct interval limits(const struct chart_job *job, const struct funnel_panel *f, double n,
                              double z)
{
    enum unit_kind unit = job->r->indicators[f->indicator].unit;
    struct interval i = unit == UNIT_PERMILLE ? interval_funnel_rate(f->theta, n, z)
                                              : interval_funnel_share(f->theta, n, z);

    if (unit == UNIT_RATIO) /* the share of one kind, for so many of the other */
        i = (struct interval){i.low / (1 - i.low), i.high / (1 - i.high)};
    return (struct interval){i.low * f->multiplier, i.high * f->multiplier};
}

/* Rates of counts of a whole that is known: else there is no funnel, which is told. */
static bool has_funnel(const struct chart_job *job, int indicator)
{
    const struct indicator *ind = &job->r->indicators[indicator];
    const struct value *v = report_value(job->r, indicator, job->c->place, job->year);

    if (ind->unit != UNIT_COUNT && v->kind == VALUE_EXACT && number_sign(v->number) > 0)
        return true;
    msg(job->ctx->messages, SEV_ERROR, job->c->at, "funnel-rate",
        "chart %s: a funnel shows rates in %%, ‰ or :100 of a whole whose rate is known and above "
        "0; '%s' is none: choose another indicator or kind",
        "图“%s”：漏斗图只用于以 %%、‰ 或 :100 计、且总体比率已知并大于 0 "
        "的指标，“%s”不是：请换指标或图的类型",
        job->c->name, ind->name);
    return false;
}

static void add_point(const struct chart_job *job, struct funnel_panel *f, int place)
{
    const struct value *v = report_value(job->r, f->indicator, place, job->year);
    struct funnel_point *point = &f->points[f->n];

    if (v->kind != VALUE_EXACT || !v->denominator)
        return;
    *point = (struct funnel_point){
        .place = place, .n = number_double(v->denominator), .value = number_double(v->number)};
    if (job->r->indicators[f->indicator].unit == UNIT_RATIO) /* boys and girls alike are cases */
        point->n += number_double(v->numerator);
    struct interval far = limits(job, f, point->n, INTERVAL_Z998);

    point->outside = point->value < far.low || point->value > far.high;
    point->label = text_wrap(job, point->outside ? job->bold : job->role, TEXT_SMALL,
                             arena_printf(job->a, "%s %s", job->r->places[place].name,
                                          job_value(job, f->indicator, place, job->year)),
                             job->width * NAME_SHARE);
    f->n++;
}

/* "暂无数据：夏埠乡、童家镇" of those without numerator and denominator. */
static struct wrapped missing_text(const struct chart_job *job, const struct funnel_panel *f)
{
    const struct chart *c = job->c;
    bool zh = job->r->language == LANG_ZH;
    struct buf b = {0};
    struct wrapped text = {0};

    for (size_t i = 0; i < c->n_places; i++) {
        const struct value *v = report_value(job->r, f->indicator, c->places[i], job->year);

        if (v->kind == VALUE_EXACT && v->denominator)
            continue;
        buf_printf(&b,
                   b.len == 0 ? zh ? "%s：%s" : "%s: %s"
                   : zh       ? "、%.0s%s"
                              : ", %.0s%s",
                   job_word(job, W_NO_COUNTS), job->r->places[c->places[i]].name);
    }
    if (b.len > 0)
        text =
            text_wrap(job, job->role, TEXT_SMALL, arena_strndup(job->a, b.data, b.len), job->width);
    buf_free(&b);
    return text;
}

static const char *denominator_name(const struct chart_job *job, int indicator)
{
    int d = job->r->indicators[indicator].denominator;

    if (job->r->indicators[indicator].unit == UNIT_RATIO)
        return job_word(job, W_CASES);
    if (d < 0)
        return job_word(job, W_DENOMINATOR);
    return job->r->indicators[d].name ? job->r->indicators[d].name : job_word(job, W_DENOMINATOR);
}

static void set_texts(const struct chart_job *job, struct funnel_panel *f)
{
    const char *space = job->r->language == LANG_ZH ? "" : " ";
    int place = job->c->place;

    f->head = text_wrap(job, job->bold, TEXT_SIZE, job_head(job, f->indicator), job->width);
    f->missing = missing_text(job, f);
    f->across =
        text_wrap(job, job->role, TEXT_SMALL, denominator_name(job, f->indicator), job->width / 2);
    f->whole = text_wrap(job, job->role, TEXT_SMALL,
                         arena_printf(job->a, "%s %s", job->r->places[place].name,
                                      job_value(job, f->indicator, place, job->year)),
                         job->width * NAME_SHARE);
    if (f->target->kind != TARGET_UNSET)
        f->target_label = text_wrap(job, job->role, TEXT_SMALL,
                                    arena_printf(job->a, "%s%s%s", job_word(job, W_TARGET), space,
                                                 job_target(job, f->indicator, place, job->year)),
                                    job->width * NAME_SHARE);
}

/*
 * From 0, so that the funnel is seen to narrow; up and down the values, and the limits at the
 * smallest place as far as they leave the values a third of the height.
 */
static void set_ranges(const struct chart_job *job, struct funnel_panel *f)
{
    double least = 1e300, most = 0, lo = f->middle, hi = f->middle;

    for (size_t i = 0; i < f->n; i++) {
        least = fmin(least, f->points[i].n);
        most = fmax(most, f->points[i].n);
        lo = fmin(lo, f->points[i].value);
        hi = fmax(hi, f->points[i].value);
    }
    struct interval far = limits(job, f, least, INTERVAL_Z998);

    f->smallest = least;
    range_target(&lo, &hi, f->target);
    range_widen(&lo, &hi, &job->r->indicators[f->indicator]);
    double room = hi - lo;

    lo = fmin(lo, fmax(far.low, lo - room));
    hi = fmax(hi, fmin(far.high, hi + room));
    range_widen(&lo, &hi, &job->r->indicators[f->indicator]);
    f->x = (struct axis){.lo = 0, .hi = most * 1.04};
    f->y = axis_choose(job->a, lo, hi, 5);
}

static double lines_height(const struct wrapped *w)
{
    return (double)w->n * STRIP;
}

static bool set_panel(const struct chart_job *job, struct funnel *s, struct funnel_panel *f)
{
    const struct chart *c = job->c;
    const struct indicator *ind = &job->r->indicators[f->indicator];

    if (!has_funnel(job, f->indicator))
        return false;
    f->multiplier = (double)ind->multiplier;
    f->middle = number_double(report_value(job->r, f->indicator, c->place, job->year)->number);
    f->theta = f->middle / f->multiplier;
    if (ind->unit == UNIT_RATIO)
        f->theta /= 1 + f->theta;
    f->target = report_target(job->r, f->indicator, c->place, job->year);
    f->points = arena_array(job->a, c->n_places + 1, sizeof *f->points);
    for (size_t i = 0; i < c->n_places; i++)
        add_point(job, f, c->places[i]);
    set_texts(job, f);
    if (f->n == 0)
        return true;
    set_ranges(job, f);
    f->column = lines_height(&f->whole) + lines_height(&f->target_label) + 4 * STRIP;
    s->labels = fmax(s->labels, fmax(f->whole.width, f->target_label.width));
    for (size_t i = 0; i < f->n; i++) {
        f->column += lines_height(&f->points[i].label);
        s->labels = fmax(s->labels, f->points[i].label.width);
    }
    for (int i = 0; i < f->y.n; i++)
        s->left = fmax(s->left, text_width(job, job->role, TEXT_SMALL, f->y.labels[i]) + GAP);
    return true;
}

static void lay_out_key(const struct chart_job *job, struct funnel *s)
{
    bool from_zero = true;

    for (size_t k = 0; k < job->c->n_indicators; k++) {
        const struct funnel_panel *f = &s->panels[k];

        from_zero = from_zero && f->y.lo <= 0;
        for (size_t i = 0; i < f->n; i++)
            key_add_verdict(&s->key, job,
                            report_verdict(job->r, f->indicator, f->points[i].place, job->year),
                            true);
        if (f->target->kind != TARGET_UNSET)
            key_add(&s->key, KEY_TARGET_STEP, job_word(job, W_TARGET));
    }
    key_add(&s->key, KEY_WHOLE, job->r->places[job->c->place].name);
    if (!from_zero)
        key_add(&s->key, KEY_REMARK, job_word(job, W_SCALE_NOT_ZERO));
    key_lay_out(&s->key, job);
}

/* Heights beside the plot. */
static double around(const struct funnel_panel *f)
{
    double plot = f->n > 0 ? STRIP + 4 + lines_height(&f->across) : 0;

    return (double)f->head.n * TEXT_SIZE * LEADING + HEAD_GAP + plot + lines_height(&f->missing);
}

static bool lay_out(struct chart_job *job)
{
    struct funnel *s = arena_alloc(job->a, sizeof *s);
    size_t n = job->c->n_indicators;

    s->panels = arena_array(job->a, n, sizeof *s->panels);
    s->limit_names[0] = text_wrap(job, job->role, TEXT_SMALL, "95%", job->width);
    s->limit_names[1] = text_wrap(job, job->role, TEXT_SMALL, "99.8%", job->width);
    s->labels = s->limit_names[1].width;
    for (size_t i = 0; i < n; i++) {
        s->panels[i].indicator = job->c->indicators[i];
        if (!set_panel(job, s, &s->panels[i]))
            return false;
    }
    s->right = job->width - s->labels - GAP - LEADER;
    if (s->right - s->left < PLOT_MIN)
        return job_too_narrow(job, job->width + PLOT_MIN - (s->right - s->left));
    lay_out_key(job, s);
    job->least = job->natural = s->key.height + PANEL_GAP * (double)(n - 1);
    for (size_t i = 0; i < n; i++) {
        const struct funnel_panel *f = &s->panels[i];
        double least = f->n > 0 ? fmax(f->column, 60) : 0;

        job->least += around(f) + least;
        job->natural += around(f) + (f->n > 0 ? fmax(least, PLOT_HEIGHT) : 0);
    }
    job->layout = s;
    return true;
}

/* ---- drawing ---- */

static void draw_scales(const struct chart_job *job, struct plot *p, const struct funnel *s,
                        const struct funnel_panel *f, double bottom)
{
    const struct chart_theme *t = job->theme;
    struct axis x = axis_across(job, f->x.lo, f->x.hi, s->left, s->right);

    for (int i = 0; i < f->y.n; i++) {
        double y = axis_at(&f->y, f->y.ticks[i]);

        draw_rule(p, s->left, y, s->right, y, (struct pen){t->rule, LINE_THIN, 0});
        text_line(p, job->role, TEXT_SMALL, t->faint, AT_RIGHT, s->left - GAP, y, f->y.labels[i]);
    }
    draw_rule(p, s->left, bottom, s->right, bottom, (struct pen){t->faint, 0.8, 0});
    for (int i = 0; i < x.n && x.ticks[i] <= f->x.hi; i++) {
        double at = s->left + (s->right - s->left) * x.ticks[i] / f->x.hi;

        draw_rule(p, at, bottom, at, bottom + 2.5, (struct pen){t->faint, LINE_THIN, 0});
        text_line(p, job->role, TEXT_SMALL, t->faint, AT_MIDDLE,
                  fmin(at, s->right - text_width(job, job->role, TEXT_SMALL, x.labels[i]) / 2),
                  bottom + 3 + STRIP / 2, x.labels[i]);
    }
}

/* One limit over all sizes of places, where it lies on the scale. */
static void draw_limit(const struct chart_job *job, struct plot *p, const struct funnel *s,
                       const struct funnel_panel *f, double z, bool high)
{
    double xs[SAMPLES], ys[SAMPLES];
    int n = 0;

    for (int i = 0; i < SAMPLES; i++) {
        double share = i / (SAMPLES - 1.0), from = f->smallest * LIMITS_FROM;
        double size = from + share * share * (f->x.hi - from); /* denser where steep */
        struct interval at = limits(job, f, size, z);
        double value = high ? at.high : at.low;

        if (value < f->y.lo || value > f->y.hi)
            continue;
        xs[n] = s->left + (s->right - s->left) * size / f->x.hi;
        ys[n++] = axis_at(&f->y, value);
    }
    if (n > 1)
        plot_line(p, xs, ys, n, (struct pen){job->theme->faint, 0.8, z > INTERVAL_Z95 ? 0 : 2});
}

static void draw_level(struct plot *p, const struct funnel *s, const struct funnel_panel *f,
                       double value, struct pen pen)
{
    double y = axis_at(&f->y, value);

    draw_rule(p, s->left, y, s->right, y, pen);
}

/* The height of a value, or of the end of the scale that it lies beyond. */
static double level(const struct funnel_panel *f, double value)
{
    return axis_at(&f->y, fmin(fmax(value, f->y.lo), f->y.hi));
}

/* Whether the line of the whole or of the target runs through a box. */
static bool crossed(const struct funnel_panel *f, struct box box)
{
    double values[] = {f->middle, f->target->low ? number_double(f->target->low) : f->y.lo,
                       f->target->high ? number_double(f->target->high) : f->y.lo};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        double y = level(f, values[i]);

        if (y > box.y0 && y < box.y1)
            return true;
    }
    return false;
}

static bool is_free(const struct funnel_panel *f, struct box box)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct funnel_point *p = &f->points[i];
        double r = POINT / 2 + 1;

        if (boxes_touch(box, (struct box){p->x - r, p->y - r, p->x + r, p->y + r}) ||
            (p->near && boxes_touch(box, p->box)))
            return false;
    }
    return true;
}

/* A label of the column at the right, and the point or line that it belongs to. */
struct side_label {
    const struct wrapped *text;
    int role;
    double x, y;
};

struct column {
    struct side_label *labels;
    struct spread *spread;
    size_t n;
};

/* Whether a line that runs to the right touches a box. */
static bool passes(double x0, double y0, double x1, double y1, struct box box)
{
    double from = fmax(x0, box.x0), to = fmin(x1, box.x1), slope = (y1 - y0) / (x1 - x0);

    if (from >= to)
        return false;
    double a = y0 + slope * (from - x0), b = y0 + slope * (to - x0);

    return fmax(a, b) > box.y0 && fmin(a, b) < box.y1;
}

/* Whether a line of the column, but its own, strikes through the label of a point. */
static bool is_struck(const struct funnel *s, const struct column *c,
                      const struct funnel_point *point)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->labels[i].text != &point->label &&
            passes(c->labels[i].x, c->labels[i].y, s->right + 3, c->spread[i].at, point->box))
            return true;
    return false;
}

/*
 * Sets the label beside its point, where nothing is in its way and it lies on the plot: right,
 * left, above, below or at a corner, in the order of Imhof (Positioning Names on Maps, 1975).
 */
static void place_near(const struct funnel *s, const struct funnel_panel *f,
                       struct funnel_point *point, const struct column *c, double top,
                       double bottom)
{
    static const int sides[][2] = {{1, 0},  {-1, 0},  {0, -1}, {0, 1},
                                   {1, -1}, {-1, -1}, {1, 1},  {-1, 1}};
    double w = point->label.width, h = lines_height(&point->label);

    for (size_t i = 0; i < sizeof sides / sizeof *sides && !point->near; i++) {
        double away = sides[i][0] && sides[i][1] ? POINT / 2 : POINT / 2 + 2;
        double x = point->x - w / 2 + sides[i][0] * (w / 2 + away);
        double y = point->y - h / 2 + sides[i][1] * (h / 2 + away);

        point->box = (struct box){x, y, x + w, y + h};
        point->near = x > s->left && x + w < s->right && y > top && y + h < bottom &&
                      is_free(f, point->box) && !crossed(f, point->box) && !is_struck(s, c, point);
    }
}

static void add_side(struct column *c, const struct wrapped *text, int role, double x, double y)
{
    if (text->n == 0)
        return;
    c->spread[c->n] = (struct spread){.wanted = y, .height = lines_height(text)};
    c->labels[c->n++] = (struct side_label){text, role, x, y};
}

/* The limits, where their ends lie on the scale. */
static void add_limits(const struct chart_job *job, const struct funnel *s,
                       const struct funnel_panel *f, struct column *c)
{
    for (int i = 0; i < 2; i++) {
        struct interval at = limits(job, f, f->x.hi, i == 0 ? INTERVAL_Z95 : INTERVAL_Z998);
        double ends[] = {at.low, at.high};

        for (int k = 0; k < 2; k++)
            if (ends[k] >= f->y.lo && ends[k] <= f->y.hi)
                add_side(c, &s->limit_names[i], job->role, s->right, level(f, ends[k]));
    }
}

/* All that stands at the right: lines, and the names that do not stand near their points. */
static void fill_column(const struct chart_job *job, const struct funnel *s,
                        const struct funnel_panel *f, struct column *c, double top, double bottom)
{
    const struct number *limit = f->target->high ? f->target->high : f->target->low;

    c->n = 0;
    add_limits(job, s, f, c);
    add_side(c, &f->whole, job->role, s->right, level(f, f->middle));
    if (limit)
        add_side(c, &f->target_label, job->role, s->right, level(f, number_double(limit)));
    for (size_t i = 0; i < f->n; i++)
        if (!f->points[i].near)
            add_side(c, &f->points[i].label, f->points[i].outside ? job->bold : job->role,
                     f->points[i].x + POINT / 2, f->points[i].y);
    spread_labels(c->spread, c->n, top, bottom);
}

/* Takes away the names at their points that lines of the column strike through; whether any. */
static bool clear_lines(const struct funnel *s, struct funnel_panel *f, const struct column *c)
{
    bool any = false;

    for (size_t i = 0; i < f->n; i++)
        if (f->points[i].near && is_struck(s, c, &f->points[i])) {
            f->points[i].near = false;
            any = true;
        }
    return any;
}

/* Names at their points, those outside the limits first, where the column's lines leave room. */
static void place_all(const struct funnel *s, struct funnel_panel *f, const struct column *c,
                      double top, double bottom)
{
    for (int outside = 1; outside >= 0; outside--)
        for (size_t i = 0; i < f->n; i++)
            if (f->points[i].outside == outside && !f->points[i].near)
                place_near(s, f, &f->points[i], c, top, bottom);
}

/* Names go to the column for good after some rounds in which others may come back from it. */
static void place_names(const struct chart_job *job, const struct funnel *s, struct funnel_panel *f,
                        struct column *c, double top, double bottom)
{
    for (int round = 0; round == 0 || clear_lines(s, f, c); round++) {
        if (round < ROUNDS)
            place_all(s, f, c, top, bottom);
        fill_column(job, s, f, c, top, bottom);
    }
}

static void draw_column(const struct chart_job *job, struct plot *p, const struct funnel *s,
                        const struct column *c)
{
    double x = s->right + GAP + LEADER;
    struct pen pen = {job->theme->rule, LINE_THIN, 0};

    for (size_t i = 0; i < c->n; i++) {
        const struct side_label *label = &c->labels[i];
        double y = c->spread[i].at;

        draw_rule(p, label->x, label->y, s->right + 3, y, pen);
        draw_rule(p, s->right + 3, y, x - 2, y, pen);
        text_lines(p, label->role, TEXT_SMALL, job->theme->text, AT_LEFT, x, y, label->text);
    }
}

static void draw_names(const struct chart_job *job, struct plot *p, const struct funnel *s,
                       struct funnel_panel *f, double top, double bottom)
{
    size_t room = f->n + OTHER_LABELS;
    struct column c = {arena_array(job->a, room, sizeof *c.labels),
                       arena_array(job->a, room, sizeof *c.spread), 0};

    place_names(job, s, f, &c, top, bottom);
    for (size_t i = 0; i < f->n; i++) {
        const struct funnel_point *point = &f->points[i];
        struct box box = point->box;

        if (!point->near)
            continue;
        plot_box(p, box.x0, box.y0, box.x1, box.y1, 0xFFFFFF); /* over limits and scale */
        text_lines(p, point->outside ? job->bold : job->role, TEXT_SMALL, job->theme->text, AT_LEFT,
                   box.x0, (box.y0 + box.y1) / 2, &point->label);
    }
    draw_column(job, p, s, &c);
}

static void draw_plot(const struct chart_job *job, struct plot *p, const struct funnel *s,
                      struct funnel_panel *f, double top, double bottom)
{
    const struct chart_theme *t = job->theme;

    f->y.from = bottom;
    f->y.to = top;
    draw_scales(job, p, s, f, bottom);
    for (int high = 0; high < 2; high++) {
        draw_limit(job, p, s, f, INTERVAL_Z95, high);
        draw_limit(job, p, s, f, INTERVAL_Z998, high);
    }
    draw_level(p, s, f, f->middle, (struct pen){t->text, 0.8, 3});
    if (f->target->kind != TARGET_UNSET && f->target->low)
        draw_level(p, s, f, number_double(f->target->low), (struct pen){t->target, 1.2, 0});
    if (f->target->kind != TARGET_UNSET && f->target->high)
        draw_level(p, s, f, number_double(f->target->high), (struct pen){t->target, 1.2, 0});
    for (size_t i = 0; i < f->n; i++) {
        struct funnel_point *point = &f->points[i];

        point->x = s->left + (s->right - s->left) * point->n / f->x.hi;
        point->y = level(f, point->value);
    }
    draw_names(job, p, s, f, top, bottom);
    for (size_t i = 0; i < f->n; i++)
        draw_point(job, p, f->points[i].x, f->points[i].y, POINT,
                   report_verdict(job->r, f->indicator, f->points[i].place, job->year));
}

static double draw_panel(const struct chart_job *job, struct plot *p, const struct funnel *s,
                         struct funnel_panel *f, double y, double height)
{
    double head = (double)f->head.n * TEXT_SIZE * LEADING;

    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, 0, y + head / 2, &f->head);
    y += head + HEAD_GAP;
    if (f->n > 0) {
        draw_plot(job, p, s, f, y, y + height);
        y += height + STRIP + 4;
        text_lines(p, job->role, TEXT_SMALL, job->theme->text, AT_RIGHT, s->right,
                   y + lines_height(&f->across) / 2, &f->across);
        y += lines_height(&f->across);
    }
    text_lines(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, 0,
               y + lines_height(&f->missing) / 2, &f->missing);
    return y + lines_height(&f->missing);
}

static void draw(struct chart_job *job, struct plot *p)
{
    struct funnel *s = job->layout;
    double y = s->key.height, stretch = job_stretch(job);

    key_draw(&s->key, job, p);
    for (size_t i = 0; i < job->c->n_indicators; i++) {
        struct funnel_panel *f = &s->panels[i];
        double least = f->n > 0 ? fmax(f->column, 60) : 0;
        double natural = f->n > 0 ? fmax(least, PLOT_HEIGHT) : 0;

        y = draw_panel(job, p, s, f, y, least + (natural - least) * stretch) + PANEL_GAP;
    }
}

const struct chart_kind chart_funnel = {{"funnel", "漏斗图", SHOWS_SIZES,
                                         "rates by size, with the limits that chance explains",
                                         "比率与规模，及偶然波动的界限"},
                                        lay_out,
                                        draw};
