/*
 * From one year to another, a line for each place (Tufte's slopegraph): order, level and change in
 * one picture. The whole is dashed, the target a line across. Both ends are labelled with name and
 * value, pushed apart where they would touch; what lacks a year is named below.
 */
#include "render/chart_kind.h"
#include "render/chart_spread.h"

#include <math.h>

#include "data/arena.h"
#include "data/text.h"

#define MIDDLE_MIN 70.0 /* width of the lines' area */
#define GAP 6.0
#define LEADER 12.0 /* room for the line from a label that was moved to its point */
#define NAME_SHARE 0.26
#define AIR 4.0 /* natural room between labels */
#define POINT 6.0
#define PANEL_GAP 14.0
#define HEAD_GAP 4.0
#define YEARS (TEXT_SMALL * LEADING + 3)

/* A value at one side. */
struct end {
    const struct value *value; /* NULL: missing */
    struct wrapped label;
    double at, label_at; /* heights: of the value, of its label */
};

struct slope_line {
    int place;
    struct end ends[2];
};

struct slope_panel {
    int indicator;
    struct wrapped head, missing;
    const struct target *target;
    struct slope_line *lines;
    size_t n;
    struct axis axis;
    double least, natural; /* heights of the lines' area */
};

struct slope {
    struct key key;
    int years[2]; /* indexes in the report; the first may be -1 */
    const char *year_texts[2];
    struct slope_panel *panels;
    double left, right; /* of the lines' area */
};

/* ---- layout ---- */

static void set_years(const struct chart_job *job, struct slope *s)
{
    const struct chart *c = job->c;
    int last = c->n_years > 0 ? c->years[c->n_years - 1] : job->r->year;
    int first = c->n_years == 2 ? c->years[0] : last - 1;

    s->years[0] = report_year(job->r, first);
    s->years[1] = report_year(job->r, last);
    s->year_texts[0] = arena_printf(job->a, "%d", first);
    s->year_texts[1] = arena_printf(job->a, "%d", last);
}

/* "江边街道 9.97‰" at the left, "9.97‰ 江边街道" at the right. */
static struct wrapped end_label(const struct chart_job *job, const struct slope_panel *panel,
                                int place, int year, bool right)
{
    const char *name = job->r->places[place].name;
    const char *value = job_value(job, panel->indicator, place, year);
    const char *text = arena_printf(job->a, "%s %s", right ? value : name, right ? name : value);

    return text_wrap(job, place == 0 ? job->bold : job->role, TEXT_SMALL, text,
                     job->width * NAME_SHARE);
}

static void add_line(const struct chart_job *job, const struct slope *s, struct slope_panel *panel,
                     int place)
{
    struct slope_line *line = &panel->lines[panel->n];

    *line = (struct slope_line){.place = place};
    for (int side = 0; side < 2; side++) {
        const struct value *v = report_value(job->r, panel->indicator, place, s->years[side]);

        if (v->kind == VALUE_MISSING)
            continue;
        line->ends[side].value = v;
        line->ends[side].label = end_label(job, panel, place, s->years[side], side == 1);
    }
    if (line->ends[0].value || line->ends[1].value)
        panel->n++;
}

/* "2005年暂无数据：夏埠乡、童家镇", or nothing. */
static void add_missing(const struct chart_job *job, const struct slope *s,
                        const struct slope_panel *panel, int side, struct buf *b)
{
    const struct chart *c = job->c;
    bool zh = job->r->language == LANG_ZH, any = false;

    for (size_t i = 0; i < c->n_places; i++) {
        const struct value *v =
            report_value(job->r, panel->indicator, c->places[i], s->years[side]);

        if (v->kind != VALUE_MISSING)
            continue;
        if (!any)
            buf_printf(b, zh ? "%s%s年%s：" : "%s%s, %s: ", b->len ? zh ? "；" : "; " : "",
                       s->year_texts[side], job_word(job, W_NO_DATA));
        buf_printf(b, "%s%s", any ? zh ? "、" : ", " : "", job->r->places[c->places[i]].name);
        any = true;
    }
}

static struct wrapped missing_text(const struct chart_job *job, const struct slope *s,
                                   const struct slope_panel *panel)
{
    struct buf b = {0};
    struct wrapped none = {0};

    add_missing(job, s, panel, 0, &b);
    add_missing(job, s, panel, 1, &b);
    if (b.len > 0)
        none =
            text_wrap(job, job->role, TEXT_SMALL, arena_strndup(job->a, b.data, b.len), job->width);
    buf_free(&b);
    return none;
}

/* "人口出生率（‰，越低越好），目标≤11.50‰" */
static void set_head(const struct chart_job *job, struct slope_panel *panel, int year)
{
    const char *head = job_head(job, panel->indicator);

    panel->target = report_target(job->r, panel->indicator, job->c->place, year);
    if (panel->target->kind != TARGET_UNSET)
        head = arena_printf(job->a, job->r->language == LANG_ZH ? "%s，%s%s" : "%s, %s %s", head,
                            job_word(job, W_TARGET),
                            job_target(job, panel->indicator, job->c->place, year));
    panel->head = text_wrap(job, job->bold, TEXT_SIZE, head, job->width);
}

