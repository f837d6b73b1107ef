#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/text.h"
#include "cmd/shared/cmd.h"
#include "cmd/shared/press.h"
#include "data/figures/chart_sets.h"
#include "data/report/report.h"
#include "layouts/pages/chart_grid.h"
#include "layouts/pages/chart_sheet.h"
#include "render/output/formats.h"

#define DPI_DEFAULT 192

/* A file's name has up to 255 bytes on Linux: this leaves room for a page's number and the end. */
#define NAME_BYTES_MAX 200

struct options {
    const char *dir;
    const struct format *format;
    int dpi;   /* 0: not told */
    int width; /* of each chart, millimetres; 0: as the report has it */
    bool each_place, overview;
};

/* One run of the command; the names of the files that it has written, so that none comes twice. */
struct run {
    const struct press *press;
    const struct options *o;
    struct messages *m;
    struct arena *arena; /* of the names */
    const char **names;
    size_t n, cap;
};

static bool read_format(const char *text, void *place)
{
    const struct format **format = place;
    *format = format_find(text, FORMAT_CHART);
    return *format != NULL;
}

static void list_formats(FILE *out, enum language language)
{
    formats_print(out, language, FORMAT_CHART);
}

static const struct option_row rows[] = {
    {"--output", 'o', OPTION_TEXT, offsetof(struct options, dir), .value = {"DIR", "目录"},
     .help = {"folder for the files, made if missing (default: .)",
              "输出目录，没有则建立（默认为当前目录）"}},
    {"--format", 0, OPTION_READ, offsetof(struct options, format), .value = {"FORMAT", "格式"},
     .help = {"one of:", "格式，可为："}, .read = read_format, .list = list_formats},
    {"--width", 0, OPTION_NUMBER, offsetof(struct options, width), .value = {"MM", "毫米"},
     .help = {"width of the charts; texts keep their size", "图宽，字号不变"}, .low = 1,
     .high = 5000},
    {"--dpi", 0, OPTION_NUMBER, offsetof(struct options, dpi), .value = {"N", "点数"},
     .help = {"dots an inch of png, 72 to 1200 (default: 192)",
              "png 的分辨率，72 至 1200（默认 192）"},
     .low = 72, .high = 1200},
    {"--each-place", 0, OPTION_FLAG, offsetof(struct options, each_place),
     .help = {"a sheet for each place: its profile, targets, ranks and years",
              "每个单位一张：剖面、目标、位次和历年变化"}},
    {"--overview", 0, OPTION_FLAG, offsetof(struct options, overview),
     .help = {"a wall sheet (A3 or more) of all places: scorecard, comparisons",
              "一张挂图（A3 或更大）：各单位的达标一览和对比"}},
    {0}};

static const struct help help = {
    .forms = {"usage: nianbao chart [-o DIR] [--format FORMAT] [--width MM] [--dpi N] "
              "REPORT.ini [NAME...]\n"
              "       nianbao chart --each-place | --overview [-o DIR] [--format ...] REPORT.ini",
              "用法：nianbao chart [-o 目录] [--format 格式] [--width 毫米] [--dpi 点数] "
              "报告.ini [图名 …]\n"
              "　　　nianbao chart --each-place | --overview [-o 目录] [--format …] 报告.ini"},
    .about = {"Draws the named charts, or all, each on a page of its own size: DIR/NAME.pdf.",
              "将指定的（或全部）图表各绘成一个文件：目录/图名.pdf。"},
    .rows = rows,
    .least = 1,
    .most = MANY};

/*
 * A file's name from that of a chart or the id of a place: no folders, nothing hidden, nothing that
 * Windows refuses, and not too long.
 */
static char *file_name(struct arena *a, const char *id)
{
    size_t all = strlen(id), len = all < NAME_BYTES_MAX ? all : NAME_BYTES_MAX;
    while (len < all && ((unsigned char)id[len] & 0xC0) == 0x80)
        len--;
    char *name = len > 0 ? arena_strndup(a, id, len) : arena_strdup(a, "_");
    for (char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || strchr("/\\:*?\"<>|", *c) != NULL ||
            (c == name && (*c == '.' || *c == '-')))
            *c = '_';
    return name;
}

/* The name of a page's file, without its end; NULL where this run has written one of it: told. */
static const char *new_name(struct run *run, const char *id, size_t page, struct source at)
{
    const char *name = file_name(run->arena, id);
    if (page > 0)
        name = arena_printf(run->arena, "%s-%zu", name, page + 1);
    for (size_t i = 0; i < run->n; i++)
        if (strcasecmp(run->names[i], name) == 0) { /* as Windows has it */
            msg(run->m, SEV_ERROR, at, "same-file-name",
                "the file of \"%s\" would have the name of another, %s; change its name or id",
                "“%s”的文件名与另一个相同（%s）：请改名或改代号", id, name);
            return NULL;
        }
    run->names = list_room(run->names, run->n, &run->cap, sizeof *run->names);
    return run->names[run->n++] = name;
}

/*
 * Pages as DIR/NAME.pdf; in other formats a file for each, NAME-2 and so on behind the first. When
 * a page has errors, such as signs that no font has, it is not written.
 */
