#include "data/sheetmap.h"

#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/cells.h"
#include "data/file.h"
#include "data/headword.h"
#include "data/text.h"

/* Heads stand at the top, and are no taller. */
#define HEAD_WITHIN 30
#define HEAD_ROWS_MAX 6

struct column_map {
    struct headword word;
    const char *head; /* as it stands there, "" for none */
    int group;        /* the first column that says the same of another part: numerator, target */
};

struct mapper {
    const struct report *r;
    const struct config_part *p;
    struct arena *a;
    struct messages *m;
    const struct cell_table *t;
    struct source of;
    size_t first, last; /* the head's rows */
    struct column_map *columns;
    size_t n_columns;
    int year; /* of values without one of their own; 0: the report's */
    /* what became of the rows below */
    size_t n_read, n_skipped;
};

static int line_of(const struct mapper *x, size_t row)
{
    return x->t->rows[row].cells[0].line;
}

static const char *text_at(const struct mapper *x, size_t row, size_t column)
{
    const struct cell_row *r = &x->t->rows[row];
    return column < r->n ? r->cells[column].text : "";
}

static struct source place(const struct mapper *x, size_t row, size_t column)
{
    struct source at = x->of;
    at.line = line_of(x, row);
    at.column = (int)column + 1;
    return at;
}

/* --- the head --- */

static bool is_known(const struct mapper *x, const char *text)
{
    struct headword h = {.indicator = -1, .place = -1};
    return headword_read(x->a, x->r, text, &h);
}

/* How many cells of a row are understood as heads; *unknown: how many have other text. */
static size_t count_known(const struct mapper *x, size_t row, size_t *unknown)
{
    size_t known = 0;
    *unknown = 0;
    for (size_t c = 0; c < x->t->rows[row].n; c++) {
        const char *text = text_at(x, row, c);
        bool is = is_known(x, text);
        known += is;
        *unknown += !is && text[0] != '\0';
    }
    return known;
}

/* Whether a merged cell reaches from row a into row b below. */
static bool merged_into(const struct mapper *x, size_t a, size_t b)
{
    for (size_t i = 0; i < x->t->n_merges; i++)
        if (x->t->merges[i].top <= line_of(x, a) && x->t->merges[i].bottom >= line_of(x, b))
            return true;
    return false;
}

/* The head goes on below: a cell reaches down, or the labels' column is empty and all is known. */
static bool goes_on(const struct mapper *x, size_t row)
{
    size_t unknown;
    if (row + 1 >= x->t->n_rows)
        return false;
    if (merged_into(x, row, row + 1))
        return true;
    return text_at(x, row + 1, 0)[0] == '\0' && count_known(x, row + 1, &unknown) > 0 &&
           unknown == 0;
}

/* The first row of which two cells are understood, and the rows above and below that belong. */
static bool detect_head(struct mapper *x)
{
    for (size_t i = 0; i < x->t->n_rows && i < HEAD_WITHIN; i++) {
        size_t unknown;
        if (count_known(x, i, &unknown) < 2)
            continue;
        x->first = x->last = i;
        while (x->first > 0 && x->last - x->first < HEAD_ROWS_MAX - 1 &&
               merged_into(x, x->first - 1, x->first))
            x->first--;
        while (x->last - x->first < HEAD_ROWS_MAX - 1 && goes_on(x, x->last))
            x->last++;
        return true;
    }
    msg(x->m, SEV_ERROR, x->of, "no-head",
        "no row looks like a head with places, indicators or years: name it with 'head'",
        "找不到含单位、指标或年份的表头行：请用“表头”写明行号");
    return false;
}

