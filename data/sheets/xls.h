/*
 * Workbooks of .xls and WPS's .et (BIFF, through FreeXL), which tells less than .xlsx does: no
 * merged cells, no hidden rows, and not whether a number is shown as a percentage. The library runs
 * in a process of its own, since damaged files can bring it down.
 */
#ifndef NIANBAO_XLS_H
#define NIANBAO_XLS_H

#include "data/sheets/cells.h"

/*
 * Reads one sheet of a workbook as cells_load says; sheet is its name or number, or NULL. NULL on
 * failure: damaged-file, encrypted-file, no such sheet.
 */
const struct cell_table *xls_read(struct arena *a, const char *bytes, size_t len, const char *sheet,
                                  struct source at, struct messages *m);

#endif
