#include "data/source/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"

/* Heads stand at the top, and are no taller. */
#define HEAD_WITHIN 30
#define HEAD_ROWS_MAX 6

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
        const char *text = mapping_text(x, row, c);
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
        if (x->t->merges[i].top <= mapping_line(x, a) &&
            x->t->merges[i].bottom >= mapping_line(x, b))
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
    return mapping_text(x, row + 1, 0)[0] == '\0' && count_known(x, row + 1, &unknown) > 0 &&
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
        if (mapping_line(x, i) < from || mapping_line(x, i) > to)
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
    const char *text = mapping_text(x, row, column);
    int line = mapping_line(x, row), c = (int)column;
    for (size_t i = 0; i < x->t->n_merges && text[0] == '\0'; i++) {
        const struct cell_merge *g = &x->t->merges[i];
        if (g->top > line || g->bottom < line || g->left > c || g->right < c)
            continue;
        for (size_t k = x->first; k <= row; k++)
            if (mapping_line(x, k) == g->top)
                text = mapping_text(x, k, (size_t)g->left);
    }
    /* Without merges a head over several columns stands in the first of them. */
    if (x->t->n_merges == 0 && row < x->last && text[0] == '\0' &&
        mapping_text(x, x->last, column)[0] != '\0')
        while (c > 0 && text[0] == '\0')
            text = mapping_text(x, row, (size_t)--c);
    return text;
}

static void unknown_column(struct mapper *x, size_t c)
{
    char letters[COLUMN_LETTERS_MAX];
    text_column_letters((int)c + 1, letters);
    msg(x->m, SEV_WARNING, mapping_source(x, x->last, c), "unknown-column",
        "column \"%s\" is not understood and not read: say \"%s: INDICATOR\" or \"%s: -\" in "
        "'columns'",
        "看不懂的列“%s”，未读取：请在“各列”中写“%s: 指标”或“%s: -”", x->columns[c].head, letters,
        letters);
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
            report_place(x->r, headword_squeeze(x->a, mapping_text(x, x->last + 1, c))) < 0 &&
            !headword_is_whole(headword_squeeze(x->a, mapping_text(x, x->last + 1, c))))
            h->role = HEAD_UNIT;
        if (h->role == HEAD_UNKNOWN && first == x->n_columns)
            first = c;
    }
    if (n[LONG_PLACE] > 0 || n[LONG_INDICATOR] > 0 || n[LONG_YEAR] > 0 || first == x->n_columns)
        return;
    /* No head says it: the first column that says nothing else has the labels. */
    struct headword h = {.indicator = -1, .place = -1};
    headword_read(x->a, x->r, mapping_text(x, x->last + 1, first), &h);
    x->columns[first].word.role = HEAD_LABEL;
    x->columns[first].word.kind = h.indicator >= 0 ? LONG_INDICATOR
                                  : h.year != 0    ? LONG_YEAR
                                                   : LONG_PLACE;
}

static bool is_hidden(const struct mapper *x, size_t c)
{
    return c < x->t->n_hidden_columns && x->t->hidden_columns[c];
}

/* A hidden column with values: left out or told. */
static void hidden_column(struct mapper *x, size_t c)
{
    if (x->skip_hidden)
        x->columns[c].word.role = HEAD_IGNORED;
    else if (x->tell_hidden)
        msg(x->m, SEV_WARNING, mapping_source(x, x->last, c), "hidden-column",
            "this column is hidden in the sheet; it is read all the same: say hidden = read or "
            "hidden = skip",
            "本列在工作表中被隐藏，仍予读取：请写明“隐藏 = 读取”或“隐藏 = 跳过”");
}

static bool same_subject(const struct headword *a, const struct headword *b)
{
    return a->indicator == b->indicator && a->place == b->place && a->year == b->year;
}

/* Columns that say the same of different parts belong together. */
static void group_columns(struct mapper *x)
{
    for (size_t c = 0; c < x->n_columns; c++) {
        struct column_map *k = &x->columns[c];
        k->group = (int)c;
        for (size_t b = c; b-- > 0 && k->word.role == HEAD_DATA;)
            if (x->columns[b].word.role == HEAD_DATA && same_subject(&x->columns[b].word, &k->word))
                k->group = x->columns[b].group;
    }
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
        const struct column_map *k = &x->columns[c];
        if (k->word.role == HEAD_UNKNOWN && k->head[0] != '\0')
            unknown_column(x, c);
        if (k->word.role == HEAD_DATA && is_hidden(x, c))
            hidden_column(x, c);
    }
    group_columns(x);
}

bool mapping_head(struct mapper *x)
{
    if (config_text(x->p, SOURCE_HEAD) != NULL ? !typed_head(x) : !detect_head(x))
        return false;
    map_columns(x);
    return true;
}

bool mapping_is_data(const struct mapper *x, size_t column)
{
    return column < x->n_columns && x->columns[column].word.role == HEAD_DATA;
}

int mapping_label(const struct mapper *x, enum long_kind kind)
{
    for (size_t c = 0; c < x->n_columns; c++)
        if (x->columns[c].word.role == HEAD_LABEL && x->columns[c].word.kind == kind)
            return (int)c;
    return -1;
}
