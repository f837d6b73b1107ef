/*
 * A drawing: what a chart consists of once PLplot has drawn it through our device. A display list
 * of paths and text runs that every output format shares; lengths in millipoints, origin top left,
 * y downwards, relative to the chart's own corner.
 */
#ifndef NIANBAO_DRAWING_H
#define NIANBAO_DRAWING_H

#include "layouts/compose/page.h"

enum mark_kind { MARK_STROKE, MARK_FILL, MARK_TEXT };

struct point {
    int32_t x, y;
};

struct mark {
    enum mark_kind kind;
    uint32_t colour;
    const struct point *points; /* stroke, fill: a polygon; text: one point, left end of baseline */
    uint32_t n_points;
    bool closed; /* stroke */
    union {
        struct {
            int32_t width, dash; /* stroke; dash: its length on and off alike, 0: solid */
        };
        struct text_run run; /* text */
    };
};

struct drawing {
    int32_t width, height;
    struct mark *marks;
    size_t n_marks;
};

#endif
