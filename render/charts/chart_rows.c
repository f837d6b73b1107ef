#include "render/charts/chart_rows.h"

#include <math.h>

#include "base/arena.h"

#define GAP 8.0
#define PLOT_MIN 80.0 /* width of the column of marks */
#define NAME_SHARE 0.34
#define ROW_AIR 8.0 /* natural space in a row beside its text */
#define ROW_AIR_LEAST 0.5
#define PANEL_GAP 12.0
#define COLUMN_GAP 18.0
#define HEAD_GAP 3.0
#define STRIP (TEXT_SMALL * LEADING) /* height of a line of labels */

/* The label of a line that crosses all rows, above them. */
struct line_label {
    struct wrapped text;
    double x;       /* of the line */
    double left, y; /* of the label; y from the top of the strip */
};

struct place_row {
    struct wrapped name;
    const char *value;
    double height; /* least */
};

struct panel {
    int indicator;
    struct wrapped head;
    struct axis axis;
    bool one_target; /* every place shown has the same */
    struct line_label target, whole;
    double strip; /* height of the labels above the marks */
    struct place_row *rows;
    double height; /* least */
};

/*
 * All panels have the same columns, each with its own names, scale and lines.
 */
struct rows {
    const struct row_look *look;
    struct key key;
    const int *places;
    size_t n_places;
    struct chart_job column;  /* the chart, but as wide as one column of places is */
    size_t n_columns, n_rows; /* n_rows: in each column but the last */
    struct panel *panels;
    double name, plot, plot_end; /* in a column */
    double least;
};

/* The target of the first place, which stands for all where they have the same. */
static const struct target *panel_target(const struct chart_job *job, const struct rows *b,
                                         const struct panel *panel)
{
    return report_target(job->r, cell_at(panel->indicator, b->places[0], job->year_index));
}

static const struct value *whole_value(const struct chart_job *job, int indicator)
{
    return report_value(job->r, cell_at(indicator, job->c->place, job->year_index));
}

/* The whole is a line unless it is one of the rows. */
static bool whole_is_line(const struct chart_job *job, const struct rows *b, int indicator)
{
    for (size_t i = 0; i < b->n_places; i++)
        if (b->places[i] == job->c->place)
            return false;
    return job->c->whole == WHOLE_LINE && whole_value(job, indicator)->kind != VALUE_MISSING;
}

static void measure_rows(const struct chart_job *job, struct rows *b, struct panel *panel,
                         double *value_width)
{
    panel->rows = arena_array(job->a, b->n_places, sizeof *panel->rows);
    panel->one_target = true;
    for (size_t i = 0; i < b->n_places; i++) {
        struct place_row *row = &panel->rows[i];
        int place = b->places[i];

        row->name = text_wrap(job, job->role, TEXT_SIZE, job->r->places[place].name,
                              job->width * NAME_SHARE);
        row->value = job_value(job, cell_at(panel->indicator, place, job->year_index));
        row->height = (double)row->name.n * TEXT_SIZE * LEADING + ROW_AIR_LEAST;
        b->name = fmax(b->name, row->name.width);
        *value_width = fmax(*value_width, text_width(job, job->bold, TEXT_SIZE, row->value));
        if (!value_same_target(
                report_target(job->r, cell_at(panel->indicator, place, job->year_index)),
                panel_target(job, b, panel)))
            panel->one_target = false;
    }
}

static void set_axis(const struct chart_job *job, const struct rows *b, struct panel *panel)
{
    double lo = b->look->from_zero ? 0 : 1e300, hi = b->look->from_zero ? 0 : -1e300;
    for (size_t i = 0; i < b->n_places; i++) {
        mark_range_value(
            &lo, &hi,
            report_value(job->r, cell_at(panel->indicator, b->places[i], job->year_index)));
        mark_range_target(
            &lo, &hi,
            report_target(job->r, cell_at(panel->indicator, b->places[i], job->year_index)));
        mark_range_interval(&lo, &hi, job, panel->indicator, b->places[i]);
        if (job->last_year >= 0)
            mark_range_value(
                &lo, &hi,
                report_value(job->r, cell_at(panel->indicator, b->places[i], job->last_year)));
    }
    if (whole_is_line(job, b, panel->indicator))
        mark_range_value(&lo, &hi, whole_value(job, panel->indicator));
    if (b->look->from_zero)
        mark_range_count(&hi, &job->r->indicators[panel->indicator]);
    else
        mark_range_widen(&lo, &hi, &job->r->indicators[panel->indicator]);
    panel->axis = axis_across(job, lo, hi, b->plot, b->plot_end);
}

