#include "base/year.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* The scripts that digits are written in; a year does not mix them but for full-width ones. */
enum script { SCRIPT_NONE, SCRIPT_ARABIC, SCRIPT_HANZI };

static enum script script_of(uint32_t cp, int *digit)
{
    static const uint32_t hanzi[] = U"〇一二三四五六七八九";
    if ((cp >= '0' && cp <= '9') || (cp >= U'０' && cp <= U'９')) {
        *digit = (int)(cp >= U'０' ? cp - U'０' : cp - '0');
        return SCRIPT_ARABIC;
    }
    for (*digit = 0; *digit < 10; ++*digit)
        if (cp == hanzi[*digit])
            return SCRIPT_HANZI;
    *digit = 0;
    return cp == U'○' || cp == U'零' ? SCRIPT_HANZI : SCRIPT_NONE;
}

/* The digits at s[0..len): how many, their bytes and their value, which counts nine at the most. */
static size_t take_digits(const char *s, size_t len, size_t *bytes, int *value, enum script *script)
{
    size_t n = 0;
    *bytes = 0;
    *value = 0;
    *script = SCRIPT_NONE;
    while (*bytes < len) {
        int digit;
        size_t next = *bytes;
        enum script own = script_of(utf8_next(s, len, &next), &digit);
        if (own == SCRIPT_NONE || (*script != SCRIPT_NONE && own != *script))
            break;
        *script = own;
        *bytes = next;
        if (n++ < 9)
            *value = 10 * *value + digit;
    }
    return n;
}

/* How many bytes of the text one of the words takes; 0: none of them is there. */
static size_t take_word(const char *s, size_t len, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t own = strlen(words[i]);
        if (own <= len && memcmp(s, words[i], own) == 0)
            return own;
    }
    return 0;
}

static const char *const slashes[] = {"/", "／"};
static const char *const hyphens[] = {"-",      "－",     "–",      "—",      "~",     "～",
                                      "\u2010", "\u2011", "\u2012", "\u2015", "\u2212"};
#define N_HYPHENS (sizeof hyphens / sizeof *hyphens)

static size_t take_blanks(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && s[n] == ' ')
        n++;
    return n;
}

/* The slash or hyphen and the digits behind it that s begins with; n: how many digits. 0: none. */
static size_t take_part(const char *s, size_t len, bool *slash, size_t *n, int *value)
{
    size_t before = take_blanks(s, len), bytes;
    size_t mark = take_word(s + before, len - before, slashes, 2);
    *slash = mark > 0;
    if (mark == 0)
        mark = take_word(s + before, len - before, hyphens, N_HYPHENS);
    size_t end = before + mark;
    end += take_blanks(s + end, len - end);
    enum script script;
    *n = take_digits(s + end, len - end, &bytes, value, &script);
    return mark > 0 && script == SCRIPT_ARABIC ? end + bytes : 0;
}

/*
 * "/24", "-24", "/2024" behind 2023. "-2024" is a range, "/25" nothing that follows 2023, and
 * "-07-31" behind 2006 the rest of a date.
 */
static size_t take_follower(const char *s, size_t len, int first)
{
    bool slash, again;
    size_t n, n_day;
    int value, day;
    size_t end = take_part(s, len, &slash, &n, &value);
    bool follows =
        (n == 2 && value == (first + 1) % 100) || (n == 4 && slash && value == first + 1);
    bool date = n == 2 && value <= 12 && take_part(s + end, len - end, &again, &n_day, &day) > 0;
    return follows && !date ? end : 0;
}

/* What makes a split year of a first one: what follows it, or 年 and then that (2023年-24年). */
static size_t take_second_half(const char *s, size_t len, int first)
{
    static const char *const mark[] = {"年"};
    size_t half = take_follower(s, len, first), marked = take_word(s, len, mark, 1);
    if (half > 0 || marked == 0)
        return half;
    half = take_follower(s + marked, len - marked, first);
    return half > 0 ? marked + half : 0;
}

size_t year_take(const char *s, size_t len, struct year *y)
{
    static const char *const fiscal[] = {"FY", "Fy", "fy", "fY", "ＦＹ"};
    static const char *const calendar_marks[] = {"年度", "年"};
    static const char *const fiscal_marks[] = {"财年", "学年"};
    size_t from = take_word(s, len, fiscal, sizeof fiscal / sizeof *fiscal);
    from += from > 0 ? take_blanks(s + from, len - from) : 0;
    enum script script;
    size_t n = take_digits(s + from, len - from, &y->digits, &y->number, &script);
    if (n != 4 || y->number < YEAR_MIN || y->number > YEAR_MAX)
        return 0;
    size_t end = from + y->digits;
    size_t half = take_second_half(s + end, len - end, y->number);
    end += half;
    size_t of_office = take_word(s + end, len - end, fiscal_marks, 2);
    y->kind = half > 0 ? YEAR_SPLIT : from > 0 || of_office > 0 ? YEAR_FISCAL : YEAR_CALENDAR;
    return end + (of_office > 0 ? of_office : take_word(s + end, len - end, calendar_marks, 2));
}

/* ".0", ".00" of a number that a sheet shows with decimals. */
static bool is_zero_fraction(const char *s, size_t len)
{
    return len > 1 && *s == '.' && strspn(s + 1, "0") >= len - 1;
}

bool year_read(const char *s, size_t len, struct year *y)
{
    text_trim(&s, &len);
    size_t end = year_take(s, len, y);
    return end > 0 && (end == len || (end == y->digits && is_zero_fraction(s + end, len - end)));
}

int year_calendar(const char *text)
{
    struct year y;
    return year_read(text, strlen(text), &y) && y.kind == YEAR_CALENDAR ? y.number : -1;
}

bool year_range(const char *text, int *first, int *last)
{
    static const char *const dashes[] = {"..", "~", "～", "-", "–", "—"};
    struct year y;
    size_t len = strlen(text);
    text_trim(&text, &len);
    size_t end = year_take(text, len, &y);
    if (end == 0 || y.kind != YEAR_CALENDAR)
        return false;
    *first = *last = y.number;
    const char *rest = text + end;
    len -= end;
    text_trim(&rest, &len);
    if (len == 0)
        return true;
    size_t dash = take_word(rest, len, dashes, sizeof dashes / sizeof *dashes);
    if (dash == 0 || !year_read(rest + dash, len - dash, &y) || y.kind != YEAR_CALENDAR)
        return false;
    *last = y.number;
    return *last >= *first;
}
