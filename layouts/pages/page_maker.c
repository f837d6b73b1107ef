#include "layouts/pages/page_maker.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/floats.h"
#include "layouts/pages/page_items.h"
#include "layouts/pages/page_notes.h"
#include "layouts/style/style.h"

/* More strips than a page has are not drawn together. */
#define SHRINK_MOST 200

/* A state that the page can go back to: the last place where it may end. */
struct mark {
    size_t next, n_placed, n_notes, n_held, n_asides;
    int64_t y, note_height, origin;
};

/* The page being filled. All heights are fine, from the top of the type area. */
struct maker {
    struct flow *f;
    struct page_list pages;
    const struct strips *body;
    int64_t height; /* of the type area */
    bool turned;    /* the pages are turned */
    bool numbered;  /* they have numbers */
    bool recorded;  /* 版记 stands on one of them */
    int64_t pitch;  /* of the page's line grid */
    int64_t origin; /* where it begins */

    size_t next; /* strip of the body that comes now */
    struct placed_list placed;
    struct page_notes notes;
    size_t *held; /* figures and tables that wait, by index of their first strip */
    size_t n_held, cap_held;
    const struct strips **asides; /* turned pages that come behind this one */
    size_t n_asides, cap_asides;
    size_t n_top;  /* strips placed before the page's text */
    size_t broken; /* strip of a table that is broken though it might wait */
    int64_t y;     /* below the last strip */
    struct mark mark;
    bool marked;
};

static struct mark state(const struct maker *m)
{
    return (struct mark){.next = m->next,
                         .n_placed = m->placed.n,
                         .n_notes = m->notes.list.n,
                         .n_held = m->n_held,
                         .n_asides = m->n_asides,
                         .y = m->y,
                         .note_height = m->notes.height,
                         .origin = m->origin};
}

static void set_mark(struct maker *m)
{
    m->mark = state(m);
    m->marked = true;
}

static void back_to(struct maker *m, const struct mark *mark)
{
    m->next = mark->next;
    m->placed.n = mark->n_placed;
    m->notes.list.n = mark->n_notes;
    m->n_held = mark->n_held;
    m->n_asides = mark->n_asides;
    m->y = mark->y;
    m->notes.height = mark->note_height;
    m->origin = mark->origin;
}

/* A length on the grid as the page has it: lines grow and shrink with its pitch. */
static int64_t on_page(const struct maker *m, const struct strip *s, int64_t length)
{
    int64_t pitch = m->f->style->grid.pitch, lines = (length + pitch / 2) / pitch;
    int64_t off = length - lines * pitch;
    return s->grid && m->pitch != pitch && off > -FINE && off < FINE ? lines * m->pitch : length;
}

/* Where a strip would begin on the page as it is. */
static int64_t top_of(const struct maker *m, const struct strip *s)
{
    bool head = m->placed.n == 0 && m->pages.n > 0;
    int64_t before = on_page(m, s, s->before), around = m->f->style->figure.around;
    if (m->n_top > 0 && m->placed.n == m->n_top &&
        before < around) /* a paragraph goes on below what has waited */
        before = around;
    int64_t top = head ? m->y : m->y + before;
    /* the tolerance takes up what divisions by two have cut off */
    if (s->grid)
        top = m->origin + (top - m->origin + m->pitch - 1 - FINE / 100) / m->pitch * m->pitch;
    return top;
}

static void place(struct maker *m, const struct strip *s)
{
    int64_t top = top_of(m, s);
    page_placed_add(&m->placed, (struct placed){.strip = s, .top = top});
    m->y = top + on_page(m, s, s->height);
    if (s->origin)
        m->origin = m->y;
}

/* Places a strip with its notes where it fits, or whatever happens with force. */
static bool try_place(struct maker *m, const struct strip *s, bool force)
{
    int64_t bottom = top_of(m, s) + s->extent;
    bool fits = bottom + m->notes.height <= m->height;
    if (!fits && !force)
        return false;
    if (s->extent > m->height)
        msg(m->f->messages, SEV_WARNING, IN_FILE(m->f->report->path), "overfull-page",
            "page %zu: a block is higher than the page and is cut off; shorten it",
            "第%zu页：有一块内容高于一页，已被截去；请缩短", m->pages.n + 1);
    if (!page_notes_add(m->f, &m->notes, s, m->pages.n, m->height, bottom, force))
        return false;
    place(m, s);
    return true;
}

