#include "data/import/import_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/names.h"
#include "base/number.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/import/import_name.h"
#include "data/narrative/outline.h"
#include "data/prose/numeral.h"
#include "data/report/words.h"
#include "data/wording/wording.h"

/* A clause is read no further than this, in bytes. */
#define REACH 400
/* Counts are figures in items no longer than this, in characters. */
#define ITEM_MAX 60
/* "乡镇有学校" is a statement, a longer clause with 有 a sentence. */
#define STATEMENT_MAX 20
/* A bound is seldom set to so many digits behind the point: it reads like a result. */
#define RESULT_DECIMALS 2

/* Why a number is left alone. */
enum left {
    LEFT_LABEL,
    LEFT_ROUGH,
    LEFT_CHANGE,
    LEFT_YEAR,
    LEFT_TARGET,
    LEFT_COUNT,
    LEFT_BARE,
    LEFT_UNNAMED
};

struct finder {
    struct arena *a;
    const struct import *im;
    struct messages *m;
    struct figures *found;
    size_t cap;
    struct names *ids;
    struct buf out; /* the narrative */
    const struct passage *p;
    size_t i;
    size_t copied; /* the line is in out as far as here */
    size_t clause; /* where the clause in hand starts */
    size_t from;   /* where a name may start in it */
    bool counted;  /* it has a number */
    int year;      /* that the sentence has named, -1: a financial one, or 0 */
    bool item;     /* a short numbered item */
};

/* One number in hand. */
struct numeral {
    size_t start, digits_end, end; /* end: behind its sign or counter */
    int decimals;
    enum sign sign;
    enum role role;
    bool rough;
    const struct number *number;
};

static bool chinese(const struct finder *f)
{
    return f->im->language == LANG_ZH;
}

/* Text of the line as it is, braces doubled as narratives want them. */
static void copy_to(struct finder *f, size_t end)
{
    for (size_t i = f->copied; i < end; i++) {
        if (f->p->text[i] == '{' || f->p->text[i] == '}')
            buf_add(&f->out, f->p->text + i, 1);
        buf_add(&f->out, f->p->text + i, 1);
    }
    f->copied = end;
}

/* The mark that ends a clause at i: its length, 0: none. */
static size_t clause_mark(const struct passage *p, size_t i)
{
    static const char *const marks[] = {"，", "。", "；", "！", "？", ";", "!", "?"};
    if ((p->text[i] == ',' || p->text[i] == '.') &&
        (passage_behind(p, i + 1) == ' ' || i + 1 == p->len))
        return 1;
    return passage_word(p, i, WORDS(marks));
}

static bool ends_sentence(const struct passage *p, size_t i)
{
    return p->text[i] != ',' && !passage_has(p, i, "，");
}

static size_t clause_end(const struct passage *p, size_t i)
{
    size_t most = i + REACH;
    while (i < p->len && i < most && clause_mark(p, i) == 0)
        utf8_next(p->text, p->len, &i);
    return i;
}

/* Where the clause starts, or REACH before i where that is nearer. */
static size_t clause_start(const struct finder *f, size_t i)
{
    if (i - f->clause <= REACH)
        return f->clause;
    for (i -= REACH; ((unsigned char)f->p->text[i] & 0xC0) == 0x80;)
        i++;
    return i;
}

/* The clause around i, for people. */
static const char *clause_text(const struct finder *f, size_t i)
{
    size_t from = clause_start(f, i), to = clause_end(f->p, i);
    return arena_strndup(f->a, f->p->text + from, to - from);
}

/* Whether the clause says one of words before end. */
static bool clause_says(const struct finder *f, size_t end, const char *const *words, size_t n)
{
    size_t from = clause_start(f, end);
    for (size_t k = 0; k < n; k++)
        if (memmem(f->p->text + from, end - from, words[k], strlen(words[k])) != NULL)
            return true;
    return false;
}

