#include <math.h>

#include "base/arena.h"
#include "data/wording/wording.h"
#include "render/charts/chart_kind.h"

double job_stretch(const struct chart_job *job)
{
    double room = job->natural - job->least;
    return room > 0 ? (job->height - job->least) / room : 0;
}

bool job_too_narrow(const struct chart_job *job, double needed)
{
    msg(job->ctx->messages, SEV_ERROR, job->c->at, "chart-too-small",
        "chart %s is %ld mm wide, but its labels need at least %ld mm; make it wider",
        "图“%s”宽%ld毫米，而其文字至少需要%ld毫米，请加宽", job->c->name,
        lround(job->width * 25.4 / 72), lround(ceil(needed * 25.4 / 72)));
    return false;
}

const char *job_word(const struct chart_job *job, enum word w)
{
    return word(job->r->language, w);
}

const char *job_value(const struct chart_job *job, struct cell_id cell)
{
    const struct value *v = report_value(job->r, cell);
    if (v->kind == VALUE_MISSING)
        return job_word(job, W_NO_DATA);
    return arena_printf(job->a, "%s%s", wording_value(job->r, cell), wording_flag(v->flags));
}

const char *job_target(const struct chart_job *job, struct cell_id cell)
{
    const struct target *t = report_target(job->r, cell);
    return arena_printf(job->a, "%s%s", wording_target(job->r, cell),
                        t->kind == TARGET_UNSET ? "" : wording_flag(t->flags));
}

bool job_interval(const struct chart_job *job, int indicator, int place, struct interval *out)
{
    return job->c->interval && interval_of(job->r, cell_at(indicator, place, job->year_index), out);
}

const char *job_head(const struct chart_job *job, int indicator)
{
    const struct indicator *ind = &job->r->indicators[indicator];
    const char *direction = job_direction(job, indicator);
    enum language language = job->r->language;
    const char *parts[2];
    size_t n = 0;
    if (*ind->unit_text != '\0')
        parts[n++] = ind->unit_text;
    if (*direction != '\0')
        parts[n++] = direction;
    if (n == 0)
        return ind->name;
    if (n == 1)
        return arena_printf(job->a, language_text(language, "%s (%s)", "%s（%s）"), ind->name,
                            parts[0]);
    return arena_printf(job->a, language_text(language, "%s (%s, %s)", "%s（%s，%s）"), ind->name,
                        parts[0], parts[1]);
}

const char *job_direction(const struct chart_job *job, int indicator)
{
    switch (job->r->indicators[indicator].better) {
    case BETTER_HIGHER: return job_word(job, W_HIGHER_BETTER);
    case BETTER_LOWER: return job_word(job, W_LOWER_BETTER);
    case BETTER_RANGE:
    case BETTER_NONE: return "";
    }
    return "";
}
