#include "render/charts/plot.h"

#include <assert.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <plplotP.h>

#include <drivers.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/msg.h"
#include "render/fonts/fontset.h"

#ifndef PLPLOT_DATA
#define PLPLOT_DATA "/usr/share/plplot5.15.0"
#endif

/* Stream 0 is left to others. */
#define PRIVATE_STREAM 1

/* More marks than this in one chart are our own fault. */
#define MARKS_MAX 1000000u

struct plot {
    const struct chart_context *ctx;
    struct arena *arena;
    struct drawing *d;
    struct buf marks;    /* those so far */
    double unit;         /* millipoints in one unit of PLplot's device */
    int unit_um;         /* the same in micrometres */
    struct pen pen;      /* of the path being drawn */
    struct text_run run; /* of the text being drawn */
    double window[8];    /* left top right bottom x0 x1 y0 y1 */
    bool windowed;       /* the window is not the whole plot in points */
    bool opened, failed;
    int pages;
    PLINT old_stream;
    PLINT warnings;
    char complaint[1024]; /* PLplot writes its last warning here */
    const char *locale;
    jmp_buf exit;
};

/* PLplot is one per process; its exit handler takes no argument. */
static struct plot *active;

/* PLplot ends the process after an error; this leaves it alive and lets the plot fail. */
static int leave_plplot(const char *text)
{
    if (active == NULL)
        return 0;
    if (text != active->complaint)
        snprintf(active->complaint, sizeof active->complaint, "%s", text);
    longjmp(active->exit, 1);
}

/* A point of the device, whose y grows upwards from the bottom left corner. */
static struct point from_device(const struct plot *p, PLINT x, PLINT y)
{
    return (struct point){(int32_t)lround(x * p->unit),
                          (int32_t)lround(p->d->height - y * p->unit)};
}

/* Adds a mark of the pen's colour with n points. */
static void add_mark(struct plot *p, struct mark m, const short *x, const short *y, int n)
{
    struct point *points = arena_array(p->arena, (size_t)n, sizeof *points);
    for (int i = 0; i < n; i++)
        points[i] = from_device(p, x[i], y[i]);
    m.points = points;
    m.n_points = (uint32_t)n;
    m.colour = p->pen.colour;
    assert(p->marks.len < MARKS_MAX * sizeof m);
    buf_add(&p->marks, &m, sizeof m);
}

/* The device, as plplot's core calls it. */

static void device_init(PLStream *pls)
{
    struct plot *p = pls->dev_data;
    double mm = 72000 / 25.4;
    pls->color = pls->graphx = 1;
    pls->dev_text = pls->dev_unicode = pls->alt_unicode = pls->dev_hrshsym = 1;
    pls->dev_fill0 = pls->dev_dash = pls->dev_gradient = 1;
    pls->termin = pls->plbuf_write = pls->dev_fill1 = pls->dev_arc = 0;
    p->unit = p->unit_um * mm / 1000;
    plP_setphy(0, (PLINT)ceil(p->d->width / p->unit), 0, (PLINT)lround(p->d->height / p->unit));
    plP_setpxl(1000.0 / p->unit_um, 1000.0 / p->unit_um);
}

static void device_polyline(PLStream *pls, short *x, short *y, PLINT n)
{
    struct plot *p = pls->dev_data;
    bool closed = n > 3 && x[0] == x[n - 1] && y[0] == y[n - 1];
    struct mark m = {.kind = MARK_STROKE,
                     .closed = closed,
                     .width = (int32_t)lround(p->pen.width * 1000),
                     .dash = (int32_t)lround(p->pen.dash * 1000)};
    add_mark(p, m, x, y, closed ? n - 1 : n);
}

static void device_line(PLStream *pls, short x0, short y0, short x1, short y1)
{
    short x[] = {x0, x1}, y[] = {y0, y1};
    device_polyline(pls, x, y, 2);
}

static void device_bop(PLStream *pls)
{
    struct plot *p = pls->dev_data;
    p->pages++;
}

static void device_nothing(PLStream *pls)
{
    (void)pls;
}

static void device_state(PLStream *pls, PLINT op)
{
    (void)pls, (void)op;
}

/* The run was shaped before PLplot was told of it: PLplot only says where it goes. */
static void place_run(struct plot *p, const EscText *args)
{
    struct point *at = arena_alloc(p->arena, sizeof *at);
    struct mark m = {.kind = MARK_TEXT, .colour = p->run.colour, .points = at, .n_points = 1};
    *at = from_device(p, args->x, args->y);
    at->x -= (int32_t)lround(args->just * p->run.width);
    m.run = p->run;
    buf_add(&p->marks, &m, sizeof m);
}

