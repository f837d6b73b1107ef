#include "data/source/scorespec.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "data/config/listed.h"
#include "data/statistics/score.h"

/* What messages show as right. */
#define TIERS_ALLOWED "<= 107: 10, 107..110: 8, else: 0"

/* A number of a key, none below least (NULL: any); fallback where it is not given or wrong. */
static const struct number *read_number(const struct report *r, const struct config_part *p,
                                        enum config_key key, const struct number *fallback,
                                        bool above_zero, struct messages *m)
{
    const char *text = config_text(p, key);
    if (text == NULL)
        return fallback;
    const struct number *x = number_parse(r->arena, text, strlen(text));
    if (x != NULL && (!above_zero || number_sign(x) > 0))
        return x;
    config_bad_value(p, key, text, above_zero ? "0.1, 2.5" : "0, 2.5, -1", m);
    return fallback;
}

/* "<= 107", "> 13", "103..107", "else". False when it is none. */
static bool read_condition(struct arena *a, const char *text, size_t len, struct condition *c)
{
    static const char *const others[] = {"else", "其余", "其他"};
    static const struct {
        const char *mark;
        bool above;
    } marks[] = {{">", true}, {"＞", true}, {"<", false}, {"＜", false}};
    text_trim(&text, &len);
    *c = (struct condition){.typed = arena_strndup(a, text, len)};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(c->typed, others[i]) == 0)
            return true;
    struct target t = {0};
    if (value_parse_target(a, text, len, &t) == 0 && t.kind != TARGET_UNSET) {
        c->low = t.low;
        c->high = t.high;
        return true;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t n = strlen(marks[i].mark);
        enum value_kind kind;
        const struct number *x;
        if (len <= n || memcmp(text, marks[i].mark, n) != 0 ||
            value_parse(a, text + n, len - n, &kind, &x) != 0 || kind != VALUE_EXACT)
            continue;
        c->open = true;
        *(marks[i].above ? &c->low : &c->high) = x;
        return true;
    }
    return false;
}

static size_t colon_of(const char *s, size_t *at)
{
    size_t found = 0;
    for (size_t i = 0; s[i]; i++) {
        size_t n = s[i] == ':' ? 1 : strncmp(s + i, "：", strlen("：")) == 0 ? strlen("：") : 0;
        if (n == 0)
            continue;
        *at = i;
        found = n;
    }
    return found;
}

static bool read_tier(struct arena *a, const char *text, struct tier *t)
{
    size_t at = 0, colon = colon_of(text, &at);
    const char *points = text + at + colon;
    size_t len = strlen(points);
    text_trim(&points, &len);
    t->points = number_parse(a, points, len);
    return colon > 0 && t->points != NULL && read_condition(a, text, at, &t->when);
}

static const struct tier *read_tiers(const struct report *r, const struct config_part *p,
                                     enum config_key key, size_t *n, struct messages *m)
{
    size_t n_words;
    const char *const *words = config_list(r->arena, p, key, &n_words);
    struct tier *tiers = arena_array(r->arena, n_words + 1, sizeof *tiers);
    *n = 0;
    for (size_t i = 0; i < n_words; i++)
        if (read_tier(r->arena, words[i], &tiers[*n]))
            (*n)++;
        else
            config_bad_value(p, key, words[i], TIERS_ALLOWED, m);
    return tiers;
}

static bool read_weights(const struct report *r, const char *text, const struct number *w[2])
{
    size_t at = 0, colon = colon_of(text, &at);
    w[0] = number_parse(r->arena, text, at);
    w[1] = number_parse(r->arena, text + at + colon, strlen(text + at + colon));
    return colon > 0 && w[0] != NULL && w[1] != NULL && number_sign(w[0]) >= 0 &&
           number_sign(w[1]) >= 0 && number_sign(number_add(r->arena, w[0], w[1])) > 0;
}

/* "7:3", or "7:3, 3:7" for those that are behind. */
static void read_mix(const struct report *r, const struct config_part *p, struct score_item *item,
                     struct messages *m)
{
    size_t n;
    const char *const *words = config_list(r->arena, p, SCORE_MIX, &n);
    if (n == 0)
        return;
    bool good = n <= 2;
    for (size_t i = 0; i < 2 && good; i++)
        good = read_weights(r, words[i < n ? i : 0], item->mix[i]);
    if (good)
        return;
    item->mix[0][0] = NULL;
    config_bad_value(p, SCORE_MIX, config_text(p, SCORE_MIX), "7:3; 7:3, 3:7", m);
}

