/* How the text is written: its marks, brackets and outline numbers; dates, ranges and other forms.
 */
#include <string.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "data/check/checking.h"
#include "data/narrative/outline.h"
#include "data/prose/pinyin.h"
#include "data/sheets/personal.h"

/* A text in a message is cut to so many characters. */
#define SHOWN 12

/* The text around byte i of a passage. */
static const char *around(const struct checking *c, const struct passage *p, size_t i)
{
    size_t start = passage_back(p, i, SHOWN / 2), end = i;
    for (int n = 0; n <= SHOWN / 2 && end < p->len; n++)
        utf8_next(p->text, p->len, &end);
    return arena_strndup(c->scratch, p->text + start, end - start);
}

static bool is_full_width(uint32_t cp)
{
    return utf8_is_hanzi(cp) || cp == U'”' || cp == U'“' || cp == U'》' || cp == U'《' ||
           cp == U'）' || cp == U'（' || cp == U'、';
}

static void marks_of(const struct checking *c, const struct passage *p)
{
    static const char half[] = ",.;:?!()";
    static const char *const full[] = {"，", "。", "；", "：", "？", "！", "（", "）"};
    for (size_t i = 0; i < p->len; i++) {
        if (utf8_is_hanzi(passage_before(p, i)))
            i += pinyin_at(p->text, p->len, i); /* told by its own rule */
        const char *mark = p->text[i] != '\0' ? strchr(half, p->text[i]) : NULL;
        if (mark == NULL || passage_computed(p, i) ||
            (!is_full_width(passage_before(p, i)) && !is_full_width(passage_behind(p, i + 1))))
            continue;
        size_t k = (size_t)(mark - half);
        uint32_t left = passage_before(p, i);
        bool item = i < 5 && !is_full_width(left); /* "1.…", "1)…" */
        if (item)
            continue;
        check_found(c, passage_at(p, i), NOTHING, "half-width \"%c\" in \"%s\": write %s",
                    "半角标点“%c”（见“%s”）：应为“%s”", p->text[i], around(c, p, i), full[k]);
    }
}

void check_half_width_mark(const struct checking *c)
{
    for (size_t i = 0; c->r->language == LANG_ZH && i < c->text->n; i++)
        marks_of(c, &c->text->list[i]);
}

static void pinyin_of(const struct checking *c, const struct passage *p)
{
    for (size_t i = 0; i < p->len;) {
        size_t len = utf8_is_hanzi(passage_before(p, i)) ? pinyin_at(p->text, p->len, i) : 0;
        if (len > 0)
            check_found(c, passage_at(p, i), NOTHING,
                        "pinyin left in the text: \"%.*s\"; take it out",
                        "文中残留拼音“%.*s”：请删去", (int)len, p->text + i);
        utf8_next(p->text, p->len, &i);
    }
}

void check_pinyin_residue(const struct checking *c)
{
    for (size_t i = 0; i < c->text->n; i++)
        pinyin_of(c, &c->text->list[i]);
}

/* Deeper brackets are not followed. */
#define BRACKETS_MAX 32

/* The kind of a bracket, > 0 opening, < 0 closing; 0: none. Quotation marks are Chinese ones. */
static int bracket_kind(uint32_t cp, enum language language)
{
    static const char32_t open[] = U"（(《〈「『【〔[“", close[] = U"）)》〉」』】〕]”";
    if (language == LANG_EN && (cp == U'“' || cp == U'”'))
        return 0; /* a quotation of several paragraphs opens each and closes once */
    for (int i = 0; open[i]; i++)
        if (open[i] == cp || close[i] == cp)
            return open[i] == cp ? i + 1 : -(i + 1);
    return 0;
}

static void unpaired(const struct checking *c, const struct passage *p, size_t i)
{
    size_t end = i;
    utf8_next(p->text, p->len, &end);
    check_found(
        c, passage_at(p, i), NOTHING, "\"%.*s\" has no partner in \"%s\": add it, or take it out",
        "“%.*s”不成对，见“%s”：请补上另一半或删去", (int)(end - i), p->text + i, around(c, p, i));
}

static void brackets_of(const struct checking *c, const struct passage *p)
{
    struct {
        int kind;
        size_t at;
    } open[BRACKETS_MAX];
    size_t depth = 0;
    for (size_t i = 0, at; i < p->len;) {
        at = i;
        int kind = bracket_kind(utf8_next(p->text, p->len, &i), c->r->language);
        if (kind == 0)
            continue;
        if (kind > 0 && depth < BRACKETS_MAX) {
            open[depth].kind = kind;
            open[depth++].at = at;
        } else if (kind < 0 && depth > 0 && open[depth - 1].kind == -kind) {
            depth--;
        } else if (kind < 0 && depth > 1 && open[depth - 2].kind == -kind) {
            unpaired(c, p, open[depth - 1].at); /* the one inside was not closed */
            depth -= 2;
        } else if (at > 4) { /* not "1)" */
            unpaired(c, p, at);
        }
    }
    while (depth-- > 0)
        unpaired(c, p, open[depth].at);
}

