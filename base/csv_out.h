/*
 * Writing CSV: cells that spreadsheets open as the text they are. A cell that a spreadsheet would
 * take for a formula is written so that it does not.
 */
#ifndef NIANBAO_CSV_OUT_H
#define NIANBAO_CSV_OUT_H

#include "base/buf.h"

/*
 * Adds text as one cell of a CSV line (RFC 4180), in quotes where it has to be; the comma before
 * it, and CR LF at a line's end, are the caller's. Text that a spreadsheet would take for a formula
 * and carry out, as it begins with = + - @, their full-width forms, a tab or a line break, gets an
 * apostrophe in front (OWASP, CSV injection); numbers such as -0.41 or +3% stay.
 */
void csv_cell(struct buf *b, const char *text);

#endif
