#include "layouts/compose/title.h"

#include <string.h>

#include "base/arena.h"
#include "layouts/compose/linefit.h"
#include "layouts/compose/title_sense.h"

/* A title of more lines has no shape that anyone could see. */
#define LINES_MAX 8

/*
 * Costs of a shape, in the measure of title_sense.h. A line is as long as the next one where less
 * than a character parts them; a step of 1 to 6 characters is what the eye takes for a slope.
 */
#define COST_LINE 10
#define COST_EQUAL 5
#define COST_LOWER_LONGER 5 /* two lines: 上长下短 is what most editors ask for */
#define COST_SHORT 15       /* a line of less than 3 characters */
#define COST_BAD_SHAPE 60   /* a rectangle or an hourglass */
#define STEP_LEAST 1000     /* 1/1000 em */
#define STEP_MOST 6000
#define SHORT_LINE 3000

/* What the lines so far make together. */
enum phase {
    ONE,     /* line */
    UP2,     /* two lines, the lower longer */
    SAME2,   /* two of a length */
    DOWN2,   /* two, the upper longer */
    UP,      /* three and more: a trapezoid, or the upper half of a diamond */
    DOWN,    /* a trapezoid upside down, or a whole diamond */
    SAME,    /* a rectangle */
    WAISTED, /* an hourglass */
    PHASES
};

enum step { SHORTER, EQUAL, LONGER };

/* The best way to a line [start, end) that leaves its title in one phase. */
struct state {
    int32_t cost;    /* -1: there is none */
    uint32_t before; /* the start of the line before */
    uint8_t phase;   /* that one's */
};

/* A place between two lines, or an end of the title. */
struct place {
    size_t atom;
    int32_t cost;                   /* of a line break here */
    size_t first;                   /* earliest place at which a line that ends here may start */
    struct state (*states)[PHASES]; /* of lines that end here, by start - first */
};

struct solver {
    const struct linefit *fit;
    enum title_form form;
    int32_t em;
    struct place *places; /* 0: the title's begin, n - 1: its end */
    size_t n;
};

/* Of the line between two places, in 1/1000 em. */
static int32_t length_of(const struct solver *s, size_t start, size_t end)
{
    int64_t natural = linefit_line(s->fit, s->places[start].atom, s->places[end].atom).natural;
    return (int32_t)(natural * 1000 / s->em);
}

static enum step step_of(int32_t above, int32_t below)
{
    if (below - above >= STEP_LEAST)
        return LONGER;
    return above - below >= STEP_LEAST ? SHORTER : EQUAL;
}

static enum phase next_phase(enum phase p, enum step step)
{
    static const uint8_t next[PHASES][3] = {
        [ONE] = {DOWN2, SAME2, UP2}, [UP2] = {DOWN, UP, UP},
        [SAME2] = {DOWN, SAME, UP},  [DOWN2] = {DOWN, DOWN, WAISTED},
        [UP] = {DOWN, UP, UP},       [DOWN] = {DOWN, DOWN, WAISTED},
        [SAME] = {DOWN, SAME, UP},   [WAISTED] = {WAISTED, WAISTED, WAISTED}};
    return (enum phase)next[p][step];
}

static int32_t step_cost(const struct solver *s, int32_t above, int32_t below)
{
    int32_t d = above > below ? above - below : below - above;
    if (s->form == TITLE_EVEN)
        return d / 1000;
    if (step_of(above, below) == EQUAL)
        return COST_EQUAL;
    return d > STEP_MOST ? (d - STEP_MOST) / 1000 : 0;
}

static int32_t end_cost(const struct solver *s, enum phase p)
{
    if (p == UP2)
        return COST_LOWER_LONGER;
    return s->form == TITLE_TAPER && (p == SAME || p == WAISTED) ? COST_BAD_SHAPE : 0;
}

static void reach(struct state *to, int32_t cost, size_t before, enum phase phase)
{
    if (to->cost < 0 || cost < to->cost)
        *to = (struct state){cost, (uint32_t)before, (uint8_t)phase};
}

/* All ways to the line [start, end). */
static void add_line(struct solver *s, size_t start, size_t end)
{
    const struct place *from = &s->places[start];
    struct place *to = &s->places[end];
    struct state *states = to->states[start - to->first];
    int32_t length = length_of(s, start, end);
    int32_t own = from->cost + COST_LINE + (length < SHORT_LINE ? COST_SHORT : 0);
    if (start == 0)
        reach(&states[ONE], own, 0, ONE);
    for (size_t before = from->first; before < start; before++) {
        int32_t above = length_of(s, before, start);
        int32_t cost = own + step_cost(s, above, length);
        for (int p = 0; p < PHASES; p++) {
            const struct state *way = &from->states[before - from->first][p];
            if (way->cost >= 0)
                reach(&states[next_phase((enum phase)p, step_of(above, length))], way->cost + cost,
                      before, (enum phase)p);
        }
    }
}

/* Makes the states of all lines that end at a place. */
static void end_lines(struct arena *a, struct solver *s, size_t end)
{
    struct place *to = &s->places[end];
    to->first = end;
    while (to->first > 0 &&
           linefit_line(s->fit, s->places[to->first - 1].atom, to->atom).natural <= s->fit->width)
        to->first--;
    to->states = arena_array(a, end - to->first, sizeof *to->states);
    for (size_t start = to->first; start < end; start++) {
        for (int p = 0; p < PHASES; p++)
            to->states[start - to->first][p].cost = -1;
        add_line(s, start, end);
    }
}

