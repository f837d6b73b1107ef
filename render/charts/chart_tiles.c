/*
 * A map of equal squares: places where the list of places puts them (col, row), so that a small
 * one is seen as well as a large one. Squares are filled by five classes of values, or by whether
 * the target is met; each says its name and value.
 */
#include "render/charts/chart_kind.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

#define TILE_NATURAL 68.0
#define TILE_PAD 4.0
#define TILE_GAP 2.0
#define NAME_LETTERS 4       /* names are wrapped to about so many hanzi, */
#define NAME_LETTERS_MOST 12 /* or more where that makes smaller squares */
#define GLYPH 5.0
#define GLYPH_ROOM 12.0 /* beside the value */
#define PANEL_GAP 14.0
#define HEAD_GAP 5.0
#define SWATCH 11.0
#define LEGEND_LINE (TEXT_SMALL * LEADING + 3)
#define LEGEND_GAP 3.0

struct tile {
    int place;
    struct wrapped name;
    const char *value;
    double width; /* of the value with its mark */
    bool mark;    /* it has a value, and so a mark of met or unmet */
};

/* Values from low to below the next class; where the legend shows it. */
struct tile_class {
    const struct number *low;
    const char *label;
    double x, y; /* y: middle, from the top of the legend */
};

struct tile_panel {
    int indicator;
    struct wrapped head, outside; /* outside: those without a position */
    struct tile *tiles;
    struct tile_class classes[CHART_CLASSES]; /* ascending */
    size_t n_classes;
    double legend; /* its height */
};

struct tiles {
    struct key key;
    struct tile_panel *panels;
    size_t n; /* tiles of each panel */
    int left, top, columns, rows;
    double least, size; /* of a square */
};

static void find_extent(const struct chart_job *job, struct tiles *s)
{
    int right = 0, bottom = 0;
    s->left = s->top = 1 << 20;
    for (size_t i = 0; i < job->c->n_places; i++) {
        const struct place *p = &job->r->places[job->c->places[i]];

        if (!report_on_map(p))
            continue;
        s->n++;
        s->left = p->column < s->left ? p->column : s->left;
        s->top = p->row < s->top ? p->row : s->top;
        right = p->column > right ? p->column : right;
        bottom = p->row > bottom ? p->row : bottom;
    }
    s->columns = s->n > 0 ? right - s->left + 1 : 0;
    s->rows = s->n > 0 ? bottom - s->top + 1 : 0;
}

static void add_tiles(const struct chart_job *job, struct tiles *s, struct tile_panel *panel)
{
    size_t n = 0;
    panel->tiles = arena_array(job->a, s->n, sizeof *panel->tiles);
    for (size_t i = 0; i < job->c->n_places; i++) {
        int place = job->c->places[i];
        struct tile *tile = &panel->tiles[n];

        if (!report_on_map(&job->r->places[place]))
            continue;
        *tile = (struct tile){
            .place = place,
            .value = job_value(job, cell_at(panel->indicator, place, job->year_index))};
        tile->mark =
            report_value(job->r, cell_at(panel->indicator, place, job->year_index))->kind !=
            VALUE_MISSING;
        tile->width =
            text_width(job, job->bold, TEXT_SMALL, tile->value) + (tile->mark ? GLYPH_ROOM : 0);
        n++;
    }
}

/* Wraps all names to so many letters; the side that squares then need. */
static double wrap_names(const struct chart_job *job, const struct tiles *s, int letters)
{
    double side = 0;
    for (size_t k = 0; k < job->c->n_indicators; k++)
        for (size_t i = 0; i < s->n; i++) {
            struct tile *tile = &s->panels[k].tiles[i];
            const char *name = job->r->places[tile->place].name;

            tile->name =
                k > 0 ? s->panels[0].tiles[i].name
                      : text_wrap_words(job, job->role, TEXT_SMALL, name, letters * TEXT_SMALL + 1);
            double h = (double)(tile->name.n + 1) * TEXT_SMALL * LEADING;

            side = fmax(side, fmax(fmax(tile->name.width, tile->width), h));
        }
    return side + 2 * TILE_PAD + TILE_GAP;
}

