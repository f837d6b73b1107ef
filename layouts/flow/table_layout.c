#include "layouts/flow/table_layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/report/node.h"
#include "data/report/report.h"
#include "data/report/words.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/figure_layout.h"
#include "layouts/flow/floats.h"
#include "layouts/flow/inlines.h"
#include "layouts/flow/table_grid.h"
#include "layouts/flow/table_notes.h"

/* Columns [from, to) behind `stubs` first ones. */
struct range {
    size_t from, to, stubs;
};

/* The first column is repeated where it leaves the others half of the width. */
static struct range range_of(const struct flow *f, const struct table *t, size_t from)
{
    struct range r = {.from = from, .to = from};
    int64_t width = 0;
    if (from > 0 && t->columns[0].least <= f->width / 2) {
        r.stubs = 1;
        width = t->columns[0].least;
    }
    while (r.to < t->n_columns && (r.to == from || width + t->columns[r.to].least <= f->width))
        width += t->columns[r.to++].least;
    return r;
}

/* Cuts a cell to the range and moves it there; false when nothing of it is left. */
static bool clip(struct grid_cell *c, const struct range *r)
{
    size_t end = c->column + c->columns;
    if (r->stubs > 0 && c->column == 0) { /* the stub; a group's name goes on beside it */
        size_t more = end > r->from ? (end < r->to ? end : r->to) - r->from : 0;
        c->columns = end == 1 ? 1 : 1 + more;
        return true;
    }
    size_t from = c->column > r->from ? c->column : r->from;
    end = end < r->to ? end : r->to;
    if (from >= end)
        return false;
    c->column = from - r->from + r->stubs;
    c->columns = end - from;
    return true;
}

/*
 * The part of t that begins with column *from and has as many as fit at their least width; parts
 * behind the first one have the first column before them again, for it names the rows. Cells that
 * reach over the cut stand in both parts. *from moves behind the part. t has been fitted.
 */
static struct table table_part(struct flow *f, const struct table *t, size_t *from)
{
    struct range range = range_of(f, t, *from);
    struct table part = *t;
    part.n_columns = range.stubs + range.to - range.from;
    part.columns = arena_array(f->arena, part.n_columns, sizeof *part.columns);
    part.left = arena_array(f->arena, part.n_columns + 1, sizeof *part.left);
    part.rows = arena_array(f->arena, t->n_rows, sizeof *part.rows);
    for (size_t j = 0; j < part.n_columns; j++)
        part.columns[j] = t->columns[j < range.stubs ? 0 : range.from + j - range.stubs];
    for (size_t i = 0; i < t->n_rows; i++) {
        const struct grid_row *r = &t->rows[i];
        part.rows[i] = *r;
        part.rows[i].cells = arena_array(f->arena, r->n, sizeof *r->cells);
        part.rows[i].n = 0;
        part.rows[i].height = 0;
        for (size_t j = 0; j < r->n; j++) {
            struct grid_cell c = r->cells[j];
            if (clip(&c, &range))
                part.rows[i].cells[part.rows[i].n++] = c;
        }
    }
    table_set_widths(f, &part);
    *from = range.to;
    return part;
}

static void set_height(struct strip *s, int32_t height)
{
    s->height = s->extent = (int64_t)height * FINE;
}

static int32_t head_height(const struct flow *f, const struct table *t)
{
    int32_t h = 0;
    for (size_t i = 0; i < t->n_head; i++)
        h += table_row_height(f, &t->rows[i]);
    return h;
}

