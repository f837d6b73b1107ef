/*
 * Is a small place really different? Rates over their denominators with the limits within which
 * they would lie by chance alone (Spiegelhalter, Funnel plots for comparing institutional
 * performance, 2005): 95 and 99.8 %. Names stand at their points where they touch nothing, else at
 * the right with a line to the point; where they are too many only those that deviate most are
 * named.
 */
#include "render/charts/chart_names.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

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
#define KEY_ROOM (2 * STRIP + 5) /* left free for the key before its height is known */

struct funnel_point {
    int place;
    double n, value;
    struct wrapped label;
    double deviation; /* from the whole, in the width of the 99.8 % limits there */
    bool outside;     /* of them */
    double x, y;
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
    bool some_unnamed;
    struct wrapped limit_names[2];
};

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
    const struct value *v =
        report_value(job->r, cell_at(indicator, job->c->place, job->year_index));
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
    const struct value *v = report_value(job->r, cell_at(f->indicator, place, job->year_index));
    struct funnel_point *point = &f->points[f->n];
    if (v->kind != VALUE_EXACT || v->denominator == NULL)
        return;
    *point = (struct funnel_point){
        .place = place, .n = number_double(v->denominator), .value = number_double(v->number)};
    if (job->r->indicators[f->indicator].unit == UNIT_RATIO) /* boys and girls alike are cases */
        point->n += number_double(v->numerator);
    struct interval far = limits(job, f, point->n, INTERVAL_Z998);

    double off = point->value - f->middle;
    double limit = off < 0 ? f->middle - far.low : far.high - f->middle;

    point->deviation = fabs(off) / fmax(limit, 1e-9);
    point->outside = point->value < far.low || point->value > far.high;
    point->label =
        text_wrap(job, point->outside ? job->bold : job->role, TEXT_SMALL,
                  arena_printf(job->a, "%s %s", job->r->places[place].name,
                               job_value(job, cell_at(f->indicator, place, job->year_index))),
                  job->width * NAME_SHARE);
    f->n++;
}