/* head = 3 or 3..4: rows of the sheet. */
static bool typed_head(struct mapper *x)
{
    char *end;
    const char *text = config_text(x->p, SOURCE_HEAD);
    long from = strtol(text, &end, 10);
    long to = strncmp(end, "..", 2) == 0 ? strtol(end + 2, &end, 10) : from;
    bool found = false;
    for (size_t i = 0; i < x->t->n_rows && *end == '\0'; i++) {
        if (line_of(x, i) < from || line_of(x, i) > to)
            continue;
        x->first = found ? x->first : i;
        x->last = i;
        found = true;
    }
    if (!found || x->last - x->first >= HEAD_ROWS_MAX) {
        config_bad_value(x->p, SOURCE_HEAD, text, "3, 3..4", x->m);
        return false;
    }
    return true;
}

/* What stands over a column in a row of the head: its own text or that of the merged cell. */
static const char *head_text(const struct mapper *x, size_t row, size_t column)
{
    const char *text = text_at(x, row, column);
    int line = line_of(x, row), c = (int)column;
    for (size_t i = 0; i < x->t->n_merges && text[0] == '\0'; i++) {
        const struct cell_merge *g = &x->t->merges[i];
        if (g->top > line || g->bottom < line || g->left > c || g->right < c)
            continue;
        for (size_t k = x->first; k <= row; k++)
            if (line_of(x, k) == g->top)
                text = text_at(x, k, (size_t)g->left);
    }
    /* Without merges a head over several columns stands in the first of them. */
    if (x->t->n_merges == 0 && row < x->last && text[0] == '\0' &&
        text_at(x, x->last, column)[0] != '\0')
        while (c > 0 && text[0] == '\0')
            text = text_at(x, row, (size_t)--c);
    return text;
}

/* --- columns --- */

static void unknown_column(struct mapper *x, size_t c)
{
    char letters[COLUMN_LETTERS_MAX];
    column_letters((int)c + 1, letters);
    msg(x->m, SEV_WARNING, place(x, x->last, c), "unknown-column",
        "column \"%s\" is not understood and not read: say \"%s: INDICATOR\" or \"%s: -\" in "
        "'columns'",
        "看不懂的列“%s”，未读取：请在“各列”中写“%s: 指标”或“%s: -”", x->columns[c].head, letters,
        letters);
}

/* The head's unit is the indicator's, else each value is tens or thousands off. */
static void check_unit(struct mapper *x, size_t c)
{
    const struct headword *h = &x->columns[c].word;
    if (h->unit == NULL || h->indicator < 0)
        return;
    const struct indicator *ind = &x->r->indicators[h->indicator];
    const char *unit = strcmp(h->unit, "％") == 0 ? "%" : h->unit;
    if (ind->unit == UNIT_RATIO || ind->unit_text[0] == '\0' || strcmp(unit, ind->unit_text) == 0)
        return;
    msg(x->m, SEV_ERROR, place(x, x->last, c), "unit-mismatch",
        "the head says (%s), but %s is measured in %s: correct one of them",
        "表头的单位是（%s），而指标%s以%s为单位：请改正其一", h->unit, ind->name, ind->unit_text);
}

/* A column's text in all rows of the head, and what it means. */
static void read_head(struct mapper *x, size_t c)
{
    struct column_map *k = &x->columns[c];
    struct headword *h = &k->word;
    const char *before = "";
    *h = (struct headword){.kind = LONG_VALUE, .indicator = -1, .place = -1};
    k->head = "";
    for (size_t i = x->first; i <= x->last; i++) {
        const char *text = head_text(x, i, c);
        if (text[0] == '\0' || strcmp(text, before) == 0)
            continue;
        before = text;
        k->head = k->head[0] == '\0' ? text : arena_printf(x->a, "%s / %s", k->head, text);
        headword_read(x->a, x->r, text, h);
    }
    if (h->indicator >= 0 || h->place >= 0 || h->year != 0)
        h->role = HEAD_DATA;
}

