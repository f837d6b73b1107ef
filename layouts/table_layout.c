#include "layouts/table_layout.h"

#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/narrative.h"
#include "data/report.h"
#include "data/text.h"
#include "data/words.h"
#include "layouts/figure_layout.h"
#include "layouts/floats.h"
#include "layouts/inlines.h"
#include "layouts/sizes.h"
#include "layouts/style.h"
#include "layouts/table_columns.h"

/* Wider than any line: a cell is measured in one line of it. */
#define ONE_LINE 100000000

struct grid_cell {
    const struct node *node;
    struct para para;
    int32_t point; /* decimal cells: x of the end of the whole part; -1: no number in it */
};

struct grid_row {
    const struct node *node;
    struct grid_cell *cells;
    size_t n;
    bool whole;     /* one cell over all columns: a group's name */
    int32_t height; /* of its content, without padding */
};

struct table {
    const struct node *node;
    int tag;
    struct grid_row *rows;
    size_t n_rows, n_head, n_columns;
    struct column *columns;
    struct text_style head, cell; /* at the size that fits */
    int32_t x, width;
};

static const struct text_style *text_of(const struct table *t, const struct grid_row *r)
{
    return r->node->head ? &t->head : &t->cell;
}

static void read_row(struct flow *f, struct grid_row *r, const struct node *n)
{
    r->node = n;
    for (const struct node *c = n->child; c != NULL; c = c->next)
        r->n++;
    r->cells = arena_array(f->arena, r->n, sizeof *r->cells);
    size_t i = 0;
    for (const struct node *c = n->child; c != NULL; c = c->next)
        r->cells[i++].node = c;
}

static void read_table(struct flow *f, struct table *t)
{
    for (const struct node *r = t->node->child; r != NULL; r = r->next)
        t->n_rows++;
    t->rows = arena_array(f->arena, t->n_rows, sizeof *t->rows);
    size_t i = 0;
    for (const struct node *r = t->node->child; r != NULL; r = r->next, i++) {
        read_row(f, &t->rows[i], r);
        if (t->rows[i].n > t->n_columns)
            t->n_columns = t->rows[i].n;
        if (r->head && t->n_head == i)
            t->n_head++;
    }
    for (i = 0; i < t->n_rows; i++)
        t->rows[i].whole = t->rows[i].n == 1 && t->n_columns > 1;
    t->columns = arena_array(f->arena, t->n_columns, sizeof *t->columns);
}

static void cell_spans(struct flow *f, const struct grid_cell *c, const struct text_style *s,
                       int tag)
{
    struct look look = look_of(s, tag);
    inlines_add(f, c->node->child, &look);
}

/* About the widest part of the spans that no line end should cut: a word, or two hanzi. */
static int32_t least_width(const struct flow *f, int32_t size)
{
    int32_t least = 2 * size, run = 0;
    for (size_t i = 0; i < f->spans.n; i++) {
        const struct span *s = &f->spans.list[i];
        for (size_t k = 0; k < s->len; k++) {
            unsigned char c = (unsigned char)s->text[k];
            run = c > ' ' && c < 0x7f && run < ONE_LINE ? run + size * 11 / 20 : 0;
            least = run > least ? run : least;
        }
    }
    return least;
}

/* The byte behind the whole part of the first number of a run's text, or -1. */
static long whole_end(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && (text[i] < '0' || text[i] > '9'))
        i++;
    if (i == len)
        return -1;
    while (i < len && ((text[i] >= '0' && text[i] <= '9') || text[i] == ','))
        i++;
    return (long)i;
}

/* Where the decimal point of a composed cell lies, or would: behind the whole part; -1: nowhere. */
static int32_t find_point(const struct para *p)
{
    for (size_t i = 0; p->n_lines == 1 && i < p->lines[0].n_runs; i++) {
        const struct line_run *r = &p->lines[0].runs[i];
        long end = whole_end(r->run.text, r->run.len);
        if (end < 0)
            continue;
        for (uint32_t g = 0; g < r->run.n_glyphs; g++)
            if ((long)r->run.glyphs[g].at >= end)
                return r->x + r->run.glyphs[g].x;
        return r->x + r->run.width;
    }
    return -1;
}

