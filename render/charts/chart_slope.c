/*
 * From one year to another, a line for each place (Tufte's slopegraph): order, level and change in
 * one picture. Lines of places that meet their target now are solid, of the others dotted, the
 * whole's is thick and dashed. Both ends are labelled with name and value, pushed apart where they
 * would touch; places of the same value share a label. Many places are parted into panels of the
 * same scale. What lacks a year is named below.
 */
#include "render/charts/chart_kind.h"
#include "render/charts/chart_spread.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/figures/chartspec.h"

#define LINES_MAX 12    /* in a panel: more lines are not told apart */
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
    struct wrapped label;      /* empty where another place of the same value has it */
    double at, label_at;       /* heights: of the value, of its label */
};

struct slope_line {
    int place;
    struct end ends[2];
};

struct slope_panel {
    int indicator;
    struct wrapped head, missing;
    const struct target *target; /* that all places have, or NULL */
    struct end target_end;       /* its label; no value */
    struct slope_line *lines;
    size_t n;
    struct axis axis;
    double least, natural; /* heights of the lines' area */
};

struct slope {
    struct key key;
    int years[2]; /* indexes in the report */
    const char *year_texts[2];
    struct slope_panel *panels;
    size_t n;
    double left, right; /* of the lines' area */
};

/* This year and the one before it that the chart shows; false where there is none, told. */
static bool set_years(const struct chart_job *job, struct slope *s)
{
    s->years[0] = chart_before(job->r, job->c);
    s->years[1] = job->year_index;
    for (int side = 0; side < 2 && s->years[0] >= 0; side++)
        s->year_texts[side] = arena_printf(job->a, "%d", job->r->years[s->years[side]]);
    if (s->years[0] >= 0)
        return true;
    msg(job->ctx->messages, SEV_ERROR, job->c->at, "one-year",
        "chart %s shows a change, but the data has nothing of the year before %d; name an "
        "earlier year in years, or choose another kind",
        "图“%s”显示升降，但数据中没有%d年的上一年：请在“年份”中写明较早年份，或改用其他类型",
        job->c->name, job->r->year);
    return false;
}

static void add_line(const struct chart_job *job, const struct slope *s, struct slope_panel *panel,
                     int place)
{
    struct slope_line *line = &panel->lines[panel->n];
    *line = (struct slope_line){.place = place};
    for (int side = 0; side < 2; side++) {
        const struct value *v =
            report_value(job->r, cell_at(panel->indicator, place, s->years[side]));

        line->ends[side].value = v->kind == VALUE_MISSING ? NULL : v;
    }
    if (line->ends[0].value != NULL || line->ends[1].value != NULL)
        panel->n++;
}

static bool is_whole(const struct chart_job *job, const struct slope_line *line)
{
    return line->place == job->c->place;
}

/* Puts a part behind the others of a label, on its last line where it has room there. */
static void append_part(const struct chart_job *job, int role, struct wrapped *label,
                        const char *part)
{
    const char *space = language_text(job->r->language, " ", "");
    double width = job->width * NAME_SHARE;
    if (label->n > 0) {
        const char **last = &label->lines[label->n - 1];
        const char *joined = arena_printf(job->a, "%s%s%s", *last, space, part);
        double w = text_width(job, role, TEXT_SMALL, joined);

        if (w <= width) {
            *last = joined;
            label->width = fmax(label->width, w);
            return;
        }
    }
    struct wrapped more = text_wrap(job, role, TEXT_SMALL, part, width);
    const char **lines = arena_array(job->a, label->n + more.n, sizeof *lines);

    for (size_t i = 0; i < label->n + more.n; i++)
        lines[i] = i < label->n ? label->lines[i] : more.lines[i - label->n];
    *label = (struct wrapped){lines, label->n + more.n, fmax(label->width, more.width)};
}

/*
 * "江边街道 9.97‰" at the left, "9.97‰ 江边街道" at the right, of line i; with the names of those
 * behind it that have the same value, which are marked as shared. The whole's stands alone.
 */
