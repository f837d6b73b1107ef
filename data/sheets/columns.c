#include "data/sheets/columns.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"
#include "data/sheets/personal.h"

/* The kind of column that a head names, or -1. */
static int kind_of(const char *head, const struct column *kinds, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < COLUMN_HEADS_MAX && kinds[i].heads[k] != NULL; k++)
            if (strcasecmp(head, kinds[i].heads[k]) == 0)
                return (int)i;
    return -1;
}

static void unknown_column(const char *head, const struct column *kinds, size_t n, struct source at,
                           struct messages *m)
{
    if (personal_head(head)) {
        msg(m, SEV_ERROR, at, "personal-data", "column \"%s\": " PERSONAL_EN,
            "列“%s”：" PERSONAL_ZH, head);
        return;
    }
    const char *names[COLUMN_KINDS_MAX * COLUMN_HEADS_MAX];
    size_t n_names = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < COLUMN_HEADS_MAX && kinds[i].heads[k] != NULL; k++)
            names[n_names++] = kinds[i].heads[k];
    const char *nearest = text_nearest(head, names, n_names);
    msg(m, SEV_ERROR, at, "unknown-column", "unknown column \"%s\"%s", "未知的列“%s”%s", head,
        msg_proposal(m, nearest, "; remove or rename it", "；请删除或改名"));
}

static struct source source_of(const struct cell_table *t)
{
    return (struct source){.file = t->file, .sheet = t->sheet};
}

static int check_needed(const struct cell_table *t, const struct column *kinds, size_t n,
                        const int *where, struct messages *m)
{
    int status = 0;
    for (size_t i = 0; i < n; i++) {
        if (!kinds[i].needed || where[i] >= 0)
            continue;
        struct source at = source_of(t);
        at.line = t->n_rows > 0 ? t->rows[0].cells[0].line : 1;
        msg(m, SEV_ERROR, at, "missing-column",
            "there is no column \"%s\" (%s): the first row has to name it",
            "缺少列“%s”（%s）：第一行应写明列名", kinds[i].heads[0], kinds[i].heads[1]);
        status = -1;
    }
    return status;
}

int columns_find(const struct cell_table *t, const struct column *kinds, size_t n, int *where,
                 struct messages *m)
{
    assert(n <= COLUMN_KINDS_MAX);
    int status = 0;
    struct source of = source_of(t);
    for (size_t i = 0; i < n; i++)
        where[i] = -1;
    for (size_t c = 0; t->n_rows > 0 && c < t->rows[0].n; c++) {
        const char *head = t->rows[0].cells[c].text;
        struct source at = columns_source(of, &t->rows[0], (int)c);
        int kind = kind_of(head, kinds, n);
        if (head[0] == '\0')
            continue;
        if (kind < 0) {
            unknown_column(head, kinds, n, at, m);
            status = -1;
        } else if (where[kind] >= 0) {
            msg(m, SEV_ERROR, at, "duplicate-column",
                "\"%s\" stands for the same as column %d: keep one of the two",
                "“%s”与第 %d 列含义相同：只保留一列", head, where[kind] + 1);
            status = -1;
        } else {
            where[kind] = (int)c;
        }
    }
    return check_needed(t, kinds, n, where, m) < 0 ? -1 : status;
}

bool columns_fit(const struct cell_table *t, size_t row, struct messages *m)
{
    const struct cell_row *r = &t->rows[row];
    size_t head = t->rows[0].n;
    if (r->n <= head)
        return true;
    msg(m, SEV_ERROR, columns_source(source_of(t), r, (int)head), "extra-cell",
        "this row has %zu cells, the first row %zu: a number with a comma has to be quoted "
        "(\"1,234\")",
        "本行有 %zu 个单元格，首行只有 %zu 个：含逗号的数应加引号（\"1,234\"）", r->n, head);
    return false;
}

const char *columns_text(const struct cell_row *row, int column)
{
    return column < 0 || (size_t)column >= row->n ? "" : row->cells[column].text;
}

static bool is_separator(uint32_t cp)
{
    return cp == ';' || cp == ',' || cp == '|' || cp == 0x3001 || cp == 0xFF1B || cp == 0xFF0C;
}

bool columns_item(const char **rest, const char **item, size_t *len)
{
    size_t all = strlen(*rest), i = 0, end = 0;
    while (i < all) {
        bool separator = is_separator(utf8_next(*rest, all, &i));
        if (!separator)
            end = i;
        if (!separator && i < all)
            continue;
        *item = *rest;
        *len = end;
        *rest += i;
        text_trim(item, len);
        if (*len > 0)
            return true;
        all -= i;
        i = end = 0;
    }
    return false;
}

struct source columns_source(struct source of, const struct cell_row *row, int column)
{
    struct source at = of;
    at.line = row->cells[0].line;
    at.column = 0;
    if (column >= 0 && (size_t)column < row->n) {
        at.line = row->cells[column].line;
        at.column = column + 1;
    }
    return at;
}
