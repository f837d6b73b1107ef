/*
 * Scores: the points of a contract of targets (目标管理责任书). Each [score.NAME] is one item: what
 * it judges, how many points it is worth, and by which rule points are lost and won. Rules are
 * data; points are exact.
 */
#ifndef NIANBAO_SCORE_H
#define NIANBAO_SCORE_H

#include "data/config/choices.h"
#include "data/report/report.h"
#include "data/statistics/rank.h"

/* low <= x <= high, either NULL, either end left out where open. */
struct condition {
    const struct number *low, *high;
    bool open;
    const char *typed;
};

struct tier {
    struct condition when;
    const struct number *points;
};

/* A group of items with its share of the total: 领导线 and 工作线 as 6:4 of responsibility. */
struct score_line {
    const char *name;
    const struct number *share; /* all make 1 */
};

struct score_item {
    const char *name;
    int indicator;
    int line; /* -1: none */
    enum score_rule rule;
    enum score_steps steps;
    const struct number *full;         /* what it is worth */
    const struct number *base;         /* at the target; full unless said */
    const struct number *first;        /* off as soon as the target is missed */
    const struct number *per;          /* a step, in the indicator's unit */
    const struct number *minus, *plus; /* points for a step */
    const struct number *floor, *cap;
    struct target target; /* TARGET_UNSET: the indicator's own */
    bool on_last;         /* the target is last year's value */
    bool strict;          /* to be just at the target is to miss it: 持平扣分 */
    const struct tier *tiers;
    size_t n_tiers;
    const struct tier *bonus; /* on top of all else */
    size_t n_bonus;
    const struct condition *veto;   /* NULL: none; its item is then worth nothing */
    const struct number *mix[2][2]; /* weights of level and progress: places that are no worse than
                                       the place above them, and all others; NULL: level alone */
    struct source at;
};

/* What one place has for one item. */
struct points {
    const struct number *points; /* NULL: cannot be told */
    const char *reason;          /* in words, in the report's language */
    bool veto;
    unsigned flags; /* of the values judged */
};

/* What one place has in all. */
struct score_total {
    const struct number *points; /* NULL where an item cannot be told */
    bool veto;                   /* of any item: it has points, but no rank */
    unsigned flags;
    struct rank rank; /* among the places of its level: all townships, all villages */
};

/* The points of one item and place; never NULL. */
const struct points *score_points(const struct report *r, size_t item, int place);

/* The points of an item as they count in the total: with the share of its line. */
const struct number *score_weighed(const struct report *r, size_t item,
                                   const struct number *points);

/* The sum of a line's items before its share; NULL: not told. Then what they are worth in all. */
struct points score_line_points(const struct report *r, size_t line, int place);
const struct number *score_line_full(const struct report *r, size_t line);

/* "60%"; "领导线（60%）" */
const char *score_share_text(const struct report *r, size_t line);
const char *score_line_head(const struct report *r, size_t line);

/* The item that judges an indicator, or -1. */
int score_item_of(const struct report *r, int indicator);

/* Fills totals[0..r->n_places). */
void score_totals(const struct report *r, struct score_total *totals);

/* "9.7", "10", "3.33"; "—" for NULL. In the report's arena. */
const char *score_points_text(const struct report *r, const struct number *points);

/* Computes the points of one item and place (score_rule.c). */
struct points score_compute(struct report *r, const struct score_item *item, int place);

#endif
