#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv_out.h"
#include "base/folder.h"
#include "base/number.h"
#include "data/import/import.h"

static const char bom[] = "\xEF\xBB\xBF"; /* without it spreadsheets guess wrong */

/* The text's name without its folder: where it lay is nobody's business. */
static const char *base_name(const struct import *im)
{
    const char *slash = strrchr(im->file, '/');
    return slash != NULL ? slash + 1 : im->file;
}

static const char *kind_name(enum figure_kind kind)
{
    static const char *const names[] = {
        [FIGURE_RESULT] = "result", [FIGURE_THRESHOLD] = "threshold", [FIGURE_UNCLEAR] = "unclear"};
    return names[kind];
}

static void add_cell(struct buf *b, const char *text, const char *behind)
{
    csv_cell(b, text);
    buf_puts(b, behind);
}

static void write_values(const struct import *im, struct buf *b)
{
    buf_puts(b, bom);
    buf_puts(
        b, language_text(im->language, "indicator,year,value,note\r\n", "指标,年度,数值,备注\r\n"));
    for (size_t i = 0; i < im->figures->n; i++) {
        const struct figure *fig = &im->figures->list[i];
        add_cell(b, fig->id, ",");
        buf_printf(b, "%d,", im->year);
        add_cell(b, fig->number != NULL ? fig->value : "", ",");
        add_cell(b, fig->phrase, "\r\n");
    }
}

static void write_figures(const struct import *im, struct buf *b)
{
    buf_puts(b, bom);
    buf_puts(b, "id,name,value,unit,kind,line,phrase\r\n");
    for (size_t i = 0; i < im->figures->n; i++) {
        const struct figure *fig = &im->figures->list[i];
        add_cell(b, fig->id, ",");
        add_cell(b, fig->name, ",");
        add_cell(b, fig->value, ",");
        add_cell(b, fig->unit, ",");
        buf_printf(b, "%s,%d,", kind_name(fig->kind), fig->at.line);
        add_cell(b, fig->phrase, "\r\n");
    }
}

/* A value that the INI file gives back as it is. */
static void ini_value(struct buf *b, const char *key_en, const char *key_zh, const char *text,
                      enum language language)
{
    const char *quote = strpbrk(text, ";#\"'\\") == NULL ? ""
                        : strchr(text, '"') != NULL      ? "'"
                                                         : "\"";
    buf_printf(b, "%s = %s", language_text(language, key_en, key_zh), quote);
    for (; *text != '\0'; text++)
        if (*text != '\\' && (*quote == '\0' || *text != *quote))
            buf_add(b, text, 1);
    buf_printf(b, "%s\n", quote);
}

/* The report file doubles braces, as the narrative does. */
static const char *braced(struct arena *a, const char *text)
{
    struct buf b = {0};
    for (const char *s = text; *s != '\0'; s++) {
        if (*s == '{' || *s == '}')
            buf_add(&b, s, 1);
        buf_add(&b, s, 1);
    }
    const char *out = arena_strndup(a, b.data != NULL ? b.data : "", b.len);
    buf_free(&b);
    return out;
}

static void write_head(const struct import *im, struct arena *a, struct buf *b)
{
    enum language language = im->language;
    buf_printf(b,
               language_text(
                   language,
                   "; Proposed by nianbao import from %s. Look through it: doubtful.md lists what "
                   "is doubtful,\n; figures.csv all figures found. Then: nianbao check report.ini, "
                   "nianbao build report.ini\n\n",
                   "; 由 nianbao import 从 %s 提出，待核对：doubtful.md 列出存疑之处，"
                   "figures.csv 是找到的全部指标数字。\n"
                   "; nianbao check report.ini 校核，nianbao build report.ini 排版。\n\n"),
               base_name(im));
    buf_puts(b, language_text(language, "[report]\n", "[报告]\n"));
    ini_value(b, "title", "标题", braced(a, im->title), language);
    if (im->organ != NULL)
        ini_value(b, "organ", "单位", im->organ, language);
    buf_printf(b, language_text(language, "year = %d\nlanguage = en\n", "年度 = %d\n语言 = 中文\n"),
               im->year);
    buf_puts(b, language_text(language, "\n[data]\nnarrative = narrative.txt\n",
                              "\n[数据]\n正文 = narrative.txt\n"));
    buf_puts(b,
             language_text(language, "indicators = indicators.csv\n", "指标 = indicators.csv\n"));
}

/* More than all of it is an error to the checks unless the report says that it may be. */
static void write_plausible(const struct import *im, const struct figure *fig, struct arena *a,
                            struct buf *b)
{
    long whole = strcmp(fig->unit, "%") == 0 ? 100 : strcmp(fig->unit, "‰") == 0 ? 1000 : 0;
    if (whole == 0 || fig->number == NULL || number_cmp(fig->number, number_int(a, whole)) <= 0)
        return;
    buf_printf(b, "%s = 0..%s\n", language_text(im->language, "plausible", "合理范围"),
               number_text(a, fig->number, fig->decimals, ROUND_HALF_UP, 0));
}

