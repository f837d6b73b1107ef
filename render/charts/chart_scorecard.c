/*
 * Places by indicators: each value with whether it meets its target, how many each place meets, and
 * its rank. The targets stand under the heads; of places that have their own, under their values.
 * Where not all indicators fit beside each other, bands of them stand below one another with the
 * names again.
 */
#include "render/charts/chart_kind.h"

#include <math.h>

#include "base/arena.h"
#include "data/statistics/score.h"
#include "data/statistics/standing.h"
#include "data/wording/wording.h"

#define PAD 4.0 /* at both sides of a column */
#define GLYPH 6.0
#define GLYPH_ROOM 9.0
#define ROW_AIR 6.0
#define ROW_AIR_LEAST 2.0
#define NAME_SHARE 0.3
#define HEAD_WIDTH 52.0 /* heads are wrapped to about this */
#define BAND_GAP 12.0
#define SMALL_LINE (TEXT_SMALL * LEADING)
#define TOTALS 2 /* columns behind the indicators: targets met, rank or points */

struct score_column {
    struct wrapped head;
    const char *target; /* of all its places; "" where they have their own */
    bool own_targets;
    double width;
};

struct scorecard {
    struct key key;
    const int *places;       /* rows: those of the chart, and the whole last */
    size_t n_places, n_rows; /* n_rows: without the last, which counts places */
    struct wrapped *names;
    struct standing *standings;   /* of the places of the chart */
    struct score_column *columns; /* the indicators', then the totals' */
    size_t n_columns;
    const char **texts;        /* [row][column] */
    size_t *bands, n_bands;    /* the first column of each; one more behind the last */
    bool targets, own_targets; /* there is a row of targets; there are some under values */
    bool tied;                 /* places share a rank */
    double name, head, text;   /* width of names; heights of heads and of all rows' texts */
};

static bool is_total(const struct chart_job *job, size_t column)
{
    return column >= job->c->n_indicators;
}

static void set_rows(struct chart_job *job, struct scorecard *s)
{
    const struct chart *c = job->c;
    int *places = arena_array(job->a, c->n_places + 1, sizeof *places);
    bool whole = true;
    for (size_t i = 0; i < c->n_places; i++) {
        places[i] = c->places[i];
        whole = whole && places[i] != c->place;
    }
    places[c->n_places] = c->place;
    s->places = places;
    s->n_places = c->n_places;
    s->n_rows = c->n_places + (whole ? 1 : 0);
    s->names = arena_array(job->a, s->n_rows + 1, sizeof *s->names);
    for (size_t i = 0; i <= s->n_rows; i++) {
        const char *name =
            i < s->n_rows ? job->r->places[places[i]].name : job_word(job, W_PLACES_MET);

        s->names[i] = text_wrap_words(job, i < s->n_places ? job->role : job->bold, TEXT_SIZE, name,
                                      job->width * NAME_SHARE);
        s->name = fmax(s->name, s->names[i].width + PAD);
    }
    s->standings = arena_array(job->a, c->n_places + 1, sizeof *s->standings);
    standings_find(job->r, c->indicators, c->n_indicators, c->places, c->n_places, job->year_index,
                   s->standings);
    standings_find(job->r, c->indicators, c->n_indicators, &c->place, 1, job->year_index,
                   &s->standings[c->n_places]);
    for (size_t i = 0; i < c->n_places; i++)
        s->tied |= s->standings[i].rank.tied;
}

static bool has_target(const struct chart_job *job, const struct scorecard *s, size_t row,
                       size_t column)
{
    return report_target(job->r,
                         cell_at(job->c->indicators[column], s->places[row], job->year_index))
               ->kind != TARGET_UNSET;
}

/* Like the values: the head has the unit. */
static const char *target_cell(const struct chart_job *job, int indicator, int place)
{
    return arena_printf(
        job->a, "%s%s", wording_target_number(job->r, cell_at(indicator, place, job->year_index)),
        wording_flag(report_target(job->r, cell_at(indicator, place, job->year_index))->flags));
}

/* The one target of all places in the column, or that they have their own. */
static void set_target(const struct chart_job *job, struct scorecard *s, size_t column)
{
    struct score_column *own = &s->columns[column];
    int indicator = job->c->indicators[column];
    const struct target *first =
        report_target(job->r, cell_at(indicator, s->places[0], job->year_index));
    bool any = false;
    for (size_t i = 0; i < s->n_rows; i++) {
        any |= has_target(job, s, i, column);
        own->own_targets |= !value_same_target(
            report_target(job->r, cell_at(indicator, s->places[i], job->year_index)), first);
    }
    own->target = own->own_targets ? ""
                  : any            ? target_cell(job, indicator, s->places[0])
                                   : job_word(job, W_NO_TARGET);
    s->targets |= any && !own->own_targets;
    s->own_targets |= own->own_targets;
}

