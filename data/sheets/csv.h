/*
 * CSV and TSV (libcsv). The only file that knows the library. The separator is told from the text.
 */
#ifndef NIANBAO_CSV_H
#define NIANBAO_CSV_H

#include "data/sheets/cells.h"

/*
 * Reads the bytes of a CSV file as cells_load says. NULL on failure, told at its line: encoding,
 * broken quoting, too many columns, too long a cell or row (1 MiB). All in the arena.
 */
const struct cell_table *csv_read(struct arena *a, const char *bytes, size_t len, struct source at,
                                  struct messages *m);

#endif
