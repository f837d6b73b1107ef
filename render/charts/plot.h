/*
 * Plot: PLplot behind a small drawing interface. What the chart kinds draw goes through PLplot and
 * our own PLplot device into a struct drawing. The only file that knows PLplot is plot.c.
 */
#ifndef NIANBAO_PLOT_H
#define NIANBAO_PLOT_H

#include "render/charts/charts.h"

struct plot;

/* Pens and fills, in points and 0xRRGGBB. */
struct pen {
    uint32_t colour;
    double width; /* pt */
    double dash;  /* pt on and off alike; 0: solid */
};

enum anchor_x { AT_LEFT, AT_MIDDLE, AT_RIGHT };

/*
 * Opens a plot of width by height millipoints that draws into d. All coordinates below are points
 * (1/72 in) from the top left corner, y downwards, until plot_window maps a part of the plot to
 * world coordinates. NULL when PLplot fails, reported. plot_close ends it: 0, or -1 when anything
 * drawn failed, reported.
 */
struct plot *plot_open(const struct chart_context *ctx, struct arena *a, struct drawing *d);
int plot_close(struct plot *p);

/* World coordinates: x0..x1 over left..right, y0..y1 over top..bottom (points). */
void plot_window(struct plot *p, double left, double top, double right, double bottom, double x0,
                 double x1, double y0, double y1);

/* Back to points over the whole plot, as after plot_open. */
void plot_whole(struct plot *p);

/* In world coordinates; what lies outside the window is cut off. */
void plot_line(struct plot *p, const double *x, const double *y, int n, struct pen pen);
void plot_polygon(struct plot *p, const double *x, const double *y, int n, uint32_t fill);
void plot_box(struct plot *p, double x0, double y0, double x1, double y1, uint32_t fill);

/* Shapes of a size in points, centred on a point in world coordinates. */
enum shape { SHAPE_DISC, SHAPE_RING, SHAPE_DIAMOND, SHAPE_CROSS, SHAPE_TICK };
void plot_shape(struct plot *p, enum shape s, double x, double y, double size, struct pen pen);

/* One line of text in a role of the style; y is its baseline, both in world coordinates. */
void plot_text(struct plot *p, int role, double size, uint32_t colour, enum anchor_x anchor,
               double x, double y, const char *text);

#endif
