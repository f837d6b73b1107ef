#include "layouts/flow/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/style/style.h"

void flow_init(struct flow *f, struct arena *a, const struct report *r, const struct style *s,
               const struct measure *measure, struct messages *m)
{
    const struct page_style *p = &s->page;
    *f = (struct flow){.arena = a,
                       .report = r,
                       .style = s,
                       .measure = measure,
                       .messages = m,
                       .rules = s->composition,
                       .width = sizes_millipoints(p->width - p->left - p->right),
                       .height = sizes_millipoints(p->height - p->top - p->bottom)};
    f->rules.language = r->language;
    f->out = &f->body;
    flow_tag(f, TAG_ARTIFACT, -1);
    flow_tag(f, TAG_DOCUMENT, -1);
}

void flow_free(struct flow *f)
{
    for (size_t i = 0; i < f->n_footnotes; i++)
        free(f->footnotes[i].strips.list);
    free(f->footnotes);
    free(f->body.list);
    free(f->record.list);
    free(f->tags);
    free(f->outline);
    free(f->spans.list);
}

int flow_tag(struct flow *f, enum tag_kind kind, int parent)
{
    f->tags = list_room(f->tags, f->n_tags, &f->cap_tags, sizeof *f->tags);
    f->tags[f->n_tags] = (struct tag){.kind = kind, .parent = parent};
    return (int)f->n_tags++;
}

int flow_outline(struct flow *f, int level, const char *title)
{
    f->outline = list_room(f->outline, f->n_outline, &f->cap_outline, sizeof *f->outline);
    f->outline[f->n_outline] = (struct outline_entry){.level = level, .title = title};
    return (int)f->n_outline++;
}

struct para flow_compose_shape(struct flow *f, const struct para_shape *shape)
{
    struct para p = para_compose(f->arena, f->measure, &f->rules, shape, f->spans.list, f->spans.n,
                                 f->messages);
    f->spans.n = 0;
    return p;
}

/* Splits the span at a title's break; the break is then a forced one. */
static void break_span(struct flow *f, struct title_break b)
{
    struct spans *s = &f->spans;
    s->list = list_room(s->list, s->n, &s->cap, sizeof *s->list);
    memmove(s->list + b.span + 1, s->list + b.span, (s->n - b.span) * sizeof *s->list);
    s->n++;
    struct span *upper = &s->list[b.span], *lower = upper + 1;
    upper->len = b.at;
    upper->break_after = true;
    lower->text += b.at;
    lower->len -= b.at;
}

/* Breaks spans[from, to), which hold no forced break, into lines by sense; the new end of them. */
static size_t break_title(struct flow *f, const struct title_shape *shape, size_t from, size_t to)
{
    struct title_break *breaks;
    size_t n = title_lines(f->arena, f->measure, &f->rules, shape, f->spans.list + from, to - from,
                           &breaks, f->messages);
    while (n-- > 0) {
        struct title_break b = {from + breaks[n].span, breaks[n].at};
        break_span(f, b);
        to++;
    }
    return to;
}

/* Display text: what the style says of its lines, between the breaks that the author wants. */
static void break_display(struct flow *f, enum title_form form, int32_t width)
{
    const struct report *r = f->report;
    struct title_shape shape = {.form = form,
                                .width = width,
                                .organ = r->organ,
                                .keep = r->keep_words,
                                .n_keep = r->n_keep_words};
    for (size_t from = 0, to; from < f->spans.n; from = to) {
        for (to = from; to < f->spans.n && !f->spans.list[to].break_after; to++)
            ;
        to = break_title(f, &shape, from, to < f->spans.n ? to + 1 : to);
    }
}

struct para flow_compose(struct flow *f, const struct text_style *t, int32_t width)
{
    if (t->lines != TITLE_PLAIN)
        break_display(f, t->lines, width);
    struct para_shape shape = {.width = width, .align = t->align};
    if (t->align == PARA_JUSTIFY || t->align == PARA_LEFT)
        shape.indent = t->indent < width / 2 ? t->indent : 0;
    return flow_compose_shape(f, &shape);
}

static bool on_grid(const struct flow *f, const struct text_style *t)
{
    return f->style->grid.snap && t->pitch == 0;
}

int64_t flow_pitch(const struct flow *f, const struct text_style *t)
{
    return t->pitch > 0 ? t->pitch : f->style->grid.pitch;
}

int32_t flow_ascent(const struct flow *f, const struct text_style *t)
{
    const struct text_style *body = &f->style->texts[TEXT_BODY];
    /* all lines of the grid share one baseline, whatever their size */
    if (t->pitch == 0)
        return f->measure->metrics(f->measure->ctx, body->face, body->size).ascent;
    struct face_metrics m = f->measure->metrics(f->measure->ctx, t->face, t->size);
    return (sizes_millipoints(t->pitch) - m.ascent - m.descent) / 2 + m.ascent;
}

