#include "layouts/compose/atoms.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layouts/compose/breaks.h"
#include "layouts/compose/hyphens.h"

/* A stretch of text under construction. */
struct builder {
    struct arena *arena;
    const struct measure *measure;
    const struct composition *rules;
    const struct span *spans;
    const struct letter *letters; /* of all spans in one */
    size_t n_letters;
    struct atoms atoms;
};

static int32_t least(int32_t x, int32_t y)
{
    return x < y ? x : y;
}

/* x as a width that somebody may give up: never negative. */
static int32_t room(int32_t x)
{
    return x > 0 ? x : 0;
}

static int32_t permille(int32_t em, int part)
{
    return (int32_t)((int64_t)em * part / 1000);
}

static char *join(struct arena *a, const struct span *spans, size_t n, size_t *len)
{
    *len = 0;
    for (size_t i = 0; i < n; i++)
        *len += spans[i].len;
    char *text = arena_alloc(a, *len + 1);
    char *end = text;
    for (size_t i = 0; i < n; i++) {
        if (spans[i].len > 0)
            memcpy(end, spans[i].text, spans[i].len);
        end += spans[i].len;
    }
    return text;
}

/* The letters of footnote calls: they stick to what is before them, whatever they are. */
static void mark_calls(struct letter *l, size_t n, const struct span *spans, size_t n_spans)
{
    size_t start = 0, i = 0;
    for (size_t s = 0; s < n_spans; s++) {
        size_t end = start + spans[s].len;
        for (; i < n && l[i].at < end; i++)
            if (spans[s].note > 0)
                l[i].class = CLASS_CALL;
        start = end;
    }
}

/* Characters that shape() may not see. */
static bool is_control(uint32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0D) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static struct atom *add_atom(struct builder *b, size_t span, const struct letter *l, size_t start)
{
    struct atom *atom = &b->atoms.list[b->atoms.n++];
    *atom = (struct atom){.span = (uint32_t)span,
                          .at = l->at - (uint32_t)start,
                          .size = b->spans[span].size,
                          .class = l->class,
                          .brk = l->brk,
                          .blank = l->class == CLASS_BLANK};
    return atom;
}

/* Adds letters[from, to) of a span, which hold no control character; start: offset of the span. */
static void add_stretch(struct builder *b, size_t span, size_t start, size_t from, size_t to)
{
    const struct span *s = &b->spans[span];
    size_t first = b->letters[from].at - start;
    size_t len = (to < b->n_letters ? b->letters[to].at - start : s->len) - first;
    if (len > s->len - first)
        len = s->len - first;
    size_t cap = to - from + 8, n;
    struct glyph *glyphs;
    do {
        glyphs = arena_array(b->arena, cap, sizeof *glyphs);
        n = b->measure->shape(b->measure->ctx, s->role, s->size, s->text + first, len, glyphs, cap,
                              s->at);
    } while (n > cap && (cap = n) > 0);
    struct atom *atom = NULL;
    size_t letter = from;
    for (size_t g = 0; g < n; g++) {
        if (atom == NULL || glyphs[g].bytes > 0) {
            while (letter + 1 < to && b->letters[letter].at < start + first + glyphs[g].at)
                letter++;
            if (b->atoms.n == b->n_letters) /* more clusters than characters: they share */
                break;
            atom = add_atom(b, span, &b->letters[letter], start);
            atom->glyphs = &glyphs[g];
            atom->bytes = glyphs[g].bytes;
        }
        atom->n_glyphs++;
        atom->advance += glyphs[g].advance;
    }
}

static void add_span(struct builder *b, size_t span, size_t start, size_t from, size_t to)
{
    size_t stretch = from;
    for (size_t i = from; i <= to; i++) {
        if (i < to && !is_control(b->letters[i].cp))
            continue;
        if (stretch < i)
            add_stretch(b, span, start, stretch, i);
        if (i < to)
            add_atom(b, span, &b->letters[i], start)->advance = b->spans[span].size / 4;
        stretch = i + 1;
    }
}

