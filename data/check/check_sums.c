#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "data/check/checking.h"
#include "data/report/typo.h"

/* An equation has no more terms than this. */
#define TERMS_MAX 32

/* a + b - c = d: everything is brought to the left, so that the sum is 0. */
struct term {
    int indicator;               /* or -1 */
    bool last;                   /* its value of the year before */
    const struct number *number; /* of a term that is a number */
    bool minus;
};

struct equation {
    const char *text;
    struct term terms[TERMS_MAX];
    size_t n;
};

static bool is_sign(char c)
{
    return c == '+' || c == '-' || c == '=';
}

/* Takes ".last" or ".上年" off the end of a term. */
static bool take_last(const char *text, size_t *len)
{
    static const char *const ends[] = {".last", ".上年"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (*len > n && memcmp(text + *len - n, ends[i], n) == 0) {
            *len -= n;
            return true;
        }
    }
    return false;
}

/* Puts text[0..len) into the equation; false when it is neither an indicator nor a number. */
static bool add_term(const struct checking *c, struct equation *e, const char *text, size_t len,
                     bool minus)
{
    text_trim(&text, &len);
    if (len == 0 || e->n == TERMS_MAX)
        return false;
    bool last = take_last(text, &len);
    const char *id = arena_strndup(c->scratch, text, len);
    struct term *t = &e->terms[e->n++];
    *t = (struct term){.indicator = report_indicator(c->r, id), .last = last, .minus = minus};
    for (size_t i = 0; t->indicator < 0 && i < c->r->n_indicators; i++)
        if (strcmp(c->r->indicators[i].name, id) == 0)
            t->indicator = (int)i;
    if (t->indicator < 0)
        t->number = number_parse(c->scratch, text, len);
    return t->indicator >= 0 || t->number != NULL;
}

static bool parse_equation(const struct checking *c, const char *text, struct equation *e)
{
    *e = (struct equation){.text = text};
    bool minus = false, right = false;
    const char *s = text;
    if (*s == '-' || *s == '+')
        minus = *s++ == '-';
    for (;;) {
        size_t len = 0;
        while (s[len] != '\0' && !is_sign(s[len]))
            len++;
        if (!add_term(c, e, s, len, minus != right))
            return false;
        if (s[len] == '\0')
            return right;
        if (s[len] == '=' && right)
            return false;
        right = right || s[len] == '=';
        minus = s[len] == '-';
        s += len + 1;
    }
}

/* Half a unit of the last digit of a value that was rounded before it was typed; counts are not. */
static const struct number *slack_of(const struct checking *c, const struct indicator *ind,
                                     const struct value *v)
{
    int decimals = v->decimals; /* of what was computed, below 0 or nothing */
    if (decimals >= 0 && (v->way != WAY_GIVEN || (decimals == 0 && ind->unit == UNIT_COUNT)))
        return number_int(c->scratch, 0);
    const struct number *half =
        number_div(c->scratch, number_int(c->scratch, 1), number_int(c->scratch, 2));
    for (int i = 0; i < decimals; i++)
        half = number_div(c->scratch, half, number_int(c->scratch, 10));
    for (int i = decimals; i < 0; i++)
        half = number_mul(c->scratch, half, number_int(c->scratch, 10));
    return half;
}

/* The value of a term that is an indicator; a missing one where the year before is not there. */
static const struct value *value_of(const struct report *r, const struct term *t, int place,
                                    int year_index)
{
    if (t->last)
        year_index = year_index > 0 && r->years[year_index - 1] == r->years[year_index] - 1
                         ? year_index - 1
                         : -1;
    return report_value(r, cell_at(t->indicator, place, year_index));
}

/* What an equation comes to in one place and year. */
struct balance {
    const struct number *sum, *slack;
    const struct value *first; /* that has a place in the data */
    int missing;               /* indexes of terms without a value; -1: none */
    int n_missing;
};