static void read_conditions(const struct report *r, const struct config_part *p,
                            struct score_item *item, struct messages *m)
{
    item->tiers = read_tiers(r, p, SCORE_TIERS, &item->n_tiers, m);
    item->bonus = read_tiers(r, p, SCORE_BONUS, &item->n_bonus, m);
    const char *target = config_text(p, SCORE_TARGET), *veto = config_text(p, SCORE_VETO);
    item->on_last = target != NULL && (strcmp(target, "last") == 0 || strcmp(target, "上年") == 0);
    if (target != NULL && !item->on_last &&
        value_parse_target(r->arena, target, strlen(target), &item->target) != 0)
        config_bad_value(p, SCORE_TARGET, target, "<= 11.50, >= 90, 103..107, = 0, last", m);
    struct condition *c = arena_alloc(r->arena, sizeof *c);
    if (veto != NULL && read_condition(r->arena, veto, strlen(veto), c))
        item->veto = c;
    else if (veto != NULL)
        config_bad_value(p, SCORE_VETO, veto, "> 13, < 82, <= 5", m);
}

static void wrong_rule(const struct score_item *item, const char *en, const char *zh,
                       struct messages *m)
{
    const char *what = language_text(messages_language(m), en, zh);
    msg(m, SEV_ERROR, item->at, "score-rule", "score '%s': %s", "评分“%s”：%s", item->name, what);
}

/* Whether the rule has all it needs. */
static void check_item(const struct report *r, const struct score_item *item, struct messages *m)
{
    const struct indicator *ind = &r->indicators[item->indicator];
    bool steps = item->minus != NULL || item->plus != NULL;
    if (item->rule == SCORE_BY_TIERS && item->n_tiers == 0)
        wrong_rule(item, "tiers needs the key tiers: " TIERS_ALLOWED,
                   "按分段计分须写明“分段”：" TIERS_ALLOWED, m);
    if (item->rule != SCORE_BY_TIERS && item->n_tiers > 0)
        wrong_rule(item, "the key tiers is for rule = tiers", "“分段”只用于 规则 = 分段", m);
    if (item->rule == SCORE_BY_STEPS && steps != (item->per != NULL))
        wrong_rule(item, "per and minus (or plus) go together", "“每”须与“扣分”（或“加分”）同写",
                   m);
    if (item->rule != SCORE_BY_STEPS && (steps || item->per != NULL))
        wrong_rule(item, "per, minus and plus are for rule = step",
                   "“每”“扣分”“加分”只用于 规则 = 逐级", m);
    if (item->mix[0][0] != NULL && (item->rule == SCORE_BY_TIERS ||
                                    (ind->better != BETTER_LOWER && ind->better != BETTER_HIGHER)))
        wrong_rule(item, "mix needs steps or completion, and an indicator with a direction",
                   "“水平进步”用于逐级或按完成率计分、且有高低方向的指标", m);
    if (item->on_last && (item->rule == SCORE_BY_TIERS || item->mix[0][0] != NULL ||
                          (ind->better != BETTER_LOWER && ind->better != BETTER_HIGHER)))
        wrong_rule(item,
                   "target = last needs steps or completion, and an indicator with a direction",
                   "目标 = 上年 用于逐级或按完成率计分、且有高低方向的指标", m);
    if (item->strict && item->rule != SCORE_BY_STEPS)
        wrong_rule(item, "strict is for rule = step", "“持平扣分”只用于 规则 = 逐级", m);
    if (number_cmp(item->floor, item->cap) > 0)
        wrong_rule(item, "floor is above cap", "最低分高于最高分", m);
}

/* "领导线: 6". False when it is none. */
static bool read_line(struct arena *a, const char *text, struct score_line *line)
{
    size_t at = 0, colon = colon_of(text, &at), len = at;
    const char *name = text;
    text_trim(&name, &len);
    line->name = arena_strndup(a, name, len);
    const char *weight = text + at + colon;
    len = strlen(weight);
    text_trim(&weight, &len);
    line->share = number_parse(a, weight, len);
    return colon > 0 && line->name[0] != '\0' && line->share != NULL &&
           number_sign(line->share) > 0;
}

