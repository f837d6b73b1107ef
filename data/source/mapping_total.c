#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/source/mapping.h"
#include "data/statistics/rate.h"

static const char *const group_words[] = {"小计", "合计", "总计", "共计", "subtotal", "Subtotal"};
#define N_GROUP_WORDS (sizeof group_words / sizeof *group_words)

static const char *label_of(const struct mapper *x, size_t row)
{
    return mapping_label_text(x, row, (size_t)mapping_label(x, LONG_PLACE));
}

/* What stands behind 其中：; NULL where a label does not begin so. */
static const char *behind_of_which(const char *text)
{
    static const char *const starts[] = {"其中：", "其中:", "其中", "of which: ", "of which "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(text, starts[i], strlen(starts[i])) == 0)
            return text + strlen(starts[i]);
    return NULL;
}

const char *mapping_place_label(const struct mapper *x, const char *text)
{
    const char *behind = behind_of_which(text);
    if (behind != NULL && report_place(x->r, text) < 0)
        text = behind;
    return headword_is_whole(text) && report_place(x->r, text) < 0 ? "" : text;
}

const char *mapping_indicator_label(const struct mapper *x, const char *text)
{
    const char *behind = behind_of_which(text);
    struct headword h = {.indicator = -1, .place = -1};
    return behind != NULL && (!headword_read(x->a, x->r, text, &h) || h.indicator < 0) ? behind
                                                                                       : text;
}

/* Of whom a label is the total: "街道" of 街道小计, "" of 小计, NULL when it is no such label. */
static const char *total_of(const struct mapper *x, const char *label)
{
    size_t len = strlen(label);
    bool bare = headword_is_whole(label);
    if (bare && !(x->grand && strcmp(label, "合计") == 0))
        return NULL;
    for (size_t i = 0; i < N_GROUP_WORDS; i++) {
        size_t n = strlen(group_words[i]);
        if (len >= n && strcmp(label + len - n, group_words[i]) == 0)
            return arena_strndup(x->a, label, len - n);
    }
    return NULL;
}

static bool is_whole_row(const struct mapper *x, const char *label)
{
    return headword_is_whole(label) || report_place(x->r, label) == 0;
}

/* The rows that are totals or 其中 of something that is no place. */
static void find_totals(struct mapper *x)
{
    size_t cap = 0;
    for (size_t i = x->last + 1; i < x->t->n_rows; i++) {
        if (!mapping_has_data(x, i))
            continue;
        const char *label = label_of(x, i), *of = total_of(x, label);
        const char *part = behind_of_which(label);
        if ((of == NULL && part == NULL) || report_place(x->r, label) > 0 ||
            (of == NULL && report_place(x->r, part) >= 0))
            continue;
        x->totals = list_room_in(x->a, x->totals, x->n_totals, &cap, sizeof *x->totals);
        int place = of != NULL && of[0] != '\0' ? report_place(x->r, of) : -1;
        x->totals[x->n_totals++] = (struct total_row){
            .row = i, .place = place, .label = label, .from = i, .to = of != NULL ? i + 1 : i};
    }
}

/* Whether the first total stands above the rows that it sums up, as then all do. */
static bool stand_above(const struct mapper *x)
{
    size_t i = x->last + 1;
    while (i < x->t->n_rows && (!mapping_has_data(x, i) || is_whole_row(x, label_of(x, i))))
        i++;
    return i == x->totals[0].row;
}

/* Each sums up the rows up to the next one, or from the one before. */
static void find_groups(struct mapper *x)
{
    bool above = stand_above(x);
    for (size_t k = 0, before = x->last + 1; k < x->n_totals; k++) {
        struct total_row *t = &x->totals[k];
        if (t->from == t->to)
            continue; /* 其中 */
        t->from = above ? t->row + 1 : before;
        t->to = above ? x->t->n_rows : t->row;
        before = t->row + 1;
        for (size_t next = k + 1; above && next < x->n_totals; next++)
            if (x->totals[next].from != x->totals[next].to) {
                t->to = x->totals[next].row;
                break;
            }
    }
}

/* The place that each row names, the totals' not yet among them. */
static void find_places(struct mapper *x)
{
    x->row_places = arena_array(x->a, x->t->n_rows, sizeof *x->row_places);
    x->inner = arena_array(x->a, x->r->n_places, sizeof *x->inner);
    for (size_t i = x->last + 1; i < x->t->n_rows; i++) {
        x->row_places[i] = -1;
        if (!mapping_has_data(x, i) || mapping_total(x, i) != NULL)
            continue;
        const char *name = mapping_place_label(x, label_of(x, i));
        int place = name[0] == '\0' ? 0 : report_place(x->r, name);
        x->row_places[i] = place;
        if (place > 0)
            x->inner[x->r->places[place].parent] = true;
    }
}

/*
 * Whether a row belongs to the group of a total: a place of the same year and indicator, and not
 * one whose parts stand there themselves.
 */
static bool is_member(const struct mapper *x, const struct total_row *t, size_t row)
{
    int place = x->row_places[row];
    if (!mapping_has_data(x, row) || mapping_total(x, row) != NULL || place == 0 ||
        (place > 0 && x->inner[place]))
        return false;
    for (size_t c = 0; c < x->n_columns; c++) {
        const struct headword *h = &x->columns[c].word;
        if (h->role == HEAD_LABEL && h->kind != LONG_PLACE &&
            strcmp(mapping_label_text(x, row, c), mapping_label_text(x, t->row, c)) != 0)
            return false;
    }
    return true;
}

