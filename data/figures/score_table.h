/*
 * Tables of scores: [table.NAME] of kind scores. It makes the rows of points that tablespec.h puts
 * into the tree of the text.
 */
#ifndef NIANBAO_SCORE_TABLE_H
#define NIANBAO_SCORE_TABLE_H

#include "data/report/report.h"
#include "data/wording/notes.h"

struct table_spec;

/*
 * Fills table: a row for each place with its points for each item, total and rank; or, where t
 * names one place, a row for each item with target, result, points and the reason. What needs a
 * note is added to notes.
 */
void score_table_fill(const struct report *r, const struct table_spec *t, struct node *table,
                      struct notes *notes);

#endif
