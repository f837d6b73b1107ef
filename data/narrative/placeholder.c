#include "data/narrative/placeholder.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/narrative/labels.h"
#include "data/report/origin.h"
#include "data/report/words.h"
#include "data/statistics/interval.h"
#include "data/statistics/score.h"
#include "data/wording/wording.h"

/* What the texts of report.h are where nothing is known. */
#define MISSING "—"

/* In place of an indicator: the total of all scores. */
#define TOTAL (-2)

/* No number. */
#define NO_ORIGIN (-1)

enum field {
    FIELD_PLAIN, /* no field: the value as the place calls for */
    FIELD_VALUE,
    FIELD_NUMBER,
    FIELD_TARGET,
    FIELD_TARGET_VALUE,
    FIELD_CHANGE,
    FIELD_DIFFERENCE,
    FIELD_TREND,
    FIELD_LAST,
    FIELD_VERDICT,
    FIELD_RANK,
    FIELD_INTERVAL,
    FIELD_POINTS,
    FIELD_REASON,
    FIELD_NAME,
    FIELD_UNIT,
    FIELD_COUNT
};

static const struct {
    const char *en, *zh;
    int origin; /* enum origin_kind, or NO_ORIGIN */
    const char *about_en, *about_zh;
} fields[FIELD_COUNT] = {
    [FIELD_PLAIN] = {"", "", ORIGIN_VALUE, "the value as a sentence has it", "数值，按行文写法"},
    [FIELD_VALUE] = {"value", "值", ORIGIN_VALUE, "the value as tables have it: ≥80%",
                     "数值，按表格写法：≥80%"},
    [FIELD_NUMBER] = {"number", "数", ORIGIN_VALUE, "the digits alone", "只有数字"},
    [FIELD_TARGET] = {"target", "目标", ORIGIN_TARGET, "the target as a sentence has it",
                      "目标，按行文写法"},
    [FIELD_TARGET_VALUE] = {"target_value", "目标值", ORIGIN_TARGET,
                            "the target as tables have it: ≤11.50‰", "目标，按表格写法：≤11.50‰"},
    [FIELD_CHANGE] = {"change", "变化", ORIGIN_CHANGE, "the change on the year before",
                      "比上年的变化"},
    [FIELD_DIFFERENCE] = {"difference", "增减", ORIGIN_DIFFERENCE,
                          "the same, counts in their own unit: 增加7人",
                          "同上，计数按其单位：增加7人"},
    [FIELD_TREND] = {"trend", "走势", ORIGIN_TREND, "for how many years it has gone one way",
                     "连续几年上升或下降"},
    [FIELD_LAST] = {"last", "上年", ORIGIN_VALUE, "the value of the year before", "上年数值"},
    [FIELD_VERDICT] = {"verdict", "结论", NO_ORIGIN, "whether the target is met", "是否达标"},
    [FIELD_RANK] = {"rank", "位次", ORIGIN_RANK,
                    "the rank among the places of the same parent: 并列第1",
                    "在同一上级的各单位中的位次：并列第1"},
    [FIELD_INTERVAL] = {"interval", "区间", ORIGIN_INTERVAL, "the 95% interval of a rate",
                        "比率的95%置信区间"},
    [FIELD_POINTS] = {"points", "得分", ORIGIN_POINTS,
                      "the points of the item that judges it; {score.points} in all",
                      "该项得分；{评分.得分} 为总分"},
    [FIELD_REASON] = {"reason", "说明", ORIGIN_POINTS, "why the points are what they are",
                      "得分的理由"},
    [FIELD_NAME] = {"name", "名称", NO_ORIGIN, "the name of the indicator", "指标名称"},
    [FIELD_UNIT] = {"unit", "计量单位", NO_ORIGIN, "the unit", "计量单位"},
};

/* One placeholder taken apart. */
struct reference {
    int indicator, place, year; /* indexes; year: the report's unless said */
    int base;                   /* index of the year that a change is told on */
    enum field field;
    const char *typed; /* with its braces, for messages */
    struct source at;
};

static const char *nearest_indicator(const struct report *r, const char *id)
{
    const char **names = must_alloc(r->n_indicators + 1, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < r->n_indicators; i++)
        names[n++] = r->indicators[i].id;
    const char *best = text_nearest(id, names, n);
    free(names);
    return best;
}