/* Centres the label on its line as far as the chart's sides allow. */
static void set_label(const struct chart_job *job, const struct rows *b, struct line_label *l,
                      const char *text, double x)
{
    l->text = text_wrap(job, job->role, TEXT_SMALL, text, job->width - b->plot);
    l->x = x;
    l->left = fmin(fmax(x - l->text.width / 2, b->plot), job->width - l->text.width);
}

/* Where the label of a target stands: at its limit, or the lower one of two. */
static double target_x(const struct target *t, const struct axis *x)
{
    const struct number *n = t->kind == TARGET_AT_MOST ? t->high : t->low;
    return n != NULL ? axis_at(x, number_double(n)) : x->from;
}

/* Moves a label that another line would cross to that side of it where its own line is. */
static void clear_of_line(struct line_label *l, double x, double left, double right)
{
    if (l->x >= x && x + 3 + l->text.width <= right)
        l->left = fmax(l->left, x + 3);
    else if (x - 3 - l->text.width >= left)
        l->left = fmin(l->left, x - 3 - l->text.width);
    else
        l->left = fmax(l->left, fmin(x + 3, right - l->text.width));
}

/* The target's label above, the whole's beside it where there is room, else below it. */
static void set_labels(const struct chart_job *job, const struct rows *b, struct panel *panel)
{
    const struct target *t = panel_target(job, b, panel);
    const char *space = language_text(job->r->language, " ", "");
    double below = 0;
    if (panel->one_target && t->kind != TARGET_UNSET)
        set_label(
            job, b, &panel->target,
            arena_printf(job->a, "%s%s%s", job_word(job, W_TARGET), space,
                         job_target(job, cell_at(panel->indicator, b->places[0], job->year_index))),
            target_x(t, &panel->axis));
    if (whole_is_line(job, b, panel->indicator))
        set_label(
            job, b, &panel->whole,
            arena_printf(job->a, "%s %s", job->r->places[job->c->place].name,
                         job_value(job, cell_at(panel->indicator, job->c->place, job->year_index))),
            axis_at(&panel->axis, number_double(whole_value(job, panel->indicator)->number)));
    struct line_label *upper = &panel->target, *lower = &panel->whole;

    if (upper->text.n != 0 && lower->text.n != 0 &&
        upper->left < lower->left + lower->text.width + GAP &&
        lower->left < upper->left + upper->text.width + GAP)
        below = (double)upper->text.n * STRIP;
    lower->y = below;
    if (below > 0)
        clear_of_line(lower, upper->x, b->plot, job->width);
    panel->strip = fmax((double)upper->text.n * STRIP, below + (double)lower->text.n * STRIP);
    if (panel->strip > 0)
        panel->strip += 2;
}