static void add_spans(struct builder *b, size_t n)
{
    size_t start = 0, i = 0;
    for (size_t s = 0; s < n; s++) {
        size_t from = i, end = start + b->spans[s].len;
        while (i < b->n_letters && b->letters[i].at < end)
            i++;
        add_span(b, s, start, from, i);
        start = end;
    }
}

/* The width of a hyphen that a break within a word of a span adds. */
static int32_t hyphen_width(const struct builder *b, const struct span *s)
{
    struct glyph g = {0};
    b->measure->shape(b->measure->ctx, s->role, s->size, "-", 1, &g, 1, s->at);
    return g.advance;
}

static void set_hyphens(const struct builder *b)
{
    struct atom *list = b->atoms.list;
    int32_t width = 0;
    for (size_t i = 1, last = SIZE_MAX; i < b->atoms.n; i++) {
        if (list[i].brk != BREAK_HYPHEN)
            continue;
        if (list[i - 1].span != last)
            width = hyphen_width(b, &b->spans[list[i - 1].span]);
        last = list[i - 1].span;
        list[i].hyphen = width;
    }
}

static struct ink ink_of(const struct builder *b, const struct atom *atom)
{
    return b->measure->ink(b->measure->ctx, atom->glyphs, atom->size);
}

static uint32_t character(const struct builder *b, const struct atom *atom)
{
    const struct span *s = &b->spans[atom->span];
    size_t at = atom->at;
    return utf8_next(s->text, s->len, &at);
}

/* In some faces curly quotes are narrower than an em: they get it, their ink on the inner side. */
static void widen_mark(struct atom *atom)
{
    int32_t spare = atom->size - atom->advance;
    if (spare <= 0 || atom->n_glyphs == 0)
        return;
    atom->shift = atom->class == CLASS_OPEN ? spare : 0;
    atom->advance = atom->size;
}

/*
 * What a full-width mark can give up: its blank half, by its ink and never below half an em
 * (GB/T 15834 5.1; CLREQ 3.1.6).
 */
static void measure_mark(const struct builder *b, struct atom *atom)
{
    widen_mark(atom);
    int32_t most = least(atom->size / 2, room(atom->advance - atom->size / 2));
    if (b->rules->squeeze == SQUEEZE_NONE || most == 0 || atom->n_glyphs == 0)
        return;
    struct ink ink = ink_of(b, atom);
    bool open = atom->class == CLASS_OPEN;
    atom->shrink =
        least(most, room(open ? atom->shift + ink.left : atom->advance - atom->shift - ink.right));
    atom->shrink_kind = atom->class == CLASS_PAUSE  ? SHRINK_PAUSE
                        : atom->class == CLASS_STOP ? SHRINK_STOP
                                                    : SHRINK_BRACKET;
}

/* The marks of half an em: · – and a solidus between hanzi. */
static bool is_half_mark(const struct builder *b, size_t i)
{
    const struct atom *atom = &b->atoms.list[i];
    uint32_t cp = character(b, atom);
    if (atom->class == CLASS_SOLIDUS)
        return cp != '/' ||
               (i > 0 && i + 1 < b->atoms.n && charclass_chinese((enum char_class)atom[-1].class) &&
                charclass_chinese((enum char_class)atom[1].class));
    return atom->class == CLASS_MIDDLE || (atom->class == CLASS_CONNECTOR && cp == 0x2013);
}

/*
 * They are half an em wide whatever the face says, their ink centred (CLREQ 3.1.6). In a line too
 * long an interpunct gives up a quarter more, on both sides alike.
 */
