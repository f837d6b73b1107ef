/*
 * The sheets of a workbook, and which of them is meant. Where a workbook has several and none is
 * named, the choice is told.
 */
#ifndef NIANBAO_SHEETS_H
#define NIANBAO_SHEETS_H

#include "base/msg.h"

struct sheet_entry {
    const char *name;
    const char *part; /* where it is kept; the reader's */
    bool hidden;
};

/*
 * The sheet that wanted names, blanks in names no matter, or numbers from 1; the first that is not
 * hidden where wanted is NULL, and that is told when there are others. -1 when there is none, told.
 */
int sheets_choose(const struct sheet_entry *sheets, size_t n, const char *wanted, struct source at,
                  struct messages *m);

#endif
