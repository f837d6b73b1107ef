#include "render/charts/chart_names.h"

#include <math.h>

#include "base/arena.h"
#include "render/charts/chart_spread.h"

#define AWAY 2.0  /* between a point and its name */
#define ELBOW 3.0 /* where lines from the column turn, right of the plot */
#define ROUNDS 6  /* in which names may come back from the column */

/* The names of a plot while they are placed. */
struct placing {
    const struct name_area *area;
    struct name *names;
    size_t n;
    struct spread *spread;
};

static double name_height(const struct name *name)
{
    return (double)name->text.n * TEXT_SMALL * LEADING;
}

double names_height(const struct name *names, size_t n)
{
    double height = 0;
    for (size_t i = 0; i < n; i++)
        height += name_height(&names[i]);
    return height;
}

static bool on_level(const struct name_area *area, struct box box)
{
    for (size_t i = 0; i < area->n_levels; i++)
        if (area->levels[i] > box.y0 && area->levels[i] < box.y1)
            return true;
    return false;
}

/* Clear of points and of the names beside them. */
static bool is_free(const struct placing *l, struct box box)
{
    double r = l->area->point / 2 + 1;
    for (size_t i = 0; i < l->n; i++) {
        const struct name *name = &l->names[i];

        if (name->point &&
            text_boxes_touch(box, (struct box){name->x - r, name->y - r, name->x + r, name->y + r}))
            return false;
        if (name->near && text_boxes_touch(box, name->box))
            return false;
    }
    return true;
}

/* Whether a line that runs to the right passes through a box. */
static bool passes(double x0, double y0, double x1, double y1, struct box box)
{
    double from = fmax(x0, box.x0), to = fmin(x1, box.x1), slope = (y1 - y0) / (x1 - x0);
    if (from >= to)
        return false;
    double a = y0 + slope * (from - x0), b = y0 + slope * (to - x0);

    return fmax(a, b) > box.y0 && fmin(a, b) < box.y1;
}

/* Whether a line from the column, but its own, strikes through a name beside its point. */
static bool is_struck(const struct placing *l, const struct name *name)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct name *other = &l->names[i];

        if (other != name && !other->near &&
            passes(other->x, other->y, l->area->plot.x1 + ELBOW, other->at, name->box))
            return true;
    }
    return false;
}

/*
 * Sets a name beside its point, where nothing is in its way and it lies on the plot: right, left,
 * above, below or at a corner, in the order of Imhof (Positioning Names on Maps, 1975).
 */
static void place_near(const struct placing *l, struct name *name)
{
    static const int sides[][2] = {{1, 0},  {-1, 0},  {0, -1}, {0, 1},
                                   {1, -1}, {-1, -1}, {1, 1},  {-1, 1}};
    const struct box *plot = &l->area->plot;
    double w = name->text.width, h = name_height(name);

    for (size_t i = 0; i < sizeof sides / sizeof *sides && !name->near; i++) {
        bool corner = sides[i][0] != 0 && sides[i][1] != 0;
        double away = l->area->point / 2 + (corner ? 0 : AWAY);
        double x = name->x - w / 2 + sides[i][0] * (w / 2 + away);
        double y = name->y - h / 2 + sides[i][1] * (h / 2 + away);

        name->box = (struct box){x, y, x + w, y + h};
        name->near = x > plot->x0 && x + w < plot->x1 && y > plot->y0 && y + h < plot->y1 &&
                     is_free(l, name->box) && !on_level(l->area, name->box) && !is_struck(l, name);
    }
}

static void place_all(const struct placing *l)
{
    for (int outside = 1; outside >= 0; outside--)
        for (size_t i = 0; i < l->n; i++)
            if (l->names[i].point && l->names[i].outside == outside && !l->names[i].near)
                place_near(l, &l->names[i]);
}

static void fill_column(const struct placing *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!l->names[i].near)
            l->spread[n++] =
                (struct spread){.wanted = l->names[i].y, .height = name_height(&l->names[i])};
    spread_labels(l->spread, n, l->area->plot.y0, l->area->plot.y1);
    n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!l->names[i].near)
            l->names[i].at = l->spread[n++].at;
}

/* Takes away the names beside their points that are struck; whether there were any. */
static bool take_struck(const struct placing *l)
{
    bool any = false;
    for (size_t i = 0; i < l->n; i++)
        if (l->names[i].near && is_struck(l, &l->names[i])) {
            l->names[i].near = false;
            any = true;
        }
    return any;
}

static void draw_name(const struct chart_job *job, struct plot *p, const struct name_area *area,
                      const struct name *name)
{
    struct pen pen = {job->theme->rule, LINE_THIN, 0};
    double x = name->near ? name->box.x0 : area->column, elbow = area->plot.x1 + ELBOW;
    double y = name->near ? (name->box.y0 + name->box.y1) / 2 : name->at;
    if (name->near) { /* over what is drawn behind the names */
        plot_box(p, name->box.x0, name->box.y0, name->box.x1, name->box.y1, 0xFFFFFF);
    } else {
        mark_rule(p, name->x + (name->point ? area->point / 2 : 0), name->y, elbow, y, pen);
        mark_rule(p, elbow, y, x - 2, y, pen);
    }
    text_lines(p, name->role, TEXT_SMALL, job->theme->text, AT_LEFT, x, y, &name->text);
}

void names_draw(const struct chart_job *job, struct plot *p, const struct name_area *area,
                struct name *names, size_t n)
{
    struct placing l = {area, names, n, arena_array(job->a, n + 1, sizeof *l.spread)};
    for (size_t i = 0; i < n; i++) {
        const struct name *name = &names[i];

        names[i].near = name->text.n == 0; /* nothing has to be placed: a box without a size */
        names[i].box = (struct box){name->x, name->y, name->x, name->y};
        names[i].at = name->y;
    }
    /* Later rounds only send names to the column: then they end. */
    for (int round = 0; round == 0 || take_struck(&l); round++) {
        if (round < ROUNDS)
            place_all(&l);
        fill_column(&l);
    }
    for (int near = 1; near >= 0; near--) /* lines over the boxes behind names */
        for (size_t i = 0; i < n; i++)
            if (names[i].near == near && names[i].text.n > 0)
                draw_name(job, p, area, &names[i]);
}
