/*
 * struct report: everything a report says, read, checked and computed. Built once by load_report
 * and const from then on; layouts/ and render/ only read it.
 */
#ifndef NIANBAO_REPORT_H
#define NIANBAO_REPORT_H

#include <stdint.h>

#include "base/msg.h"
#include "data/report/cell.h"
#include "data/report/node.h"
#include "data/report/official.h"
#include "data/report/value.h"

struct arena;
struct formula;
struct score_item;
struct score_line;
struct points;

enum direction { BETTER_NONE, BETTER_HIGHER, BETTER_LOWER, BETTER_RANGE };

enum unit_kind {
    UNIT_COUNT,    /* 条, 起, persons: multiplier 1 */
    UNIT_PERCENT,  /* %: multiplier 100 */
    UNIT_PERMILLE, /* ‰: multiplier 1000 */
    UNIT_RATIO     /* ":100": so many for 100, multiplier 100 */
};

struct indicator {
    const char *id;
    const char *name;  /* as printed, in the report's language */
    const char *group; /* heading it stands under in tables, or NULL */
    const char *basis; /* 口径: how it is counted, printed in notes, or NULL */
    bool declared;     /* has its [indicator.ID] section; else a bare series used as an operand */
    enum unit_kind unit;
    const char *unit_text; /* "%", "‰", ":100", "条" */
    long multiplier;
    enum direction better;
    int decimals;
    const char *const *aliases; /* what else the text calls it */
    size_t n_aliases;
    struct target plausible;   /* the range of its values unless something is wrong, or unset */
    const struct number *base; /* of how many it is a share where the data does not say, or NULL */
    const struct number *max_change;   /* on the year before, or NULL: no limit */
    bool max_change_relative;          /* a share of the value before, not in the unit */
    const struct number *const *bands; /* limits between bands drawn behind it, ascending */
    size_t n_bands;
    const int *parts; /* indexes of the series that make it up */
    size_t n_parts;
    struct target target; /* of the report's year and the whole; a row's own target overrides it */
    int numerator;        /* index of the series it is computed from, or -1 */
    int denominator;
    const struct formula *formula; /* what it is computed from instead (formula.h), or NULL */
    struct source at;
};

/* What the PDF is to be: PDF/A (ISO 19005) and PDF/UA-1 (ISO 14289-1). */
enum conformance {
    CONFORMS_2A_UA,
    CONFORMS_2U,    /* not tagged */
    CONFORMS_3A_UA, /* with its sources inside */
    CONFORMS_NONE
};

/* A township, district, clinic ...: a unit that has values. Index 0 is always the whole. */
struct place {
    const char *id; /* as in the data; the name where no id column exists */
    const char *name;
    const char *kind; /* 街道, 镇 ... or NULL */
    int parent;       /* index, -1 for the whole */
    const char *const *aliases;
    size_t n_aliases;
    int column, row; /* on a tile map; 0: none */
    struct source at;
};

/* Of places: by values, as listed in the report, by name, or in the order of the list of places. */
enum sort_order { SORT_BEST_FIRST, SORT_WORST_FIRST, SORT_INPUT, SORT_NAME, SORT_DIVISIONS };

/* How the place whose parts are compared stands among them. */
enum chart_whole { WHOLE_LINE, WHOLE_ROW, WHOLE_NONE };

/*
 * A kind of chart as a report names it, in English or Chinese, and what it lays side by side, which
 * decides which cells are shown and told of. The table of kinds is render's (charts.h).
 */
enum chart_shows {
    SHOWS_INDICATORS,
    SHOWS_PLACES, /* this year and the last */
    SHOWS_CHANGE, /* places in two years: the first that the chart has and this one */
    SHOWS_SIZES,  /* places by size, this year alone */
    SHOWS_YEARS,
    SHOWS_STANDING, /* places in the order of their standing (standing.h), this year alone */
    SHOWS_SIBLINGS, /* one place among those of its parent, this year alone */
    SHOWS_MAP       /* places where they lie, this year alone */
};

struct chart_form {
    const char *name, *zh;
    enum chart_shows shows;
    const char *about_en, *about_zh; /* a few words on what it shows */
};

/* The i-th form of a table, or NULL behind the last. */
typedef const struct chart_form *chart_forms(size_t i);

