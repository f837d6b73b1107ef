/*
 * A page of facts: labels in one column, values in the next.
 */
#ifndef NIANBAO_FACT_PAGE_H
#define NIANBAO_FACT_PAGE_H

#include <stdbool.h>
#include <stdio.h>

struct fact_page {
    FILE *out;
    bool zh;
};

/* The text in the page's language. */
const char *fact_choose(const struct fact_page *p, const char *en, const char *zh);

/* A label and blanks up to the column of values; a hanzi is two columns wide. */
void fact_label(const struct fact_page *p, const char *en, const char *zh);

/* Blanks up to the column of values, for a further one. */
void fact_indent(const struct fact_page *p);

/* A label, its value, or that it is not told. */
void fact_line(const struct fact_page *p, const char *en, const char *zh, const char *value);

#endif