/* columns = C: birth_rate 2005, D: - */
static void read_typed_columns(struct mapper *x)
{
    size_t n;
    const char *const *items = config_list(x->a, x->p, SOURCE_COLUMNS, &n);
    for (size_t i = 0; i < n; i++) {
        const char *s = items[i];
        size_t c = 0;
        for (; ((*s | 32) >= 'a' && (*s | 32) <= 'z') && c <= x->n_columns; s++)
            c = 26 * c + (size_t)((*s | 32) - 'a' + 1);
        size_t colon = *s == ':' ? 1 : strncmp(s, "：", strlen("：")) == 0 ? strlen("：") : 0;
        bool good = c > 0 && c <= x->n_columns && colon > 0;
        if (good)
            x->columns[c - 1].word =
                (struct headword){.kind = LONG_VALUE, .indicator = -1, .place = -1};
        s += colon;
        while (good && *s != '\0') {
            s += strspn(s, " ");
            size_t len = strcspn(s, " ");
            struct headword *h = &x->columns[c - 1].word;
            good = headword_read(x->a, x->r, arena_strndup(x->a, s, len), h);
            if (h->indicator >= 0 || h->place >= 0 || h->year != 0)
                h->role = HEAD_DATA;
            s += len;
        }
        if (!good)
            config_bad_value(x->p, SOURCE_COLUMNS, items[i], "C: birth_rate, D: births 2005, E: -",
                             x->m);
    }
}

/* A head 单位 beside one of indicators is their unit of measure. */
static void settle_labels(struct mapper *x)
{
    size_t first = x->n_columns, n[LONG_KINDS] = {0};
    for (size_t c = 0; c < x->n_columns; c++)
        if (x->columns[c].word.role == HEAD_LABEL)
            n[x->columns[c].word.kind]++;
    for (size_t c = 0; c < x->n_columns; c++) {
        struct headword *h = &x->columns[c].word;
        if (n[LONG_INDICATOR] > 0 && h->role == HEAD_LABEL && h->kind == LONG_PLACE &&
            report_place(x->r, headword_squeeze(x->a, text_at(x, x->last + 1, c))) < 0 &&
            !headword_is_whole(headword_squeeze(x->a, text_at(x, x->last + 1, c))))
            h->role = HEAD_IGNORED;
        if (h->role == HEAD_UNKNOWN && first == x->n_columns)
            first = c;
    }
    if (n[LONG_PLACE] > 0 || n[LONG_INDICATOR] > 0 || n[LONG_YEAR] > 0 || first == x->n_columns)
        return;
    /* No head says it: the first column that says nothing else has the labels. */
    struct headword h = {.indicator = -1, .place = -1};
    headword_read(x->a, x->r, text_at(x, x->last + 1, first), &h);
    x->columns[first].word.role = HEAD_LABEL;
    x->columns[first].word.kind = h.indicator >= 0 ? LONG_INDICATOR
                                  : h.year != 0    ? LONG_YEAR
                                                   : LONG_PLACE;
}

static bool same_subject(const struct headword *a, const struct headword *b)
{
    return a->indicator == b->indicator && a->place == b->place && a->year == b->year;
}

static void map_columns(struct mapper *x)
{
    for (size_t i = x->first; i <= x->last + 1 && i < x->t->n_rows; i++)
        x->n_columns = x->t->rows[i].n > x->n_columns ? x->t->rows[i].n : x->n_columns;
    x->columns = arena_array(x->a, x->n_columns + 1, sizeof x->columns[0]);
    for (size_t c = 0; c < x->n_columns; c++)
        read_head(x, c);
    read_typed_columns(x);
    if (x->last + 1 < x->t->n_rows)
        settle_labels(x);
    for (size_t c = 0; c < x->n_columns; c++) {
        struct column_map *k = &x->columns[c];
        if (k->word.role == HEAD_UNKNOWN && k->head[0] != '\0')
            unknown_column(x, c);
        check_unit(x, c);
        k->group = (int)c;
        for (size_t b = c; b-- > 0 && k->word.role == HEAD_DATA;)
            if (x->columns[b].word.role == HEAD_DATA && same_subject(&x->columns[b].word, &k->word))
                k->group = x->columns[b].group;
    }
}

