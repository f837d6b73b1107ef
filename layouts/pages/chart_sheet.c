#include "layouts/pages/chart_sheet.h"

#include "base/arena.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/inlines.h"
#include "layouts/pages/layout.h"
#include "layouts/style/style.h"

/* The lines of a text over the chart's width; its tag below parent. */
static struct para text_of(struct flow *f, const char *text, enum text_kind kind, enum tag_kind tag,
                           int parent)
{
    const struct text_style *t = &f->style->texts[kind];
    if (text == NULL)
        return (struct para){0};
    struct look look = inlines_look(t, flow_tag(f, tag, parent));
    inlines_text(f, &look, text, NOWHERE);
    return flow_compose(f, t, f->width - t->left - t->right);
}

/* Adds a text at y; the y below it. */
static int32_t add_text(struct flow *f, struct strip *s, const struct para *p, enum text_kind kind,
                        int32_t y)
{
    const struct text_style *t = &f->style->texts[kind];
    return flow_strip_lines(f, s, p, t, t->left, y);
}

/* Title, chart and note, from y = 0 down; the height of all. -1 when the chart cannot be drawn. */
static int32_t compose(struct flow *f, struct strip *s, const struct chart *c)
{
    int32_t height =
        c->height > 0 ? c->height : f->measure->chart_height(f->measure->chart_ctx, c, f->width);
    if (height < 0)
        return -1;
    int figure = flow_tag(f, TAG_FIGURE, 1);
    f->tags[figure].alt = c->summary;
    struct para title = text_of(f, c->title, TEXT_CAPTION, TAG_CAPTION, figure);
    struct para note = text_of(f, c->note, TEXT_NOTE, TAG_PARAGRAPH, 1);
    int32_t y = 0, gap = f->style->figure.gap;
    if (title.n_lines > 0)
        y = add_text(f, s, &title, TEXT_CAPTION, y) + gap;
    *flow_strip_items(f, s, 1) = (struct item){
        .kind = ITEM_CHART, .tag = figure, .y = y, .w = f->width, .h = height, .chart = c};
    y += height;
    if (note.n_lines > 0)
        y = add_text(f, s, &note, TEXT_NOTE, y + gap);
    return y;
}

/* Whether a page of PDF can be so large; told when not. */
static bool fits_page(const struct flow *f, const struct chart *c, int32_t width, int32_t height)
{
    if (width <= PAGE_SIDE_MAX && height <= PAGE_SIDE_MAX)
        return true;
    msg(f->messages, SEV_ERROR, c->at, "chart-too-large",
        "chart %s with its margins, title and note would be larger than the %d mm that a page can "
        "be; give it less width or height",
        "图“%s”连同页边、标题和注超过页面的上限%d毫米，请减小其宽或高", c->name,
        (int)(PAGE_SIDE_MAX / 1000 * 25.4 / 72));
    return false;
}

const struct pages *chart_sheet_layout(struct arena *a, const struct report *r,
                                       const struct style *s, const struct measure *measure,
                                       const struct chart *c, struct messages *m)
{
    struct flow f;
    flow_init(&f, a, r, s, measure, m);
    if (c->width > 0)
        f.width = c->width;
    struct strip strip = {0};
    struct pages *pages = NULL;
    int32_t height = compose(&f, &strip, c), margin = s->figure.sheet_margin;
    if (height < 0 || !fits_page(&f, c, f.width + 2 * margin, height + 2 * margin))
        goto out;
    for (size_t i = 0; i < strip.n_items; i++) {
        strip.items[i].x += margin;
        strip.items[i].y += margin;
    }
    pages = arena_alloc(a, sizeof *pages);
    pages->pages = arena_alloc(a, sizeof *pages->pages);
    pages->n_pages = 1;
    *pages->pages = (struct page){.width = f.width + 2 * margin,
                                  .height = height + 2 * margin,
                                  .label = "",
                                  .items = strip.items,
                                  .n_items = strip.n_items};
    layout_describe(pages, &f);
    pages->title = c->title != NULL ? c->title : c->name;
out:
    flow_free(&f);
    return pages;
}