static void centre_half_mark(const struct builder *b, struct atom *atom)
{
    if (b->rules->squeeze == SQUEEZE_NONE || atom->n_glyphs == 0)
        return;
    struct ink ink = ink_of(b, atom);
    int32_t wide = ink.right - ink.left, half = atom->size / 2;
    atom->advance = wide > half ? wide : half;
    atom->shift = (atom->advance - wide) / 2 - ink.left;
    if (atom->class != CLASS_MIDDLE)
        return;
    atom->shrink = least(atom->advance - wide, atom->advance - atom->size / 4);
    atom->shrink_kind = SHRINK_MIDDLE;
}

/*
 * How far the next glyph of a mark of two em stands behind this one: dashes join by their ink, dots
 * go on at the distance they have (three dots: as high as wide, and two distances).
 */
static int32_t long_mark_step(const struct atom *t, struct ink ink, int32_t cell)
{
    int32_t wide = ink.right - ink.left, dot = ink.bottom - ink.top;
    if (t->class == CLASS_DASH)
        return wide;
    return t->bytes == 3 && dot > 0 && 3 * dot < wide ? (wide - dot) * 3 / 2 : cell;
}

/*
 * A mark of two em: atoms [from, to) stand on one em for each character, their ink joined or evenly
 * spaced and centred in the whole (GB/T 15834 5.1).
 */
static void place_long_mark(const struct builder *b, struct atom *from, const struct atom *to)
{
    int32_t cells = 0, length = 0, ahead = 0;
    for (struct atom *t = from; t < to; t++) {
        struct ink ink = ink_of(b, t);
        int32_t cell = t->size * (int32_t)(t->bytes / 3 > 0 ? t->bytes / 3 : 1);
        t->shift = ahead - cells - ink.left;
        t->advance = cell;
        length = ahead + ink.right - ink.left;
        ahead += long_mark_step(t, ink, cell);
        cells += cell;
    }
    for (struct atom *t = from; t < to; t++)
        t->shift += (cells - length) / 2;
}

static bool is_long_mark(const struct atom *atom)
{
    return atom->class == CLASS_DASH || atom->class == CLASS_ELLIPSIS;
}

static void place_long_marks(const struct builder *b)
{
    struct atom *list = b->atoms.list;
    for (size_t i = 0, end; i < b->atoms.n; i = end) {
        uint32_t bytes = list[i].bytes;
        for (end = i + 1; end < b->atoms.n && list[end].class == list[i].class &&
                          list[end].span == list[i].span && is_long_mark(&list[i]);
             end++)
            bytes += list[end].bytes;
        if (is_long_mark(&list[i]) && bytes > 3)
            place_long_mark(b, &list[i], &list[end]);
    }
}

static void give_right(struct atom *atom)
{
    atom->advance -= atom->shrink;
    atom->shrink = 0;
}

static void give_left(struct atom *atom)
{
    atom->advance -= atom->shrink;
    atom->shift -= atom->shrink;
    atom->shrink = 0;
}

static bool is_exclamation(const struct builder *b, const struct atom *atom)
{
    uint32_t cp = atom->class == CLASS_STOP ? character(b, atom) : 0;
    return cp == U'！' || cp == U'？';
}

/*
 * Two of ？！ in contact take one em, three take two (CLREQ 3.1.6): the first have given their
 * half to their neighbour, the last of two gives its own.
 */
static void squeeze_exclamations(const struct builder *b)
{
    struct atom *list = b->atoms.list;
    for (size_t i = 0, end; i < b->atoms.n; i = end + 1) {
        for (end = i; end < b->atoms.n && is_exclamation(b, &list[end]); end++)
            ;
        if (end == i + 2)
            give_right(&list[i + 1]);
    }
}

/* Step 1 of the squeeze: of two marks in contact one gives up its blank half, tight: both. */
static void squeeze_adjacent(struct atom *p, struct atom *c, bool tight)
{
    bool closing = charclass_closing((enum char_class)p->class);
    if (closing && (charclass_closing((enum char_class)c->class) || c->class == CLASS_OPEN)) {
        give_right(p);
        if (tight && c->class == CLASS_OPEN)
            give_left(c);
        else if (tight)
            give_right(c);
    } else if (p->class == CLASS_OPEN && c->class == CLASS_OPEN) {
        give_left(c);
        if (tight)
            give_left(p);
    }
}