/* "暂无数据：夏埠乡、童家镇" of those without numerator and denominator. */
static struct wrapped missing_text(const struct chart_job *job, const struct funnel_panel *f)
{
    const struct chart *c = job->c;
    enum language language = job->r->language;
    struct buf b = {0};
    struct wrapped text = {0};
    for (size_t i = 0; i < c->n_places; i++) {
        const struct value *v =
            report_value(job->r, cell_at(f->indicator, c->places[i], job->year_index));

        if (v->kind == VALUE_EXACT && v->denominator != NULL)
            continue;
        buf_printf(&b,
                   b.len == 0 ? language_text(language, "%s: %s", "%s：%s")
                              : language_text(language, ", %.0s%s", "、%.0s%s"),
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
    return job->r->indicators[d].name != NULL ? job->r->indicators[d].name
                                              : job_word(job, W_DENOMINATOR);
}

static void set_texts(const struct chart_job *job, struct funnel_panel *f)
{
    const char *space = language_text(job->r->language, " ", "");
    int place = job->c->place;
    f->head = text_wrap(job, job->bold, TEXT_SIZE, job_head(job, f->indicator), job->width);
    f->missing = missing_text(job, f);
    f->across =
        text_wrap(job, job->role, TEXT_SMALL, denominator_name(job, f->indicator), job->width / 2);
    f->whole =
        text_wrap(job, job->role, TEXT_SMALL,
                  arena_printf(job->a, "%s %s", job->r->places[place].name,
                               job_value(job, cell_at(f->indicator, place, job->year_index))),
                  job->width * NAME_SHARE);
    if (f->target->kind != TARGET_UNSET)
        f->target_label =
            text_wrap(job, job->role, TEXT_SMALL,
                      arena_printf(job->a, "%s%s%s", job_word(job, W_TARGET), space,
                                   job_target(job, cell_at(f->indicator, place, job->year_index))),
                      job->width * NAME_SHARE);
}

/*
 * From 0, so that the funnel is seen to narrow; up and down the values, and the limits at the
 * smallest place as far as they leave the values a third of the height.
 */
static void set_ranges(const struct chart_job *job, struct funnel_panel *f)
{
    double least = 1e300, most = 0, lo = f->middle, hi = lo;
    for (size_t i = 0; i < f->n; i++) {
        least = fmin(least, f->points[i].n);
        most = fmax(most, f->points[i].n);
        lo = fmin(lo, f->points[i].value);
        hi = fmax(hi, f->points[i].value);
    }
    struct interval far = limits(job, f, least, INTERVAL_Z998);

    f->smallest = least;
    mark_range_target(&lo, &hi, f->target);
    mark_range_widen(&lo, &hi, &job->r->indicators[f->indicator]);
    double room = hi - lo;

    lo = fmin(lo, fmax(far.low, lo - room));
    hi = fmax(hi, fmin(far.high, hi + room));
    mark_range_widen(&lo, &hi, &job->r->indicators[f->indicator]);
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
    f->middle = number_double(
        report_value(job->r, cell_at(f->indicator, c->place, job->year_index))->number);
    f->theta = f->middle / f->multiplier;
    if (ind->unit == UNIT_RATIO)
        f->theta /= 1 + f->theta;
    f->target = report_target(job->r, cell_at(f->indicator, c->place, job->year_index));
    f->points = arena_array(job->a, c->n_places + 1, sizeof *f->points);
    for (size_t i = 0; i < c->n_places; i++)
        add_point(job, f, c->places[i]);
    set_texts(job, f);
    if (f->n == 0)
        return true;
    set_ranges(job, f);
    f->column = lines_height(&f->whole) + lines_height(&f->target_label) + 2 * STRIP;
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
            mark_key_add_verdict(
                &s->key, job,
                report_verdict(job->r, cell_at(f->indicator, f->points[i].place, job->year_index)),
                true);
        if (f->target->kind != TARGET_UNSET)
            mark_key_add(&s->key, KEY_TARGET_STEP, job_word(job, W_TARGET));
    }
    mark_key_add(&s->key, KEY_WHOLE, job->r->places[job->c->place].name);
    if (!from_zero)
        mark_key_add(&s->key, KEY_REMARK, job_word(job, W_SCALE_NOT_ZERO));
    if (s->some_unnamed)
        mark_key_add(&s->key, KEY_REMARK, job_word(job, W_MOST_NAMED));
    mark_key_lay_out(&s->key, job);
}

/* Heights beside the plot. */
static double around(const struct funnel_panel *f)
{
    double plot = f->n > 0 ? STRIP + 4 + lines_height(&f->across) : 0;
    return (double)f->head.n * TEXT_SIZE * LEADING + HEAD_GAP + plot + lines_height(&f->missing);
}

static double least_height(const struct funnel_panel *f)
{
    return f->n > 0 ? fmax(f->column, 60) : 0;
}

/* With room for the names of the limits below. */
static double natural_height(const struct funnel_panel *f)
{
    return f->n > 0 ? fmax(f->column + 2 * STRIP, PLOT_HEIGHT) : 0;
}

/* The named point of all panels that deviates least; NULL when none is named. */
static struct funnel_point *least_deviating(const struct chart_job *job, const struct funnel *s,
                                            struct funnel_panel **panel)
{
    struct funnel_point *least = NULL;
    for (size_t k = 0; k < job->c->n_indicators; k++)
        for (size_t i = 0; i < s->panels[k].n; i++) {
            struct funnel_point *point = &s->panels[k].points[i];

            if (point->label.n > 0 && (least == NULL || point->deviation < least->deviation)) {
                least = point;
                *panel = &s->panels[k];
            }
        }
    return least;
}

/* Takes names away until the others have room. */
static void choose_names(const struct chart_job *job, struct funnel *s)
{
    double room = job->c->height > 0 ? job->c->height / 1000.0 : CHART_HEIGHT_GOOD;
    struct funnel_panel *panel = NULL;
    room -= KEY_ROOM + PANEL_GAP * (double)(job->c->n_indicators - 1);
    for (size_t k = 0; k < job->c->n_indicators; k++)
        room -= around(&s->panels[k]) + least_height(&s->panels[k]);
    for (struct funnel_point *point;
         room < 0 && (point = least_deviating(job, s, &panel)) != NULL;) {
        room += least_height(panel);
        panel->column -= lines_height(&point->label);
        room -= least_height(panel);
        point->label = (struct wrapped){0};
        s->some_unnamed = true;
    }
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
    choose_names(job, s);
    s->right = job->width - s->labels - GAP - LEADER;
    if (s->right - s->left < PLOT_MIN)
        return job_too_narrow(job, job->width + PLOT_MIN - (s->right - s->left));
    lay_out_key(job, s);
    job->least = job->natural = s->key.height + PANEL_GAP * (double)(n - 1);
    for (size_t i = 0; i < n; i++) {
        const struct funnel_panel *f = &s->panels[i];
        double least = least_height(f);

        job->least += around(f) + least;
        job->natural += around(f) + natural_height(f);
    }
    job->layout = s;
    return true;
}

static void draw_scales(const struct chart_job *job, struct plot *p, const struct funnel *s,
                        const struct funnel_panel *f, double bottom)
{
    const struct chart_theme *t = job->theme;
    struct axis x = axis_across(job, f->x.lo, f->x.hi, s->left, s->right);
    for (int i = 0; i < f->y.n; i++) {
        double y = axis_at(&f->y, f->y.ticks[i]);

        mark_rule(p, s->left, y, s->right, y, (struct pen){t->rule, LINE_THIN, 0});
        text_line(p, job->role, TEXT_SMALL, t->faint, AT_RIGHT, s->left - GAP, y, f->y.labels[i]);
    }
    mark_rule(p, s->left, bottom, s->right, bottom, (struct pen){t->faint, 0.8, 0});
    for (int i = 0; i < x.n && x.ticks[i] <= f->x.hi; i++) {
        double at = s->left + (s->right - s->left) * x.ticks[i] / f->x.hi;
        double half = text_width(job, job->role, TEXT_SMALL, x.labels[i]) / 2;

        mark_rule(p, at, bottom, at, bottom + 2.5, (struct pen){t->faint, LINE_THIN, 0});
        text_line(p, job->role, TEXT_SMALL, t->faint, AT_MIDDLE,
                  fmin(fmax(at, half), s->right - half), bottom + 3 + STRIP / 2, x.labels[i]);
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
    mark_rule(p, s->left, y, s->right, y, pen);
}

/* The ends of the limits at one side of the whole, where they lie on the scale; how many. */
static size_t name_limits(const struct chart_job *job, const struct funnel *s,
                          const struct funnel_panel *f, bool high, struct name *names)
{
    size_t n = 0;
    for (int i = 0; i < 2; i++) {
        struct interval at = limits(job, f, f->x.hi, i == 0 ? INTERVAL_Z95 : INTERVAL_Z998);
        double value = high ? at.high : at.low;

        if (value >= f->y.lo && value <= f->y.hi)
            names[n++] = (struct name){.text = s->limit_names[i],
                                       .role = job->role,
                                       .x = s->right,
                                       .y = axis_at(&f->y, value)};
    }
    return n;
}

/* The limits below are named as well where there is room: they are those above, mirrored. */
static void draw_names(const struct chart_job *job, struct plot *p, const struct funnel *s,
                       const struct funnel_panel *f, double top, double bottom)
{
    const struct number *target = f->target->high != NULL ? f->target->high : f->target->low;
    double levels[] = {
        axis_at(&f->y, f->middle),
        axis_at(&f->y, f->target->low != NULL ? number_double(f->target->low) : f->y.lo),
        axis_at(&f->y, f->target->high != NULL ? number_double(f->target->high) : f->y.lo)};
    struct name_area area = {.plot = {s->left, top, s->right, bottom},
                             .column = s->right + GAP + LEADER,
                             .point = POINT,
                             .levels = levels,
                             .n_levels = sizeof levels / sizeof *levels};
    struct name *names = arena_array(job->a, f->n + 6, sizeof *names);
    size_t n = name_limits(job, s, f, true, names);

    names[n++] = (struct name){.text = f->whole, .role = job->role, .x = s->right, .y = levels[0]};
    if (target != NULL)
        names[n++] = (struct name){.text = f->target_label,
                                   .role = job->role,
                                   .x = s->right,
                                   .y = axis_at(&f->y, number_double(target))};
    for (size_t i = 0; i < f->n; i++)
        names[n++] = (struct name){.text = f->points[i].label,
                                   .role = f->points[i].outside ? job->bold : job->role,
                                   .x = f->points[i].x,
                                   .y = f->points[i].y,
                                   .point = true,
                                   .outside = f->points[i].outside};
    if (names_height(names, n) + 2 * STRIP <= bottom - top)
        n += name_limits(job, s, f, false, names + n);
    names_draw(job, p, &area, names, n);
}

static void draw_plot(const struct chart_job *job, struct plot *p, const struct funnel *s,
                      struct funnel_panel *f, double top, double bottom)
{
    const struct chart_theme *t = job->theme;
    f->y.from = bottom;
    f->y.to = top;
    axis_thin(&f->y);
    draw_scales(job, p, s, f, bottom);
    for (int high = 0; high < 2; high++) {
        draw_limit(job, p, s, f, INTERVAL_Z95, high);
        draw_limit(job, p, s, f, INTERVAL_Z998, high);
    }
    draw_level(p, s, f, f->middle, (struct pen){t->text, 0.8, 3});
    if (f->target->kind != TARGET_UNSET && f->target->low != NULL)
        draw_level(p, s, f, number_double(f->target->low), (struct pen){t->target, 1.2, 0});
    if (f->target->kind != TARGET_UNSET && f->target->high != NULL)
        draw_level(p, s, f, number_double(f->target->high), (struct pen){t->target, 1.2, 0});
    for (size_t i = 0; i < f->n; i++) {
        struct funnel_point *point = &f->points[i];

        point->x = s->left + (s->right - s->left) * point->n / f->x.hi;
        point->y = axis_at(&f->y, point->value);
    }
    draw_names(job, p, s, f, top, bottom);
    for (size_t i = 0; i < f->n; i++)
        mark_point(
            job, p, f->points[i].x, f->points[i].y, POINT,
            report_verdict(job->r, cell_at(f->indicator, f->points[i].place, job->year_index)));
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
    mark_key_draw(&s->key, job, p);
    for (size_t i = 0; i < job->c->n_indicators; i++) {
        struct funnel_panel *f = &s->panels[i];
        double least = least_height(f);

        y = draw_panel(job, p, s, f, y, least + (natural_height(f) - least) * stretch) + PANEL_GAP;
    }
}

const struct chart_kind chart_funnel = {{"funnel", "漏斗图", SHOWS_SIZES,
                                         "rates by size, with the limits that chance explains",
                                         "比率与规模，及偶然波动的界限"},
                                        lay_out,
                                        draw};