static int32_t greater(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static bool decimal(const struct grid_row *r, const struct grid_cell *c)
{
    return c->node->align == ALIGN_DECIMAL && !r->node->head;
}

static void measure_cell(struct flow *f, const struct grid_row *r, struct grid_cell *c,
                         struct column *column, const struct text_style *s)
{
    size_t tags = f->n_tags; /* what measuring made up is taken back */
    cell_spans(f, c, s, 0);
    if (decimal(r, c)) {
        struct para_shape shape = {.width = ONE_LINE, .align = PARA_LEFT};
        struct para p = flow_compose_shape(f, &shape);
        int32_t width = p.n_lines == 1 ? p.lines[0].right : 0;
        c->point = find_point(&p);
        if (c->point >= 0) {
            column->before = greater(column->before, c->point);
            column->behind = greater(column->behind, width - c->point);
        }
        column->natural = greater(column->natural, width);
        column->least = greater(column->least, width);
    } else {
        int32_t least = least_width(f, s->size);
        int32_t width = para_width(f->arena, f->measure, &f->rules, f->spans.list, f->spans.n);
        f->spans.n = 0;
        if (!r->node->head && c->node->align == ALIGN_RIGHT)
            least = width;
        column->natural = greater(column->natural, width);
        column->least = greater(column->least, least < width ? least : width);
    }
    f->n_tags = tags;
}

/* Sets the columns at the sizes of t; false when they do not fit. */
static bool set_columns(struct flow *f, struct table *t)
{
    const struct table_style *style = &f->style->table;
    memset(t->columns, 0, t->n_columns * sizeof *t->columns);
    for (size_t i = 0; i < t->n_rows; i++)
        for (size_t j = 0; j < t->rows[i].n && !t->rows[i].whole; j++)
            measure_cell(f, &t->rows[i], &t->rows[i].cells[j], &t->columns[j],
                         text_of(t, &t->rows[i]));
    for (size_t j = 0; j < t->n_columns; j++) {
        struct column *c = &t->columns[j];
        c->natural = greater(c->natural, c->before + c->behind) + 2 * style->pad_x;
        c->least = greater(c->least, c->before + c->behind) + 2 * style->pad_x;
        c->least = c->least < f->width ? c->least : f->width;
    }
    return table_columns_fit(t->columns, t->n_columns, f->width, style->full);
}

static void shrink(struct text_style *s, int32_t size)
{
    if (s->size <= size)
        return;
    s->pitch = s->pitch / s->size * size;
    s->size = size;
}

static void fit(struct flow *f, struct table *t)
{
    t->head = f->style->texts[TEXT_TABLE_HEAD];
    t->cell = f->style->texts[TEXT_TABLE_CELL];
    bool fits = set_columns(f, t);
    if (!fits) {
        shrink(&t->head, f->style->table.smaller);
        shrink(&t->cell, f->style->table.smaller);
        fits = set_columns(f, t);
    }
    if (!fits)
        msg(f->messages, SEV_WARNING, t->node->at, "overfull-table",
            "the table is wider than the page's type area; use fewer columns or shorter words",
            "表格宽于版心；请减少栏数或缩短文字");
    for (size_t j = 0; j < t->n_columns; j++)
        t->width += t->columns[j].width;
    t->x = t->width < f->width ? (f->width - t->width) / 2 : 0;
}

static enum para_align cell_align(const struct table *t, const struct grid_row *r,
                                  const struct grid_cell *c)
{
    if (r->node->head)
        return t->head.align;
    switch (c->node->align) {
    case ALIGN_LEFT: return PARA_LEFT;
    case ALIGN_RIGHT: return PARA_RIGHT;
    case ALIGN_CENTRE:
    case ALIGN_DECIMAL: break;
    }
    return PARA_CENTRE;
}

static void compose_row(struct flow *f, struct table *t, struct grid_row *r)
{
    const struct text_style *s = text_of(t, r);
    int row_tag = flow_tag(f, TAG_TABLE_ROW, t->tag);
    for (size_t j = 0; j < r->n; j++) {
        struct grid_cell *c = &r->cells[j];
        int32_t width = r->whole ? t->width : t->columns[j].width;
        struct para_shape shape = {.width = greater(width - 2 * f->style->table.pad_x, s->size),
                                   .align = cell_align(t, r, c)};
        if (decimal(r, c) && c->point >= 0)
            shape.align = PARA_LEFT;
        int kind = r->node->head ? TAG_TABLE_HEAD : TAG_TABLE_CELL;
        cell_spans(f, c, s, flow_tag(f, (enum tag_kind)kind, row_tag));
        c->para = flow_compose_shape(f, &shape);
        int32_t h = millipoints(flow_pitch(f, s) * (int64_t)c->para.n_lines);
        r->height = greater(r->height, h);
    }
}

/* Puts lines [from, to) of every cell into the strip; the strip's content begins at top. */
static void place_row(struct flow *f, struct strip *s, const struct table *t,
                      const struct grid_row *r, int32_t top, size_t from, size_t to)
{
    const struct text_style *text = text_of(t, r);
    const struct table_style *style = &f->style->table;
    int32_t x = t->x, pitch = millipoints(flow_pitch(f, text));
    for (size_t j = 0; j < r->n; j++) {
        const struct grid_cell *c = &r->cells[j];
        const struct column *column = &t->columns[j];
        size_t end = c->para.n_lines < to ? c->para.n_lines : to;
        int32_t left = x + style->pad_x, y = top + style->pad_y;
        if (decimal(r, c) && c->point >= 0 && c->para.n_lines == 1)
            left += (column->width - 2 * style->pad_x - column->before - column->behind) / 2 +
                    column->before - c->point;
        if (from == 0 && end == c->para.n_lines)
            y += (r->height - pitch * (int32_t)c->para.n_lines) / 2;
        if (from < end) {
            struct para part = {.lines = c->para.lines + from, .n_lines = end - from};
            strip_lines(f, s, &part, text, left, y);
        }
        x += column->width;
    }
}

/* A horizontal rule over the table whose middle is at y. */
static void across(struct flow *f, struct strip *s, const struct table *t, int32_t y, int32_t thick)
{
    strip_rule(f, s, t->x, y - thick / 2, t->width, thick);
}

/* The upright rules of a ruled table. */
static void upright(struct flow *f, struct strip *s, const struct table *t, bool whole, int32_t top,
                    int32_t height)
{
    const struct table_style *style = &f->style->table;
    int32_t x = t->x;
    if (style->form != TABLE_RULED)
        return;
    for (size_t j = 0; j <= t->n_columns; j++) {
        bool outer = j == 0 || j == t->n_columns;
        int32_t w = outer ? style->thick : style->thin;
        if (outer || !whole)
            strip_rule(f, s, x - w / 2, top, w, height);
        if (j < t->n_columns)
            x += t->columns[j].width;
    }
}

static int32_t row_height(const struct flow *f, const struct grid_row *r)
{
    return r->height + 2 * f->style->table.pad_y;
}

static int32_t head_height(const struct flow *f, const struct table *t)
{
    int32_t h = 0;
    for (size_t i = 0; i < t->n_head; i++)
        h += row_height(f, &t->rows[i]);
    return h;
}

static void set_height(struct strip *s, int32_t height)
{
    s->height = s->extent = (int64_t)height * FINE;
}

/* The head rows with their rules, from top down; gives the y below them. */
static int32_t place_head(struct flow *f, struct strip *s, const struct table *t, int32_t top)
{
    const struct table_style *style = &f->style->table;
    int32_t y = top;
    for (size_t i = 0; i < t->n_head; i++) {
        const struct grid_row *r = &t->rows[i];
        place_row(f, s, t, r, y, 0, SIZE_MAX);
        upright(f, s, t, r->whole, y, row_height(f, r));
        y += row_height(f, r);
        if (i + 1 == t->n_head || style->form == TABLE_RULED)
            across(f, s, t, y, style->thin);
    }
    across(f, s, t, top, style->thick);
    return y;
}

static const char *continued_text(struct flow *f, const struct table *t)
{
    enum language l = f->report->language;
    const char *again = word(l, W_CONTINUED);
    if (t->node->number <= 0)
        return again;
    if (l == LANG_ZH)
        return arena_printf(f->arena, "%s%d", again, t->node->number);
    return arena_printf(f->arena, "%s %d (%s)", word(l, W_TABLE), t->node->number, again);
}

/* What begins each further page of the table; artifacts, for the reader has met them before. */
static const struct strip *repeat_strip(struct flow *f, const struct table *t)
{
    struct strip *s = arena_alloc(f->arena, sizeof *s);
    struct text_style caption = f->style->texts[TEXT_CAPTION];
    struct look look = look_of(&caption, 0);
    struct para_shape shape = {.width = f->width, .align = f->style->table.continued};
    s->outline = -1;
    inlines_text(f, &look, continued_text(f, t), t->node->at);
    struct para p = flow_compose_shape(f, &shape);
    int32_t y = strip_lines(f, s, &p, &caption, 0, 0) + f->style->table.gap;
    /* a head that fills half a page would leave the rows no room */
    if (f->style->table.repeat && head_height(f, t) < f->height / 2)
        y = place_head(f, s, t, y);
    else
        across(f, s, t, y, f->style->table.thick);
    for (size_t i = 0; i < s->n_items; i++)
        s->items[i].tag = 0;
    s->n_notes = 0;
    set_height(s, y);
    return s;
}

static const struct strip *close_strip(struct flow *f, const struct table *t)
{
    struct strip *s = arena_alloc(f->arena, sizeof *s);
    s->outline = -1;
    across(f, s, t, 0, f->style->table.thick);
    return s;
}

/* Lines of a row that fit on a page below the repeated head. */
static size_t lines_that_fit(const struct flow *f, const struct table *t, const struct grid_row *r,
                             int32_t taken)
{
    int32_t pitch = millipoints(flow_pitch(f, text_of(t, r)));
    int32_t room = f->height - taken - 2 * f->style->table.pad_y;
    return room > pitch ? (size_t)(room / pitch) : 1;
}

/* A row of the body: one strip, or several where it is higher than a page. */
static void add_row(struct flow *f, const struct table *t, size_t i, const struct strip *repeat,
                    const struct strip *close)
{
    const struct table_style *style = &f->style->table;
    const struct grid_row *r = &t->rows[i];
    int32_t pitch = millipoints(flow_pitch(f, text_of(t, r)));
    size_t n = 1, most = lines_that_fit(f, t, r, millipoints(repeat->height));
    for (size_t j = 0; j < r->n; j++)
        n = r->cells[j].para.n_lines > n ? r->cells[j].para.n_lines : n;
    if (n > most)
        msg(f->messages, SEV_WARNING, r->node->at, "tall-row",
            "a row of the table is higher than a page and was split; shorten its text",
            "表格的一行高于一页，已拆开；请缩短文字");
    for (size_t from = 0; from < n; from += most) {
        size_t to = from + most < n ? from + most : n;
        struct strip *s = flow_strip(f, 0);
        int32_t h = pitch * (int32_t)(to - from) + 2 * style->pad_y;
        h = n <= most ? row_height(f, r) : h;
        bool last = i + 1 == t->n_rows && to == n;
        s->repeat = i == t->n_head && from == 0 ? NULL : repeat;
        s->close = last ? NULL : close;
        s->keep |= s->repeat == NULL && t->n_head > 0;
        place_row(f, s, t, r, 0, from, to);
        upright(f, s, t, r->whole, 0, h);
        if (i == 0 && from == 0)
            across(f, s, t, 0, style->thick);
        if (last)
            across(f, s, t, h, style->thick);
        else if (style->form == TABLE_RULED && to == n)
            across(f, s, t, h, style->thin);
        set_height(s, h);
    }
}

/* A strip for a caption or a note; its height. */
static int32_t add_text(struct flow *f, const struct para *p, const struct text_style *s, bool keep,
                        int32_t above, int32_t below)
{
    if (p->n_lines == 0)
        return 0;
    struct strip *strip = flow_strip(f, 0);
    strip->keep |= keep;
    int32_t h = strip_lines(f, strip, p, s, s->left, above) + below;
    set_height(strip, h);
    return h;
}

static void add_strips(struct flow *f, const struct table *t, const struct para *caption,
                       const struct para *note)
{
    const struct text_style *caption_style = &f->style->texts[TEXT_CAPTION];
    const struct text_style *note_style = &f->style->texts[TEXT_NOTE];
    size_t first = f->out->n;
    add_text(f, caption, caption_style, false, 0, f->style->table.gap);
    if (t->n_head > 0) {
        struct strip *head = flow_strip(f, 0);
        head->keep |= caption->n_lines > 0;
        set_height(head, place_head(f, head, t, 0));
    }
    f->keep = 0;
    if (t->n_rows > t->n_head) {
        const struct strip *repeat = repeat_strip(f, t), *close = close_strip(f, t);
        size_t row = f->out->n;
        for (size_t i = t->n_head; i < t->n_rows; i++)
            add_row(f, t, i, repeat, close);
        f->out->list[row].keep |= row > first;
    } else if (f->out->n > first) {
        across(f, &f->out->list[f->out->n - 1], t, head_height(f, t), f->style->table.thick);
    }
    add_text(f, note, note_style, f->out->n > first, f->style->table.gap, 0);
    if (f->out->n > first)
        strip_anchor(f, &f->out->list[first], t->tag,
                     inlines_target(f, "table", t->node->number) + 1);

    int64_t height = 0;
    for (size_t i = first; i < f->out->n; i++)
        height += f->out->list[i].height;
    int64_t slack = figure_slack(f, height);
    int64_t above = (slack - (f->style->grid.pitch - f->style->grid.em)) / 2;
    if (f->out->n > first) {
        int64_t around = f->style->figure.around;
        if (f->out->list[first].before < around)
            f->out->list[first].before = around;
        f->out->list[first].before += above;
        f->after = around;
        f->out->list[f->out->n - 1].height += slack - above;
        float_unit(f, first, true);
    }
}

void table_add(struct flow *f, const struct node *n, int parent)
{
    struct table t = {.node = n, .tag = flow_tag(f, TAG_TABLE, parent)};
    read_table(f, &t);
    if (t.n_columns == 0)
        return;
    struct para caption =
        figure_text(f, n->caption, &f->style->texts[TEXT_CAPTION], flow_tag(f, TAG_CAPTION, t.tag));
    fit(f, &t);
    for (size_t i = 0; i < t.n_rows; i++)
        compose_row(f, &t, &t.rows[i]);
    struct para note = {0};
    if (n->note != NULL)
        note = figure_text(f, n->note, &f->style->texts[TEXT_NOTE],
                           flow_tag(f, TAG_PARAGRAPH, parent));
    add_strips(f, &t, &caption, &note);
}
