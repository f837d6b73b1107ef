#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/statistics/score.h"

/* More digits than this are rounded where a reason is told. */
#define DIGITS_TOLD 4

/* One item of one place while it is judged. */
struct judging {
    struct report *r;
    const struct score_item *item;
    const struct indicator *ind;
    int place, year_index;
    const struct value *value;
    struct buf reason;
    enum language language;
};

static void tell(struct judging *j, const char *zh, const char *en, const char *x, const char *y)
{
    if (j->reason.len > 0)
        buf_puts(&j->reason, language_text(j->language, "; ", "；"));
    buf_printf(&j->reason, language_text(j->language, en, zh), x,
               y); /* NOLINT: the patterns are ours */
}

static const struct number *zero(struct judging *j)
{
    return number_int(j->r->arena, 0);
}

/* A number as a reason has it: its own digits. */
static const char *plain(struct judging *j, const struct number *x)
{
    int decimals = number_decimals(x);
    if (decimals < 0 || decimals > DIGITS_TOLD)
        decimals = DIGITS_TOLD;
    return number_text(j->r->arena, x, decimals, j->r->rounding, 0);
}

/* A distance in the words of its unit: "0.4个百分点", "0.4 percentage points". */
static const char *distance_text(struct judging *j, const struct number *x)
{
    static const struct words units[] = {[UNIT_PERCENT] = {" percentage points", "个百分点"},
                                         [UNIT_PERMILLE] = {" per 1,000", "个千分点"},
                                         [UNIT_RATIO] = {" per 100", "个比值"}};
    const char *digits = plain(j, x);
    if (j->ind->unit != UNIT_COUNT)
        return arena_printf(j->r->arena, "%s%s", digits,
                            language_words(j->language, units[j->ind->unit]));
    const char *blank = j->language == LANG_ZH || *j->ind->unit_text == '\0' ? "" : " ";
    return arena_printf(j->r->arena, "%s%s%s", digits, blank, j->ind->unit_text);
}

static bool holds(const struct condition *c, const struct number *x)
{
    int low = c->low != NULL ? number_cmp(x, c->low) : 1,
        high = c->high != NULL ? number_cmp(x, c->high) : -1;
    return c->open ? low > 0 && high < 0 : low >= 0 && high <= 0;
}

static const struct tier *find_tier(const struct tier *tiers, size_t n, const struct number *x)
{
    for (size_t i = 0; i < n; i++)
        if (holds(&tiers[i].when, x))
            return &tiers[i];
    return NULL;
}

/* How far x falls short of t; below 0: how far it goes beyond. */
static const struct number *shortfall(struct judging *j, const struct number *x,
                                      const struct target *t)
{
    struct arena *a = j->r->arena;
    if (t->kind == TARGET_AT_LEAST)
        return number_sub(a, t->low, x);
    if (t->kind == TARGET_AT_MOST)
        return number_sub(a, x, t->high);
    if (number_cmp(x, t->low) < 0)
        return number_sub(a, t->low, x);
    return number_cmp(x, t->high) > 0 ? number_sub(a, x, t->high) : zero(j);
}

/* A distance of 0 or more in steps. */
static const struct number *count_steps(struct judging *j, const struct number *distance)
{
    struct arena *a = j->r->arena;
    const struct number *n = number_div(a, distance, j->item->per);
    const struct number *whole = number_round(a, n, 0, ROUND_HALF_UP);
    int c = number_cmp(whole, n);
    if (j->item->steps == STEPS_WHOLE)
        return c > 0 ? number_sub(a, whole, number_int(a, 1)) : whole;
    if (j->item->steps == STEPS_STARTED)
        return c < 0 ? number_add(a, whole, number_int(a, 1)) : whole;
    return n;
}

static const struct number *clamp(struct judging *j, const struct number *x)
{
    if (number_cmp(x, j->item->floor) < 0) {
        tell(j, "扣至%s分为止%s", "no less than %s%s", plain(j, j->item->floor), "");
        return j->item->floor;
    }
    if (number_cmp(x, j->item->cap) > 0) {
        tell(j, "至多%s分%s", "no more than %s%s", plain(j, j->item->cap), "");
        return j->item->cap;
    }
    return x;
}