static void set_label(const struct chart_job *job, struct slope_panel *panel, int side,
                      int year_index, size_t i, bool *shared)
{
    struct slope_line *line = &panel->lines[i];
    int role = is_whole(job, line) ? job->bold : job->role;
    const char *comma = language_text(job->r->language, ",", "、");
    const char *value = job_value(job, cell_at(panel->indicator, line->place, year_index));
    const char *name = job->r->places[line->place].name;
    if (side == 1)
        name = arena_printf(job->a, "%s %s", value, name);
    for (size_t k = i + 1; k < panel->n && !is_whole(job, line); k++) {
        int place = panel->lines[k].place;

        if (panel->lines[k].ends[side].value == NULL ||
            strcmp(value, job_value(job, cell_at(panel->indicator, place, year_index))) != 0)
            continue;
        append_part(job, role, &line->ends[side].label, arena_printf(job->a, "%s%s", name, comma));
        name = job->r->places[place].name;
        shared[k] = true;
    }
    if (side == 0)
        name = arena_printf(job->a, "%s %s", name, value);
    append_part(job, role, &line->ends[side].label, name);
}

static void set_labels(const struct chart_job *job, const struct slope *s,
                       struct slope_panel *panel, int side)
{
    bool *shared = arena_array(job->a, panel->n + 1, sizeof *shared);
    for (size_t i = 0; i < panel->n; i++)
        if (panel->lines[i].ends[side].value != NULL && !shared[i])
            set_label(job, panel, side, s->years[side], i, shared);
}

/* "2005年暂无数据：夏埠乡、童家镇", or nothing. */
static void add_missing(const struct chart_job *job, const struct slope *s, int indicator, int side,
                        struct buf *b)
{
    const struct chart *c = job->c;
    bool any = false;
    for (size_t i = 0; i < c->n_places; i++) {
        const struct value *v =
            report_value(job->r, cell_at(indicator, c->places[i], s->years[side]));

        if (v->kind != VALUE_MISSING)
            continue;
        if (!any)
            buf_printf(b, language_text(job->r->language, "%s%s, %s: ", "%s%s年%s："),
                       b->len != 0 ? language_text(job->r->language, "; ", "；") : "",
                       s->year_texts[side], job_word(job, W_NO_DATA));
        buf_printf(b, "%s%s", any ? language_text(job->r->language, ", ", "、") : "",
                   job->r->places[c->places[i]].name);
        any = true;
    }
}

static struct wrapped missing_text(const struct chart_job *job, const struct slope *s,
                                   int indicator)
{
    struct buf b = {0};
    struct wrapped none = {0};
    add_missing(job, s, indicator, 0, &b);
    add_missing(job, s, indicator, 1, &b);
    if (b.len > 0)
        none =
            text_wrap(job, job->role, TEXT_SMALL, arena_strndup(job->a, b.data, b.len), job->width);
    buf_free(&b);
    return none;
}

/* The target of this year that all lines have, or NULL. */
static const struct target *one_target(const struct chart_job *job, const struct slope_panel *panel)
{
    const struct target *first = NULL;
    for (size_t i = 0; i < panel->n; i++) {
        const struct target *t = report_target(
            job->r, cell_at(panel->indicator, panel->lines[i].place, job->year_index));

        if (t->kind == TARGET_UNSET || (first != NULL && !value_same_target(t, first)))
            return NULL;
        first = t;
    }
    return first;
}

static void set_target(const struct chart_job *job, struct slope_panel *panel)
{
    const char *space = language_text(job->r->language, " ", "");
    panel->target = one_target(job, panel);
    if (panel->target != NULL)
        panel->target_end.label =
            text_wrap(job, job->role, TEXT_SMALL,
                      arena_printf(job->a, "%s%s%s", job_word(job, W_TARGET), space,
                                   job_target(job, cell_at(panel->indicator, panel->lines[0].place,
                                                           job->year_index))),
                      job->width * NAME_SHARE);
}

