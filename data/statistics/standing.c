#include "data/statistics/standing.h"

#include <stdlib.h>

#include "base/arena.h"
#include "data/statistics/score.h"

static struct standing count(const struct report *r, const int *indicators, size_t n, int place,
                             int year_index)
{
    struct standing s = {0};
    for (size_t i = 0; i < n; i++) {
        enum verdict v = report_verdict(r, cell_at(indicators[i], place, year_index));
        if (report_value(r, cell_at(indicators[i], place, year_index))->kind == VALUE_MISSING)
            continue;
        s.met += v == VERDICT_MET;
        s.of += v != VERDICT_NO_TARGET;
    }
    return s;
}

static bool is_ranked(const struct standing *s)
{
    return s->of > 0;
}

static void rank_by_met(struct standing *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_ranked(&out[i]))
            continue;
        out[i].rank.rank = 1;
        for (size_t k = 0; k < n; k++) {
            if (k == i || !is_ranked(&out[k]))
                continue;
            out[i].rank.rank += out[k].met > out[i].met;
            out[i].rank.tied |= out[k].met == out[i].met;
        }
    }
}

static void rank_by_points(const struct report *r, const int *places, size_t n,
                           struct standing *out)
{
    struct score_total *totals = must_alloc(r->n_places, sizeof *totals);
    score_totals(r, totals);
    for (size_t i = 0; i < n; i++) {
        out[i].points = totals[places[i]].points;
        out[i].rank = totals[places[i]].rank;
    }
    free(totals);
}

void standings_find(const struct report *r, const int *indicators, size_t n_indicators,
                    const int *places, size_t n_places, int year_index, struct standing *out)
{
    for (size_t i = 0; i < n_places; i++)
        out[i] = count(r, indicators, n_indicators, places[i], year_index);
    if (r->n_scores > 0)
        rank_by_points(r, places, n_places, out);
    else
        rank_by_met(out, n_places);
}
