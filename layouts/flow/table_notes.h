/*
 * Table notes: footnotes called in the cells or the caption of a table, which stand below it with
 * marks of their own (style: [table] notes = table).
 */
#ifndef NIANBAO_TABLE_NOTES_H
#define NIANBAO_TABLE_NOTES_H

#include "layouts/flow/flow.h"

/* The notes of one table in the order of their first calls. */
struct table_notes {
    int table;    /* its number, for the names of anchors */
    int *numbers; /* of the footnotes */
    size_t n, cap;
};

/* The mark of a footnote, given on its first call. */
const char *table_notes_mark(struct flow *f, int number);

/* Its anchor as a link's target. */
const char *table_notes_target(struct flow *f, int number);

/* Adds the notes' paragraphs to the flow, each below the one before it; above: white there. */
void table_notes_add(struct flow *f, const struct table_notes *notes, int parent, int64_t above);

#endif
