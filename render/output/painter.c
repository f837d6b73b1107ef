#include "render/output/painter.h"

#include "base/arena.h"

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

static void paint_drawing(const struct painter *p, const struct drawing *d, int32_t x, int32_t y)
{
    struct arena *a = arena_new();
    for (size_t k = 0; k < d->n_marks; k++)
        paint_mark(p, a, &d->marks[k], x, y);
    arena_free(a);
}

void painter_page(const struct painter *p, const struct page *page,
                  const struct drawing *const *drawings)
{
    for (const struct item *i = page->items; i < page->items + page->n_items; i++)
        switch (i->kind) {
        case ITEM_TEXT: paint_run(p, &i->run, i->x, i->y); break;
        case ITEM_RULE: paint_box(p, i); break;
        case ITEM_CHART: paint_drawing(p, *drawings++, i->x, i->y); break;
        case ITEM_IMAGE:
        case ITEM_LINK:
        case ITEM_ANCHOR:
        case ITEM_FIELD: break;
        }
}