/*
 * A chart as data/ sees it: which indicators, places and years, in drawing order. What is drawn is
 * read through report_value and the texts below.
 */
struct chart {
    const char *name;
    const struct chart_form *form;
    const char *title;             /* or NULL */
    const struct node *title_line; /* the same as inlines */
    const int *indicators;
    size_t n_indicators;
    int place;         /* the one place of charts that show one: the whole unless said */
    const int *places; /* of charts that compare: in the order of sort, missing ones last */
    size_t n_places;
    const int *years; /* calendar years, ascending; the last is the report's year */
    size_t n_years;
    enum sort_order sort;
    enum chart_whole whole;
    int32_t width;    /* millipoints; 0: the whole type area */
    int32_t height;   /* millipoints; 0: natural */
    bool mono;        /* black, white and greys only */
    bool by_verdict;  /* a map is filled by met and unmet, not by classes of values */
    bool interval;    /* this year's values carry their 95 % interval (interval.h) */
    const char *note; /* flags, missing places, basis: printed below; NULL when there is nothing */
    const char *summary; /* what the chart shows in words, from the data: the alternative text */
    struct source at;
};

/* Findings that are let pass, with the reason: an [accept.NAME] section. */
struct acceptance {
    const char *rule;
    const char *indicator; /* id, or NULL: any */
    const char *place;     /* as typed, or NULL: any */
    const char *reason;
    size_t findings; /* how many there were; messages_list has them, marked accepted */
    struct source at;
};

struct report {
    struct arena *arena;
    const char *path; /* of the INI file */
    const char *dir;  /* its folder, "." or with a slash behind it */
    const char *title, *subtitle, *organ, *date, *author; /* NULL where not given, but title */
    const char *title_lines, *subtitle_lines; /* the same, "\n" where the author ends a line */
    struct source title_at, subtitle_at;
    const char *const *keep_words; /* that no line break of a title parts */
    size_t n_keep_words;
    int year;           /* the calendar year as the report file has it */
    const char *period; /* the statistical year in words, or NULL */
    enum language language;
    const char *layout; /* name of a house style, or a path to one */
    const char *output; /* file name of the PDF, relative to the working directory */
    enum rounding rounding;
    enum conformance conformance;

    struct indicator *indicators;
    size_t n_indicators;
    struct place *places; /* [0] is the whole */
    size_t n_places;
    const int *years; /* ascending, all that the data has */
    size_t n_years;
    const struct value **cells;    /* [indicator][place][year]; NULL: missing. Use report_value. */
    const struct target **targets; /* of single rows, likewise; NULL where no row has its own */

    const struct score_item *scores; /* score.h */
    size_t n_scores;
    const struct points *points; /* [score][place] */
    const struct score_line *score_lines;
    size_t n_score_lines;
    bool computed; /* rates and totals are there */
    struct acceptance *acceptances;
    size_t n_acceptances;

    const struct chart *charts;
    size_t n_charts;
    struct official official;
    const char *const *signers; /* who is going to sign the PDF */
    size_t n_signers;
    struct node *strings;   /* a paragraph for each text outside narrative, tables and charts */
    struct node *narrative; /* NODE_DOCUMENT; captions, tables and values resolved */
};

/* The index of a series, place or year, or -1. Places are found by id, name or alias. */
int report_indicator(const struct report *r, const char *id);
int report_place(const struct report *r, const char *name);
int report_year(const struct report *r, int year);

/* Whether no other place is a part of it. */
bool report_is_lowest(const struct report *r, int place);

/* Whether the list of places gives it a column and a row on a tile map. */
bool report_on_map(const struct place *p);

/* The value of one cell, by indexes; never NULL: a missing one has kind VALUE_MISSING. */
const struct value *report_value(const struct report *r, struct cell_id cell);

/*
 * The target that holds for one cell: the row's own; for a rate, the nearest one above it; or the
 * indicator's, in the report's year. An indicator's target for a count is the whole's alone.
 */
const struct target *report_target(const struct report *r, struct cell_id cell);

enum verdict report_verdict(const struct report *r, struct cell_id cell);

/* A chart by name, or NULL. */
const struct chart *report_chart(const struct report *r, const char *name);

#endif
