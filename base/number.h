/*
 * Numbers: exact rationals, immutable, owned by an arena. What the input says
 * in decimals and what is computed from it are never rounded until printed;
 * no binary double holds a value (GMP inside).
 */
#ifndef NIANBAO_NUMBER_H
#define NIANBAO_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct number;

enum rounding {
    ROUND_HALF_UP, /* 四舍五入: halves away from zero */
    ROUND_GB8170   /* GB/T 8170-2008 3.2: halves to even, once, from the full value */
};

/* More digits than this are refused: a typed number is never that long. */
#define NUMBER_DIGITS_MAX 60

/*
 * The number that text[0..len) writes: optional sign (+ - − －), ASCII or full-width digits,
 * thousands separators (, ， between groups of three), a decimal point (. ．), nothing else.
 * NULL when it is not a number or longer than NUMBER_DIGITS_MAX.
 */
const struct number *number_parse(struct arena *a, const char *text, size_t len);

const struct number *number_int(struct arena *a, long v);

/* Exact results. number_div gives NULL when b is zero. */
const struct number *number_add(struct arena *a, const struct number *x, const struct number *y);
const struct number *number_sub(struct arena *a, const struct number *x, const struct number *y);
const struct number *number_abs(struct arena *a, const struct number *x);
const struct number *number_mul(struct arena *a, const struct number *x, const struct number *y);
const struct number *number_div(struct arena *a, const struct number *x, const struct number *y);

/* x rounded to decimals digits behind the point. */
const struct number *number_round(struct arena *a, const struct number *x, int decimals,
                                  enum rounding rule);

/* < 0, 0, > 0 as x is below, equal to, above y; the sign of x. */
int number_cmp(const struct number *x, const struct number *y);
int number_sign(const struct number *x);

/*
 * Whether x and y lie no further apart than halves x 1/2 x 10^-decimals; halves is not below 0,
 * decimals below 0 count digits before the point.
 */
bool number_near(const struct number *x, const struct number *y, long halves, int decimals);

/* Digits behind the point that show x exactly, or -1 when no finite decimal does. */
int number_decimals(const struct number *x);

/* How large x is in memory, numerator and denominator together. */
size_t number_bits(const struct number *x);

/* Whether x is a whole number that fits; *v is then set. */
bool number_whole(const struct number *x, long *v);

/* A double beside x, cut towards 0: for drawing only. */
double number_double(const struct number *x);

/*
 * x with exactly decimals digits behind the point: "-0.41", "11.50", never "-0". group puts a
 * comma between groups of three. Owned by the arena.
 */
char *number_text(struct arena *a, const struct number *x, int decimals, enum rounding rule,
                  int group);

#endif