/* Leaves the number as typed and goes on behind it. */
static void leave(struct finder *f, size_t start, size_t end, enum left why)
{
    static const char *const texts[][2] = {
        [LEFT_LABEL] = {"a date, an age, or part of a name", "日期、年龄、序数或名称的一部分"},
        [LEFT_ROUGH] = {"an approximate count", "约数，工作量"},
        [LEFT_CHANGE] = {"a change", "变化幅度"},
        [LEFT_YEAR] = {"of another year", "其他年度的数"},
        [LEFT_TARGET] = {"a target or a plan", "目标或计划"},
        [LEFT_COUNT] = {"a count in running text", "行文中的计数，工作量"},
        [LEFT_BARE] = {"a number without sign or counter", "没有单位的数"},
        [LEFT_UNNAMED] = {"no name beside it", "近旁没有名称"},
    };
    size_t from = passage_back(f->p, start, 6), to = end;
    if (from < f->clause)
        from = f->clause;
    for (int k = 0; k < 3 && to < f->p->len && clause_mark(f->p, to) == 0; k++)
        utf8_next(f->p->text, f->p->len, &to);
    msg(f->m, why == LEFT_UNNAMED || why == LEFT_BARE ? SEV_WARNING : SEV_INFO,
        passage_at(f->p, start), "left-alone", "\"%.*s\" in \"%.*s\" is left as typed: %s",
        "“%.*s”（见“%.*s”）未收作指标：%s", (int)(end - start), f->p->text + start,
        (int)(to - from), f->p->text + from, texts[why][chinese(f)]);
    f->i = end;
    f->from = end;
    f->counted = true;
}

/* The counter behind a number: 条, 万元, 平方公里; in English the next word. Its end. */
static size_t counter_end(const struct finder *f, size_t i)
{
    static const char *const scales[] = {"万", "亿", "千", "百"};
    static const char *const counters[] = {"平方公里", "平方米", "立方米", "公里", "公斤", "千克",
                                           "小时",     "人次",   "户次",   "件次", "场次", "万元"};
    const struct passage *p = f->p;
    if (!chinese(f)) {
        size_t end = i + passage_has(p, i, " "), start = end;
        while (end < p->len && utf8_is_latin(passage_behind(p, end)))
            end++;
        return end > start ? end : i;
    }
    while (passage_word(p, i, WORDS(scales)) > 0)
        i += passage_word(p, i, WORDS(scales));
    size_t n = passage_word(p, i, WORDS(counters));
    if (n == 0 && utf8_is_hanzi(passage_behind(p, i)))
        utf8_next(p->text, p->len, &i);
    return i + n;
}

/* The id of a figure: the same for the same figure, another for another of that name. */
static const char *id_for(struct finder *f, const struct figure *new, bool *known)
{
    const char *stem = name_id(f->a, new->name), *id = stem;
    for (int k = 2;; k++) {
        int at = names_add(f->ids, id, (int)f->found->n);
        *known = false;
        if (at < 0)
            return id;
        const struct figure *old = &f->found->list[at];
        *known = strcmp(old->value, new->value) == 0 && strcmp(old->unit, new->unit) == 0;
        if (*known)
            return id;
        if (k == 2 && strcmp(old->name, new->name) == 0)
            msg(f->m, SEV_WARNING, new->at, "two-values",
                "%s is %s%s here, %s%s in line %d: which is right, or whose is it?",
                "%s此处为 %s%s，另有 %s%s（第 %d 行）：请核对，或写明各是何者的数", new->name,
                new->value, new->unit, old->value, old->unit, old->at.line);
        id = arena_printf(f->a, "%s_%d", stem, k);
    }
}

static const char *add_figure(struct finder *f, struct figure new)
{
    struct figures *all = f->found;
    bool known;
    new.id = id_for(f, &new, &known);
    if (known)
        return new.id;
    all->list = list_room(all->list, all->n, &f->cap, sizeof *all->list);
    all->list[all->n++] = new;
    return new.id;
}

static const char *unit_of(const struct finder *f, const struct numeral *n)
{
    switch (n->sign) {
    case SIGN_PERCENT: return "%";
    case SIGN_PERMILLE: return "‰";
    case SIGN_RATIO: return ":100";
    case SIGN_COUNT:
    case SIGN_NONE: break;
    }
    const char *s = f->p->text + n->digits_end;
    size_t len = n->end - n->digits_end;
    text_trim(&s, &len);
    return arena_strndup(f->a, s, len);
}

/* The value as {id} prints it in a sentence (wording_value_prose), to see whether the text says
 * just so. */
static const char *prose(const struct finder *f, const struct figure *fig, const char *digits)
{
    enum language l = f->im->language;
    const char *text = arena_printf(f->a, "%s%s%s", digits,
                                    l == LANG_EN && fig->unit[0] != '%' ? " " : "", fig->unit);
    if (strcmp(fig->unit, "‰") == 0)
        text = arena_printf(f->a, word(l, W_PERMILLE), digits); /* NOLINT: the pattern is ours */
    else if (strcmp(fig->unit, ":100") == 0)
        text = arena_printf(f->a, word(l, W_RATIO), digits); /* NOLINT */
    switch (fig->value[0]) {
    case '>': return arena_printf(f->a, word(l, W_AT_LEAST), text); /* NOLINT */
    case '<': return arena_printf(f->a, word(l, W_AT_MOST), text);  /* NOLINT */
    case '~': return arena_printf(f->a, word(l, W_ABOUT), text);    /* NOLINT */
    default: return text;
    }
}