static struct balance weigh(const struct checking *c, const struct equation *e, int place,
                            int year_index)
{
    const struct report *r = c->r;
    struct balance b = {.sum = number_int(c->scratch, 0), .missing = -1};
    b.slack = b.sum;
    for (size_t i = 0; i < e->n; i++) {
        const struct term *t = &e->terms[i];
        const struct number *x = t->number;
        if (t->indicator >= 0) {
            const struct value *v = value_of(r, t, place, year_index);
            if (v->kind != VALUE_EXACT) {
                b.missing = (int)i;
                b.n_missing++;
                continue;
            }
            x = v->number;
            b.slack = number_add(c->scratch, b.slack, slack_of(c, &r->indicators[t->indicator], v));
            b.first = b.first != NULL ? b.first : v;
        }
        b.sum = t->minus ? number_sub(c->scratch, b.sum, x) : number_add(c->scratch, b.sum, x);
    }
    return b;
}

/* "2138 - 1104 - 1033": the terms with their values, as the message shows them. */
static const char *with_values(const struct checking *c, const struct equation *e, int place,
                               int year_index)
{
    struct buf b = {0};
    for (size_t i = 0; i < e->n; i++) {
        const struct term *t = &e->terms[i];
        const struct number *x = t->number;
        if (t->indicator >= 0)
            x = value_of(c->r, t, place, year_index)->number;
        buf_printf(&b, "%s%s", t->minus ? (i != 0 ? " - " : "-") : (i != 0 ? " + " : ""),
                   check_shown_number(c, x));
    }
    const char *text = arena_strndup(c->scratch, b.data != NULL ? b.data : "", b.len);
    buf_free(&b);
    return text;
}

/* A sum that is off, for the search of a typo. */
struct slip {
    struct arena *a;
    const struct equation *e;
    const struct balance *b;
    const struct typed *values;
    size_t terms[TERMS_MAX]; /* of the values */
};

static bool sum_fits(const void *context, size_t k, const struct number *x)
{
    const struct slip *s = context;
    const struct number *change = number_sub(s->a, x, s->values[k].number);
    const struct number *sum = s->e->terms[s->terms[k]].minus ? number_sub(s->a, s->b->sum, change)
                                                              : number_add(s->a, s->b->sum, change);
    return number_cmp(number_abs(s->a, sum), s->b->slack) <= 0;
}

static const char *sum_hint(const struct checking *c, const struct equation *e,
                            const struct balance *b, int place, int year_index)
{
    struct typed values[TERMS_MAX];
    struct slip s = {.a = c->scratch, .e = e, .b = b, .values = values};
    size_t n = 0;
    for (size_t i = 0; i < e->n; i++) {
        const struct term *t = &e->terms[i];
        const struct value *v = t->indicator < 0 ? NULL : value_of(c->r, t, place, year_index);
        if (v == NULL || v->way != WAY_GIVEN)
            continue;
        values[n] = (struct typed){c->r->indicators[t->indicator].name, v->number, v->decimals};
        s.terms[n++] = i;
    }
    return typo_hint(c->scratch, values, n, sum_fits, &s, c->m);
}

/* With all terms but one known, that one follows, and has a plausible range to be in. */
static void check_implied(const struct checking *c, const struct equation *e,
                          const struct balance *b, int place, int year_index)
{
    const struct report *r = c->r;
    const struct term *t = &e->terms[b->missing];
    const struct indicator *ind = &r->indicators[t->indicator];
    if (b->first == NULL || ind->plausible.kind != TARGET_BETWEEN)
        return;
    const struct number *implied =
        t->minus ? b->sum : number_sub(c->scratch, number_int(c->scratch, 0), b->sum);
    if (number_cmp(implied, ind->plausible.low) >= 0 &&
        number_cmp(implied, ind->plausible.high) <= 0)
        return;
    msg_about(
        c->m, SEV_WARNING, b->first->at, check_subject(r, t->indicator, place), c->rule->name.en,
        "by %s, %s of %s in %d is %s%s, outside of %s to %s: check the values it comes from",
        "由 %s 推出%s（%s，%d年）为 %s%s，不在 %s 至 %s 之间：请核对式中各数", e->text, ind->name,
        r->places[place].name, r->years[year_index], check_shown_number(c, implied), ind->unit_text,
        check_shown_number(c, ind->plausible.low), check_shown_number(c, ind->plausible.high));
}

