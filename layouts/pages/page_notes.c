#include "layouts/pages/page_notes.h"

#include <stdlib.h>

#include "layouts/compose/sizes.h"
#include "layouts/style/style.h"

static struct footnote *find_note(struct flow *f, int number)
{
    if (number >= 1 && (size_t)number <= f->n_footnotes &&
        f->footnotes[number - 1].number == number)
        return &f->footnotes[number - 1];
    for (size_t i = 0; i < f->n_footnotes; i++)
        if (f->footnotes[i].number == number)
            return &f->footnotes[i];
    return NULL;
}

/* The height of a note's strips [from, to). */
static int64_t note_part(const struct footnote *n, size_t from, size_t to)
{
    int64_t h = 0;
    for (size_t i = from; i < to; i++)
        h += n->strips.list[i].height + (i > from ? n->strips.list[i].before : 0);
    return h;
}

/* The rule above the notes, where the page has none yet. */
static int64_t rule_height(const struct flow *f, const struct page_notes *notes)
{
    const struct footnote_style *s = &f->style->footnote;
    return notes->list.n > 0 ? 0 : (int64_t)(s->above + s->rule + s->below) * FINE;
}

/* How far a note's strips from `from` on fit into room. */
static size_t note_end(const struct footnote *n, size_t from, int64_t room)
{
    size_t to = from;
    int64_t h = 0;
    while (to < n->strips.n) {
        h += n->strips.list[to].height + (to > from ? n->strips.list[to].before : 0);
        if (h > room)
            break;
        to++;
    }
    return to;
}

static void add_note(const struct flow *f, struct page_notes *notes, struct footnote *n,
                     size_t from, size_t to)
{
    notes->height += rule_height(f, notes) + note_part(n, from, to);
    page_noted_add(&notes->list, (struct noted){.note = n, .from = from, .to = to});
}

bool page_notes_add(struct flow *f, struct page_notes *notes, const struct strip *s, size_t page,
                    int64_t height, int64_t bottom, bool force)
{
    const struct page_notes before = *notes;
    for (size_t i = 0; i < s->n_notes; i++) {
        struct footnote *n = find_note(f, s->notes[i].number);
        /* where marks begin anew on each page, a note called again there stands there again */
        bool here = !f->style->footnote.restart || (n != NULL && n->page == page);
        bool again = n == NULL || (n->caller != NULL && n->caller != s && here);
        for (size_t k = before.list.n; k < notes->list.n && !again; k++)
            again = notes->list.list[k].note == n;
        if (again)
            continue;
        n->caller = s;
        n->page = page;
        int64_t room = height - bottom - notes->height - rule_height(f, notes);
        size_t end = note_end(n, 0, room);
        bool is_long = note_part(n, 0, n->strips.n) > height / 3;
        size_t least = (size_t)f->style->footnote.least;
        if (end < n->strips.n && !force && !(is_long && end >= least && end > 0)) {
            notes->list.n = before.list.n;
            notes->height = before.height;
            return false;
        }
        /* on a page that has nothing else something must be printed */
        add_note(f, notes, n, 0, end > 0 || !force ? end : 1);
    }
    return true;
}

void page_notes_carry(const struct flow *f, struct page_notes *notes, int64_t height)
{
    struct noted_list old = notes->list;
    *notes = (struct page_notes){0};
    for (size_t i = 0; i < old.n; i++) {
        struct noted *n = &old.list[i];
        if (n->to == n->note->strips.n)
            continue;
        int64_t room = height - notes->height - rule_height(f, notes);
        size_t end = note_end(n->note, n->to, room);
        if (end == n->to && notes->list.n == 0)
            end++;
        add_note(f, notes, n->note, n->to, end);
    }
    free(old.list);
}
