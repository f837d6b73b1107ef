/*
 * Workbooks of .xlsx (ECMA-376, Office Open XML): ZIP and XML. Macros, links and formulas are not
 * run: the results that the workbook holds are read.
 */
#ifndef NIANBAO_XLSX_H
#define NIANBAO_XLSX_H

#include "data/sheets/cells.h"

/*
 * Reads one sheet of a workbook as cells_load says; sheet is its name or number, or NULL. NULL on
 * failure: damaged and hostile files [damaged-file, zip-bomb, unsafe-xml], no such sheet.
 */
const struct cell_table *xlsx_read(struct arena *a, const char *bytes, size_t len,
                                   const char *sheet, struct source at, struct messages *m);

#endif