static const char *nearest_place(const struct report *r, const char *name)
{
    const char **names = must_alloc(r->n_places + 1, sizeof *names);
    for (size_t i = 0; i < r->n_places; i++)
        names[i] = r->places[i].name;
    const char *best = text_nearest(name, names, r->n_places);
    free(names);
    return best;
}

static const char *nearest_field(const char *name)
{
    const char *names[2 * FIELD_COUNT];
    size_t n = 0;
    for (int f = FIELD_VALUE; f < FIELD_COUNT; f++) {
        names[n++] = fields[f].en;
        names[n++] = fields[f].zh;
    }
    return text_nearest(name, names, n);
}

/* The field of that name, or FIELD_COUNT. */
static enum field find_field(const char *name)
{
    for (int f = FIELD_VALUE; f < FIELD_COUNT; f++)
        if (strcmp(name, fields[f].en) == 0 || strcmp(name, fields[f].zh) == 0)
            return (enum field)f;
    return FIELD_COUNT;
}

/* Tells that what (an indicator, a place, a field) is not known. */
static void unresolved(const struct reference *ref, const char *what_en, const char *what_zh,
                       const char *name, const char *nearest, struct messages *m)
{
    const char *what = language_text(messages_language(m), what_en, what_zh);
    msg(m, SEV_ERROR, ref->at, "unresolved-placeholder", "%s: there is no %s '%s'%s",
        "%s：没有这个%s：“%s”%s", ref->typed, what, name,
        msg_proposal(m, nearest, "; declare it in the report file, or write {{ }} for braces",
                     "；请在报告文件中写明，若要印花括号请写 {{ }}"));
}

/* ".field" at the end of a part: cut off and understood. False when it is none, reported. */
static bool take_field(struct reference *ref, char *dot, struct messages *m)
{
    if (dot == NULL)
        return true;
    *dot++ = '\0';
    enum field field = find_field(dot);
    if (field < FIELD_COUNT && ref->field == FIELD_PLAIN) {
        ref->field = field;
        return true;
    }
    unresolved(ref, "field", "项", dot, nearest_field(dot), m);
    return false;
}

/* "@PLACE" or "@YEAR"; a year behind the field of a change is the one it is told on. */
static bool take_argument(const struct report *r, struct reference *ref, const char *text,
                          bool behind_field, struct messages *m)
{
    int place = report_place(r, text), year = year_calendar(text);
    if (place >= 0) {
        ref->place = place;
        return true;
    }
    if (year < 0) {
        unresolved(ref, "place", "单位", text, nearest_place(r, text), m);
        return false;
    }
    bool change = ref->field == FIELD_CHANGE || ref->field == FIELD_DIFFERENCE;
    int found = report_year(r, year);
    if (found < 0)
        unresolved(ref, "year", "年度", text, NULL, m);
    else if (behind_field && change)
        ref->base = found;
    else
        ref->year = found;
    return found >= 0;
}

/* Takes body apart: id, then any of @PLACE, @YEAR and .field. False when one is unknown, reported.
 */
static bool parse_reference(const struct report *r, const char *body, struct reference *ref,
                            struct messages *m)
{
    char *id = arena_strdup(r->arena, body);
    char *rest = strchr(id, '@');
    if (rest != NULL)
        *rest++ = '\0';
    ref->field = FIELD_PLAIN;
    ref->place = 0;
    ref->year = report_year(r, r->year);
    ref->base = -1;
    if (!take_field(ref, strchr(id, '.'), m))
        return false;
    while (rest != NULL) {
        char *text = rest;
        rest = strchr(text, '@');
        if (rest != NULL)
            *rest++ = '\0';
        bool behind = ref->field != FIELD_PLAIN;
        if (!take_field(ref, strrchr(text, '.'), m) || !take_argument(r, ref, text, behind, m))
            return false;
    }
    ref->indicator = report_indicator(r, id);
    bool total = strcmp(id, "score") == 0 || strcmp(id, "评分") == 0;
    if (ref->indicator < 0 && total && r->n_scores > 0)
        ref->indicator = TOTAL;
    else if (ref->indicator < 0) {
        unresolved(ref, "indicator", "指标", id, nearest_indicator(r, id), m);
        return false;
    }
    if (ref->base < 0)
        ref->base = report_year(r, r->years[ref->year] - 1);
    return true;
}

