#include "data/wording/cited.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/text.h"

void cited_add(struct cited *c, struct source at)
{
    if (at.file == NULL)
        return;
    if (at.sheet == NULL)
        at.column = 0; /* of a CSV file the line says enough */
    c->list = list_room(c->list, c->n, &c->cap, sizeof *c->list);
    c->list[c->n++] = at;
}

static int by_text(const char *x, const char *y)
{
    return strcmp(x != NULL ? x : "", y != NULL ? y : "");
}

static int by_place(const void *a, const void *b)
{
    const struct source *x = a, *y = b;
    int c = by_text(x->file, y->file);
    c = c != 0 ? c : by_text(x->sheet, y->sheet);
    c = c != 0 ? c : x->column - y->column;
    return c != 0 ? c : x->line - y->line;
}

static bool same_column(const struct source *x, const struct source *y)
{
    return by_text(x->file, y->file) == 0 && by_text(x->sheet, y->sheet) == 0 &&
           x->column == y->column;
}

static void add_cell(struct buf *b, const struct source *s, int line)
{
    char letters[COLUMN_LETTERS_MAX] = "";
    if (s->column > 0)
        text_column_letters(s->column, letters);
    buf_printf(b, "%s%d", letters, line);
}

/* Lines first..last of one column of a sheet, or of a file. */
static void add_run(struct buf *b, const struct source *first, const struct source *last)
{
    add_cell(b, first, first->line);
    if (last->line == first->line)
        return;
    buf_puts(b, first->sheet != NULL ? ":" : "-");
    add_cell(b, last, last->line);
}

/* What stands in front of the lines of a file. */
static void add_file(struct buf *b, const struct source *s, const char *dir)
{
    size_t n = strlen(dir);
    buf_puts(b, strncmp(s->file, dir, n) == 0 ? s->file + n : s->file);
    if (s->sheet != NULL)
        buf_printf(b, "!%s", s->sheet);
    if (s->line > 0)
        buf_puts(b, s->sheet != NULL ? "!" : ":");
}

const char *cited_text(struct arena *a, struct cited *c, const char *dir, size_t most)
{
    struct buf b = {0};
    size_t runs = 0;
    if (c->n > 1)
        qsort(c->list, c->n, sizeof *c->list, by_place);
    for (size_t i = 0, end; i < c->n; i = end) {
        const struct source *first = &c->list[i], *before = i > 0 ? &c->list[i - 1] : NULL;
        for (end = i + 1; end < c->n && same_column(first, &c->list[end]) &&
                          c->list[end].line - c->list[end - 1].line <= 1;)
            end++;
        bool same_file = before != NULL && by_text(before->file, first->file) == 0 &&
                         by_text(before->sheet, first->sheet) == 0;
        if (before != NULL)
            buf_puts(&b, same_file ? ", " : "; ");
        if (most > 0 && runs++ == most) {
            buf_puts(&b, "…");
            break;
        }
        if (!same_file)
            add_file(&b, first, dir);
        if (first->line > 0)
            add_run(&b, first, &c->list[end - 1]);
    }
    return buf_keep(&b, a);
}

const char *cited_one(struct arena *a, struct source at, const char *dir)
{
    struct cited one = {0};
    cited_add(&one, at);
    const char *text = cited_text(a, &one, dir, 0);
    cited_free(&one);
    return text;
}

void cited_free(struct cited *c)
{
    free(c->list);
    *c = (struct cited){0};
}
