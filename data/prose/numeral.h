/*
 * Numerals: what the digits of a running text are by the words and signs around them. Dates,
 * document numbers and list numbers are told apart from figures here.
 */
#ifndef NIANBAO_NUMERAL_H
#define NIANBAO_NUMERAL_H

#include "data/prose/passage.h"

enum sign { SIGN_NONE, SIGN_PERCENT, SIGN_PERMILLE, SIGN_RATIO, SIGN_COUNT };

enum role {
    ROLE_VALUE,    /* 达到98.89% */
    ROLE_AT_LEAST, /* 90%以上 */
    ROLE_AT_MOST,  /* 12‰以内 */
    ROLE_CHANGE,   /* 上升1.2%: not compared */
    ROLE_PERCENT_POINTS,
    ROLE_PERMILLE_POINTS
};

/* ASCII or full-width. */
bool numeral_digit(uint32_t cp);

/*
 * The end of the number at i: digits, with a point and separators only between digits; *decimals
 * its digits behind the point.
 */
size_t numeral_end(const struct passage *p, size_t i, int *decimals);

/* The sign of a unit at i, a blank before it allowed: its end in *end. Never SIGN_COUNT. */
enum sign numeral_sign(const struct passage *p, size_t i, size_t *end);

/* "个百分点" and its like at i. */
bool numeral_points(const struct passage *p, size_t i, enum role *role, size_t *end);

/* What the words around a number with its sign, start to end, make of it. */
enum role numeral_role(const struct passage *p, size_t start, size_t end);

/* Approximate: 约100, 100余人. number is where the digits end, end where the sign does. */
bool numeral_is_rough(const struct passage *p, size_t start, size_t number, size_t end);

/* Part of a name, a date, an age, a law, a range. */
bool numeral_is_label(const struct passage *p, size_t start, size_t number, size_t end);

#endif