/* Puts the placeholder in place of what it prints: the whole wording, or the digits alone. */
static void place(struct finder *f, const struct figure *fig, const char *id,
                  const struct numeral *n)
{
    const char *digits =
        number_text(f->a, fig->number, fig->decimals, ROUND_HALF_UP, f->im->language == LANG_EN);
    if (strlen(digits) != n->digits_end - n->start || !passage_has(f->p, n->start, digits))
        return; /* it would not print as typed */
    const char *text = prose(f, fig, digits);
    size_t lead = (size_t)(strstr(text, digits) - text);
    bool whole = n->start >= f->copied + lead && passage_has(f->p, n->start - lead, text);
    copy_to(f, whole ? n->start - lead : n->start);
    buf_printf(&f->out, whole ? "{%s}" : "{%s.number}", id);
    f->copied = whole ? n->start - lead + strlen(text) : n->digits_end;
}

/* What the wording makes of a number. */
static enum figure_kind kind_of(const struct finder *f, const struct numeral *n, enum link link)
{
    static const char *const over[] = {"超过", "超", "over ", "more than "};
    if (passage_word_before(f->p, n->start, WORDS(over)) != 0)
        return FIGURE_THRESHOLD;
    bool bound = n->role == ROLE_AT_LEAST || n->role == ROLE_AT_MOST;
    if (bound && n->decimals < RESULT_DECIMALS)
        return FIGURE_THRESHOLD;
    return bound || link != LINK_PLAIN || n->rough ? FIGURE_UNCLEAR : FIGURE_RESULT;
}

static const char *value_of(const struct finder *f, const struct numeral *n, enum figure_kind kind)
{
    const char *digits = number_text(f->a, n->number, n->decimals, ROUND_HALF_UP, 0);
    const char *mark = "";
    if (kind == FIGURE_THRESHOLD)
        mark = n->role == ROLE_AT_MOST ? "<=" : ">=";
    else if (n->rough)
        mark = "~";
    return arena_printf(f->a, "%s%s", mark, digits);
}

static void take_figure(struct finder *f, const struct numeral *n)
{
    enum link link = LINK_PLAIN;
    size_t from = clause_start(f, n->start);
    from = from < f->from ? f->from : from;
    const char *name = name_before(f->a, f->p, from, n->start, f->from > f->clause, &link);
    if (name == NULL)
        name = name_behind(f->a, f->p, n->end, clause_end(f->p, n->end));
    if (name == NULL) {
        leave(f, n->start, n->end, LEFT_UNNAMED);
        return;
    }
    struct figure fig = {.name = name,
                         .number = n->number,
                         .decimals = n->decimals,
                         .unit = unit_of(f, n),
                         .kind = kind_of(f, n, link),
                         .phrase = clause_text(f, n->end),
                         .at = passage_at(f->p, n->start)};
    fig.value = value_of(f, n, fig.kind);
    place(f, &fig, add_figure(f, fig), n);
    f->i = f->copied > n->end ? f->copied : n->end;
    f->from = f->i;
    f->counted = true;
}

/* Why the number is no figure of the year; -1: it may be one. */
static int reason_to_leave(const struct finder *f, const struct numeral *n)
{
    static const char *const others[] = {"上年", "去年",   "同期",      "前年",
                                         "历年", "上一年", "last year", "the year before"};
    static const char *const plans[] = {"目标",   "力争",   "确保",   "明年",   "下一年",
                                        "责任书", "计划达", "target", "plan to"};
    static const char *const whole_year[] = {"全年", "年末", "年底", "年内", "本年"};
    if (n->role == ROLE_CHANGE)
        return LEFT_CHANGE;
    if (n->sign == SIGN_NONE && n->rough)
        return LEFT_ROUGH;
    if (clause_says(f, n->start, WORDS(others)) || (f->year != 0 && f->year != f->im->year))
        return LEFT_YEAR;
    if (clause_says(f, n->start, WORDS(plans)))
        return LEFT_TARGET;
    if (n->end == n->digits_end || n->number == NULL)
        return LEFT_BARE;
    bool whole = f->item || clause_says(f, n->start, WORDS(whole_year));
    return n->sign == SIGN_NONE && !whole ? LEFT_COUNT : -1;
}