/* What stands under the value: "" where the column has one target, or the place none. */
static const char *own_target(const struct chart_job *job, const struct scorecard *s, size_t row,
                              size_t column)
{
    if (is_total(job, column) || row == s->n_rows || !s->columns[column].own_targets ||
        !has_target(job, s, row, column))
        return "";
    return target_cell(job, job->c->indicators[column], s->places[row]);
}

/* Targets met, then points or the rank; the whole has no rank. */
static const char *total_text(const struct chart_job *job, const struct scorecard *s, size_t row,
                              size_t which)
{
    const struct standing *own = &s->standings[row];
    if (which == 0)
        return own->of > 0 ? arena_printf(job->a, "%d/%d", own->met, own->of) : "—";
    if (row >= s->n_places)
        return "";
    if (own->rank.rank == 0)
        return "—";
    const char *rank = arena_printf(job->a, "%s%d", own->rank.tied ? "=" : "", own->rank.rank);

    return own->points != NULL
               ? arena_printf(job->a, "%s (%s)", rank, score_points_text(job->r, own->points))
               : rank;
}

/* Of the places with a target and a value for an indicator, how many meet it. */
static const char *count_text(const struct chart_job *job, const struct scorecard *s, size_t column)
{
    int met = 0, of = 0;
    for (size_t i = 0; i < s->n_places && !is_total(job, column); i++) {
        int indicator = job->c->indicators[column], place = s->places[i];

        if (!has_target(job, s, i, column) ||
            report_value(job->r, cell_at(indicator, place, job->year_index))->kind == VALUE_MISSING)
            continue;
        met += report_verdict(job->r, cell_at(indicator, place, job->year_index)) == VERDICT_MET;
        of++;
    }
    return of > 0 ? arena_printf(job->a, "%d/%d", met, of) : "";
}

/* The digits alone: the head has the unit. */
static const char *cell_text(const struct chart_job *job, const struct scorecard *s, size_t row,
                             size_t column)
{
    if (row == s->n_rows)
        return count_text(job, s, column);
    if (is_total(job, column))
        return total_text(job, s, row, column - job->c->n_indicators);
    int indicator = job->c->indicators[column], place = s->places[row];
    const struct value *v = report_value(job->r, cell_at(indicator, place, job->year_index));

    if (v->kind == VALUE_MISSING)
        return "—";
    return arena_printf(job->a, "%s%s%s",
                        v->kind == VALUE_AT_LEAST  ? "≥"
                        : v->kind == VALUE_AT_MOST ? "≤"
                        : v->kind == VALUE_ABOUT   ? "≈"
                                                   : "",
                        wording_number(job->r, cell_at(indicator, place, job->year_index)),
                        wording_flag(v->flags));
}

static const char *column_head(const struct chart_job *job, const struct scorecard *s,
                               size_t column)
{
    if (!is_total(job, column)) {
        const struct indicator *ind = &job->r->indicators[job->c->indicators[column]];

        return *ind->unit_text != '\0'
                   ? arena_printf(job->a, language_text(job->r->language, "%s (%s)", "%s（%s）"),
                                  ind->name, ind->unit_text)
                   : ind->name;
    }
    if (column == job->c->n_indicators)
        return job_word(job, W_MET_COUNT);
    bool points = s->n_places > 0 && s->standings[0].points != NULL;

    return points ? arena_printf(job->a, "%s (%s)", job_word(job, W_RANK),
                                 job_word(job, W_SCORE_POINTS))
                  : job_word(job, W_RANK);
}

/* The texts of a column, and how wide they are. */
static double set_texts(const struct chart_job *job, struct scorecard *s, size_t column)
{
    double widest = 0;
    for (size_t i = 0; i <= s->n_rows; i++) {
        const char *text = cell_text(job, s, i, column);
        const char *target = own_target(job, s, i, column);
        double glyph = is_total(job, column) ? 0 : GLYPH_ROOM;

        s->texts[i * s->n_columns + column] = text;
        widest = fmax(widest, text_width(job, job->bold, TEXT_SIZE, text) + glyph);
        widest = fmax(widest, text_width(job, job->role, TEXT_SMALL, target));
    }
    return widest;
}

