/*
 * Values, targets and what follows from the two. A value carries its source cell; a rate keeps
 * its numerator and denominator.
 */
#ifndef NIANBAO_VALUE_H
#define NIANBAO_VALUE_H

#include "base/msg.h"
#include "base/number.h"

enum value_kind {
    VALUE_MISSING,
    VALUE_EXACT,
    VALUE_AT_LEAST, /* ">=80": only the threshold is known, the real value is not */
    VALUE_AT_MOST,  /* "<=5" */
    VALUE_ABOUT     /* "~160" */
};

/* How a value came to be. */
enum value_way {
    WAY_GIVEN,    /* a cell of the data says it */
    WAY_COUNTS,   /* numerator and denominator of its own row */
    WAY_OPERANDS, /* the two series that its indicator names */
    WAY_FORMULA,  /* the formula of its indicator */
    WAY_PARTS     /* rolled up from the places below */
};

/* How far a value may be believed; bits, because a rate inherits the flags of its operands. */
enum {
    FLAG_PRELIMINARY = 1,  /* 初步数 */
    FLAG_ESTIMATED = 2,    /* 估计数 */
    FLAG_ILLUSTRATIVE = 4, /* 示意数: made up to show the form */
    FLAG_SMALL = 8,        /* 小样本: given by publish.h, as the next */
    FLAG_SUPPRESSED = 16   /* missing because it is too small to be published */
};

struct value {
    enum value_kind kind;
    unsigned flags;
    const struct number *number;      /* in the indicator's unit, unrounded; NULL when missing */
    const struct number *numerator;   /* NULL unless the value is a rate of counts */
    const struct number *denominator; /* likewise; never zero */
    int power;    /* of ten that the cell's number was multiplied by: 4 of 21.5万 */
    int decimals; /* digits behind the point as typed: 98.90 has two; below 0: so many before it
                     that were rounded away, 3 of 21.5万 */
    enum value_way way;
    const char *note; /* the row's note, or NULL */
    struct source at; /* the cell, or the first cell it was computed from */
};

enum target_kind {
    TARGET_UNSET,
    TARGET_AT_MOST,  /* <= high */
    TARGET_AT_LEAST, /* >= low */
    TARGET_EQUAL,    /* = low (high is the same) */
    TARGET_BETWEEN   /* low..high, both ends met */
};

struct target {
    enum target_kind kind;
    unsigned flags;
    const struct number *low;
    const struct number *high;
    struct source at;
};

enum verdict { VERDICT_UNKNOWN, VERDICT_NO_TARGET, VERDICT_MET, VERDICT_UNMET };

/*
 * Whether v meets t, on the unrounded value (GB/T 8170-2008 4.3.2, full-value comparison). A bound
 * decides only where every value it allows agrees (">=90" meets ">= 90", not ">= 95"); "about" and
 * missing values are VERDICT_UNKNOWN.
 */
enum verdict value_verdict(const struct value *v, const struct target *t);

/* Whether two targets ask the same. */
bool value_same_target(const struct target *a, const struct target *b);

/* Whether a row of the data gave v: itself, its counts, or that it is missing. */
bool value_is_given(const struct value *v);

/*
 * Reads text[0..len) as a value: a number, ">=80" "≥80" "<=5" "≤5" "~160" "约160", a percent or
 * per-mille sign behind it allowed, or one of the marks of a missing value (nothing, - — － … ...
 * / 无 N/A). 0 on success with *kind and *number set; -1 when it is none of these.
 */
int value_parse(struct arena *a, const char *text, size_t len, enum value_kind *kind,
                const struct number **number);

/*
 * Reads text[0..len) as a target: "<= 11.50", "≤11.50", ">= 90", "= 0", "103..107" (also 103~107,
 * 103～107, 103—107); nothing or "-" is TARGET_UNSET. A unit sign behind a number is allowed.
 * 0 on success, -1 when it is none of these or low > high. flags and at are left alone.
 */
int value_parse_target(struct arena *a, const char *text, size_t len, struct target *t);

#endif
