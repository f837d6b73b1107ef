/*
 * Loading: the way from the report file to a struct report that is read, computed and checked. The
 * rooms of data/ are called from here, in the order of the data.
 */
#ifndef NIANBAO_LOAD_H
#define NIANBAO_LOAD_H

#include <stdio.h>

#include "data/report/report.h"

/*
 * Reads the report file and all it names, computes and checks. NULL when anything was an error;
 * everything wrong has then been told to m. m's language follows the report's. forms: the kinds
 * that charts may have. The arena becomes the report's home and stays the caller's to free.
 */
const struct report *load_report(struct arena *a, const char *path, chart_forms *forms,
                                 struct messages *m);

/* Tells out how the sheet of [source.NAME] of the report at path is understood; findings to m. */
void load_explain_source(struct arena *a, const char *path, const char *name, FILE *out,
                         struct messages *m);

#endif
