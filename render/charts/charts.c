#include "render/charts/charts.h"

#include <assert.h>
#include <math.h>

#include "base/arena.h"
#include "data/wording/wording.h"
#include "layouts/compose/page.h"
#include "layouts/style/style.h"
#include "render/charts/chart_kind.h"

/* No chart that names no height is higher: some pages hold more. */
#define HEIGHT_MAX (CHART_HEIGHT_GOOD * 1.2)

#define SIDE_MAX (PAGE_SIDE_MAX / 1000.0)

static const struct chart_kind *const kinds[] = {&chart_bullet,    &chart_bars,    &chart_dots,
                                                 &chart_slope,     &chart_funnel,  &chart_lines,
                                                 &chart_scorecard, &chart_profile, &chart_tiles};
#define N_KINDS (sizeof kinds / sizeof *kinds)

/* Okabe and Ito's blue and vermillion; all but unsure's dashes have 3:1 on white (WCAG 1.4.11). */
static const struct chart_theme colour_theme = {
    .met = 0x0072B2,
    .unmet = 0xD55E00,
    .neutral = 0x808080,
    .unsure = 0x808080,
    .text = 0x222222,
    .faint = 0x595959,
    .rule = 0xB0B0B0,
    .target = 0x000000,
    .met_fill = 0xD9E9F3,
    .unmet_fill = 0xFBE5D8,
    .classes = {0xF1F6FA, 0xD3E4F0, 0xAECDE4, 0x83B1D4, 0x5A96C3},
};
static const struct chart_theme mono_theme = {
    .met = 0x4D4D4D,
    .unmet = 0x000000,
    .neutral = 0x8C8C8C,
    .unsure = 0x8C8C8C,
    .text = 0x000000,
    .faint = 0x595959,
    .rule = 0xB0B0B0,
    .target = 0x000000,
    .met_fill = 0xE4E4E4,
    .unmet_fill = 0xFFFFFF,
    .classes = {0xF7F7F7, 0xE2E2E2, 0xCACACA, 0xB0B0B0, 0x969696},
};

const struct chart_theme *chart_theme(bool mono)
{
    return mono ? &mono_theme : &colour_theme;
}

const struct chart_form *charts_form(size_t i)
{
    return i < N_KINDS ? &kinds[i]->form : NULL;
}

static const struct chart_kind *kind_of(const struct chart *c)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (&kinds[i]->form == c->form)
            return kinds[i];
    return NULL;
}

static bool has_data(const struct report *r, const struct chart *c)
{
    for (size_t i = 0; i < c->n_indicators; i++)
        for (size_t y = 0; y < r->n_years; y++) {
            if (report_value(r, cell_at(c->indicators[i], c->place, (int)y))->kind != VALUE_MISSING)
                return true;
            for (size_t k = 0; k < c->n_places; k++)
                if (report_value(r, cell_at(c->indicators[i], c->places[k], (int)y))->kind !=
                    VALUE_MISSING)
                    return true;
        }
    return false;
}

/* Whether there is anything to draw; told when not. */
static bool check(const struct report *r, const struct chart *c, struct messages *m)
{
    if (has_data(r, c))
        return true;
    msg(m, SEV_ERROR, c->at, "no-data",
        "chart %s has no value to show; check its indicators, places and years",
        "图“%s”没有可显示的数值，请检查其指标、单位和年度", c->name);
    return false;
}

int charts_check(const struct report *r, struct messages *m)
{
    int result = 0;
    for (size_t i = 0; i < r->n_charts; i++)
        if (!check(r, &r->charts[i], m))
            result = -1;
    return result;
}

static int face(const struct style *s, const char *name)
{
    int role = style_face(s, name);
    return role < 0 ? 0 : role;
}

/* Lays the chart out in width; false when it cannot be drawn, reported. */
static bool start_job(struct chart_job *job, const struct chart_context *ctx, struct arena *a,
                      const struct chart *c, int32_t width)
{
    const struct report *r = ctx->report;
    int year = c->n_years != 0 ? c->years[c->n_years - 1] : r->year;
    *job = (struct chart_job){
        .ctx = ctx,
        .r = r,
        .c = c,
        .kind = kind_of(c),
        .theme = chart_theme(c->mono),
        .a = a,
        .role = face(ctx->style, "chart"),
        .bold = face(ctx->style, "chart-bold"),
        .year_index = report_year(r, year),
        .last_year = report_year(r, year - 1),
        .width = width / 1000.0,
    };
    assert(job->kind != NULL); /* the report was read with our forms */
    if (!check(r, c, ctx->messages))
        return false;
    if (!(job->width > 0 && job->width <= SIDE_MAX))
        return job_too_narrow(job, 100);
    return job->kind->lay_out(job);
}

