/*
 * What the kinds of chart share: the chart being laid out, its look, text that wraps, axes, marks
 * and the key. Only charts.c and chart_*.c include this. Lengths are points from the top left
 * corner of the chart, y downwards.
 */
#ifndef NIANBAO_CHART_KIND_H
#define NIANBAO_CHART_KIND_H

#include "data/report/report.h"
#include "data/report/words.h"
#include "data/statistics/interval.h"
#include "render/charts/plot.h"

struct chart_job;

/*
 * A kind. lay_out measures everything that does not depend on the height and sets job->layout,
 * least and natural; false when the chart cannot be drawn in its width, reported. draw draws it
 * to job->height.
 */
struct chart_kind {
    struct chart_form form;
    bool (*lay_out)(struct chart_job *job);
    void (*draw)(struct chart_job *job, struct plot *p);
};

extern const struct chart_kind chart_bullet, chart_bars, chart_dots, chart_slope, chart_funnel,
    chart_lines, chart_scorecard, chart_profile, chart_tiles;

/* Text is never under 9 pt (小五), lines never under 0.5 pt: both survive a photocopier. */
#define TEXT_SIZE 10.0
#define TEXT_SMALL 9.0
#define LINE_THIN 0.5
#define LINE_TARGET 1.8
#define LEADING 1.25 /* height of a text line, in its size */

/* What a page holds beside a caption and a note: a kind that has other ways is not higher. */
#define CHART_HEIGHT_GOOD 560.0

/* Classes of values that a map tells apart. */
#define CHART_CLASSES 5

/* Colours of a theme; met and unmet differ by fill as well. */
struct chart_theme {
    uint32_t met, unmet, neutral, unsure; /* unsure: known too roughly to judge */
    uint32_t text, faint, rule, target;
    uint32_t met_fill, unmet_fill;   /* behind text of the colour text */
    uint32_t classes[CHART_CLASSES]; /* light to dark, likewise */
};

/* The theme of charts in colour, or in black and greys. */
const struct chart_theme *chart_theme(bool mono);

struct chart_job {
    const struct chart_context *ctx;
    const struct report *r;
    const struct chart *c;
    const struct chart_kind *kind;
    const struct chart_theme *theme;
    struct arena *a;
    int role, bold;            /* faces of the style */
    int year_index, last_year; /* indexes of the chart's last year and the one before, or -1 */
    double width;              /* given */
    double height;             /* given when drawing */
    double least, natural;     /* heights: what all text needs, and what reads well */
    void *layout;              /* of the kind */
};

/* How far the height given lets what is between its least and natural size grow: 0 least, 1
 * natural. */
double job_stretch(const struct chart_job *job);

/* Tells that the chart needs at least `needed` points of width. Always false. */
bool job_too_narrow(const struct chart_job *job, double needed);

/* A word of our own, a value or a target with the mark of its flags. Owned by the arena. */
const char *job_word(const struct chart_job *job, enum word w);
const char *job_value(const struct chart_job *job, struct cell_id cell);
const char *job_target(const struct chart_job *job, struct cell_id cell);

/* The 95 % interval of a cell of this year, where the chart shows intervals and it has one. */
bool job_interval(const struct chart_job *job, int indicator, int place, struct interval *out);

/* "人口出生率（‰，越低越好）": what a panel is headed with. */
const char *job_head(const struct chart_job *job, int indicator);

/* "越低越好", "越高越好" or "". */
const char *job_direction(const struct chart_job *job, int indicator);

struct wrapped {
    const char **lines;
    size_t n;
    double width; /* of the widest line */
};

double text_width(const struct chart_job *job, int role, double size, const char *text);

/*
 * Breaks text into the fewest lines of at most width, evened out: at blanks, beside hanzi, not
 * before closing or behind opening marks; a word wider than width anywhere. Nothing is cut off.
 */
struct wrapped text_wrap(const struct chart_job *job, int role, double size, const char *text,
                         double width);

/* The same, but wider where a word needs it: no word is broken. */
struct wrapped text_wrap_words(const struct chart_job *job, int role, double size, const char *text,
                               double width);

/* Draws lines, or one line, centred on y_mid; x is the left, middle or right of it. */
void text_lines(struct plot *p, int role, double size, uint32_t colour, enum anchor_x anchor,
                double x, double y_mid, const struct wrapped *w);
void text_line(struct plot *p, int role, double size, uint32_t colour, enum anchor_x anchor,
               double x, double y_mid, const char *text);