static bool page_empty(const struct maker *m)
{
    return m->placed.n == 0 && m->notes.list.n == 0;
}

static void hold(struct maker *m, size_t index)
{
    m->held = list_room(m->held, m->n_held, &m->cap_held, sizeof *m->held);
    m->held[m->n_held++] = index;
}

static void set_aside(struct maker *m, const struct strips *strips)
{
    m->asides = list_room(m->asides, m->n_asides, &m->cap_asides, sizeof *m->asides);
    m->asides[m->n_asides++] = strips;
}

/* Places a figure or table whole, or nothing of it. */
static bool place_unit(struct maker *m, size_t index, bool force)
{
    const struct strip *s = &m->body->list[index];
    size_t n_placed = m->placed.n, n_notes = m->notes.list.n;
    int64_t y = m->y, note_height = m->notes.height;
    for (size_t i = 0; i < s->waits; i++)
        if (!try_place(m, &s[i], force)) {
            m->placed.n = n_placed;
            m->notes.list.n = n_notes;
            m->y = y;
            m->notes.height = note_height;
            return false;
        }
    return true;
}

/* Those that waited, in their order, as many as fit. */
static void place_held(struct maker *m)
{
    const struct strip *body = m->body->list;
    bool both = m->f->style->figure.order == ORDER_BOTH;
    bool stopped[2] = {false, false}; /* figures, tables */
    size_t i = 0, kept = 0;
    for (; i < m->n_held && !(stopped[0] && stopped[1]); i++) {
        const struct strip *s = &body[m->held[i]];
        bool gone =
            !stopped[s->table] && s->aside == NULL && place_unit(m, m->held[i], page_empty(m));
        if (gone)
            continue;
        if (!stopped[s->table] && s->aside != NULL) /* what follows comes behind its pages */
            set_aside(m, s->aside);
        else
            m->held[kept++] = m->held[i];
        stopped[s->table] = true;
        stopped[!s->table] |= both;
    }
    if (kept < i)
        memmove(m->held + kept, m->held + i, (m->n_held - i) * sizeof *m->held);
    m->n_held -= i - kept;
}

/*
 * The figures that waited come first; then the head of a table that goes on. True when nothing else
 * stands there: the first strip must then be placed, come what may.
 */
static bool begin_page(struct maker *m)
{
    const struct strips *body = m->body;
    m->marked = false;
    m->broken = SIZE_MAX;
    m->n_top = SIZE_MAX;
    place_held(m);
    m->n_top = m->placed.n;
    bool bare = page_empty(m);
    if (m->next < body->n && m->placed.n == 0 && body->list[m->next].repeat != NULL)
        place(m, body->list[m->next].repeat);
    return bare;
}

/* Whether a figure or table is held that must come before the figure or table s. */
static bool earlier_held(const struct maker *m, const struct strip *s)
{
    bool both = m->f->style->figure.order == ORDER_BOTH;
    for (size_t i = 0; i < m->n_held; i++)
        if (both || m->body->list[m->held[i]].table == s->table)
            return true;
    return false;
}

/* The same of all that wait: turned pages hold tables. */
static bool earlier_waits(const struct maker *m, const struct strip *s)
{
    bool both = m->f->style->figure.order == ORDER_BOTH;
    return (m->n_asides > 0 && (both || s->table)) || earlier_held(m, s);
}

/* Whether a strip may not come now because something waits that must come before it. */
static bool must_wait(const struct maker *m, const struct strip *s)
{
    bool waiting = m->n_held > 0 || m->n_asides > 0;
    return waiting && (s->barrier || (s->here && earlier_waits(m, s)));
}

/* The next strips are a unit that may wait: it comes here, waits, or is broken. False: none. */
static bool meet_float(struct maker *m, bool force)
{
    const struct strip *s = &m->body->list[m->next];
    int64_t room = m->height - m->y - m->notes.height;
    bool after_text = m->placed.n > m->n_top;
    bool top =
        m->f->style->figure.place == FLOAT_TOP && after_text && float_text(m->f, m->next, room) > 0;
    bool earlier = earlier_waits(m, s);
    bool kept = s->keep && m->marked; /* it can go to the next page with its heading */
    if (!top && !earlier && place_unit(m, m->next, force)) {
        m->next += s->waits;
        return true;
    }
    if (!earlier && !kept && float_breaks(m->f, m->next, room)) {
        m->broken = m->next;
        return true;
    }
    if (kept || m->placed.n == 0)
        return false;
    hold(m, m->next);
    m->next += s->waits;
    return true;
}

