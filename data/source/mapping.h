/*
 * Mapping a sheet: what the files share that turn the sheet of a [source.NAME] into long rows.
 * sheetmap.c goes through them in this order: head, units, rows with their totals.
 */
#ifndef NIANBAO_MAPPING_H
#define NIANBAO_MAPPING_H

#include "data/config/config.h"
#include "data/report/report.h"
#include "data/sheets/cells.h"
#include "data/source/headword.h"
#include "data/source/long_row.h"

struct column_map {
    struct headword word;
    const char *head; /* as it stands there, "" for none */
    int group;        /* the first column that says the same of another part: numerator, target */
    int power;        /* its numbers are to be multiplied by 10^power */
};

/* A row that sums up others: 小计, 街道合计, 其中：城镇. */
struct total_row {
    size_t row;
    size_t from, to;   /* the rows between which those stand that it sums up */
    int place;         /* which it is the row of; -1: of none */
    const char *label; /* as it stands there */
};

struct mapper {
    const struct report *r;
    const struct config_part *p;
    struct arena *a; /* scratch */
    struct messages *m;
    const struct cell_table *t;
    struct source of;
    size_t first, last; /* the head's rows */
    struct column_map *columns;
    size_t n_columns;
    const char *const *units; /* that a line above the table names: 单位：万人、‰ */
    size_t n_units;
    int year; /* of values without one of their own; 0: the report's */
    bool skip_hidden, tell_hidden;
    struct total_row *totals;
    size_t n_totals;
    int *row_places;          /* of each row where there are totals: the place named there, or -1 */
    bool *inner;              /* of each place: one of its parts has a row */
    bool grand;               /* 总计 is there: 合计 is of a group then */
    size_t n_read, n_skipped; /* what became of the rows below the head */
};

/* A cell: its text, "" where it is not there; its row's number in the sheet; its place. */
const char *mapping_text(const struct mapper *x, size_t row, size_t column);
int mapping_line(const struct mapper *x, size_t row);
struct source mapping_source(const struct mapper *x, size_t row, size_t column);

/* A label without its blanks and a colon behind it; that of the merged cell above where it reaches
 * down to here. */
const char *mapping_label_text(const struct mapper *x, size_t row, size_t column);

/* Whether a column holds values; the first column of labels of a kind, or -1. */
bool mapping_is_data(const struct mapper *x, size_t column);
int mapping_label(const struct mapper *x, enum long_kind kind);

/* Whether a row is a note at the foot; whether it has values to be read: none of those, and not
 * hidden where such are left out. */
bool mapping_is_foot(const struct mapper *x, size_t row);
bool mapping_has_data(const struct mapper *x, size_t row);

/* Finds the head and what each column means (mapping_head.c). False when there is none, told. */
bool mapping_head(struct mapper *x);

/*
 * Finds the units of columns, and how their numbers become those of the indicator's unit; a unit of
 * something else is told [unit-mismatch] (mapping_unit.c).
 */
void mapping_units(struct mapper *x);

/* The power of ten of a number in a row, of an indicator that the row itself names. */
int mapping_row_power(struct mapper *x, size_t row, const char *indicator);

/* Finds the rows that sum up others, and checks those of no place [total-mismatch]
 * (mapping_total.c).
 */
void mapping_totals(struct mapper *x);

/* The total that a row is, or NULL. */
const struct total_row *mapping_total(const struct mapper *x, size_t row);

/* Labels as the report knows them: without their 其中：; "" for the place that is the whole. */
const char *mapping_place_label(const struct mapper *x, const char *text);
const char *mapping_indicator_label(const struct mapper *x, const char *text);

/* Refuses columns of identity card and telephone numbers [personal-data]. Whether any was told. */
bool mapping_personal(const struct mapper *x);

/* Tells how all was understood (mapping_explain.c). */
void mapping_explain(const struct mapper *x, FILE *out);

#endif