static void set_columns(struct chart_job *job, struct scorecard *s)
{
    s->n_columns = job->c->n_indicators + TOTALS;
    s->columns = arena_array(job->a, s->n_columns, sizeof *s->columns);
    s->texts = arena_array(job->a, (s->n_rows + 1) * s->n_columns, sizeof(char *));
    for (size_t k = 0; k < s->n_columns; k++) {
        struct score_column *column = &s->columns[k];

        column->target = "";
        column->head =
            text_wrap_words(job, job->bold, TEXT_SMALL, column_head(job, s, k), HEAD_WIDTH);
        if (!is_total(job, k))
            set_target(job, s, k);
        double widest =
            fmax(set_texts(job, s, k), text_width(job, job->role, TEXT_SMALL, column->target));

        column->width = fmax(column->head.width, widest) + 2 * PAD;
        s->head = fmax(s->head, (double)column->head.n * TEXT_SMALL * LEADING + PAD);
    }
    if (s->targets)
        s->name = fmax(s->name, text_width(job, job->role, TEXT_SMALL, job_word(job, W_TARGET)));
}

/*
 * The columns from `from` that no band parts: one, but the totals stay with the last indicator
 * where all fit. Adds their width.
 */
static size_t columns_together(const struct chart_job *job, const struct scorecard *s, size_t from,
                               double *width)
{
    size_t last = job->c->n_indicators - 1, to = from + 1;
    double w = 0;
    for (size_t k = last; k < s->n_columns; k++)
        w += s->columns[k].width;
    if (from == last && s->name + w <= job->width)
        to = s->n_columns;
    for (*width = 0; from < to; from++)
        *width += s->columns[from].width;
    return to;
}

/* Fills bands of at most that width; returns the widest, beside the names. */
static double fill_bands(const struct chart_job *job, struct scorecard *s, double width)
{
    double used = 0, widest = 0, w;
    s->n_bands = 0;
    for (size_t k = 0, to; k < s->n_columns; k = to) {
        to = columns_together(job, s, k, &w);
        if (k == 0 || s->name + used + w > width) {
            s->bands[s->n_bands++] = k;
            used = 0;
        }
        used += w;
        widest = fmax(widest, s->name + used);
    }
    s->bands[s->n_bands] = s->n_columns;
    return widest;
}

/* As few bands as the width allows, about equally wide; false when a column alone is wider. */
static bool set_bands(struct chart_job *job, struct scorecard *s)
{
    s->bands = arena_array(job->a, s->n_columns + 1, sizeof *s->bands);
    double lo = 0, hi = fill_bands(job, s, job->width);
    size_t n = s->n_bands;

    if (hi > job->width)
        return job_too_narrow(job, hi);
    for (int i = 0; i < 12 && n > 1; i++) {
        double mid = (lo + hi) / 2;

        if (fill_bands(job, s, mid) <= mid && s->n_bands <= n)
            hi = mid;
        else
            lo = mid;
    }
    fill_bands(job, s, hi);
    return true;
}

static void lay_out_key(const struct chart_job *job, struct scorecard *s)
{
    bool missing = false;
    for (size_t i = 0; i < s->n_rows; i++)
        for (size_t k = 0; k < job->c->n_indicators; k++) {
            int indicator = job->c->indicators[k];

            if (report_value(job->r, cell_at(indicator, s->places[i], job->year_index))->kind ==
                VALUE_MISSING)
                missing = true;
            else
                mark_key_add_verdict(
                    &s->key, job,
                    report_verdict(job->r, cell_at(indicator, s->places[i], job->year_index)),
                    true);
        }
    if (missing)
        mark_key_add(&s->key, KEY_REMARK, arena_printf(job->a, "— %s", job_word(job, W_NO_DATA)));
    if (s->tied)
        mark_key_add(&s->key, KEY_REMARK, arena_printf(job->a, "= %s", job_word(job, W_JOINT)));
    mark_key_lay_out(&s->key, job);
}

static double row_height(const struct scorecard *s, size_t row)
{
    double cell = TEXT_SIZE * LEADING + (s->own_targets && row < s->n_rows ? SMALL_LINE : 0);
    return fmax((double)s->names[row].n * TEXT_SIZE * LEADING, cell);
}

/* The heads and the row of targets under them. */
static double head_height(const struct scorecard *s)
{
    return s->head + (s->targets ? SMALL_LINE + PAD : 0);
}

static bool lay_out(struct chart_job *job)
{
    struct scorecard *s = arena_alloc(job->a, sizeof *s);
    set_rows(job, s);
    set_columns(job, s);
    if (!set_bands(job, s))
        return false;
    lay_out_key(job, s);
    for (size_t i = 0; i <= s->n_rows; i++)
        s->text += row_height(s, i);
    double rows = (double)((s->n_rows + 1) * s->n_bands);

    job->least = s->key.height + (double)s->n_bands * (head_height(s) + s->text + 2) +
                 (double)(s->n_bands - 1) * BAND_GAP + rows * ROW_AIR_LEAST;
    job->natural = job->least + rows * (ROW_AIR - ROW_AIR_LEAST);
    job->layout = s;
    return true;
}