static void set_axis(const struct chart_job *job, struct slope_panel *panel)
{
    double lo = 1e300, hi = -1e300;

    for (size_t i = 0; i < panel->n; i++)
        for (int side = 0; side < 2; side++)
            if (panel->lines[i].ends[side].value)
                range_value(&lo, &hi, panel->lines[i].ends[side].value);
    range_target(&lo, &hi, panel->target);
    range_widen(&lo, &hi, &job->r->indicators[panel->indicator]);
    panel->axis = (struct axis){.lo = lo, .hi = hi};
}

static double label_height(const struct wrapped *label)
{
    return (double)label->n * TEXT_SMALL * LEADING;
}

/* Widths of the labels at both sides, and the height that the taller side needs. */
static void measure(const struct slope_panel *panel, double widths[2], double *least)
{
    for (int side = 0; side < 2; side++) {
        double height = 0;

        for (size_t i = 0; i < panel->n; i++) {
            const struct end *end = &panel->lines[i].ends[side];

            widths[side] = fmax(widths[side], end->label.width);
            height += label_height(&end->label);
        }
        *least = fmax(*least, height);
    }
}

static void set_panel(struct chart_job *job, struct slope *s, struct slope_panel *panel,
                      double widths[2])
{
    const struct chart *c = job->c;

    set_head(job, panel, s->years[1]);
    panel->lines = arena_array(job->a, c->n_places + 1, sizeof *panel->lines);
    add_line(job, s, panel, c->place);
    for (size_t i = 0; i < c->n_places; i++)
        if (c->places[i] != c->place)
            add_line(job, s, panel, c->places[i]);
    panel->missing = missing_text(job, s, panel);
    set_axis(job, panel);
    panel->least = 3 * TEXT_SIZE;
    measure(panel, widths, &panel->least);
    panel->natural = fmax(panel->least + AIR * (double)panel->n, 120);
}

static void lay_out_key(const struct chart_job *job, struct slope *s)
{
    for (size_t k = 0; k < job->c->n_indicators; k++) {
        const struct slope_panel *panel = &s->panels[k];

        for (size_t i = 0; i < panel->n; i++)
            for (int side = 0; side < 2; side++)
                if (panel->lines[i].ends[side].value)
                    key_add_verdict(&s->key, job,
                                    report_verdict(job->r, panel->indicator, panel->lines[i].place,
                                                   s->years[side]),
                                    true);
        if (panel->target->kind != TARGET_UNSET)
            key_add(&s->key, KEY_TARGET_STEP, job_word(job, W_TARGET));
    }
    key_add(&s->key, KEY_WHOLE, job->r->places[job->c->place].name);
    if (!(s->panels[0].axis.lo <= 0 && s->panels[0].axis.hi >= 0))
        key_add(&s->key, KEY_REMARK, job_word(job, W_SCALE_NOT_ZERO));
    key_lay_out(&s->key, job);
}

static bool lay_out(struct chart_job *job)
{
    struct slope *s = arena_alloc(job->a, sizeof *s);
    size_t n = job->c->n_indicators;
    double widths[2] = {0, 0};

    set_years(job, s);
    s->panels = arena_array(job->a, n, sizeof *s->panels);
    for (size_t i = 0; i < n; i++) {
        s->panels[i].indicator = job->c->indicators[i];
        set_panel(job, s, &s->panels[i], widths);
    }
    s->left = widths[0] + GAP + LEADER;
    s->right = job->width - widths[1] - GAP - LEADER;
    if (s->right - s->left < MIDDLE_MIN)
        return job_too_narrow(job, job->width + MIDDLE_MIN - (s->right - s->left));
    lay_out_key(job, s);
    job->least = job->natural = s->key.height + PANEL_GAP * (double)(n - 1);
    for (size_t i = 0; i < n; i++) {
        const struct slope_panel *panel = &s->panels[i];
        double fixed = (double)panel->head.n * TEXT_SIZE * LEADING + HEAD_GAP + YEARS + POINT +
                       label_height(&panel->missing);

        job->least += fixed + panel->least;
        job->natural += fixed + panel->natural;
    }
    job->layout = s;
    return true;
}

/* ---- drawing ---- */

/* Heights of the values and of their labels at one side. */
static void spread_side(const struct chart_job *job, struct slope_panel *panel, int side,
                        double top, double bottom)
{
    struct spread *labels = arena_array(job->a, panel->n, sizeof *labels);
    size_t n = 0;

    for (size_t i = 0; i < panel->n; i++) {
        struct end *end = &panel->lines[i].ends[side];

        if (!end->value)
            continue;
        end->at = axis_at(&panel->axis, number_double(end->value->number));
        labels[n++] = (struct spread){.wanted = end->at, .height = label_height(&end->label)};
    }
    spread_labels(labels, n, top, bottom);
    n = 0;
    for (size_t i = 0; i < panel->n; i++)
        if (panel->lines[i].ends[side].value)
            panel->lines[i].ends[side].label_at = labels[n++].at;
}