static void lay_out_key(const struct chart_job *job, struct rows *b)
{
    bool target = false, last = false, whole = false, interval = false;
    bool from_zero = true;
    struct interval limits;
    for (size_t k = 0; k < job->c->n_indicators; k++) {
        int ind = b->panels[k].indicator;

        for (size_t i = 0; i < b->n_places; i++) {
            if (report_value(job->r, cell_at(ind, b->places[i], job->year_index))->kind !=
                VALUE_MISSING)
                mark_key_add_verdict(
                    &b->key, job,
                    report_verdict(job->r, cell_at(ind, b->places[i], job->year_index)),
                    b->look->points);
            interval = interval || job_interval(job, ind, b->places[i], &limits);
            target = target ||
                     report_target(job->r, cell_at(ind, b->places[i], job->year_index))->kind !=
                         TARGET_UNSET;
            last =
                last || (job->last_year >= 0 &&
                         report_value(job->r, cell_at(ind, b->places[i], job->last_year))->kind !=
                             VALUE_MISSING);
        }
        whole = whole || whole_is_line(job, b, ind);
        from_zero = from_zero && b->panels[k].axis.lo <= 0 && b->panels[k].axis.hi >= 0;
    }
    if (target)
        mark_key_add(&b->key, KEY_TARGET, job_word(job, W_TARGET));
    if (whole)
        mark_key_add(&b->key, KEY_WHOLE, job->r->places[job->c->place].name);
    if (last)
        mark_key_add(&b->key, KEY_LAST_TICK, job_word(job, W_LAST_YEAR));
    if (interval)
        mark_key_add(&b->key, KEY_INTERVAL, job_word(job, W_INTERVAL));
    if (!from_zero)
        mark_key_add(&b->key, KEY_REMARK, job_word(job, W_ACROSS_NOT_ZERO));
    mark_key_lay_out(&b->key, job);
}

/* Those compared, the whole above them where it has a row of its own. */
static void set_places(const struct chart_job *job, struct rows *b)
{
    const struct chart *c = job->c;
    int *places = arena_array(job->a, c->n_places + 1, sizeof *places);
    if (c->whole == WHOLE_ROW || c->n_places == 0)
        places[b->n_places++] = c->place;
    for (size_t i = 0; i < c->n_places; i++)
        if (c->whole != WHOLE_ROW || c->places[i] != c->place)
            places[b->n_places++] = c->places[i];
    b->places = places;
}

/* Whether the rows below the first are set off from it: it is the whole's own. */
static bool is_pinned(const struct chart_job *job, const struct rows *b)
{
    return job->c->whole == WHOLE_ROW && b->n_places > 1;
}

/* The rows of one column: *from up to what is given back. */
static size_t column_rows(const struct rows *b, size_t column, size_t *from)
{
    size_t to = (column + 1) * b->n_rows;
    *from = column * b->n_rows;
    return to < b->n_places ? to : b->n_places;
}

/* The height of the longest column of a panel, each row with so much air. */
static double rows_height(const struct rows *b, const struct panel *panel, double air)
{
    double most = 0;
    for (size_t k = 0; k < b->n_columns; k++) {
        double height = 0;

        for (size_t i, to = column_rows(b, k, &i); i < to; i++)
            height += panel->rows[i].height + air;
        most = fmax(most, height);
    }
    return most;
}

static void set_panel(const struct rows *b, struct panel *panel, const struct wrapped *head)
{
    const struct chart_job *job = &b->column;
    panel->head = *head;
    set_axis(job, b, panel);
    set_labels(job, b, panel);
    panel->height = (double)head->n * TEXT_SIZE * LEADING + HEAD_GAP + panel->strip + STRIP + 4 +
                    rows_height(b, panel, 0);
}

/* The places in so many columns; *short_of: the width that marks lack, then nothing else is set. */
static struct rows *lay_out_rows(const struct chart_job *job, const struct row_look *look,
                                 size_t n_columns, double *short_of)
{
    struct rows *b = arena_alloc(job->a, sizeof *b);
    size_t n = job->c->n_indicators;
    double value_width = 0;
    b->look = look;
    set_places(job, b);
    b->n_rows = (b->n_places + n_columns - 1) / n_columns;
    b->n_columns = (b->n_places + b->n_rows - 1) / b->n_rows;
    b->column = *job;
    b->column.width = (job->width + COLUMN_GAP) / (double)b->n_columns - COLUMN_GAP;
    b->panels = arena_array(job->a, n, sizeof *b->panels);
    for (size_t i = 0; i < n; i++) {
        b->panels[i].indicator = job->c->indicators[i];
        measure_rows(&b->column, b, &b->panels[i], &value_width);
    }
    b->plot = b->name + GAP;
    b->plot_end = b->column.width - value_width - GAP;
    *short_of = PLOT_MIN - (b->plot_end - b->plot);
    if (*short_of > 0)
        return b;
    for (size_t i = 0; i < n; i++) {
        struct wrapped head =
            text_wrap(job, job->bold, TEXT_SIZE, job_head(job, job->c->indicators[i]), job->width);

        set_panel(b, &b->panels[i], &head);
    }
    lay_out_key(job, b);
    b->least = b->key.height + PANEL_GAP * (double)(n - 1);
    for (size_t i = 0; i < n; i++)
        b->least += b->panels[i].height;
    return b;
}

