/*
 * Reading: what the readers of a narrative share while they build its tree.
 */
#ifndef NIANBAO_READING_H
#define NIANBAO_READING_H

#include "data/report.h"
#include "data/tablespec.h"

struct reading {
    const struct report *report; /* all but its narrative is there */
    const struct table_spec *tables;
    size_t n_tables;
    int figures; /* numbered so far */
    int numbered_tables;
    struct messages *m;
};

/*
 * Reads the narrative file path, named at from: Markdown (.md, .markdown) or plain text (.txt),
 * in any encoding of encoding.h. Placeholders, references and numbers are resolved in one pass.
 * NULL when the file cannot be read; what is wrong inside it is told, and reading goes on.
 */
struct node *narrative_load(struct reading *rd, const char *path, struct source from);

/* Whether target names a chart or table of the report: "chart:NAME", "table:NAME". */
bool narrative_is_reference(const char *target);

/*
 * The numbered figure or table that target names, its caption and note set. caption is a paragraph
 * of inlines, or NULL or empty: then the chart's or table's own title. NULL when there is none of
 * that name, which is reported with the nearest.
 */
struct node *narrative_place(struct reading *rd, const char *target, struct node *caption,
                             struct source at);

/* Gives a table the next number: its label, and the label in front of caption. */
void narrative_number_table(struct reading *rd, struct node *table, struct node *caption);

#endif
