/*
 * What a head of a column means: an indicator, a place, a year, a unit, or what the column holds.
 * One head may say several of these at once: 2006年出生率（‰）.
 */
#ifndef NIANBAO_HEADWORD_H
#define NIANBAO_HEADWORD_H

#include "data/report/report.h"
#include "data/source/long_row.h"

enum head_role {
    HEAD_UNKNOWN,
    HEAD_LABEL,  /* the names of places, indicators or years: kind says which */
    HEAD_DATA,   /* values or targets: kind */
    HEAD_UNIT,   /* the unit of each row */
    HEAD_IGNORED /* 序号, 排名: nothing for us */
};

struct headword {
    enum head_role role;
    enum long_kind kind;
    int indicator;    /* -1: not said */
    int place;        /* -1 */
    int year;         /* 0 */
    const char *unit; /* NULL */
};

/* Adds what text says to *h; texts it takes are in the arena. Whether it was understood. */
bool headword_read(struct arena *a, const struct report *r, const char *text, struct headword *h);

/* text without its blanks where it holds hanzi, "四 青" for 四青; else as it is. */
const char *headword_squeeze(struct arena *a, const char *text);

/* Whether text is a word for all places together: 合计, 总计, total. */
bool headword_is_whole(const char *text);

#endif
