#include <string.h>

#include "base/arena.h"
#include "data/statistics/score.h"

const struct number *score_weighed(const struct report *r, size_t item, const struct number *points)
{
    int line = r->scores[item].line;
    return line < 0 || points == NULL ? points
                                      : number_mul(r->arena, points, r->score_lines[line].share);
}

struct points score_line_points(const struct report *r, size_t line, int place)
{
    struct points sum = {.points = number_int(r->arena, 0)};
    for (size_t i = 0; i < r->n_scores; i++) {
        const struct points *own = score_points(r, i, place);
        if (r->scores[i].line != (int)line)
            continue;
        sum.flags |= own->flags;
        sum.points = sum.points != NULL && own->points != NULL
                         ? number_add(r->arena, sum.points, own->points)
                         : NULL;
    }
    return sum;
}

const struct number *score_line_full(const struct report *r, size_t line)
{
    const struct number *sum = number_int(r->arena, 0);
    for (size_t i = 0; i < r->n_scores; i++)
        if (r->scores[i].line == (int)line)
            sum = number_add(r->arena, sum, r->scores[i].full);
    return sum;
}

const char *score_share_text(const struct report *r, size_t line)
{
    const struct number *percent =
        number_mul(r->arena, r->score_lines[line].share, number_int(r->arena, 100));
    return arena_printf(r->arena, "%s%%", score_points_text(r, percent));
}

const char *score_line_head(const struct report *r, size_t line)
{
    const char *fmt = language_text(r->language, "%s (%s)", "%s（%s）");
    return arena_printf(r->arena, fmt, r->score_lines[line].name, score_share_text(r, line));
}