static void write_files(struct run *run, const struct pages *pages, const char *id,
                        struct source at)
{
    const struct options *o = run->o;
    const struct format *f = o->format;
    size_t files = f->one_page ? pages->n_pages : 1;
    size_t errors = messages_count(run->m, SEV_ERROR);
    for (size_t i = 0; i < files; i++) {
        struct buf out = {0};
        const char *name = new_name(run, id, i, at);
        struct format_wish wish = {i, o->dpi > 0 ? o->dpi : DPI_DEFAULT};
        if (name != NULL && f->write(pages, &run->press->charts, &wish, &out) == 0 &&
            messages_count(run->m, SEV_ERROR) == errors)
            cmd_write_marked(arena_printf(run->arena, "%s/%s.%s", o->dir, name, f->extension),
                             f->magic, f->mark, &out, run->m);
        buf_free(&out);
    }
}

/* Draws one chart into the folder; of a chart that is refused nothing is written. */
static void draw(struct run *run, const struct chart *c)
{
    const struct press *press = run->press;
    struct arena *sheets = arena_new();
    struct chart own = *c;
    size_t errors = messages_count(run->m, SEV_ERROR);
    if (run->o->width > 0)
        own.width = (int32_t)((int64_t)run->o->width * 720000 / 254);
    const struct pages *pages =
        chart_sheet_layout(sheets, press->report, press->style, &press->measure, &own, run->m);
    if (pages != NULL && messages_count(run->m, SEV_ERROR) == errors)
        write_files(run, pages, c->name, c->at);
    arena_free(sheets);
}

static void draw_set(struct run *run, const struct chart_set *set, const char *id, struct source at,
                     const struct chart_paper *paper)
{
    const struct press *press = run->press;
    struct arena *sheets = arena_new();
    const struct pages *pages =
        chart_grid_layout(sheets, press->report, press->style, &press->measure, set, paper, run->m);
    if (pages != NULL)
        write_files(run, pages, id, at);
    arena_free(sheets);
}

/* A sheet for each place that anything is known of. */
static void draw_places(struct run *run)
{
    const struct report *r = run->press->report;
    for (size_t p = 1; p < r->n_places; p++) {
        struct chart_set set = chart_set_of_place(r, (int)p, charts_form);
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "[%zu/%zu] %s\n", p, r->n_places - 1, r->places[p].name);
        if (set.n > 0)
            draw_set(run, &set, r->places[p].id, r->places[p].at, &paper_a4);
    }
}

static void draw_overview(struct run *run)
{
    const struct report *r = run->press->report;
    struct chart_set set = chart_set_of_all(r, charts_form);
    if (set.n > 0)
        draw_set(run, &set, "overview", IN_FILE(r->path), &paper_a3_wide);
    else
        msg(run->m, SEV_ERROR, IN_FILE(r->path), "no-data",
            "no two places have a value of one indicator: there is nothing to compare",
            "没有两个单位有同一指标的数值，无从对比");
}

static void unknown_chart(const struct report *r, const char *name, struct messages *m)
{
    const char **names = must_alloc(r->n_charts, sizeof *names);
    for (size_t i = 0; i < r->n_charts; i++)
        names[i] = r->charts[i].name;
    const char *near = text_nearest(name, names, r->n_charts);
    msg(m, SEV_ERROR, IN_FILE(r->path), "unknown-chart", "there is no chart \"%s\"%s",
        "没有名为“%s”的图%s", name, msg_proposal(m, near, "", ""));
    free(names);
}

static bool is_named(char *const *names, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* Draws what the command line asks for. */
static void draw_wanted(struct run *run, char *const *names, int n)
{
    const struct report *r = run->press->report;
    for (int i = 0; i < n; i++) {
        const struct chart *c = report_chart(r, names[i]);
        if (is_named(names, i, names[i]))
            continue;
        if (c == NULL)
            unknown_chart(r, names[i], run->m);
        else
            draw(run, c);
    }
    if (run->o->each_place)
        draw_places(run);
    if (run->o->overview)
        draw_overview(run);
    bool all = n == 0 && !run->o->each_place && !run->o->overview;
    for (size_t i = 0; all && i < r->n_charts; i++)
        draw(run, &r->charts[i]);
}

static void draw_all(const char *ini, char *const *names, int n, const struct options *o,
                     struct messages *m)
{
    struct press press;
    struct run run = {.press = &press, .o = o, .m = m, .arena = arena_new()};
    if (press_open(&press, ini, m) == 0 && messages_status(m) == STATUS_DONE &&
        folder_make(arena_printf(run.arena, "%s/", o->dir), m) == 0)
        draw_wanted(&run, names, n);
    free(run.names);
    arena_free(run.arena);
    press_close(&press);
}

/* Whether the options make sense together: sheets take no names and have widths of their own. */
static bool make_sense(const struct options *o, int n)
{
    bool sheets = o->each_place || o->overview;
    return o->dir[0] != '\0' && (o->dpi == 0 || o->format->dots) &&
           !(sheets && (n > 1 || o->width > 0));
}

int cmd_chart(struct command_line *l)
{
    struct options o = {.dir = ".", .format = format_find(NULL, FORMAT_CHART)};
    if (!options_read(&help, l, &o) || !make_sense(&o, l->n))
        return options_usage(&help, l);
    struct messages *m = messages_new(l->language);
    draw_all(l->names[0], l->names + 1, l->n - 1, &o, m);
    return cmd_end(m, messages_print_problems);
}