static double label_height(const struct wrapped *label)
{
    return (double)label->n * TEXT_SMALL * LEADING;
}

/* Widths of the labels at both sides, and the height that the taller side needs. */
static void measure(struct slope_panel *panel, double widths[2])
{
    panel->least = 3 * TEXT_SIZE;
    for (int side = 0; side < 2; side++) {
        const struct wrapped *target = &panel->target_end.label;
        double height = side != 0 ? label_height(target) : 0;

        widths[side] = fmax(widths[side], side != 0 ? target->width : 0);
        for (size_t i = 0; i < panel->n; i++) {
            const struct wrapped *label = &panel->lines[i].ends[side].label;

            widths[side] = fmax(widths[side], label->width);
            height += label_height(label);
        }
        panel->least = fmax(panel->least, height);
    }
    panel->natural = fmax(panel->least + AIR * (double)panel->n, 120);
}

/* Panel k of n of an indicator: its share of the places, and the whole in each. */
static void set_panel(const struct chart_job *job, struct slope *s, struct slope_panel *panel,
                      size_t k, size_t n)
{
    const struct chart *c = job->c;
    const char *head = job_head(job, panel->indicator);
    if (n > 1)
        head =
            arena_printf(job->a, language_text(job->r->language, "%s (%zu/%zu)", "%s（%zu/%zu）"),
                         head, k + 1, n);
    panel->head = text_wrap(job, job->bold, TEXT_SIZE, head, job->width);
    panel->lines = arena_array(job->a, LINES_MAX + 1, sizeof *panel->lines);
    if (c->whole != WHOLE_NONE)
        add_line(job, s, panel, c->place);
    for (size_t i = c->n_places * k / n; i < c->n_places * (k + 1) / n; i++)
        if (c->places[i] != c->place || c->whole == WHOLE_NONE)
            add_line(job, s, panel, c->places[i]);
    set_labels(job, s, panel, 0);
    set_labels(job, s, panel, 1);
    set_target(job, panel);
    if (k + 1 == n)
        panel->missing = missing_text(job, s, panel->indicator);
}

/* The n panels of an indicator have the same scale. */
static void set_axis(const struct chart_job *job, struct slope_panel *panels, size_t n)
{
    double lo = 1e300, hi = -1e300;
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < panels[k].n; i++)
            for (int side = 0; side < 2; side++)
                if (panels[k].lines[i].ends[side].value != NULL)
                    mark_range_value(&lo, &hi, panels[k].lines[i].ends[side].value);
        if (panels[k].target != NULL)
            mark_range_target(&lo, &hi, panels[k].target);
    }
    mark_range_widen(&lo, &hi, &job->r->indicators[panels[0].indicator]);
    for (size_t k = 0; k < n; k++)
        panels[k].axis = (struct axis){.lo = lo, .hi = hi};
}

static void lay_out_key(const struct chart_job *job, struct slope *s)
{
    bool from_zero = true;
    for (size_t k = 0; k < s->n; k++) {
        const struct slope_panel *panel = &s->panels[k];

        for (size_t i = 0; i < panel->n; i++) {
            const struct slope_line *line = &panel->lines[i];

            for (int side = 0; side < 2; side++)
                if (line->ends[side].value != NULL)
                    mark_key_add_verdict(
                        &s->key, job,
                        report_verdict(job->r,
                                       cell_at(panel->indicator, line->place, s->years[side])),
                        true);
            if (is_whole(job, line))
                mark_key_add(&s->key, KEY_WHOLE, job->r->places[line->place].name);
        }
        if (panel->target != NULL)
            mark_key_add(&s->key, KEY_TARGET_STEP, job_word(job, W_TARGET));
        from_zero = from_zero && panel->axis.lo <= 0 && panel->axis.hi >= 0;
    }
    if (!from_zero)
        mark_key_add(&s->key, KEY_REMARK, job_word(job, W_SCALE_NOT_ZERO));
    mark_key_lay_out(&s->key, job);
}

