#include "render/charts/chart_kind.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "render/fonts/fontset.h"

static struct text_run shape(const struct chart_job *job, int role, double size, const char *text)
{
    return font_run(job->ctx->fonts, job->a, role, (int32_t)lround(size * 1000), 0, text,
                    job->c->at);
}

double text_width(const struct chart_job *job, int role, double size, const char *text)
{
    return *text != '\0' ? shape(job, role, size, text).width / 1000.0 : 0;
}

static bool in_set(uint32_t cp, const char *set)
{
    size_t len = strlen(set);
    for (size_t i = 0; i < len;)
        if (utf8_next(set, len, &i) == cp)
            return true;
    return false;
}

/* GB/T 15834-2011 5.1: no closing mark begins a line, no opening mark ends one. */
static bool may_break(uint32_t before, uint32_t after)
{
    if (utf8_is_blank(before))
        return !utf8_is_blank(after);
    if (!utf8_is_hanzi(before) && !utf8_is_hanzi(after) &&
        !in_set(before, "、，。；：）》」』”’％·—"))
        return false;
    return !in_set(after, "、，。；：！？）》」』”’％‰·…—,.;:!?)]%*") &&
           !in_set(before, "（《「『“‘([");
}

/* A character of the text to be wrapped. */
struct letter {
    size_t at;
    double x; /* left edge */
    bool break_before, blank;
};

/* The letters of the text and one behind its end. */
static struct letter *spell(const struct chart_job *job, const struct text_run *run, size_t *n)
{
    struct letter *letters = arena_array(job->a, run->len + 1, sizeof *letters);
    uint32_t before = 0, g = 0;
    size_t count = 0;
    for (size_t i = 0; i < run->len; count++) {
        struct letter *l = &letters[count];

        l->at = i;
        uint32_t cp = utf8_next(run->text, run->len, &i);

        while (g + 1 < run->n_glyphs && run->glyphs[g].at < l->at)
            g++;
        l->x = run->n_glyphs != 0 ? run->glyphs[g].x / 1000.0 : 0;
        l->break_before = count > 0 && may_break(before, cp);
        l->blank = utf8_is_blank(cp);
        before = cp;
    }
    letters[count] = (struct letter){run->len, run->width / 1000.0, true, false};
    *n = count;
    return letters;
}

/* Where the line from letter `from` ends when it may be `width` wide. */
static size_t line_end(const struct letter *letters, size_t n, size_t from, double width)
{
    size_t fit = from + 1, broken = 0;
    for (size_t i = from + 1; i <= n; i++) {
        size_t last = i;

        while (last > from + 1 && letters[last - 1].blank)
            last--;
        if (letters[last].x - letters[from].x > width + 0.001)
            break;
        fit = i;
        if (letters[i].break_before)
            broken = i;
    }
    return broken != 0 ? broken : fit;
}

static size_t count_lines(const struct letter *letters, size_t n, double width)
{
    size_t lines = 0;
    for (size_t i = 0; i < n; i = line_end(letters, n, i, width))
        lines++;
    return lines;
}

/* The width of the widest part that no line end parts. */
static double widest_word(const struct letter *letters, size_t n)
{
    double widest = 0;
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && !letters[end].break_before;)
            end++;
        size_t last = end;

        while (last > i && letters[last - 1].blank)
            last--;
        widest = fmax(widest, letters[last].x - letters[i].x);
    }
    return widest;
}

/* The least width that takes no more lines and breaks no more words: the lines come out even. */
static double even_width(const struct letter *letters, size_t n, double width)
{
    size_t lines = count_lines(letters, n, width);
    double lo = fmin(width, widest_word(letters, n)), hi = width;
    for (int i = 0; i < 12 && lines > 1; i++) {
        double mid = (lo + hi) / 2;

        if (count_lines(letters, n, mid) <= lines)
            hi = mid;
        else
            lo = mid;
    }
    return hi;
}

static struct wrapped wrap(const struct chart_job *job, int role, double size, const char *text,
                           double width, bool words)
{
    struct wrapped w = {0};
    size_t n;
    if (*text == '\0')
        return w;
    struct text_run run = shape(job, role, size, text);
    const struct letter *letters = spell(job, &run, &n);

    width = even_width(letters, n, words ? fmax(width, widest_word(letters, n)) : width);
    w.lines = arena_array(job->a, count_lines(letters, n, width), sizeof *w.lines);
    for (size_t i = 0, end; i < n; i = end) {
        end = line_end(letters, n, i, width);
        const char *start = text + letters[i].at;
        size_t len = letters[end].at - letters[i].at;

        text_trim(&start, &len);
        w.lines[w.n] = arena_strndup(job->a, start, len);
        w.width = fmax(w.width, text_width(job, role, size, w.lines[w.n]));
        w.n++;
    }
    return w;
}

struct wrapped text_wrap(const struct chart_job *job, int role, double size, const char *text,
                         double width)
{
    return wrap(job, role, size, text, width, false);
}

struct wrapped text_wrap_words(const struct chart_job *job, int role, double size, const char *text,
                               double width)
{
    return wrap(job, role, size, text, width, true);
}

void text_line(struct plot *p, int role, double size, uint32_t colour, enum anchor_x anchor,
               double x, double y_mid, const char *text)
{
    /* Hanzi are centred 0.38 em above their baseline, digits 0.36. */
    plot_text(p, role, size, colour, anchor, x, y_mid + 0.37 * size, text);
}

void text_lines(struct plot *p, int role, double size, uint32_t colour, enum anchor_x anchor,
                double x, double y_mid, const struct wrapped *w)
{
    double pitch = size * LEADING;
    double y = y_mid - pitch * ((double)w->n - 1) / 2;
    for (size_t i = 0; i < w->n; i++, y += pitch)
        text_line(p, role, size, colour, anchor, x, y, w->lines[i]);
}

bool text_boxes_touch(struct box a, struct box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}
