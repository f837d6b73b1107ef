#include "data/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/encoding.h"
#include "data/file.h"
#include "data/text.h"

#define COLUMNS_MAX 4096
#define CELL_MAX (64u << 10)
/* A quotation mark that is never closed must not swallow the file. */
#define ROW_MAX (1u << 20)

struct reader {
    struct arena *arena;
    struct messages *m;
    struct source at;
    int line;                       /* the one being fed */
    int row_line;                   /* where the row in hand starts */
    size_t row_bytes;               /* read of that row so far; 0 between rows */
    bool failed;                    /* told already */
    struct buf texts;               /* the cells of the row in hand, each with its NUL */
    struct cell cells[COLUMNS_MAX]; /* their lines, and offsets of their texts */
    size_t offsets[COLUMNS_MAX];
    size_t n_cells;
    struct cell_row *rows;
    size_t n_rows, cap_rows;
};

static struct source at_line(const struct reader *rd, int line)
{
    struct source at = rd->at;
    at.line = line;
    return at;
}

static int count_lines(const char *s, size_t len)
{
    int n = 0;
    for (size_t i = 0; i < len; i++)
        n += s[i] == '\n';
    return n;
}

/* libcsv's word that a cell has ended, in the line being fed. */
static void end_cell(void *bytes, size_t len, void *arg)
{
    struct reader *rd = arg;
    const char *s = bytes;
    if (rd->failed)
        return;
    if (rd->n_cells == COLUMNS_MAX) {
        msg(rd->m, SEV_ERROR, at_line(rd, rd->row_line), "too-many-columns", "more than %d columns",
            "超过 %d 列", COLUMNS_MAX);
        rd->failed = true;
        return;
    }
    int line = rd->line - count_lines(s, len);
    text_trim(&s, &len);
    if (len > CELL_MAX) {
        msg(rd->m, SEV_ERROR, at_line(rd, line), "long-cell",
            "a cell of %zu bytes; at most %u are read: is a quotation mark not closed?",
            "单元格长 %zu 字节，最多 %u 字节：是否漏了结尾的引号？", len, CELL_MAX);
        rd->failed = true;
        return;
    }
    rd->cells[rd->n_cells].line = line;
    rd->offsets[rd->n_cells++] = rd->texts.len;
    buf_add(&rd->texts, s, len);
    buf_add(&rd->texts, "", 1);
}

/* libcsv's word that a row has ended: one block holds the texts of all its cells. */
static void end_row(int terminator, void *arg)
{
    struct reader *rd = arg;
    (void)terminator;
    if (!rd->failed && rd->texts.len > rd->n_cells) {
        char *texts = arena_alloc(rd->arena, rd->texts.len);
        memcpy(texts, rd->texts.data, rd->texts.len);
        for (size_t i = 0; i < rd->n_cells; i++)
            rd->cells[i].text = texts + rd->offsets[i];
        struct cell *cells = arena_array(rd->arena, rd->n_cells, sizeof cells[0]);
        memcpy(cells, rd->cells, rd->n_cells * sizeof cells[0]);
        if (rd->n_rows == rd->cap_rows) {
            rd->cap_rows = rd->cap_rows > 0 ? 2 * rd->cap_rows : 64;
            rd->rows = must_realloc(rd->rows, rd->cap_rows, sizeof rd->rows[0]);
        }
        rd->rows[rd->n_rows++] = (struct cell_row){.cells = cells, .n = rd->n_cells};
    }
    rd->texts.len = 0;
    rd->n_cells = 0;
    rd->row_bytes = 0;
}

/* The separator that splits the first line most, quotation marks respected; a comma when none. */
static char find_separator(const char *text, size_t len)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0};
    bool quoted = false;
    for (size_t i = 0; i < len && (quoted || text[i] != '\n'); i++) {
        if (text[i] == '"')
            quoted = !quoted;
        for (size_t k = 0; k < 3 && !quoted; k++)
            counts[k] += text[i] == separators[k];
    }
    size_t best = 0;
    for (size_t k = 1; k < 3; k++)
        if (counts[k] > counts[best])
            best = k;
    return separators[best];
}

static void broken_quote(struct reader *rd)
{
    if (!rd->failed)
        msg(rd->m, SEV_ERROR, at_line(rd, rd->row_line), "csv-quote",
            "broken quotation marks in this row: a cell that holds one is quoted whole, and the "
            "mark doubled (\"a \"\"b\"\" c\")",
            "本行的引号不配对：含引号的单元格应整体加引号，其中的引号写两遍（\"a \"\"b\"\" c\"）");
    rd->failed = true;
}

static bool is_empty(const char *s, size_t len)
{
    return strspn(s, " \t\r\n") >= len;
}

/* libcsv knows no lines, so it is fed one at a time. */
static void feed(struct reader *rd, struct csv_parser *p, const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end && !rd->failed) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t n = newline != NULL ? (size_t)(newline + 1 - text) : (size_t)(end - text);
        rd->line++;
        if (rd->row_bytes == 0)
            rd->row_line = rd->line;
        rd->row_bytes += n;
        if (rd->row_bytes > ROW_MAX) {
            msg(rd->m, SEV_ERROR, at_line(rd, rd->row_line), "long-row",
                "a row of more than %u bytes: is a quotation mark not closed?",
                "一行超过 %u 字节：是否漏了结尾的引号？", ROW_MAX);
            rd->failed = true;
        } else if (csv_parse(p, text, n, end_cell, end_row, rd) != n) {
            broken_quote(rd);
        }
        if (rd->row_bytes == n && is_empty(text, n)) /* libcsv makes no row of it */
            rd->row_bytes = 0;
        text += n;
    }
    if (!rd->failed && csv_fini(p, end_cell, end_row, rd) != 0)
        broken_quote(rd);
}

static const struct cell_table *read_table(struct reader *rd, const char *text, size_t len)
{
    struct csv_parser p;
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        msg(rd->m, SEV_FAILURE, rd->at, "libcsv", "libcsv cannot start", "libcsv 无法启动");
        return NULL;
    }
    csv_set_delim(&p, (unsigned char)find_separator(text, len));
    csv_set_realloc_func(&p, realloc);
    feed(rd, &p, text, len);
    csv_free(&p);
    if (rd->failed)
        return NULL;
    struct cell_table *t = arena_alloc(rd->arena, sizeof *t);
    t->file = rd->at.file;
    t->n_rows = rd->n_rows;
    t->rows = arena_array(rd->arena, rd->n_rows, sizeof t->rows[0]);
    if (rd->n_rows > 0)
        memcpy(t->rows, rd->rows, rd->n_rows * sizeof t->rows[0]);
    return t;
}

const struct cell_table *csv_load(struct arena *a, const char *path, struct source from,
                                  struct messages *m)
{
    size_t len;
    char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, from, m);
    if (bytes == NULL)
        return NULL;
    struct source at = IN_FILE(arena_strdup(a, path));
    const char *text = encoding_utf8(a, bytes, len, &len, at, m);
    if (text == NULL)
        return NULL;
    struct reader *rd = must_alloc(1, sizeof *rd);
    memset(rd, 0, sizeof *rd);
    rd->arena = a;
    rd->m = m;
    rd->at = at;
    const struct cell_table *t = read_table(rd, text, len);
    buf_free(&rd->texts);
    free(rd->rows);
    free(rd);
    return t;
}