/* "2006/07", "FY2006": what comes is of no calendar year, so not of the report's. */
static bool take_financial_year(struct finder *f, const struct numeral *n)
{
    static const char *const fiscal[] = {"FY ", "FY", "fy"};
    size_t start = n->start - passage_word_before(f->p, n->start, WORDS(fiscal));
    struct year y;
    size_t taken = year_take(f->p->text + start, f->p->len - start, &y);
    if (taken == 0 || y.kind == YEAR_CALENDAR)
        return false;
    f->year = -1;
    leave(f, n->start, start + taken, LEFT_LABEL);
    f->from = f->clause;
    return true;
}

/* "2006年", "in 2006": what comes is of that year. */
static bool take_year(struct finder *f, const struct numeral *n)
{
    static const char *const in[] = {"in ", "In ", "for ", "For ", "of ", "since "};
    struct year y;
    size_t taken = year_take(f->p->text + n->start, f->p->len - n->start, &y);
    if (taken == 0 || y.kind != YEAR_CALENDAR || y.number < 1900 || n->sign != SIGN_NONE ||
        n->digits_end - n->start != y.digits ||
        (taken == y.digits && passage_word_before(f->p, n->start, WORDS(in)) == 0))
        return false;
    size_t mark = taken > y.digits ? strlen("年") : 0;
    f->year = y.number;
    leave(f, n->start, n->digits_end + mark, LEFT_LABEL);
    f->from = f->clause;
    return true;
}

static void take_number(struct finder *f)
{
    const struct passage *p = f->p;
    struct numeral n = {.start = f->i};
    size_t points;
    n.digits_end = n.end = numeral_end(p, n.start, &n.decimals);
    if (numeral_points(p, n.end, &n.role, &points)) {
        leave(f, n.start, points, LEFT_CHANGE);
        return;
    }
    n.sign = numeral_sign(p, n.digits_end, &n.end);
    if (n.sign == SIGN_NONE)
        n.end = n.digits_end;
    if (take_financial_year(f, &n) || take_year(f, &n))
        return;
    if (numeral_is_label(p, n.start, n.digits_end, n.end)) {
        leave(f, n.start, n.end, LEFT_LABEL);
        f->from = f->clause; /* part of what comes: 18岁以上人口 */
        return;
    }
    n.rough = numeral_is_rough(p, n.start, n.digits_end, n.end);
    n.role = numeral_role(p, n.start, n.end);
    if (n.sign == SIGN_NONE && !n.rough)
        n.end = counter_end(f, n.end);
    n.number = number_parse(f->a, p->text + n.start, n.digits_end - n.start);
    int why = reason_to_leave(f, &n);
    if (why >= 0)
        leave(f, n.start, n.end, (enum left)why);
    else
        take_figure(f, &n);
}

/* 百余, 上万, 数十: counts without digits. */
static size_t rough_word(const struct passage *p, size_t i)
{
    static const char *const words[] = {"百余", "千余", "万余", "十余", "百多", "千多", "万多",
                                        "十多", "上百", "上千", "上万", "数百", "数千", "数万",
                                        "数十", "几十", "几百", "近百", "近千", "近万"};
    return passage_word(p, i, WORDS(words));
}

static void add_statement(struct finder *f, const char *name, const char *value, const char *unit,
                          enum figure_kind kind, const struct number *number)
{
    struct figure fig = {.name = name,
                         .value = value,
                         .number = number,
                         .unit = unit,
                         .kind = kind,
                         .phrase = clause_text(f, f->i),
                         .at = passage_at(f->p, f->clause)};
    add_figure(f, fig);
}

/* 无严重事故发生: 0. from..to is the clause without its opening words. */
static bool take_none(struct finder *f, size_t from, size_t to)
{
    static const char *const none[] = {"未发生", "没有发生", "未出现", "没有出现",
                                       "无",     "零",       "No ",    "no "};
    static const char *const one[] = {"一起", "一例", "一件", "任何"};
    static const char *const happened[] = {"发生", "出现", " occurred", " were reported",
                                           " was reported"};
    static const char *const events[] = {"事件", "事故", "案件", "差错", "投诉"};
    size_t n = passage_word(f->p, from, WORDS(none));
    if (n == 0)
        return false;
    bool sure = n > strlen("无"); /* 无… alone says little: 无一例外 */
    from += n;
    from += passage_word(f->p, from, WORDS(one));
    size_t end = passage_word_before(f->p, to, WORDS(happened));
    if (to < from + end)
        return false;
    to -= end;
    const char *s = f->p->text + from;
    size_t called = passage_word_before(f->p, to, WORDS(events));
    bool event = called > 0 && to - from > called;
    const char *name = name_plain(f->a, s, to - from);
    if (name == NULL || (!event && (!sure || !chinese(f)) && end == 0))
        return false;
    add_statement(f, name, "0", event ? "起" : "", FIGURE_RESULT, number_int(f->a, 0));
    return true;
}

