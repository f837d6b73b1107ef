/*
 * Collation: the order in which readers look names up. The only file that knows the collation of
 * ICU. It does not depend on the locale of the machine, so that the same report is sorted alike
 * everywhere.
 */
#ifndef NIANBAO_COLLATION_H
#define NIANBAO_COLLATION_H

#include "base/language.h"

struct collation;
struct messages;

/*
 * The order of names in a language: hanzi by their pinyin (CLDR, zh "pinyin"), all else by the root
 * collation of Unicode (UTS #10), which no locale of the machine changes; numbers by their size.
 * NULL when ICU lacks its data, reported [icu]. collation_free ends it.
 */
struct collation *collation_open(enum language language, struct messages *m);
void collation_free(struct collation *c);

/* Below, at or above 0 as x comes before y; 0 of equal bytes alone. */
int collation_compare(const struct collation *c, const char *x, const char *y);

#endif
