#include "data/sheets/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/sheets/cells_builder.h"
#include "data/sheets/xlsx_book.h"
#include "data/sheets/zipfile.h"

#define ROWS_MAX 1048576
#define MERGES_MAX 10000

/* What the t of a cell says its v is (ECMA-376-1 18.18.11). */
enum content { CONTENT_NUMBER, CONTENT_SHARED, CONTENT_TEXT, CONTENT_BOOLEAN };

struct sheet_reader {
    struct xlsx_book *book;
    struct cells_builder *table;
    struct source at;
    int row; /* in hand, from 1 */
    bool hidden;
    /* the cell in hand */
    size_t column;
    enum content content;
    size_t style;
    bool formula, has_value;
    bool in_text;
    int phonetic;
    struct buf text;
    struct cell_merge *merges;
    size_t n_merges, cap_merges;
    bool hidden_columns[CELLS_COLUMNS_MAX];
    size_t n_hidden_columns; /* up to the last hidden one */
};

/* "B4" as a column from 0 and a row from 1. False when it is none. */
static bool read_address(const char **s, size_t *column, int *row)
{
    size_t c = 0;
    long r = 0;
    while (**s >= 'A' && **s <= 'Z' && c < 1000000)
        c = 26 * c + (size_t)(*(*s)++ - 'A' + 1);
    while (**s >= '0' && **s <= '9' && r <= ROWS_MAX)
        r = 10 * r + (*(*s)++ - '0');
    *column = c - 1;
    *row = (int)r;
    return c > 0 && r > 0 && r <= ROWS_MAX;
}

static void damaged(struct sheet_reader *rd)
{
    struct source at = rd->at;
    at.line = rd->row;
    if (!rd->table->failed)
        msg(rd->book->m, SEV_ERROR, at, "damaged-file",
            "rows or cells are out of order: open the file in a spreadsheet and save it again",
            "行或单元格次序错乱：请在表格软件中打开并重新保存");
    rd->table->failed = true;
}

static bool is_hidden(const char *const *attributes)
{
    const char *hidden = xml_attribute(attributes, "hidden");
    return hidden != NULL && (hidden[0] == '1' || hidden[0] == 't');
}

static void start_row(struct sheet_reader *rd, const char *const *attributes)
{
    const char *r = xml_attribute(attributes, "r");
    long row = r != NULL ? strtol(r, NULL, 10) : rd->row + 1;
    int before = rd->row;
    rd->row = row > before && row <= ROWS_MAX ? (int)row : before;
    if (rd->row == before)
        damaged(rd);
    rd->hidden = is_hidden(attributes);
}

/* <col min="3" max="5" hidden="1"/>, before all rows. */
static void mark_columns(struct sheet_reader *rd, const char *const *attributes)
{
    const char *min = xml_attribute(attributes, "min"), *max = xml_attribute(attributes, "max");
    if (min == NULL || max == NULL || !is_hidden(attributes))
        return;
    size_t first = strtoul(min, NULL, 10), last = strtoul(max, NULL, 10);
    for (size_t c = first; c > 0 && c <= last && c <= CELLS_COLUMNS_MAX; c++) {
        rd->hidden_columns[c - 1] = true;
        rd->n_hidden_columns = c > rd->n_hidden_columns ? c : rd->n_hidden_columns;
    }
}

static void start_cell(struct sheet_reader *rd, const char *const *attributes)
{
    const char *r = xml_attribute(attributes, "r");
    const char *t = xml_attribute(attributes, "t");
    const char *s = xml_attribute(attributes, "s");
    int row = rd->row;
    rd->column = rd->table->n;
    if ((r != NULL && (!read_address(&r, &rd->column, &row) || row != rd->row)) ||
        rd->column < rd->table->n)
        damaged(rd);
    rd->content = t == NULL || strcmp(t, "n") == 0 ? CONTENT_NUMBER
                  : strcmp(t, "s") == 0            ? CONTENT_SHARED
                  : strcmp(t, "b") == 0            ? CONTENT_BOOLEAN
                                                   : CONTENT_TEXT;
    rd->style = s != NULL ? strtoul(s, NULL, 10) : 0;
    rd->formula = rd->has_value = false;
    rd->text.len = 0;
}

static void add_merge(struct sheet_reader *rd, const char *ref)
{
    struct cell_merge g;
    size_t left, right;
    if (ref == NULL || !read_address(&ref, &left, &g.top) || *ref++ != ':' ||
        !read_address(&ref, &right, &g.bottom) || right < left || g.bottom < g.top ||
        rd->n_merges == MERGES_MAX)
        return;
    g.left = (int)left;
    g.right = (int)right;
    rd->merges = list_room(rd->merges, rd->n_merges, &rd->cap_merges, sizeof rd->merges[0]);
    rd->merges[rd->n_merges++] = g;
}

