#include "data/import/import.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/check/checking.h"
#include "data/import/import_clean.h"
#include "data/import/import_figures.h"
#include "data/narrative/outline.h"
#include "data/prose/numeral.h"
#include "data/prose/pinyin.h"

/* A longer first line is no title, in characters. */
#define TITLE_MAX 60

/* In characters: shorter lines are titles and signatures; sentences have a mark before this. */
#define SENTENCE_MIN 30
#define STRETCH_MAX 50
/* A rate below this share of the middle one may have the wrong sign: % for ‰. */
#define OUTLIER 5

/* The rules of the catalogue that a text alone can break. */
static void check_language_rules(const struct import *im, struct messages *m)
{
    static const char *const names[] = {"bracket",      "numbering-gap",        "date-form",
                                        "year-bracket", "double-approximation", "personal-data"};
    const struct report r = {.language = im->language};
    struct checking c = {.r = &r, .text = im->lines, .scratch = arena_new(), .m = m};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        c.rule = rule_at((size_t)rule_find(names[i]));
        c.rule->run(&c);
    }
    arena_free(c.scratch);
}

/* Some characters before i and some from it on. */
static struct passage around(const struct passage *p, size_t i)
{
    size_t from = passage_back(p, i, 6), to = i;
    for (int k = 0; k < 10 && to < p->len; k++)
        utf8_next(p->text, p->len, &to);
    return (struct passage){.text = p->text + from, .len = to - from};
}

/* Letters of Bopomofo among hanzi, private and replacement characters: bytes were lost. */
static bool is_debris(uint32_t cp)
{
    return (cp >= 0x3105 && cp <= 0x312F) || (cp >= 0xE000 && cp <= 0xF8FF) || cp == 0xFFFD;
}

static bool is_stop(uint32_t cp)
{
    return cp == U'，' || cp == U'。' || cp == U'；' || cp == U'！' || cp == U'？' || cp == U'、' ||
           cp == U'：';
}

static void marks_of(const struct passage *p, struct messages *m)
{
    size_t stretch = 0;
    for (size_t i = 0, at; i < p->len;) {
        at = i;
        uint32_t left = passage_before(p, i), cp = utf8_next(p->text, p->len, &i);
        struct passage shown = around(p, at);
        stretch = utf8_is_hanzi(cp) ? stretch + 1 : 0;
        if (is_debris(cp) || pinyin_damaged_at(p->text, p->len, at) > 0)
            msg(m, SEV_WARNING, passage_at(p, at), "lost-characters",
                "characters were lost in copying at \"%.*s\": type them again",
                "“%.*s”处有字在复制时丢失：请补上", (int)shown.len, shown.text);
        else if (is_stop(cp) && (at == 0 || (is_stop(left) && left != cp)))
            msg(m, SEV_WARNING, passage_at(p, at), "doubled-mark",
                "a mark without words before it at \"%.*s\": take it out, or add what is missing",
                "“%.*s”处标点前缺字：请补上缺字或删去标点", (int)shown.len, shown.text);
        else if (stretch == STRETCH_MAX)
            msg(m, SEV_WARNING, passage_at(p, at), "no-marks",
                "%d characters without a mark before \"%.*s\": is one missing?",
                "连续 %d 字没有标点，见“%.*s”：是否漏了标点？", STRETCH_MAX, (int)shown.len,
                shown.text);
    }
}

/* A sentence must end; headings, titles and signatures need not. */
static void end_of(const struct passage *p, struct messages *m)
{
    static const char *const bullets[] = {"-", "*", "•", "●", "◆", "■"};
    static const char *const ends[] = {"。", "；", "！", "？", "：", "”", "’",  "）", "》",
                                       "…",  ".",  ";",  "!",  "?",  ":", "\"", ")"};
    int level = 0;
    bool heading =
        outline_number(p->text, p->len, &level) > 0 && level <= 2 && strstr(p->text, "。") == NULL;
    if (heading || passage_word(p, 0, WORDS(bullets)) > 0 ||
        utf8_count(p->text, p->len) < SENTENCE_MIN ||
        passage_word_before(p, p->len, WORDS(ends)) > 0)
        return;
    struct passage shown = around(p, p->len);
    msg(m, SEV_WARNING, passage_at(p, 0), "unfinished",
        "the paragraph ends without a mark, at \"%.*s\": is something missing?",
        "段末没有标点，见“%.*s”：是否有缺文？", (int)shown.len, shown.text);
}