static void check_equation(const struct checking *c, const struct equation *e, int place,
                           int year_index)
{
    const struct report *r = c->r;
    struct balance b = weigh(c, e, place, year_index);
    if (b.n_missing == 1)
        check_implied(c, e, &b, place, year_index);
    const struct number *off = number_abs(c->scratch, b.sum);
    if (b.n_missing > 0 || b.first == NULL || number_cmp(off, b.slack) <= 0)
        return;
    check_found(
        c, b.first->at, check_subject(r, e->terms[0].indicator, place),
        "%s does not hold for %s in %d: %s is not 0, it is off by %s: correct one of the values%s",
        "%s 在%s（%d年）不成立：%s 不为 0，相差 %s：请改正其中一数%s", e->text,
        r->places[place].name, r->years[year_index], with_values(c, e, place, year_index),
        check_shown_number(c, off), sum_hint(c, e, &b, place, year_index));
}

void check_identity(const struct checking *c)
{
    const struct config_part *p = &c->config->parts[SECTION_CHECKS];
    size_t n;
    const char *const *texts = config_list(c->scratch, p, CHECKS_IDENTITIES, &n);
    for (size_t i = 0; i < n; i++) {
        struct equation e;
        if (!parse_equation(c, texts[i], &e)) {
            config_bad_value(p, CHECKS_IDENTITIES, texts[i], "births = boys + girls", c->m);
            continue;
        }
        for (size_t place = 0; place < c->r->n_places; place++)
            for (size_t y = 0; y < c->r->n_years; y++)
                check_equation(c, &e, (int)place, (int)y);
    }
}

/* Counts make up the indicator itself, shares in % make up 100. */
static void check_parts(const struct checking *c, int whole, int place, int year_index)
{
    const struct report *r = c->r;
    const struct indicator *ind = &r->indicators[whole];
    bool shares = r->indicators[ind->parts[0]].unit == UNIT_PERCENT;
    struct equation e = {.text = ""};
    for (size_t i = 0; i < ind->n_parts && i < TERMS_MAX - 1; i++)
        e.terms[e.n++] = (struct term){.indicator = ind->parts[i]};
    struct term rest = {.indicator = shares ? -1 : whole, .minus = true};
    rest.number = number_int(c->scratch, 100);
    struct balance b;
    e.terms[e.n++] = rest;
    b = weigh(c, &e, place, year_index);
    const struct number *off = number_abs(c->scratch, b.sum);
    if (b.n_missing > 0 || b.first == NULL || number_cmp(off, b.slack) <= 0)
        return;
    const struct number *total =
        shares ? rest.number : report_value(r, cell_at(whole, place, year_index))->number;
    check_found(c, b.first->at, check_subject(r, whole, place),
                "the parts of %s of %s in %d add up to %s%s, not %s%s: correct one of them%s",
                "%s（%s，%d年）各部分之和为 %s%s，而不是 %s%s：请改正其一%s", ind->name,
                r->places[place].name, r->years[year_index],
                check_shown_number(c, number_add(c->scratch, b.sum, total)), shares ? "%" : "",
                check_shown_number(c, total), shares ? "%" : "",
                sum_hint(c, &e, &b, place, year_index));
}

void check_parts_whole(const struct checking *c)
{
    const struct report *r = c->r;
    for (size_t i = 0; i < r->n_indicators; i++)
        for (size_t p = 0; r->indicators[i].n_parts > 0 && p < r->n_places; p++)
            for (size_t y = 0; y < r->n_years; y++)
                check_parts(c, (int)i, (int)p, (int)y);
}