static void on_start(void *ctx, const char *name, const char *const *attributes)
{
    struct sheet_reader *rd = ctx;
    if (strcmp(name, "c") == 0) {
        start_cell(rd, attributes);
    } else if (strcmp(name, "v") == 0) {
        rd->in_text = rd->has_value = true;
    } else if (strcmp(name, "t") == 0) { /* in is: the text itself */
        rd->in_text = rd->phonetic == 0;
    } else if (strcmp(name, "rPh") == 0) {
        rd->phonetic++;
    } else if (strcmp(name, "f") == 0) {
        rd->formula = true;
    } else if (strcmp(name, "row") == 0) {
        start_row(rd, attributes);
    } else if (strcmp(name, "col") == 0) {
        mark_columns(rd, attributes);
    } else if (strcmp(name, "mergeCell") == 0) {
        add_merge(rd, xml_attribute(attributes, "ref"));
    }
}

static void on_text(void *ctx, const char *text, size_t len)
{
    struct sheet_reader *rd = ctx;
    if (rd->in_text && rd->text.len <= CELLS_TEXT_MAX)
        buf_add(&rd->text, text, len);
}

static void no_result(const struct sheet_reader *rd)
{
    struct source at = rd->at;
    at.line = rd->row;
    at.column = (int)rd->column + 1;
    msg(rd->book->m, SEV_WARNING, at, "formula-without-result",
        "a formula whose result was not saved: taken as empty; open the file in a spreadsheet and "
        "save it again",
        "公式没有保存计算结果，按空处理：请在表格软件中打开并重新保存");
}

static void put_number(struct sheet_reader *rd)
{
    static const struct cell_format plain = {.sign = ""};
    const struct xlsx_book *b = rd->book;
    char text[CELL_NUMBER_MAX];
    if (rd->text.len >= CELL_NUMBER_MAX) { /* no number: not cut, so that it is told as it is */
        builder_cell(rd->table, rd->column, rd->row, rd->text.data, rd->text.len);
        return;
    }
    cell_number_text(rd->text.data, rd->text.len,
                     rd->style < b->n_formats ? &b->formats[rd->style] : &plain, b->date1904, text);
    builder_cell(rd->table, rd->column, rd->row, text, strlen(text));
}

static void put_shared(struct sheet_reader *rd)
{
    buf_add(&rd->text, "", 1);
    unsigned long i = strtoul(rd->text.data, NULL, 10);
    if (i < rd->book->n_strings)
        builder_shared(rd->table, rd->column, rd->row, rd->book->strings[i]);
    else
        damaged(rd);
}

static void end_cell(struct sheet_reader *rd)
{
    if (rd->table->failed)
        return;
    if (rd->formula && !rd->has_value)
        no_result(rd);
    if (rd->text.len == 0)
        return;
    switch (rd->content) {
    case CONTENT_NUMBER: put_number(rd); break;
    case CONTENT_SHARED: put_shared(rd); break;
    case CONTENT_BOOLEAN:
        builder_shared(rd->table, rd->column, rd->row, rd->text.data[0] == '1' ? "TRUE" : "FALSE");
        break;
    case CONTENT_TEXT:
        builder_shared(rd->table, rd->column, rd->row, xlsx_text(rd->book->arena, &rd->text));
        break;
    }
}

static void on_end(void *ctx, const char *name)
{
    struct sheet_reader *rd = ctx;
    rd->in_text = false;
    if (strcmp(name, "c") == 0)
        end_cell(rd);
    else if (strcmp(name, "row") == 0)
        builder_row(rd->table, rd->hidden);
    else if (strcmp(name, "rPh") == 0)
        rd->phonetic--;
}

static void *copy(struct arena *a, const void *from, size_t size)
{
    return size > 0 ? memcpy(arena_alloc(a, size), from, size) : NULL;
}

static const struct cell_table *read_sheet(struct xlsx_book *b, const struct sheet_entry *sheet)
{
    struct source at = b->at;
    at.sheet = sheet->name;
    struct sheet_reader rd = {.book = b, .at = at, .table = builder_new(b->arena, at, b->m)};
    struct cell_table *t = NULL;
    if (xlsx_part_read(b, sheet->part, (struct xml_events){on_start, on_end, on_text, &rd},
                       &rd.table->failed) == 0)
        t = builder_table(rd.table);
    if (t != NULL) {
        t->merges = copy(b->arena, rd.merges, rd.n_merges * sizeof rd.merges[0]);
        t->n_merges = rd.n_merges;
        t->hidden = sheet->hidden;
        t->hidden_columns = copy(b->arena, rd.hidden_columns, rd.n_hidden_columns);
        t->n_hidden_columns = rd.n_hidden_columns;
    }
    free(rd.merges);
    buf_free(&rd.text);
    builder_free(rd.table);
    return t;
}

const struct cell_table *xlsx_read(struct arena *a, const char *bytes, size_t len,
                                   const char *sheet, struct source at, struct messages *m)
{
    struct xlsx_book b = {.arena = a, .at = at, .m = m, .zip = zipfile_open(bytes, len, at, m)};
    if (b.zip == NULL)
        return NULL;
    const struct cell_table *t = NULL;
    if (xlsx_book_read(&b) == 0) {
        int chosen = sheets_choose(b.sheets, b.n_sheets, sheet, at, m);
        if (chosen >= 0)
            t = read_sheet(&b, &b.sheets[chosen]);
    }
    zipfile_close(b.zip);
    free(b.sheets);
    free(b.strings);
    free(b.formats);
    return t;
}