static void device_escape(PLStream *pls, PLINT op, void *args)
{
    struct plot *p = pls->dev_data;
    if (op == PLESC_END_TEXT) {
        place_run(p, args);
    } else if (op == PLESC_FILL) {
        struct mark m = {.kind = MARK_FILL};
        add_mark(p, m, pls->dev_x, pls->dev_y, pls->dev_npts);
    }
}

static PLDispatchTable device = {
    .pl_MenuStr = "nianbao",
    .pl_DevName = "nianbao",
    .pl_type = plDevType_FileOriented,
    .pl_init = (plD_init_fp)device_init,
    .pl_line = (plD_line_fp)device_line,
    .pl_polyline = (plD_polyline_fp)device_polyline,
    .pl_eop = (plD_eop_fp)device_nothing,
    .pl_bop = (plD_bop_fp)device_bop,
    .pl_tidy = (plD_tidy_fp)device_nothing,
    .pl_state = (plD_state_fp)device_state,
    .pl_esc = (plD_esc_fp)device_escape,
};

/* Once a process: the release the device was built for, and where PLplot's own files lie. */
static bool library_ready(struct messages *m)
{
    static int ready;
    char version[80] = "";
    if (ready != 0)
        return ready > 0;
    plgver(version);
    ready = strcmp(version, PLPLOT_VERSION) == 0 ? 1 : -1;
    if (ready < 0)
        msg(m, SEV_FAILURE, NOWHERE, "plplot-version",
            "PLplot %s is installed, but this program was built for %s; build it again",
            "已安装的PLplot是%s，而本程序按%s编译，请重新编译", version, PLPLOT_VERSION);
    /* Else PLplot opens its fonts from the working directory first. */
    else if (setenv("PLPLOT_LIB", PLPLOT_DATA, 1) != 0)
        ready = -1;
    return ready > 0;
}

static void start_stream(struct plot *p)
{
    PLStream *pls;
    plgstrm(&p->old_stream);
    plsstrm(PRIVATE_STREAM);
    plsError(&p->warnings, p->complaint);
    plsdevdata(p);
    plgpls(&pls);
    pls->dispatch_table = &device;
    pls->dev_initialized = 1;
    /* Colours are the plot's own: a table that is there spares the palette's file. PLplot frees it.
     */
    if (pls->cmap0 == NULL) {
        pls->ncol0 = 16;
        pls->cmap0 = calloc(16, sizeof *pls->cmap0);
    }
    p->opened = true;
    plspause(0);
    plinit();
    plschr(2.5, 1);
    pladv(0);
}

static void whole_window(struct plot *p)
{
    plvpor(0, 1, 0, 1);
    plwind(0, p->d->width / 1000.0, p->d->height / 1000.0, 0);
}

/* The finest whole micrometre that lets both sides fit PLplot's short coordinates. */
static int device_unit(const struct drawing *d)
{
    int32_t side = d->width > d->height ? d->width : d->height;
    int units[] = {5, 10, 20, 25, 50, 100, 200};
    size_t i = 0;
    while (i + 1 < sizeof units / sizeof *units && side / 72000.0 * 25400 / units[i] > 32000)
        i++;
    return units[i];
}

struct plot *plot_open(const struct chart_context *ctx, struct arena *a, struct drawing *d)
{
    if (!library_ready(ctx->messages))
        return NULL;
    assert(active == NULL);
    struct plot *p = must_alloc(1, sizeof *p);
    *p = (struct plot){.ctx = ctx, .arena = a, .d = d, .unit_um = device_unit(d)};
    p->locale = arena_strdup(a, setlocale(LC_NUMERIC, NULL));
    active = p;
    plsexit(leave_plplot);
    if (setjmp(p->exit) != 0) {
        p->failed = true;
        plot_close(p);
        return NULL;
    }
    start_stream(p);
    whole_window(p);
    return p;
}

int plot_close(struct plot *p)
{
    if (setjmp(p->exit) == 0 && p->opened) {
        p->opened = false;
        plend1();
        plsstrm(p->old_stream);
    }
    active = NULL;
    plsexit(NULL);
    plsError(NULL, NULL);
    setlocale(LC_NUMERIC, p->locale);
    p->d->n_marks = p->marks.len / sizeof(struct mark);
    p->d->marks = buf_keep(&p->marks, p->arena);
    bool failed = p->failed || p->pages > 1 || p->complaint[0] != '\0';
    if (failed)
        msg(p->ctx->messages, SEV_FAILURE, NOWHERE, "plot-failed",
            "PLplot could not draw a chart: %s", "PLplot绘图失败：%s",
            p->complaint[0] != '\0' ? p->complaint : "more than one page");
    free(p);
    return failed ? -1 : 0;
}