/* Places strips until one does not fit; the page then ends at the last place where it may. */
static void fill_page(struct maker *m, bool bare)
{
    const struct strips *body = m->body;
    size_t start = m->next, n_first = m->placed.n;
    while (m->next < body->n) {
        const struct strip *s = &body->list[m->next];
        if (s->fresh && !page_empty(m))
            return;
        if (s->aside != NULL) { /* GB/T 9704 8: it has pages of its own; the text goes on */
            if (earlier_held(m, s))
                hold(m, m->next);
            else
                set_aside(m, s->aside);
            m->next++;
            continue;
        }
        bool first = bare && m->next == start;
        /* a page of figures that waited may end before its first text */
        if (!s->keep && (m->placed.n > n_first || (n_first > 0 && !bare)))
            set_mark(m);
        if (s->waits > 0 && m->next != m->broken) {
            if (!must_wait(m, s) && meet_float(m, first))
                continue;
        } else if (!must_wait(m, s) && try_place(m, s, first)) {
            m->next++;
            continue;
        }
        if (s->keep && m->marked)
            back_to(m, &m->mark);
        return;
    }
}

/* Whether the strips up to `to` find room on the page begun at start when lines stand pitch apart
 * and room stays free at the foot. The page is left as far as it came. */
static bool fits_at(struct maker *m, const struct mark *start, size_t to, int64_t pitch,
                    int64_t room)
{
    bool good = true;
    back_to(m, start);
    m->pitch = pitch;
    m->height -= room;
    for (; good && m->next < to; m->next++) {
        const struct strip *s = &m->f->body.list[m->next];
        if (s->aside != NULL)
            set_aside(m, s->aside);
        else
            good = !(s->fresh && m->next > start->next) && try_place(m, s, false);
    }
    m->height += room;
    return good;
}

/*
 * GB/T 9704 7.3.5.5: where the date does not fit on the page, the line pitch may change; as little
 * as brings all up to the signature's end onto this page. False when nothing does within the range.
 */
static bool draw_together(struct maker *m, const struct mark *start, int64_t room)
{
    const struct grid_style *g = &m->f->style->grid;
    size_t to = m->f->signed_to;
    int64_t low = g->shrink, high = g->pitch;
    if (!fits_at(m, start, to, low, room))
        return false;
    for (int i = 0; i < 12; i++) {
        int64_t middle = (low + high) / 2;
        if (fits_at(m, start, to, middle, room))
            low = middle;
        else
            high = middle;
    }
    return fits_at(m, start, to, low, room);
}

static int64_t record_height(const struct flow *f)
{
    return f->record.n > 0 ? f->record.list[0].extent : 0;
}

/* The lowest point that the page's strips need. */
static int64_t bottom_of(const struct maker *m)
{
    int64_t bottom = m->y;
    for (size_t i = 0; i < m->placed.n; i++) {
        const struct placed *p = &m->placed.list[i];
        if (p->top + p->strip->extent > bottom)
            bottom = p->top + p->strip->extent;
    }
    return bottom;
}

/* Whether the body ends with this page, its notes too. */
static bool finished(const struct maker *m)
{
    for (size_t i = 0; i < m->notes.list.n; i++)
        if (m->notes.list.list[i].to < m->notes.list.list[i].note->strips.n)
            return false;
    return m->next == m->body->n && m->n_held == 0;
}

/* In duplex 版记 may be wanted on an even page. */
static bool wants_even(const struct flow *f)
{
    return f->style->page.duplex && f->style->record.even;
}

static bool record_fits(const struct maker *m)
{
    return bottom_of(m) + m->notes.height + record_height(m->f) <= m->height &&
           !(wants_even(m->f) && m->pages.n % 2 == 0);
}

/* Fills a page; lines are drawn together where that brings the signature or 版记 onto it. */
static void make_page(struct maker *m)
{
    const struct flow *f = m->f;
    const struct grid_style *g = &f->style->grid;
    int64_t room = f->signed_to == f->body.n ? record_height(f) : 0;
    m->pitch = g->pitch;
    m->origin = 0;
    bool bare = begin_page(m);
    struct mark start = state(m);
    fill_page(m, bare);
    bool split = m->next < f->signed_to;
    bool parted = room > 0 && finished(m) && !record_fits(m) && !wants_even(f);
    if (m->turned || g->shrink == 0 || g->shrink >= g->pitch || !(split || parted) ||
        m->n_held > 0 || f->signed_to - start.next > SHRINK_MOST)
        return;
    if (draw_together(m, &start, room))
        return;
    back_to(m, &start);
    m->pitch = g->pitch;
    m->marked = false;
    fill_page(m, bare);
}

