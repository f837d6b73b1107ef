/*
 * Values over the years, small multiples: a panel for each indicator, or for each place where one
 * indicator is compared; then all have the same scale. The target is a step line. Labels stand at
 * the lines instead of in a legend; those that would touch another are left to the scale.
 */
#include "render/charts/chart_kind.h"
#include "render/charts/chart_spread.h"

#include <math.h>

#include "base/arena.h"

#define PANEL_MIN 170.0 /* width of a panel */
#define TWO_ABREAST 380.0
#define GUTTER 18.0
#define PANEL_GAP 10.0
#define PLOT_NATURAL 78.0 /* height of the lines' area */
#define PLOT_LEAST 48.0
#define PAD 16.0 /* room for labels above and below the scale's ends */
#define GAP 5.0
#define POINT 5.0
#define YEARS (TEXT_SMALL * LEADING + 4) /* height of the years below the lines */

struct line_panel {
    int indicator, place;
    struct wrapped head;
    struct axis axis;          /* up the panel */
    const char *last, *target; /* labels at the right, "" for none */
};

struct line_chart {
    struct key key;
    struct line_panel *panels;
    size_t n, columns, rows;
    const int *year_numbers; /* ascending */
    int *years;              /* their indexes in the report, -1 where it has none */
    size_t n_years;
    double width;         /* of a panel */
    double scale, labels; /* widths of the columns beside the lines */
    double *head;         /* height of each row's heads */
};

/* A panel while it is drawn. */
struct canvas {
    const struct chart_job *job;
    const struct line_chart *l;
    const struct line_panel *panel;
    struct plot *p;
    double left, right, top, bottom; /* of the lines */
    struct box taken[32];            /* where labels stand */
    size_t n_taken;
};

static const struct value *value_at(const struct chart_job *job, const struct line_chart *l,
                                    const struct line_panel *panel, size_t i)
{
    static const struct value none = {.kind = VALUE_MISSING};
    return l->years[i] < 0
               ? &none
               : report_value(job->r, cell_at(panel->indicator, panel->place, l->years[i]));
}

static const struct target *target_at(const struct chart_job *job, const struct line_chart *l,
                                      const struct line_panel *panel, size_t i)
{
    static const struct target none = {.kind = TARGET_UNSET};
    return l->years[i] < 0
               ? &none
               : report_target(job->r, cell_at(panel->indicator, panel->place, l->years[i]));
}

static enum verdict verdict_at(const struct chart_job *job, const struct line_chart *l,
                               const struct line_panel *panel, size_t i)
{
    return report_verdict(job->r, cell_at(panel->indicator, panel->place, l->years[i]));
}

static void set_years(struct chart_job *job, struct line_chart *l)
{
    const struct chart *c = job->c;
    l->year_numbers = c->n_years != 0 ? c->years : &job->r->year;
    l->n_years = c->n_years != 0 ? c->n_years : 1;
    l->years = arena_array(job->a, l->n_years, sizeof *l->years);
    for (size_t i = 0; i < l->n_years; i++)
        l->years[i] = report_year(job->r, l->year_numbers[i]);
}

static void set_panels(struct chart_job *job, struct line_chart *l)
{
    const struct chart *c = job->c;
    bool by_place = c->n_indicators == 1 && c->n_places > 0;
    l->n = by_place ? c->n_places : c->n_indicators;
    l->panels = arena_array(job->a, l->n, sizeof *l->panels);
    for (size_t i = 0; i < l->n; i++) {
        struct line_panel *panel = &l->panels[i];

        panel->indicator = c->indicators[by_place ? 0 : i];
        panel->place = by_place ? c->places[i] : c->place;
    }
}

static void range_panel(const struct chart_job *job, const struct line_chart *l,
                        const struct line_panel *panel, double *lo, double *hi)
{
    for (size_t i = 0; i < l->n_years; i++) {
        mark_range_value(lo, hi, value_at(job, l, panel, i));
        mark_range_target(lo, hi, target_at(job, l, panel, i));
    }
}

