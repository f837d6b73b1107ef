/*
 * Formulas: indicators computed from others, "births - deaths". Numbers, indicators, + - * / and
 * parentheses; nothing else is understood.
 *
 * Units: a rate counts as what it is, 98.89% as 0.9889, 107:100 as 1.07, and the result is
 * multiplied by its own indicator's multiplier. So (births - deaths) / population is right for ‰
 * as it stands, and rates of one unit may be subtracted. A number has no unit, or the sign % or ‰.
 */
#ifndef NIANBAO_FORMULA_H
#define NIANBAO_FORMULA_H

#include "data/report/report.h"

struct formula;

/*
 * The next name of an indicator in a formula's text; moves *text behind it. False when there is
 * none left. For finding the series that have no section of their own.
 */
bool formula_name(const char **text, const char **name, size_t *len);

/*
 * Reads a formula for indicator ind of r, whose indicators are all there. NULL when it cannot be
 * read [bad-formula], names no indicator [unknown-indicator], or its units do not fit together or
 * to ind's [unit-clash]; told.
 */
const struct formula *formula_read(const struct report *r, int ind, const char *text,
                                   struct source at, struct messages *m);

/* As typed in the report file. */
const char *formula_text(const struct formula *f);

/* The indicators that it names, *n of them. */
const int *formula_operands(const struct formula *f, size_t *n);

/*
 * Whether the parts of a whole may be added up: it adds and subtracts counts, or divides one such
 * sum by another. Else a whole is computed from its own operands alone.
 */
bool formula_is_additive(const struct formula *f);

/*
 * The value of indicator's formula in one cell (indexes), with numerator and denominator where it
 * divides two counts. NULL where an operand is missing or no exact number, and where it divides by
 * 0 [zero-denominator] or grows beyond all measure [out-of-range], which is told.
 */
struct value *formula_value(struct report *r, struct cell_id cell, struct messages *m);

/*
 * Fills order with the indexes of all indicators, each behind those it is computed from, and says
 * how many: less than r->n_indicators when some are computed from themselves. Those stand behind,
 * in their order.
 */
size_t formula_order(const struct report *r, int *order);

#endif
