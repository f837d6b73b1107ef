#include "layouts/compose/para.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "layouts/compose/linefit.h"

/* What is the same for all lines of a paragraph. */
struct composer {
    struct arena *arena; /* of the result */
    struct arena *work;  /* freed with the composition */
    const struct measure *measure;
    const struct composition *rules;
    const struct para_shape *shape;
    struct messages *m;
    struct line *lines;
    size_t n_lines, cap;
};

/* An amount that is shared out by parts, without remainder. */
struct share {
    int64_t amount, total, seen, given;
};

static int32_t take_part(struct share *s, int32_t part)
{
    if (s->amount == 0 || part == 0)
        return 0;
    s->seen += part;
    int64_t now = s->amount * s->seen / s->total;
    int64_t taken = now - s->given;
    s->given = now;
    return (int32_t)taken;
}

/* How a line is brought to its width. */
struct adjustment {
    struct share shrink[SHRINK_KINDS], stretch[STRETCH_KINDS], slots;
};

/* Gives s as much of need as it can hold, and returns what is left. */
static int64_t fill(struct share *s, int64_t total, int64_t need)
{
    s->total = total;
    s->amount = need < total ? need : total;
    return need - s->amount;
}

/* Shrinks and stretches in CLREQ's order for justification, all of a kind alike. */
static struct adjustment adjust(const struct line_fit *line, int64_t need)
{
    struct adjustment a = {0};
    for (int k = 0; k < SHRINK_KINDS && need < 0; k++)
        need = -fill(&a.shrink[k], line->shrink[k], -need);
    for (int k = 0; k < STRETCH_KINDS && need > 0; k++)
        need = fill(&a.stretch[k], line->stretch[k], need);
    if (need > 0) {
        a.slots.total = line->slots;
        a.slots.amount = need;
    }
    return a;
}

static bool can_reach(const struct line_fit *line, int64_t width)
{
    int64_t need = width - line->natural;
    for (int k = 0; k < STRETCH_KINDS; k++)
        need -= line->stretch[k];
    return line->least <= width && (need <= 0 || line->slots > 0);
}

static bool same_run(const struct atom *p, const struct atom *c)
{
    return p->span == c->span && p->n_glyphs > 0 && c->n_glyphs > 0;
}

/* Runs and glyphs of atoms [from, to); a tab or line break in the text has neither. */
static void reserve(struct composer *c, const struct atom *list, size_t from, size_t to,
                    struct line *line, struct glyph **glyphs)
{
    size_t n_runs = 0, n_glyphs = 0;
    for (size_t i = from; i < to; i++) {
        n_glyphs += list[i].n_glyphs;
        n_runs += list[i].n_glyphs > 0 && (i == from || !same_run(&list[i - 1], &list[i]));
    }
    /* one more: for a hyphen */
    line->runs = arena_array(c->arena, n_runs + 1, sizeof *line->runs);
    *glyphs = arena_array(c->arena, n_glyphs + 1, sizeof **glyphs);
}

static struct line_run *begin_run(struct line *line, const struct span *s, const struct atom *atom,
                                  struct glyph *glyphs, int32_t x)
{
    struct line_run *r = &line->runs[line->n_runs++];
    *r = (struct line_run){.run = {.role = (uint16_t)s->role,
                                   .size = s->size,
                                   .colour = s->colour,
                                   .text = s->text + atom->at,
                                   .glyphs = glyphs,
                                   .stretch = line->stretch},
                           .x = x,
                           .rise = s->rise,
                           .tag = s->tag,
                           .note = s->note,
                           .link = s->link};
    return r;
}

/* Puts the glyphs of an atom at x of the column; right: the end of its advance. */
static void put_atom(struct line_run *r, struct glyph *out, const struct span *s,
                     const struct atom *atom, int32_t x, int32_t right)
{
    uint32_t start = (uint32_t)(r->run.text - s->text);
    for (uint32_t g = 0; g < atom->n_glyphs; g++) {
        out[g] = atom->glyphs[g];
        out[g].at = atom->at - start;
        out[g].x = x - r->x;
        x += atom->glyphs[g].advance;
    }
    r->run.n_glyphs += atom->n_glyphs;
    r->run.len = atom->at - start + atom->bytes;
    r->run.width = right - r->x;
}

