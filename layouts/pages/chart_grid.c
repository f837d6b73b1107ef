#include "layouts/pages/chart_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/figures/chart_sets.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/inlines.h"
#include "layouts/pages/layout.h"
#include "layouts/style/style.h"

#define MM (72000 / 25.4)

const struct chart_paper paper_a4 = {(int32_t)(210 * MM), (int32_t)(297 * MM), 1};
const struct chart_paper paper_a3_wide = {(int32_t)(420 * MM), (int32_t)(297 * MM), 4};

/* Margins of a sheet, between columns, between rows. */
#define MARGIN ((int32_t)(12 * MM))
#define GUTTER ((int32_t)(9 * MM))
#define ROW_GAP ((int32_t)(6 * MM))

/* Columns that end so far apart are as good as even. */
#define EVEN ((int32_t)(12 * MM))

/* A chart that must be higher is as low as it can. */
#define TALL ((int32_t)(190 * MM))

#define COLUMNS_MAX 4

struct grid {
    struct flow f;
    const struct chart_paper *paper;
    int32_t height;     /* of the pages: the paper's, or more (grow_pages) */
    struct strip strip; /* of the page in hand */
    struct page *pages;
    size_t n_pages, cap_pages;
    int32_t y;                 /* below what stands over the whole width of the page */
    int32_t tops[COLUMNS_MAX]; /* below what stands in each column */
};

/* A chart measured for the columns it will stand in. */
struct cell {
    const struct chart *chart;
    int span;
    int32_t width;
    struct para title;
    int figure;
    int32_t title_height, height;
    int32_t slack; /* that the height may do without */
};

static void end_page(struct grid *g)
{
    g->pages = list_room(g->pages, g->n_pages, &g->cap_pages, sizeof *g->pages);
    g->pages[g->n_pages++] = (struct page){.width = g->paper->width,
                                           .height = g->height,
                                           .label = "",
                                           .items = g->strip.items,
                                           .n_items = g->strip.n_items};
    g->strip = (struct strip){0};
    g->y = MARGIN;
}

static struct para compose(struct grid *g, const char *text, enum text_kind kind, int tag,
                           int32_t width)
{
    const struct text_style *t = &g->f.style->texts[kind];
    struct look look = inlines_look(t, tag);
    inlines_text(&g->f, &look, text, NOWHERE);
    return flow_compose(&g->f, t, width);
}

static int32_t lines_height(const struct grid *g, const struct para *p, enum text_kind kind)
{
    return sizes_millipoints(flow_pitch(&g->f, &g->f.style->texts[kind]) * (int64_t)p->n_lines);
}

static void put_lines(struct grid *g, const struct para *p, enum text_kind kind, int32_t x)
{
    g->y = flow_strip_lines(&g->f, &g->strip, p, &g->f.style->texts[kind], x, g->y);
}

static void put_title(struct grid *g, const char *title)
{
    int32_t width = g->paper->width - 2 * MARGIN;
    struct para p = compose(g, title, TEXT_TITLE, flow_tag(&g->f, TAG_TITLE, 1), width);
    put_lines(g, &p, TEXT_TITLE, MARGIN);
    g->y += ROW_GAP / 2;
}

static int32_t column_width(const struct grid *g, int span)
{
    int32_t inner = g->paper->width - 2 * MARGIN, n = g->paper->columns;
    int32_t one = (inner - (n - 1) * GUTTER) / n;
    return span * one + (span - 1) * GUTTER;
}

/*
 * The height of a chart over so many columns, or over up to most where it would be tall and that
 * makes it much lower. False when it cannot be drawn, told.
 */
static bool measure_height(const struct grid *g, int span, int most, struct cell *cell)
{
    const struct measure *m = g->f.measure;
    int32_t least = INT32_MAX;
    for (; span <= most && least > TALL; span++) {
        int32_t width = column_width(g, span);
        int32_t h = m->chart_least(m->chart_ctx, cell->chart, width);
        if (h < 0)
            return false;
        if (h < (int64_t)least * 9 / 10) {
            least = h;
            cell->span = span;
            cell->width = width;
        }
    }
    cell->height = least > TALL ? least : m->chart_height(m->chart_ctx, cell->chart, cell->width);
    cell->slack = cell->height - least;
    return cell->height >= 0;
}