static const struct number *beyond(struct judging *j, const struct number *distance)
{
    const struct score_item *item = j->item;
    struct arena *a = j->r->arena;
    tell(j, "达到目标，得%s分%s", "target met: %s%s", plain(j, item->base), "");
    if (item->plus == NULL || number_sign(distance) == 0)
        return item->base;
    const struct number *won = number_mul(a, count_steps(j, distance), item->plus);
    tell(j, "优于目标%s，加%s分", "%s beyond it: %s more", distance_text(j, distance),
         plain(j, won));
    return clamp(j, number_add(a, item->base, won));
}

static const struct number *by_steps(struct judging *j, const struct number *x,
                                     const struct target *t)
{
    const struct score_item *item = j->item;
    struct arena *a = j->r->arena;
    const struct number *gap = shortfall(j, x, t);
    if (number_sign(gap) < 0 || (number_sign(gap) == 0 && !item->strict))
        return beyond(j, number_sub(a, zero(j), gap));
    const struct number *lost = zero(j);
    if (item->minus != NULL) {
        lost = number_mul(a, count_steps(j, gap), item->minus);
        tell(j, "每%s扣%s分", "%2$s off for each %1$s", distance_text(j, item->per),
             plain(j, item->minus));
    }
    if (number_sign(item->first) > 0)
        tell(j, "未达目标先扣%s分%s", "%s off for missing it%s", plain(j, item->first), "");
    lost = number_add(a, lost, item->first);
    if (number_sign(gap) == 0)
        tell(j, "与目标持平，扣%s分%s", "just at the target: %s off%s", plain(j, lost), "");
    else
        tell(j, "与目标差%s，扣%s分", "%s short of the target: %s off", distance_text(j, gap),
             plain(j, lost));
    return clamp(j, number_sub(a, item->base, lost));
}

/* What share of the target was reached; for a limit, how much of what was used it allows. */
static const struct number *by_completion(struct judging *j, const struct number *x,
                                          const struct target *t)
{
    struct arena *a = j->r->arena;
    bool limit = t->kind == TARGET_AT_MOST;
    const struct number *part = limit ? t->high : x, *of = limit ? x : t->low;
    bool met = number_sign(shortfall(j, x, t)) <= 0;
    if (limit && met)
        return beyond(j, zero(j));
    if (number_sign(of) <= 0 || number_sign(part) < 0) {
        tell(j, "无法计算完成率%s%s", "the share of the target cannot be told%s%s", "", "");
        return NULL;
    }
    const struct number *share = number_div(a, part, of);
    const struct number *points = number_mul(a, j->item->full, share);
    const struct number *percent = number_mul(a, share, number_int(a, 100));
    tell(j, "完成率%s%%，得%s分", "%s%% of the target: %s",
         number_text(a, percent, 2, j->r->rounding, 0), score_points_text(j->r, points));
    return clamp(j, points);
}

/* Last year's value as the target: no worse than that. False when it is not known. */
static bool target_of_progress(struct judging *j, struct target *t)
{
    int before = report_year(j->r, j->r->year - 1);
    const struct value *v = report_value(j->r, cell_at(j->item->indicator, j->place, before));
    if (v->kind != VALUE_EXACT)
        return false;
    bool lower = j->ind->better == BETTER_LOWER;
    *t = (struct target){.kind = lower ? TARGET_AT_MOST : TARGET_AT_LEAST, .flags = v->flags};
    t->low = lower ? NULL : v->number;
    t->high = lower ? v->number : NULL;
    return true;
}

static const struct number *by_rule(struct judging *j, const struct number *x,
                                    const struct target *t)
{
    const struct tier *tier;
    switch (j->item->rule) {
    case SCORE_BY_STEPS: return by_steps(j, x, t);
    case SCORE_BY_COMPLETION: return by_completion(j, x, t);
    case SCORE_BY_TIERS: break;
    }
    tier = find_tier(j->item->tiers, j->item->n_tiers, x);
    const struct number *points = tier != NULL ? tier->points : j->item->floor;
    tell(j, "属“%s”一档，得%s分", "in the tier \"%s\": %s", tier != NULL ? tier->when.typed : "—",
         plain(j, points));
    return points;
}

