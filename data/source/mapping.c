#include "data/source/mapping.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

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

int mapping_line(const struct mapper *x, size_t row)
{
    return x->t->rows[row].cells[0].line;
}

const char *mapping_text(const struct mapper *x, size_t row, size_t column)
{
    const struct cell_row *r = &x->t->rows[row];
    return column < r->n ? r->cells[column].text : "";
}

struct source mapping_source(const struct mapper *x, size_t row, size_t column)
{
    struct source at = x->of;
    at.line = mapping_line(x, row);
    at.column = (int)column + 1;
    return at;
}

const char *mapping_label_text(const struct mapper *x, size_t row, size_t column)
{
    const char *text = mapping_text(x, row, column);
    int line = mapping_line(x, row), c = (int)column;
    for (size_t i = 0; i < x->t->n_merges && text[0] == '\0'; i++) {
        const struct cell_merge *g = &x->t->merges[i];
        if (g->top >= line || g->bottom < line || g->left > c || g->right < c)
            continue;
        while (row > 0 && mapping_line(x, row) > g->top)
            row--;
        text = mapping_line(x, row) == g->top ? mapping_text(x, row, (size_t)g->left) : "";
    }
    return without_colon(x->a, headword_squeeze(x->a, text));
}

bool mapping_is_foot(const struct mapper *x, size_t row)
{
    const struct cell_row *r = &x->t->rows[row];
    size_t first = 0;
    while (first < r->n && r->cells[first].text[0] == '\0')
        first++;
    return is_foot_text(mapping_text(x, row, first));
}

bool mapping_has_data(const struct mapper *x, size_t row)
{
    const struct cell_row *r = &x->t->rows[row];
    if (mapping_is_foot(x, row) || (r->hidden && x->skip_hidden))
        return false;
    for (size_t c = 0; c < r->n; c++)
        if (mapping_is_data(x, c) && r->cells[c].text[0] != '\0')
            return true;
    return false;
}
