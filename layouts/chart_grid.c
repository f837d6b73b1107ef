#include "layouts/chart_grid.h"

#include <stdlib.h>
#include <string.h>

#include "data/arena.h"
#include "data/chart_sets.h"
#include "data/report.h"
#include "layouts/inlines.h"
#include "layouts/layout.h"
#include "layouts/sizes.h"
#include "layouts/style.h"

#define MM (72000 / 25.4)

const struct chart_paper paper_a4 = {(int32_t)(210 * MM), (int32_t)(297 * MM), 1};
const struct chart_paper paper_a3_wide = {(int32_t)(420 * MM), (int32_t)(297 * MM), 3};

/* Margins of a sheet, between columns, between rows. */
#define MARGIN ((int32_t)(15 * MM))
#define GUTTER ((int32_t)(9 * MM))
#define ROW_GAP ((int32_t)(7 * MM))

struct grid {
    struct flow f;
    const struct chart_paper *paper;
    struct strip strip; /* of the page in hand */
    struct page *pages;
    size_t n_pages, cap_pages;
    int32_t y; /* below what stands on the page */
};

/* A chart measured for the row it will stand in. */
struct cell {
    const struct chart *chart;
    struct para title;
    int figure;
    int32_t title_height, height;
};

static void end_page(struct grid *g)
{
    if (g->n_pages == g->cap_pages) {
        g->cap_pages = g->cap_pages > 0 ? 2 * g->cap_pages : 4;
        g->pages = must_realloc(g->pages, g->cap_pages, sizeof *g->pages);
    }
    g->pages[g->n_pages++] = (struct page){.width = g->paper->width,
                                           .height = g->paper->height,
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
    struct look look = look_of(t, tag);
    inlines_text(&g->f, &look, text, NOWHERE);
    return flow_compose(&g->f, t, width);
}

static int32_t lines_height(const struct grid *g, const struct para *p, enum text_kind kind)
{
    return millipoints(flow_pitch(&g->f, &g->f.style->texts[kind]) * (int64_t)p->n_lines);
}

static void put_lines(struct grid *g, const struct para *p, enum text_kind kind, int32_t x)
{
    g->y = strip_lines(&g->f, &g->strip, p, &g->f.style->texts[kind], x, g->y);
}

static void put_title(struct grid *g, const char *title)
{
    int32_t width = g->paper->width - 2 * MARGIN;
    struct para p = compose(g, title, TEXT_CAPTION, flow_tag(&g->f, TAG_TITLE, 1), width);
    put_lines(g, &p, TEXT_CAPTION, MARGIN);
    g->y += ROW_GAP / 2;
}

/* Measures one chart for a width; false when it cannot be drawn, told. */
static bool measure_cell(struct grid *g, const struct chart *c, int32_t width, struct cell *cell)
{
    const struct measure *m = g->f.measure;
    *cell = (struct cell){.chart = c, .figure = flow_tag(&g->f, TAG_FIGURE, 1)};
    g->f.tags[cell->figure].alt = c->summary;
    cell->height = m->chart_height(m->chart_ctx, c, width);
    if (c->title != NULL)
        cell->title =
            compose(g, c->title, TEXT_CAPTION, flow_tag(&g->f, TAG_CAPTION, cell->figure), width);
    cell->title_height = lines_height(g, &cell->title, TEXT_CAPTION) + g->f.style->figure.gap;
    return cell->height >= 0;
}

static void put_cell(struct grid *g, const struct cell *cell, int32_t x, int32_t y, int32_t width)
{
    strip_lines(&g->f, &g->strip, &cell->title, &g->f.style->texts[TEXT_CAPTION], x, y);
    *strip_items(&g->f, &g->strip, 1) = (struct item){.kind = ITEM_CHART,
                                                      .tag = cell->figure,
                                                      .x = x,
                                                      .y = y + cell->title_height,
                                                      .w = width,
                                                      .h = cell->height,
                                                      .chart = cell->chart};
}

/* One row of charts; a new page where it does not fit. */
static bool put_row(struct grid *g, const struct chart *charts, int n, int columns)
{
    int32_t inner = g->paper->width - 2 * MARGIN;
    int32_t width = (inner - (columns - 1) * GUTTER) / columns, height = 0;
    struct cell cells[8];
    for (int i = 0; i < n; i++) {
        if (!measure_cell(g, &charts[i], width, &cells[i]))
            return false;
        if (cells[i].title_height + cells[i].height > height)
            height = cells[i].title_height + cells[i].height;
    }
    if (g->y > MARGIN && g->y + height > g->paper->height - MARGIN)
        end_page(g);
    if (g->y + height > g->paper->height - MARGIN) {
        msg(g->f.messages, SEV_ERROR, charts[0].at, "chart-too-small",
            "a chart of the sheet is %d mm high and does not fit on it; show fewer places",
            "图高 %d 毫米，一张纸放不下；请减少所列单位", (int)(height / MM));
        return false;
    }
    for (int i = 0; i < n; i++)
        put_cell(g, &cells[i], MARGIN + i * (width + GUTTER), g->y, width);
    g->y += height + ROW_GAP;
    return true;
}

static bool told_before(const struct chart_set *set, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (set->charts[k].note != NULL && strcmp(set->charts[k].note, set->charts[i].note) == 0)
            return true;
    return false;
}

/* Each different note once. */
static void put_notes(struct grid *g, const struct chart_set *set)
{
    int32_t width = g->paper->width - 2 * MARGIN;
    for (size_t i = 0; i < set->n; i++) {
        if (set->charts[i].note == NULL || told_before(set, i))
            continue;
        struct para p =
            compose(g, set->charts[i].note, TEXT_NOTE, flow_tag(&g->f, TAG_PARAGRAPH, 1), width);
        if (g->y + lines_height(g, &p, TEXT_NOTE) > g->paper->height - MARGIN / 2)
            end_page(g);
        put_lines(g, &p, TEXT_NOTE, MARGIN);
    }
}

static bool put_charts(struct grid *g, const struct chart_set *set)
{
    size_t i = 0;
    for (; i < set->wide; i++)
        if (!put_row(g, &set->charts[i], 1, 1))
            return false;
    for (int n; i < set->n; i += (size_t)n) {
        n = set->n - i < (size_t)g->paper->columns ? (int)(set->n - i) : g->paper->columns;
        if (!put_row(g, &set->charts[i], n, g->paper->columns))
            return false;
    }
    return true;
}

const struct pages *layout_chart_set(struct arena *a, const struct report *r, const struct style *s,
                                     const struct measure *measure, const struct chart_set *set,
                                     const struct chart_paper *paper, struct messages *m)
{
    struct grid g = {.paper = paper, .y = MARGIN};
    struct pages *pages = NULL;
    flow_init(&g.f, a, r, s, measure, m);
    put_title(&g, set->title);
    if (put_charts(&g, set)) {
        put_notes(&g, set);
        end_page(&g);
        pages = arena_alloc(a, sizeof *pages);
        pages->pages = arena_array(a, g.n_pages, sizeof *pages->pages);
        memcpy(pages->pages, g.pages, g.n_pages * sizeof *pages->pages);
        pages->n_pages = g.n_pages;
        layout_describe(pages, &g.f);
        pages->title = set->title;
    }
    free(g.pages);
    flow_free(&g.f);
    return pages;
}
