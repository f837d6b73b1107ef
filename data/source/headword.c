#include "data/source/headword.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/year.h"

static const struct {
    const char *word;
    enum head_role role;
    enum long_kind kind;
} words[] = {
    {"place", HEAD_LABEL, LONG_PLACE},
    {"单位", HEAD_LABEL, LONG_PLACE},
    {"地区", HEAD_LABEL, LONG_PLACE},
    {"单位名称", HEAD_LABEL, LONG_PLACE},
    {"名称", HEAD_LABEL, LONG_PLACE},
    {"乡镇", HEAD_LABEL, LONG_PLACE},
    {"街道", HEAD_LABEL, LONG_PLACE},
    {"indicator", HEAD_LABEL, LONG_INDICATOR},
    {"指标", HEAD_LABEL, LONG_INDICATOR},
    {"指标名称", HEAD_LABEL, LONG_INDICATOR},
    {"项目", HEAD_LABEL, LONG_INDICATOR},
    {"year", HEAD_LABEL, LONG_YEAR},
    {"年度", HEAD_LABEL, LONG_YEAR},
    {"年份", HEAD_LABEL, LONG_YEAR},
    {"numerator", HEAD_DATA, LONG_NUMERATOR},
    {"分子", HEAD_DATA, LONG_NUMERATOR},
    {"denominator", HEAD_DATA, LONG_DENOMINATOR},
    {"分母", HEAD_DATA, LONG_DENOMINATOR},
    {"value", HEAD_DATA, LONG_VALUE},
    {"数值", HEAD_DATA, LONG_VALUE},
    {"完成", HEAD_DATA, LONG_VALUE},
    {"完成值", HEAD_DATA, LONG_VALUE},
    {"实绩", HEAD_DATA, LONG_VALUE},
    {"target", HEAD_DATA, LONG_TARGET},
    {"目标", HEAD_DATA, LONG_TARGET},
    {"目标值", HEAD_DATA, LONG_TARGET},
    {"flag", HEAD_DATA, LONG_FLAG},
    {"标记", HEAD_DATA, LONG_FLAG},
    {"note", HEAD_DATA, LONG_NOTE},
    {"备注", HEAD_DATA, LONG_NOTE},
    {"计量单位", HEAD_UNIT, LONG_KINDS},
    {"-", HEAD_IGNORED, LONG_KINDS},
    {"序号", HEAD_IGNORED, LONG_KINDS},
    {"No.", HEAD_IGNORED, LONG_KINDS},
    {"排名", HEAD_IGNORED, LONG_KINDS},
    {"位次", HEAD_IGNORED, LONG_KINDS},
    {"rank", HEAD_IGNORED, LONG_KINDS},
};

const char *headword_squeeze(struct arena *a, const char *text)
{
    size_t len = strlen(text), n = 0;
    char *out = arena_strdup(a, text);
    bool hanzi = false;
    for (size_t i = 0; i < len;) {
        size_t start = i;
        uint32_t cp = utf8_next(text, len, &i);
        hanzi |= utf8_is_hanzi(cp);
        if (utf8_is_blank(cp))
            continue;
        memmove(out + n, text + start, i - start);
        n += i - start;
    }
    out[n] = '\0';
    return hanzi ? out : text;
}

bool headword_is_whole(const char *text)
{
    static const char *const whole[] = {"合计", "总计", "共计", "total", "all"};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        if (strcasecmp(text, whole[i]) == 0)
            return true;
    return false;
}

static int find_indicator(const struct report *r, const char *text)
{
    int i = report_indicator(r, text);
    for (size_t k = 0; i < 0 && k < r->n_indicators; k++)
        if (strcmp(r->indicators[k].name, text) == 0)
            i = (int)k;
    return i;
}

/* The unit in brackets at the end of *text, which is cut there; NULL when there is none. */
static const char *cut_unit(struct arena *a, const char **text)
{
    static const char *const brackets[][2] = {{"(", ")"}, {"（", "）"}};
    size_t len = strlen(*text);
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(brackets[i][1]);
        const char *open = strstr(*text, brackets[i][0]);
        if (open == NULL || len <= n || strcmp(*text + len - n, brackets[i][1]) != 0)
            continue;
        const char *unit = open + strlen(brackets[i][0]);
        unit = arena_strndup(a, unit, (size_t)(*text + len - n - unit));
        *text = arena_strndup(a, *text, (size_t)(open - *text));
        return unit;
    }
    return NULL;
}

/* A smaller number over a column is no year. */
#define HEAD_YEAR_MIN 1900

/* A year in front of *text, which is cut: 2006年, 2006年度, 2006 alone, 本年, 上年. 0: none. */
static int cut_year(const struct report *r, const char **text)
{
    static const struct {
        const char *word;
        int ago;
    } relative[] = {{"本年", 0}, {"今年", 0}, {"上年", 1}, {"去年", 1}};
    const char *s = *text;
    for (size_t i = 0; i < sizeof relative / sizeof relative[0]; i++)
        if (strncmp(s, relative[i].word, strlen(relative[i].word)) == 0) {
            *text = s + strlen(relative[i].word);
            return r->year - relative[i].ago;
        }
    struct year y;
    size_t taken = year_take(s, strlen(s), &y);
    bool alone = taken == y.digits && s[taken] != '\0';
    if (taken == 0 || alone || y.kind != YEAR_CALENDAR || y.number < HEAD_YEAR_MIN)
        return 0;
    *text = s + taken;
    return y.number;
}

static bool take_word(const struct report *r, const char *text, struct headword *h)
{
    int indicator = find_indicator(r, text), place = report_place(r, text);
    if (indicator >= 0) {
        h->indicator = indicator;
        return true;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(text, words[i].word) == 0) {
            h->role = words[i].role;
            h->kind = words[i].kind;
            return true;
        }
    if (place < 0 && headword_is_whole(text))
        place = 0;
    if (place >= 0)
        h->place = place;
    return place >= 0;
}

/* 出生率目标: an indicator with what of it stands there. */
static bool take_with_ending(struct arena *a, const struct report *r, const char *text,
                             struct headword *h)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t n = strlen(words[i].word);
        if (words[i].role != HEAD_DATA || len <= n || strcmp(text + len - n, words[i].word) != 0)
            continue;
        int indicator = find_indicator(r, arena_strndup(a, text, len - n));
        if (indicator < 0)
            continue;
        h->indicator = indicator;
        h->role = HEAD_DATA;
        h->kind = words[i].kind;
        return true;
    }
    return false;
}

bool headword_read(struct arena *a, const struct report *r, const char *text, struct headword *h)
{
    text = headword_squeeze(a, text);
    if (text[0] == '\0')
        return false;
    if (take_word(r, text, h))
        return true;
    const char *unit = cut_unit(a, &text);
    int year = cut_year(r, &text);
    bool rest = text[0] != '\0' && (take_word(r, text, h) || take_with_ending(a, r, text, h));
    if (text[0] != '\0' && !rest)
        return false;
    if (unit != NULL)
        h->unit = unit;
    if (year != 0)
        h->year = year;
    return unit != NULL || year != 0 || rest;
}
