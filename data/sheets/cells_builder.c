#include "data/sheets/cells_builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/text.h"

/* The whole of a table: with a million rows, 24 columns; as much text as a file may have. */
#define CELLS_MAX (24u << 20)
#define BYTES_MAX (512u << 20)

#define NOT_COPIED SIZE_MAX

struct cells_builder *builder_new(struct arena *a, struct source at, struct messages *m)
{
    struct cells_builder *b = must_alloc(1, sizeof *b);
    memset(b, 0, sizeof *b);
    b->arena = a;
    b->at = at;
    b->m = m;
    return b;
}

void builder_free(struct cells_builder *b)
{
    buf_free(&b->texts);
    free(b->rows);
    free(b);
}

static struct source place(const struct cells_builder *b, size_t column, int line)
{
    struct source at = b->at;
    at.line = line;
    at.column = (int)column + 1;
    return at;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * A formula typed as text (=SUM(B2:B9), =cmd|...): nothing here runs it, but the next spreadsheet
 * would, and it is no value. "= 0" is a target.
 */
static void check_formula(struct cells_builder *b, size_t column, int line, const char *text,
                          size_t len)
{
    bool call = len > 1 && (text[0] == '=' || text[0] == '@') &&
                (is_letter(text[1]) || text[1] == '\'' || text[1] == '(' || text[1] == '@');
    bool pipe = len > 1 && (text[0] == '+' || text[0] == '-') && is_letter(text[1]) &&
                memchr(text, '|', len) != NULL;
    if (call || pipe)
        msg(b->m, SEV_ERROR, place(b, column, line), "formula-text",
            "\"%.*s\" is a formula as text, and is not run: put its result here",
            "“%.*s”是写成文本的公式，不会执行：请填入计算结果", (int)(len < 80 ? len : 80), text);
}

/* Whether the row has room for the column; gaps before it become empty cells. */
static bool make_room(struct cells_builder *b, size_t column, int line)
{
    if (b->failed)
        return false;
    if (column >= CELLS_COLUMNS_MAX) {
        struct source at = b->at;
        at.line = line;
        msg(b->m, SEV_ERROR, at, "too-many-columns", "more than %d columns", "超过 %d 列",
            CELLS_COLUMNS_MAX);
        b->failed = true;
        return false;
    }
    for (; b->n < column; b->n++) {
        b->cells[b->n] = (struct cell){.text = "", .line = line};
        b->offsets[b->n] = NOT_COPIED;
    }
    return true;
}

static bool check_size(struct cells_builder *b, size_t column, int line, size_t len)
{
    if (len > CELLS_TEXT_MAX) {
        msg(b->m, SEV_ERROR, place(b, column, line), "long-cell",
            "a cell of %zu bytes; at most %u are read: is a quotation mark not closed?",
            "单元格长 %zu 字节，最多 %u 字节：是否漏了结尾的引号？", len, CELLS_TEXT_MAX);
        b->failed = true;
    }
    b->n_bytes += len;
    return !b->failed;
}

void builder_cell(struct cells_builder *b, size_t column, int line, const char *text, size_t len)
{
    text_trim(&text, &len);
    if (!make_room(b, column, line) || !check_size(b, column, line, len))
        return;
    check_formula(b, column, line, text, len);
    b->cells[b->n].line = line;
    b->offsets[b->n++] = b->texts.len;
    buf_add(&b->texts, text, len);
    buf_add(&b->texts, "", 1);
    b->any |= len > 0;
}

void builder_shared(struct cells_builder *b, size_t column, int line, const char *text)
{
    size_t len = strlen(text);
    if (!make_room(b, column, line) || !check_size(b, column, line, len))
        return;
    check_formula(b, column, line, text, len);
    b->cells[b->n] = (struct cell){.text = text, .line = line};
    b->offsets[b->n++] = NOT_COPIED;
    b->any |= len > 0;
}

/* One block holds the copied texts of all cells of a row. */
static void keep_row(struct cells_builder *b, bool hidden)
{
    char *texts = b->texts.len > 0 ? arena_alloc(b->arena, b->texts.len) : NULL;
    if (texts != NULL)
        memcpy(texts, b->texts.data, b->texts.len);
    for (size_t i = 0; i < b->n; i++)
        if (b->offsets[i] != NOT_COPIED)
            b->cells[i].text = texts + b->offsets[i];
    struct cell *cells = arena_array(b->arena, b->n, sizeof cells[0]);
    memcpy(cells, b->cells, b->n * sizeof cells[0]);
    b->rows = list_room(b->rows, b->n_rows, &b->cap_rows, sizeof b->rows[0]);
    b->rows[b->n_rows++] = (struct cell_row){.cells = cells, .n = b->n, .hidden = hidden};
    b->n_cells += b->n;
}

void builder_row(struct cells_builder *b, bool hidden)
{
    if (!b->failed && b->any) {
        keep_row(b, hidden);
        if (b->n_cells > CELLS_MAX || b->n_bytes > BYTES_MAX) {
            msg(b->m, SEV_ERROR, place(b, 0, b->cells[0].line), "too-much-data",
                "the table is too large: more than %u cells or %u bytes of text",
                "表太大：超过 %u 个单元格或 %u 字节文字", CELLS_MAX, BYTES_MAX);
            b->failed = true;
        }
    }
    b->texts.len = 0;
    b->n = 0;
    b->any = false;
}

struct cell_table *builder_table(struct cells_builder *b)
{
    if (b->failed)
        return NULL;
    struct cell_table *t = arena_alloc(b->arena, sizeof *t);
    t->file = b->at.file;
    t->sheet = b->at.sheet;
    t->n_rows = b->n_rows;
    t->rows = arena_array(b->arena, b->n_rows, sizeof t->rows[0]);
    if (b->n_rows > 0)
        memcpy(t->rows, b->rows, b->n_rows * sizeof t->rows[0]);
    return t;
}
