#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/check/checking.h"
#include "data/statistics/rate.h"
#include "data/wording/wording.h"

static const struct indicator *of(const struct checking *c, const struct statement *s)
{
    return &c->r->indicators[s->indicator];
}

static struct subject about(const struct checking *c, const struct statement *s)
{
    return check_subject(c->r, s->indicator, s->place);
}

/* Whether a statement gives a number for a value, with a sign of the % family or without. */
static bool is_value(const struct statement *s)
{
    return s->role == ROLE_VALUE || s->role == ROLE_AT_LEAST || s->role == ROLE_AT_MOST;
}

static bool wrong_sign(const struct checking *c, const struct statement *s)
{
    enum unit_kind unit = of(c, s)->unit;
    return (s->sign == SIGN_PERCENT && unit == UNIT_PERMILLE) ||
           (s->sign == SIGN_PERMILLE && unit == UNIT_PERCENT);
}

/* % for ‰ in the text, or the reverse: part of unit-slip. */
void check_unit_sign(const struct checking *c)
{
    for (size_t i = 0; i < c->stated->n; i++) {
        const struct statement *s = &c->stated->list[i];
        if (is_value(s) && wrong_sign(c, s))
            check_found(c, s->at, about(c, s),
                        "%s is measured in %s, but the text has %s: correct the sign",
                        "%s以 %s 计，正文却写作 %s：请改正单位符号", of(c, s)->name,
                        of(c, s)->unit_text, s->typed);
    }
}

/* Whether the number is a bound of the target that holds. */
static bool is_target(const struct checking *c, const struct statement *s)
{
    const struct target *t = report_target(c->r, cell_at(s->indicator, s->place, s->year));
    return (t->low != NULL && number_cmp(t->low, s->number) == 0) ||
           (t->high != NULL && number_cmp(t->high, s->number) == 0);
}

/* Whether the data bears the statement out. */
static bool holds(const struct statement *s, const struct value *v)
{
    if (v->kind != VALUE_EXACT)
        return number_cmp(v->number, s->number) == 0;
    if (rate_agrees(VALUE_EXACT, s->number, s->decimals, v->number))
        return true;
    int order = number_cmp(v->number, s->number);
    return (s->role == ROLE_AT_LEAST && order >= 0) || (s->role == ROLE_AT_MOST && order <= 0);
}

/* The value that a statement is about; NULL when there is nothing to compare it with. */
static const struct value *meant(const struct checking *c, const struct statement *s)
{
    if (!is_value(s) || s->year < 0 || wrong_sign(c, s))
        return NULL;
    const struct value *v = report_value(c->r, cell_at(s->indicator, s->place, s->year));
    return v->kind == VALUE_MISSING ? NULL : v;
}

/* A year named earlier in the sentence may not reach as far as this number. */
static bool holds_this_year(const struct checking *c, const struct statement *s)
{
    int year_index = report_year(c->r, c->r->year);
    const struct value *v = report_value(c->r, cell_at(s->indicator, s->place, year_index));
    return s->carried && v->kind != VALUE_MISSING && holds(s, v);
}

void check_stray_number(const struct checking *c)
{
    for (size_t i = 0; i < c->stated->n; i++) {
        const struct statement *s = &c->stated->list[i];
        const struct value *v = meant(c, s);
        if (v == NULL || holds(s, v) || is_target(c, s) || holds_this_year(c, s))
            continue;
        const char *id = of(c, s)->id;
        check_found(c, s->at, about(c, s),
                    "the text has %s for %s of %s in %d, the data %s: correct one, or write {%s}",
                    "正文写 %s，而%s（%s，%d年）的数据为 %s：请改正其一，或写占位符 {%s}", s->typed,
                    of(c, s)->name, c->r->places[s->place].name, c->r->years[s->year],
                    wording_value(c->r, cell_at(s->indicator, s->place, s->year)), id);
    }
}

void check_typed_number(const struct checking *c)
{
    for (size_t i = 0; i < c->stated->n; i++) {
        const struct statement *s = &c->stated->list[i];
        const struct value *v = meant(c, s);
        bool bound = s->role != ROLE_VALUE && v != NULL && number_cmp(v->number, s->number) != 0;
        if (v != NULL && !bound && holds(s, v) && c->r->years[s->year] == c->r->year)
            check_found(c, s->at, about(c, s),
                        "%s is typed by hand for %s: {%s} would follow the data",
                        "%s（%s）是手写的数：写成 {%s} 才会随数据更新", s->typed, of(c, s)->name,
                        of(c, s)->id);
    }
}

/* Statements about one cell come together, in the order of the text. */
static int by_cell(const void *x, const void *y)
{
    const struct statement *a = *(const struct statement *const *)x;
    const struct statement *b = *(const struct statement *const *)y;
    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return a < b ? -1 : a > b;
}

static bool same_number(const struct statement *x, const struct statement *y)
{
    const struct statement *fine = x->decimals < y->decimals ? y : x;
    const struct statement *rough = fine == x ? y : x;
    return rate_agrees(VALUE_EXACT, rough->number, rough->decimals, fine->number);
}

