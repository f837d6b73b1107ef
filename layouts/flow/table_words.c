#include "layouts/flow/table_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "layouts/compose/breaks.h"
#include "layouts/compose/linefit.h"

/* Longer texts are prose: they are broken as paragraphs are. */
#define BYTES_MAX 240
#define PIECES_MAX 24

/* The spans of a short text, cut where a line may end between words. */
struct pieces {
    const struct span *spans;
    size_t n_spans;
    size_t at[PIECES_MAX + 1];   /* byte offsets in the joined text; one more for its end */
    bool lonely[PIECES_MAX + 1]; /* a piece that better stays with the one before it */
    size_t n;
};

static size_t total_length(const struct spans *s)
{
    size_t len = 0;
    for (size_t i = 0; i < s->n; i++)
        len += s->list[i].len;
    return len;
}

/* A word of one hanzi, as the last of 增长率, better stays with the one before it. */
static bool lonely(const struct letter *letters, size_t n, const bool *words, size_t i)
{
    return letters[i].class == CLASS_HANZI && (i + 1 == n || words[letters[i + 1].at]);
}

/* Cuts the text; false where it is none to be cut by words. */
static bool cut(struct flow *f, struct pieces *p)
{
    struct letter letters[BYTES_MAX];
    bool words[BYTES_MAX];
    struct buf b = {0};
    *p = (struct pieces){.spans = f->spans.list, .n_spans = f->spans.n};
    for (size_t i = 0; i < f->spans.n; i++) {
        if (f->spans.list[i].break_after)
            return false;
        buf_add(&b, f->spans.list[i].text, f->spans.list[i].len);
    }
    breaks_words(words, b.data, b.len, f->rules.language, f->messages);
    size_t n = charclass_letters(b.data, b.len, f->rules.language, letters);
    breaks_find(letters, n, b.data, b.len, f->rules.language, f->rules.strictness, f->messages);
    p->n = 1;
    for (size_t i = 1; i < n && p->n < PIECES_MAX; i++)
        if (letters[i].brk == BREAK_OK && words[letters[i].at]) {
            p->lonely[p->n] = lonely(letters, n, words, i);
            p->at[p->n++] = letters[i].at;
        }
    p->at[p->n] = b.len;
    buf_free(&b);
    return p->n < PIECES_MAX;
}

/* Writes the spans of bytes [from, to) of the joined text to out; how many. */
static size_t part_of(const struct pieces *p, size_t from, size_t to, struct span *out)
{
    size_t n = 0, start = 0;
    for (size_t i = 0; i < p->n_spans; start += p->spans[i++].len) {
        const struct span *s = &p->spans[i];
        size_t a = from > start ? from - start : 0;
        size_t e = to > start ? to - start : 0;
        e = e < s->len ? e : s->len;
        if (a >= e)
            continue;
        out[n] = *s;
        out[n].text += a;
        out[n++].len = e - a;
    }
    return n;
}

static int32_t part_width(struct flow *f, const struct pieces *p, size_t from, size_t to)
{
    struct span *part = must_alloc(p->n_spans + 1, sizeof *part);
    size_t n = part_of(p, p->at[from], p->at[to], part);
    int32_t w = para_width(f->arena, f->measure, &f->rules, part, n);
    free(part);
    return w;
}

/* Natural width and widest unbreakable part of spans[0..n), which hold no forced break. */
static void measure_units(struct flow *f, const struct span *spans, size_t n, struct text_widths *w)
{
    struct arena *work = arena_new();
    struct atoms atoms = atoms_build(work, f->measure, &f->rules, spans, n, f->messages);
    struct linefit fit = linefit_new(work, atoms, &f->rules);
    int64_t natural = linefit_line(&fit, 0, atoms.n).natural, least = 0;
    for (size_t from = 0, i = 1; i <= atoms.n; i++) {
        if (i < atoms.n && atoms.list[i].brk < BREAK_POOR)
            continue;
        int64_t unit = linefit_line(&fit, from, i).natural;
        least = unit > least ? unit : least;
        from = i;
    }
    arena_free(work);
    natural = natural < INT32_MAX / 2 ? natural : INT32_MAX / 2;
    least = least < natural ? least : natural;
    w->natural = natural > w->natural ? (int32_t)natural : w->natural;
    w->least = least > w->least ? (int32_t)least : w->least;
}

struct text_widths table_words_measure(struct flow *f, bool words)
{
    struct text_widths w = {0};
    struct pieces p;
    for (size_t i = 0, from = 0; i < f->spans.n; i++)
        if (f->spans.list[i].break_after || i + 1 == f->spans.n) {
            measure_units(f, f->spans.list + from, i + 1 - from, &w);
            from = i + 1;
        }
    size_t len = total_length(&f->spans);
    if (!words || len == 0 || len > BYTES_MAX || !cut(f, &p))
        return w;
    for (size_t i = 0; i < p.n; i++) {
        size_t to = i + 1 < p.n && p.lonely[i + 1] ? i + 2 : i + 1;
        int32_t piece = part_width(f, &p, i, to);
        w.least = piece > w.least ? piece : w.least;
    }
    return w;
}

/*
 * The first piece of each line, by dynamic programming over the pieces: fewest lines, then the
 * least sum of the squares of what is left over. False when a piece is wider than the line.
 */
static bool choose(struct flow *f, const struct pieces *p, int32_t width, size_t *from)
{
    int64_t cost[PIECES_MAX + 1] = {0}, square = (int64_t)width * width;
    int32_t em = p->spans[0].size;
    for (size_t i = 1; i <= p->n; i++) {
        cost[i] = INT64_MAX;
        for (size_t j = i; j-- > 0;) {
            int32_t w = part_width(f, p, j, i);
            if (w > width)
                break;
            int64_t rest = width - w;
            int64_t c = cost[j] + rest * rest + square * PIECES_MAX;
            c += (w <= em ? square : 0) + (p->lonely[j] ? square / 2 : 0);
            if (c < cost[i]) {
                cost[i] = c;
                from[i] = j;
            }
        }
        if (cost[i] == INT64_MAX)
            return false;
    }
    return true;
}

void table_words_break(struct flow *f, int32_t width)
{
    struct pieces p;
    size_t from[PIECES_MAX + 1] = {0}, len = total_length(&f->spans);
    if (len == 0 || len > BYTES_MAX || width <= 0 ||
        para_width(f->arena, f->measure, &f->rules, f->spans.list, f->spans.n) <= width)
        return;
    if (!cut(f, &p) || p.n < 2 || !choose(f, &p, width, from))
        return;
    bool begins[PIECES_MAX + 1] = {0};
    for (size_t i = p.n; i > 0; i = from[i])
        begins[i] = true;
    struct spans broken = {.cap = p.n_spans + p.n * p.n_spans};
    broken.list = must_alloc(broken.cap, sizeof *broken.list);
    size_t start = 0;
    for (size_t i = 1; i <= p.n; i++) {
        if (!begins[i])
            continue;
        broken.n += part_of(&p, p.at[start], p.at[i], broken.list + broken.n);
        broken.list[broken.n - 1].break_after = i < p.n;
        start = i;
    }
    free(f->spans.list);
    f->spans = broken;
}
