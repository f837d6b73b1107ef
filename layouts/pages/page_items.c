#include "layouts/pages/page_items.h"

#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/inlines.h"
#include "layouts/style/style.h"

/* A page while its items are counted out. */
struct writer {
    struct flow *f;
    size_t index;      /* of the page */
    size_t number;     /* printed; 0: none */
    int64_t left, top; /* of the type area, in the turned frame where the page is turned */
    struct page page;
    const struct noted_list *notes;
    struct item *items;
    size_t n;
};

void page_placed_add(struct placed_list *l, struct placed p)
{
    l->list = list_room(l->list, l->n, &l->cap, sizeof *l->list);
    l->list[l->n++] = p;
}

void page_noted_add(struct noted_list *l, struct noted n)
{
    l->list = list_room(l->list, l->n, &l->cap, sizeof *l->list);
    l->list[l->n++] = n;
}

struct page *page_add(struct page_list *l)
{
    l->list = list_room(l->list, l->n, &l->cap, sizeof *l->list);
    return &l->list[l->n++];
}

/* Shapes a text in one run, glyph after glyph. */
static struct text_run shaped(struct flow *f, int role, int32_t size, uint32_t colour,
                              const char *text)
{
    const struct measure *m = f->measure;
    size_t len = strlen(text);
    size_t n = m->shape(m->ctx, role, size, text, len, NULL, 0, NOWHERE);
    struct glyph *glyphs = arena_array(f->arena, n, sizeof *glyphs);
    n = m->shape(m->ctx, role, size, text, len, glyphs, n, NOWHERE);
    struct text_run run = {.role = (uint16_t)role,
                           .size = size,
                           .colour = colour,
                           .text = text,
                           .len = (uint32_t)len,
                           .glyphs = glyphs,
                           .n_glyphs = (uint32_t)n};
    for (size_t i = 0; i < n; i++) {
        glyphs[i].x = run.width;
        run.width += glyphs[i].advance;
    }
    return run;
}

/* The place of a note among those that begin on this page, from 1; 0 when it does not. */
static int place_on_page(const struct writer *w, int number)
{
    int place = 0;
    for (size_t i = 0; i < w->notes->n; i++) {
        place += w->notes->list[i].from == 0;
        if (w->notes->list[i].note->number == number)
            return w->notes->list[i].from == 0 ? place : 0;
    }
    return 0;
}

/* Room was left for the mark of the whole document's count; all circled marks are as wide. */
static void set_mark(struct writer *w, struct item *item, int place)
{
    const char *mark = inlines_mark(w->f, w->f->style->footnote.mark, place);
    if (place > 0)
        item->run = shaped(w->f, item->run.role, item->run.size, item->run.colour, mark);
}

static void set_call_marks(struct writer *w, const struct strip *s, size_t first)
{
    for (size_t i = 0; w->f->style->footnote.restart && i < s->n_notes; i++)
        set_mark(w, &w->items[first + s->notes[i].item], place_on_page(w, s->notes[i].number));
}

/* The label of the note whose first strip's items begin at first. */
static void set_label_mark(struct writer *w, const struct footnote *n, size_t first)
{
    for (size_t i = first; w->f->style->footnote.restart && i < w->n; i++)
        if (w->items[i].kind == ITEM_TEXT && w->f->tags[w->items[i].tag].kind == TAG_LABEL) {
            set_mark(w, &w->items[i], place_on_page(w, n->number));
            return;
        }
}

/* Copies a strip's items to the page; its top is rounded once, here. */
static void write_strip(struct writer *w, const struct strip *s, int64_t top)
{
    size_t first = w->n;
    int32_t x = sizes_millipoints(w->left), y = sizes_millipoints(w->top + top);
    for (size_t i = 0; i < s->n_items; i++) {
        struct item *item = &w->items[w->n++];
        *item = s->items[i];
        item->x += x;
        item->y += y;
    }
    set_call_marks(w, s, first);
    if (s->outline >= 0) {
        w->f->outline[s->outline].page = w->index;
        page_unturn(&w->page, &x, &y);
        w->f->outline[s->outline].y = y;
    }
}

static void write_notes(struct writer *w, const struct noted_list *notes, int64_t top)
{
    const struct footnote_style *s = &w->f->style->footnote;
    int64_t y = top + (int64_t)s->above * FINE;
    w->items[w->n++] = (struct item){.kind = ITEM_RULE,
                                     .x = sizes_millipoints(w->left),
                                     .y = sizes_millipoints(w->top + y),
                                     .w = s->rule_width,
                                     .h = s->rule};
    y += (int64_t)(s->rule + s->below) * FINE;
    for (size_t i = 0; i < notes->n; i++) {
        const struct noted *n = &notes->list[i];
        for (size_t k = n->from; k < n->to; k++) {
            const struct strip *strip = &n->note->strips.list[k];
            y += k > n->from ? strip->before : 0;
            size_t first = w->n;
            write_strip(w, strip, y);
            if (k == 0)
                set_label_mark(w, n->note, first);
            y += strip->height;
        }
    }
}