/* Measures one chart over span to most columns; false when it cannot be drawn, told. */
static bool measure_cell(struct grid *g, const struct chart *c, int span, int most,
                         struct cell *cell)
{
    *cell = (struct cell){.chart = c};
    if (!measure_height(g, span, most, cell))
        return false;
    cell->figure = flow_tag(&g->f, TAG_FIGURE, 1);
    g->f.tags[cell->figure].alt = c->summary;
    if (c->title != NULL) {
        cell->title = compose(g, c->title, TEXT_CAPTION, flow_tag(&g->f, TAG_CAPTION, cell->figure),
                              cell->width);
        cell->title_height = lines_height(g, &cell->title, TEXT_CAPTION) + g->f.style->figure.gap;
    }
    return true;
}

/* The charts of a set, measured; NULL when one cannot be drawn. */
static struct cell *measure_cells(struct grid *g, const struct chart_set *set)
{
    struct cell *cells = arena_array(g->f.arena, set->n, sizeof *cells);
    int all = g->paper->columns, most = all;
    for (size_t i = 0; i < set->n; i++) {
        int span = i > 0 ? 1 : set->span < all ? set->span : all;
        if (!measure_cell(g, &set->charts[i], span, most, &cells[i]))
            return NULL;
        if (i == 0 && cells[0].height > g->paper->height && cells[0].span < all)
            most = all - cells[0].span; /* a long page: beside the first */
    }
    return cells;
}

/*
 * Takes from the charts of a sheet of one column, each in proportion to its slack, what they and
 * the note need more than it has: one sheet to hang up rather than two. Where that is not enough
 * they keep their heights.
 */
static void squeeze(const struct grid *g, struct cell *cells, size_t n, int32_t note)
{
    int64_t wanted = g->y + note, slack = 0, room = g->height - MARGIN;
    for (size_t i = 0; i < n; i++) {
        wanted += cells[i].title_height + cells[i].height + ROW_GAP;
        slack += cells[i].slack;
    }
    if (g->paper->columns > 1 || wanted <= room || wanted - slack > room)
        return;
    for (size_t i = 0; i < n; i++)
        cells[i].height -= (int32_t)((cells[i].slack * (wanted - room) + slack - 1) / slack);
}

/*
 * Makes the pages as high as the highest chart and the note below it need: of the next sizes of
 * paper (ISO 216) that are as wide, else as much as that of a roll.
 */
static void grow_pages(struct grid *g, const struct cell *cells, size_t n, int32_t note)
{
    int32_t width = g->paper->width, upright = (int32_t)(width * sqrt(2) + 0.5);
    int32_t needed = g->paper->height;
    for (size_t i = 0; i < n; i++) {
        int32_t height = g->y + cells[i].title_height + cells[i].height + ROW_GAP + note + MARGIN;
        needed = height > needed ? height : needed;
    }
    if (needed > g->paper->height && needed <= upright)
        needed = upright;
    g->height = needed < PAGE_SIDE_MAX ? needed : PAGE_SIDE_MAX;
}

static void put_cell(struct grid *g, const struct cell *cell, int32_t x, int32_t y)
{
    flow_strip_lines(&g->f, &g->strip, &cell->title, &g->f.style->texts[TEXT_CAPTION], x, y);
    *flow_strip_items(&g->f, &g->strip, 1) = (struct item){.kind = ITEM_CHART,
                                                           .tag = cell->figure,
                                                           .x = x,
                                                           .y = y + cell->title_height,
                                                           .w = cell->width,
                                                           .h = cell->height,
                                                           .chart = cell->chart};
}

/* Below what stands in so many columns from one on. */
static int32_t columns_top(const struct grid *g, int column, int span)
{
    int32_t y = 0;
    for (int k = column; k < column + span; k++)
        y = g->tops[k] > y ? g->tops[k] : y;
    return y;
}

