/*
 * Items: their numbers (档号, DA/T 22-2015, 6.4): fonds, class WS, year, retention, office or none,
 * and a serial number, as in Z109-WS·2011-Y-BGS-0001.
 */
#ifndef NIANBAO_ITEM_H
#define NIANBAO_ITEM_H

#include "base/language.h"
#include <stdbool.h>

struct arena;

struct item_code {
    const char *fonds;     /* 全宗号 */
    int year;              /* 年度 */
    const char *retention; /* 保管期限: Y, D30, D10 */
    const char *office;    /* 机构（问题）, or NULL */
    int number;            /* 件号, 1 to ITEM_NUMBER_MAX; 0: none yet */
};

/* The code of an item, in the arena; without its serial number where that is 0. */
const char *item_code(struct arena *a, const struct item_code *i);

/* Reads a code back, into the arena. False for what is none: no code leads anywhere as a path. */
bool item_read(struct arena *a, const char *code, struct item_code *out);

/* Y, D30 or D10 for that or for 永久, 30年, 10年; NULL for anything else. And back, in words. */
const char *item_retention(const char *text);
const char *item_retention_words(const char *code, enum language language);

/* Whether text can stand in a code: 1 to 16 letters and digits of ASCII. */
bool item_part_valid(const char *text);

/* The last serial number: 件号 has four digits (DA/T 22-2015, 6.4.2). */
#define ITEM_NUMBER_MAX 9999

/* A plausible year of an item: 1900 to 2999. */
bool item_year_valid(int year);

#endif
