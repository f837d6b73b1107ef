/*
 * Reading: what the readers of a narrative share while they build its tree. Markdown and plain text
 * are read by files of their own and meet here, where figures and tables are placed and numbered.
 */
#ifndef NIANBAO_NARRATIVE_H
#define NIANBAO_NARRATIVE_H

#include "data/figures/tablespec.h"
#include "data/report/report.h"

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

/*
 * What `![caption {#label}](target "title")` places: a chart or table of the report, as label_name
 * knows it, or an image's file. caption is a paragraph of inlines, or NULL or empty; label and
 * title may be NULL.
 */
struct placing {
    const char *target, *title, *label;
    struct node *caption;
    struct source at;
};

/*
 * The numbered figure or table with its caption and note; without a caption that of the chart or
 * table, and of an image none and no number. NULL when there is no such thing, reported.
 */
struct node *narrative_place(struct reading *rd, const struct placing *p);

/* Gives a figure or table the next number: its label, and the label in front of caption. */
void narrative_number(struct reading *rd, struct node *n, struct node *caption);

#endif