/* Squares of the natural size hold most names; where they do not, the smallest that do. */
static double least_side(const struct chart_job *job, const struct tiles *s)
{
    double least = wrap_names(job, s, NAME_LETTERS);
    int best = NAME_LETTERS, letters = NAME_LETTERS;
    if (least <= TILE_NATURAL)
        return least;
    while (++letters <= NAME_LETTERS_MOST) {
        double side = wrap_names(job, s, letters);

        best = side < least ? letters : best;
        least = fmin(least, side);
    }
    return wrap_names(job, s, best);
}

/* "未列入图中：夏埠乡 13.97‰" */
static struct wrapped outside_text(const struct chart_job *job, const struct tile_panel *panel)
{
    enum language language = job->r->language;
    struct buf b = {0};
    struct wrapped text = {0};
    for (size_t i = 0; i < job->c->n_places; i++) {
        int place = job->c->places[i];

        if (report_on_map(&job->r->places[place]))
            continue;
        if (b.len == 0)
            buf_printf(&b, language_text(language, "%s: ", "%s："), job_word(job, W_NOT_ON_MAP));
        else
            buf_puts(&b, language_text(language, "; ", "；"));
        buf_printf(&b, "%s %s", job->r->places[place].name,
                   job_value(job, cell_at(panel->indicator, place, job->year_index)));
    }
    if (b.len > 0)
        text =
            text_wrap(job, job->role, TEXT_SMALL, arena_strndup(job->a, b.data, b.len), job->width);
    buf_free(&b);
    return text;
}

static int ascending(const void *a, const void *b)
{
    return number_cmp(*(const struct number *const *)a, *(const struct number *const *)b);
}

/* "9.97～10.31", in the indicator's decimals. */
static const char *class_text(const struct chart_job *job, int indicator, const struct number *low,
                              const struct number *high)
{
    const struct report *r = job->r;
    int decimals = r->indicators[indicator].decimals;
    const char *from = number_text(job->a, low, decimals, r->rounding, 0);
    const char *to = number_text(job->a, high, decimals, r->rounding, 0);
    if (number_cmp(low, high) == 0)
        return from;
    return arena_printf(job->a, language_text(r->language, "%s–%s", "%s～%s"), from, to);
}

/* Quintiles: as many places in each class as can be, equal values in one. */
static void set_classes(const struct chart_job *job, const struct tiles *s,
                        struct tile_panel *panel)
{
    const struct number **values = arena_array(job->a, s->n, sizeof *values);
    size_t n = 0, from = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct value *v =
            report_value(job->r, cell_at(panel->indicator, panel->tiles[i].place, job->year_index));

        if (v->kind != VALUE_MISSING)
            values[n++] = v->number;
    }
    qsort(values, n, sizeof *values, ascending);
    for (size_t k = 0; k < CHART_CLASSES && from < n; k++) {
        size_t to = (n * (k + 1) + CHART_CLASSES / 2) / CHART_CLASSES;

        to = to > from ? to : from + 1;
        while (to < n && number_cmp(values[to], values[to - 1]) == 0)
            to++;
        panel->classes[panel->n_classes++] = (struct tile_class){
            values[from], class_text(job, panel->indicator, values[from], values[to - 1]), 0, 0};
        from = to;
    }
}

/* The classes beside each other, as many as a line holds. */
static void set_legend(const struct chart_job *job, struct tile_panel *panel)
{
    double x = 0;
    panel->legend = panel->n_classes > 0 ? LEGEND_LINE : 0;
    for (size_t k = 0; k < panel->n_classes; k++) {
        struct tile_class *class = &panel->classes[k];
        double w = SWATCH + 3 + text_width(job, job->role, TEXT_SMALL, class->label);

        if (x > 0 && x + w > job->width) {
            x = 0;
            panel->legend += LEGEND_LINE;
        }
        class->x = x;
        class->y = panel->legend - LEGEND_LINE / 2;
        x += w + 12;
    }
    if (panel->n_classes > 0)
        panel->legend += LEGEND_GAP;
}

