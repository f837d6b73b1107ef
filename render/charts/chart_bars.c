/* Places side by side as bars, which begin at 0. */
#include "render/charts/chart_rows.h"

static void mark(const struct chart_job *job, struct plot *p, const struct axis *axis,
                 const struct value *v, double y_mid, double height, enum verdict verdict)
{
    mark_bar(job, p, axis_at(axis, 0), axis_at(axis, number_double(v->number)), y_mid, height,
             verdict, v->kind);
}

const struct row_look row_bars = {.from_zero = true, .mark = mark};

static bool lay_out(struct chart_job *job)
{
    return rows_lay_out(job, &row_bars);
}

const struct chart_kind chart_bars = {
    {"bars", "单位对比", SHOWS_PLACES, "one bar for each place, from 0", "各单位的条形，从0起"},
    lay_out,
    rows_draw};
