#include "data/report/official.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "data/config/config.h"
#include "data/report/report.h"

/* A text without blanks at its ends and without one of the marks at its end; NULL stays NULL. */
static const char *without_end(struct arena *a, const char *text, const char *const *marks)
{
    if (text == NULL)
        return NULL;
    size_t len = strlen(text);
    text_trim(&text, &len);
    for (size_t i = 0; marks[i] != NULL; i++) {
        size_t n = strlen(marks[i]);
        if (len > n && memcmp(text + len - n, marks[i], n) == 0)
            return arena_strndup(a, text, len - n);
    }
    return arena_strndup(a, text, len);
}

/* The parts of a text between "|". */
static const char *const *split(struct arena *a, const char *text, size_t *n)
{
    *n = 0;
    if (text == NULL)
        return NULL;
    size_t most = 1;
    for (const char *s = text; *s != '\0'; s++)
        most += *s == '|';
    const char **list = arena_array(a, most, sizeof *list);
    for (;;) {
        size_t len = strcspn(text, "|"), trimmed = len;
        const char *s = text;
        text_trim(&s, &trimmed);
        if (trimmed > 0)
            list[(*n)++] = arena_strndup(a, s, trimmed);
        if (text[len] == '\0')
            return list;
        text += len + 1;
    }
}

/* 7.2.5 规定: 六角括号, the full year, no 第 and no zero in front. */
static void check_doc_number(const char *text, struct source at, struct messages *m)
{
    const char *open = text != NULL ? strstr(text, "〔") : NULL;
    const char *year = open != NULL ? open + strlen("〔") : "";
    const char *close = year + strspn(year, "0123456789");
    bool good = open != NULL && close - year == 4 && strncmp(close, "〕", strlen("〕")) == 0 &&
                close[strlen("〕")] != '0' && strstr(text, "第") == NULL;
    if (text != NULL && !good)
        msg(m, SEV_WARNING, at, "doc-number",
            "'%s': write the full year in 〔 〕, no 第 and no leading zero: 〔2006〕8号",
            "“%s”：年份应写全并加六角括号，不加“第”，序号不编虚位，如“〔2006〕8号”", text);
}

static void check_serial(const char *text, struct source at, struct messages *m)
{
    if (text != NULL && (strlen(text) != 6 || strspn(text, "0123456789") != 6))
        msg(m, SEV_WARNING, at, "serial-number", "'%s': write six digits, as 000001",
            "“%s”：份号一般为6位数字，如 000001", text);
}