/* In one column; where that would be too high, in as few as it takes and the width holds. */
bool rows_lay_out(struct chart_job *job, const struct row_look *look)
{
    double room = job->c->height > 0 ? job->c->height / 1000.0 : CHART_HEIGHT_GOOD, short_of;
    struct rows *b = lay_out_rows(job, look, 1, &short_of);
    if (short_of > 0)
        return job_too_narrow(job, job->width + short_of);
    for (size_t n = 2; b->least > room && n <= b->n_places; n++) {
        struct rows *more = lay_out_rows(job, look, n, &short_of);

        if (short_of > 0)
            break;
        b = more;
    }
    job->least = b->least;
    job->natural = job->least + ROW_AIR * (double)(job->c->n_indicators * b->n_rows);
    job->layout = b;
    return true;
}

static void draw_label(const struct chart_job *job, struct plot *p, const struct line_label *l,
                       double top, double bottom, struct pen pen)
{
    double height = (double)l->text.n * STRIP;
    if (l->text.n == 0)
        return;
    text_lines(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, l->left,
               top + l->y + height / 2, &l->text);
    mark_rule(p, l->x, top + l->y + height, l->x, bottom, pen);
}

/* Light lines behind the marks, and the scale below them. */
static void draw_scale(const struct chart_job *job, struct plot *p, const struct axis *x,
                       double top, double bottom)
{
    for (int i = 0; i < x->n; i++) {
        double at = axis_at(x, x->ticks[i]);

        mark_rule(p, at, top, at, bottom + 2.5, (struct pen){job->theme->rule, LINE_THIN, 0});
        text_line(p, job->role, TEXT_SMALL, job->theme->faint, AT_MIDDLE, axis_label_at(job, x, i),
                  bottom + 3 + STRIP / 2, x->labels[i]);
    }
}

static void draw_last_year(const struct chart_job *job, struct plot *p, const struct panel *panel,
                           int place, double mid, double thickness)
{
    const struct value *v =
        job->last_year < 0 ? NULL
                           : report_value(job->r, cell_at(panel->indicator, place, job->last_year));

    if (v != NULL && v->kind != VALUE_MISSING)
        mark_last_tick(job, p, &panel->axis, v, mid, thickness + 2);
}

static void draw_whiskers(const struct chart_job *job, struct plot *p, const struct panel *panel,
                          int place, double mid)
{
    struct interval limits;
    if (job_interval(job, panel->indicator, place, &limits))
        mark_whisker(job, p, &panel->axis, &limits, mid, 5);
}

static void draw_mark(const struct chart_job *job, struct plot *p, const struct rows *b,
                      const struct panel *panel, int place, double mid, double thickness)
{
    const struct value *v = report_value(job->r, cell_at(panel->indicator, place, job->year_index));
    if (v->kind != VALUE_MISSING)
        b->look->mark(job, p, &panel->axis, v, mid, thickness,
                      report_verdict(job->r, cell_at(panel->indicator, place, job->year_index)));
}

/* What is said of a value stands over its bar, but behind its point. */
static void draw_marks(const struct chart_job *job, struct plot *p, const struct rows *b,
                       const struct panel *panel, int place, double mid, double thickness)
{
    const struct axis *x = &panel->axis;
    if (b->look->points)
        mark_rule(p, x->from, mid, x->to, mid, (struct pen){job->theme->rule, LINE_THIN, 0});
    else
        draw_mark(job, p, b, panel, place, mid, thickness);
    if (!panel->one_target)
        mark_target(job, p,
                    report_target(job->r, cell_at(panel->indicator, place, job->year_index)), x,
                    mid - thickness / 2 - 2, mid + thickness / 2 + 2, LINE_TARGET);
    draw_last_year(job, p, panel, place, mid, thickness);
    draw_whiskers(job, p, panel, place, mid);
    if (b->look->points)
        draw_mark(job, p, b, panel, place, mid, thickness);
}

