#include "layouts/compose/linefit.h"

#include "base/arena.h"

/* Costs: a line's badness is about 100 at 0.12 em between characters; demerits are its square. */
#define BADNESS_MAX 10000
#define DEMERITS_HYPHEN 2500   /* as TeX's \hyphenpenalty of 50 */
#define DEMERITS_HYPHENS 30000 /* of two lines running */
#define DEMERITS_FAIR 2000
#define DEMERITS_POOR 6000
#define DEMERITS_EMERGENCY 1000000
#define DEMERITS_LONELY 250000 /* a last line of one character (CLREQ: 孤字不成行) */
#define DEMERITS_OVERFULL 1000000000000

static void add_atom(struct linefit_sum *next, const struct linefit_sum *sum,
                     const struct atom *atom, size_t i)
{
    *next = *sum;
    next->width += atom->gap + atom->advance;
    next->shrink[atom->shrink_kind] += (uint32_t)atom->shrink;
    next->shrink[SHRINK_GAP] += (uint32_t)atom->gap_shrink;
    next->stretch[atom->stretch_kind] += (uint32_t)atom->stretch;
    next->stretch[STRETCH_GAP] += (uint32_t)atom->gap_stretch;
    next->slots += atom->slot;
    if (!atom->blank)
        next->end = (uint32_t)i + 1;
}

struct linefit linefit_new(struct arena *a, struct atoms atoms, const struct composition *rules)
{
    struct linefit f = {.atoms = atoms.list, .n = atoms.n, .rules = rules};
    f.sums = arena_array(a, atoms.n + 1, sizeof *f.sums);
    for (size_t i = 0; i < atoms.n; i++)
        add_atom(&f.sums[i + 1], &f.sums[i], &atoms.list[i], i);
    return f;
}

/* The width of the hyphen that a line's end before atom to adds. */
static int32_t hyphen(const struct linefit *f, size_t to)
{
    return to < f->n && f->atoms[to].brk == BREAK_HYPHEN ? f->atoms[to].hyphen : 0;
}

static struct line_fit natural_line(const struct linefit *f, size_t from, size_t to)
{
    size_t end = f->sums[to].end > from ? f->sums[to].end : from;
    struct line_fit line = {.from = from, .end = end};
    if (end == from)
        return line;
    const struct atom *first = &f->atoms[from], *last = &f->atoms[end - 1];
    line.natural = f->sums[end].width - f->sums[from].width - first->gap - first->start_trim -
                   last->end_trim + hyphen(f, to);
    line.least = line.natural;
    return line;
}

static void add_shrink(const struct linefit *f, struct line_fit *line)
{
    const struct linefit_sum *s = &f->sums[line->from], *e = &f->sums[line->end];
    const struct atom *first = &f->atoms[line->from], *last = &f->atoms[line->end - 1];
    for (int k = 0; k < SHRINK_KINDS; k++)
        line->shrink[k] = (int32_t)(e->shrink[k] - s->shrink[k]);
    line->shrink[SHRINK_GAP] -= first->gap_shrink;
    if (first->start_trim > 0)
        line->shrink[first->shrink_kind] -= first->shrink;
    if (last->end_trim > 0)
        line->shrink[last->shrink_kind] -= last->shrink;
    for (int k = 0; k < SHRINK_KINDS; k++)
        line->least -= line->shrink[k];
}

static void add_stretch(const struct linefit *f, struct line_fit *line)
{
    const struct linefit_sum *s = &f->sums[line->from], *e = &f->sums[line->end];
    const struct atom *first = &f->atoms[line->from];
    for (int k = 0; k < STRETCH_KINDS; k++)
        line->stretch[k] = (int32_t)(e->stretch[k] - s->stretch[k]);
    line->stretch[STRETCH_GAP] -= first->gap_stretch;
    line->slots = (int32_t)(e->slots - s->slots) - first->slot;
}

struct line_fit linefit_line(const struct linefit *f, size_t from, size_t to)
{
    struct line_fit line = natural_line(f, from, to);
    if (line.end > from) {
        add_shrink(f, &line);
        add_stretch(f, &line);
    }
    return line;
}

/* The same with no more than a line of this width asks for: what shrinks, or what stretches. */
static struct line_fit line_for(const struct linefit *f, size_t from, size_t to, int64_t width)
{
    struct line_fit line = natural_line(f, from, to);
    if (line.natural > width && line.end > from)
        add_shrink(f, &line);
    else if (line.end > from)
        add_stretch(f, &line);
    return line;
}

static int64_t line_width(const struct linefit *f, size_t from)
{
    return from == 0 ? f->first_width : f->width;
}

