#include "data/source/sheetmap.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "data/source/mapping.h"

static const char *year_text(struct mapper *x, int year)
{
    return year != 0 ? arena_printf(x->a, "%d", year) : NULL;
}

/* A label as what follows knows it. */
static const char *known_label(const struct mapper *x, size_t row, enum long_kind kind,
                               const char *text)
{
    const struct total_row *total = kind == LONG_PLACE ? mapping_total(x, row) : NULL;
    if (total != NULL)
        return total->place > 0 ? x->r->places[total->place].id : "";
    return kind == LONG_PLACE       ? mapping_place_label(x, text)
           : kind == LONG_INDICATOR ? mapping_indicator_label(x, text)
                                    : text;
}

/* Flags and notes of the row as a whole. */
static void read_remarks(struct mapper *x, size_t row, struct long_row *out)
{
    for (size_t c = 0; c < x->n_columns; c++) {
        const struct headword *h = &x->columns[c].word;
        if (!mapping_is_data(x, c) || (h->kind != LONG_FLAG && h->kind != LONG_NOTE) ||
            h->indicator >= 0 || h->place >= 0 || h->year != 0)
            continue;
        out->texts[h->kind] = mapping_text(x, row, c);
        out->at[h->kind] = mapping_source(x, row, c);
    }
}

/* The labels of a row. False when one that is needed is empty. */
static bool read_labels(struct mapper *x, size_t row, struct long_row *out)
{
    *out = (struct long_row){.texts = {"", "", "", "", "", "", "", "", ""}};
    out->texts[LONG_YEAR] = year_text(x, x->year);
    for (int k = 0; k < LONG_KINDS; k++)
        out->at[k] = mapping_source(x, row, 0);
    for (size_t c = 0; c < x->n_columns; c++) {
        const struct headword *h = &x->columns[c].word;
        if (h->role != HEAD_LABEL)
            continue;
        const char *text = mapping_label_text(x, row, c);
        out->at[h->kind] = mapping_source(x, row, c);
        out->texts[h->kind] = known_label(x, row, h->kind, text);
        if (text[0] != '\0')
            continue;
        msg(x->m, SEV_ERROR, mapping_source(x, row, c), "missing-label",
            "a row with values and without a name here: fill it in, or 合计 for the whole",
            "本行有数值而此处无名称：请填写，总体写“合计”");
        return false;
    }
    read_remarks(x, row, out);
    out->power[LONG_VALUE] = out->power[LONG_TARGET] =
        out->texts[LONG_INDICATOR][0] != '\0'
            ? mapping_row_power(x, row, out->texts[LONG_INDICATOR])
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
        if (!mapping_is_data(x, k) || x->columns[k].group != (int)c)
            continue;
        out.texts[kind] = mapping_text(x, row, k);
        out.at[kind] = mapping_source(x, row, k);
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
        const struct total_row *total = mapping_total(x, i);
        if (!mapping_has_data(x, i) || (total != NULL && total->place < 0)) {
            x->n_skipped++;
            continue;
        }
        if (x->t->rows[i].hidden && x->tell_hidden)
            msg(x->m, SEV_WARNING, mapping_source(x, i, 0), "hidden-row",
                "this row is hidden in the sheet; it is read all the same: say hidden = read or "
                "hidden = skip",
                "本行在工作表中被隐藏，仍予读取：请写明“隐藏 = 读取”或“隐藏 = 跳过”");
        x->n_read++;
        if (!read_labels(x, i, &labels))
            continue;
        for (size_t c = 0; c < x->n_columns; c++)
            if (mapping_is_data(x, c) && x->columns[c].group == (int)c)
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
    if (!read_hidden(&x) || !mapping_head(&x) || mapping_personal(&x))
        return;
    mapping_units(&x);
    mapping_totals(&x);
    read_rows(&x, take, ctx);
    if (explain != NULL)
        mapping_explain(&x, explain);
}