/* The head rows with their rules, from top down; gives the y below them. */
static int32_t place_head(struct flow *f, struct strip *s, const struct table *t, int32_t top)
{
    const struct table_style *style = &f->style->table;
    int32_t y = top;
    for (size_t i = 0; i < t->n_head; i++) {
        int32_t h = table_row_height(f, &t->rows[i]);
        table_place(f, s, t, i, y, h, 0, SIZE_MAX);
        y += h;
    }
    table_across(f, s, t, y, style->thin);
    table_across(f, s, t, top, style->thick);
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

/* The line that says the unit of all numbers, above the head; the y below it. */
static int32_t place_unit(struct flow *f, struct strip *s, const struct table *t, int tag,
                          int32_t top)
{
    struct text_style style = f->style->texts[TEXT_NOTE];
    struct para_shape shape = {.width = t->width, .align = f->style->table.unit};
    if (t->node->unit == NULL)
        return top;
    struct look look = inlines_look(&style, tag);
    inlines_text(f, &look, t->node->unit, t->node->at);
    struct para p = flow_compose_shape(f, &shape);
    return flow_strip_lines(f, s, &p, &style, t->x, top) + f->style->table.gap / 2;
}

/* The line 续表, centred or at an edge; the y below it. */
static int32_t place_continued(struct flow *f, struct strip *s, const struct table *t)
{
    struct text_style caption = f->style->texts[TEXT_CAPTION];
    struct look look = inlines_look(&caption, 0);
    struct para_shape shape = {.width = f->width, .align = f->style->table.continued};
    inlines_text(f, &look, continued_text(f, t), t->node->at);
    struct para p = flow_compose_shape(f, &shape);
    return flow_strip_lines(f, s, &p, &caption, 0, 0) + f->style->table.gap;
}

/* What begins each further page of the table; artifacts, for the reader has met them before. */
static const struct strip *repeat_strip(struct flow *f, const struct table *t)
{
    struct strip *s = arena_alloc(f->arena, sizeof *s);
    s->outline = -1;
    int32_t y = place_unit(f, s, t, 0, place_continued(f, s, t));
    /* a head that fills half a page would leave the rows no room */
    if (f->style->table.repeat && t->n_head > 0 && head_height(f, t) < f->height / 2)
        y = place_head(f, s, t, y);
    else
        table_across(f, s, t, y, f->style->table.thick);
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
    table_across(f, s, t, 0, f->style->table.thick);
    return s;
}

/* Lines of a row that fit on a page below the repeated head. */
static size_t lines_that_fit(const struct flow *f, const struct table *t, const struct grid_row *r,
                             int32_t taken)
{
    int32_t pitch = sizes_millipoints(flow_pitch(f, table_text(t, r)));
    int32_t room = f->height - taken - 2 * f->style->table.pad_y;
    return room > pitch ? (size_t)(room / pitch) : 1;
}

/* Whether a row of the body stays with the one above: it is among the first or the last few, or
 * below a group's heading. */
static bool stays(const struct flow *f, const struct table *t, size_t i)
{
    size_t least = (size_t)f->style->table.least, first = t->n_head;
    if (t->rows[i].keep || (i > first && t->rows[i - 1].group))
        return true;
    return i > first && (i - first < least || t->n_rows - i < least);
}

static size_t most_lines(const struct grid_row *r)
{
    size_t n = 1;
    for (size_t j = 0; j < r->n; j++)
        if (r->cells[j].rows == 1 && r->cells[j].para.n_lines > n)
            n = r->cells[j].para.n_lines;
    return n;
}

static void tell_tall(struct flow *f, const struct grid_row *r)
{
    msg(f->messages, SEV_WARNING, r->node->at, "tall-row",
        "a row of the table is higher than a page and was split; shorten its text",
        "表格的一行高于一页，已拆开；请缩短文字");
}

/* A row of the body: one strip, or several where it is higher than a page. */
static void add_row(struct flow *f, const struct table *t, size_t i, const struct strip *repeat,
                    const struct strip *close)
{
    const struct table_style *style = &f->style->table;
    const struct grid_row *r = &t->rows[i];
    int32_t pitch = sizes_millipoints(flow_pitch(f, table_text(t, r)));
    size_t n = most_lines(r), most = lines_that_fit(f, t, r, sizes_millipoints(repeat->height));
    if (n > most)
        tell_tall(f, r);
    for (size_t from = 0; from < n; from += most) {
        size_t to = n - from > most ? from + most : n;
        struct strip *s = flow_strip(f, 0);
        int32_t h = pitch * (int32_t)(to - from) + 2 * style->pad_y;
        h = n <= most ? table_row_height(f, r) : h;
        bool last = i + 1 == t->n_rows && to == n;
        s->repeat = i == t->n_head && from == 0 ? NULL : repeat;
        s->close = last ? NULL : close;
        s->keep |= (s->repeat == NULL && t->n_head > 0) || (from == 0 && stays(f, t, i));
        table_place(f, s, t, i, 0, h, from, n <= most ? SIZE_MAX : to);
        if (i == 0 && from == 0)
            table_across(f, s, t, 0, style->thick);
        if (last)
            table_across(f, s, t, h, style->thick);
        set_height(s, h);
    }
}

static void add_caption(struct flow *f, const struct para *p)
{
    const struct text_style *style = &f->style->texts[TEXT_CAPTION];
    if (p->n_lines == 0)
        return;
    struct strip *s = flow_strip(f, 0);
    set_height(s, flow_strip_lines(f, s, p, style, style->left, 0) + f->style->table.gap);
}

/* Head and rows; first: of the table's strips. */
static void add_rows(struct flow *f, const struct table *t, size_t first)
{
    if (t->n_head > 0 || t->node->unit != NULL) {
        struct strip *head = flow_strip(f, 0);
        head->keep |= f->out->n > first + 1;
        int32_t y = place_unit(f, head, t, t->caption_tag, 0);
        set_height(head, t->n_head > 0 ? place_head(f, head, t, y) : y);
    }
    f->keep = 0;
    size_t row = f->out->n;
    if (t->n_rows == t->n_head) {
        struct strip *head = &f->out->list[row - 1];
        table_across(f, head, t, sizes_millipoints(head->height), f->style->table.thick);
        return;
    }
    const struct strip *repeat = repeat_strip(f, t), *close = close_strip(f, t);
    for (size_t i = t->n_head; i < t->n_rows; i++)
        add_row(f, t, i, repeat, close);
    f->out->list[row].keep |= row > first;
}

/* The note of the table, line by line, then the notes that its cells call. */
static void add_notes(struct flow *f, const struct table *t, int parent)
{
    const struct text_style *style = &f->style->texts[TEXT_NOTE];
    int64_t above = (int64_t)f->style->table.gap * FINE;
    if (t->node->note != NULL) {
        struct para p = figure_text(f, t->node->note, style, flow_tag(f, TAG_PARAGRAPH, parent));
        struct strip *s = flow_lines(f, &p, style, style->left);
        if (s != NULL) {
            s->keep = true;
            s->before = s->before > above ? s->before : above;
            above = 0;
        }
    }
    table_notes_add(f, f->cell_notes, parent, above);
}

/* White around the table, so that the text below stands on the grid again. */
static void add_white(struct flow *f, size_t first)
{
    int64_t height = 0, around = f->style->figure.around;
    for (size_t i = first; i < f->out->n; i++)
        height += f->out->list[i].height + (i > first ? f->out->list[i].before : 0);
    int64_t slack = figure_slack(f, height);
    int64_t above = (slack - (f->style->grid.pitch - f->style->grid.em)) / 2;
    struct strip *s = &f->out->list[first];
    s->before = (s->before > around ? s->before : around) + above;
    f->after = around;
    f->out->list[f->out->n - 1].height += slack - above;
}

/* One table, or a part of one that was too wide. */
static void add_part(struct flow *f, struct table *t, const struct para *caption, int parent,
                     bool last)
{
    size_t first = f->out->n;
    table_compose(f, t);
    add_caption(f, caption);
    add_rows(f, t, first);
    f->keep = 0;
    f->after = 0;
    if (last)
        add_notes(f, t, parent);
    if (f->out->n > first) {
        add_white(f, first);
        float_unit(f, first, true);
    }
}

/* The caption of the parts after the first one: 续表. */
static struct para again_caption(struct flow *f, const struct table *t)
{
    const struct text_style *style = &f->style->texts[TEXT_CAPTION];
    struct look look = inlines_look(style, 0);
    struct para_shape shape = {.width = f->width - style->left - style->right,
                               .align = f->style->table.continued};
    inlines_text(f, &look, continued_text(f, t), t->node->at);
    return flow_compose_shape(f, &shape);
}

static void tell_wide(struct flow *f, const struct table *t, size_t parts)
{
    msg(f->messages, SEV_WARNING, t->node->at, "overfull-table",
        "the table is wider than the type area and was set in %zu parts; use fewer columns or "
        "shorter words%s",
        "表格宽于版心，已分成%zu段排印；请减少栏数或缩短文字%s", parts,
        t->node->landscape
            ? ""
            : language_text(f->report->language, ", or landscape orientation", "，或改为横排"));
}

static void add_table(struct flow *f, struct table *t, int parent)
{
    size_t first = f->out->n;
    t->caption_tag = flow_tag(f, TAG_CAPTION, t->tag);
    struct para caption =
        figure_text(f, t->node->caption, &f->style->texts[TEXT_CAPTION], t->caption_tag);
    if (table_fit(f, t)) {
        add_part(f, t, &caption, parent, true);
    } else {
        size_t parts = 0;
        for (size_t from = 0; from < t->n_columns; parts++) {
            struct table part = table_part(f, t, &from);
            if (parts > 0) {
                caption = again_caption(f, t);
                part.tag = flow_tag(f, TAG_TABLE, parent); /* its rows have other columns */
                part.caption_tag = flow_tag(f, TAG_CAPTION, part.tag);
            }
            add_part(f, &part, &caption, parent, from == t->n_columns);
        }
        tell_wide(f, t, parts);
    }
    if (f->out->n > first)
        flow_strip_anchor(f, &f->out->list[first], t->tag,
                          inlines_target(f, "table", t->node->number) + 1);
}

/* A table on turned pages: its strips stand apart, where the body has a mark for them. */
static void add_turned(struct flow *f, struct table *t, int parent)
{
    struct strips own = {0}, *out = f->out;
    int32_t width = f->width, height = f->height;
    int keep = f->keep;
    int64_t after = f->after;
    f->out = &own;
    f->width = height;
    f->height = width;
    f->keep = 0;
    f->after = 0;
    add_table(f, t, parent);
    f->width = width;
    f->height = height;
    f->out = out;
    struct strips *kept = arena_alloc(f->arena, sizeof *kept);
    kept->n = own.n;
    kept->list = arena_array(f->arena, own.n, sizeof *kept->list);
    if (own.n > 0)
        memcpy(kept->list, own.list, own.n * sizeof *kept->list);
    free(own.list);
    struct strip *mark = flow_strip(f, 0);
    mark->aside = kept;
    mark->table = true;
    f->keep = keep; /* what stood above stays with what follows in the text */
    f->after = after;
}

void table_add(struct flow *f, const struct node *n, int parent)
{
    struct table t = {.node = n, .tag = flow_tag(f, TAG_TABLE, parent)};
    struct table_notes notes = {.table = n->number}, *outer = f->cell_notes;
    table_grid_read(f, &t);
    if (t.n_columns == 0) {
        msg(f->messages, SEV_WARNING, n->at, "empty-table",
            "the table has no cells; fill it or take it out", "表格没有内容；请补全或删去");
        return;
    }
    if (f->style->table.notes == NOTES_TABLE)
        f->cell_notes = &notes;
    bool turned = n->landscape && f->style->page.turn != TURN_NONE && f->out == &f->body;
    if (turned)
        add_turned(f, &t, parent);
    else
        add_table(f, &t, parent);
    f->cell_notes = outer;
    free(notes.numbers);
}