static bool is_rate(const struct figure *fig)
{
    return fig->number != NULL && (strcmp(fig->unit, "%") == 0 || strcmp(fig->unit, "‰") == 0);
}

static int by_number(const void *x, const void *y)
{
    return number_cmp(*(const struct number *const *)x, *(const struct number *const *)y);
}

/* The middle one of the rates, NULL for fewer than three. */
static const struct number *median_rate(struct arena *a, const struct figures *all)
{
    const struct number **list = arena_array(a, all->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        if (is_rate(&all->list[i]))
            list[n++] = all->list[i].number;
    qsort(list, n, sizeof *list, by_number);
    return n >= 3 ? list[n / 2] : NULL;
}

static bool is_called_rate(const char *name)
{
    static const char *const ends[] = {"率", "rate", "ratio"};
    const struct passage p = {.text = name, .len = strlen(name)};
    return passage_word_before(&p, p.len, WORDS(ends)) > 0;
}

static void sign_of(struct arena *a, const struct figure *fig, const struct number *median,
                    struct messages *m)
{
    const struct number *hundred = number_int(a, strcmp(fig->unit, "%") == 0 ? 100 : 1000);
    if (number_cmp(fig->number, hundred) > 0)
        msg(m, SEV_WARNING, fig->at, "sign-doubt", "%s is %s%s, more than the whole: is it right?",
            "%s为 %s%s，超过全体：请核对", fig->name, fig->value, fig->unit);
    if (median == NULL || !is_called_rate(fig->name) || strcmp(fig->unit, "%") != 0)
        return;
    if (number_cmp(number_mul(a, fig->number, number_int(a, OUTLIER)), median) < 0)
        msg(m, SEV_WARNING, fig->at, "sign-doubt",
            "%s is %s%%, far below most rates of this text: is it %% or ‰?",
            "%s为 %s%%，远低于文中多数比率：单位是 %% 还是 ‰？请核对", fig->name, fig->value);
}

static void figure_doubts(const struct import *im, struct messages *m)
{
    struct arena *a = arena_new();
    const struct number *median = median_rate(a, im->figures);
    for (size_t i = 0; i < im->figures->n; i++) {
        const struct figure *fig = &im->figures->list[i];
        if (fig->kind == FIGURE_UNCLEAR)
            msg(m, SEV_WARNING, fig->at, "unclear",
                "\"%s\": a result, a bound, or no number at all? Decide and correct %s",
                "“%s”：是完成数、限值，还是没有给出数？请判定后改正“%s”", fig->phrase, fig->id);
        if (is_rate(fig))
            sign_of(a, fig, median, m);
    }
    arena_free(a);
}

/*
 * Tells m, as warnings at their lines: marks, brackets, outline numbers and dates by the rules of
 * the catalogue (rules.h); characters lost in copying [lost-characters], sentences without an end
 * [unfinished], long stretches without a mark [no-marks], two marks in a row [doubled-mark]; of the
 * figures those that are unclear [unclear], or whose sign may be wrong [sign-doubt]. Personal
 * data is an error, as in a report.
 */
static void import_doubts(const struct import *im, struct messages *m)
{
    figure_doubts(im, m);
    for (size_t i = 0; i < im->lines->n; i++) {
        if (im->language == LANG_ZH)
            marks_of(&im->lines->list[i], m);
        if (&im->lines->list[i] != im->title_line)
            end_of(&im->lines->list[i], m);
    }
    check_language_rules(im, m);
}

static bool is_text(const struct passages *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        if (lines->list[i].len > 0)
            return true;
    return false;
}

/* The first line with text, if it is a title; else the name of the file. */
static void find_title(struct arena *a, struct import *im, struct messages *m)
{
    static const char *const ends[] = {"。", "；", "，", "：", ".", ";", ",", ":"};
    size_t i = 0;
    while (im->lines->list[i].len == 0)
        i++;
    const struct passage *p = &im->lines->list[i];
    int level;
    if (utf8_count(p->text, p->len) <= TITLE_MAX && outline_number(p->text, p->len, &level) == 0 &&
        passage_word_before(p, p->len, WORDS(ends)) == 0) {
        im->title_line = p;
        im->title = p->text;
        return;
    }
    im->title = file_stem(a, im->file);
    msg(m, SEV_WARNING, passage_at(p, 0), "no-title",
        "the text does not begin with a title: \"%s\" is put into report.ini, correct it there",
        "正文开头没有标题：report.ini 暂用“%s”，请改正", im->title);
}

/* The year of four digits at i, Chinese ones (二〇〇六) too, or 0. *end behind the digits. */
static int year_at(const struct passage *p, size_t i, size_t *end)
{
    struct year y;
    size_t taken = year_take(p->text + i, p->len - i, &y);
    bool calendar = taken > 0 && y.kind == YEAR_CALENDAR;
    *end = i + (taken > 0 && !calendar ? taken : y.digits); /* of a financial year no part counts */
    return calendar && y.number >= 1900 ? y.number : 0;
}

/* Counts the years of a line; sure: only those that 年 or "in" makes one. */
static void count_years(const struct passage *p, bool sure, size_t counts[3000])
{
    static const char *const in[] = {"in ", "In ", "for ", "year "};
    for (size_t i = 0, end; i < p->len;) {
        int year = year_at(p, i, &end);
        bool said = passage_has(p, end, "年") || passage_word_before(p, i, WORDS(in)) > 0;
        if (year > 0 && (said || !sure))
            counts[year]++;
        if (end > i)
            i = end;
        else
            utf8_next(p->text, p->len, &i);
    }
}

/* The year that came most often, the later of two; 0: none. */
static int most_often(const size_t counts[3000])
{
    int best = 0;
    for (int year = 1900; year < 3000; year++)
        if (counts[year] > 0 && counts[year] >= counts[best])
            best = year;
    return best;
}

static int find_year(struct arena *a, const struct import *im, struct messages *m)
{
    size_t *counts = arena_array(a, 3000, sizeof *counts);
    struct passage title = {.text = im->title, .len = strlen(im->title)};
    count_years(&title, false, counts);
    int year = most_often(counts);
    bool titled = year > 0;
    for (size_t i = 0; !titled && i < im->lines->n; i++)
        count_years(&im->lines->list[i], true, counts);
    if (!titled)
        year = most_often(counts);
    if (year == 0)
        msg(m, SEV_ERROR, IN_FILE(im->file), "no-year",
            "the text does not say its year: name it with --year",
            "文中没有写明年度：请用 --year 指定");
    else if (!titled)
        msg(m, SEV_WARNING, IN_FILE(im->file), "year-doubt",
            "the title names no year; %d comes most often in the text: correct report.ini if it is "
            "another",
            "标题没有年度；文中以 %d 年最多：若不是，请改正 report.ini", year);
    return year;
}

/* The part of a Chinese title before the year that ends as organs do: 某局领导班子2006年 -> 某局.
 */
static const char *find_organ(struct arena *a, const struct import *im)
{
    static const char *const ends[] = {"委员会", "政府", "办公室", "中心", "公司", "局",
                                       "厅",     "委",   "办",     "部",   "院",   "校",
                                       "所",     "站",   "处",     "队"};
    struct passage p = {.text = im->title, .len = strlen(im->title)};
    size_t best = 0;
    for (size_t i = 0;
         i < p.len && im->language == LANG_ZH && !numeral_digit(passage_behind(&p, i));
         utf8_next(p.text, p.len, &i)) {
        size_t n = passage_word(&p, i, WORDS(ends));
        if (n > 0 && i > strlen("市"))
            best = i + n;
    }
    return best > 0 ? arena_strndup(a, p.text, best) : NULL;
}

const struct import *import_read(struct arena *a, const char *file, const char *bytes, size_t len,
                                 int year, struct messages *m)
{
    size_t errors = messages_count(m, SEV_ERROR);
    struct import *im = arena_alloc(a, sizeof *im);
    im->file = file;
    const char *text = encoding_utf8(a, bytes, len, &len, IN_FILE(file), m);
    if (text == NULL)
        return NULL;
    im->language = import_language(text, len);
    messages_set_language(m, im->language);
    im->lines = import_clean(a, file, text, len, im->language, m);
    if (im->lines == NULL)
        return NULL;
    if (!is_text(im->lines)) {
        msg(m, SEV_ERROR, IN_FILE(file), "no-text", "there is no text in it", "没有文字");
        return NULL;
    }
    find_title(a, im, m);
    im->organ = find_organ(a, im);
    im->year = year > 0 ? year : find_year(a, im, m);
    im->figures = import_find(a, im, &im->narrative, m);
    if (im->figures->n == 0)
        msg(m, SEV_WARNING, IN_FILE(file), "no-figures", "no figure with a name was found",
            "没有找到带名称的指标数字");
    import_doubts(im, m);
    return messages_count(m, SEV_ERROR) == errors ? im : NULL;
}
