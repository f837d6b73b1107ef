#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv_out.h"
#include "data/check/checksheet.h"
#include "data/report/node.h"
#include "data/report/words.h"
#include "data/wording/cited.h"
#include "data/wording/derivation.h"

/* So many runs of cells are named; the CSV form has all. */
#define CELLS_TOLD 4

struct writer {
    const struct report *r;
    const struct checksheet *sheet;
    struct node *document;
    struct source at;
};

static struct node *text_node(const struct writer *w, const char *text)
{
    return node_text(w->r->arena, text, w->at);
}

static struct node *paragraph(const struct writer *w, const char *text)
{
    struct node *n = node_new(w->r->arena, NODE_PARAGRAPH, w->at);
    node_append(n, text_node(w, text));
    return n;
}

/* A table with its caption and a row of heads, added to the document. */
static struct node *add_table(const struct writer *w, enum word caption, const enum word *heads,
                              size_t n)
{
    struct node *table = node_new(w->r->arena, NODE_TABLE, w->at);
    table->small = true;
    table->caption = paragraph(w, word(w->r->language, caption));
    struct node *row = node_row(w->r->arena, table, true);
    for (size_t i = 0; i < n; i++)
        node_cell(w->r->arena, row, ALIGN_CENTRE, word(w->r->language, heads[i]));
    node_append(w->document, table);
    return table;
}

static void add_row(const struct writer *w, struct node *table, const char *const *cells, size_t n)
{
    struct node *row = node_row(w->r->arena, table, false);
    for (size_t i = 0; i < n; i++)
        node_cell(w->r->arena, row, i == 0 ? ALIGN_CENTRE : ALIGN_LEFT, cells[i]);
}

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void add_findings(const struct writer *w)
{
    static const enum word heads[] = {W_SERIAL, W_SOURCE, W_FINDING, W_STATUS};
    const struct report *r = w->r;
    if (w->sheet->n_findings == 0) {
        node_append(w->document, paragraph(w, word(r->language, W_NO_FINDINGS)));
        return;
    }
    struct node *table = add_table(w, W_SHEET_FINDINGS, heads, COUNT(heads));
    for (size_t i = 0; i < w->sheet->n_findings; i++) {
        const struct message *f = &w->sheet->findings[i];
        const char *status = word(r->language, W_OPEN_FINDING);
        if (f->accepted != NULL)
            status = arena_printf(r->arena, word(r->language, W_ACCEPTED), f->accepted);
        const char *cells[] = {arena_printf(r->arena, "%zu", i + 1),
                               cited_one(r->arena, f->at, r->dir),
                               arena_printf(r->arena, "%s [%s]", f->text, f->rule), status};
        add_row(w, table, cells, COUNT(cells));
    }
}

static int by_origin(const struct sheet_number *x, const struct sheet_number *y)
{
    const struct origin *a = &x->origin, *b = &y->origin;
    int c = (int)a->kind - (int)b->kind;
    c = c != 0 ? c : a->indicator - b->indicator;
    c = c != 0 ? c : a->place - b->place;
    c = c != 0 ? c : a->year - b->year;
    return c != 0 ? c : a->base - b->base;
}

/* Of one origin in the order of the document. */
static int by_origin_and_order(const void *a, const void *b)
{
    const struct sheet_number *x = *(const struct sheet_number *const *)a;
    const struct sheet_number *y = *(const struct sheet_number *const *)b;
    int c = by_origin(x, y);
    return c != 0 ? c : (x > y) - (x < y);
}

/* The numbers of one origin. */
struct group {
    const struct sheet_number **numbers;
    size_t n;
};

static int by_first(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    return (x->numbers[0] > y->numbers[0]) - (x->numbers[0] < y->numbers[0]);
}

/* The different texts that member gives the numbers of a group, joined. */
static const char *joined(const struct writer *w, const struct group *g,
                          const char *member(const struct report *r, const struct sheet_number *n))
{
    struct buf b = {0};
    for (size_t i = 0; i < g->n; i++) {
        const char *text = member(w->r, g->numbers[i]);
        bool known = false;
        for (size_t k = 0; k < i && !known; k++)
            known = strcmp(text, member(w->r, g->numbers[k])) == 0;
        if (!known)
            buf_printf(&b, "%s%s", b.len == 0 ? "" : language_text(w->r->language, "; ", "；"),
                       text);
    }
    return buf_keep(&b, w->r->arena);
}

static const char *printed(const struct report *r, const struct sheet_number *n)
{
    (void)r;
    return n->printed;
}

/* "出生人数 1966 ÷ 年平均人口数 178406 × 1000 = 11.019809…；四舍五入，2位小数" */
static const char *computation(const struct writer *w, const struct derivation *d)
{
    const char *formula = *d->formula != '\0' || *d->rounding == '\0' ? d->formula : d->exact;
    const char *gap = *d->rounding == '\0' ? "" : language_text(w->r->language, "; ", "；");
    return arena_printf(w->r->arena, "%s%s%s", formula, gap, d->rounding);
}

static void add_group(const struct writer *w, struct node *table, size_t i, const struct group *g)
{
    const struct report *r = w->r;
    struct derivation d = derivation_of(r, &g->numbers[0]->origin, CELLS_TOLD);
    const char *cells[] = {
        arena_printf(r->arena, "%zu", i + 1),
        d.subject,
        joined(w, g, printed),
        joined(w, g, checksheet_where),
        d.sources,
        computation(w, &d),
        checksheet_remarks(r, w->sheet, &g->numbers[0]->origin, d.flags),
    };
    add_row(w, table, cells, COUNT(cells));
}

