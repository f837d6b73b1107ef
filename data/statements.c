#include "data/statements.h"

#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/mentions.h"
#include "data/text.h"

/* A name reaches no further than this, in bytes. */
#define REACH 160

/* The walk through one passage. */
struct walk {
    struct arena *a;
    const struct report *r;
    const struct mentions *mentions;
    struct statements *out;
    size_t cap;
    const struct passage *p;
    size_t i;
    int indicator, place, year; /* what the sentence was last about; indicator -1: nothing */
    size_t named;               /* behind the indicator's name */
    bool stated;                /* a number was seen since */
    bool carried;               /* ... and since the year was named */
    int quotes;                 /* depth of “ ” */
};

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_point(uint32_t cp)
{
    return cp == '.' || cp == 0xFF0E;
}

/* The end of the number at i: digits, a point and separators only between digits. */
static size_t number_end(const struct passage *p, size_t i, int *decimals)
{
    *decimals = -1;
    for (;;) {
        size_t next = i;
        uint32_t cp = next < p->len ? utf8_next(p->text, p->len, &next) : 0;
        bool mark = (is_point(cp) && *decimals < 0) || (cp == ',' && *decimals < 0);
        if (!is_digit(cp) && !(mark && is_digit(passage_behind(p, next))))
            break;
        if (is_point(cp))
            *decimals = 0;
        else if (*decimals >= 0)
            ++*decimals;
        i = next;
    }
    *decimals = *decimals < 0 ? 0 : *decimals;
    return i;
}

/* The first of words[0..n) that stands at i, or that ends there; its length, 0: none. */
static size_t word_at(const struct passage *p, size_t i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (passage_has(p, i, words[k]))
            return strlen(words[k]);
    return 0;
}

static size_t word_before(const struct passage *p, size_t i, const char *const *words, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        size_t len = strlen(words[k]);
        if (i >= len && passage_has(p, i - len, words[k]))
            return len;
    }
    return 0;
}

#define WORDS(w) (w), sizeof(w) / sizeof *(w)

/* The sign of a unit, a blank before it allowed: its end in *end. */
static enum sign sign_at(const struct walk *w, size_t i, size_t *end)
{
    static const struct {
        const char *text;
        enum sign sign;
    } signs[] = {{"%", SIGN_PERCENT},       {"％", SIGN_PERCENT},  {"per cent", SIGN_PERCENT},
                 {"percent", SIGN_PERCENT}, {"‰", SIGN_PERMILLE},  {"per 1,000", SIGN_PERMILLE},
                 {":100", SIGN_RATIO},      {"：100", SIGN_RATIO}, {"∶100", SIGN_RATIO},
                 {"per 100", SIGN_RATIO}};
    i += passage_has(w->p, i, " ");
    *end = i;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (passage_has(w->p, i, signs[k].text)) {
            *end = i + strlen(signs[k].text);
            return signs[k].sign;
        }
    const char *unit = w->indicator >= 0 ? w->r->indicators[w->indicator].unit_text : "";
    if (*unit && w->r->indicators[w->indicator].unit == UNIT_COUNT && passage_has(w->p, i, unit)) {
        *end = i + strlen(unit);
        return SIGN_COUNT;
    }
    return SIGN_NONE;
}

/* "个百分点" and its like at i. */
static bool points_at(const struct passage *p, size_t i, enum role *role, size_t *end)
{
    static const struct {
        const char *text;
        enum role role;
    } points[] = {{"百分点", ROLE_PERCENT_POINTS},
                  {"percentage point", ROLE_PERCENT_POINTS},
                  {"千分点", ROLE_PERMILLE_POINTS}};
    i += passage_has(p, i, " ");
    if (passage_has(p, i, "个"))
        i += strlen("个");
    for (size_t k = 0; k < sizeof points / sizeof *points; k++)
        if (passage_has(p, i, points[k].text)) {
            *role = points[k].role;
            *end = i + strlen(points[k].text);
            return true;
        }
    return false;
}

