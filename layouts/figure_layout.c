#include "layouts/figure_layout.h"

#include "data/narrative.h"
#include "data/report.h"
#include "layouts/inlines.h"
#include "layouts/sizes.h"
#include "layouts/style.h"

struct para figure_text(struct flow *f, const struct node *paragraph, const struct text_style *t,
                        int tag)
{
    struct look look = look_of(t, tag);
    if (paragraph == NULL)
        return (struct para){0};
    inlines_add(f, paragraph->child, &look);
    return flow_compose(f, t, f->width - t->left - t->right);
}

int64_t figure_slack(const struct flow *f, int64_t height)
{
    const struct grid_style *g = &f->style->grid;
    /* the line above brings its leading along; as much is due below */
    int64_t leading = g->pitch - g->em;
    if (!g->snap)
        return leading;
    int64_t least = height + leading;
    return (least + g->pitch - 1) / g->pitch * g->pitch - height;
}

static int32_t para_height(const struct flow *f, const struct para *p, const struct text_style *t)
{
    return p->n_lines > 0
               ? f->style->figure.gap + millipoints(flow_pitch(f, t) * (int64_t)p->n_lines)
               : 0;
}

/* The chart's height, less where page and caption leave less; -1 when it cannot be drawn. */
static int32_t chart_height(struct flow *f, const struct node *n, int32_t width, int32_t room)
{
    int32_t h = n->chart->height;
    if (h <= 0)
        h = f->measure->chart_height(f->measure->chart_ctx, n->chart, width);
    if (h > room && room > 0) {
        msg(f->messages, SEV_WARNING, n->at, "tall-figure",
            "chart %s is higher than a page and was made lower; show fewer rows",
            "图 %s 高于一页，已压低；请减少行数", n->chart->name);
        h = room;
    }
    return h;
}

void figure_add(struct flow *f, const struct node *n, int parent)
{
    const struct text_style *caption = &f->style->texts[TEXT_CAPTION];
    const struct text_style *note = &f->style->texts[TEXT_NOTE];
    if (n->chart == NULL)
        return;
    int tag = flow_tag(f, TAG_FIGURE, parent);
    f->tags[tag].alt = n->chart->summary;
    struct para c = figure_text(f, n->caption, caption, flow_tag(f, TAG_CAPTION, tag));
    struct para t = {0};
    if (n->note != NULL)
        t = figure_text(f, n->note, note, flow_tag(f, TAG_PARAGRAPH, parent));
    int32_t below = para_height(f, &c, caption) + para_height(f, &t, note);
    int32_t w = n->chart->width > 0 && n->chart->width < f->width ? n->chart->width : f->width;
    int32_t h = chart_height(f, n, w, f->height - below);
    if (h < 0)
        return;

    int64_t content = (int64_t)(h + below) * FINE, slack = figure_slack(f, content);
    struct strip *s = flow_strip(f, f->style->figure.around);
    f->keep = 0;
    f->after = f->style->figure.around;
    s->figure = true;
    s->grid = f->style->grid.snap;
    s->height = content + slack;
    /* half of what the grid leaves over goes above, where the last line's leading is already */
    int64_t leading = f->style->grid.pitch - f->style->grid.em;
    int32_t y = millipoints((slack - leading) / 2);
    s->extent = content + (int64_t)y * FINE;
    if (f->height < h + below + y)
        s->extent = content, y = 0;
    strip_anchor(f, s, tag, inlines_target(f, "figure", n->number) + 1);
    *strip_items(f, s, 1) = (struct item){.kind = ITEM_CHART,
                                          .tag = tag,
                                          .x = (f->width - w) / 2,
                                          .y = y,
                                          .w = w,
                                          .h = h,
                                          .chart = n->chart};
    y += h;
    if (c.n_lines > 0)
        y = strip_lines(f, s, &c, caption, caption->left, y + f->style->figure.gap);
    if (t.n_lines > 0)
        strip_lines(f, s, &t, note, note->left, y + f->style->figure.gap);
}
