#include "data/sheets/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "data/sheets/cells_builder.h"

/* A quotation mark that is never closed must not swallow the file. */
#define ROW_MAX (1u << 20)

struct reader {
    struct cells_builder *table;
    struct messages *m;
    struct source at;
    int line;         /* the one being fed */
    int row_line;     /* where the row in hand starts */
    size_t row_bytes; /* read of that row so far; 0 between rows */
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
    builder_cell(rd->table, rd->table->n, rd->line - count_lines(s, len), s, len);
}

/* libcsv's word that a row has ended. */
static void end_row(int terminator, void *arg)
{
    struct reader *rd = arg;
    (void)terminator;
    builder_row(rd->table, false);
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
    if (!rd->table->failed)
        msg(rd->m, SEV_ERROR, at_line(rd, rd->row_line), "csv-quote",
            "broken quotation marks in this row: a cell that holds one is quoted whole, and the "
            "mark doubled (\"a \"\"b\"\" c\")",
            "本行的引号不配对：含引号的单元格应整体加引号，其中的引号写两遍（\"a \"\"b\"\" c\"）");
    rd->table->failed = true;
}

static bool is_empty(const char *s, size_t len)
{
    return strspn(s, " \t\r\n") >= len;
}

/* libcsv knows no lines, so it is fed one at a time. */
static void feed(struct reader *rd, struct csv_parser *p, const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end && !rd->table->failed) {
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
            rd->table->failed = true;
        } else if (csv_parse(p, text, n, end_cell, end_row, rd) != n) {
            broken_quote(rd);
        }
        if (rd->row_bytes == n && is_empty(text, n)) /* libcsv makes no row of it */
            rd->row_bytes = 0;
        text += n;
    }
    if (!rd->table->failed && csv_fini(p, end_cell, end_row, rd) != 0)
        broken_quote(rd);
}

const struct cell_table *csv_read(struct arena *a, const char *bytes, size_t len, struct source at,
                                  struct messages *m)
{
    const char *text = encoding_utf8(a, bytes, len, &len, at, m);
    if (text == NULL)
        return NULL;
    struct csv_parser p;
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        msg(m, SEV_FAILURE, at, "libcsv", "libcsv cannot start", "libcsv 无法启动");
        return NULL;
    }
    struct reader rd = {.table = builder_new(a, at, m), .m = m, .at = at};
    csv_set_delim(&p, (unsigned char)find_separator(text, len));
    csv_set_realloc_func(&p, realloc);
    feed(&rd, &p, text, len);
    csv_free(&p);
    const struct cell_table *t = builder_table(rd.table);
    builder_free(rd.table);
    return t;
}
