#include "layouts/flow/floats.h"

#include "layouts/compose/sizes.h"
#include "layouts/style/style.h"

/* So many strips are looked at for text that can fill a page: a page has fewer lines. */
#define LOOK_AHEAD 200

void float_unit(struct flow *f, size_t first, bool table)
{
    const struct style *style = f->style;
    struct strip *s = &f->out->list[first];
    int64_t height = 0;
    bool notes = false;
    for (size_t i = first; i < f->out->n; i++) {
        bool last = i + 1 == f->out->n;
        height += last ? f->out->list[i].extent : f->out->list[i].height;
        notes |= f->out->list[i].n_notes > 0;
    }
    bool whole = !table || (!notes && height <= (int64_t)f->height * FINE);
    whole &= f->out == &f->body; /* neither on turned pages nor in footnotes */
    s->table = table;
    s->here = !whole || !(table ? style->table.wait : style->figure.wait);
    s->waits = s->here ? 0 : f->out->n - first;
}

int64_t float_text(const struct flow *f, size_t index, int64_t room)
{
    const struct strips *body = &f->body;
    int64_t height = 0;
    size_t i = index + body->list[index].waits;
    for (int n = 0; n < LOOK_AHEAD && i < body->n && height < room; n++) {
        const struct strip *s = &body->list[i];
        if (s->barrier || s->here)
            break;
        height += s->waits > 0 ? 0 : s->height;
        i += s->waits > 0 ? s->waits : 1;
    }
    return height < room ? height : room;
}

bool float_breaks(const struct flow *f, size_t index, int64_t room)
{
    const struct strip *s = &f->body.list[index];
    size_t fit = 0, lead = 0;
    int64_t height = s->before;
    while (lead < s->waits && s[lead].repeat == NULL)
        lead++; /* caption, head and first row */
    while (fit < s->waits && (height += s[fit].height) <= room)
        fit++;
    if (!s->table || fit <= lead)
        return false;
    return room - float_text(f, index, room) > f->style->figure.hole;
}
