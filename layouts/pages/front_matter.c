#include "layouts/pages/front_matter.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/report/report.h"
#include "data/report/words.h"
#include "layouts/compose/sizes.h"
#include "layouts/pages/blocks.h"
#include "layouts/pages/official_text.h"
#include "layouts/pages/page_maker.h"
#include "layouts/style/style.h"

#define LEVELS 3

/* A list of its own that strips go to now. */
static struct strips *new_list(struct flow *f)
{
    f->out = arena_alloc(f->arena, sizeof *f->out);
    f->keep = 0;
    f->after = 0;
    return f->out;
}

/* Places the strips of a list from y on the page downwards, and ends the list. */
static void place_all(struct flow *f, struct placed_list *placed, const struct strips *from,
                      int32_t y)
{
    int64_t top = (int64_t)y * FINE - f->style->page.top;
    struct strip *kept = arena_array(f->arena, from->n, sizeof *kept);
    if (from->n > 0)
        memcpy(kept, from->list, from->n * sizeof *kept);
    for (size_t i = 0; i < from->n; i++) {
        top += i > 0 ? kept[i].before : 0;
        page_placed_add(placed, (struct placed){.strip = &kept[i], .top = top});
        top += kept[i].height;
    }
    free(from->list);
}

static void cover_bands(struct flow *f, struct placed_list *placed)
{
    struct strips *list = new_list(f);
    struct strip *s = flow_strip(f, 0);
    for (size_t i = 0; i < BANDS; i++) {
        const struct band *b = &f->style->cover.bands[i];
        if (b->w > 0 && b->h > 0)
            *flow_strip_items(f, s, 1) =
                (struct item){.kind = ITEM_RULE,
                              .x = b->x - sizes_millipoints(f->style->page.left),
                              .y = b->y,
                              .w = b->w,
                              .h = b->h,
                              .colour = b->colour};
    }
    place_all(f, placed, list, 0);
}

static void cover_text(struct flow *f, struct display text, enum text_kind kind, enum tag_kind tag)
{
    if (text.lines != NULL)
        blocks_display(f, text, &f->style->texts[kind], flow_tag(f, tag, 1));
}

static void cover(struct flow *f, struct page_list *pages)
{
    const struct report *r = f->report;
    const struct cover_style *c = &f->style->cover;
    struct placed_list placed = {0};
    struct noted_list notes = {0};
    cover_bands(f, &placed);
    struct strips *list = new_list(f);
    cover_text(f, blocks_report_title(r), TEXT_COVER_TITLE, TAG_TITLE);
    cover_text(f, blocks_report_subtitle(r), TEXT_COVER_SUBTITLE, TAG_PARAGRAPH);
    place_all(f, &placed, list, c->title);
    list = new_list(f);
    cover_text(f, (struct display){.lines = r->organ}, TEXT_COVER_FOOT, TAG_PARAGRAPH);
    cover_text(f, (struct display){.lines = r->date}, TEXT_COVER_FOOT, TAG_PARAGRAPH);
    place_all(f, &placed, list, c->foot);
    f->out = &f->body;
    page_write(f, pages, &placed, &notes, 0, (struct page_look){0});
    free(placed.list);
}

/* Leaders fill [from, to) of the line, counted from `to` so that they stand below one another. */
static void leaders(struct flow *f, struct strip *s, const struct text_style *t, int32_t from,
                    int32_t to, int32_t top)
{
    const struct contents_style *c = &f->style->contents;
    struct text_style own = *t;
    own.face = f->style->texts[TEXT_CONTENTS2].face;
    int32_t one = official_width(f, c->leader, &own);
    int32_t two = official_width(f, arena_printf(f->arena, "%s%s", c->leader, c->leader), &own);
    struct buf b = {0};
    if (two <= one || one <= 0)
        return;
    for (int32_t x = to - one; x >= from; x -= two - one)
        buf_puts(&b, c->leader);
    if (b.len > 0) {
        const char *text = arena_strndup(f->arena, b.data, b.len);
        official_put(f, s, text, &own, 0, to - official_width(f, text, &own), top);
    }
    buf_free(&b);
}

/* A heading that runs on into its paragraph ends with 。, an entry does not. */
static const char *entry_title(struct flow *f, const char *title)
{
    size_t len = strlen(title), n = strlen("。");
    if (len > n && strcmp(title + len - n, "。") == 0)
        return arena_strndup(f->arena, title, len - n);
    return title;
}

