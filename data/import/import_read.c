#include "data/import/import.h"

#include <string.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/import/import_clean.h"
#include "data/import/import_doubts.h"
#include "data/import/import_figures.h"
#include "data/narrative/outline.h"
#include "data/prose/numeral.h"

/* A longer first line is no title, in characters. */
#define TITLE_MAX 60

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
    *end = i + y.digits;
    return taken > 0 && y.kind != YEAR_FISCAL && y.number >= 1900 ? y.number : 0;
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
