#include "layouts/figure_layout.h"

#include "data/image.h"
#include "data/narrative.h"
#include "data/report.h"
#include "layouts/floats.h"
#include "layouts/inlines.h"
#include "layouts/sizes.h"
#include "layouts/style.h"

/* Millipoints. */
#define INCH 72000
#define METRE 2834646

/* Pixels a metre, 36 an inch: what says less says nothing. */
#define DENSITY_LEAST 1417

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

struct size {
    int32_t w, h;
};

/* As asked for, or by its pixels; then made smaller till it fits the column and the room. */
static struct size image_size(struct flow *f, const struct node *n, int32_t room)
{
    const struct figure_style *style = &f->style->figure;
    const struct image *i = n->image;
    int64_t wide = image_wide(i), high = image_high(i), w = n->width;
    if (n->share > 0)
        w = (int64_t)f->width * n->share / 1000;
    if (w == 0 && i->density >= DENSITY_LEAST)
        w = wide * METRE / i->density;
    else if (w == 0)
        w = wide * INCH / style->density;
    if (n->width > f->width)
        msg(f->messages, SEV_WARNING, n->at, "wide-image",
            "%s is asked wider than the type area and was made smaller",
            "%s 所定宽度大于版心，已缩小", i->name);
    int64_t most = style->highest < room ? style->highest : room;
    w = w < f->width ? w : f->width;
    w = w * high > most * wide ? most * wide / high : w;
    int64_t h = w * high / wide;
    return (struct size){.w = (int32_t)(w > 0 ? w : 1), .h = (int32_t)(h > 0 ? h : 1)};
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

static struct size chart_size(struct flow *f, const struct node *n, int32_t room)
{
    int32_t width = n->chart->width;
    struct size s = {.w = width > 0 && width < f->width ? width : f->width};
    s.h = chart_height(f, n, s.w, room);
    return s;
}

/* What is to be seen, in words: of an image as the text says it, or else its caption. */
static const char *alternative(struct flow *f, const struct node *n)
{
    if (n->chart != NULL)
        return n->chart->summary;
    if (n->alt != NULL || n->caption == NULL)
        return n->alt;
    return inlines_plain(f, n->caption->child);
}

void figure_add(struct flow *f, const struct node *n, int parent)
{
    const struct text_style *caption = &f->style->texts[TEXT_CAPTION];
    const struct text_style *note = &f->style->texts[TEXT_NOTE];
    if (n->chart == NULL && n->image == NULL)
        return;
    int tag = flow_tag(f, TAG_FIGURE, parent);
    f->tags[tag].alt = alternative(f, n);
    struct para c = figure_text(f, n->caption, caption, flow_tag(f, TAG_CAPTION, tag));
    struct para t = {0};
    if (n->note != NULL)
        t = figure_text(f, n->note, note, flow_tag(f, TAG_PARAGRAPH, parent));
    int32_t below = para_height(f, &c, caption) + para_height(f, &t, note);
    struct size size = n->image != NULL ? image_size(f, n, f->height - below)
                                        : chart_size(f, n, f->height - below);
    int32_t h = size.h;
    if (h < 0)
        return;

    int64_t content = (int64_t)(h + below) * FINE, slack = figure_slack(f, content);
    struct strip *s = flow_strip(f, f->style->figure.around);
    f->keep = 0;
    f->after = f->style->figure.around;
    s->grid = f->style->grid.snap;
    s->height = content + slack;
    /* half of what the grid leaves over goes above, where the last line's leading is already */
    int64_t leading = f->style->grid.pitch - f->style->grid.em;
    int32_t y = millipoints((slack - leading) / 2);
    s->extent = content + (int64_t)y * FINE;
    if (f->height < h + below + y)
        s->extent = content, y = 0;
    if (n->number > 0)
        strip_anchor(f, s, tag, inlines_target(f, "figure", n->number) + 1);
    struct item *item = strip_items(f, s, 1);
    *item = (struct item){.tag = tag,
                          .x = caption->align == PARA_CENTRE ? (f->width - size.w) / 2 : 0,
                          .y = y,
                          .w = size.w,
                          .h = h};
    item->kind = n->image != NULL ? ITEM_IMAGE : ITEM_CHART;
    if (n->image != NULL)
        item->image = n->image;
    else
        item->chart = n->chart;
    y += h;
    if (c.n_lines > 0)
        y = strip_lines(f, s, &c, caption, caption->left, y + f->style->figure.gap);
    if (t.n_lines > 0)
        strip_lines(f, s, &t, note, note->left, y + f->style->figure.gap);
    float_unit(f, f->out->n - 1, false);
}
