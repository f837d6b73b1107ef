/*
 * Words: every text of our own that is printed in a document, in both languages. One table. A word
 * that is printed stands in no other file.
 */
#ifndef NIANBAO_WORDS_H
#define NIANBAO_WORDS_H

#include "base/msg.h"

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
    W_SCALE_NOT_ZERO,  /* 纵轴不从0开始 */
    W_ACROSS_NOT_ZERO, /* 横轴不从0开始 */
    W_SHEET_PROFILE,   /* titles on sheets of charts */
    W_SHEET_TARGETS,
    W_SHEET_YEARS,
    W_SHEET_SCORECARD,
    W_MET_COUNT, /* heads of a scorecard */
    W_JOINT,     /* = before a rank */
    W_SCORE_POINTS,
    W_PLACES_MET,
    W_WORST, /* of a profile */
    W_BEST,
    W_LOWEST, /* where neither end is better */
    W_HIGHEST,
    W_RANGE_OF_ALL, /* pattern: %zu is how many places */
    W_NOT_ON_MAP,
    W_NO_COUNTS,  /* no numerator and denominator */
    W_MOST_NAMED, /* of a funnel: only those that deviate most are named */
    W_DENOMINATOR,
    W_CASES,       /* 样本量: numerator and denominator together */
    W_SORTED_BEST, /* patterns: %s is the indicator */
    W_SORTED_WORST,
    W_SORTED_LARGEST,
    W_SORTED_SMALLEST,
    W_SORTED_NAME, /* without one */
    W_SORTED_DIVISIONS,
    W_ILLUSTRATIVE, /* 示意数据，非真实统计 */
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
    W_OF_LAST_YEAR,
    W_VETO,
    /* the check sheet (校核表); patterns where they have % */
    W_CHECK_SHEET,
    W_SHEET_SUMMARY, /* numbers traced, numbers typed */
    W_SHEET_TRACED,  /* captions of its tables */
    W_SHEET_TYPED,
    W_SHEET_FINDINGS,
    W_NO_FINDINGS,
    W_SHEET_SIGNED, /* a line that is signed: by whom */
    W_PREPARED_BY,
    W_CHECKED_BY,
    W_APPROVED_BY,
    W_SERIAL,
    W_PRINTED_AS,
    W_WHAT,
    W_WHERE,
    W_SOURCE,
    W_FORMULA,
    W_EXACT,
    W_ROUNDING,
    W_REMARKS,
    W_CONTEXT,
    W_NATURE,
    W_FINDING,
    W_STATUS,
    W_ACCEPTED, /* the reason */
    W_OPEN_FINDING,
    W_NATURE_TRACED, /* what a number is */
    W_NATURE_STATED,
    W_NATURE_ROUGH,
    W_NATURE_LABEL,
    W_NATURE_OTHER,
    W_IN_TEXT, /* where it stands */
    W_IN_NOTE,
    W_IN_HEAD,
    W_ROUNDED, /* to %d digits */
    W_ROUNDED_GB,
    W_SUM_OVER_SUM,
    W_COMPARED,
    W_AND_MORE,      /* parts: %zu */
    W_RANKED_HIGHER, /* of %d places */
    W_RANKED_LOWER,
    W_RANKED_RANGE,
    W_SIGNED,
    W_SIGN_STEPS,
    /* why a report is signed, usually */ /* 签名 */
    W_COUNT
};

/* The word in a language. Never NULL; static. */
const char *word(enum language language, enum word w);

#endif