static void set_axes(struct chart_job *job, struct line_chart *l)
{
    bool same = l->n > 1 && l->panels[0].indicator == l->panels[1].indicator;
    double lo = 1e300, hi = -1e300;
    for (size_t i = 0; i < l->n; i++) {
        struct line_panel *panel = &l->panels[i];

        if (!same)
            lo = 1e300, hi = -1e300;
        if (!same || i == 0)
            for (size_t k = i; k < (same ? l->n : i + 1); k++)
                range_panel(job, l, &l->panels[k], &lo, &hi);
        mark_range_widen(&lo, &hi, &job->r->indicators[panel->indicator]);
        panel->axis = same && i > 0 ? l->panels[0].axis : axis_choose(job->a, lo, hi, 3);
        for (int k = 0; k < panel->axis.n; k++)
            l->scale =
                fmax(l->scale, text_width(job, job->role, TEXT_SMALL, panel->axis.labels[k]));
    }
}

static void set_head(const struct chart_job *job, const struct line_chart *l,
                     struct line_panel *panel)
{
    const struct indicator *ind = &job->r->indicators[panel->indicator];
    const char *format = language_text(job->r->language, "%s (%s)", "%s（%s）");
    bool by_place = l->n > 1 && l->panels[0].indicator == l->panels[1].indicator;
    const char *name = by_place ? job->r->places[panel->place].name : ind->name;
    panel->head = text_wrap(job, job->bold, TEXT_SIZE,
                            arena_printf(job->a, format, name, ind->unit_text), l->width);
}

/* The labels right of the last year, and the width that they need. */
static void set_labels(const struct chart_job *job, struct line_chart *l, struct line_panel *panel)
{
    size_t last = l->n_years - 1;
    panel->last = panel->target = "";
    if (value_at(job, l, panel, last)->kind != VALUE_MISSING)
        panel->last = job_value(job, cell_at(panel->indicator, panel->place, l->years[last]));
    if (target_at(job, l, panel, last)->kind != TARGET_UNSET)
        panel->target = arena_printf(
            job->a, language_text(job->r->language, "%s %s", "%s%s"), job_word(job, W_TARGET),
            job_target(job, cell_at(panel->indicator, panel->place, l->years[last])));
    l->labels = fmax(l->labels, text_width(job, job->bold, TEXT_SIZE, panel->last));
    l->labels = fmax(l->labels, text_width(job, job->role, TEXT_SMALL, panel->target));
}

static void lay_out_key(const struct chart_job *job, struct line_chart *l)
{
    bool target = false, from_zero = true;
    for (size_t i = 0; i < l->n; i++) {
        for (size_t k = 0; k < l->n_years; k++) {
            if (value_at(job, l, &l->panels[i], k)->kind != VALUE_MISSING)
                mark_key_add_verdict(&l->key, job, verdict_at(job, l, &l->panels[i], k), true);
            target = target || target_at(job, l, &l->panels[i], k)->kind != TARGET_UNSET;
        }
        from_zero = from_zero && l->panels[i].axis.lo <= 0 && l->panels[i].axis.hi >= 0;
    }
    if (target)
        mark_key_add(&l->key, KEY_TARGET_STEP, job_word(job, W_TARGET));
    if (!from_zero)
        mark_key_add(&l->key, KEY_REMARK, job_word(job, W_SCALE_NOT_ZERO));
    mark_key_lay_out(&l->key, job);
}

static bool lay_out(struct chart_job *job)
{
    struct line_chart *l = arena_alloc(job->a, sizeof *l);
    double heads = 0;
    set_years(job, l);
    set_panels(job, l);
    l->columns = job->width >= TWO_ABREAST && l->n > 1 ? 2 : 1;
    l->rows = (l->n + l->columns - 1) / l->columns;
    l->width = (job->width - GUTTER * (double)(l->columns - 1)) / (double)l->columns;
    set_axes(job, l);
    l->head = arena_array(job->a, l->rows, sizeof *l->head);
    for (size_t i = 0; i < l->n; i++) {
        double *head = &l->head[i / l->columns];

        set_head(job, l, &l->panels[i]);
        set_labels(job, l, &l->panels[i]);
        *head = fmax(*head, (double)l->panels[i].head.n * TEXT_SIZE * LEADING);
    }
    double needed = l->scale + l->labels + 2 * GAP + 70;

    if (l->width < fmax(needed, PANEL_MIN))
        return job_too_narrow(job, fmax(needed, PANEL_MIN) * (double)l->columns +
                                       GUTTER * (double)(l->columns - 1));
    for (size_t i = 0; i < l->rows; i++)
        heads += l->head[i];
    lay_out_key(job, l);
    job->least = l->key.height + heads + (double)l->rows * (PLOT_LEAST + YEARS) +
                 (double)(l->rows - 1) * PANEL_GAP;
    job->natural = job->least + (double)l->rows * (PLOT_NATURAL - PLOT_LEAST);
    job->layout = l;
    return true;
}