/* "，目标≤11.50‰" where that holds for the whole and all places. */
static const char *common_target(const struct chart_job *job, int indicator)
{
    const struct target *t =
        report_target(job->r, cell_at(indicator, job->c->place, job->year_index));
    for (size_t i = 0; i < job->c->n_places; i++)
        if (!value_same_target(
                t, report_target(job->r, cell_at(indicator, job->c->places[i], job->year_index))))
            return "";
    if (t->kind == TARGET_UNSET)
        return "";
    return arena_printf(job->a, language_text(job->r->language, ", %s %s", "，%s%s"),
                        job_word(job, W_TARGET),
                        job_target(job, cell_at(indicator, job->c->place, job->year_index)));
}

static void set_panel(const struct chart_job *job, struct tiles *s, struct tile_panel *panel)
{
    const char *head =
        arena_printf(job->a, language_text(job->r->language, "%s, %s %s%s", "%s，%s %s%s"),
                     job_head(job, panel->indicator), job->r->places[job->c->place].name,
                     job_value(job, cell_at(panel->indicator, job->c->place, job->year_index)),
                     common_target(job, panel->indicator));

    panel->head = text_wrap(job, job->bold, TEXT_SIZE, head, job->width);
    panel->outside = outside_text(job, panel);
    add_tiles(job, s, panel);
    if (!job->c->by_verdict)
        set_classes(job, s, panel);
    set_legend(job, panel);
}

static void lay_out_key(const struct chart_job *job, struct tiles *s)
{
    for (size_t k = 0; k < job->c->n_indicators; k++)
        for (size_t i = 0; i < s->n; i++) {
            int place = s->panels[k].tiles[i].place;

            if (report_value(job->r, cell_at(s->panels[k].indicator, place, job->year_index))
                    ->kind != VALUE_MISSING)
                mark_key_add_verdict(
                    &s->key, job,
                    report_verdict(job->r, cell_at(s->panels[k].indicator, place, job->year_index)),
                    true);
        }
    mark_key_lay_out(&s->key, job);
}

static double lines_height(const struct wrapped *w, double size)
{
    return (double)w->n * size * LEADING;
}

static double panel_height(const struct tiles *s, const struct tile_panel *panel, double size)
{
    return lines_height(&panel->head, TEXT_SIZE) + HEAD_GAP + panel->legend + s->rows * size +
           lines_height(&panel->outside, TEXT_SMALL);
}

static bool lay_out(struct chart_job *job)
{
    struct tiles *s = arena_alloc(job->a, sizeof *s);
    size_t n = job->c->n_indicators;
    find_extent(job, s);
    s->panels = arena_array(job->a, n, sizeof *s->panels);
    for (size_t i = 0; i < n; i++) {
        s->panels[i].indicator = job->c->indicators[i];
        set_panel(job, s, &s->panels[i]);
    }
    s->least = least_side(job, s);
    if (s->least * s->columns > job->width)
        return job_too_narrow(job, s->least * s->columns);
    s->size = fmax(s->least, fmin(TILE_NATURAL, job->width / fmax(1, s->columns)));
    lay_out_key(job, s);
    job->least = job->natural = s->key.height + PANEL_GAP * (double)(n - 1);
    for (size_t i = 0; i < n; i++) {
        job->least += panel_height(s, &s->panels[i], s->least);
        job->natural += panel_height(s, &s->panels[i], s->size);
    }
    job->layout = s;
    return true;
}

static uint32_t fill_of(const struct chart_job *job, const struct tile_panel *panel, int place)
{
    const struct value *v = report_value(job->r, cell_at(panel->indicator, place, job->year_index));
    enum verdict verdict =
        report_verdict(job->r, cell_at(panel->indicator, place, job->year_index));
    size_t k = panel->n_classes;
    if (v->kind == VALUE_MISSING)
        return 0xFFFFFF;
    if (job->c->by_verdict)
        return verdict == VERDICT_MET     ? job->theme->met_fill
               : verdict == VERDICT_UNMET ? job->theme->unmet_fill
                                          : 0xFFFFFF;
    while (k > 1 && number_cmp(v->number, panel->classes[k - 1].low) < 0)
        k--;
    return job->theme->classes[k > 0 ? k - 1 : 0];
}

static void draw_frame(struct plot *p, struct box b, struct pen pen)
{
    double x[] = {b.x0, b.x1, b.x1, b.x0, b.x0}, y[] = {b.y0, b.y0, b.y1, b.y1, b.y0};
    plot_line(p, x, y, 5, pen);
}