static bool is_wide(const struct atom *atom)
{
    return atom->class == CLASS_HANZI || atom->class == CLASS_WIDE;
}

static bool is_western(const struct builder *b, const struct atom *atom)
{
    return atom->class == CLASS_LATIN || atom->class == CLASS_DIGIT ||
           (atom->class == CLASS_SUFFIX && b->spans[atom->span].text[atom->at] == '%');
}

/* CLREQ, mixed text: hanzi beside Latin letters or digits. */
static bool want_gap(const struct builder *b, const struct atom *p, const struct atom *c)
{
    return b->rules->gap > 0 &&
           ((is_wide(p) && is_western(b, c)) || (is_western(b, p) && is_wide(c)));
}

static void set_gap(const struct builder *b, const struct atom *p, struct atom *c)
{
    if (!want_gap(b, p, c))
        return;
    int32_t em = is_wide(p) ? p->size : c->size;
    c->gap = permille(em, b->rules->gap);
    c->gap_shrink = room(c->gap - permille(em, b->rules->gap_min));
    c->gap_stretch = room(permille(em, b->rules->gap_max) - c->gap);
}

/*
 * Spaces: CLREQ (justification) lets them shrink to 1/4 em in Chinese text; English ones shrink by
 * a third as in TeX. They stretch to 1/2 em. U+3000 and the fixed spaces of U+2000 to U+200B stay
 * as they are.
 */
static void set_space(const struct builder *b, struct atom *atom)
{
    char first = b->spans[atom->span].text[atom->at];
    if (first != ' ' && atom->class != CLASS_NBSP && atom->n_glyphs > 0)
        return;
    if (atom->advance == 0)
        return;
    bool zh = b->rules->language == LANG_ZH;
    atom->shrink = zh ? room(atom->advance - atom->size / 4) : atom->advance / 3;
    atom->shrink_kind = SHRINK_SPACE;
    atom->stretch = room(atom->size / 2 - atom->advance);
    atom->stretch_kind = STRETCH_SPACE;
    atom->slot = true;
}

/* A blank typed between hanzi and Latin is the gap, not one more. */
static void blank_as_gap(const struct builder *b, const struct atom *p, struct atom *blank,
                         const struct atom *c)
{
    struct atom gap = *c;
    set_gap(b, p, &gap);
    if (gap.gap == 0)
        return;
    blank->advance = gap.gap;
    blank->shrink = gap.gap_shrink;
    blank->shrink_kind = SHRINK_GAP;
    blank->stretch = gap.gap_stretch;
    blank->stretch_kind = STRETCH_GAP;
}

static bool is_joiner(const struct atom *atom)
{
    return atom->class == CLASS_CONNECTOR || atom->class == CLASS_SOLIDUS ||
           atom->class == CLASS_MIDDLE;
}

/*
 * CLREQ (justification): space between all characters alike but inside units and beside connectors,
 * and not in Latin words. English lines are justified by their spaces only.
 */
static bool has_slot(const struct builder *b, const struct atom *p, const struct atom *c)
{
    if (b->rules->language != LANG_ZH || p->blank || c->blank || p->class == CLASS_NBSP ||
        c->class == CLASS_NBSP || is_joiner(p) || is_joiner(c) || c->class == CLASS_CALL ||
        c->class == CLASS_SUFFIX || p->class == CLASS_PREFIX)
        return false;
    if (p->class == c->class && (c->class == CLASS_DASH || c->class == CLASS_ELLIPSIS))
        return false;
    return charclass_chinese((enum char_class)p->class) ||
           charclass_chinese((enum char_class)c->class);
}