/* The total of all items: {score.points}, {评分.位次}. */
static const char *total_text(const struct report *r, const struct reference *ref)
{
    struct score_total *totals = must_alloc(r->n_places, sizeof *totals);
    score_totals(r, totals);
    struct score_total own = totals[ref->place];
    free(totals);
    if (ref->field == FIELD_POINTS)
        return score_points_text(r, own.points);
    if (ref->field == FIELD_RANK)
        return own.veto ? word(r->language, W_VETO) : rank_words(r, own.rank);
    return MISSING;
}

static const char *score_text(const struct report *r, const struct reference *ref)
{
    int item = score_item_of(r, ref->indicator);
    if (item < 0)
        return MISSING;
    const struct points *p = score_points(r, (size_t)item, ref->place);
    return ref->field == FIELD_POINTS ? score_points_text(r, p->points) : p->reason;
}

static const char *field_text(const struct report *r, const struct reference *ref, bool cell)
{
    int i = ref->indicator, p = ref->place, y = ref->year;
    if (i == TOTAL)
        return total_text(r, ref);
    switch (ref->field) {
    case FIELD_PLAIN:
        return cell ? wording_value(r, cell_at(i, p, y)) : wording_value_prose(r, cell_at(i, p, y));
    case FIELD_VALUE: return wording_value(r, cell_at(i, p, y));
    case FIELD_NUMBER: return wording_number(r, cell_at(i, p, y));
    case FIELD_TARGET:
        return cell ? wording_target(r, cell_at(i, p, y))
                    : wording_target_prose(r, cell_at(i, p, y));
    case FIELD_TARGET_VALUE: return wording_target(r, cell_at(i, p, y));
    case FIELD_CHANGE: return wording_change_on(r, cell_at(i, p, y), ref->base);
    case FIELD_DIFFERENCE: return wording_difference(r, cell_at(i, p, y), ref->base);
    case FIELD_TREND: return wording_trend(r, cell_at(i, p, y));
    case FIELD_RANK: return rank_text(r, cell_at(i, p, y));
    case FIELD_POINTS:
    case FIELD_REASON: return score_text(r, ref);
    case FIELD_INTERVAL: return interval_text(r, cell_at(i, p, y));
    case FIELD_LAST:
        y = report_year(r, r->years[y] - 1); /* -1 has no value */
        return cell ? wording_value(r, cell_at(i, p, y)) : wording_value_prose(r, cell_at(i, p, y));
    case FIELD_VERDICT: return wording_verdict(r, report_verdict(r, cell_at(i, p, y)));
    case FIELD_NAME: return r->indicators[i].name;
    case FIELD_UNIT: return r->indicators[i].unit_text;
    case FIELD_COUNT: break;
    }
    return "";
}

/* What the number is of; NULL where the text is none. */
static const struct origin *origin_of(const struct report *r, const struct reference *ref,
                                      struct origin *out)
{
    int kind = fields[ref->field].origin;
    if (kind == NO_ORIGIN)
        return NULL;
    bool change = kind == ORIGIN_CHANGE || kind == ORIGIN_DIFFERENCE;
    *out = (struct origin){kind, ref->indicator, ref->place, ref->year, change ? ref->base : -1};
    if (ref->field == FIELD_LAST)
        out->year = report_year(r, r->years[ref->year] - 1);
    if (ref->indicator == TOTAL) {
        out->kind = ref->field == FIELD_RANK ? ORIGIN_TOTAL_RANK : ORIGIN_TOTAL;
        out->indicator = -1;
    }
    return out;
}

/* The NODE_VALUE of the placeholder body[0..len), or NULL, reported. */
static struct node *resolve(const struct report *r, const char *body, size_t len, bool cell,
                            struct source at, struct messages *m)
{
    text_trim(&body, &len);
    struct reference ref = {.at = at};
    const char *name = arena_strndup(r->arena, body, len);
    ref.typed = arena_printf(r->arena, "{%s}", name);
    if (!parse_reference(r, name, &ref, m))
        return NULL;
    const char *text = field_text(r, &ref, cell);
    struct origin origin;
    if (strcmp(text, MISSING) != 0)
        return node_value(r->arena, text, origin_of(r, &ref, &origin), at);
    msg(m, SEV_ERROR, at, "missing-value",
        "%s: nothing is known of '%s' in %s for it; add it to the data or rewrite the sentence",
        "%s：“%s”在%s没有可印的数；请补数据或改写句子", ref.typed,
        ref.indicator == TOTAL ? "score" : r->indicators[ref.indicator].id,
        r->places[ref.place].name);
    return NULL;
}

