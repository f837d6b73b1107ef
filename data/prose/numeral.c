#include "data/prose/numeral.h"

#include <string.h>

#include "base/utf8.h"

bool numeral_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_point(uint32_t cp)
{
    return cp == '.' || cp == 0xFF0E;
}

size_t numeral_end(const struct passage *p, size_t i, int *decimals)
{
    *decimals = -1;
    for (;;) {
        size_t next = i;
        uint32_t cp = next < p->len ? utf8_next(p->text, p->len, &next) : 0;
        bool mark = (is_point(cp) || cp == ',') && *decimals < 0;
        if (!numeral_digit(cp) && !(mark && numeral_digit(passage_behind(p, next))))
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

enum sign numeral_sign(const struct passage *p, size_t i, size_t *end)
{
    static const struct {
        const char *text;
        enum sign sign;
    } signs[] = {{"%", SIGN_PERCENT},       {"％", SIGN_PERCENT},  {"per cent", SIGN_PERCENT},
                 {"percent", SIGN_PERCENT}, {"‰", SIGN_PERMILLE},  {"per 1,000", SIGN_PERMILLE},
                 {":100", SIGN_RATIO},      {"：100", SIGN_RATIO}, {"∶100", SIGN_RATIO},
                 {"per 100", SIGN_RATIO}};
    i += passage_has(p, i, " ");
    *end = i;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (passage_has(p, i, signs[k].text)) {
            *end = i + strlen(signs[k].text);
            return signs[k].sign;
        }
    return SIGN_NONE;
}

bool numeral_points(const struct passage *p, size_t i, enum role *role, size_t *end)
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

enum role numeral_role(const struct passage *p, size_t start, size_t end)
{
    static const char *const changes[] = {
        "上升",   "下降",   "提高",   "降低",   "增长",   "减少",   "增加",   "回落", "上升了",
        "下降了", "提高了", "降低了", "增长了", "减少了", "增加了", "回落了", "上涨", "by "};
    static const char *const least[] = {"以上", "及以上", "or more"};
    static const char *const most[] = {"以内", "以下", "之内", "内", "or less"};
    static const char *const before_least[] = {"不低于", "不少于", "≥", "at least ", "At least "};
    static const char *const before_most[] = {"不超过", "不高于", "≤", "at most ", "At most "};
    static const char *const points[] = {"个比值", "个比点", "比值", "比点"};
    if (passage_word_before(p, start, WORDS(changes)) != 0 ||
        passage_word(p, end, WORDS(points)) != 0)
        return ROLE_CHANGE;
    if (passage_word(p, end, WORDS(least)) != 0 ||
        passage_word_before(p, start, WORDS(before_least)) != 0)
        return ROLE_AT_LEAST;
    if (passage_word(p, end, WORDS(most)) != 0 ||
        passage_word_before(p, start, WORDS(before_most)) != 0)
        return ROLE_AT_MOST;
    return ROLE_VALUE;
}

bool numeral_is_rough(const struct passage *p, size_t start, size_t number, size_t end)
{
    static const char *const before[] = {"约", "近", "超", "超过", "about ", "About ", "some "};
    static const char *const behind[] = {"余", "多", "几", "来", "左右"};
    return passage_word_before(p, start, WORDS(before)) != 0 ||
           passage_word(p, number, WORDS(behind)) != 0 || passage_word(p, end, WORDS(behind)) != 0;
}

bool numeral_is_label(const struct passage *p, size_t start, size_t number, size_t end)
{
    static const char *const before[] = {"第", "〔", "["};
    static const char *const behind[] = {"年", "月", "号", "岁", "届", "-", "—", "～", "~", "/"};
    uint32_t left = passage_before(p, start);
    return left == '-' || left == '/' || left == '.' || left == '~' || left == 0x2014 ||
           left == 0xFF5E || utf8_is_latin(left) ||
           passage_word_before(p, start, WORDS(before)) != 0 ||
           passage_word(p, number, WORDS(behind)) != 0 || passage_word(p, end, WORDS(behind)) != 0;
}
