#include "layouts/pages/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "data/report/report.h"
#include "layouts/pages/blocks.h"
#include "layouts/pages/front_matter.h"
#include "layouts/pages/official_end.h"
#include "layouts/pages/official_head.h"
#include "layouts/pages/page_maker.h"
#include "layouts/style/style.h"

/* A malloced list as the arena's own. */
static void *kept(struct arena *a, const void *list, size_t n, size_t size)
{
    void *copy = arena_array(a, n, size);
    if (n > 0)
        memcpy(copy, list, n * size);
    return copy;
}

void layout_describe(struct pages *p, const struct flow *f)
{
    const struct report *r = f->report;
    p->tags = kept(f->arena, f->tags, f->n_tags, sizeof *f->tags);
    p->n_tags = f->n_tags;
    p->outline = kept(f->arena, f->outline, f->n_outline, sizeof *f->outline);
    p->n_outline = f->n_outline;
    p->title = r->title;
    p->author = r->author != NULL ? r->author : r->organ;
    p->subject = r->subtitle;
    p->language = r->language;
}

static bool switched(enum report_switch by, bool otherwise)
{
    return by == SWITCH_STYLE ? otherwise : by == SWITCH_YES;
}

/* The style with what the report itself decides. */
static const struct style *own_style(struct arena *a, const struct report *r, const struct style *s)
{
    const struct official *o = &r->official;
    struct style *own = arena_alloc(a, sizeof *own);
    *own = *s;
    own->page.duplex = switched(o->duplex, s->page.duplex);
    own->cover.print = switched(o->cover, s->cover.print);
    own->contents.print = switched(o->contents, s->contents.print);
    switch (o->numbers) {
    case NUMBERS_STYLE: break;
    case NUMBERS_OUTER: own->number.place = NUMBER_OUTER; break;
    case NUMBERS_CENTRE: own->number.place = NUMBER_CENTRE; break;
    case NUMBERS_NONE: own->number.place = NUMBER_NONE; break;
    }
    return own;
}

/* All strips of the text; the first outline entry that contents list. */
static size_t make_body(struct flow *f)
{
    const struct report *r = f->report;
    const struct style *s = f->style;
    official_head(f);
    if (!s->cover.print || s->cover.title_again)
        blocks_title(f, blocks_report_title(r), blocks_report_subtitle(r), r->title);
    size_t listed = f->n_outline;
    size_t n = official_recipients(f), first = f->body.n;
    blocks_add(f, r->narrative);
    bool moved = official_first_page(f, first, n);
    official_end(f);
    official_attached(f);
    official_record(f, moved);
    return listed;
}

const struct pages *layout_report(struct arena *a, const struct report *r, const struct style *s,
                                  const struct measure *measure, struct messages *m)
{
    struct flow f;
    flow_init(&f, a, r, own_style(a, r, s), measure, m);
    f.contents = f.style->contents.print;
    size_t listed = make_body(&f);
    struct page_list list = pages_fill(&f, true);
    size_t front = f.n_tags;
    front_matter(&f, &list, listed);
    struct pages *pages = arena_alloc(a, sizeof *pages);
    pages->pages = kept(a, list.list, list.n, sizeof *list.list);
    pages->n_pages = list.n;
    layout_describe(pages, &f);
    pages->front = front < pages->n_tags ? front : 0;
    free(list.list);
    flow_free(&f);
    return pages;
}
