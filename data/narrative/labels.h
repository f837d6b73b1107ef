/*
 * Labels: what figures and tables are called in the text, and the references to them that become
 * "图1", "Table 2" once all are numbered. A reference that finds nothing is an error with the
 * nearest name.
 */
#ifndef NIANBAO_LABELS_H
#define NIANBAO_LABELS_H

#include "data/report/report.h"

/*
 * The name in "chart:NAME", "figure:NAME", "图:NAME" (a figure) or "table:NAME", "表:NAME", the
 * colon of either width; which of both goes to *table. NULL when target is none of these.
 */
const char *label_name(const char *target, bool *table);

/* Cuts a {#LABEL} off the end of text[0..*len), and blanks before it. LABEL, or NULL for none. */
const char *label_cut(struct arena *a, const char *text, size_t *len);

/*
 * An inline reference to target, which label_name knows, below parent. It prints what its children
 * say; where it has none, labels_resolve gives it the label: "图1".
 */
struct node *label_reference(const struct report *r, struct node *parent, const char *target,
                             struct source at);

/*
 * Turns every reference below root into a link to its figure or table. One that names none is told
 * [unknown-reference] with the nearest, a label given twice [duplicate-label].
 */
void labels_resolve(const struct report *r, struct node *root, struct messages *m);

#endif