static void entry(struct flow *f, size_t i, int tag, int32_t column)
{
    const struct contents_style *c = &f->style->contents;
    const struct outline_entry *e = &f->outline[i];
    const struct text_style *t = &f->style->texts[TEXT_CONTENTS1 + e->level - 1];
    int32_t x = t->left + (e->level - 1) * c->nest, gap = c->gap;
    struct para_shape shape = {.width = f->width - x - column - 2 * gap - 2 * t->size,
                               .align = PARA_LEFT};
    int own = flow_tag(f, TAG_CONTENTS_ENTRY, tag),
        link = flow_tag(f, TAG_LINK, flow_tag(f, TAG_REFERENCE, own));
    const char *target = arena_printf(f->arena, "#entry-%zu", i);
    struct para p = official_para(f, entry_title(f, e->title), t, link, target, &shape);
    if (p.n_lines == 0)
        return;
    int32_t end = x + p.lines[p.n_lines - 1].right;
    flow_lines(f, &p, t, x);
    struct strip *s = &f->out->list[f->out->n - 1];
    const char *number = arena_printf(f->arena, "%zu", e->page + 1);
    leaders(f, s, t, end + gap, f->width - column - gap, 0);
    struct text_style plain = *t;
    plain.face = f->style->texts[TEXT_CONTENTS2].face;
    struct para_shape line = {.width = f->width, .align = PARA_LEFT};
    struct para n = official_para(f, number, &plain, link, target, &line);
    flow_strip_lines(f, s, &n, &plain, f->width - official_width(f, number, &plain), 0);
}

static bool listed(const struct flow *f, size_t i)
{
    int levels = f->style->contents.levels;
    return f->outline[i].level <= (levels < LEVELS ? levels : LEVELS);
}

/* The column of page numbers is as wide as the widest of them. */
static int32_t number_column(struct flow *f, size_t first)
{
    int32_t widest = 0;
    size_t last = 0;
    for (size_t i = first; i < f->n_outline; i++)
        last = f->outline[i].page + 1 > last ? f->outline[i].page + 1 : last;
    for (size_t power = 1; power <= last; power *= 10) /* digits are of one width */
        widest = official_width(f, arena_printf(f->arena, "%zu", power),
                                &f->style->texts[TEXT_CONTENTS1]);
    return widest;
}

static void contents(struct flow *f, struct page_list *pages, size_t first)
{
    const struct text_style *t = &f->style->texts[TEXT_CONTENTS_TITLE];
    struct strips body = f->body, record = f->record;
    size_t signed_to = f->signed_to;
    f->body = f->record = (struct strips){0};
    f->signed_to = 0;
    f->keep = 0;
    f->after = 0;
    int head = flow_tag(f, TAG_HEADING, 1); /* no part of the entries' structure */
    int tag = flow_tag(f, TAG_CONTENTS, 1);
    f->tags[head].level = 1;
    blocks_display(f, (struct display){.lines = word(f->report->language, W_CONTENTS)}, t, head);
    int32_t column = number_column(f, first);
    for (size_t i = first; i < f->n_outline; i++)
        if (listed(f, i))
            entry(f, i, tag, column);
    struct page_list list = pages_fill(f, false);
    for (size_t i = 0; i < list.n; i++) {
        struct page *p = page_add(pages);
        *p = list.list[i];
    }
    free(list.list);
    free(f->body.list);
    f->body = body;
    f->record = record;
    f->signed_to = signed_to;
}

/* Tags made from `from` on come first in the tree: what they hold is read first. */
static void tags_first(struct flow *f, struct page_list *pages, size_t from)
{
    const int root = 2; /* the artifact and the document */
    int n = (int)f->n_tags, front = n - (int)from;
    struct tag *tags = arena_array(f->arena, f->n_tags, sizeof *tags);
    int *place = arena_array(f->arena, f->n_tags, sizeof *place);
    for (int i = 0; i < n; i++)
        place[i] = i < root ? i : i < (int)from ? i + front : i - (int)from + root;
    for (int i = 0; i < n; i++) {
        tags[place[i]] = f->tags[i];
        if (f->tags[i].parent >= 0)
            tags[place[i]].parent = place[f->tags[i].parent];
    }
    memcpy(f->tags, tags, f->n_tags * sizeof *tags);
    for (size_t p = 0; p < pages->n; p++)
        for (size_t i = 0; i < pages->list[p].n_items; i++)
            pages->list[p].items[i].tag = place[pages->list[p].items[i].tag];
}

void front_matter(struct flow *f, struct page_list *pages, size_t first)
{
    const struct style *s = f->style;
    struct page_list front = {0};
    struct placed_list none = {0};
    struct noted_list no_notes = {0};
    size_t from = f->n_tags;
    if (!s->cover.print && !s->contents.print)
        return;
    if (s->cover.print)
        cover(f, &front);
    if (s->cover.print && s->page.duplex)
        page_write(f, &front, &none, &no_notes, 0, (struct page_look){0});
    if (s->contents.print)
        contents(f, &front, first);
    if (s->page.duplex && front.n % 2 == 1) /* the text begins on a right-hand page */
        page_write(f, &front, &none, &no_notes, 0, (struct page_look){0});
    for (size_t i = 0; i < f->n_outline; i++)
        f->outline[i].page += front.n;
    for (size_t i = 0; i < pages->n; i++)
        *page_add(&front) = pages->list[i];
    free(pages->list);
    *pages = front;
    tags_first(f, pages, from);
}
