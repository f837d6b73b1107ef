#include "data/source/sheetmap.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/source/mapping.h"

int mapper_line(const struct mapper *x, size_t row)
{
    return x->t->rows[row].cells[0].line;
}

const char *mapper_text(const struct mapper *x, size_t row, size_t column)
{
    const struct cell_row *r = &x->t->rows[row];
    return column < r->n ? r->cells[column].text : "";
}

struct source mapper_place(const struct mapper *x, size_t row, size_t column)
{
    struct source at = x->of;
    at.line = mapper_line(x, row);
    at.column = (int)column + 1;
    return at;
}

static const char *without_colon(struct arena *a, const char *text)
{
    static const char *const colons[] = {"：", ":"};
    size_t len = strlen(text);
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(colons[i]);
        if (len > n && strcmp(text + len - n, colons[i]) == 0)
            return arena_strndup(a, text, len - n);
    }
    return text;
}

const char *mapper_label_text(const struct mapper *x, size_t row, size_t column)
{
    const char *text = mapper_text(x, row, column);
    int line = mapper_line(x, row), c = (int)column;
    for (size_t i = 0; i < x->t->n_merges && text[0] == '\0'; i++) {
        const struct cell_merge *g = &x->t->merges[i];
        if (g->top >= line || g->bottom < line || g->left > c || g->right < c)
            continue;
        while (row > 0 && mapper_line(x, row) > g->top)
            row--;
        text = mapper_line(x, row) == g->top ? mapper_text(x, row, (size_t)g->left) : "";
    }
    return without_colon(x->a, headword_squeeze(x->a, text));
}

/* 注：, 填表人: ...: what stands below a table. */
static bool is_foot_text(const char *text)
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

bool mapper_is_foot(const struct mapper *x, size_t row)
{
    const struct cell_row *r = &x->t->rows[row];
    size_t first = 0;
    while (first < r->n && r->cells[first].text[0] == '\0')
        first++;
    return is_foot_text(mapper_text(x, row, first));
}

bool mapper_has_data(const struct mapper *x, size_t row)
{
    const struct cell_row *r = &x->t->rows[row];
    if (mapper_is_foot(x, row) || (r->hidden && x->skip_hidden))
        return false;
    for (size_t c = 0; c < r->n; c++)
        if (mapper_is_data(x, c) && r->cells[c].text[0] != '\0')
            return true;
    return false;
}

static const char *year_text(struct mapper *x, int year)
{
    return year != 0 ? arena_printf(x->a, "%d", year) : NULL;
}

/* A label as what follows knows it. */
static const char *known_label(const struct mapper *x, size_t row, enum long_kind kind,
                               const char *text)
{
    const struct total_row *total = kind == LONG_PLACE ? mapper_total(x, row) : NULL;
    if (total != NULL)
        return total->place > 0 ? x->r->places[total->place].id : "";
    return kind == LONG_PLACE       ? mapper_place_label(x, text)
           : kind == LONG_INDICATOR ? mapper_indicator_label(x, text)
                                    : text;
}

/* Flags and notes of the row as a whole. */
static void read_remarks(struct mapper *x, size_t row, struct long_row *out)
{
    for (size_t c = 0; c < x->n_columns; c++) {
        const struct headword *h = &x->columns[c].word;
        if (!mapper_is_data(x, c) || (h->kind != LONG_FLAG && h->kind != LONG_NOTE) ||
            h->indicator >= 0 || h->place >= 0 || h->year != 0)
            continue;
        out->texts[h->kind] = mapper_text(x, row, c);
        out->at[h->kind] = mapper_place(x, row, c);
    }
}

