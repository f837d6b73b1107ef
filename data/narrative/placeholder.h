/*
 * Placeholders: {id}, {id.field}, {id@PLACE}, {id@PLACE.field}, {id@2004} in text become values of
 * the report. A place or year may stand behind the field, too: {id.rank@PLACE}; behind a change it
 * is the year that is the base: {id.change@2004}. {{ and }} write braces.
 */
#ifndef NIANBAO_PLACEHOLDER_H
#define NIANBAO_PLACEHOLDER_H

#include "data/report/report.h"

/*
 * Appends text[0..len) to parent: NODE_TEXT, and NODE_VALUE for each placeholder. cell: in the
 * short form of table cells ("≥80%"), else as a sentence has it ("80%以上"). What cannot be
 * resolved is an error at its place, [unresolved-placeholder] or [missing-value], and stays as
 * typed.
 */
void placeholder_inlines(const struct report *r, struct node *parent, const char *text, size_t len,
                         bool cell, struct source at, struct messages *m);

/*
 * A paragraph of one text with its placeholders resolved, as in a sentence; NULL for NULL. In the
 * report's arena.
 */
struct node *placeholder_line(const struct report *r, const char *text, struct source at,
                              struct messages *m);

/* The same as a string; the paragraph is added to r->strings, where that is there. */
const char *placeholder_text(const struct report *r, const char *text, struct source at,
                             struct messages *m);

/* Prints the fields with a word on each, for the manual. */
void placeholder_print_fields(FILE *out, enum language language);

#endif