/* Level and progress, weighed by whether the place is behind the one above it. */
static const struct number *by_mix(struct judging *j, const struct number *x,
                                   const struct target *t)
{
    struct arena *a = j->r->arena;
    int parent = j->r->places[j->place].parent;
    const struct value *average =
        report_value(j->r, cell_at(j->item->indicator, parent, j->year_index));
    struct target last;
    if (!target_of_progress(j, &last) || (parent >= 0 && average->kind != VALUE_EXACT)) {
        tell(j, "缺上年数或平均数%s%s", "last year or the average is not known%s%s", "", "");
        return NULL;
    }
    bool behind =
        parent >= 0 && rank_compare(j->r, j->item->indicator, parent, j->place, j->year_index) < 0;
    const struct number *const *w = j->item->mix[behind];
    tell(j, "水平与进步按%s:%s", "level and progress weigh %s:%s", plain(j, w[0]), plain(j, w[1]));
    tell(j, "水平%s%s", "level%s%s", "", "");
    const struct number *level = by_rule(j, x, t);
    tell(j, "进步（以上年为目标）%s%s", "progress (last year as the target)%s%s", "", "");
    const struct number *progress = by_rule(j, x, &last);
    if (level == NULL || progress == NULL)
        return NULL;
    const struct number *sum =
        number_add(a, number_mul(a, level, w[0]), number_mul(a, progress, w[1]));
    return number_div(a, sum, number_add(a, w[0], w[1]));
}

static const struct number *add_bonus(struct judging *j, const struct number *points)
{
    const struct tier *bonus = find_tier(j->item->bonus, j->item->n_bonus, j->value->number);
    if (bonus == NULL || points == NULL)
        return points;
    tell(j, "另加%s分（%s）", "%s more for %s", plain(j, bonus->points), bonus->when.typed);
    return number_add(j->r->arena, points, bonus->points);
}

/* A bound is enough where it shows that the target is met, and no more than that counts. */
static const struct number *judge_bound(struct judging *j, const struct target *t)
{
    bool enough = j->item->rule == SCORE_BY_STEPS && !j->item->strict && j->item->plus == NULL &&
                  j->item->mix[0][0] == NULL && j->item->veto == NULL && j->item->n_bonus == 0;
    if (enough && value_verdict(j->value, t) == VERDICT_MET)
        return beyond(j, zero(j));
    tell(j, "无确数，未计分%s%s", "not known exactly: not scored%s%s", "", "");
    return NULL;
}

static const struct number *judge(struct judging *j, const struct target *t, bool *veto)
{
    if (j->item->on_last && t->kind == TARGET_UNSET) {
        tell(j, "缺上年数，未计分%s%s", "last year is not known: not scored%s%s", "", "");
        return NULL;
    }
    if (j->item->rule != SCORE_BY_TIERS && t->kind == TARGET_UNSET) {
        tell(j, "未设目标，未计分%s%s", "no target: not scored%s%s", "", "");
        return NULL;
    }
    if (j->value->kind != VALUE_EXACT)
        return judge_bound(j, t);
    *veto = j->item->veto != NULL && holds(j->item->veto, j->value->number);
    if (*veto) {
        tell(j, "一票否决（%s）%s", "veto (%s)%s", j->item->veto->typed, "");
        return j->item->floor;
    }
    return add_bonus(j, j->item->mix[0][0] != NULL ? by_mix(j, j->value->number, t)
                                                   : by_rule(j, j->value->number, t));
}

struct points score_compute(struct report *r, const struct score_item *item, int place)
{
    struct judging j = {.r = r, .item = item, .place = place, .language = r->language};
    j.ind = &r->indicators[item->indicator];
    j.year_index = report_year(r, r->year);
    j.value = report_value(r, cell_at(item->indicator, place, j.year_index));
    const struct target *t = item->target.kind != TARGET_UNSET
                                 ? &item->target
                                 : report_target(r, cell_at(item->indicator, place, j.year_index));
    struct target last = {.kind = TARGET_UNSET};
    if (item->on_last) {
        target_of_progress(&j, &last);
        t = &last;
    }
    struct points p = {.flags = j.value->flags};
    if (item->rule != SCORE_BY_TIERS)
        p.flags |= t->flags;
    p.points = judge(&j, t, &p.veto);
    p.reason = arena_strndup(r->arena, j.reason.data != NULL ? j.reason.data : "", j.reason.len);
    buf_free(&j.reason);
    return p;
}
