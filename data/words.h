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
    W_NOT_COMPARABLE, /* no value of the year before */
    W_LIST_OR,        /* the last comma of a list of alternatives */
    W_UNIT_LINE,      /* 单位：%s, above a table */
    W_NOTE,           /* 注：, Note: */
    W_WHOLE,          /* 合计, All */
    W_LOWER_BETTER,   /* 越低越好 */
    W_HIGHER_BETTER,
    W_SCALE_NOT_ZERO, /* 纵轴不从0开始 */
    W_ILLUSTRATIVE,   /* 示意数据，非真实统计 */
    W_PRELIMINARY,
    W_ESTIMATED,
    W_SMALL_SAMPLE,
    W_SUPPRESSED,
    /* Patterns: each %s is a number with its unit. */
    W_AT_LEAST, /* %s以上, at least %s */
    W_AT_MOST,
    W_ABOUT,
    W_RANGE,    /* %s～%s, as tables have it */
    W_BETWEEN,  /* the same in a sentence */
    W_PERMILLE, /* %s‰, %s per 1,000: in a sentence */
    W_RATIO,    /* %s:100, %s per 100: likewise */
    /* Change on the year before; %s is a bare number. Each "up" is followed by its "down". */
    W_PERCENT_UP,
    W_PERCENT_DOWN,
    W_PERMILLE_UP,
    W_PERMILLE_DOWN,
    W_RATIO_UP,
    W_RATIO_DOWN,
    W_COUNT_UP,
    W_COUNT_DOWN,
    W_MORE, /* 增加%s: a count with its unit */
    W_FEWER,
    W_UNCHANGED,
    W_RISING, /* one year's step, then several: 连续%s年上升 */
    W_FALLING,
    W_RISING_YEARS,
    W_FALLING_YEARS,
    W_RANK, /* 位次 */
    /* official papers, with the marks they carry */
    W_CONTENTS,        /* 目　录 */
    W_ATTACHMENT,      /* 附件, at the head of one */
    W_ATTACHMENT_LIST, /* 附件： */
    W_ISSUER,          /* 签发人： */
    W_COLON,
    W_STOP,
    W_OPEN, /* （ */
    W_CLOSE,
    W_RECIPIENTS, /* 主送： */
    W_COPIES,     /* 抄送： */
    W_PRINTED,    /* %s印发, a pattern */
    W_INTERVAL,   /* 95%置信区间 */
    W_FULL,       /* of a table of scores: 满分 */
    W_POINTS,
    W_REASON,
    W_TOTAL_POINTS,
    W_VETO,
    W_COUNT
};

/* The word in a language. Never NULL; static. */
const char *word(enum language language, enum word w);

#endif