static void draw_cell(const struct chart_job *job, struct plot *p, const struct scorecard *s,
                      size_t row, size_t column, struct box box)
{
    const struct chart_theme *t = job->theme;
    double mid = (box.y0 + box.y1) / 2;
    bool bold = row >= s->n_places;
    if (!is_total(job, column) && row < s->n_rows) {
        int indicator = job->c->indicators[column], place = s->places[row];
        enum verdict v = report_verdict(job->r, cell_at(indicator, place, job->year_index));

        if (report_value(job->r, cell_at(indicator, place, job->year_index))->kind !=
            VALUE_MISSING) {
            if (v == VERDICT_MET || v == VERDICT_UNMET)
                plot_box(p, box.x0 + 0.5, box.y0 + 0.5, box.x1 - 0.5, box.y1 - 0.5,
                         v == VERDICT_MET ? t->met_fill : t->unmet_fill);
            mark_point(job, p, box.x0 + PAD + GLYPH / 2, mid, GLYPH, v);
        }
    }
    const char *target = own_target(job, s, row, column);
    double down = *target != '\0' ? SMALL_LINE / 2 : 0;

    text_line(p, bold ? job->bold : job->role, TEXT_SIZE, t->text, AT_RIGHT, box.x1 - PAD,
              mid - down, s->texts[row * s->n_columns + column]);
    text_line(p, job->role, TEXT_SMALL, t->text, AT_RIGHT, box.x1 - PAD,
              mid + TEXT_SIZE * LEADING / 2, target);
}

static double draw_rows(const struct chart_job *job, struct plot *p, const struct scorecard *s,
                        size_t from, size_t to, double y, double air, double right)
{
    for (size_t i = 0; i <= s->n_rows; i++) {
        double height = row_height(s, i) + air, x = s->name;

        if (i == s->n_places) /* the whole and the counts are set off */
            mark_rule(p, 0, y, right, y, (struct pen){job->theme->text, 0.8, 0});
        for (size_t k = from; k < to; k++) {
            draw_cell(job, p, s, i, k, (struct box){x, y, x + s->columns[k].width, y + height});
            x += s->columns[k].width;
        }
        text_lines(p, i < s->n_places ? job->role : job->bold, TEXT_SIZE, job->theme->text, AT_LEFT,
                   0, y + height / 2, &s->names[i]);
        y += height;
    }
    return y;
}

static double draw_band(const struct chart_job *job, struct plot *p, const struct scorecard *s,
                        size_t band, double y, double air)
{
    size_t from = s->bands[band], to = s->bands[band + 1];
    struct pen thick = {job->theme->text, 1, 0}, thin = {job->theme->text, LINE_THIN, 0};
    double x = s->name, targets = y + s->head + SMALL_LINE / 2;
    if (s->targets)
        text_line(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, 0, targets,
                  job_word(job, W_TARGET));
    for (size_t k = from; k < to; k++) {
        const struct score_column *column = &s->columns[k];

        text_lines(p, job->bold, TEXT_SMALL, job->theme->text, AT_MIDDLE, x + column->width / 2,
                   y + s->head / 2, &column->head);
        x += column->width;
        if (s->targets)
            text_line(p, job->role, TEXT_SMALL, job->theme->text, AT_RIGHT, x - PAD, targets,
                      column->target);
    }
    mark_rule(p, 0, y, x, y, thick);
    y += head_height(s);
    mark_rule(p, 0, y, x, y, thin);
    y = draw_rows(job, p, s, from, to, y + 1, air, x) + 1;
    mark_rule(p, 0, y, x, y, thick);
    return y;
}

static void draw(struct chart_job *job, struct plot *p)
{
    const struct scorecard *s = job->layout;
    double air = ROW_AIR_LEAST + (ROW_AIR - ROW_AIR_LEAST) * job_stretch(job), y = s->key.height;
    mark_key_draw(&s->key, job, p);
    for (size_t i = 0; i < s->n_bands; i++)
        y = draw_band(job, p, s, i, y, air) + BAND_GAP;
}

const struct chart_kind chart_scorecard = {
    {"scorecard", "达标一览", SHOWS_STANDING,
     "places by indicators: what is met (counted is what has data; a target stands under the value "
     "where places have their own)",
     "各单位各项指标是否达标（只计有数的；各单位目标不同时，目标列在数值下面）"},
    lay_out,
    draw};
