#include "data/statistics/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

const struct points *score_points(const struct report *r, size_t item, int place)
{
    return &r->points[item * r->n_places + (size_t)place];
}

int score_item_of(const struct report *r, int indicator)
{
    for (size_t i = 0; i < r->n_scores; i++)
        if (r->scores[i].indicator == indicator)
            return (int)i;
    return -1;
}

const char *score_points_text(const struct report *r, const struct number *points)
{
    if (points == NULL)
        return "—";
    int decimals = number_decimals(points);
    return number_text(r->arena, points, decimals < 0 || decimals > 2 ? 2 : decimals, r->rounding,
                       0);
}

static struct score_total add_up(const struct report *r, int place)
{
    struct score_total t = {.points = number_int(r->arena, 0)};
    for (size_t i = 0; i < r->n_scores; i++) {
        const struct points *p = score_points(r, i, place);
        t.veto = t.veto || p->veto;
        t.flags |= p->flags;
        const struct number *own = score_weighed(r, i, p->points);
        t.points = t.points != NULL && own != NULL ? number_add(r->arena, t.points, own) : NULL;
    }
    return t;
}

/* A place in the order of levels and points. */
struct ranked {
    const struct score_total *total;
    int place, level;
};

/* How many places stand above a place. */
static int level_of(const struct report *r, int place)
{
    int level = 0;
    for (; r->places[place].parent >= 0; place = r->places[place].parent)
        level++;
    return level;
}

static int by_points(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    int c = number_cmp(y->total->points, x->total->points);
    return c != 0 ? c : (x->place > y->place) - (x->place < y->place);
}

void score_totals(const struct report *r, struct score_total *totals)
{
    struct ranked *s = must_alloc(r->n_places, sizeof *s);
    size_t n = 0, first = 0;
    for (int p = 0; p < (int)r->n_places; p++) {
        totals[p] = add_up(r, p);
        if (p > 0 && totals[p].points != NULL && !totals[p].veto)
            s[n++] = (struct ranked){&totals[p], p, level_of(r, p)};
    }
    qsort(s, n, sizeof *s, by_points);
    for (size_t i = 0; i < n; i++) {
        struct rank *own = &totals[s[i].place].rank;
        if (i == 0 || s[i].level != s[i - 1].level)
            first = i;
        own->rank = (int)(i - first) + 1;
        if (i == first || number_cmp(s[i].total->points, s[i - 1].total->points) != 0)
            continue;
        struct rank *before = &totals[s[i - 1].place].rank;
        own->rank = before->rank;
        own->tied = before->tied = true;
    }
    free(s);
}