/* The value in the middle of x, behind its mark. */
static void draw_value(const struct chart_job *job, struct plot *p, const struct tile_panel *panel,
                       const struct tile *tile, double x, double y)
{
    const struct chart_theme *t = job->theme;
    double left = x - tile->width / 2;
    if (!tile->mark) {
        text_line(p, job->role, TEXT_SMALL, t->faint, AT_MIDDLE, x, y, tile->value);
        return;
    }
    /* On white: a mark has no contrast of 3:1 (WCAG 1.4.11) with the dark classes. */
    plot_shape(p, SHAPE_DISC, left + GLYPH, y, GLYPH + 4, (struct pen){0xFFFFFF, LINE_THIN, 0});
    mark_point(job, p, left + GLYPH, y, GLYPH,
               report_verdict(job->r, cell_at(panel->indicator, tile->place, job->year_index)));
    text_line(p, job->bold, TEXT_SMALL, t->text, AT_LEFT, left + GLYPH_ROOM, y, tile->value);
}

static void draw_tile(const struct chart_job *job, struct plot *p, const struct tile_panel *panel,
                      const struct tile *tile, struct box box)
{
    const struct chart_theme *t = job->theme;
    double name = lines_height(&tile->name, TEXT_SMALL), line = TEXT_SMALL * LEADING;
    double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1 - name - line) / 2;
    plot_box(p, box.x0, box.y0, box.x1, box.y1, fill_of(job, panel, tile->place));
    draw_frame(p, box, (struct pen){t->faint, LINE_THIN, tile->mark ? 0 : 2});
    text_lines(p, job->role, TEXT_SMALL, t->text, AT_MIDDLE, x, y + name / 2, &tile->name);
    draw_value(job, p, panel, tile, x, y + name + line / 2);
}

static void draw_legend(const struct chart_job *job, struct plot *p, const struct tile_panel *panel,
                        double y)
{
    for (size_t k = 0; k < panel->n_classes; k++) {
        const struct tile_class *class = &panel->classes[k];
        double x = class->x, mid = y + class->y;

        plot_box(p, x, mid - SWATCH / 2, x + SWATCH, mid + SWATCH / 2, job->theme->classes[k]);
        draw_frame(p, (struct box){x, mid - SWATCH / 2, x + SWATCH, mid + SWATCH / 2},
                   (struct pen){job->theme->faint, LINE_THIN, 0});
        text_line(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, x + SWATCH + 3, mid,
                  class->label);
    }
}

static double draw_panel(const struct chart_job *job, struct plot *p, const struct tiles *s,
                         const struct tile_panel *panel, double y, double size)
{
    double head = lines_height(&panel->head, TEXT_SIZE);
    text_lines(p, job->bold, TEXT_SIZE, job->theme->text, AT_LEFT, 0, y + head / 2, &panel->head);
    y += head + HEAD_GAP;
    draw_legend(job, p, panel, y);
    y += panel->legend;
    for (size_t i = 0; i < s->n; i++) {
        const struct place *place = &job->r->places[panel->tiles[i].place];
        double x = (place->column - s->left) * size, top = y + (place->row - s->top) * size;

        draw_tile(job, p, panel, &panel->tiles[i],
                  (struct box){x + 0.5, top + 0.5, x + size - TILE_GAP, top + size - TILE_GAP});
    }
    y += s->rows * size;
    double outside = lines_height(&panel->outside, TEXT_SMALL);

    text_lines(p, job->role, TEXT_SMALL, job->theme->text, AT_LEFT, 0, y + outside / 2,
               &panel->outside);
    return y + outside;
}

static void draw(struct chart_job *job, struct plot *p)
{
    const struct tiles *s = job->layout;
    double size = s->least + (s->size - s->least) * job_stretch(job), y = s->key.height;
    mark_key_draw(&s->key, job, p);
    for (size_t i = 0; i < job->c->n_indicators; i++)
        y = draw_panel(job, p, s, &s->panels[i], y, size) + PANEL_GAP;
}

const struct chart_kind chart_tiles = {
    {"tiles", "方格图", SHOWS_MAP, "places as squares of a map", "各单位如地图上的方格"},
    lay_out,
    draw};