static void draw_end(const struct chart_job *job, struct plot *p, const struct slope *s,
                     const struct slope_panel *panel, const struct slope_line *line, int side)
{
    const struct end *end = &line->ends[side];
    double sign = side == 0 ? -1 : 1, x = side == 0 ? s->left : s->right;

    if (!end->value)
        return;
    if (fabs(end->label_at - end->at) > 1)
        draw_rule(p, x + sign * POINT, end->at, x + sign * (LEADER + GAP - 2), end->label_at,
                  (struct pen){job->theme->rule, LINE_THIN, 0});
    text_lines(p, line->place == 0 ? job->bold : job->role, TEXT_SMALL, job->theme->text,
               side == 0 ? AT_RIGHT : AT_LEFT, x + sign * (LEADER + GAP), end->label_at,
               &end->label);
    draw_point(job, p, x, end->at, POINT,
               report_verdict(job->r, panel->indicator, line->place, s->years[side]));
}

static void draw_line(const struct chart_job *job, struct plot *p, const struct slope *s,
                      const struct slope_panel *panel, const struct slope_line *line)
{
    const struct chart_theme *t = job->theme;
    enum verdict v = report_verdict(job->r, panel->indicator, line->place, s->years[1]);
    struct pen pen = {v == VERDICT_MET     ? t->met
                      : v == VERDICT_UNMET ? t->unmet
                                           : t->neutral,
                      1.3, 0};

    if (line->place == job->c->place)
        pen = (struct pen){t->text, 1.2, 3};
    if (line->ends[0].value && line->ends[1].value)
        draw_rule(p, s->left, line->ends[0].at, s->right, line->ends[1].at, pen);
    draw_end(job, p, s, panel, line, 0);
    draw_end(job, p, s, panel, line, 1);
}

static void draw_target_lines(const struct chart_job *job, struct plot *p, const struct slope *s,
                              const struct slope_panel *panel)
{
    const struct number *limits[] = {panel->target->low, panel->target->high};

    for (int i = 0; i < 2 && panel->target->kind != TARGET_UNSET; i++) {
        if (!limits[i] || (i == 1 && limits[0] && number_cmp(limits[0], limits[1]) == 0))
            continue;
        double y = axis_at(&panel->axis, number_double(limits[i]));

        draw_rule(p, s->left, y, s->right, y, (struct pen){job->theme->target, 1.2, 0});
    }
}

static double draw_panel(struct chart_job *job, struct plot *p, const struct slope *s,
                         struct slope_panel *panel, double y, double height)
{
    double head = (double)panel->head.n * TEXT_SIZE * LEADING;
    struct pen side = {job->theme->rule, LINE_THIN, 0};

    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, 0, y + head / 2, &panel->head);
    y += head + HEAD_GAP;
    text_line(p, job->bold, TEXT_SMALL, job->theme->text, AT_MIDDLE, s->left, y + YEARS / 2,
              s->year_texts[0]);
    text_line(p, job->bold, TEXT_SMALL, job->theme->text, AT_MIDDLE, s->right, y + YEARS / 2,
              s->year_texts[1]);
    double top = y + YEARS, bottom = top + height;

    panel->axis.from = bottom - TEXT_SMALL * LEADING / 2;
    panel->axis.to = top + TEXT_SMALL * LEADING / 2;
    draw_rule(p, s->left, top, s->left, bottom, side);
    draw_rule(p, s->right, top, s->right, bottom, side);
    spread_side(job, panel, 0, top, bottom);
    spread_side(job, panel, 1, top, bottom);
    draw_target_lines(job, p, s, panel);
    for (size_t i = panel->n; i-- > 0;) /* the whole, the first, above all */
        draw_line(job, p, s, panel, &panel->lines[i]);
    text_lines(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, 0,
               bottom + POINT + label_height(&panel->missing) / 2, &panel->missing);
    return bottom + POINT + label_height(&panel->missing);
}

static void draw(struct chart_job *job, struct plot *p)
{
    const struct slope *s = job->layout;
    double y = s->key.height, stretch = job_stretch(job);

    key_draw(&s->key, job, p);
    for (size_t i = 0; i < job->c->n_indicators; i++) {
        struct slope_panel *panel = &s->panels[i];
        double height = panel->least + (panel->natural - panel->least) * stretch;

        y = draw_panel(job, p, s, panel, y, height) + PANEL_GAP;
    }
}

const struct chart_kind chart_slope = {{"slope", "升降图", SHOWS_PLACES,
                                        "a line for each place from last year to this",
                                        "各单位从上年到本年的升降"},
                                       lay_out,
                                       draw};
