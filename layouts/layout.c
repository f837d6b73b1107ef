#include "layouts/layout.h"

#include <string.h>

#include "data/arena.h"
#include "data/report.h"
#include "layouts/blocks.h"
#include "layouts/page_maker.h"
#include "layouts/style.h"

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

const struct pages *layout_report(struct arena *a, const struct report *r, const struct style *s,
                                  const struct measure *measure, struct messages *m)
{
    struct flow f;
    flow_init(&f, a, r, s, measure, m);
    blocks_title(&f);
    blocks_add(&f, r->narrative);
    blocks_signature(&f);
    struct pages *pages = pages_make(&f);
    layout_describe(pages, &f);
    flow_free(&f);
    return pages;
}