/* What needs the mode report, and the mode report needs. */
static void check_mode(const struct official *o, const struct config_part *head,
                       const struct config_part *part, struct messages *m)
{
    static const enum config_key keys[] = {OFFICIAL_LETTERHEAD, OFFICIAL_DOC_NUMBER,
                                           OFFICIAL_ISSUERS,    OFFICIAL_SERIAL,
                                           OFFICIAL_SECRECY,    OFFICIAL_URGENCY};
    if (o->mode == MODE_REPORT) {
        if (o->n_letterhead == 0)
            msg(m, SEV_ERROR, config_at(head, REPORT_MODE), "missing-key",
                "the mode report needs letterhead = … in [official]",
                "形式为“上报”时，[公文] 须写明“发文机关标志”");
        return;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (config_text(part, keys[i]) != NULL) {
            msg(m, SEV_WARNING, config_at(part, keys[i]), "unused-key",
                "printed only in a letterhead; add mode = report to [report], or take it out",
                "只印在版头中；请在 [报告] 写“形式 = 上报”，或删去此项");
            return;
        }
}

struct official official_read(struct report *r, const struct config_part *head,
                              const struct config_part *part, struct messages *m)
{
    static const char *const colons[] = {"：", ":", NULL}, *const stops[] = {"。", ".", NULL};
    struct arena *a = r->arena;
    struct official o = {
        .mode = (enum mode)config_choice(head, REPORT_MODE, MODE_MATERIAL, m),
        .cover = (enum report_switch)config_choice(head, REPORT_COVER, SWITCH_STYLE, m),
        .contents = (enum report_switch)config_choice(head, REPORT_CONTENTS, SWITCH_STYLE, m),
        .duplex = (enum report_switch)config_choice(head, REPORT_DUPLEX, SWITCH_STYLE, m),
        .numbers = (enum number_wish)config_choice(head, REPORT_PAGE_NUMBERS, NUMBERS_STYLE, m),
        .doc_number = config_text(part, OFFICIAL_DOC_NUMBER),
        .serial = config_text(part, OFFICIAL_SERIAL),
        .secrecy = config_text(part, OFFICIAL_SECRECY),
        .urgency = config_text(part, OFFICIAL_URGENCY),
        .recipients = without_end(a, config_text(part, OFFICIAL_RECIPIENTS), colons),
        .number = config_int(part, OFFICIAL_ATTACHMENT_NUMBER, 1, 99, 0, m),
        .seal = config_choice(part, OFFICIAL_SEAL, SWITCH_NO, m) == SWITCH_YES,
        .annotation = config_text(part, OFFICIAL_ANNOTATION),
        .copies = without_end(a, config_text(part, OFFICIAL_COPIES), stops),
        .printer = config_text(part, OFFICIAL_PRINTER),
        .print_date = official_date(a, config_text(part, OFFICIAL_PRINT_DATE), r->language,
                                    config_at(part, OFFICIAL_PRINT_DATE), m)};
    o.letterhead = config_list(a, part, OFFICIAL_LETTERHEAD, &o.n_letterhead);
    o.issuers = config_list(a, part, OFFICIAL_ISSUERS, &o.n_issuers);
    o.list = split(a, config_text(part, OFFICIAL_ATTACHMENTS), &o.n_list);
    check_doc_number(o.doc_number, config_at(part, OFFICIAL_DOC_NUMBER), m);
    check_serial(o.serial, config_at(part, OFFICIAL_SERIAL), m);
    check_mode(&o, head, part, m);
    if (o.seal && (r->organ == NULL || r->date == NULL))
        msg(m, SEV_WARNING, config_at(part, OFFICIAL_SEAL), "unused-key",
            "a seal needs a signature: give organ and date in [report]",
            "用印须有落款；请在 [报告] 写明单位和日期");
    return o;
}

/* A whole number of up to 4 digits behind *s, which moves on; -1 where there is none. */
static int take_number(const char **s)
{
    size_t n = strspn(*s, "0123456789");
    int v = n > 0 && n <= 4 ? atoi(*s) : -1;
    *s += n;
    return v;
}

static bool take(const char **s, const char *mark)
{
    size_t n = strlen(mark);
    if (strncmp(*s, mark, n) != 0)
        return false;
    *s += n;
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap);
}

/* Year, month and day of "2007-01-05" or "2007年1月5日"; false where it is neither. */
static bool parse_date(const char *s, int date[3])
{
    static const char *const marks[2][3] = {{"-", "-", ""}, {"年", "月", "日"}};
    for (int form = 0; form < 2; form++) {
        const char *p = s;
        bool good = true;
        for (int i = 0; i < 3 && good; i++) {
            date[i] = take_number(&p);
            good = date[i] >= 0 && take(&p, marks[form][i]);
        }
        if (good && *p == '\0')
            return true;
    }
    return false;
}

const char *official_date(struct arena *a, const char *text, enum language language,
                          struct source at, struct messages *m)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int date[3];
    if (text == NULL)
        return NULL;
    if (!parse_date(text, date)) {
        if (language == LANG_ZH)
            msg(m, SEV_WARNING, at, "date-form",
                "'%s' is printed as it is; write Arabic digits and the full date: 2007-01-05",
                "“%s”照样印出；成文日期应用阿拉伯数字写全年、月、日，如“2007年1月5日”", text);
        return text;
    }
    if (date[0] < 1000 || date[2] < 1 || date[2] > days_in(date[0], date[1])) {
        msg(m, SEV_ERROR, at, "bad-date", "'%s' is not a day of the calendar; correct it",
            "“%s”不是日历上的日期；请改正", text);
        return text;
    }
    if (language == LANG_ZH)
        return arena_printf(a, "%d年%d月%d日", date[0], date[1], date[2]);
    return arena_printf(a, "%d %s %d", date[2], months[date[1] - 1], date[0]);
}
