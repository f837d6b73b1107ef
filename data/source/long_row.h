/*
 * The row of a long table of values: what one value or target is of, and where each part stands.
 * Sheets of any layout are turned into such rows, and from there on they are read alike.
 */
#ifndef NIANBAO_LONG_ROW_H
#define NIANBAO_LONG_ROW_H

#include "base/msg.h"

enum long_kind {
    LONG_PLACE,
    LONG_INDICATOR,
    LONG_YEAR,
    LONG_NUMERATOR,
    LONG_DENOMINATOR,
    LONG_VALUE,
    LONG_TARGET,
    LONG_FLAG,
    LONG_NOTE,
    LONG_KINDS
};

/*
 * Texts are "" where there is nothing; place "" is the whole, year NULL the report's. Numbers are
 * to be multiplied by 10^power: 万人 of persons is 4.
 */
struct long_row {
    const char *texts[LONG_KINDS];
    struct source at[LONG_KINDS];
    int power[LONG_KINDS];
};

#endif