/* Years stand where they are in time, whether or not each is shown. */
static double year_x(const struct canvas *v, size_t i)
{
    double inset = POINT + 3;
    const int *years = v->l->year_numbers;
    double span = (double)years[v->l->n_years - 1] - years[0];
    return span <= 0 ? (v->left + v->right) / 2
                     : v->left + inset +
                           (v->right - v->left - 2 * inset) * ((double)years[i] - years[0]) / span;
}

static double number_y(const struct canvas *v, const struct number *n)
{
    return axis_at(&v->panel->axis, number_double(n));
}

/* The years below the lines: the last and as many before it as have room. */
static void draw_years(const struct canvas *v)
{
    const struct chart_job *job = v->job;
    double left = v->right + 100, y = v->bottom + 4 + TEXT_SMALL * LEADING / 2;
    struct pen pen = {job->theme->faint, LINE_THIN, 0};
    mark_rule(v->p, v->left, v->bottom, v->right, v->bottom, pen);
    for (size_t i = v->l->n_years; i-- > 0;) {
        const char *text = arena_printf(job->a, "%d", v->l->year_numbers[i]);
        double x = year_x(v, i), w = text_width(job, job->role, TEXT_SMALL, text);

        mark_rule(v->p, x, v->bottom, x, v->bottom + 2.5, pen);
        if (x + w / 2 > left - TEXT_SMALL / 2)
            continue;
        text_line(v->p, job->role, TEXT_SMALL, job->theme->faint, AT_MIDDLE, x, y, text);
        left = x - w / 2;
    }
}

/* Of ticks that are too near to one another in a low panel not each has its label. */
static void draw_scale(const struct canvas *v)
{
    const struct axis *x = &v->panel->axis;
    double last = INFINITY;
    for (int i = 0; i < x->n; i++) {
        double y = axis_at(x, x->ticks[i]);

        mark_rule(v->p, v->left, y, v->right, y, (struct pen){v->job->theme->rule, LINE_THIN, 0});
        if (last - y < TEXT_SMALL)
            continue;
        last = y;
        text_line(v->p, v->job->role, TEXT_SMALL, v->job->theme->faint, AT_RIGHT, v->left - GAP, y,
                  x->labels[i]);
    }
}

/* The x half way to the year before i, or the side where there is none. */
static double year_start(const struct canvas *v, size_t i)
{
    if (i == 0)
        return v->left;
    return i < v->l->n_years ? (year_x(v, i - 1) + year_x(v, i)) / 2 : v->right;
}

/* The limit a target sets on one side, or NULL. */
static const struct number *limit(const struct target *t, bool high)
{
    switch (t->kind) {
    case TARGET_AT_MOST: return high ? t->high : NULL;
    case TARGET_AT_LEAST:
    case TARGET_EQUAL: return high ? NULL : t->low;
    case TARGET_BETWEEN: return high ? t->high : t->low;
    case TARGET_UNSET: break;
    }
    return NULL;
}

static void draw_limit(const struct canvas *v, bool high)
{
    struct pen pen = {v->job->theme->target, 1.2, 0};
    double before = -1;
    for (size_t i = 0; i < v->l->n_years; i++) {
        const struct number *n = limit(target_at(v->job, v->l, v->panel, i), high);
        double x = year_start(v, i), y = n != NULL ? number_y(v, n) : -1;

        if (n != NULL)
            mark_rule(v->p, x, y, year_start(v, i + 1), y, pen);
        if (n != NULL && before >= 0 && fabs(before - y) > 0.01)
            mark_rule(v->p, x, before, x, y, pen);
        before = y;
    }
}