/*
 * A hyphen that only the line's end calls for is a soft hyphen to whoever reads the text (ISO
 * 32000-1 14.8.2.2.3), so that the word comes back whole; it stands behind its line in a run of its
 * own. Returns its width.
 */
static int32_t put_hyphen(struct composer *c, const struct span *s, const struct atom *next,
                          struct line *line, struct glyph *glyph, int32_t x)
{
    static const char soft[] = "\xC2\xAD";
    const struct measure *m = c->measure;
    if (m->shape(m->ctx, s->role, s->size, "-", 1, glyph, 1, s->at) != 1)
        return 0;
    glyph->bytes = sizeof soft - 1;
    glyph->x = 0;
    struct line_run *r = begin_run(line, s, next, glyph, x);
    r->run.text = soft;
    r->run.len = sizeof soft - 1;
    r->run.n_glyphs = 1;
    r->run.width = next->hyphen;
    return next->hyphen;
}

/*
 * Places atoms [from, to) of a line from x on. Blanks at the line's end keep their glyphs, all at
 * the line's right edge and without width: a space has no ink, and whoever reads the text out of
 * the page (PDF, trace) finds the words of two lines parted as they were written.
 */
static void place(struct composer *c, const struct linefit *f, const struct span *spans,
                  const struct line_fit *fit, size_t to, struct adjustment *adj, struct line *line)
{
    struct glyph *glyphs;
    reserve(c, f->atoms, fit->from, to, line, &glyphs);
    struct line_run *run = NULL;
    int32_t x = line->left;
    for (size_t i = fit->from; i < to; i++) {
        const struct atom *t = &f->atoms[i];
        int32_t shift = t->shift, advance = 0;
        if (i < fit->end) {
            int32_t trim = i == fit->from ? t->start_trim : 0;
            int32_t end_trim = i + 1 == fit->end ? t->end_trim : 0;
            if (i > fit->from)
                x += t->gap - take_part(&adj->shrink[SHRINK_GAP], t->gap_shrink) +
                     take_part(&adj->stretch[STRETCH_GAP], t->gap_stretch) +
                     take_part(&adj->slots, t->slot);
            int32_t squeezed =
                trim + end_trim > 0 ? 0 : take_part(&adj->shrink[t->shrink_kind], t->shrink);
            if (t->class == CLASS_OPEN)
                shift -= trim + squeezed;
            else if (t->class == CLASS_MIDDLE)
                shift -= squeezed / 2;
            advance = t->advance - trim - end_trim - squeezed +
                      take_part(&adj->stretch[t->stretch_kind], t->stretch);
        }
        if (t->n_glyphs == 0)
            run = NULL;
        else if (run == NULL || !same_run(t - 1, t))
            run = begin_run(line, &spans[t->span], t, glyphs, x);
        if (run != NULL)
            put_atom(run, glyphs, &spans[t->span], t, x + shift, x + advance);
        glyphs += t->n_glyphs;
        x += advance;
    }
    if (to < f->n && f->atoms[to].brk == BREAK_HYPHEN)
        x += put_hyphen(c, &spans[f->atoms[to - 1].span], &f->atoms[to], line, glyphs, x);
    line->right = x;
}

static struct line *add_line(struct composer *c)
{
    c->lines = list_room(c->lines, c->n_lines, &c->cap, sizeof *c->lines);
    struct line *line = &c->lines[c->n_lines++];
    *line = (struct line){0};
    line->left = line->right = c->n_lines == 1 ? c->shape->indent : c->shape->hang;
    return line;
}

static int32_t largest_em(const struct atom *list, const struct line_fit *fit)
{
    int32_t em = list[fit->from].size;
    for (size_t i = fit->from; i < fit->end; i++)
        em = list[i].size > em ? list[i].size : em;
    return em;
}

/* Thousandths of an em between two characters; what was squeezed is spread over the line. */
static int32_t stretch_of(const struct line_fit *fit, const struct adjustment *adj, int64_t need,
                          int32_t em)
{
    if (em <= 0 || (need < 0 && fit->end - fit->from < 2))
        return 0;
    if (need < 0)
        return (int32_t)(need * 1000 / em / (int64_t)(fit->end - fit->from - 1));
    return adj->slots.amount > 0 ? (int32_t)(adj->slots.amount * 1000 / adj->slots.total / em) : 0;
}