static void read_lines(struct report *r, const struct config_part *data, struct messages *m)
{
    size_t n;
    const char *const *words = config_list(r->arena, data, DATA_SCORE_LINES, &n);
    struct score_line *lines = arena_array(r->arena, n + 1, sizeof *lines);
    const struct number *sum = number_int(r->arena, 0);
    for (size_t i = 0; i < n; i++) {
        struct score_line *line = &lines[r->n_score_lines];
        if (!read_line(r->arena, words[i], line)) {
            config_bad_value(data, DATA_SCORE_LINES, words[i], "领导线: 6, 工作线: 4", m);
            continue;
        }
        sum = number_add(r->arena, sum, line->share);
        r->n_score_lines++;
    }
    for (size_t i = 0; i < r->n_score_lines; i++)
        lines[i].share = number_div(r->arena, lines[i].share, sum);
    r->score_lines = lines;
}

static int find_line(const struct report *r, const struct config_part *p, struct messages *m)
{
    const char *name = config_text(p, SCORE_LINE);
    const char **names = arena_array(r->arena, r->n_score_lines + 1, sizeof *names);
    for (size_t i = 0; i < r->n_score_lines; i++) {
        names[i] = r->score_lines[i].name;
        if (name != NULL && strcmp(name, names[i]) == 0)
            return (int)i;
    }
    if (name != NULL)
        config_unknown(p, SCORE_LINE, "unknown-line",
                       language_text(messages_language(m), "line", "评分线"), name, names,
                       r->n_score_lines, m);
    else if (r->n_score_lines > 0)
        msg(m, SEV_ERROR, p->at, "score-rule",
            "score '%s' belongs to no line: say line = %s, as [data] score_lines has several",
            "评分“%s”未归入评分线：请写“线 = %s”（[数据] 中列有评分线）", p->name, names[0]);
    return -1;
}

/* The indicator that an item judges: named, or of the item's own name. -1, told. */
static int read_judged(const struct report *r, const struct config_part *p, struct messages *m)
{
    size_t n;
    const int *listed = listed_indicators(r, p, SCORE_INDICATOR, &n, m);
    if (config_text(p, SCORE_INDICATOR) != NULL)
        return n == 1 ? listed[0] : -1;
    int own = report_indicator(r, p->name);
    if (own < 0)
        msg(m, SEV_ERROR, p->at, "unknown-indicator",
            "there is no indicator '%s': name the one that this score judges",
            "没有指标“%s”：请写明所评的“指标”", p->name);
    return own;
}

static void read_item(const struct report *r, const struct config_part *p, struct score_item *item,
                      struct messages *m)
{
    const struct number *zero = number_int(r->arena, 0);
    item->rule = (enum score_rule)config_choice(p, SCORE_RULE, SCORE_BY_STEPS, m);
    item->steps = (enum score_steps)config_choice(p, SCORE_STEPS, STEPS_IN_PART, m);
    item->strict = config_choice(p, SCORE_STRICT, SWITCH_NO, m) == SWITCH_YES;
    item->line = find_line(r, p, m);
    config_required(p, SCORE_FULL, m);
    item->full = read_number(r, p, SCORE_FULL, zero, true, m);
    item->base = read_number(r, p, SCORE_BASE, item->full, false, m);
    item->first = read_number(r, p, SCORE_FIRST, zero, true, m);
    item->per = read_number(r, p, SCORE_PER, NULL, true, m);
    item->minus = read_number(r, p, SCORE_MINUS, NULL, true, m);
    item->plus = read_number(r, p, SCORE_PLUS, NULL, true, m);
    item->floor = read_number(r, p, SCORE_FLOOR, zero, false, m);
    item->cap = read_number(r, p, SCORE_CAP, item->full, false, m);
    read_conditions(r, p, item, m);
    read_mix(r, p, item, m);
    check_item(r, item, m);
}

void scores_read(struct report *r, const struct config *c, struct messages *m)
{
    size_t errors = messages_count(m, SEV_ERROR);
    struct score_item *items = arena_array(r->arena, c->n_parts, sizeof *items);
    size_t n = 0;
    read_lines(r, &c->parts[SECTION_DATA], m);
    for (size_t i = 0; i < c->n_parts; i++) {
        const struct config_part *p = &c->parts[i];
        if (p->section != SECTION_SCORE)
            continue;
        items[n] = (struct score_item){.name = p->name, .at = p->at};
        items[n].indicator = read_judged(r, p, m);
        if (items[n].indicator >= 0)
            read_item(r, p, &items[n++], m);
    }
    if (messages_count(m, SEV_ERROR) > errors)
        return;
    struct points *points = arena_array(r->arena, n * r->n_places + 1, sizeof *points);
    for (size_t i = 0; i < n; i++)
        for (size_t place = 0; place < r->n_places; place++)
            points[i * r->n_places + place] = score_compute(r, &items[i], (int)place);
    r->scores = items;
    r->n_scores = n;
    r->points = points;
}
