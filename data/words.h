/*
 * Words: every text of our own that is printed in a document, in both languages. One table.
 */
#ifndef NIANBAO_WORDS_H
#define NIANBAO_WORDS_H

#include "data/msg.h"

enum word {
    W_FIGURE, /* 图, Figure */
    W_TABLE,
    W_CONTINUED, /* 续表 */
    W_INDICATOR,
    W_PLACE,
    W_TARGET,
    W_RESULT,
    W_LAST_YEAR,
    W_CHANGE,
    W_VERDICT,
    W_UNIT,
    W_YEAR,
    W_MET,
    W_UNMET,
    W_NO_TARGET,
    W_UNKNOWN,
    W_NO_DATA,
    W_NOTE,         /* 注：, Note: */
    W_WHOLE,        /* 合计, All */
    W_LOWER_BETTER, /* 越低越好 */
    W_HIGHER_BETTER,
    W_ILLUSTRATIVE, /* 示意数据，非真实统计 */
    W_PRELIMINARY,
    W_ESTIMATED,
    W_COUNT
};

/* The word in a language. Never NULL; static. */
const char *word(enum language language, enum word w);

#endif
