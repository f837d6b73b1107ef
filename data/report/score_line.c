#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "data/report/score.h"

/* "领导线: 6". False when it is none. */
static bool read_line(struct arena *a, const char *text, struct score_line *line)
{
    size_t at = 0, colon = score_colon(text, &at), len = at;
    const char *name = text;
    text_trim(&name, &len);
    line->name = arena_strndup(a, name, len);
    const char *weight = text + at + colon;
    len = strlen(weight);
    text_trim(&weight, &len);
    line->share = number_parse(a, weight, len);
    return colon > 0 && line->name[0] != '\0' && line->share != NULL &&
           number_sign(line->share) > 0;
}

void score_lines_read(struct report *r, const struct config_part *data, struct messages *m)
{
    size_t n;
    const char *const *words = config_list(r->arena, data, DATA_SCORE_LINES, &n);
    struct score_line *lines = arena_array(r->arena, n + 1, sizeof *lines);
    const struct number *sum = number_int(r->arena, 0);
    for (size_t i = 0; i < n; i++) {
        struct score_line *line = &lines[r->n_score_lines];
        if (!read_line(r->arena, words[i], line)) {
            config_bad_value(data, DATA_SCORE_LINES, words[i], "领导线: 6, 工作线: 4", m);
            continue;
        }
        sum = number_add(r->arena, sum, line->share);
        r->n_score_lines++;
    }
    for (size_t i = 0; i < r->n_score_lines; i++)
        lines[i].share = number_div(r->arena, lines[i].share, sum);
    r->score_lines = lines;
}

int score_line_find(const struct report *r, const struct config_part *p, struct messages *m)
{
    const char *name = config_text(p, SCORE_LINE);
    const char **names = arena_array(r->arena, r->n_score_lines + 1, sizeof *names);
    for (size_t i = 0; i < r->n_score_lines; i++) {
        names[i] = r->score_lines[i].name;
        if (name != NULL && strcmp(name, names[i]) == 0)
            return (int)i;
    }
    if (name != NULL)
        config_unknown(p, SCORE_LINE, "unknown-line",
                       messages_language(m) == LANG_ZH ? "评分线" : "line", name, names,
                       r->n_score_lines, m);
    else if (r->n_score_lines > 0)
        msg(m, SEV_ERROR, p->at, "score-rule",
            "score '%s' belongs to no line: say line = %s, as [data] score_lines has several",
            "评分“%s”未归入评分线：请写“线 = %s”（[数据] 中列有评分线）", p->name, names[0]);
    return -1;
}

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
    return arena_printf(r->arena, "%s%%", points_text(r, percent));
}

const char *score_line_head(const struct report *r, size_t line)
{
    const char *fmt = r->language == LANG_ZH ? "%s（%s）" : "%s (%s)";
    return arena_printf(r->arena, fmt, r->score_lines[line].name, /* NOLINT: ours */
                        score_share_text(r, line));
}