/*
 * The first column of those where so many beside each other reach least far down, or hardly
 * further: charts are read from left to right.
 */
static int choose_column(const struct grid *g, int span, int32_t *top)
{
    int32_t least = columns_top(g, 0, span);
    int column = 0;
    for (int i = 0; i + span <= g->paper->columns; i++)
        if (columns_top(g, i, span) < least)
            least = columns_top(g, i, span);
    while (columns_top(g, column, span) > least + EVEN)
        column++;
    *top = columns_top(g, column, span);
    return column;
}

static void begin_columns(struct grid *g)
{
    for (int i = 0; i < g->paper->columns; i++)
        g->tops[i] = g->y;
}

/* On a new page where it does not fit. False: told. */
static bool put_chart(struct grid *g, const struct cell *cell)
{
    int32_t foot = g->height - MARGIN, y;
    int32_t height = cell->title_height + cell->height;
    int column = choose_column(g, cell->span, &y);
    if (y + height > foot && y > MARGIN) {
        end_page(g);
        begin_columns(g);
        column = choose_column(g, cell->span, &y);
    }
    if (y + height > foot) {
        msg(g->f.messages, SEV_ERROR, cell->chart->at, "chart-too-small",
            "a chart of the sheet is %d mm high and does not fit on it: there are too many places; "
            "draw charts of some of them",
            "图高 %d 毫米，一张纸放不下：单位太多，请分批绘图", (int)(height / MM));
        return false;
    }
    put_cell(g, cell, MARGIN + column * (column_width(g, 1) + GUTTER), y);
    for (int k = column; k < column + cell->span; k++)
        g->tops[k] = y + height + ROW_GAP;
    return true;
}

static bool put_charts(struct grid *g, const struct cell *cells, size_t n)
{
    begin_columns(g);
    for (size_t i = 0; i < n; i++)
        if (!put_chart(g, &cells[i]))
            return false;
    for (int i = 0; i < g->paper->columns; i++)
        g->y = g->tops[i] > g->y ? g->tops[i] : g->y;
    return true;
}

static struct para compose_note(struct grid *g, const char *note)
{
    if (note == NULL)
        return (struct para){0};
    return compose(g, note, TEXT_NOTE, flow_tag(&g->f, TAG_PARAGRAPH, 1),
                   column_width(g, g->paper->columns));
}

static void put_note(struct grid *g, const struct para *note)
{
    if (g->y + lines_height(g, note, TEXT_NOTE) > g->height - MARGIN)
        end_page(g);
    put_lines(g, note, TEXT_NOTE, MARGIN);
}

/* The pages that were ended, as a document. */
static struct pages *collect(const struct grid *g, const char *title)
{
    struct pages *pages = arena_alloc(g->f.arena, sizeof *pages);
    pages->pages = arena_array(g->f.arena, g->n_pages, sizeof *pages->pages);
    memcpy(pages->pages, g->pages, g->n_pages * sizeof *pages->pages);
    pages->n_pages = g->n_pages;
    layout_describe(pages, &g->f);
    pages->title = title;
    return pages;
}

const struct pages *chart_grid_layout(struct arena *a, const struct report *r,
                                      const struct style *s, const struct measure *measure,
                                      const struct chart_set *set, const struct chart_paper *paper,
                                      struct messages *m)
{
    struct grid g = {.paper = paper, .height = paper->height, .y = MARGIN};
    struct pages *pages = NULL;
    flow_init(&g.f, a, r, s, measure, m);
    put_title(&g, set->title);
    struct cell *cells = measure_cells(&g, set);
    if (cells == NULL)
        goto out;
    struct para note = compose_note(&g, set->note);
    int32_t note_height = lines_height(&g, &note, TEXT_NOTE);
    grow_pages(&g, cells, set->n, note_height);
    squeeze(&g, cells, set->n, note_height);
    if (!put_charts(&g, cells, set->n))
        goto out;
    put_note(&g, &note);
    end_page(&g);
    pages = collect(&g, set->title);
out:
    free(g.pages);
    flow_free(&g.f);
    return pages;
}