/* Groups of the traced numbers in the order of the document; how many. */
static size_t find_groups(const struct writer *w, const struct sheet_number **numbers,
                          struct group *groups)
{
    size_t n = 0, count = 0;
    for (size_t i = 0; i < w->sheet->n; i++)
        if (w->sheet->numbers[i].nature == NATURE_TRACED)
            numbers[n++] = &w->sheet->numbers[i];
    qsort(numbers, n, sizeof *numbers, by_origin_and_order);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && by_origin(numbers[i], numbers[end]) == 0;)
            end++;
        groups[count++] = (struct group){&numbers[i], end - i};
    }
    qsort(groups, count, sizeof *groups, by_first);
    return count;
}

static void add_traced(const struct writer *w)
{
    static const enum word heads[] = {W_SERIAL, W_WHAT,    W_PRINTED_AS, W_WHERE,
                                      W_SOURCE, W_FORMULA, W_REMARKS};
    size_t n = w->sheet->n_traced;
    if (n == 0)
        return;
    const struct sheet_number **numbers = must_alloc(n, sizeof *numbers);
    struct group *groups = must_alloc(n, sizeof *groups);
    size_t count = find_groups(w, numbers, groups);
    struct node *table = add_table(w, W_SHEET_TRACED, heads, COUNT(heads));
    table->landscape = true;
    for (size_t i = 0; i < count; i++)
        add_group(w, table, i, &groups[i]);
    free(groups);
    free(numbers);
}

static void add_typed(const struct writer *w)
{
    static const enum word heads[] = {W_SERIAL, W_PRINTED_AS, W_WHERE, W_CONTEXT, W_NATURE};
    const struct report *r = w->r;
    struct node *table = NULL;
    size_t count = 0;
    for (size_t i = 0; i < w->sheet->n; i++) {
        const struct sheet_number *n = &w->sheet->numbers[i];
        if (n->nature == NATURE_TRACED)
            continue;
        if (table == NULL)
            table = add_table(w, W_SHEET_TYPED, heads, COUNT(heads));
        const char *nature = checksheet_nature(r, n->nature);
        if (n->nature == NATURE_STATED) {
            struct derivation d = derivation_of(r, &n->origin, CELLS_TOLD);
            nature = arena_printf(r->arena, language_text(r->language, "%s: %s, %s", "%s：%s，%s"),
                                  nature, d.subject, d.sources);
        }
        const char *cells[] = {arena_printf(r->arena, "%zu", ++count), n->printed,
                               checksheet_where(r, n), n->context, nature};
        add_row(w, table, cells, COUNT(cells));
    }
}

struct node *checksheet_document(const struct report *r, const struct checksheet *s)
{
    struct writer w = {.r = r, .sheet = s, .at = IN_FILE(r->path)};
    w.document = node_new(r->arena, NODE_DOCUMENT, w.at);
    const char *summary = word(r->language, W_SHEET_SUMMARY);
    node_append(w.document, paragraph(&w, arena_printf(r->arena, summary, s->n, s->n_traced,
                                                       s->n - s->n_traced)));
    add_findings(&w);
    for (enum word signer = W_PREPARED_BY; signer <= W_APPROVED_BY; signer++)
        node_append(
            w.document,
            paragraph(&w, arena_printf(r->arena, word(r->language, W_SHEET_SIGNED), /* ours */
                                       word(r->language, signer))));
    add_traced(&w);
    add_typed(&w);
    return w.document;
}

const struct report *checksheet_report(const struct report *r, const struct checksheet *s)
{
    struct report *own = arena_alloc(r->arena, sizeof *own);
    *own = *r;
    const char *sheet = word(r->language, W_CHECK_SHEET);
    own->title =
        arena_printf(r->arena, language_text(r->language, "%s: %s", "%s%s"), r->title, sheet);
    own->title_lines = own->title;
    own->subtitle = own->subtitle_lines = NULL;
    own->official = (struct official){.numbers = r->official.numbers, .duplex = r->official.duplex};
    own->organ = own->date = NULL; /* it is no paper of its own: the signing lines are its end */
    own->narrative = checksheet_document(r, s);
    return own;
}

static const enum word heads[] = {W_SERIAL, W_WHERE,   W_PRINTED_AS, W_CONTEXT,  W_NATURE, W_WHAT,
                                  W_SOURCE, W_FORMULA, W_EXACT,      W_ROUNDING, W_REMARKS};

#define N_HEADS (sizeof heads / sizeof *heads)

static void add_line(struct buf *out, const char *const *cells)
{
    for (size_t i = 0; i < N_HEADS; i++) {
        if (i > 0)
            buf_puts(out, ",");
        csv_cell(out, cells[i]);
    }
    buf_puts(out, "\r\n");
}

void checksheet_csv(const struct report *r, const struct checksheet *s, struct buf *out)
{
    const char *cells[N_HEADS];
    buf_puts(out, CHECKSHEET_MAGIC);
    for (size_t i = 0; i < N_HEADS; i++)
        cells[i] = word(r->language, heads[i]);
    add_line(out, cells);
    for (size_t i = 0; i < s->n; i++) {
        const struct sheet_number *n = &s->numbers[i];
        bool known = n->nature == NATURE_TRACED || n->nature == NATURE_STATED;
        struct derivation d = {"", "", "", "", "", 0};
        if (known)
            d = derivation_of(r, &n->origin, 0);
        const char *line[N_HEADS] = {arena_printf(r->arena, "%zu", i + 1),
                                     checksheet_where(r, n),
                                     n->printed,
                                     n->context,
                                     checksheet_nature(r, n->nature),
                                     d.subject,
                                     d.sources,
                                     d.formula,
                                     d.exact,
                                     d.rounding,
                                     known ? checksheet_remarks(r, s, &n->origin, d.flags) : ""};
        add_line(out, line);
    }
}