/* What the words around a number that ends at end make of it. */
static enum role role_of(const struct passage *p, size_t start, size_t end)
{
    static const char *const changes[] = {
        "上升",   "下降",   "提高",   "降低",   "增长",   "减少",   "增加",   "回落", "上升了",
        "下降了", "提高了", "降低了", "增长了", "减少了", "增加了", "回落了", "上涨", "by "};
    static const char *const least[] = {"以上", "及以上", "or more"};
    static const char *const most[] = {"以内", "以下", "之内", "内", "or less"};
    static const char *const before_least[] = {"不低于", "不少于", "at least "};
    static const char *const before_most[] = {"不超过", "不高于", "at most "};
    static const char *const points[] = {"个比值", "个比点", "比值", "比点"};
    if (word_before(p, start, WORDS(changes)) || word_at(p, end, WORDS(points)))
        return ROLE_CHANGE;
    if (word_at(p, end, WORDS(least)) || word_before(p, start, WORDS(before_least)))
        return ROLE_AT_LEAST;
    if (word_at(p, end, WORDS(most)) || word_before(p, start, WORDS(before_most)))
        return ROLE_AT_MOST;
    return ROLE_VALUE;
}

/* About, or part of a name, a date, a law: no statement of a value. */
static bool is_other(const struct passage *p, size_t start, size_t number, size_t end)
{
    static const char *const before[] = {"约", "近", "超",     "超过", "第",
                                         "〔", "[",  "about ", "some "};
    static const char *const behind[] = {"余", "多", "几", "来", "年", "月",   "号", "岁",
                                         "届", "-",  "—",  "～", "~",  "左右", "/"};
    uint32_t left = passage_before(p, start);
    return left == '-' || left == '/' || left == '.' || left == '~' || left == 0x2014 ||
           left == 0xFF5E || (left < 0x80 && (left | 0x20) >= 'a' && (left | 0x20) <= 'z') ||
           word_before(p, start, WORDS(before)) || word_at(p, number, WORDS(behind)) ||
           word_at(p, end, WORDS(behind));
}

static struct statement *add(struct walk *w)
{
    struct statements *out = w->out;
    if (out->n == w->cap) {
        w->cap = w->cap > 0 ? 2 * w->cap : 64;
        out->list = must_realloc(out->list, w->cap, sizeof *out->list);
    }
    struct statement *s = &out->list[out->n++];
    *s = (struct statement){
        .indicator = w->indicator, .place = w->place, .year = w->year, .carried = w->carried};
    return s;
}

static bool fits(const struct indicator *ind, enum sign sign)
{
    switch (sign) {
    case SIGN_PERCENT:
    case SIGN_PERMILLE: return ind->unit == UNIT_PERCENT || ind->unit == UNIT_PERMILLE;
    case SIGN_RATIO: return ind->unit == UNIT_RATIO;
    case SIGN_COUNT: return true;
    case SIGN_NONE: break;
    }
    return ind->unit == UNIT_RATIO;
}

/* A bare number that a measure word follows counts something else. */
static bool counts_other(const struct passage *p, enum sign sign, size_t end)
{
    uint32_t cp = passage_behind(p, end);
    return sign == SIGN_NONE && (is_hanzi(cp) || (cp | 0x20) - 'a' < 26u) &&
           !passage_has(p, end, "个比") && !passage_has(p, end, "上升") &&
           !passage_has(p, end, "下降");
}

/* The number at w->i; moves behind it. */
static void take_number(struct walk *w)
{
    const struct passage *p = w->p;
    size_t start = w->i, end, points_end;
    int decimals;
    enum role points;
    size_t number = number_end(p, start, &decimals);
    w->i = number;
    bool reaches = w->indicator >= 0 && start - w->named <= REACH && w->quotes == 0;
    if (!reaches || passage_computed(p, start)) {
        w->stated = true;
        return;
    }
    if (points_at(p, number, &points, &points_end))
        return; /* told when the words are reached */
    enum sign sign = sign_at(w, number, &end);
    if (w->stated || is_other(p, start, number, end) || counts_other(p, sign, end) ||
        !fits(&w->r->indicators[w->indicator], sign))
        return;
    const struct number *x = number_parse(w->a, p->text + start, number - start);
    if (x == NULL)
        return;
    struct statement *s = add(w);
    s->role = role_of(p, start, end);
    s->sign = sign;
    s->number = x;
    s->decimals = decimals;
    s->typed = arena_strndup(w->a, p->text + start, end - start);
    s->at = passage_at(p, start);
    w->stated = s->role != ROLE_CHANGE;
    w->carried = true;
    w->i = end;
}

