/*
 * Years: what people write for a year, read in one place, so that the report file, sheets, the text
 * and the command line all take the same forms. What could mean two things is no year here.
 */
#ifndef NIANBAO_YEAR_H
#define NIANBAO_YEAR_H

#include <stdbool.h>
#include <stddef.h>

#define YEAR_MIN 1000
#define YEAR_MAX 2999

enum year_kind {
    YEAR_CALENDAR, /* 2006, 2006年, 2006年度, ２００６年, 二〇〇六年 */
    YEAR_SPLIT,    /* a financial year by both its years: 2023/24, 2023–24, 2023年-24年 */
    YEAR_FISCAL    /* by one of them, which one is the country's custom: FY2024, 2024财年 */
};

struct year {
    int number; /* of a split year the first one */
    enum year_kind kind;
    size_t digits; /* how many bytes its first four digits are */
};

/*
 * The year that s[0..len) begins with. How many bytes it takes, with the 年 or 年度 behind it; 0
 * where there is none: digits that are not four, a number below YEAR_MIN or above YEAR_MAX.
 */
size_t year_take(const char *s, size_t len, struct year *y);

/* Whether s[0..len) is a year and nothing else but blanks on both sides, and 2006.0 of a sheet. */
bool year_read(const char *s, size_t len, struct year *y);

/* The calendar year that the whole text is, or -1: no year, or a financial one. */
int year_calendar(const char *text);

/*
 * The calendar years "2002..2006", "2002年～2006年" (also ~ - – —), or one alone, which is both.
 * False: neither, a range that runs backwards, or what reads as a financial year (2023-24).
 */
bool year_range(const char *text, int *first, int *last);

#endif