static bool is_too_wide(const struct linefit *f, size_t from, size_t to)
{
    if (f->sums[to].width - f->sums[from].width + hyphen(f, to) <= line_width(f, from))
        return false;
    return linefit_line(f, from, to).least > line_width(f, from);
}

/* Each kind costs by how far it is used, the later kinds more. */
static int64_t shrink_badness(const struct line_fit *line, int64_t need)
{
    static const int64_t weights[SHRINK_KINDS] = {20, 20, 20, 25, 40, 60};
    int64_t badness = 0;
    for (int k = 0; k < SHRINK_KINDS && need > 0; k++) {
        if (line->shrink[k] == 0)
            continue;
        int64_t use = need < line->shrink[k] ? need : line->shrink[k];
        badness += 1 + weights[k] * use / line->shrink[k];
        need -= use;
    }
    return badness;
}

static int64_t capped(int64_t badness)
{
    return badness < BADNESS_MAX ? badness : BADNESS_MAX;
}

/* (part per 1000 of whole)^2 / scale */
static int64_t square(int64_t part, int64_t whole, int64_t scale)
{
    int64_t r = whole > 0 ? part * 1000 / whole : 1000;
    r = r < 100000 ? r : 100000;
    return r * r / scale;
}

static int64_t stretch_badness(const struct linefit *f, const struct line_fit *line, int64_t need,
                               int64_t width)
{
    /* Spaces are all that English lines have: there a full stretch is already a loose line. */
    int64_t weight = f->rules->language == LANG_ZH ? 20 : 100;
    int64_t badness = 0;
    for (int k = 0; k < STRETCH_KINDS && need > 0; k++) {
        if (line->stretch[k] == 0)
            continue;
        int64_t use = need < line->stretch[k] ? need : line->stretch[k];
        badness += square(use, line->stretch[k], 1000000 / weight);
        need -= use;
    }
    if (need == 0)
        return badness;
    if (line->slots == 0)
        return capped(badness + 100 + square(need, width, 100));
    return capped(badness + square(need / line->slots, f->atoms[line->from].size, 144));
}

static bool is_lonely(const struct linefit *f, const struct line_fit *line)
{
    int signs = 0;
    for (size_t i = line->from; i < line->end && signs < 2; i++)
        signs += f->atoms[i].class <= CLASS_DIGIT;
    return line->from > 0 && signs < 2 && f->rules->language == LANG_ZH;
}

/* Of ending a line that begins at atom from before atom to. */
static int64_t break_demerits(const struct linefit *f, size_t from, size_t to)
{
    switch ((enum break_kind)f->atoms[to].brk) {
    case BREAK_NEVER:
    case BREAK_UNIT:
    case BREAK_OK: return 0;
    case BREAK_EMERGENCY: return DEMERITS_EMERGENCY;
    case BREAK_HYPHEN:
        return f->atoms[from].brk == BREAK_HYPHEN ? DEMERITS_HYPHENS : DEMERITS_HYPHEN;
    case BREAK_POOR: return DEMERITS_POOR;
    case BREAK_FAIR: return DEMERITS_FAIR;
    }
    return 0;
}

/* Of a line that ends before atom to. */
static int64_t demerits(const struct linefit *f, const struct line_fit *line, size_t to)
{
    int64_t width = line_width(f, line->from), need = width - line->natural, badness = 0;
    int64_t extra = line->least > width ? DEMERITS_OVERFULL + line->least - width : 0;
    if (need < 0)
        badness = shrink_badness(line, -need);
    else if (to < f->n)
        badness = f->justify ? stretch_badness(f, line, need, width) : square(need, width, 100);
    if (to == f->n)
        return extra + badness * badness + (is_lonely(f, line) ? DEMERITS_LONELY : 0) +
               (f->atoms[line->from].brk == BREAK_HYPHEN ? DEMERITS_HYPHENS : 0);
    return extra + break_demerits(f, line->from, to) + (10 + badness) * (10 + badness);
}

/* The places where a line may start or end, 0 and n included. */
static size_t find_places(struct arena *a, const struct linefit *f, size_t **places)
{
    size_t count = 2;
    for (size_t i = 1; i < f->n; i++)
        count += f->atoms[i].brk > BREAK_UNIT;
    *places = arena_array(a, count, sizeof **places);
    size_t n = 1;
    for (size_t i = 1; i < f->n; i++)
        if (f->atoms[i].brk > BREAK_UNIT)
            (*places)[n++] = i;
    (*places)[n++] = f->n;
    return n;
}