/* Where text stands or may stand. */
struct box {
    double x0, y0, x1, y1;
};
bool text_boxes_touch(struct box a, struct box b);

#define AXIS_TICKS_MAX 12

struct axis {
    double lo, hi;   /* values at its ends */
    double from, to; /* the ends in points: set by axis_place */
    int n;           /* ticks */
    double ticks[AXIS_TICKS_MAX];
    const char *labels[AXIS_TICKS_MAX]; /* exact decimals */
};

/*
 * An axis over lo..hi with about `wanted` ticks, chosen by Talbot, Lin, Hanrahan: An Extension of
 * Wilkinson's Algorithm for Positioning Tick Labels on Axes (IEEE InfoVis 2010). Its ends are the
 * data's or the outer ticks, whichever is further out.
 */
struct axis axis_choose(struct arena *a, double lo, double hi, int wanted);

/* The same for a horizontal axis: as many ticks as have room for their labels between from and to.
 */
struct axis axis_across(const struct chart_job *job, double lo, double hi, double from, double to);

/* Leaves an upright axis, from and to set, every second tick or fewer where labels would touch. */
void axis_thin(struct axis *x);

/* The middle of a tick's label: at its tick, but not far beyond a horizontal axis's ends. */
double axis_label_at(const struct chart_job *job, const struct axis *x, int tick);

/* Where a value lies, in points, and within the axis. */
double axis_at(const struct axis *x, double value);

/* In the order in which a key shows them. */
enum key_mark {
    KEY_MET,
    KEY_UNMET,
    KEY_NEUTRAL,
    KEY_UNSURE,
    KEY_POINT_MET,
    KEY_POINT_UNMET,
    KEY_POINT_NEUTRAL,
    KEY_POINT_UNSURE,
    KEY_TARGET,
    KEY_TARGET_STEP,
    KEY_LAST_RING,
    KEY_LAST_TICK,
    KEY_WHOLE,
    KEY_INTERVAL,
    KEY_REMARK /* words without a mark */
};

/* The key above a chart: entries flow from left to right and wrap. Each is there once. */
struct key {
    struct {
        enum key_mark mark;
        const char *text;
        double x, y; /* y: middle, from the top of the key */
    } entries[16];
    size_t n;
    double height; /* 0 when empty */
};

void mark_key_add(struct key *k, enum key_mark mark, const char *text);
void mark_key_add_verdict(struct key *k, const struct chart_job *job, enum verdict v, bool points);
void mark_key_lay_out(struct key *k, const struct chart_job *job);
void mark_key_draw(const struct key *k, const struct chart_job *job, struct plot *p);

/* A bar from `zero` to `end`, in the look of its verdict; a bound ends in an arrow that says so. */
void mark_bar(const struct chart_job *job, struct plot *p, double zero, double end, double y_mid,
              double thickness, enum verdict v, enum value_kind kind);

/* A point in the look of its verdict. */
void mark_point(const struct chart_job *job, struct plot *p, double x, double y, double size,
                enum verdict v);

/*
 * An interval along a horizontal axis, dark on a light edge so that it shows over bars and points
 * of any fill; an end that lies beyond the axis has no cap.
 */
void mark_whisker(const struct chart_job *job, struct plot *p, const struct axis *axis,
                  const struct interval *i, double y_mid, double height);

/* Last year's value: a tick, dark on a light edge so that it shows over marks of any fill. */
void mark_last_tick(const struct chart_job *job, struct plot *p, const struct axis *axis,
                    const struct value *v, double y_mid, double height);

/* The target between two heights: a solid line, or a band with two. */
void mark_target(const struct chart_job *job, struct plot *p, const struct target *t,
                 const struct axis *axis, double top, double bottom, double width);

void mark_rule(struct plot *p, double x0, double y0, double x1, double y1, struct pen pen);

/* Widens lo..hi to hold a value or a target. */
void mark_range_value(double *lo, double *hi, const struct value *v);
void mark_range_target(double *lo, double *hi, const struct target *t);
void mark_range_interval(double *lo, double *hi, const struct chart_job *job, int indicator,
                         int place);

/* Gives a range that is empty or hardly any some breadth: equal values get a scale as well. */
void mark_range_widen(double *lo, double *hi, const struct indicator *ind);

/* Widens the range of a count so that no tick stands at half a thing. */
void mark_range_count(double *hi, const struct indicator *ind);

#endif