static double height_of(const struct chart_job *job)
{
    if (job->c->height > 0)
        return job->c->height / 1000.0;
    return fmax(job->least, fmin(job->natural, CHART_HEIGHT_GOOD));
}

/* About how many rows would fit where all of them need job->least; at least one. */
static size_t rows_fitting(const struct chart_job *job, size_t rows)
{
    double fit = (double)rows * 0.9 * CHART_HEIGHT_GOOD / job->least;
    return fit < 1 ? 1 : (size_t)fit;
}

/* What to do when a chart needs a height that it does not have. */
static void tell_too_high(const struct chart_job *job)
{
    const struct chart *c = job->c;
    long least = lround(ceil(job->least * 25.4 / 72));
    size_t rows = c->n_places > 0 ? c->n_places : c->n_indicators;
    if (job->least > SIDE_MAX)
        msg(job->ctx->messages, SEV_ERROR, c->at, "chart-too-small",
            "chart %s would be %ld mm high, more than a page can be; make several charts, of about "
            "%zu rows each",
            "图“%s”将高达%ld毫米，任何页面都容不下；请分为几张图，每张约%zu行", c->name, least,
            rows_fitting(job, rows));
    else if (c->height == 0 || job->least > HEIGHT_MAX)
        msg(job->ctx->messages, SEV_ERROR, c->at, "chart-too-small",
            "chart %s needs a height of at least %ld mm; make several charts, of about %zu rows "
            "each, or write height = %ldmm where the paper is large enough",
            "图“%s”至少需要%ld毫米高；请分为几张图，每张约%zu行，或在纸张够大时写明“高 = %ldmm”",
            c->name, least, rows_fitting(job, rows), least);
    else
        msg(job->ctx->messages, SEV_ERROR, c->at, "chart-too-small",
            "chart %s needs a height of at least %ld mm; write height = %ldmm or leave it out",
            "图“%s”至少需要%ld毫米高；请写“高 = %ldmm”，或不写高", c->name, least, least);
}

/* The room asked for is enough for all text, and a page can hold it. */
static bool height_fits(const struct chart_job *job, double height)
{
    bool own = job->c->height > 0;
    if (height >= job->least - 0.01 && height <= (own ? SIDE_MAX : HEIGHT_MAX))
        return true;
    tell_too_high(job);
    return false;
}

int32_t charts_height(void *ctx, const struct chart *c, int32_t width)
{
    struct arena *a = arena_new();
    struct chart_job job;
    int32_t height = -1;
    if (start_job(&job, ctx, a, c, width) && height_fits(&job, height_of(&job)))
        height = (int32_t)ceil(height_of(&job) * 1000);
    arena_free(a);
    return height;
}

int32_t charts_least(void *ctx, const struct chart *c, int32_t width)
{
    struct arena *a = arena_new();
    struct chart_job job;
    int32_t height = -1;
    if (start_job(&job, ctx, a, c, width))
        height = (int32_t)ceil(fmin(job.least, SIDE_MAX) * 1000);
    arena_free(a);
    return height;
}

/* Draws the chart that is laid out; 0 or -1. Marks are owned by a. */
static int draw_job(struct chart_job *job, struct arena *a, struct drawing *d)
{
    job->height = d->height / 1000.0;
    if (job->height < job->least - 0.01) {
        height_fits(job, job->height);
        return -1;
    }
    struct plot *p = plot_open(job->ctx, a, d);

    if (p == NULL)
        return -1;
    job->kind->draw(job, p);
    return plot_close(p);
}

const struct drawing *charts_draw(const struct chart_context *ctx, struct arena *a,
                                  const struct chart *c, int32_t width, int32_t height)
{
    struct arena *layout = arena_new(); /* many charts of a document are kept: their marks alone */
    struct chart_job job;
    struct drawing *d = arena_alloc(a, sizeof *d);

    *d = (struct drawing){.width = width, .height = height};
    bool drawn = start_job(&job, ctx, layout, c, width) && draw_job(&job, a, d) == 0;

    arena_free(layout);
    return drawn ? d : NULL;
}

const struct drawing **charts_draw_page(const struct chart_context *ctx, struct arena *a,
                                        const struct page *page)
{
    size_t n = 0;
    bool drawn = true;
    for (size_t i = 0; i < page->n_items; i++)
        n += page->items[i].kind == ITEM_CHART;
    const struct drawing **list = arena_array(a, n + 1, sizeof *list), **next = list;
    for (const struct item *i = page->items; i < page->items + page->n_items; i++) {
        if (i->kind != ITEM_CHART)
            continue;
        *next = charts_draw(ctx, a, i->chart, i->w, i->h);
        drawn = *next++ != NULL && drawn;
    }
    return drawn ? list : NULL;
}
