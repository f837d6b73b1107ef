/*
 * The inside of a formula: shared by its reader (formula.c) and what computes it (formula_value.c).
 * Nobody else looks into one.
 */
#ifndef NIANBAO_FORMULA_TERM_H
#define NIANBAO_FORMULA_TERM_H

#include "data/report/report.h"

enum operation { OP_NUMBER, OP_INDICATOR, OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_NEGATE };

/* What a term comes to. */
enum quantity {
    QUANTITY_NUMBER,   /* typed, without a unit */
    QUANTITY_COUNT,    /* of what unit_text says; "" may be anything */
    QUANTITY_SHARE,    /* in a kind of unit: %, ‰ or :100 */
    QUANTITY_QUOTIENT, /* one count by another: fits any unit */
    QUANTITY_CLASH     /* has been told */
};

struct term {
    enum operation op;
    const struct term *left, *right;
    const struct number *number;
    int indicator;
    enum quantity quantity;
    enum unit_kind unit;
    const char *unit_text;
    bool additive;
};

struct formula {
    const char *text; /* as typed */
    const struct term *root;
    int *operands;
    size_t n_operands;
};

#endif
