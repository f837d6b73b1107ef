/*
 * Table balance: widths of columns under which a table of wrapped text is lowest. It moves width
 * from columns that lose little to those that gain much.
 */
#ifndef NIANBAO_TABLE_BALANCE_H
#define NIANBAO_TABLE_BALANCE_H

#include "layouts/flow/table_grid.h"

/*
 * Where the columns of t, whose widths are set, hold text of several lines: gives each its least
 * width, and what is left of available step by step to the column that lowers the table most: the
 * sum over rows of the highest cell, a cell being as high as its text is longer than the column is
 * wide. The widths stay as they were where that saves no line of the body. padding: of a cell's
 * both sides. The sum of the least widths must be available.
 */
void table_balance(struct table *t, int32_t available, int32_t padding);

#endif