/* Where the pieces of a text go. */
struct sink {
    const struct report *r;
    struct node *parent;
    bool labels; /* references to figures and tables are known there */
    struct source at;
};

static void sink_text(struct sink *s, const char *text, size_t len)
{
    if (len == 0)
        return;
    node_append(s->parent, node_text(s->r->arena, arena_strndup(s->r->arena, text, len), s->at));
}

/* Whether body refers to a figure or table; then text before it and the reference are added. */
static bool refers(struct sink *s, const char *body, size_t len, const char *before,
                   size_t before_len)
{
    bool table;
    text_trim(&body, &len);
    const char *target = arena_strndup(s->r->arena, body, len);
    if (!s->labels || label_name(target, &table) == NULL)
        return false;
    sink_text(s, before, before_len);
    label_reference(s->r, s->parent, target, s->at);
    return true;
}

static void stray_brace(const char *text, size_t len, struct source at, struct messages *m)
{
    size_t shown = 0;
    for (int n = 0; shown < len && n < 12; n++)
        utf8_next(text, len, &shown);
    msg(m, SEV_ERROR, at, "unresolved-placeholder",
        "a brace without its partner at '%.*s'; write {{ or }} for a brace",
        "花括号不成对：“%.*s”；若要印花括号请写 {{ 或 }}", (int)shown, text);
}

static void expand(struct sink *s, const char *text, size_t len, bool cell, struct messages *m)
{
    size_t start = 0, i = 0;
    while (i < len) {
        char c = text[i];
        if (c != '{' && c != '}') {
            i++;
            continue;
        }
        if (i + 1 < len && text[i + 1] == c) {
            sink_text(s, text + start, i + 1 - start);
            start = i += 2;
            continue;
        }
        const char *end = c == '{' ? memchr(text + i, '}', len - i) : NULL;
        if (end == NULL) {
            stray_brace(text + i, len - i, s->at, m);
            if (c == '{')
                break;
            i++;
            continue;
        }
        size_t body = i + 1, after = (size_t)(end - text) + 1;
        if (refers(s, text + body, after - 1 - body, text + start, i - start)) {
            start = i = after;
            continue;
        }
        struct node *value = resolve(s->r, text + body, after - 1 - body, cell, s->at, m);
        if (value != NULL) {
            sink_text(s, text + start, i - start);
            if (*value->text != '\0')
                node_append(s->parent, value);
            start = after;
        }
        i = after;
    }
    sink_text(s, text + start, len - start);
}

void placeholder_inlines(const struct report *r, struct node *parent, const char *text, size_t len,
                         bool cell, struct source at, struct messages *m)
{
    struct sink s = {.r = r, .parent = parent, .labels = true, .at = at};
    expand(&s, text, len, cell, m);
}

struct node *placeholder_line(const struct report *r, const char *text, struct source at,
                              struct messages *m)
{
    if (text == NULL)
        return NULL;
    struct node *line = node_new(r->arena, NODE_PARAGRAPH, at);
    struct sink s = {.r = r, .parent = line, .at = at};
    expand(&s, text, strlen(text), false, m);
    return line;
}

const char *placeholder_text(const struct report *r, const char *text, struct source at,
                             struct messages *m)
{
    struct node *line = placeholder_line(r, text, at, m);
    if (line != NULL && r->strings != NULL)
        node_append(r->strings, line);
    return line != NULL ? node_plain(r->arena, line) : NULL;
}

void placeholder_print_fields(FILE *out, enum language language)
{
    fputs(language_text(language,
                        "  {ID@PLACE}, {ID@PLACE.field} for one place; {ID@2004} for a year; "
                        "{ID.change@2004} on that year; {{ and }} for braces\n",
                        "  {ID@单位}、{ID@单位.项} 取一个单位的数；{ID@2004} 取一年的数；"
                        "{ID.变化@2004} 与该年相比；{{ 和 }} 印出花括号\n"),
          out);
    for (int f = FIELD_PLAIN; f < FIELD_COUNT; f++) {
        const char *dot = f == FIELD_PLAIN ? "" : ".";
        fprintf(out, "  {ID%s%s}", dot, fields[f].en);
        if (f != FIELD_PLAIN)
            fprintf(out, " {ID.%s}", fields[f].zh);
        fprintf(out, "  %s\n", language_text(language, fields[f].about_en, fields[f].about_zh));
    }
}