static void set_heights(struct chart_job *job, const struct slope *s)
{
    job->least = job->natural = s->key.height + PANEL_GAP * (double)(s->n - 1);
    for (size_t i = 0; i < s->n; i++) {
        const struct slope_panel *panel = &s->panels[i];
        double fixed = (double)panel->head.n * TEXT_SIZE * LEADING + HEAD_GAP + YEARS + POINT +
                       label_height(&panel->missing);

        job->least += fixed + panel->least;
        job->natural += fixed + panel->natural;
    }
}

static bool lay_out(struct chart_job *job)
{
    struct slope *s = arena_alloc(job->a, sizeof *s);
    size_t parts = job->c->n_places > 0 ? (job->c->n_places - 1) / LINES_MAX + 1 : 1;
    double widths[2] = {0, 0};
    if (!set_years(job, s))
        return false;
    s->n = job->c->n_indicators * parts;
    s->panels = arena_array(job->a, s->n, sizeof *s->panels);
    for (size_t i = 0; i < s->n; i++) {
        s->panels[i].indicator = job->c->indicators[i / parts];
        set_panel(job, s, &s->panels[i], i % parts, parts);
        measure(&s->panels[i], widths);
        if ((i + 1) % parts == 0)
            set_axis(job, &s->panels[i + 1 - parts], parts);
    }
    s->left = widths[0] + GAP + LEADER;
    s->right = job->width - widths[1] - GAP - LEADER;
    if (s->right - s->left < MIDDLE_MIN)
        return job_too_narrow(job, job->width + MIDDLE_MIN - (s->right - s->left));
    lay_out_key(job, s);
    set_heights(job, s);
    job->layout = s;
    return true;
}

/* The end whose label is the i-th of a side, the target's behind all; NULL where it has none. */
static struct end *labelled(struct slope_panel *panel, int side, size_t i)
{
    struct end *end = i < panel->n ? &panel->lines[i].ends[side] : &panel->target_end;
    return end->label.n > 0 && (i < panel->n || side == 1) ? end : NULL;
}

/* The side of a target from which values miss it. */
static const struct number *target_limit(const struct target *t)
{
    return t->high != NULL ? t->high : t->low;
}

/* Heights of the values and of their labels at one side. */
static void spread_side(const struct chart_job *job, struct slope_panel *panel, int side,
                        double top, double bottom)
{
    struct spread *labels = arena_array(job->a, panel->n + 1, sizeof *labels);
    const struct end *end;
    size_t n = 0;
    for (size_t i = 0; i < panel->n; i++)
        if (panel->lines[i].ends[side].value != NULL)
            panel->lines[i].ends[side].at =
                axis_at(&panel->axis, number_double(panel->lines[i].ends[side].value->number));
    if (panel->target != NULL)
        panel->target_end.at = axis_at(&panel->axis, number_double(target_limit(panel->target)));
    for (size_t i = 0; i <= panel->n; i++)
        if ((end = labelled(panel, side, i)) != NULL)
            labels[n++] = (struct spread){.wanted = end->at, .height = label_height(&end->label)};
    spread_labels(labels, n, top, bottom);
    n = 0;
    for (size_t i = 0; i <= panel->n; i++)
        if (labelled(panel, side, i) != NULL)
            labelled(panel, side, i)->label_at = labels[n++].at;
}

/* A label at its side, with a line to its end where it was moved away from it. */
static void draw_label(const struct chart_job *job, struct plot *p, const struct slope *s,
                       const struct end *end, int side, int role)
{
    double sign = side == 0 ? -1 : 1, x = side == 0 ? s->left : s->right;
    if (end->label.n == 0)
        return;
    if (fabs(end->label_at - end->at) > 1)
        mark_rule(p, x + sign * POINT, end->at, x + sign * (LEADER + GAP - 2), end->label_at,
                  (struct pen){job->theme->rule, LINE_THIN, 0});
    text_lines(p, role, TEXT_SMALL, job->theme->text, side == 0 ? AT_RIGHT : AT_LEFT,
               x + sign * (LEADER + GAP), end->label_at, &end->label);
}

