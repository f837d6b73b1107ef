#include "layouts/flow/figure_layout.h"

#include "data/report/image.h"
#include "data/report/node.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/floats.h"
#include "layouts/flow/inlines.h"
#include "layouts/style/style.h"

/* Millipoints. */
#define INCH 72000
#define METRE 2834646

/* Pixels a metre, 36 an inch: what says less says nothing. */
#define DENSITY_LEAST 1417

struct para figure_text(struct flow *f, const struct node *paragraph, const struct text_style *t,
                        int tag)
{
    struct look look = inlines_look(t, tag);
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
               ? f->style->figure.gap + sizes_millipoints(flow_pitch(f, t) * (int64_t)p->n_lines)
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

/* A figure composed for a column. */
struct figure {
    const struct node *node;
    int tag;
    struct para caption, note;
    struct size size;
    int32_t height; /* with caption and note */
};

/* Composes the figure in a column of width; false when there is nothing to show. */
static bool compose(struct flow *f, const struct node *n, int parent, int32_t width,
                    struct figure *g)
{
    const struct text_style *caption = &f->style->texts[TEXT_CAPTION];
    const struct text_style *note = &f->style->texts[TEXT_NOTE];
    int32_t whole = f->width;
    *g = (struct figure){.node = n, .tag = flow_tag(f, TAG_FIGURE, parent)};
    f->tags[g->tag].alt = alternative(f, n);
    f->width = width;
    g->caption = figure_text(f, n->caption, caption, flow_tag(f, TAG_CAPTION, g->tag));
    if (n->note != NULL)
        g->note = figure_text(f, n->note, note, flow_tag(f, TAG_PARAGRAPH, parent));
    int32_t below = para_height(f, &g->caption, caption) + para_height(f, &g->note, note);
    g->size = n->image != NULL ? image_size(f, n, f->height - below)
                               : chart_size(f, n, f->height - below);
    f->width = whole;
    g->height = g->size.h + below;
    return g->size.h >= 0;
}

/* Puts the figure into a strip, in the column from left on, its top at y. */
static void place(struct flow *f, struct strip *s, const struct figure *g, int32_t left,
                  int32_t width, int32_t y)
{
    const struct text_style *caption = &f->style->texts[TEXT_CAPTION];
    const struct text_style *note = &f->style->texts[TEXT_NOTE];
    const struct node *n = g->node;
    if (n->number > 0)
        flow_strip_anchor(f, s, g->tag, inlines_target(f, "figure", n->number) + 1);
    struct item *item = flow_strip_items(f, s, 1);
    *item = (struct item){.tag = g->tag, .y = y, .w = g->size.w, .h = g->size.h};
    item->x = left + (caption->align == PARA_CENTRE ? (width - g->size.w) / 2 : 0);
    item->kind = n->image != NULL ? ITEM_IMAGE : ITEM_CHART;
    if (n->image != NULL)
        item->image = n->image;
    else
        item->chart = n->chart;
    y += g->size.h;
    if (g->caption.n_lines > 0)
        y = flow_strip_lines(f, s, &g->caption, caption, left + caption->left,
                             y + f->style->figure.gap);
    if (g->note.n_lines > 0)
        flow_strip_lines(f, s, &g->note, note, left + note->left, y + f->style->figure.gap);
}

void figure_add(struct flow *f, const struct node *n, int parent)
{
    struct figure g;
    if ((n->chart == NULL && n->image == NULL) || !compose(f, n, parent, f->width, &g))
        return;
    int64_t content = (int64_t)g.height * FINE, slack = figure_slack(f, content);
    struct strip *s = flow_strip(f, f->style->figure.around);
    f->keep = 0;
    f->after = f->style->figure.around;
    s->grid = f->style->grid.snap;
    s->height = content + slack;
    /* half of what the grid leaves over goes above, where the last line's leading is already */
    int64_t leading = f->style->grid.pitch - f->style->grid.em;
    int32_t y = sizes_millipoints((slack - leading) / 2);
    s->extent = content + (int64_t)y * FINE;
    if (f->height < g.height + y)
        s->extent = content, y = 0;
    place(f, s, &g, 0, f->width, y);
    float_unit(f, f->out->n - 1, false);
}

/* The width that a figure asks for itself; 0: none. */
static int32_t own_width(struct flow *f, const struct node *n)
{
    if (n->chart != NULL)
        return n->chart->width;
    return n->image != NULL ? image_size(f, n, f->height).w : 0;
}

int32_t figure_column(struct flow *f, const struct node *n)
{
    int64_t most = (int64_t)f->width * f->style->figure.beside / 100;
    bool text = n->next != NULL && n->next->kind == NODE_PARAGRAPH && f->out == &f->body;
    if (most == 0 || !text)
        return 0;
    int32_t w = own_width(f, n);
    return w <= most ? w : 0;
}

/* The strips from first on, which no page break may part as far as the figure reaches. */
static int64_t hold_together(struct flow *f, size_t first, int64_t height)
{
    int64_t y = 0;
    for (size_t i = first; i < f->out->n && y < height; i++) {
        struct strip *s = &f->out->list[i];
        s->keep |= i > first;
        y += s->height + (i > first ? s->before : 0);
    }
    return y;
}

const struct node *figure_beside(struct flow *f, const struct node *n, int parent, int32_t column,
                                 text_maker *text, void *ctx)
{
    struct figure g;
    size_t first = f->out->n;
    if (!compose(f, n, parent, column, &g))
        return n;
    int64_t height = (int64_t)g.height * FINE, y = 0;
    while (y < height && n->next != NULL && n->next->kind == NODE_PARAGRAPH) {
        n = n->next;
        text(f, n, f->width - column - f->style->figure.beside_gap, ctx);
        y = hold_together(f, first, height);
    }
    if (y < height) {
        struct strip *rest = flow_strip(f, 0);
        int64_t pitch = f->style->grid.pitch;
        rest->keep = true;
        rest->extent = height - y;
        rest->height = (height - y + pitch - 1) / pitch * pitch;
    }
    place(f, &f->out->list[first], &g, f->width - column, column, 0);
    return n;
}
