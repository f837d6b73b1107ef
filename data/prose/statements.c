#include "data/prose/statements.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/prose/mentions.h"

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

/* The sign behind a number, or the counter of the indicator in hand: its end in *end. */
static enum sign sign_at(const struct walk *w, size_t i, size_t *end)
{
    enum sign sign = numeral_sign(w->p, i, end);
    const char *unit = w->indicator >= 0 ? w->r->indicators[w->indicator].unit_text : "";
    if (sign != SIGN_NONE || *unit == '\0' || w->r->indicators[w->indicator].unit != UNIT_COUNT ||
        !passage_has(w->p, *end, unit))
        return sign;
    *end += strlen(unit);
    return SIGN_COUNT;
}

/* About, or part of a name, a date, a law: no statement of a value. */
static bool is_other(const struct passage *p, size_t start, size_t number, size_t end)
{
    return numeral_is_rough(p, start, number, end) || numeral_is_label(p, start, number, end);
}

/* What the bytes start..end of the passage say. */
static struct statement *add(struct walk *w, size_t start, size_t end)
{
    struct statements *out = w->out;
    out->list = list_room(out->list, out->n, &w->cap, sizeof *out->list);
    struct statement *s = &out->list[out->n++];
    *s = (struct statement){
        .indicator = w->indicator,
        .place = w->place,
        .year = w->year,
        .carried = w->carried,
        .typed = arena_strndup(w->a, w->p->text + start, end - start),
        .in = w->p,
        .start = start,
        .at = passage_at(w->p, start),
    };
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
    return sign == SIGN_NONE && (utf8_is_hanzi(cp) || (cp | 0x20) - 'a' < 26u) &&
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
    size_t number = numeral_end(p, start, &decimals);
    w->i = number;
    bool reaches = w->indicator >= 0 && start - w->named <= REACH && w->quotes == 0;
    if (!reaches || passage_computed(p, start)) {
        w->stated = true;
        return;
    }
    if (numeral_points(p, number, &points, &points_end))
        return; /* told when the words are reached */
    enum sign sign = sign_at(w, number, &end);
    if (w->stated || is_other(p, start, number, end) || counts_other(p, sign, end) ||
        !fits(&w->r->indicators[w->indicator], sign))
        return;
    const struct number *x = number_parse(w->a, p->text + start, number - start);
    if (x == NULL)
        return;
    struct statement *s = add(w, start, end);
    s->role = numeral_role(p, start, end);
    s->sign = sign;
    s->number = x;
    s->decimals = decimals;
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
    size_t len = passage_word(w->p, w->i, WORDS(last));
    if (len > 0)
        w->year = report_year(w->r, w->r->year - 1);
    else if ((len = passage_word(w->p, w->i, WORDS(current))) > 0)
        w->year = report_year(w->r, w->r->year);
    else if ((len = passage_word(w->p, w->i, WORDS(others))) > 0)
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
    struct year y;
    size_t end = numeral_end(w->p, w->i, &decimals);
    size_t taken = year_take(w->p->text + w->i, w->p->len - w->i, &y);
    bool whole = taken > 0 && y.kind == YEAR_CALENDAR && end == w->i + y.digits;
    static const char *const in[] = {"in ", "In ", "for "};
    if (!whole || (taken == y.digits && passage_word_before(w->p, w->i, WORDS(in)) == 0))
        return false;
    w->year = report_year(w->r, y.number);
    w->carried = false;
    w->i = end;
    return true;
}

/* "In 2005/06", "FY2005": what is stated next is of no calendar year, so of none of the report. */
static bool take_financial_year(struct walk *w)
{
    struct year y;
    size_t taken = year_take(w->p->text + w->i, w->p->len - w->i, &y);
    if (taken == 0 || y.kind == YEAR_CALENDAR)
        return false;
    w->year = -1;
    w->carried = w->stated = false;
    w->i += taken;
    return true;
}

static bool ends_sentence(const struct passage *p, size_t i)
{
    static const char *const ends[] = {"。", "！", "？", "；", ";", "!", "?", "\n"};
    if (p->text[i] == '.')
        return passage_behind(p, i + 1) == ' ' || i + 1 == p->len;
    return passage_word(p, i, WORDS(ends)) > 0;
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
    add(w, start, end)->role = role;
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
        } else if (take_year(w) || take_financial_year(w)) {
            continue;
        } else if (numeral_points(p, w->i, &role, &end)) {
            take_points(w, role, start, end);
        } else if (numeral_digit(passage_behind(p, w->i))) {
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