/* The page that comes now. */
static struct page_look look_of_page(const struct maker *m)
{
    size_t number = m->numbered ? m->pages.n + 1 : 0;
    return (struct page_look){.number = number, .bands = true, .turned = m->turned};
}

/* 版记 on a page of its own. Where an empty page comes before it, neither has a number (7.5). */
static void record_page(struct maker *m)
{
    struct placed_list none = {0}, placed = {0};
    struct noted_list no_notes = {0};
    const struct strip *record = &m->f->record.list[0];
    struct page_look look = look_of_page(m);
    if (wants_even(m->f) && m->pages.n % 2 == 0) {
        look.number = 0;
        page_write(m->f, &m->pages, &none, &no_notes, 0, look);
    }
    page_placed_add(&placed, (struct placed){.strip = record, .top = m->height - record->extent});
    page_write(m->f, &m->pages, &placed, &no_notes, 0, look);
    free(placed.list);
}

static void end_page(struct maker *m)
{
    const struct strips *body = m->body;
    struct page_look look = look_of_page(m);
    int64_t foot = m->height;
    bool here = m->body == &m->f->body && finished(m) && m->n_asides == 0 && m->f->record.n > 0 &&
                record_fits(m);
    if (m->placed.n > 0 && m->next < body->n && m->next > 0 &&
        m->placed.list[m->placed.n - 1].strip == &body->list[m->next - 1] &&
        body->list[m->next - 1].close != NULL)
        place(m, body->list[m->next - 1].close);
    if (here) {
        foot -= record_height(m->f);
        page_placed_add(&m->placed, (struct placed){.strip = &m->f->record.list[0], .top = foot});
        m->recorded = true;
    }
    page_write(m->f, &m->pages, &m->placed, &m->notes.list, foot - m->notes.height, look);
    m->placed.n = 0;
    m->y = 0;
    page_notes_carry(m->f, &m->notes, m->height);
}

static struct maker maker_new(struct flow *f)
{
    const struct page_style *p = &f->style->page;
    return (struct maker){.f = f,
                          .body = &f->body,
                          .height = p->height - p->top - p->bottom,
                          .pitch = f->style->grid.pitch};
}

static void maker_free(struct maker *m)
{
    free(m->placed.list);
    free(m->notes.list.list);
    free(m->held);
    free(m->asides);
}

static void make_all(struct maker *m);

/* The turned pages that were waiting for this page's end. */
static void make_asides(struct maker *m)
{
    const struct page_style *p = &m->f->style->page;
    for (size_t i = 0; i < m->n_asides; i++) {
        struct maker turned = maker_new(m->f);
        turned.body = m->asides[i];
        turned.height = p->width - p->left - p->right;
        turned.turned = true;
        turned.numbered = m->numbered;
        turned.pages = m->pages;
        make_all(&turned);
        m->pages = turned.pages;
    }
    m->n_asides = 0;
}

/* Cuts the body into pages and frees the lists, but for that of the pages. */
static void make_all(struct maker *m)
{
    do {
        make_page(m);
        if (!page_empty(m) || m->n_asides == 0)
            end_page(m);
        make_asides(m);
    } while (m->next < m->body->n || m->n_held > 0 || m->notes.list.n > 0);
    maker_free(m);
}

struct page_list pages_fill(struct flow *f, bool numbered)
{
    struct maker m = maker_new(f);
    m.numbered = numbered;
    make_all(&m);
    if (f->record.n > 0 && !m.recorded)
        record_page(&m);
    return m.pages;
}

bool pages_on_first(struct flow *f, size_t to)
{
    struct maker m = maker_new(f);
    bool good = true;
    for (; good && m.next < to; m.next++)
        good = f->body.list[m.next].aside != NULL || try_place(&m, &f->body.list[m.next], false);
    for (size_t i = 0; i < f->n_footnotes; i++)
        f->footnotes[i].caller = NULL;
    maker_free(&m);
    return good;
}