static void set_glue(const struct builder *b, size_t i)
{
    struct atom *c = &b->atoms.list[i];
    if (c->blank || c->class == CLASS_NBSP)
        set_space(b, c);
    if (i == 0)
        return;
    struct atom *p = c - 1;
    if (i > 1 && p->blank && p->slot)
        blank_as_gap(b, p - 1, p, c);
    set_gap(b, p, c);
    if (has_slot(b, p, c))
        c->slot = true;
}

/* Only 、，。 hang, and never the last of several marks (CLREQ, hanging punctuation). */
static bool may_hang(const struct builder *b, size_t i)
{
    const struct atom *atom = &b->atoms.list[i];
    if (!b->rules->hang || i == 0 || charclass_closing((enum char_class)atom[-1].class))
        return false;
    uint32_t cp = character(b, atom);
    return cp == U'、' || cp == U'，' || cp == U'。';
}

/*
 * Step 2 of the squeeze: an opening mark begins the line with its ink. Step 3: a mark at the line's
 * end is half an em wide (GB/T 15834 5.1.10). Step 4: it hangs outside the column.
 */
static void set_trims(const struct builder *b, size_t i)
{
    struct atom *atom = &b->atoms.list[i];
    if (may_hang(b, i))
        atom->end_trim = atom->advance;
    else if (b->rules->squeeze < SQUEEZE_LINE_END)
        return;
    else if (atom->class == CLASS_OPEN)
        atom->start_trim = atom->shrink;
    else if (charclass_closing((enum char_class)atom->class))
        atom->end_trim = atom->shrink;
}

/* What the style adds to each full-width character: hanzi, marks, and each em of a dash. */
static void track(const struct builder *b, struct atom *atom)
{
    int32_t tracking = b->spans[atom->span].tracking;
    if (tracking != 0 && charclass_chinese((enum char_class)atom->class) && atom->advance > 0)
        atom->advance = room(atom->advance + tracking);
}

static void set_widths(const struct builder *b)
{
    struct atom *list = b->atoms.list;
    size_t n = b->atoms.n;
    /* Blanks that a paragraph begins with are meant (code): they neither vanish nor stretch. */
    for (size_t i = 0; i < n && list[i].blank; i++)
        list[i].blank = false;
    for (size_t i = 0; i < n; i++) {
        if (charclass_closing((enum char_class)list[i].class) || list[i].class == CLASS_OPEN)
            measure_mark(b, &list[i]);
        else if (is_half_mark(b, i))
            centre_half_mark(b, &list[i]);
    }
    place_long_marks(b);
    if (b->rules->squeeze != SQUEEZE_NONE) {
        squeeze_exclamations(b);
        for (size_t i = 1; i < n; i++)
            squeeze_adjacent(&list[i - 1], &list[i], b->rules->squeeze == SQUEEZE_TIGHT);
    }
    for (size_t i = 0; i < n; i++) {
        track(b, &list[i]);
        set_glue(b, i);
        set_trims(b, i);
    }
}

struct atoms atoms_build(struct arena *a, const struct measure *measure,
                         const struct composition *rules, const struct span *spans, size_t n,
                         struct messages *m)
{
    size_t len;
    const char *text = join(a, spans, n, &len);
    struct letter *letters = arena_array(a, len, sizeof *letters);
    size_t n_letters = charclass_letters(text, len, rules->language, letters);
    mark_calls(letters, n_letters, spans, n);
    if (m != NULL)
        breaks_find(letters, n_letters, text, len, rules->language, rules->strictness, m);
    if (m != NULL && rules->hyphenate)
        hyphens_find(letters, n_letters, m);
    struct builder b = {.arena = a,
                        .measure = measure,
                        .rules = rules,
                        .spans = spans,
                        .letters = letters,
                        .n_letters = n_letters};
    b.atoms.list = arena_array(a, n_letters, sizeof *b.atoms.list);
    add_spans(&b, n);
    set_hyphens(&b);
    set_widths(&b);
    return b.atoms;
}
