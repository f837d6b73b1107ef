#include "render/output/painter.h"

#include "base/arena.h"
#include "render/charts/charts.h"

static void paint_run(const struct painter *p, const struct text_run *r, int32_t x, int32_t y)
{
    for (uint32_t i = 0; i < r->n_glyphs; i++)
        p->glyph(p->ctx, &r->glyphs[i], x + r->glyphs[i].x, y, r->size, r->colour);
}

static void paint_box(const struct painter *p, const struct item *i)
{
    const struct point corners[] = {
        {i->x, i->y}, {i->x + i->w, i->y}, {i->x + i->w, i->y + i->h}, {i->x, i->y + i->h}};

    p->fill(p->ctx, corners, 4, i->colour);
}

static void paint_mark(const struct painter *p, struct arena *a, const struct mark *m, int32_t x,
                       int32_t y)
{
    struct point *points = arena_array(a, m->n_points, sizeof *points);
    for (size_t i = 0; i < m->n_points; i++)
        points[i] = (struct point){m->points[i].x + x, m->points[i].y + y};
    if (m->n_points == 0)
        return;
    switch (m->kind) {
    case MARK_STROKE: p->stroke(p->ctx, points, m); break;
    case MARK_FILL: p->fill(p->ctx, points, m->n_points, m->colour); break;
    case MARK_TEXT: paint_run(p, &m->run, points[0].x, points[0].y); break;
    }
}

static int paint_chart(const struct painter *p, const struct chart_context *c, const struct item *i)
{
    struct arena *a = arena_new();
    const struct drawing *d = charts_draw(c, a, i->chart, i->w, i->h);
    for (size_t k = 0; d != NULL && k < d->n_marks; k++)
        paint_mark(p, a, &d->marks[k], i->x, i->y);
    arena_free(a);
    return d != NULL ? 0 : -1;
}

int paint_page(const struct page *page, const struct chart_context *c, const struct painter *p)
{
    int status = 0;
    for (size_t k = 0; k < page->n_items; k++) {
        const struct item *i = &page->items[k];

        switch (i->kind) {
        case ITEM_TEXT: paint_run(p, &i->run, i->x, i->y); break;
        case ITEM_RULE: paint_box(p, i); break;
        case ITEM_CHART: status |= paint_chart(p, c, i); break;
        case ITEM_IMAGE:
        case ITEM_LINK:
        case ITEM_ANCHOR:
        case ITEM_FIELD: break;
        }
    }
    return status;
}