static struct pen line_pen(const struct chart_job *job, const struct slope_panel *panel,
                           const struct slope_line *line)
{
    const struct chart_theme *t = job->theme;
    if (is_whole(job, line))
        return (struct pen){t->text, 2, 4};
    switch (report_verdict(job->r, cell_at(panel->indicator, line->place, job->year_index))) {
    case VERDICT_MET: return (struct pen){t->met, 1.3, 0};
    case VERDICT_UNMET: return (struct pen){t->unmet, 1.3, 2};
    case VERDICT_NO_TARGET:
    case VERDICT_UNKNOWN: break;
    }
    return (struct pen){t->neutral, 1, 0};
}

static void draw_line(const struct chart_job *job, struct plot *p, const struct slope *s,
                      const struct slope_panel *panel, const struct slope_line *line)
{
    int role = is_whole(job, line) ? job->bold : job->role;
    if (line->ends[0].value != NULL && line->ends[1].value != NULL)
        mark_rule(p, s->left, line->ends[0].at, s->right, line->ends[1].at,
                  line_pen(job, panel, line));
    for (int side = 0; side < 2; side++) {
        const struct end *end = &line->ends[side];

        draw_label(job, p, s, end, side, role);
        if (end->value != NULL)
            mark_point(
                job, p, side != 0 ? s->right : s->left, end->at, POINT,
                report_verdict(job->r, cell_at(panel->indicator, line->place, s->years[side])));
    }
}

/* The target holds this year: a tick across its side. */
static void draw_target_ticks(const struct chart_job *job, struct plot *p, const struct slope *s,
                              const struct slope_panel *panel)
{
    if (panel->target == NULL)
        return;
    const struct number *limits[] = {panel->target->low, panel->target->high};

    for (int i = 0; i < 2; i++)
        if (limits[i] != NULL) {
            double y = axis_at(&panel->axis, number_double(limits[i]));

            mark_rule(p, s->right - 2 * POINT, y, s->right + POINT, y,
                      (struct pen){job->theme->target, LINE_TARGET, 0});
        }
    draw_label(job, p, s, &panel->target_end, 1, job->role);
}

static double draw_panel(const struct chart_job *job, struct plot *p, const struct slope *s,
                         struct slope_panel *panel, double y, double height)
{
    double head = (double)panel->head.n * TEXT_SIZE * LEADING;
    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, 0, y + head / 2, &panel->head);
    y += head + HEAD_GAP;
    double top = y + YEARS, bottom = top + height;

    panel->axis.from = bottom - TEXT_SMALL * LEADING / 2;
    panel->axis.to = top + TEXT_SMALL * LEADING / 2;
    for (int side = 0; side < 2; side++) {
        double x = side != 0 ? s->right : s->left;

        text_line(p, job->bold, TEXT_SMALL, job->theme->text, AT_MIDDLE, x, y + YEARS / 2,
                  s->year_texts[side]);
        mark_rule(p, x, top, x, bottom, (struct pen){job->theme->rule, LINE_THIN, 0});
        spread_side(job, panel, side, top, bottom);
    }
    draw_target_ticks(job, p, s, panel);
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
    mark_key_draw(&s->key, job, p);
    for (size_t i = 0; i < s->n; i++) {
        struct slope_panel *panel = &s->panels[i];
        double height = panel->least + (panel->natural - panel->least) * stretch;

        y = draw_panel(job, p, s, panel, y, height) + PANEL_GAP;
    }
}

const struct chart_kind chart_slope = {{"slope", "升降图", SHOWS_CHANGE,
                                        "a line for each place, from last year or the first of "
                                        "the years to this",
                                        "各单位从上年（或所列首年）到本年的升降"},
                                       lay_out,
                                       draw};
