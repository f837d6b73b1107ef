/*
 * The manual of what may be written in a report file, printed from the tables that the program
 * works by: sections and keys, rules, kinds of chart, placeholders. As a list for the terminal, or
 * as the middle of the page nianbao-report(5).
 */
#ifndef NIANBAO_MANUAL_H
#define NIANBAO_MANUAL_H

#include <stdio.h>

#include "base/msg.h"

/* All of it, as `nianbao keys` prints it. */
void manual_keys(FILE *out, enum language language);

/* The rules alone, likewise. */
void manual_rules(FILE *out, enum language language);

/*
 * Prints the manual page (mdoc) whose text the file at path is: its line @KEYS@, where it has one,
 * becomes sections, keys, rules and kinds of chart. Lines of Chinese that follow one another are
 * joined without a blank, and may be broken between any two characters but before and behind marks
 * that forbid it; troff knows neither. 0, or -1 when the file cannot be read, reported.
 */
int manual_page(FILE *out, enum language language, const char *path, struct messages *m);

#endif