/* Where the data has the value, stray-number compares with that. */
void check_two_statements(const struct checking *c)
{
    const struct statement **list = arena_array(c->scratch, c->stated->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < c->stated->n; i++) {
        const struct statement *s = &c->stated->list[i];
        if (s->role == ROLE_VALUE && s->year >= 0 && !wrong_sign(c, s) && meant(c, s) == NULL)
            list[n++] = s;
    }
    qsort(list, n, sizeof *list, by_cell);
    for (size_t i = 1; i < n; i++) {
        const struct statement *x = list[i - 1], *y = list[i];
        if (x->indicator == y->indicator && x->place == y->place && x->year == y->year &&
            !same_number(x, y))
            check_found(
                c, y->at, about(c, y),
                "%s is %s here, but %s in line %d: correct one, or put the value into the data",
                "%s此处为 %s，前文为 %s（第%d行）：请改正其一，或把数值写入数据", of(c, y)->name,
                y->typed, x->typed, x->at.line);
    }
}

/* What the points of an indicator's change are called. */
static const char *points_of(const struct checking *c, enum unit_kind unit)
{
    enum language language = messages_language(c->m);
    switch (unit) {
    case UNIT_PERCENT: return language_text(language, "percentage points", "百分点");
    case UNIT_PERMILLE: return language_text(language, "per 1,000", "千分点");
    case UNIT_RATIO: return language_text(language, "per 100", "比值");
    case UNIT_COUNT: break;
    }
    return language_text(language, "per cent (%)", "百分比（%）");
}

void check_change_unit(const struct checking *c)
{
    for (size_t i = 0; i < c->stated->n; i++) {
        const struct statement *s = &c->stated->list[i];
        enum unit_kind unit = of(c, s)->unit;
        if ((s->role == ROLE_PERCENT_POINTS && unit != UNIT_PERCENT) ||
            (s->role == ROLE_PERMILLE_POINTS && unit != UNIT_PERMILLE))
            check_found(
                c, s->at, about(c, s),
                "%s is measured in %s, so that its change is told in %s, not in %s",
                "%s以 %s 计，其变化应说%s，不应说%s", of(c, s)->name,
                *of(c, s)->unit_text != '\0' ? of(c, s)->unit_text : "1", points_of(c, unit),
                points_of(c, s->role == ROLE_PERCENT_POINTS ? UNIT_PERCENT : UNIT_PERMILLE));
    }
}

/* Words that together say that everything is met: one of what, and one of how, in one sentence;
 * unless a word says that it is still to come. */
static const char *const claim_how[] = {"全部完成",
                                        "均达标",
                                        "均达到",
                                        "圆满完成",
                                        "全面完成",
                                        "全部达标",
                                        "超额完成",
                                        "均已完成",
                                        "均完成",
                                        "全部达到",
                                        "all met",
                                        "were all met",
                                        "met all",
                                        "all targets were met",
                                        "every target was met",
                                        "targets were met"};
static const char *const claim_what[] = {"目标",   "指标",   "任务",     "考核",
                                         "责任书", "target", "indicator"};
static const char *const claim_later[] = {"确保", "力争",     "争取", "努力",  "保证",  "为",
                                          "将",   "计划完成", "未",   "will ", "to be "};

static bool has_any(const char *text, size_t len, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memmem(text, len, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

#define WORDS(w) (w), sizeof(w) / sizeof *(w)

/* The first declared indicator whose target is not met, or -1. */
static int first_unmet(const struct report *r)
{
    int year_index = report_year(r, r->year);
    for (size_t i = 0; i < r->n_indicators; i++)
        if (r->indicators[i].declared &&
            report_verdict(r, cell_at((int)i, 0, year_index)) == VERDICT_UNMET)
            return (int)i;
    return -1;
}

/* The end of the clause that begins at i: behind the next ， 。 ； or its like, or the end. */
static size_t clause_end(const struct passage *p, size_t i)
{
    static const char *const stops[] = {"，", "。", "；", "！", ", ", ". ", "; "};
    for (; i < p->len; i++)
        for (size_t k = 0; k < sizeof stops / sizeof *stops; k++)
            if (passage_has(p, i, stops[k]))
                return i + strlen(stops[k]);
    return p->len;
}

static void check_claims(const struct checking *c, const struct passage *p, int unmet)
{
    int year_index = report_year(c->r, c->r->year);
    for (size_t i = 0, end; i < p->len; i = end) {
        end = clause_end(p, i);
        const char *clause = p->text + i;
        size_t len = end - i;
        if (!has_any(clause, len, WORDS(claim_how)) || !has_any(clause, len, WORDS(claim_what)) ||
            has_any(clause, len, WORDS(claim_later)))
            continue;
        check_found(
            c, passage_at(p, i), check_subject(c->r, unmet, -1),
            "\"%.*s\" claims that all is met, but %s is %s, its target %s: rewrite the sentence",
            "“%.*s”称全部达标，但%s为 %s，目标为 %s：请改写", (int)len, clause,
            c->r->indicators[unmet].name, wording_value(c->r, cell_at(unmet, 0, year_index)),
            wording_target(c->r, cell_at(unmet, 0, year_index)));
    }
}

void check_claim_unmet(const struct checking *c)
{
    int unmet = first_unmet(c->r);
    for (size_t i = 0; unmet >= 0 && i < c->text->n; i++)
        check_claims(c, &c->text->list[i], unmet);
}