struct strip *flow_strip(struct flow *f, int64_t before)
{
    struct strips *out = f->out;
    out->list = list_room(out->list, out->n, &out->cap, sizeof *out->list);
    struct strip *s = &out->list[out->n++];
    *s = (struct strip){
        .before = before > f->after ? before : f->after, .keep = f->keep > 0, .outline = -1};
    f->after = 0;
    if (f->keep > 0)
        f->keep--;
    return s;
}

struct item *flow_strip_items(struct flow *f, struct strip *s, size_t n)
{
    if (s->n_items + n > s->cap_items) {
        /* a line of text never grows; what grows is a row or a figure */
        s->cap_items = s->n_items > 0 ? 2 * (s->n_items + n) : n;
        struct item *items = arena_array(f->arena, s->cap_items, sizeof *items);
        if (s->n_items > 0)
            memcpy(items, s->items, s->n_items * sizeof *items);
        s->items = items;
    }
    s->n_items += n;
    return s->items + s->n_items - n;
}

void flow_strip_rule(struct flow *f, struct strip *s, int32_t x, int32_t y, int32_t w, int32_t h)
{
    *flow_strip_items(f, s, 1) = (struct item){.kind = ITEM_RULE, .x = x, .y = y, .w = w, .h = h};
}

void flow_strip_anchor(struct flow *f, struct strip *s, int tag, const char *name)
{
    *flow_strip_items(f, s, 1) = (struct item){.kind = ITEM_ANCHOR, .tag = tag, .target = name};
}

/* Footnotes called in lines[0..n), whose items begin at item, join those of the strip. */
static void call_notes(struct flow *f, struct strip *s, const struct line *lines, size_t n,
                       size_t item)
{
    size_t calls = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < lines[i].n_runs; j++)
            calls += lines[i].runs[j].note > 0;
    if (calls == 0)
        return;
    struct note_call *notes = arena_array(f->arena, s->n_notes + calls, sizeof *notes);
    if (s->n_notes > 0)
        memcpy(notes, s->notes, s->n_notes * sizeof *notes);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < lines[i].n_runs; j++) {
            const struct line_run *r = &lines[i].runs[j];
            if (r->note > 0)
                notes[s->n_notes++] = (struct note_call){r->note, item};
            item += r->link != NULL ? 2 : 1;
        }
    s->notes = notes;
}

static size_t line_items(const struct line *l)
{
    size_t n = l->n_runs;
    for (size_t i = 0; i < l->n_runs; i++)
        n += l->runs[i].link != NULL;
    return n;
}

/* Writes the items of a line whose baseline is at y; gives the place behind them. */
static struct item *place_line(const struct line *l, int32_t left, int32_t y, struct item *out)
{
    for (size_t i = 0; i < l->n_runs; i++) {
        const struct line_run *r = &l->runs[i];
        *out++ = (struct item){
            .kind = ITEM_TEXT, .tag = r->tag, .x = left + r->x, .y = y - r->rise, .run = r->run};
        if (r->link != NULL)
            *out++ = (struct item){.kind = ITEM_LINK,
                                   .tag = r->tag,
                                   .x = left + r->x,
                                   .y = y - r->rise - r->run.size,
                                   .w = r->run.width,
                                   .h = r->run.size + r->run.size / 4,
                                   .target = r->link};
    }
    return out;
}

int32_t flow_strip_lines(struct flow *f, struct strip *s, const struct para *p,
                         const struct text_style *t, int32_t left, int32_t top)
{
    int64_t pitch = flow_pitch(f, t);
    int32_t ascent = flow_ascent(f, t);
    size_t n = 0;
    for (size_t i = 0; i < p->n_lines; i++)
        n += line_items(&p->lines[i]);
    size_t first = s->n_items;
    struct item *out = flow_strip_items(f, s, n);
    for (size_t i = 0; i < p->n_lines; i++)
        out = place_line(&p->lines[i], left, top + sizes_millipoints(pitch * (int64_t)i) + ascent,
                         out);
    call_notes(f, s, p->lines, p->n_lines, first);
    return top + sizes_millipoints(pitch * (int64_t)p->n_lines);
}

struct strip *flow_lines(struct flow *f, const struct para *p, const struct text_style *t,
                         int32_t left)
{
    size_t first = f->out->n;
    size_t widows = (size_t)f->style->grid.widows, orphans = (size_t)f->style->grid.orphans;
    for (size_t i = 0; i < p->n_lines; i++) {
        struct strip *s = flow_strip(f, i == 0 ? t->before : 0);
        struct para line = {.lines = &p->lines[i], .n_lines = 1};
        s->grid = on_grid(f, t);
        s->height = flow_pitch(f, t);
        s->extent = t->pitch > 0 ? t->pitch : f->style->grid.em;
        /* CLREQ 孤行不成页: no page break behind the first lines or before the last ones */
        s->keep |= i > 0 && (i < orphans || p->n_lines - i < widows || t->keep > 0);
        flow_strip_lines(f, s, &line, t, left, 0);
    }
    f->after = t->after;
    f->keep = t->keep > f->keep ? t->keep : f->keep;
    return first < f->out->n ? &f->out->list[first] : NULL;
}