struct choice {
    int64_t demerits; /* of all lines up to here */
    size_t from;      /* index of the place where the last of them starts */
};

/*
 * The best line that ends at places[k]. Starts are tried from near backwards until lines grow too
 * long, so that the work per place is bounded by what fits in a line.
 */
static struct choice best_line(const struct linefit *f, const size_t *places,
                               const struct choice *choices, size_t k, size_t near)
{
    int64_t widest = f->first_width > f->width ? f->first_width : f->width;
    int64_t most = 2 * (widest + f->atoms[0].size); /* nothing shrinks to less than half */
    struct choice best = {INT64_MAX, near};
    for (size_t j = near + 1; j-- > 0;) {
        if (j < near && f->sums[places[k]].width - f->sums[places[j]].width > most)
            break;
        if (choices[j].demerits >= best.demerits)
            continue;
        struct line_fit line = line_for(f, places[j], places[k], line_width(f, places[j]));
        if (j < near && line.least > widest)
            break;
        int64_t total = choices[j].demerits + demerits(f, &line, places[k]);
        if (total < best.demerits)
            best = (struct choice){total, j};
    }
    return best;
}

/* A line this much shorter than its column is not worth a look while longer ones fit. */
static int64_t slack(const struct linefit *f)
{
    int64_t em = f->atoms[0].size;
    return f->width / 6 > 4 * em ? f->width / 6 : 4 * em;
}

/* The last place from near on whose line to places[k] is not shorter than that. */
static size_t nearest_start(const struct linefit *f, const size_t *places, size_t k, size_t near)
{
    int64_t least = f->sums[places[k]].width - f->width + slack(f);
    while (near + 1 < k && f->sums[places[near + 1]].width <= least)
        near++;
    return near;
}

static size_t total_fit(struct arena *a, const struct linefit *f, const size_t *places, size_t n,
                        size_t **ends)
{
    struct choice *choices = arena_array(a, n, sizeof *choices);
    size_t near = 0;
    for (size_t k = 1; k < n; k++) {
        near = nearest_start(f, places, k, near);
        bool short_too = k + 1 == n || is_too_wide(f, places[near], places[k]);
        choices[k] = best_line(f, places, choices, k, short_too ? k - 1 : near);
    }
    size_t lines = 0;
    for (size_t k = n - 1; k > 0; k = choices[k].from)
        lines++;
    *ends = arena_array(a, lines, sizeof **ends);
    for (size_t k = n - 1, i = lines; k > 0; k = choices[k].from)
        (*ends)[--i] = places[k];
    return lines;
}

/* The end of the best single line from places[j]. */
static size_t first_end(const struct linefit *f, const size_t *places, size_t n, size_t j)
{
    size_t best = j + 1;
    int64_t least = INT64_MAX;
    for (size_t k = j + 1; k < n && (k == j + 1 || !is_too_wide(f, places[j], places[k])); k++) {
        struct line_fit line = linefit_line(f, places[j], places[k]);
        int64_t cost = demerits(f, &line, places[k]);
        if (cost <= least) {
            least = cost;
            best = k;
        }
    }
    return best;
}

static size_t first_fit(struct arena *a, const struct linefit *f, const size_t *places, size_t n,
                        size_t **ends)
{
    size_t lines = 0;
    *ends = arena_array(a, n, sizeof **ends);
    for (size_t j = 0; j + 1 < n;) {
        j = first_end(f, places, n, j);
        (*ends)[lines++] = places[j];
    }
    return lines;
}

size_t linefit_break(struct arena *a, const struct linefit *f, size_t **ends)
{
    size_t *places;
    size_t n = find_places(a, f, &places);
    return f->rules->optimum ? total_fit(a, f, places, n, ends) : first_fit(a, f, places, n, ends);
}

/* The end of the unit that begins at atom from. */
static size_t unit_end(const struct linefit *f, size_t from)
{
    size_t to = from + 1;
    while (to < f->n && f->atoms[to].brk <= BREAK_UNIT)
        to++;
    return to;
}

size_t linefit_open(const struct linefit *f, struct atom *list)
{
    size_t first = f->n;
    /* Marks keep away from line ends as long as that helps; only then is anything allowed. */
    for (int least = BREAK_UNIT; least >= BREAK_NEVER; least--) {
        for (size_t from = 0, to; from < f->n; from = to) {
            to = unit_end(f, from);
            if (!is_too_wide(f, from, to))
                continue;
            first = from < first ? from : first;
            for (size_t i = from + 1; i < to; i++)
                if (list[i].brk >= least && !list[i].blank)
                    list[i].brk = BREAK_EMERGENCY;
        }
    }
    return first;
}