/* --- rows --- */

/* 注：, 填表人: ...: what stands below a table. */
static bool is_foot(const char *text)
{
    static const char *const words[] = {"注",   "说明",   "填表",       "填报",     "制表",
                                        "审核", "负责人", "单位负责人", "数据来源", "联系",
                                        "note", "Note",   "source"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t n = strlen(words[i]);
        if (strncmp(text, words[i], n) == 0 &&
            (strstr(text, "：") != NULL || strchr(text, ':') != NULL))
            return true;
    }
    return false;
}

static bool is_data(const struct mapper *x, size_t c)
{
    return c < x->n_columns && x->columns[c].word.role == HEAD_DATA;
}

static bool has_data(const struct mapper *x, size_t row)
{
    const struct cell_row *r = &x->t->rows[row];
    for (size_t c = 0; c < r->n; c++)
        if (r->cells[c].text[0] != '\0' && is_foot(r->cells[c].text))
            return false;
    for (size_t c = 0; c < r->n; c++)
        if (is_data(x, c) && r->cells[c].text[0] != '\0')
            return true;
    return false;
}

static const char *year_text(struct mapper *x, int year)
{
    return year != 0 ? arena_printf(x->a, "%d", year) : NULL;
}

/* The labels of a row. False when one that is needed is empty. */
static bool read_labels(struct mapper *x, size_t row, struct long_row *out)
{
    static const char *const no_texts[LONG_KINDS] = {"", "", "", "", "", "", "", "", ""};
    memcpy(out->texts, no_texts, sizeof no_texts);
    out->texts[LONG_YEAR] = year_text(x, x->year);
    for (int k = 0; k < LONG_KINDS; k++)
        out->at[k] = place(x, row, 0);
    for (size_t c = 0; c < x->n_columns; c++) {
        const struct headword *h = &x->columns[c].word;
        if (h->role != HEAD_LABEL)
            continue;
        const char *text = headword_squeeze(x->a, text_at(x, row, c));
        out->at[h->kind] = place(x, row, c);
        out->texts[h->kind] = h->kind == LONG_PLACE && headword_is_whole(text) ? "" : text;
        if (text[0] != '\0')
            continue;
        msg(x->m, SEV_ERROR, place(x, row, c), "missing-label",
            "a row with values and without a name here: fill it in, or 合计 for the whole",
            "本行有数值而此处无名称：请填写，总体写“合计”");
        return false;
    }
    return true;
}

/* All columns of one subject, from c on, as one row of the long table. */
static void take_group(struct mapper *x, size_t row, size_t c, const struct long_row *labels,
                       void (*take)(void *ctx, const struct long_row *row), void *ctx)
{
    const struct headword *h = &x->columns[c].word;
    struct long_row out = *labels;
    bool any = false;
    for (size_t k = c; k < x->n_columns; k++) {
        enum long_kind kind = x->columns[k].word.kind;
        if (!is_data(x, k) || x->columns[k].group != (int)c)
            continue;
        out.texts[kind] = text_at(x, row, k);
        out.at[kind] = place(x, row, k);
        any |= out.texts[kind][0] != '\0';
    }
    if (!any)
        return;
    if (h->indicator >= 0)
        out.texts[LONG_INDICATOR] = x->r->indicators[h->indicator].id;
    if (h->place >= 0)
        out.texts[LONG_PLACE] = h->place == 0 ? "" : x->r->places[h->place].id;
    if (h->year != 0)
        out.texts[LONG_YEAR] = year_text(x, h->year);
    take(ctx, &out);
}