/* Runs of years with values; a missing one breaks the line. */
static void draw_values(const struct canvas *v)
{
    double *x = arena_array(v->job->a, v->l->n_years, sizeof *x);
    double *y = arena_array(v->job->a, v->l->n_years, sizeof *y);
    int n = 0;
    for (size_t i = 0; i <= v->l->n_years; i++) {
        const struct value *value = i < v->l->n_years ? value_at(v->job, v->l, v->panel, i) : NULL;

        if (value != NULL && value->kind != VALUE_MISSING) {
            x[n] = year_x(v, i);
            y[n++] = number_y(v, value->number);
            continue;
        }
        if (n > 1)
            plot_line(v->p, x, y, n, (struct pen){v->job->theme->met, 1.4, 0});
        n = 0;
    }
    for (size_t i = 0; i < v->l->n_years; i++) {
        const struct value *value = value_at(v->job, v->l, v->panel, i);

        if (value->kind != VALUE_MISSING)
            mark_point(v->job, v->p, year_x(v, i), number_y(v, value->number), POINT,
                       verdict_at(v->job, v->l, v->panel, i));
    }
}

static bool is_free(const struct canvas *v, struct box box)
{
    if (box.x0 < v->left || box.x1 > v->right || box.y0 < v->top - PAD || box.y1 > v->bottom - 1)
        return false;
    for (size_t i = 0; i < v->n_taken; i++)
        if (text_boxes_touch(box, v->taken[i]))
            return false;
    return true;
}

static void take(struct canvas *v, struct box box)
{
    if (v->n_taken < sizeof v->taken / sizeof *v->taken)
        v->taken[v->n_taken++] = box;
}

/* Whether the line between two years passes through the box. */
static bool crossed(const struct canvas *v, struct box box)
{
    for (size_t i = 0; i + 1 < v->l->n_years; i++) {
        const struct value *a = value_at(v->job, v->l, v->panel, i);
        const struct value *b = value_at(v->job, v->l, v->panel, i + 1);
        double x0 = year_x(v, i), x1 = year_x(v, i + 1);

        if (a->kind == VALUE_MISSING || b->kind == VALUE_MISSING || x1 < box.x0 || x0 > box.x1)
            continue;
        double y0 = number_y(v, a->number), slope = (number_y(v, b->number) - y0) / (x1 - x0);
        double from = y0 + slope * (fmax(box.x0, x0) - x0);
        double to = y0 + slope * (fmin(box.x1, x1) - x0);

        if (fmax(from, to) > box.y0 && fmin(from, to) < box.y1)
            return true;
    }
    return false;
}

/* A target line through a label makes both unreadable. */
static bool on_target(const struct canvas *v, struct box box)
{
    for (size_t i = 0; i < v->l->n_years; i++)
        for (int high = 0; high < 2; high++) {
            const struct number *n = limit(target_at(v->job, v->l, v->panel, i), high);

            if (n != NULL && number_y(v, n) > box.y0 && number_y(v, n) < box.y1 &&
                year_start(v, i) < box.x1 && year_start(v, i + 1) > box.x0)
                return true;
        }
    return false;
}

/* Labels a year above or below its point, where nothing is in the way; else not at all. */
static void label_year(struct canvas *v, size_t i, bool above)
{
    const struct value *value = value_at(v->job, v->l, v->panel, i);
    if (value->kind == VALUE_MISSING)
        return;
    const char *text =
        job_value(v->job, cell_at(v->panel->indicator, v->panel->place, v->l->years[i]));
    double w = text_width(v->job, v->job->role, TEXT_SMALL, text) + 2, h = TEXT_SMALL * 1.1;
    double x = fmin(fmax(year_x(v, i), v->left + w / 2), v->right - w / 2);

    for (int attempt = 0; attempt < 2; attempt++, above = !above) {
        double mid = number_y(v, value->number) + (POINT / 2 + 1.5 + h / 2) * (above ? -1 : 1);
        struct box box = {x - w / 2, mid - h / 2, x + w / 2, mid + h / 2};

        if (!is_free(v, box) || crossed(v, box) || on_target(v, box))
            continue;
        plot_box(v->p, box.x0, box.y0, box.x1, box.y1, 0xFFFFFF); /* over the scale's lines */
        text_line(v->p, v->job->role, TEXT_SMALL, v->job->theme->text, AT_MIDDLE, x, mid, text);
        take(v, box);
        return;
    }
}

