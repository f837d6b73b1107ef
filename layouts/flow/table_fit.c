#include <string.h>

#include "data/report/node.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/table_balance.h"
#include "layouts/flow/table_grid.h"
#include "layouts/flow/table_words.h"

/* Wider than any line: a cell is measured in one line of it. */
#define ONE_LINE 100000000

static int32_t greater(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Where the first number of a cell lies: its digits around the point, from the line's left. */
struct digits {
    int32_t start, point, end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The x of a byte of a run's text. */
static int32_t x_of(const struct line_run *r, size_t byte)
{
    for (uint32_t g = 0; g < r->run.n_glyphs; g++)
        if (r->run.glyphs[g].at >= byte)
            return r->x + r->run.glyphs[g].x;
    return r->x + r->run.width;
}

/*
 * The first number in a run, "1,234.56", behind at most so many bytes; a point that is not there
 * lies behind the whole part.
 */
static bool number_in(const struct line_run *r, size_t most, struct digits *n)
{
    const char *text = r->run.text;
    size_t len = r->run.len, i = 0;
    while (i < len && !is_digit(text[i]))
        i++;
    if (i == len || i > most)
        return false;
    n->start = x_of(r, i);
    while (i < len && (is_digit(text[i]) || text[i] == ','))
        i++;
    n->point = x_of(r, i);
    if (i + 1 < len && text[i] == '.' && is_digit(text[i + 1]))
        for (i++; i < len && is_digit(text[i]);)
            i++;
    n->end = x_of(r, i);
    return true;
}

/* Signs hang left of the digits and marks right of them: only digits make the column. */
static void measure_number(struct flow *f, struct grid_cell *c, struct column *column)
{
    struct para_shape shape = {.width = ONE_LINE, .align = PARA_LEFT};
    struct para p = flow_compose_shape(f, &shape);
    struct digits n;
    bool found = false;
    int32_t width = p.n_lines == 1 ? p.lines[0].right : 0;
    /* in a column that is only set flush right a text may be prose: one sign, then digits */
    bool flush = c->node->align == ALIGN_RIGHT;
    for (size_t i = 0; p.n_lines == 1 && i < p.lines[0].n_runs && !found && (i == 0 || !flush); i++)
        found = number_in(&p.lines[0].runs[i], flush ? 3 : SIZE_MAX, &n);
    c->point = found ? n.point : -1;
    if (found) {
        column->before = greater(column->before, n.point);
        column->behind = greater(column->behind, width - n.point);
        column->whole = greater(column->whole, n.point - n.start);
        column->fraction = greater(column->fraction, n.end - n.point);
    }
    column->natural = greater(column->natural, width);
    column->least = greater(column->least, width);
}

/* words: heads and labels of rows are cut between words only. */
static void measure_cell(struct flow *f, const struct table *t, const struct grid_row *r,
                         struct grid_cell *c, struct column *column, bool words)
{
    const struct text_style *s = table_text(t, r);
    size_t tags = f->n_tags; /* what measuring made up is taken back */
    table_spans(f, c, s, 0);
    if (table_decimal(r, c)) {
        measure_number(f, c, column);
        c->natural = 0; /* never wrapped */
    } else {
        struct text_widths w = table_words_measure(f, words && (r->node->head || c->column == 0));
        f->spans.n = 0;
        c->natural = w.natural;
        w.least = greater(w.least, 2 * s->size);
        /* so wide that the cell does not become higher than a page, if that is possible */
        int64_t lines = (int64_t)f->height * FINE / flow_pitch(f, s);
        w.least = greater(w.least, (int32_t)(w.natural / (lines > 0 ? lines : 1)));
        column->natural = greater(column->natural, w.natural);
        column->least = greater(column->least, w.least < w.natural ? w.least : w.natural);
    }
    f->n_tags = tags;
}

/* What a spanning cell needs more than its columns have goes to them alike. */
static void widen(struct column *columns, size_t n, const struct column *need)
{
    int64_t natural = need->natural, least = need->least;
    for (size_t i = 0; i < n; i++) {
        natural -= columns[i].natural;
        least -= columns[i].least;
    }
    for (size_t i = 0; i < n; i++) {
        if (natural > 0)
            columns[i].natural += (int32_t)(natural / (int64_t)n);
        if (least > 0)
            columns[i].least += (int32_t)(least / (int64_t)n) + 1;
        columns[i].natural = greater(columns[i].natural, columns[i].least);
    }
}

/* Cells of one column each, then those that span several; a group's name claims nothing. */
static void measure_cells(struct flow *f, struct table *t, bool spanning, bool words)
{
    int32_t padding = 2 * f->style->table.pad_x;
    for (size_t i = 0; i < t->n_rows; i++)
        for (size_t j = 0; j < t->rows[i].n && !t->rows[i].group; j++) {
            struct grid_cell *c = &t->rows[i].cells[j];
            if ((c->columns > 1) != spanning)
                continue;
            struct column need = {0};
            measure_cell(f, t, &t->rows[i], c, spanning ? &need : &t->columns[c->column], words);
            need.natural += padding;
            need.least += padding;
            if (spanning)
                widen(&t->columns[c->column], c->columns, &need);
        }
}

/* Whether every cell stands in one line. */
static bool all_natural(const struct flow *f, const struct table *t)
{
    int64_t sum = 0;
    for (size_t j = 0; j < t->n_columns; j++)
        sum += t->columns[j].natural;
    return sum <= f->width;
}

bool table_set_widths(struct flow *f, struct table *t)
{
    bool fits = table_columns_fit(t->columns, t->n_columns, f->width, f->style->table.full);
    if (fits && !all_natural(f, t))
        table_balance(t, f->width, 2 * f->style->table.pad_x);
    for (size_t j = 0; j < t->n_columns; j++)
        t->left[j + 1] = t->left[j] + t->columns[j].width;
    t->width = t->left[t->n_columns];
    t->x = t->width < f->width ? (f->width - t->width) / 2 : 0;
    return fits;
}

/* Sets the columns at the sizes of t; false when they do not fit. */
static bool set_columns(struct flow *f, struct table *t, bool words)
{
    const struct table_style *style = &f->style->table;
    memset(t->columns, 0, t->n_columns * sizeof *t->columns);
    measure_cells(f, t, false, words);
    for (size_t j = 0; j < t->n_columns; j++) {
        struct column *c = &t->columns[j];
        c->natural = greater(c->natural, c->before + c->behind) + 2 * style->pad_x;
        c->least = greater(c->least, c->before + c->behind) + 2 * style->pad_x;
    }
    measure_cells(f, t, true, words);
    for (size_t j = 0; j < t->n_columns; j++)
        if (t->columns[j].least > f->width)
            t->columns[j].least = f->width;
    return table_set_widths(f, t);
}

static void shrink(struct text_style *s, int32_t size)
{
    if (s->size <= size)
        return;
    s->pitch = s->pitch / s->size * size;
    s->size = size;
}

static void shrink_all(const struct flow *f, struct table *t)
{
    shrink(&t->head, f->style->table.smaller);
    shrink(&t->cell, f->style->table.smaller);
}

bool table_fit(struct flow *f, struct table *t)
{
    t->head = f->style->texts[TEXT_TABLE_HEAD];
    t->cell = f->style->texts[TEXT_TABLE_CELL];
    if (t->node->small)
        shrink_all(f, t);
    /* words are looked up only where it comes to breaking them */
    bool fits = set_columns(f, t, false) && (all_natural(f, t) || set_columns(f, t, true));
    if (!fits) {
        shrink_all(f, t);
        fits = set_columns(f, t, true) || set_columns(f, t, false);
    }
    return fits;
}

static enum para_align cell_align(const struct table *t, const struct grid_row *r,
                                  const struct grid_cell *c)
{
    if (r->node->head)
        return t->head.align;
    if (table_decimal(r, c) && c->point >= 0)
        return PARA_LEFT;
    switch (c->node->align) {
    case ALIGN_LEFT: return PARA_LEFT;
    case ALIGN_RIGHT: return PARA_RIGHT;
    case ALIGN_CENTRE:
    case ALIGN_DECIMAL: break;
    }
    return PARA_CENTRE;
}

static void compose_cell(struct flow *f, const struct table *t, const struct grid_row *r,
                         struct grid_cell *c, int row_tag)
{
    const struct text_style *s = table_text(t, r);
    enum tag_kind kind = r->node->head   ? TAG_TABLE_HEAD
                         : c->node->head ? TAG_ROW_HEAD
                                         : TAG_TABLE_CELL;
    int tag = flow_tag(f, kind, row_tag);
    f->tags[tag].columns = (int)c->columns;
    f->tags[tag].rows = (int)c->rows;
    int32_t width = t->left[c->column + c->columns] - t->left[c->column];
    struct para_shape shape = {.width = greater(width - 2 * f->style->table.pad_x, s->size),
                               .align = cell_align(t, r, c)};
    table_spans(f, c, s, tag);
    if (r->node->head || c->column == 0)
        table_words_break(f, shape.width);
    c->para = flow_compose_shape(f, &shape);
}

int32_t table_row_height(const struct flow *f, const struct grid_row *r)
{
    return r->height + 2 * f->style->table.pad_y;
}

static int32_t para_height(const struct flow *f, const struct para *p, const struct text_style *s)
{
    return sizes_millipoints(flow_pitch(f, s) * (int64_t)p->n_lines);
}

/* A cell of several rows: where it is higher than they, the last one grows. */
static void stretch_rows(struct flow *f, struct table *t, size_t i, const struct grid_cell *c)
{
    int32_t have = -2 * f->style->table.pad_y;
    for (size_t k = i; k < i + c->rows; k++)
        have += table_row_height(f, &t->rows[k]);
    int32_t need = para_height(f, &c->para, table_text(t, &t->rows[i]));
    if (need > have) {
        t->rows[i + c->rows - 1].height += need - have;
        have = need;
    }
    /* rows that share a cell stay on one page, unless they are many */
    for (size_t k = i + 1; k < i + c->rows; k++)
        t->rows[k].keep |= have < f->height / 2;
}

void table_compose(struct flow *f, struct table *t)
{
    for (size_t i = 0; i < t->n_rows; i++) {
        struct grid_row *r = &t->rows[i];
        int row_tag = flow_tag(f, TAG_TABLE_ROW, t->tag);
        for (size_t j = 0; j < r->n; j++) {
            compose_cell(f, t, r, &r->cells[j], row_tag);
            if (r->cells[j].rows == 1)
                r->height = greater(r->height, para_height(f, &r->cells[j].para, table_text(t, r)));
        }
    }
    for (size_t i = 0; i < t->n_rows; i++)
        for (size_t j = 0; j < t->rows[i].n; j++)
            if (t->rows[i].cells[j].rows > 1)
                stretch_rows(f, t, i, &t->rows[i].cells[j]);
}

/*
 * The x of a number whose point stands where its column has it: digits centred, as far as signs
 * and marks allow, or flush right.
 */
static int32_t number_x(const struct column *c, int32_t point, int32_t width, bool flush)
{
    int32_t at = (width - c->whole - c->fraction) / 2 + c->whole;
    if (flush || at > width - c->behind)
        at = width - c->behind;
    if (at < c->before)
        at = c->before;
    return at - point;
}

static void place_text(struct flow *f, struct strip *s, const struct table *t,
                       const struct grid_row *r, const struct grid_cell *c, int32_t top,
                       int32_t height, size_t from, size_t to)
{
    const struct text_style *text = table_text(t, r);
    const struct table_style *style = &f->style->table;
    size_t end = c->para.n_lines < to ? c->para.n_lines : to;
    int32_t x = t->x + t->left[c->column] + style->pad_x, y = top + style->pad_y;
    int32_t width = t->columns[c->column].width - 2 * style->pad_x;
    if (from >= end)
        return;
    if (table_decimal(r, c) && c->point >= 0 && c->para.n_lines == 1)
        x += number_x(&t->columns[c->column], c->point, width, c->node->align == ALIGN_RIGHT);
    if (from == 0 && end == c->para.n_lines)
        y += (height - 2 * style->pad_y - para_height(f, &c->para, text)) / 2;
    struct para part = {.lines = c->para.lines + from, .n_lines = end - from};
    flow_strip_lines(f, s, &part, text, x, y);
}

/* The rules at a cell's left and foot; a group's head has one under it in any form of table. */
static void place_rules(struct flow *f, struct strip *s, const struct table *t, size_t i,
                        const struct grid_cell *c, int32_t top, int32_t height)
{
    const struct table_style *style = &f->style->table;
    int32_t x = t->x + t->left[c->column], thin = style->thin;
    int32_t w = t->left[c->column + c->columns] - t->left[c->column];
    bool head = i < t->n_head, above = i + c->rows < (head ? t->n_head : t->n_rows);
    if (style->form == TABLE_RULED) {
        if (above)
            flow_strip_rule(f, s, x, top + height - thin / 2, w, thin);
        if (c->column > 0)
            flow_strip_rule(f, s, x - thin / 2, top, thin, height);
    } else if (head && above && c->node->child != NULL) {
        flow_strip_rule(f, s, x + style->pad_x, top + height - thin / 2, w - 2 * style->pad_x,
                        thin);
    }
}

void table_place(struct flow *f, struct strip *s, const struct table *t, size_t i, int32_t top,
                 int32_t height, size_t from, size_t to)
{
    const struct table_style *style = &f->style->table;
    const struct grid_row *r = &t->rows[i];
    for (size_t j = 0; j < r->n; j++) {
        const struct grid_cell *c = &r->cells[j];
        int32_t h = height;
        for (size_t k = i + 1; k < i + c->rows; k++)
            h += table_row_height(f, &t->rows[k]);
        place_text(f, s, t, r, c, top, h, from, to);
        place_rules(f, s, t, i, c, top, h);
    }
    if (r->node->rule && style->form != TABLE_RULED && from == 0)
        table_across(f, s, t, top, style->thin);
    if (style->form == TABLE_RULED) {
        flow_strip_rule(f, s, t->x - style->thick / 2, top, style->thick, height);
        flow_strip_rule(f, s, t->x + t->width - style->thick / 2, top, style->thick, height);
    }
}

void table_across(struct flow *f, struct strip *s, const struct table *t, int32_t y, int32_t thick)
{
    flow_strip_rule(f, s, t->x, y - thick / 2, t->width, thick);
}
