#include "data/statistics/rank.h"

#include <stdlib.h>

#include "base/arena.h"

/* How far x lies outside its target; 0 within. */
static const struct number *distance(struct arena *a, const struct number *x,
                                     const struct target *t)
{
    if (t->low != NULL && number_cmp(x, t->low) < 0)
        return number_sub(a, t->low, x);
    if (t->high != NULL && number_cmp(x, t->high) > 0)
        return number_sub(a, x, t->high);
    return number_int(a, 0);
}

/* What is compared: the value, or its distance from the range aimed at. */
static const struct number *merit(const struct report *r, struct arena *a, struct cell_id cell)
{
    const struct number *x = report_value(r, cell)->number;
    if (r->indicators[cell.indicator].better != BETTER_RANGE)
        return x;
    return distance(a, x, report_target(r, cell));
}

static int compare_merits(enum direction better, const struct number *x, const struct number *y)
{
    int c = number_cmp(x, y);
    return better == BETTER_LOWER || better == BETTER_RANGE ? c : -c;
}

int rank_compare(const struct report *r, int indicator, int x, int y, int year_index)
{
    struct arena *a = arena_new();
    int c = compare_merits(r->indicators[indicator].better,
                           merit(r, a, cell_at(indicator, x, year_index)),
                           merit(r, a, cell_at(indicator, y, year_index)));
    arena_free(a);
    return c;
}

struct runner {
    int place, parent;
    enum direction better;
    const struct number *merit;
};

static int by_merit(const void *a, const void *b)
{
    const struct runner *x = a, *y = b;
    if (x->parent != y->parent)
        return x->parent < y->parent ? -1 : 1;
    int c = compare_merits(x->better, x->merit, y->merit);
    return c != 0 ? c : (x->place > y->place) - (x->place < y->place);
}

/* Those that can be ranked, in the order of parents and merits. */
static size_t line_up(const struct report *r, struct arena *a, int indicator, int year_index,
                      struct runner *runners)
{
    enum direction better = r->indicators[indicator].better;
    size_t n = 0;
    for (int p = 1; p < (int)r->n_places && better != BETTER_NONE; p++) {
        if (report_value(r, cell_at(indicator, p, year_index))->kind != VALUE_EXACT ||
            (better == BETTER_RANGE &&
             report_target(r, cell_at(indicator, p, year_index))->kind == TARGET_UNSET))
            continue;
        runners[n++] = (struct runner){.place = p,
                                       .parent = r->places[p].parent,
                                       .better = better,
                                       .merit = merit(r, a, cell_at(indicator, p, year_index))};
    }
    qsort(runners, n, sizeof *runners, by_merit);
    return n;
}

void ranks_find(const struct report *r, int indicator, int year_index, struct rank *ranks)
{
    struct arena *a = arena_new();
    struct runner *runners = arena_array(a, r->n_places, sizeof *runners);
    size_t n = line_up(r, a, indicator, year_index, runners), first = 0;
    for (size_t p = 0; p < r->n_places; p++)
        ranks[p] = (struct rank){0};
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || runners[i].parent != runners[i - 1].parent)
            first = i; /* of this parent */
        struct rank *own = &ranks[runners[i].place];
        own->rank = (int)(i - first) + 1;
        if (i == first || number_cmp(runners[i].merit, runners[i - 1].merit) != 0)
            continue;
        struct rank *before = &ranks[runners[i - 1].place];
        own->rank = before->rank;
        own->tied = before->tied = true;
    }
    arena_free(a);
}

/* "1st", "2nd", "3rd", "4th", "11th". */
static const char *ordinal(struct arena *a, int n)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    int last = n % 10;
    bool teen = n / 10 % 10 == 1;
    return arena_printf(a, "%d%s", n, teen || last > 3 ? ends[0] : ends[last]);
}

const char *rank_words(const struct report *r, struct rank rank)
{
    if (rank.rank == 0)
        return "—";
    if (r->language == LANG_ZH)
        return arena_printf(r->arena, rank.tied ? "并列第%d" : "第%d", rank.rank);
    return arena_printf(r->arena, "%s%s", rank.tied ? "joint " : "", ordinal(r->arena, rank.rank));
}

const char *rank_text(const struct report *r, struct cell_id cell)
{
    struct rank *ranks = must_alloc(r->n_places, sizeof *ranks);
    ranks_find(r, cell.indicator, cell.year, ranks);
    struct rank own = ranks[cell.place];
    free(ranks);
    return rank_words(r, own);
}