/* The first year and the extremes; the last stands at the right. */
static void label_years(struct canvas *v)
{
    size_t n = v->l->n_years, first = n, high = n, low = n;
    for (size_t i = 0; i + 1 < n; i++) {
        const struct value *value = value_at(v->job, v->l, v->panel, i);

        if (value->kind == VALUE_MISSING)
            continue;
        if (first == n)
            first = high = low = i;
        if (number_cmp(value->number, value_at(v->job, v->l, v->panel, high)->number) > 0)
            high = i;
        if (number_cmp(value->number, value_at(v->job, v->l, v->panel, low)->number) < 0)
            low = i;
    }
    if (first == n)
        return;
    label_year(v, first, first != low);
    if (high != first)
        label_year(v, high, true);
    if (low != first && low != high)
        label_year(v, low, false);
}

/* The last value and the target, each at its height, pushed apart; an upper limit stands above. */
static void label_ends(const struct canvas *v)
{
    const struct chart_job *job = v->job;
    const struct line_panel *panel = v->panel;
    size_t last = v->l->n_years - 1;
    const struct target *t = target_at(job, v->l, panel, last);
    const struct value *value = value_at(job, v->l, panel, last);
    struct spread labels[2] = {{v->top, 0, 0}, {v->top, 0, 0}}; /* no height: not there */
    struct spread *target = &labels[t->high != NULL ? 0 : 1],
                  *result = &labels[t->high != NULL ? 1 : 0];

    if (*panel->target != '\0')
        *target = (struct spread){number_y(v, t->high != NULL ? t->high : t->low),
                                  TEXT_SMALL * LEADING, 0};
    if (*panel->last != '\0')
        *result = (struct spread){number_y(v, value->number), TEXT_SIZE * LEADING, 0};
    spread_labels(labels, 2, v->top - PAD, v->bottom);
    text_line(v->p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, v->right + GAP, result->at,
              panel->last);
    text_line(v->p, job->role, TEXT_SMALL, job->theme->faint, AT_LEFT, v->right + GAP, target->at,
              panel->target);
}

static bool has_values(const struct chart_job *job, const struct line_chart *l,
                       const struct line_panel *panel)
{
    for (size_t i = 0; i < l->n_years; i++)
        if (value_at(job, l, panel, i)->kind != VALUE_MISSING)
            return true;
    return false;
}

static void draw_panel(const struct chart_job *job, struct plot *p, const struct line_chart *l,
                       struct line_panel *panel, struct box box, double head)
{
    struct canvas v = {.job = job, .l = l, .panel = panel, .p = p};
    v.left = box.x0 + l->scale + GAP;
    v.right = box.x1 - l->labels - GAP;
    v.top = box.y0 + head + PAD;
    v.bottom = box.y1 - YEARS;
    panel->axis.from = v.bottom - PAD;
    panel->axis.to = v.top;
    axis_thin(&panel->axis);
    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, box.x0,
               box.y0 + (double)panel->head.n * TEXT_SIZE * LEADING / 2, &panel->head);
    draw_scale(&v);
    draw_years(&v);
    draw_limit(&v, true);
    draw_limit(&v, false);
    draw_values(&v);
    if (!has_values(job, l, panel))
        text_line(p, job->role, TEXT_SMALL, job->theme->faint, AT_LEFT, v.left + GAP,
                  v.bottom - PAD / 2, job_word(job, W_NO_DATA));
    label_ends(&v);
    label_years(&v);
}

static void draw(struct chart_job *job, struct plot *p)
{
    struct line_chart *l = job->layout;
    double plot = PLOT_LEAST + (PLOT_NATURAL - PLOT_LEAST) * job_stretch(job);
    double y = l->key.height;
    mark_key_draw(&l->key, job, p);
    for (size_t row = 0; row < l->rows; row++) {
        double bottom = y + l->head[row] + plot + YEARS;

        for (size_t i = row * l->columns; i < l->n && i < (row + 1) * l->columns; i++) {
            double x = (double)(i - row * l->columns) * (l->width + GUTTER);

            draw_panel(job, p, l, &l->panels[i], (struct box){x, y, x + l->width, bottom},
                       l->head[row]);
        }
        y = bottom + PANEL_GAP;
    }
}

const struct chart_kind chart_lines = {
    {"lines", "历年走势", SHOWS_YEARS, "the course over the years", "历年的走势"}, lay_out, draw};