void plot_window(struct plot *p, double left, double top, double right, double bottom, double x0,
                 double x1, double y0, double y1)
{
    double w = p->d->width / 1000.0, h = p->d->height / 1000.0;
    double window[] = {left, top, right, bottom, x0, x1, y0, y1};
    if (p->failed || setjmp(p->exit) != 0) {
        p->failed = true;
        return;
    }
    memcpy(p->window, window, sizeof window);
    p->windowed = true;
    plvpor(left / w, right / w, 1 - bottom / h, 1 - top / h);
    plwind(x0, x1, y1, y0);
}

void plot_whole(struct plot *p)
{
    if (p->failed || setjmp(p->exit) != 0) {
        p->failed = true;
        return;
    }
    p->windowed = false;
    whole_window(p);
}

/* World coordinates in points from the top left corner. */
static double page_x(const struct plot *p, double x)
{
    const double *w = p->window;
    return p->windowed ? w[0] + (x - w[4]) / (w[5] - w[4]) * (w[2] - w[0]) : x;
}

static double page_y(const struct plot *p, double y)
{
    const double *w = p->window;
    return p->windowed ? w[1] + (y - w[6]) / (w[7] - w[6]) * (w[3] - w[1]) : y;
}

void plot_line(struct plot *p, const double *x, const double *y, int n, struct pen pen)
{
    if (p->failed || setjmp(p->exit) != 0) {
        p->failed = true;
        return;
    }
    p->pen = pen;
    plline(n, x, y);
}

void plot_polygon(struct plot *p, const double *x, const double *y, int n, uint32_t fill)
{
    if (p->failed || setjmp(p->exit) != 0) {
        p->failed = true;
        return;
    }
    p->pen = (struct pen){.colour = fill};
    plfill(n, x, y);
}

void plot_box(struct plot *p, double x0, double y0, double x1, double y1, uint32_t fill)
{
    double x[] = {x0, x1, x1, x0}, y[] = {y0, y0, y1, y1};
    plot_polygon(p, x, y, 4, fill);
}

#define CIRCLE_POINTS 32

static int circle(double *x, double *y, double cx, double cy, double radius)
{
    for (int i = 0; i <= CIRCLE_POINTS; i++) {
        double angle = 2 * 3.14159265358979323846 * i / CIRCLE_POINTS;

        x[i] = cx + radius * cos(angle);
        y[i] = cy + radius * sin(angle);
    }
    x[CIRCLE_POINTS] = x[0];
    y[CIRCLE_POINTS] = y[0];
    return CIRCLE_POINTS + 1;
}

/* In points; the window is the whole plot. */
static void draw_shape(struct plot *p, enum shape s, double x, double y, double r, struct pen pen)
{
    double xs[CIRCLE_POINTS + 1], ys[CIRCLE_POINTS + 1];
    switch (s) {
    case SHAPE_DISC: plot_polygon(p, xs, ys, circle(xs, ys, x, y, r) - 1, pen.colour); break;
    case SHAPE_RING: {
        int n = circle(xs, ys, x, y, r - pen.width / 2);

        plot_polygon(p, xs, ys, n - 1, 0xFFFFFF);
        plot_line(p, xs, ys, n, pen);
        break;
    }
    case SHAPE_DIAMOND: {
        double dx[] = {x - r, x, x + r, x}, dy[] = {y, y - r, y, y + r};

        plot_polygon(p, dx, dy, 4, pen.colour);
        break;
    }
    case SHAPE_CROSS: {
        double up[] = {y + r, y - r}, down[] = {y - r, y + r}, dx[] = {x - r, x + r};

        plot_line(p, dx, up, 2, pen);
        plot_line(p, dx, down, 2, pen);
        break;
    }
    case SHAPE_TICK: {
        double dx[] = {x, x}, dy[] = {y - r, y + r};

        plot_line(p, dx, dy, 2, pen);
        break;
    }
    }
}

void plot_shape(struct plot *p, enum shape s, double x, double y, double size, struct pen pen)
{
    double px = page_x(p, x), py = page_y(p, y);
    bool windowed = p->windowed;
    /* A shape on the edge of its window is drawn whole. */
    if (windowed)
        plot_whole(p);
    draw_shape(p, s, px, py, size / 2, pen);
    if (windowed)
        plot_window(p, p->window[0], p->window[1], p->window[2], p->window[3], p->window[4],
                    p->window[5], p->window[6], p->window[7]);
}

void plot_text(struct plot *p, int role, double size, uint32_t colour, enum anchor_x anchor,
               double x, double y, const char *text)
{
    if (p->failed || *text == '\0')
        return;
    p->run = font_run(p->ctx->fonts, p->arena, role, (int32_t)lround(size * 1000), colour, text,
                      NOWHERE);
    if (setjmp(p->exit) != 0) {
        p->failed = true;
        return;
    }
    /* What PLplot is given stands for the run: no escapes to double, no length to cap. */
    plptex(x, y, 1, 0, anchor / 2.0, "x");
}
