/*
 * Table part: a table whose columns do not fit beside one another, cut into parts that do.
 */
#ifndef NIANBAO_TABLE_PART_H
#define NIANBAO_TABLE_PART_H

#include "layouts/flow/table_grid.h"

/*
 * The part of t that begins with column *from and has as many as fit at their least width; parts
 * behind the first one have the first column before them again, for it names the rows. Cells that
 * reach over the cut stand in both parts. *from moves behind the part. t has been fitted.
 */
struct table table_part(struct flow *f, const struct table *t, size_t *from);

#endif
