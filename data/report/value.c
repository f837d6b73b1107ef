#include "data/report/value.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* Takes text away from the front or the end of s[0..*len) when it stands there. */
static bool take_front(const char **s, size_t *len, const char *text)
{
    size_t n = strlen(text);
    if (*len < n || memcmp(*s, text, n) != 0)
        return false;
    *s += n;
    *len -= n;
    text_trim(s, len);
    return true;
}

static bool take_end(const char **s, size_t *len, const char *text)
{
    size_t n = strlen(text);
    if (*len < n || memcmp(*s + *len - n, text, n) != 0)
        return false;
    *len -= n;
    text_trim(s, len);
    return true;
}

/* A number with the sign of its unit allowed behind it. */
static const struct number *parse_with_unit(struct arena *a, const char *s, size_t len)
{
    static const char *const signs[] = {"%", "％", "‰", ":100", "：100"};
    text_trim(&s, &len);
    bool ratio = len > 3 && memcmp(s + len - 3, "100", 3) == 0; /* perhaps 107:100 */
    bool plain = len > 0 && s[len - 1] >= '0' && s[len - 1] <= '9' && !ratio;
    for (size_t i = 0; !plain && i < sizeof signs / sizeof signs[0]; i++)
        if (take_end(&s, &len, signs[i]))
            break;
    return number_parse(a, s, len);
}

static bool is_missing(const char *s, size_t len)
{
    static const char *const marks[] = {"-",   "—", "——", "–",   "－",  "−",  "…", "……",
                                        "...", "/", "无", "N/A", "n/a", "NA", "／"};
    if (len == 0)
        return true;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strlen(marks[i]) == len && memcmp(s, marks[i], len) == 0)
            return true;
    return false;
}

static bool same_number(const struct number *a, const struct number *b)
{
    return a == b || (a != NULL && b != NULL && number_cmp(a, b) == 0);
}

bool value_is_given(const struct value *v)
{
    return v->at.line > 0 && (v->way == WAY_GIVEN || v->way == WAY_COUNTS);
}

int value_parse(struct arena *a, const char *text, size_t len, enum value_kind *kind,
                const struct number **number)
{
    static const struct {
        const char *mark;
        enum value_kind kind;
    } marks[] = {{">=", VALUE_AT_LEAST}, {"≥", VALUE_AT_LEAST}, {"<=", VALUE_AT_MOST},
                 {"≤", VALUE_AT_MOST},   {"~", VALUE_ABOUT},    {"～", VALUE_ABOUT},
                 {"约", VALUE_ABOUT}};
    text_trim(&text, &len);
    *number = NULL;
    *kind = VALUE_MISSING;
    bool plain = len > 0 && *text >= '0' && *text <= '9'; /* as most are: no mark to look for */
    if (!plain && is_missing(text, len))
        return 0;
    enum value_kind found = VALUE_EXACT;
    for (size_t i = 0; !plain && i < sizeof marks / sizeof marks[0] && found == VALUE_EXACT; i++)
        if (take_front(&text, &len, marks[i].mark))
            found = marks[i].kind;
    *number = parse_with_unit(a, text, len);
    if (*number == NULL)
        return -1;
    *kind = found;
    return 0;
}

/* Splits at the range mark: where it stands, and how long it is; 0 when there is none. */
static size_t find_range_mark(const char *s, size_t len, size_t *at)
{
    static const char *const marks[] = {"..", "~", "～", "—", "–"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t n = strlen(marks[i]);
        const char *found = memmem(s, len, marks[i], n);
        if (found != NULL) {
            *at = (size_t)(found - s);
            return n;
        }
    }
    return 0;
}

static int parse_range(struct arena *a, const char *s, size_t len, struct target *t)
{
    size_t at, mark = find_range_mark(s, len, &at);
    if (mark == 0)
        return -1;
    const struct number *low = parse_with_unit(a, s, at);
    const struct number *high = parse_with_unit(a, s + at + mark, len - at - mark);
    if (low == NULL || high == NULL || number_cmp(low, high) > 0)
        return -1;
    t->kind = TARGET_BETWEEN;
    t->low = low;
    t->high = high;
    return 0;
}

/*
 * A value allows all numbers from low to high, a target accepts those of its own range; NULL is
 * no limit. Inside: met, apart: unmet, else nobody can tell.
 */
enum verdict value_verdict(const struct value *v, const struct target *t)
{
    if (t->kind == TARGET_UNSET)
        return VERDICT_NO_TARGET;
    if (v->kind == VALUE_MISSING || v->kind == VALUE_ABOUT)
        return VERDICT_UNKNOWN;
    const struct number *low = v->kind == VALUE_AT_MOST ? NULL : v->number;
    const struct number *high = v->kind == VALUE_AT_LEAST ? NULL : v->number;
    bool above = t->low == NULL || (low != NULL && number_cmp(low, t->low) >= 0);
    bool below = t->high == NULL || (high != NULL && number_cmp(high, t->high) <= 0);
    if (above && below)
        return VERDICT_MET;
    bool under = t->low != NULL && high != NULL && number_cmp(high, t->low) < 0;
    bool over = t->high != NULL && low != NULL && number_cmp(low, t->high) > 0;
    return under || over ? VERDICT_UNMET : VERDICT_UNKNOWN;
}

bool value_same_target(const struct target *a, const struct target *b)
{
    return a->kind == b->kind && (a->kind == TARGET_UNSET ||
                                  (same_number(a->low, b->low) && same_number(a->high, b->high)));
}

int value_parse_target(struct arena *a, const char *text, size_t len, struct target *t)
{
    static const struct {
        const char *mark;
        enum target_kind kind;
    } marks[] = {{"<=", TARGET_AT_MOST}, {"≤", TARGET_AT_MOST}, {">=", TARGET_AT_LEAST},
                 {"≥", TARGET_AT_LEAST}, {"=", TARGET_EQUAL},   {"＝", TARGET_EQUAL}};
    text_trim(&text, &len);
    t->kind = TARGET_UNSET;
    t->low = t->high = NULL;
    if (is_missing(text, len))
        return 0;
    enum target_kind kind = TARGET_UNSET;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && kind == TARGET_UNSET; i++)
        if (take_front(&text, &len, marks[i].mark))
            kind = marks[i].kind;
    if (kind == TARGET_UNSET)
        return parse_range(a, text, len, t);
    const struct number *number = parse_with_unit(a, text, len);
    if (number == NULL)
        return -1;
    t->kind = kind;
    t->low = kind == TARGET_AT_MOST ? NULL : number;
    t->high = kind == TARGET_AT_LEAST ? NULL : number;
    return 0;
}