/* The labels of a row. False when one that is needed is empty. */
static bool read_labels(struct mapper *x, size_t row, struct long_row *out)
{
    *out = (struct long_row){.texts = {"", "", "", "", "", "", "", "", ""}};
    out->texts[LONG_YEAR] = year_text(x, x->year);
    for (int k = 0; k < LONG_KINDS; k++)
        out->at[k] = mapper_place(x, row, 0);
    for (size_t c = 0; c < x->n_columns; c++) {
        const struct headword *h = &x->columns[c].word;
        if (h->role != HEAD_LABEL)
            continue;
        const char *text = mapper_label_text(x, row, c);
        out->at[h->kind] = mapper_place(x, row, c);
        out->texts[h->kind] = known_label(x, row, h->kind, text);
        if (text[0] != '\0')
            continue;
        msg(x->m, SEV_ERROR, mapper_place(x, row, c), "missing-label",
            "a row with values and without a name here: fill it in, or 合计 for the whole",
            "本行有数值而此处无名称：请填写，总体写“合计”");
        return false;
    }
    read_remarks(x, row, out);
    out->power[LONG_VALUE] = out->power[LONG_TARGET] =
        out->texts[LONG_INDICATOR][0] != '\0' ? mapper_row_power(x, row, out->texts[LONG_INDICATOR])
                                              : 0;
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
        if (!mapper_is_data(x, k) || x->columns[k].group != (int)c)
            continue;
        out.texts[kind] = mapper_text(x, row, k);
        out.at[kind] = mapper_place(x, row, k);
        if (h->indicator >= 0)
            out.power[kind] = x->columns[k].power;
        any |= out.texts[kind][0] != '\0' && kind != LONG_FLAG && kind != LONG_NOTE;
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
        const struct total_row *total = mapper_total(x, i);
        if (!mapper_has_data(x, i) || (total != NULL && total->place < 0)) {
            x->n_skipped++;
            continue;
        }
        if (x->t->rows[i].hidden && x->tell_hidden)
            msg(x->m, SEV_WARNING, mapper_place(x, i, 0), "hidden-row",
                "this row is hidden in the sheet; it is read all the same: say hidden = read or "
                "hidden = skip",
                "本行在工作表中被隐藏，仍予读取：请写明“隐藏 = 读取”或“隐藏 = 跳过”");
        x->n_read++;
        if (!read_labels(x, i, &labels))
            continue;
        for (size_t c = 0; c < x->n_columns; c++)
            if (mapper_is_data(x, c) && x->columns[c].group == (int)c)
                take_group(x, i, c, &labels, take, ctx);
    }
}

static bool load(struct mapper *x)
{
    const char *file = config_required(x->p, SOURCE_FILE, x->m);
    const char *sheet = config_text(x->p, SOURCE_SHEET);
    if (file == NULL)
        return false;
    if (sheet != NULL)
        file = arena_printf(x->a, "%s!%s", file, sheet);
    x->t = cells_load(x->a, file_path(x->a, x->r->dir, file), config_at(x->p, SOURCE_FILE), x->m);
    return x->t != NULL;
}

/* What 'hidden' says. False where the sheet itself is hidden and is to be left out, told. */
static bool read_hidden(struct mapper *x)
{
    enum hidden_choice choice =
        (enum hidden_choice)config_choice(x->p, SOURCE_HIDDEN, HIDDEN_UNSAID, x->m);
    x->skip_hidden = choice == HIDDEN_SKIP;
    x->tell_hidden = choice == HIDDEN_UNSAID;
    if (!x->t->hidden || choice == HIDDEN_READ)
        return true;
    if (x->skip_hidden)
        msg(x->m, SEV_ERROR, x->of, "hidden-sheet",
            "this sheet is hidden, and hidden = skip: name another, or say hidden = read",
            "工作表被隐藏，而“隐藏 = 跳过”：请指定其他工作表，或改为“隐藏 = 读取”");
    else
        msg(x->m, SEV_WARNING, x->of, "hidden-sheet",
            "this sheet is hidden; it is read all the same: say hidden = read if it is meant",
            "工作表被隐藏，仍予读取：确属所需请写明“隐藏 = 读取”");
    return !x->skip_hidden;
}

void sheetmap_read(const struct report *r, const struct config_part *p, struct arena *scratch,
                   void (*take)(void *ctx, const struct long_row *row), void *ctx, FILE *explain,
                   struct messages *m)
{
    struct mapper x = {.r = r, .p = p, .a = scratch, .m = m};
    if (!load(&x))
        return;
    x.of = cells_source(r->arena, x.t);
    x.year = config_year(p, SOURCE_YEAR, 0, m);
    if (!read_hidden(&x) || !mapper_head(&x) || mapper_personal(&x))
        return;
    mapper_units(&x);
    mapper_totals(&x);
    read_rows(&x, take, ctx);
    if (explain != NULL)
        mapper_explain(&x, explain);
}