/* 乡镇有学校: there, but how many? Only where 有 is a word of its own. */
static void take_there_is(struct finder *f, size_t from, size_t to)
{
    static const char *const before[] = {"所", "拥", "具", "没", "只", "还", "享",
                                         "持", "富", "占", "含", "共", "国", "私",
                                         "现", "原", "未", "设", "特", "公"};
    static const char *const behind[] = {"效", "关", "力", "利", "序", "所", "些", "的",
                                         "时", "待", "助", "益", "机", "望", "限", "了"};
    const char *s = f->p->text, *at = memmem(s + from, to - from, "有", strlen("有"));
    size_t i = at != NULL ? (size_t)(at - s) : to, end = i + strlen("有");
    if (!f->item || i == from || end >= to || utf8_count(s + from, to - from) > STATEMENT_MAX ||
        passage_word_before(f->p, i, WORDS(before)) != 0 ||
        passage_word(f->p, end, WORDS(behind)) != 0)
        return;
    const char *name =
        arena_printf(f->a, "%.*s%.*s", (int)(i - from), s + from, (int)(to - end), s + end);
    name = name_plain(f->a, name, strlen(name));
    if (name != NULL)
        add_statement(f, name, "有", "", FIGURE_UNCLEAR, NULL);
}

/* A clause without numbers ends at f->i. */
static void take_clause(struct finder *f)
{
    size_t from = f->clause, to = f->i;
    name_skip_opening(f->p, &from, &to);
    if (!f->counted && from < to && !take_none(f, from, to) && chinese(f))
        take_there_is(f, from, to);
}

static void step(struct finder *f)
{
    size_t mark = clause_mark(f->p, f->i), rough = chinese(f) ? rough_word(f->p, f->i) : 0;
    if (mark > 0) {
        take_clause(f);
        if (ends_sentence(f->p, f->i))
            f->year = 0;
        f->i += mark;
        while (f->i < f->p->len && f->p->text[f->i] == ' ')
            f->i++;
        f->clause = f->from = f->i;
        f->counted = false;
    } else if (numeral_digit(passage_behind(f->p, f->i))) {
        take_number(f);
    } else if (rough > 0) {
        leave(f, f->i, f->i + rough, LEFT_ROUGH);
    } else {
        utf8_next(f->p->text, f->p->len, &f->i);
    }
}

static size_t bullet(const struct passage *p)
{
    static const char *const bullets[] = {"- ", "* ", "• ", "•", "●", "◆", "■"};
    return passage_word(p, 0, WORDS(bullets));
}

static void read_line(struct finder *f, const struct passage *p)
{
    int level = 0;
    size_t number = outline_number(p->text, p->len, &level), dot = number > 0 ? 0 : bullet(p);
    f->p = p;
    f->i = f->clause = f->from = number + dot;
    f->copied = 0;
    f->year = 0;
    f->counted = false;
    f->item = (dot > 0 || (number > 0 && level >= 3)) && utf8_count(p->text, p->len) <= ITEM_MAX;
    if (passage_has(p, 0, "![")) { /* in a narrative that would place a picture */
        buf_puts(&f->out, "! ");
        f->copied = 1;
    }
    while (f->i < p->len)
        step(f);
    f->i = p->len;
    take_clause(f);
    copy_to(f, p->len);
    buf_puts(&f->out, "\n");
}

const struct figures *import_find(struct arena *a, const struct import *im, const char **narrative,
                                  struct messages *m)
{
    struct figures *all = arena_alloc(a, sizeof *all);
    struct finder f = {.a = a, .im = im, .m = m, .found = all, .ids = names_new(a)};
    for (size_t i = 0; i < im->lines->n; i++) {
        if (&im->lines->list[i] == im->title_line)
            buf_puts(&f.out, "\n"); /* it is printed from the report file */
        else
            read_line(&f, &im->lines->list[i]);
    }
    struct figure *list = arena_array(a, all->n + 1, sizeof *list);
    if (all->n > 0)
        memcpy(list, all->list, all->n * sizeof *list);
    free(all->list);
    all->list = list;
    *narrative = arena_strndup(a, f.out.data != NULL ? f.out.data : "", f.out.len);
    buf_free(&f.out);
    return all;
}