/* "2005年", "in 2005", "上年": the year that the next number is of. */
static bool take_year(struct walk *w)
{
    static const char *const last[] = {"上年", "去年", "上一年", "last year", "the year before"};
    static const char *const current[] = {"今年", "本年", "this year"};
    static const char *const others[] = {"同期", "前年",   "历年",  "年均",
                                         "目标", "责任书", "target"};
    size_t len = word_at(w->p, w->i, WORDS(last));
    if (len > 0)
        w->year = report_year(w->r, w->r->year - 1);
    else if ((len = word_at(w->p, w->i, WORDS(current))) > 0)
        w->year = report_year(w->r, w->r->year);
    else if ((len = word_at(w->p, w->i, WORDS(others))) > 0)
        w->year = -1;
    if (len == 0)
        return false;
    w->i += len;
    w->carried = false;
    w->stated = false;
    return true;
}

static bool take_calendar_year(struct walk *w)
{
    int decimals;
    size_t end = number_end(w->p, w->i, &decimals);
    bool four = end - w->i == 4 && decimals == 0;
    static const char *const in[] = {"in ", "In ", "for "};
    if (!four || (!passage_has(w->p, end, "年") && !word_before(w->p, w->i, WORDS(in))))
        return false;
    w->year = report_year(w->r, atoi(w->p->text + w->i));
    w->carried = false;
    w->i = end;
    return true;
}

static bool ends_sentence(const struct passage *p, size_t i)
{
    static const char *const ends[] = {"。", "！", "？", "；", ";", "!", "?", "\n"};
    if (p->text[i] == '.')
        return passage_behind(p, i + 1) == ' ' || i + 1 == p->len;
    return word_at(p, i, WORDS(ends)) > 0;
}

static void forget(struct walk *w)
{
    w->indicator = -1;
    w->place = 0;
    w->year = report_year(w->r, w->r->year);
    w->stated = w->carried = false;
}

static void take_mention(struct walk *w, const struct mention *m)
{
    w->i += m->len;
    if (m->indicator >= 0) {
        w->indicator = m->indicator;
        w->named = w->i;
        w->stated = false;
    } else {
        w->place = m->place;
        w->stated = false;
    }
}

static void take_points(struct walk *w, enum role role, size_t start, size_t end)
{
    w->i = end;
    if (w->indicator < 0 || w->quotes > 0 || passage_computed(w->p, end - 1))
        return;
    struct statement *s = add(w);
    s->role = role;
    s->typed = arena_strndup(w->a, w->p->text + start, end - start);
    s->at = passage_at(w->p, start);
}

static void read_passage(struct walk *w, const struct passage *p)
{
    w->p = p;
    w->i = w->quotes = 0;
    forget(w);
    while (w->i < p->len) {
        struct mention m;
        enum role role;
        size_t end, start = w->i;
        if (mention_at(w->mentions, p, w->i, &m)) {
            take_mention(w, &m);
        } else if (take_year(w)) {
            continue;
        } else if (points_at(p, w->i, &role, &end)) {
            take_points(w, role, start, end);
        } else if (is_digit(passage_behind(p, w->i))) {
            if (!take_calendar_year(w))
                take_number(w);
        } else {
            if (ends_sentence(p, w->i))
                forget(w);
            if (passage_has(p, w->i, "“"))
                w->quotes++;
            else if (passage_has(p, w->i, "”") && w->quotes > 0)
                w->quotes--;
            utf8_next(p->text, p->len, &w->i);
        }
    }
}

const struct statements *statements_read(struct arena *a, const struct report *r,
                                         const struct passages *text)
{
    struct statements *all = arena_alloc(a, sizeof *all);
    struct walk w = {.a = a, .r = r, .mentions = mentions_new(a, r), .out = all};
    for (size_t i = 0; i < text->n; i++)
        if (!text->list[i].cell)
            read_passage(&w, &text->list[i]);
    struct statement *list = arena_array(a, all->n + 1, sizeof *list);
    if (all->n > 0)
        memcpy(list, all->list, all->n * sizeof *list);
    free(all->list);
    all->list = list;
    return all;
}