static void read_rows(struct mapper *x, void (*take)(void *ctx, const struct long_row *row),
                      void *ctx)
{
    for (size_t i = x->last + 1; i < x->t->n_rows; i++) {
        struct long_row labels;
        if (!has_data(x, i)) {
            x->n_skipped++;
            continue;
        }
        if (x->t->rows[i].hidden)
            msg(x->m, SEV_WARNING, place(x, i, 0), "hidden-row",
                "this row is hidden in the sheet; it is read all the same",
                "本行在工作表中被隐藏，仍予读取");
        x->n_read++;
        if (!read_labels(x, i, &labels))
            continue;
        for (size_t c = 0; c < x->n_columns; c++)
            if (is_data(x, c) && x->columns[c].group == (int)c)
                take_group(x, i, c, &labels, take, ctx);
    }
}

/* --- what was understood --- */

static void explain_column(const struct mapper *x, size_t c, FILE *out, bool zh)
{
    static const char *const kinds[LONG_KINDS][2] = {
        {"place", "单位"},     {"indicator", "指标"},   {"year", "年度"},
        {"numerator", "分子"}, {"denominator", "分母"}, {"value", "数值"},
        {"target", "目标"},    {"flag", "标记"},        {"note", "备注"}};
    const struct headword *h = &x->columns[c].word;
    char letters[COLUMN_LETTERS_MAX];
    column_letters((int)c + 1, letters);
    fprintf(out, "  %-3s %s: ", letters, x->columns[c].head);
    if (h->role == HEAD_LABEL)
        fprintf(out, zh ? "各行的%s\n" : "the %s of each row\n", kinds[h->kind][zh]);
    if (h->role == HEAD_IGNORED || h->role == HEAD_UNKNOWN)
        fputs(zh ? "不读取\n" : "not read\n", out);
    if (h->role != HEAD_DATA)
        return;
    fputs(kinds[h->kind][zh], out);
    if (h->indicator >= 0)
        fprintf(out, ", %s", x->r->indicators[h->indicator].id);
    if (h->place >= 0)
        fprintf(out, ", %s", x->r->places[h->place].name);
    if (h->year != 0)
        fprintf(out, ", %d", h->year);
    if (h->unit != NULL)
        fprintf(out, ", %s", h->unit);
    fputc('\n', out);
}

static void explain_all(const struct mapper *x, FILE *out, bool zh)
{
    fprintf(out, "[source.%s] %s%s%s\n", x->p->name, x->of.file, x->of.sheet != NULL ? "!" : "",
            x->of.sheet != NULL ? x->of.sheet : "");
    fprintf(out, zh ? "  表头：第 %d 至 %d 行\n" : "  head: rows %d to %d\n", line_of(x, x->first),
            line_of(x, x->last));
    for (size_t c = 0; c < x->n_columns; c++)
        explain_column(x, c, out, zh);
    fprintf(out, zh ? "  其下：%zu 行数值，%zu 行不读取\n" : "  below: %zu rows read, %zu not\n",
            x->n_read, x->n_skipped);
}

void sheetmap_read(const struct report *r, const struct config_part *p, struct arena *scratch,
                   void (*take)(void *ctx, const struct long_row *row), void *ctx, FILE *explain,
                   struct messages *m)
{
    struct mapper x = {.r = r, .p = p, .a = scratch, .m = m};
    const char *file = config_required(p, SOURCE_FILE, m), *sheet = config_text(p, SOURCE_SHEET);
    if (file == NULL)
        return;
    if (sheet != NULL)
        file = arena_printf(scratch, "%s!%s", file, sheet);
    x.t = cells_load(scratch, file_path(scratch, r->dir, file), config_at(p, SOURCE_FILE), m);
    if (x.t == NULL)
        return;
    x.of = cells_source(r->arena, x.t);
    x.year = config_int(p, SOURCE_YEAR, 1900, 2999, 0, m);
    if (config_text(p, SOURCE_HEAD) != NULL ? !typed_head(&x) : !detect_head(&x))
        return;
    map_columns(&x);
    read_rows(&x, take, ctx);
    if (explain != NULL)
        explain_all(&x, explain, messages_language(m) == LANG_ZH);
}
