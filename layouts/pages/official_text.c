#include "layouts/pages/official_text.h"

#include "layouts/flow/inlines.h"
#include "layouts/style/style.h"

/* Wider than any line: a text of one line never breaks. */
#define ENDLESS 100000000

/* What follows such a text stands beside it: its last mark is not at a line's end. */
static enum squeeze within_line(struct flow *f)
{
    enum squeeze own = f->rules.squeeze;
    f->rules.squeeze = own > SQUEEZE_ADJACENT ? SQUEEZE_ADJACENT : own;
    return own;
}

int32_t official_width(struct flow *f, const char *text, const struct text_style *t)
{
    struct look look = inlines_look(t, 0);
    enum squeeze own = within_line(f);
    inlines_text(f, &look, text, NOWHERE);
    int32_t w = para_width(f->arena, f->measure, &f->rules, f->spans.list, f->spans.n);
    f->spans.n = 0;
    f->rules.squeeze = own;
    return w;
}

struct para official_para(struct flow *f, const char *text, const struct text_style *t, int tag,
                          const char *link, const struct para_shape *shape)
{
    struct look look = inlines_look(t, tag);
    look.link = link;
    inlines_text(f, &look, text, NOWHERE);
    return flow_compose_shape(f, shape);
}

void official_put(struct flow *f, struct strip *s, const char *text, const struct text_style *t,
                  int tag, int32_t x, int32_t top)
{
    struct para_shape shape = {.width = ENDLESS, .align = PARA_LEFT};
    enum squeeze own = within_line(f);
    struct para p = official_para(f, text, t, tag, NULL, &shape);
    f->rules.squeeze = own;
    flow_strip_lines(f, s, &p, t, x, top);
}

void official_rule(struct flow *f, struct strip *s, int32_t y, int32_t height, uint32_t colour)
{
    *flow_strip_items(f, s, 1) =
        (struct item){.kind = ITEM_RULE, .y = y, .w = f->width, .h = height, .colour = colour};
}
