/*
 * Rows: places side by side, as bars and dots show them. A panel for each indicator, a row for each
 * place in the chart's order, the target as a solid line, the whole as a dashed one. Columns: name,
 * marks, value.
 */
#ifndef NIANBAO_CHART_ROWS_H
#define NIANBAO_CHART_ROWS_H

#include "render/charts/chart_kind.h"

/* What tells one kind of rows from another. */
struct row_look {
    bool from_zero; /* the scale holds 0, as lengths need it */
    bool points;    /* marks are points, for the key */
    /* Draws a value that is there; height: of the room, about. */
    void (*mark)(const struct chart_job *job, struct plot *p, const struct axis *axis,
                 const struct value *v, double y_mid, double height, enum verdict verdict);
};

/* Bars (chart_bars.c). */
extern const struct row_look row_bars;

/* The two functions of such a kind (struct chart_kind). look must stay. */
bool rows_lay_out(struct chart_job *job, const struct row_look *look);
void rows_draw(struct chart_job *job, struct plot *p);

/*
 * The same for indicators of the chart's one place (chart_bullet.c): a row for each, on its own
 * scale. Columns: name, marks over the scale, result above last year's, target.
 */
bool bullet_scales_lay_out(struct chart_job *job, const struct row_look *look);
void bullet_scales_draw(struct chart_job *job, struct plot *p);

#endif