/* "— 1 —" from the format "— {n} —". */
static const char *number_text(struct arena *a, const char *format, size_t number)
{
    const char *at = strstr(format, "{n}");
    if (at == NULL)
        return format;
    return arena_printf(a, "%.*s%zu%s", (int)(at - format), format, number, at + 3);
}

/* 订口 lies inside on both sides of the leaf. */
static int64_t page_left(const struct page_style *p, size_t index)
{
    return p->duplex && index % 2 == 1 ? p->right : p->left;
}

/*
 * GB/T 9704 7.5: the number at the outer edge, one character in; the dash's ink begins 7 mm below
 * the type area, so the baseline follows from the glyph's ink and not from the font's box.
 */
static void write_number(struct writer *w)
{
    struct flow *f = w->f;
    const struct number_style *s = &f->style->number;
    const struct page_style *p = &f->style->page;
    size_t number = w->number;
    int32_t left = sizes_millipoints(page_left(p, w->index));
    if (s->place == NUMBER_NONE || number == 0)
        return;
    const struct text_style *t = &f->style->texts[TEXT_PAGE_NUMBER];
    struct text_run run =
        shaped(f, t->face, t->size, t->colour, number_text(f->arena, s->format, number));
    if (run.n_glyphs == 0)
        return;
    struct ink ink = f->measure->ink(f->measure->ctx, &run.glyphs[0], run.size);
    int32_t x = (f->width - run.width) / 2;
    if (s->place == NUMBER_OUTER)
        x = number % 2 == 1 ? f->width - s->inset - run.width : s->inset;
    w->items[w->n++] =
        (struct item){.kind = ITEM_TEXT,
                      .x = left + x,
                      .y = sizes_millipoints(p->height - p->bottom) + s->below - ink.top,
                      .run = run};
}

static size_t count_items(const struct placed_list *placed, const struct noted_list *notes)
{
    size_t n = 2 + BANDS; /* the rule and the number */
    for (size_t i = 0; i < placed->n; i++)
        n += placed->list[i].strip->n_items;
    for (size_t i = 0; i < notes->n; i++)
        for (size_t k = notes->list[i].from; k < notes->list[i].to; k++)
            n += notes->list[i].note->strips.list[k].n_items;
    return n;
}

/* Where the type area begins in the frame that the content is placed in. */
static void set_frame(struct writer *w, bool turned)
{
    const struct page_style *p = &w->f->style->page;
    int64_t left = page_left(p, w->index), right = p->left + p->right - left;
    w->left = left;
    w->top = p->top;
    w->page.turn = turned ? p->turn : TURN_NONE;
    if (w->page.turn == TURN_LEFT) {
        w->left = p->bottom;
        w->top = left;
    } else if (w->page.turn == TURN_RIGHT) {
        w->left = p->top;
        w->top = right;
    }
}

/* The style's bands, below all else. */
static void write_bands(struct writer *w)
{
    for (size_t i = 0; i < BANDS; i++) {
        const struct band *b = &w->f->style->bands.bands[i];
        if (b->w > 0 && b->h > 0)
            w->items[w->n++] = (struct item){
                .kind = ITEM_RULE, .x = b->x, .y = b->y, .w = b->w, .h = b->h, .colour = b->colour};
    }
}

void page_write(struct flow *f, struct page_list *pages, const struct placed_list *placed,
                const struct noted_list *notes, int64_t note_top, struct page_look look)
{
    const struct page_style *p = &f->style->page;
    struct writer w = {
        .f = f,
        .index = pages->n,
        .number = look.number,
        .notes = notes,
        .page = {.width = sizes_millipoints(p->width), .height = sizes_millipoints(p->height)}};
    set_frame(&w, look.turned);
    w.items = arena_array(f->arena, count_items(placed, notes), sizeof *w.items);
    if (look.bands && !look.turned)
        write_bands(&w);
    for (size_t i = 0; i < placed->n; i++)
        write_strip(&w, placed->list[i].strip, placed->list[i].top);
    if (notes->n > 0)
        write_notes(&w, notes, note_top);
    w.page.n_turned = look.turned ? w.n : 0;
    if (look.bands && look.turned) /* they stand as on any page */
        write_bands(&w);
    write_number(&w);
    w.page.label = look.number > 0 ? arena_printf(f->arena, "%zu", look.number) : "";
    w.page.items = w.items;
    w.page.n_items = w.n;
    *page_add(pages) = w.page;
}
