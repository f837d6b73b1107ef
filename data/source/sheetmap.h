/*
 * Sheets as offices make them ([source.NAME]): title rows, merged heads with units in them, a row
 * for each place or indicator, a column for each indicator, year or place. They are turned into
 * the rows of a long table.
 */
#ifndef NIANBAO_SHEETMAP_H
#define NIANBAO_SHEETMAP_H

#include "data/config/choices.h"
#include "data/config/config.h"
#include "data/report/report.h"
#include "data/source/long_row.h"

/*
 * Reads the sheet of one [source.NAME] and gives take each row; rows' texts live as long as
 * scratch, their places as long as the report. explain, where given, is told how each column was
 * understood. Wrong or doubtful things are told to m: unknown-column, unit-mismatch, hidden-row,
 * hidden-column, hidden-sheet, missing-label, no-head, subtotal-row, total-mismatch, personal-data.
 */
void sheetmap_read(const struct report *r, const struct config_part *p, struct arena *scratch,
                   void (*take)(void *ctx, const struct long_row *row), void *ctx, FILE *explain,
                   struct messages *m);

#endif