static size_t count_children(const struct report *r, int parent)
{
    size_t n = 0;
    for (size_t p = 1; p < r->n_places; p++)
        n += r->places[p].parent == parent;
    return n;
}

/* Whether a place has a row of its own in the sheet. */
static bool has_row(const struct mapper *x, int place)
{
    for (size_t i = x->last + 1; i < x->t->n_rows; i++)
        if (x->row_places[i] == place)
            return true;
    return false;
}

/* The place whose parts are just the rows of the group, unless it has a row already; else -1. */
static int place_of_group(const struct mapper *x, const struct total_row *t)
{
    int parent = -1;
    size_t n = 0;
    for (size_t i = t->from; i < t->to; i++) {
        if (!is_member(x, t, i))
            continue;
        int place = x->row_places[i];
        if (place <= 0 || (n > 0 && x->r->places[place].parent != parent))
            return -1;
        parent = x->r->places[place].parent;
        n++;
    }
    return n > 0 && n == count_children(x->r, parent) && !has_row(x, parent) ? parent : -1;
}

static const struct number *number_at(const struct mapper *x, size_t row, size_t column)
{
    const char *text = mapping_text(x, row, column);
    enum value_kind kind;
    const struct number *number;
    return value_parse(x->a, text, strlen(text), &kind, &number) == 0 && kind == VALUE_EXACT
               ? number
               : NULL;
}

/* What a column counts in a row: its indicator, or NULL for what is not to be added up. */
static const struct indicator *counted(const struct mapper *x, size_t row, size_t column)
{
    struct headword h = x->columns[column].word;
    int label = mapping_label(x, LONG_INDICATOR);
    if (h.indicator < 0 && label >= 0)
        headword_read(x->a, x->r, mapping_text(x, row, (size_t)label), &h);
    if (h.indicator < 0)
        return NULL;
    const struct indicator *ind = &x->r->indicators[h.indicator];
    enum long_kind kind = x->columns[column].word.kind;
    bool count = kind == LONG_NUMERATOR || kind == LONG_DENOMINATOR ||
                 (kind == LONG_VALUE && ind->unit == UNIT_COUNT);
    return count ? ind : NULL;
}

static void check_column(const struct mapper *x, const struct total_row *t, size_t c)
{
    const struct indicator *ind = counted(x, t->row, c);
    const struct number *given = number_at(x, t->row, c), *sum = number_int(x->a, 0);
    int decimals = 0;
    size_t n = 0;
    if (ind == NULL || given == NULL)
        return;
    for (size_t i = t->from; i < t->to; i++) {
        if (!is_member(x, t, i))
            continue;
        const struct number *part = number_at(x, i, c);
        if (part == NULL)
            return;
        sum = number_add(x->a, sum, part);
        decimals = number_decimals(part) > decimals ? number_decimals(part) : decimals;
        n++;
    }
    if (n == 0 || rate_sum_agrees(given, number_decimals(given), sum, n, decimals))
        return;
    int shown = number_decimals(sum);
    msg_about(x->m, SEV_ERROR, mapping_source(x, t->row, c), (struct subject){ind->id, NULL},
              "total-mismatch",
              "%s in \"%s\" is given as %s, but its rows (%d to %d) make %s: correct one of them",
              "%s（“%s”行）给出 %s，但第 %d 至 %d 行之和为 %s：请改正其一", ind->name, t->label,
              mapping_text(x, t->row, c), mapping_line(x, t->from), mapping_line(x, t->to - 1),
              number_text(x->a, sum, shown, x->r->rounding, 0));
}

static void leave_out(const struct mapper *x, const struct total_row *t)
{
    struct source at = mapping_source(x, t->row, (size_t)mapping_label(x, LONG_PLACE));
    if (t->from == t->to) {
        msg(x->m, SEV_INFO, at, "subtotal-row", "\"%s\" is no place of the list: left out",
            "“%s”不是名录中的单位，未读取", t->label);
        return;
    }
    msg(x->m, SEV_INFO, at, "subtotal-row",
        "\"%s\" is the total of no place of the list: checked against rows %d to %d and left out",
        "“%s”不对应名录中的单位：已与第 %d 至 %d 行核对，未读取", t->label,
        mapping_line(x, t->from), mapping_line(x, t->to - 1));
    for (size_t c = 0; c < x->n_columns; c++)
        if (mapping_is_data(x, c))
            check_column(x, t, c);
}

void mapping_totals(struct mapper *x)
{
    if (mapping_label(x, LONG_PLACE) < 0)
        return;
    for (size_t i = x->last + 1; i < x->t->n_rows && !x->grand; i++)
        x->grand = strcmp(label_of(x, i), "总计") == 0 && mapping_has_data(x, i);
    find_totals(x);
    if (x->n_totals == 0)
        return;
    find_places(x);
    find_groups(x);
    for (size_t k = 0; k < x->n_totals; k++)
        if (x->totals[k].place < 0 && x->totals[k].from < x->totals[k].to)
            x->totals[k].place = place_of_group(x, &x->totals[k]);
    for (size_t k = 0; k < x->n_totals; k++)
        if (x->totals[k].place < 0)
            leave_out(x, &x->totals[k]);
}

const struct total_row *mapping_total(const struct mapper *x, size_t row)
{
    size_t low = 0, high = x->n_totals;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->totals[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < x->n_totals && x->totals[low].row == row ? &x->totals[low] : NULL;
}
