/*
 * Tables made from the data: [table.NAME] and the node tree it stands for. The tables are nodes
 * like those that an author types, so layout treats both alike.
 */
#ifndef NIANBAO_TABLESPEC_H
#define NIANBAO_TABLESPEC_H

#include "data/config/choices.h"
#include "data/report/report.h"

struct config_part;

struct table_spec {
    const char *name;
    const struct node *title; /* a paragraph of inlines, or NULL; load.c resolves it */
    const char *note;         /* the author's own, or NULL */
    bool landscape;
    enum table_kind kind;
    const int *indicators;
    size_t n_indicators;
    const int *places; /* of a table of places */
    size_t n_places;
    enum table_column columns[COLUMN_COUNT];
    size_t n_columns;
    struct source at;
};

/* Reads one [table.NAME]. Wrong values are told to m. */
struct table_spec tablespec_read(const struct report *r, const struct config_part *part,
                                 struct messages *m);

/*
 * The table as a NODE_TABLE with its note, without number and caption.
 *   targets  a row for each indicator, headed by rows for groups; last year and change only where
 *            any is known
 *   places   a row for each place and a last one for the whole, a column for each indicator, or
 *            several: result, last year, change, rank and interval, with
 *            their heads below its name; indicators beside one another of one group have a head in
 *            common. A unit that all share stands above the head, else each head has its own
 *   scores   score_table.h
 */
struct node *tablespec_node(const struct report *r, const struct table_spec *t, struct source at);

#endif