static void draw_row(const struct chart_job *job, struct plot *p, const struct rows *b,
                     const struct panel *panel, size_t i, double y, double height)
{
    const struct chart_theme *t = job->theme;
    double mid = y + height / 2;
    bool missing =
        report_value(job->r, cell_at(panel->indicator, b->places[i], job->year_index))->kind ==
        VALUE_MISSING;

    bool whole = i == 0 && is_pinned(job, b);

    text_lines(p, whole ? job->bold : job->role, TEXT_SIZE, t->text, AT_LEFT, 0, mid,
               &panel->rows[i].name);
    text_line(p, missing ? job->role : job->bold, TEXT_SIZE, missing ? t->faint : t->text, AT_RIGHT,
              job->width, mid, panel->rows[i].value);
    draw_marks(job, p, b, panel, b->places[i], mid, fmin(11, height * 0.6));
}

/* The whole and the target through all rows, with their labels. */
static void draw_lines(const struct chart_job *job, struct plot *p, const struct rows *b,
                       const struct panel *panel, double top, double bottom)
{
    double strip = top - panel->strip;
    draw_label(job, p, &panel->whole, strip, bottom, (struct pen){job->theme->text, 0.8, 3});
    draw_label(job, p, &panel->target, strip, bottom, (struct pen){job->theme->target, 1.3, 0});
    if (panel->one_target)
        mark_target(job, p, panel_target(job, b, panel), &panel->axis, top, bottom, 1.3);
}

/* One column of a panel, below its head. */
static void draw_column(struct plot *p, const struct rows *b, const struct panel *panel,
                        size_t column, double y, double air)
{
    const struct chart_job *job = &b->column;
    double start = b->look->from_zero ? axis_at(&panel->axis, 0) : panel->axis.from;
    double top = y + panel->strip, bottom = top;
    size_t from, to = column_rows(b, column, &from);
    for (size_t i = from; i < to; i++)
        bottom += panel->rows[i].height + air;
    draw_scale(job, p, &panel->axis, top, bottom);
    if (b->look->points)
        draw_lines(job, p, b, panel, top, bottom);
    y = top;
    for (size_t i = from; i < to; i++) {
        double height = panel->rows[i].height + air;

        draw_row(job, p, b, panel, i, y, height);
        y += height;
        if (i == 0 && is_pinned(job, b))
            mark_rule(p, 0, y, job->width, y, (struct pen){job->theme->faint, 0.8, 0});
    }
    mark_rule(p, start, top, start, bottom, (struct pen){job->theme->faint, 0.8, 0});
    if (!b->look->points)
        draw_lines(job, p, b, panel, top, bottom);
}

static double draw_panel(const struct chart_job *job, struct plot *p, const struct rows *b,
                         const struct panel *panel, double y, double air)
{
    double head = (double)panel->head.n * TEXT_SIZE * LEADING, width = b->column.width;
    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, 0, y + head / 2, &panel->head);
    y += head + HEAD_GAP;
    for (size_t k = 0; k < b->n_columns; k++) {
        double left = (double)k * (width + COLUMN_GAP);

        plot_window(p, left, 0, left + width, job->height, 0, width, 0, job->height);
        draw_column(p, b, panel, k, y, air);
    }
    plot_whole(p);
    return y + panel->strip + rows_height(b, panel, air) + 4 + STRIP;
}

void rows_draw(struct chart_job *job, struct plot *p)
{
    const struct rows *b = job->layout;
    double air = ROW_AIR * job_stretch(job), y = b->key.height;
    mark_key_draw(&b->key, job, p);
    for (size_t i = 0; i < job->c->n_indicators; i++)
        y = draw_panel(job, p, b, &b->panels[i], y, air) + PANEL_GAP;
}
