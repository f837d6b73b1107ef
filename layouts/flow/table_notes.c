#include "layouts/flow/table_notes.h"

#include "base/arena.h"
#include "base/list.h"
#include "data/report/node.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/inlines.h"
#include "layouts/style/style.h"

/* The place of a footnote among those of the table, from 1. */
static int place_of(struct flow *f, int number)
{
    struct table_notes *t = f->cell_notes;
    for (size_t i = 0; i < t->n; i++)
        if (t->numbers[i] == number)
            return (int)i + 1;
    t->numbers = list_room(t->numbers, t->n, &t->cap, sizeof *t->numbers);
    t->numbers[t->n++] = number;
    return (int)t->n;
}

const char *table_notes_mark(struct flow *f, int number)
{
    return inlines_mark(f, f->style->table.mark, place_of(f, number));
}

static const char *anchor(struct flow *f, const struct table_notes *t, int place)
{
    return arena_printf(f->arena, "#table-%d-note-%d", t->table, place);
}

const char *table_notes_target(struct flow *f, int number)
{
    return anchor(f, f->cell_notes, place_of(f, number));
}

/* The footnote of the narrative, or NULL; they hang behind its last block in their order. */
static const struct node *find(struct flow *f, int number)
{
    const struct node *n = f->first_footnote;
    if (n == NULL && f->report->narrative != NULL) {
        n = f->report->narrative->child;
        while (n != NULL && n->kind != NODE_FOOTNOTE)
            n = n->next;
        f->first_footnote = n;
    }
    while (n != NULL && (n->kind != NODE_FOOTNOTE || n->number != number))
        n = n->next;
    return n;
}

static void add_note(struct flow *f, const struct table_notes *t, size_t i, int parent,
                     int64_t above)
{
    const struct text_style *style = &f->style->texts[TEXT_NOTE];
    const struct node *note = find(f, t->numbers[i]);
    int tag = flow_tag(f, TAG_NOTE, parent);
    struct look label = inlines_look(style, flow_tag(f, TAG_LABEL, tag));
    const char *mark = inlines_mark(f, f->style->table.mark, (int)i + 1);
    inlines_text(f, &label, arena_printf(f->arena, "%s ", mark), NOWHERE);
    for (const struct node *b = note != NULL ? note->child : NULL; b != NULL; b = b->next) {
        struct look look = inlines_look(style, flow_tag(f, TAG_PARAGRAPH, tag));
        inlines_add(f, b->child, &look);
        struct para p = flow_compose(f, style, f->width - style->left - style->right);
        size_t first = f->out->n;
        flow_lines(f, &p, style, style->left);
        if (b != note->child || f->out->n == first)
            continue;
        struct strip *s = &f->out->list[first];
        s->before = above > s->before ? above : s->before;
        s->keep |= i == 0;
        flow_strip_anchor(f, s, tag, anchor(f, t, (int)i + 1) + 1);
    }
    f->spans.n = 0;
}

void table_notes_add(struct flow *f, const struct table_notes *notes, int parent, int64_t above)
{
    for (size_t i = 0; i < notes->n; i++)
        add_note(f, notes, i, parent, i == 0 ? above : 0);
}