void check_bracket(const struct checking *c)
{
    for (size_t i = 0; i < c->text->n; i++)
        brackets_of(c, &c->text->list[i]);
}

void check_numbering_gap(const struct checking *c)
{
    int last[5] = {0}; /* by level; 0: none since the level above moved on */
    for (size_t i = 0; i < c->text->n; i++) {
        const struct passage *p = &c->text->list[i];
        int level = 0;
        size_t len = p->cell || p->footnote ? 0 : outline_number(p->text, p->len, &level);
        if (len == 0 || level > 4)
            continue;
        int value = outline_value(p->text, len);
        int expected = last[level] + 1;
        last[level] = value;
        for (int k = level + 1; k < 5; k++)
            last[k] = 0;
        if (value == expected || value == 1) /* a new series needs no heading */
            continue;
        check_found(c, passage_at(p, 0), NOTHING, "\"%.*s\" where number %d is expected: renumber",
                    "序号“%.*s”处应为第 %d：请改正序号", (int)len, p->text, expected);
    }
}

/* Digits in a row at i. */
static size_t digits_at(const struct passage *p, size_t i)
{
    size_t n = 0;
    while (i + n < p->len && p->text[i + n] >= '0' && p->text[i + n] <= '9')
        n++;
    return n;
}

static bool typed_digits(const struct passage *p, size_t i, size_t *n)
{
    *n = passage_computed(p, i) ? 0 : digits_at(p, i);
    return *n > 0;
}

/* A rule about the typed digits text[i..i+n) of a passage. */
typedef void digits_rule(const struct checking *c, const struct passage *p, size_t i, size_t n);

static void each_number(const struct checking *c, digits_rule *rule)
{
    for (size_t k = 0; c->r->language == LANG_ZH && k < c->text->n; k++) {
        const struct passage *p = &c->text->list[k];
        for (size_t i = 0, n; i < p->len; i += n) {
            if (typed_digits(p, i, &n))
                rule(c, p, i, n);
            else
                n = 1;
        }
    }
}

/* GB/T 9704-2012 7.3.5: 成文日期 without leading zeros; GB/T 15835: years in full. */
static void date_form(const struct checking *c, const struct passage *p, size_t i, size_t n)
{
    const char *s = p->text + i;
    bool date = passage_has(p, i + n, "月") || passage_has(p, i + n, "日");
    if (n == 2 && s[0] == '0' && date)
        check_found(c, passage_at(p, i), NOTHING,
                    "\"%.*s\": dates have no leading zero; write %c%s",
                    "“%.*s”：日期不补零，应写“%c%s”", (int)(n + strlen("月")), s, s[1],
                    passage_has(p, i + n, "月") ? "月" : "日");
    bool year = passage_has(p, i + n, "年") && !passage_has(p, i + n, "年来") &&
                !passage_has(p, i + n, "年间");
    bool alone = passage_before(p, i) != '.' && passage_before(p, i) != ',';
    if (n == 2 && year && alone && (s[0] == '0' || passage_has(p, i + n, "年度")))
        check_found(c, passage_at(p, i), NOTHING, "\"%.*s\": write the year with four digits",
                    "“%.*s”：年份应写四位数", (int)(n + strlen("年")), s);
}

void check_date_form(const struct checking *c)
{
    each_number(c, date_form);
}

/* GB/T 9704-2012 7.2.5: 发文字号, 年份用六角括号〔〕括入. */
static void year_bracket(const struct checking *c, const struct passage *p, size_t i, size_t n)
{
    static const char *const open[] = {"[", "(", "（", "【"}, *const close[] = {"]", ")", "）",
                                                                                "】"};
    for (size_t k = 0; n == 4 && k < sizeof open / sizeof *open; k++) {
        size_t before = strlen(open[k]), number = i + n + strlen(close[k]);
        if (i < before || !passage_has(p, i - before, open[k]) || !passage_has(p, i + n, close[k]))
            continue;
        if (passage_has(p, number, "第"))
            number += strlen("第");
        size_t digits = digits_at(p, number);
        if (digits > 0 && passage_has(p, number + digits, "号"))
            check_found(c, passage_at(p, i), NOTHING,
                        "\"%s%.*s%s\": the year of a document's number stands in 〔〕",
                        "“%s%.*s%s”：发文字号的年份应用六角括号〔〕", open[k], (int)n, p->text + i,
                        close[k]);
    }
}

void check_year_bracket(const struct checking *c)
{
    each_number(c, year_bracket);
}