/*
 * The places where the chosen lines begin, behind the first line: how many, or 0 when there is no
 * way. phase: what the lines make together.
 */
static size_t solve(struct arena *a, struct solver *s, size_t *starts, enum phase *phase)
{
    for (size_t i = 1; i < s->n; i++)
        end_lines(a, s, i);
    const struct place *end = &s->places[s->n - 1];
    struct state best = {.cost = -1};
    for (size_t start = end->first; start + 1 < s->n; start++)
        for (int p = 0; p < PHASES; p++) {
            const struct state *way = &end->states[start - end->first][p];
            if (way->cost >= 0)
                reach(&best, way->cost + end_cost(s, (enum phase)p), start, (enum phase)p);
        }
    *phase = (enum phase)best.phase;
    if (best.cost < 0)
        return 0;
    size_t n = 0;
    for (struct state way = best, *states = NULL; way.before > 0; n++) {
        size_t start = way.before;
        starts[n] = start;
        /* the way to the line that begins at start and ends where the line after it begins */
        const struct place *to = n == 0 ? end : &s->places[starts[n - 1]];
        states = to->states[start - to->first];
        way = states[way.phase];
    }
    for (size_t i = 0; i < n / 2; i++) {
        size_t swapped = starts[i];
        starts[i] = starts[n - 1 - i];
        starts[n - 1 - i] = swapped;
    }
    return n;
}

/* The places where a line may begin, with what a break there costs by sense. */
static void find_places(struct arena *a, struct solver *s, const struct atoms *atoms,
                        const struct sense *sense)
{
    s->places = arena_array(a, atoms->n + 1, sizeof *s->places);
    s->places[s->n++] = (struct place){0};
    for (size_t i = 1; i < atoms->n; i++) {
        const struct atom *t = &atoms->list[i];
        if (t->brk == BREAK_OK || t->brk == BREAK_POOR)
            s->places[s->n++] = (struct place){.atom = i,
                                               .cost = sense_cost(sense, t->span, t->at) +
                                                       (t->brk == BREAK_POOR ? SENSE_NUMBER : 0)};
    }
    s->places[s->n++] = (struct place){.atom = atoms->n};
}

static void warn(struct messages *m, struct source at)
{
    msg(m, SEV_WARNING, at, "title-shape",
        "the title has no good shape: its lines make a rectangle or an hourglass, or part what "
        "belongs together; put | where a line should end, or shorten it",
        "标题排不出好的行形：各行等长、呈沙漏形或拆开了词语；请在应换行处写 |，或缩短标题");
}

static bool is_bad(const struct solver *s, const size_t *starts, size_t n, enum phase phase)
{
    bool bad = phase == SAME || phase == WAISTED;
    for (size_t i = 0; i < n; i++)
        bad |= s->places[starts[i]].cost >= SENSE_BAD;
    return bad;
}

static int32_t largest_em(const struct span *spans, size_t n)
{
    int32_t em = 1;
    for (size_t i = 0; i < n; i++)
        em = spans[i].size > em ? spans[i].size : em;
    return em;
}

/* The same with its memory given: work is freed by the caller. */
static size_t shape_lines(struct arena *a, struct arena *work, const struct measure *measure,
                          const struct composition *rules, const struct title_shape *shape,
                          const struct span *spans, size_t n, struct title_break **breaks,
                          struct messages *m)
{
    struct atoms atoms = atoms_build(work, measure, rules, spans, n, m);
    struct linefit fit = linefit_new(work, atoms, rules);
    fit.width = fit.first_width = shape->width;
    int64_t natural = atoms.n > 0 ? linefit_line(&fit, 0, atoms.n).natural : 0;
    if (natural <= shape->width)
        return 0;
    bool told = shape->form == TITLE_TAPER;
    if (natural / LINES_MAX > shape->width) {
        if (told)
            warn(m, spans[0].at);
        return 0;
    }
    struct solver s = {.fit = &fit, .form = shape->form, .em = largest_em(spans, n)};
    struct sense sense = sense_find(work, rules->language, shape, spans, n, m);
    find_places(work, &s, &atoms, &sense);
    size_t *starts = arena_array(work, s.n, sizeof *starts);
    enum phase phase;
    size_t n_starts = solve(work, &s, starts, &phase);
    if (told && (n_starts == 0 || is_bad(&s, starts, n_starts, phase)))
        warn(m, spans[0].at);
    *breaks = arena_array(a, n_starts, sizeof **breaks);
    for (size_t i = 0; i < n_starts; i++) {
        const struct atom *t = &atoms.list[s.places[starts[i]].atom];
        (*breaks)[i] = (struct title_break){t->span, t->at};
    }
    return n_starts;
}

size_t title_lines(struct arena *a, const struct measure *measure, const struct composition *rules,
                   const struct title_shape *shape, const struct span *spans, size_t n,
                   struct title_break **breaks, struct messages *m)
{
    if (shape->form == TITLE_PLAIN || n == 0)
        return 0;
    struct arena *work = arena_new();
    size_t found = shape_lines(a, work, measure, rules, shape, spans, n, breaks, m);
    arena_free(work);
    return found;
}