static void make_line(struct composer *c, const struct linefit *f, const struct span *spans,
                      size_t from, size_t to)
{
    struct line *line = add_line(c);
    struct line_fit fit = linefit_line(f, from, to);
    int64_t room = c->shape->width - line->left, need = room - fit.natural;
    bool last = to == f->n;
    line->size = largest_em(f->atoms, &fit);
    line->justified = c->shape->align == PARA_JUSTIFY && !last && can_reach(&fit, room);
    if (need > 0 && !line->justified) {
        if (c->shape->align == PARA_CENTRE)
            line->left += (int32_t)(need / 2);
        else if (c->shape->align == PARA_RIGHT)
            line->left += (int32_t)need;
        need = 0;
    }
    struct adjustment adj = adjust(&fit, need);
    line->stretch = stretch_of(&fit, &adj, need, line->size);
    place(c, f, spans, &fit, to, &adj, line);
}

static void warn_wide(struct composer *c, const struct span *spans, const struct atom *unit)
{
    const struct span *s = &spans[unit->span];
    size_t len = s->len - unit->at < 24 ? s->len - unit->at : 24;
    while (len > 0 && unit->at + len < s->len &&
           ((unsigned char)s->text[unit->at + len] & 0xC0) == 0x80)
        len--;
    msg(c->m, SEV_WARNING, s->at, "overfull-line",
        "“%.*s…” is wider than its line and was broken anywhere; shorten it, or put a space where "
        "it may break",
        "“%.*s…”比一行还宽，已在任意处断开；请缩短，或在可断处加空格", (int)len,
        s->text + unit->at);
}

/* Composes spans[0..n) up to a forced break. */
static void compose(struct composer *c, const struct span *spans, size_t n)
{
    struct atoms atoms = atoms_build(c->work, c->measure, c->rules, spans, n, c->m);
    if (atoms.n == 0) {
        add_line(c)->size = spans[0].size;
        return;
    }
    struct linefit f = linefit_new(c->work, atoms, c->rules);
    f.width = c->shape->width - c->shape->hang;
    f.first_width = c->n_lines == 0 ? c->shape->width - c->shape->indent : f.width;
    f.justify = c->shape->align == PARA_JUSTIFY;
    size_t wide = linefit_open(&f, atoms.list);
    if (wide < atoms.n)
        warn_wide(c, spans, &atoms.list[wide]);
    size_t *ends, from = 0;
    size_t n_lines = linefit_break(c->work, &f, &ends);
    for (size_t i = 0; i < n_lines; from = ends[i++])
        make_line(c, &f, spans, from, ends[i]);
}

/* How many of spans[0..n) come before a forced break. */
static size_t until_break(const struct span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (spans[i].break_after)
            return i + 1;
    return n;
}

struct para para_compose(struct arena *a, const struct measure *measure,
                         const struct composition *rules, const struct para_shape *shape,
                         const struct span *spans, size_t n, struct messages *m)
{
    /* Only what is justified needs hyphens; titles, headings and table cells are better without. */
    struct composition own = *rules;
    own.hyphenate = rules->hyphenate && shape->align == PARA_JUSTIFY;
    struct composer c = {
        .arena = a, .work = arena_new(), .measure = measure, .rules = &own, .shape = shape, .m = m};
    for (size_t i = 0, part; i < n; i += part) {
        part = until_break(spans + i, n - i);
        compose(&c, spans + i, part);
    }
    if (n == 0)
        add_line(&c);
    struct para para = {arena_array(a, c.n_lines, sizeof *para.lines), c.n_lines};
    memcpy(para.lines, c.lines, c.n_lines * sizeof *c.lines);
    free(c.lines);
    arena_free(c.work);
    return para;
}

int32_t para_width(struct arena *a, const struct measure *measure, const struct composition *rules,
                   const struct span *spans, size_t n)
{
    (void)a;
    struct arena *work = arena_new();
    int64_t widest = 0;
    for (size_t i = 0, part; i < n; i += part) {
        part = until_break(spans + i, n - i);
        struct atoms atoms = atoms_build(work, measure, rules, spans + i, part, NULL);
        struct linefit f = linefit_new(work, atoms, rules);
        int64_t width = linefit_line(&f, 0, atoms.n).natural;
        widest = width > widest ? width : widest;
    }
    arena_free(work);
    return widest < INT32_MAX ? (int32_t)widest : INT32_MAX;
}