/* 约100余人: 约 and 余 say the same. */
static void double_approximation(const struct checking *c, const struct passage *p, size_t i,
                                 size_t n)
{
    static const char *const before[] = {"约", "大约", "近"}, *const behind[] = {"余", "多",
                                                                                 "左右"};
    for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
        size_t len = strlen(before[k]);
        if (i < len || !passage_has(p, i - len, before[k]))
            continue;
        for (size_t b = 0; b < sizeof behind / sizeof *behind; b++)
            if (passage_has(p, i + n, behind[b])) {
                check_found(c, passage_at(p, i), NOTHING,
                            "\"%s%.*s%s\" is approximate twice: keep one of the words",
                            "“%s%.*s%s”约数词重复：只留其一", before[k], (int)n, p->text + i,
                            behind[b]);
                return;
            }
    }
}

void check_double_approximation(const struct checking *c)
{
    each_number(c, double_approximation);
}

/* The length of a unit at i: a percent or per-mille sign, or one hanzi; 0: none. */
static size_t unit_at(const struct passage *p, size_t i)
{
    size_t end = i;
    uint32_t cp = i < p->len ? utf8_next(p->text, p->len, &end) : 0;
    return cp == '%' || cp == U'％' || cp == U'‰' || utf8_is_hanzi(cp) ? end - i : 0;
}

/* The number at i, with a point in it; its length. */
static size_t number_at(const struct passage *p, size_t i)
{
    size_t n = digits_at(p, i);
    if (n > 0 && passage_has(p, i + n, ".") && digits_at(p, i + n + 1) > 0)
        n += 1 + digits_at(p, i + n + 1);
    return n;
}

/* 36-45, not 6441-2345 nor 0701-6441234. */
static bool ascends(const struct checking *c, const char *x, size_t nx, const char *y, size_t ny)
{
    if (nx == 0 || ny == 0 || (nx > 1 && x[0] == '0' && x[1] != '.'))
        return false;
    const struct number *low = number_parse(c->scratch, x, nx);
    const struct number *high = number_parse(c->scratch, y, ny);
    return low != NULL && high != NULL && number_cmp(low, high) < 0;
}

static bool is_of_time(const struct passage *p, size_t i)
{
    static const char *const units[] = {"年", "月", "日", "时", "点", "周", "岁", "条", "章", "页"};
    return passage_word(p, i, WORDS(units)) > 0;
}

/*
 * GB/T 15835-2011 5.1.3: a range has ~ or —, not the hyphen, and the sign % at both of its ends.
 * What has more parts than two is no range (2006-10-01, 0701-6441234-8), nor is what is 号.
 */
static void range_form(const struct checking *c, const struct passage *p, size_t i, size_t n)
{
    static const char *const marks[] = {"-", "~", "～", "—", "–"};
    if (passage_before(p, i) == '-' || passage_before(p, i) == '.' ||
        utf8_is_latin(passage_before(p, i)))
        return;
    n = number_at(p, i);
    size_t mark = passage_word(p, i + n, WORDS(marks));
    bool hyphen = passage_has(p, i + n, "-");
    if (mark == 0)
        return;
    size_t second = i + n + mark, n_second = number_at(p, second);
    size_t unit = second + n_second, n_unit = n_second > 0 ? unit_at(p, unit) : 0;
    bool sign = n_unit > 0 && !utf8_is_hanzi(passage_behind(p, unit));
    if (n_unit == 0 || (!hyphen && !sign) || passage_has(p, unit, "号") ||
        !ascends(c, p->text + i, n, p->text + second, n_second))
        return;
    bool once = is_of_time(p, unit);
    check_found(c, passage_at(p, i), NOTHING, "\"%.*s\": write the range as %.*s%.*s%s%.*s%.*s",
                "“%.*s”：数值范围应写“%.*s%.*s%s%.*s%.*s”", (int)(unit + n_unit - i), p->text + i,
                (int)n, p->text + i, once ? 0 : (int)n_unit, p->text + unit, once ? "—" : "~",
                (int)n_second, p->text + second, (int)n_unit, p->text + unit);
}

void check_range_form(const struct checking *c)
{
    each_number(c, range_form);
}

void check_personal_data(const struct checking *c)
{
    for (size_t k = 0; k < c->text->n; k++) {
        const struct passage *p = &c->text->list[k];
        size_t n, i = personal_number(p->text, p->len, &n);
        if (i < p->len) /* the number itself is not repeated */
            check_found(c, passage_at(p, i), NOTHING,
                        "the text has what looks like an identity card or mobile number (%zu "
                        "digits): " PERSONAL_EN,
                        "文中疑有身份证号或手机号（%zu 位）：" PERSONAL_ZH, n);
    }
}