static void write_indicator(const struct import *im, const struct figure *fig, struct arena *a,
                            struct buf *b)
{
    static const char *const kinds_zh[] = {[FIGURE_RESULT] = "完成数",
                                           [FIGURE_THRESHOLD] = "原文只写了限值，实际数未给出",
                                           [FIGURE_UNCLEAR] = "存疑：完成数还是限值，待定"};
    static const char *const kinds_en[] = {[FIGURE_RESULT] = "a result",
                                           [FIGURE_THRESHOLD] = "the text gives the bound only",
                                           [FIGURE_UNCLEAR] = "unclear: a result or a bound?"};
    enum language language = im->language;
    buf_printf(b, "\n; %s:%d %s\n", base_name(im), fig->at.line,
               language_text(language, kinds_en[fig->kind], kinds_zh[fig->kind]));
    buf_printf(b, language_text(language, "[indicator.%s]\n", "[指标.%s]\n"), fig->id);
    ini_value(b, "name", "名称", fig->name, language);
    if (fig->unit[0] != '\0')
        ini_value(b, "unit", "计量单位", fig->unit, language);
    buf_printf(b, "%s = %d\n", language_text(language, "decimals", "小数位"), fig->decimals);
    write_plausible(im, fig, a, b);
    buf_puts(b,
             language_text(language,
                           "; better = to be decided: higher, lower, range\n"
                           "; target = to be decided, such as >= 90\n",
                           "; 方向 = 待定：越高越好、越低越好、区间\n; 目标 = 待定：如 >= 90\n"));
}

static int by_line(const void *x, const void *y)
{
    const struct message *a = *(const struct message *const *)x;
    const struct message *b = *(const struct message *const *)y;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* One chapter of doubtful.md: the messages that which() takes, by line. */
static void write_chapter(const struct import *im, struct buf *b, const char *head,
                          bool (*which)(const struct message *), const struct messages *m)
{
    size_t n, taken = 0;
    const struct message *list = messages_list(m, &n);
    const struct message **sorted = must_alloc(n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        if (which(&list[i]))
            sorted[taken++] = &list[i];
    qsort(sorted, taken, sizeof *sorted, by_line);
    buf_printf(b, "\n# %s\n\n", head);
    for (size_t i = 0; i < taken; i++) {
        const struct message *msg = sorted[i];
        if (msg->at.line > 0)
            buf_printf(b, language_text(im->language, "- line %d: ", "- 第%d行："), msg->at.line);
        else
            buf_puts(b, "- ");
        buf_printf(b, "%s [%s]\n", msg->text, msg->rule);
    }
    if (taken == 0)
        buf_puts(b, language_text(im->language, "none\n", "无\n"));
    free(sorted);
}

static bool is_doubt(const struct message *msg)
{
    return msg->severity >= SEV_WARNING;
}

static bool is_left(const struct message *msg)
{
    return msg->severity == SEV_INFO && strcmp(msg->rule, "left-alone") == 0;
}

static bool is_cleaning(const struct message *msg)
{
    return msg->severity == SEV_INFO && !is_left(msg);
}

static void write_doubts(const struct import *im, const struct messages *m, struct buf *b)
{
    enum language language = im->language;
    buf_printf(
        b,
        language_text(language, "Lines are those of the text, %s.\n", "行号是原文 %s 的行号。\n"),
        base_name(im));
    write_chapter(im, b, language_text(language, "Doubtful", "存疑之处"), is_doubt, m);
    write_chapter(im, b, language_text(language, "Numbers left as typed", "未收作指标的数字"),
                  is_left, m);
    write_chapter(im, b, language_text(language, "What was cleaned", "已做的清理"), is_cleaning, m);
}

int import_write(const struct import *im, const char *dir, struct messages *m)
{
    struct arena *a = arena_new();
    struct buf report = {0}, values = {0}, figures = {0}, doubts = {0};
    write_head(im, a, &report);
    for (size_t i = 0; i < im->figures->n; i++)
        write_indicator(im, &im->figures->list[i], a, &report);
    write_values(im, &values);
    write_figures(im, &figures);
    write_doubts(im, m, &doubts);
    const struct folder_file files[] = {{"report.ini", report.data, report.len},
                                        {"narrative.txt", im->narrative, strlen(im->narrative)},
                                        {"indicators.csv", values.data, values.len},
                                        {"figures.csv", figures.data, figures.len},
                                        {"doubtful.md", doubts.data, doubts.len}};
    int status = folder_write(dir, files, sizeof files / sizeof *files, m);
    buf_free(&report);
    buf_free(&values);
    buf_free(&figures);
    buf_free(&doubts);
    arena_free(a);
    return status;
}
