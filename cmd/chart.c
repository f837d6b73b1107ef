#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "cmd/press.h"
#include "data/arena.h"
#include "data/chart_sets.h"
#include "data/report.h"
#include "data/text.h"
#include "layouts/chart_grid.h"
#include "layouts/chart_sheet.h"
#include "render/pdf.h"
#include "render/raster.h"
#include "render/svg.h"

enum format { FORMAT_PDF, FORMAT_SVG, FORMAT_PNG, FORMAT_UNKNOWN };

static const struct {
    const char *name, *magic;
} formats[] = {[FORMAT_PDF] = {"pdf", "%PDF-"},
               [FORMAT_SVG] = {"svg", SVG_MAGIC},
               [FORMAT_PNG] = {"png", PNG_MAGIC}};

#define DPI_DEFAULT 192

struct options {
    const char *dir; /* with a slash behind it */
    enum format format;
    int dpi;
    int32_t width; /* of each chart, millipoints; 0: as the report has it */
    bool each_place, overview;
};

static const char usage_en[] =
    "usage: nianbao chart [-o DIR] [--format pdf|svg|png] [--width MM] [--dpi N] REPORT.ini "
    "[NAME...]\n"
    "       nianbao chart --each-place | --overview [-o DIR] [--format ...] REPORT.ini\n\n"
    "Draws the named charts, or all, each on a page of its own size: DIR/NAME.pdf.\n"
    "  -o, --output DIR   folder for the files, made if missing (default: .)\n"
    "      --format       pdf (the default), svg or png\n"
    "      --width MM     width of the charts; texts keep their size\n"
    "      --dpi N        dots an inch of png, 72 to 1200 (default: 192)\n"
    "      --each-place   a sheet for each place: its profile, targets, ranks and years\n"
    "      --overview     a wall sheet (A3) of all places: scorecard and comparisons\n";
static const char usage_zh[] =
    "用法：nianbao chart [-o 目录] [--format pdf|svg|png] [--width 毫米] [--dpi 点数] 报告.ini "
    "[图名 …]\n"
    "　　　nianbao chart --each-place | --overview [-o 目录] [--format …] 报告.ini\n\n"
    "将指定的（或全部）图表各绘成一个文件：目录/图名.pdf。\n"
    "  -o, --output 目录  输出目录，没有则建立（默认为当前目录）\n"
    "      --format       pdf（默认）、svg 或 png\n"
    "      --width 毫米   图宽，字号不变\n"
    "      --dpi 点数     png 的分辨率，72 至 1200（默认 192）\n"
    "      --each-place   每个单位一张：剖面、目标、位次和历年变化\n"
    "      --overview     一张挂图（A3）：各单位的达标一览和对比\n";

/* A page in the format asked for, appended to out. */
static int write_page(const struct press *press, const struct pages *pages, size_t page,
                      const struct options *o, struct buf *out)
{
    switch (o->format) {
    case FORMAT_PDF: return pdf_write(pages, &press->charts, out);
    case FORMAT_SVG: return svg_write(pages, page, &press->charts, out);
    case FORMAT_PNG: return raster_write(pages, page, o->dpi, &press->charts, out);
    case FORMAT_UNKNOWN: break;
    }
    return -1;
}

/* Pages as DIR/NAME.pdf; in other formats a file for each, NAME-2 and so on behind the first. */
static void write_files(const struct press *press, const struct pages *pages, const char *name,
                        const struct options *o, struct arena *a, struct messages *m)
{
    size_t files = o->format == FORMAT_PDF ? 1 : pages->n_pages;
    size_t errors = messages_count(m, SEV_ERROR);
    for (size_t i = 0; i < files; i++) {
        struct buf out = {0};
        const char *number = i > 0 ? arena_printf(a, "-%zu", i + 1) : "";
        const char *path =
            arena_printf(a, "%s%s%s.%s", o->dir, name, number, formats[o->format].name);
        if (write_page(press, pages, i, o, &out) == 0 && messages_count(m, SEV_ERROR) == errors)
            cmd_write(path, formats[o->format].magic, &out, m);
        buf_free(&out);
    }
}

/* Draws one chart into the folder; of a chart that is refused nothing is written. */
static void draw(const struct press *press, const struct chart *c, const struct options *o,
                 struct messages *m)
{
    struct arena *sheets = arena_new();
    struct chart own = *c;
    size_t errors = messages_count(m, SEV_ERROR);
    if (o->width > 0)
        own.width = o->width;
    const struct pages *pages =
        layout_chart(sheets, press->report, press->style, &press->measure, &own, m);
    if (pages != NULL && messages_count(m, SEV_ERROR) == errors)
        write_files(press, pages, c->name, o, sheets, m);
    arena_free(sheets);
}

/* A file's name from a place's id: no folders, nothing hidden. */
static const char *file_name(struct arena *a, const char *id)
{
    char *name = arena_strdup(a, id);
    for (char *c = name; *c != '\0'; c++)
        if (*c == '/' || (unsigned char)*c < ' ' || (c == name && (*c == '.' || *c == '-')))
            *c = '_';
    return name;
}

static void draw_set(const struct press *press, const struct chart_set *set, const char *name,
                     const struct chart_paper *paper, const struct options *o, struct messages *m)
{
    struct arena *sheets = arena_new();
    const struct pages *pages =
        layout_chart_set(sheets, press->report, press->style, &press->measure, set, paper, m);
    if (pages != NULL)
        write_files(press, pages, name, o, sheets, m);
    arena_free(sheets);
}

/* A sheet for each place that anything is known of. Two ids may become one file's name: told. */
static void draw_places(const struct press *press, const struct options *o, struct messages *m)
{
    const struct report *r = press->report;
    struct arena *a = arena_new();
    const char **names = arena_array(a, r->n_places, sizeof *names);
    for (size_t p = 1; p < r->n_places; p++) {
        struct chart_set set = chart_set_of_place(r, (int)p, charts_form);
        names[p] = file_name(a, r->places[p].id);
        bool twice = false;
        for (size_t k = 1; k < p; k++)
            twice |= strcmp(names[k], names[p]) == 0;
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "[%zu/%zu] %s\n", p, r->n_places - 1, r->places[p].name);
        if (twice)
            msg(m, SEV_ERROR, r->places[p].at, "same-file-name",
                "the sheet of '%s' would have the name of another's, %s; change its id",
                "“%s”的文件名与另一单位相同（%s）：请改代号", r->places[p].id, names[p]);
        else if (set.n > 0)
            draw_set(press, &set, names[p], &paper_a4, o, m);
    }
    arena_free(a);
}

static void draw_overview(const struct press *press, const struct options *o, struct messages *m)
{
    struct chart_set set = chart_set_of_all(press->report, charts_form);
    if (set.n > 0)
        draw_set(press, &set, "overview", &paper_a3_wide, o, m);
    else
        msg(m, SEV_ERROR, IN_FILE(press->report->path), "no-data",
            "no two places have a value of one indicator: there is nothing to compare",
            "没有两个单位有同一指标的数值，无从对比");
}

static void unknown_chart(const struct report *r, const char *name, struct messages *m)
{
    const char **names = must_alloc(r->n_charts, sizeof *names);
    for (size_t i = 0; i < r->n_charts; i++)
        names[i] = r->charts[i].name;
    const char *near = text_nearest(name, names, r->n_charts);
    if (near != NULL)
        msg(m, SEV_ERROR, IN_FILE(r->path), "unknown-chart",
            "there is no chart \"%s\"; the nearest name is \"%s\"",
            "没有名为“%s”的图；最接近的是“%s”", name, near);
    else
        msg(m, SEV_ERROR, IN_FILE(r->path), "unknown-chart", "there is no chart \"%s\"",
            "没有名为“%s”的图", name);
    free(names);
}

static void draw_all(const char *ini, char *const *names, int n, const struct options *o,
                     struct messages *m)
{
    struct press press;
    if (press_open(&press, ini, m) == 0 && messages_status(m) == STATUS_DONE) {
        for (int i = 0; i < n; i++) {
            const struct chart *c = report_chart(press.report, names[i]);
            if (c == NULL)
                unknown_chart(press.report, names[i], m);
            else
                draw(&press, c, o, m);
        }
        if (o->each_place)
            draw_places(&press, o, m);
        if (o->overview)
            draw_overview(&press, o, m);
        bool all = n == 0 && !o->each_place && !o->overview;
        for (size_t i = 0; all && i < press.report->n_charts; i++)
            draw(&press, &press.report->charts[i], o, m);
    }
    press_close(&press);
}

static enum format find_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return (enum format)i;
    return FORMAT_UNKNOWN;
}

/* A whole number of low..high, or -1. */
static int number_of(const char *text, int low, int high)
{
    char *end;
    long v = strtol(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' && v >= low && v <= high ? (int)v : -1;
}

/* False when the command line makes no sense. */
static bool read_options(int argc, char **argv, struct options *o, bool *help)
{
    static const struct option long_options[] = {
        {"output", required_argument, NULL, 'o'}, {"format", required_argument, NULL, 'f'},
        {"width", required_argument, NULL, 'w'},  {"dpi", required_argument, NULL, 'd'},
        {"each-place", no_argument, NULL, 'e'},   {"overview", no_argument, NULL, 'v'},
        {"help", no_argument, NULL, 'h'},         {0}};
    int width = 0, dpi = 0;
    for (int c; (c = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'o': o->dir = optarg; break;
        case 'f': o->format = find_format(optarg); break;
        case 'w': width = number_of(optarg, 1, 5000); break;
        case 'd': dpi = number_of(optarg, 72, 1200); break;
        case 'e': o->each_place = true; break;
        case 'v': o->overview = true; break;
        case 'h': *help = true; return true;
        default: return false;
        }
    }
    bool sheets = o->each_place || o->overview;
    o->width = (int32_t)((int64_t)width * 720000 / 254);
    o->dpi = dpi > 0 ? dpi : DPI_DEFAULT;
    return width >= 0 && dpi >= 0 && (dpi == 0 || o->format == FORMAT_PNG) &&
           o->format != FORMAT_UNKNOWN && argc > optind && !(sheets && argc - optind > 1) &&
           !(sheets && width > 0);
}

int cmd_chart(int argc, char **argv, enum language language)
{
    struct options o = {.dir = "."};
    bool help = false;
    if (!read_options(argc, argv, &o, &help) || help)
        return cmd_usage(language, help, usage_en, usage_zh);
    struct messages *m = messages_new(language);
    struct arena *a = arena_new();
    if (mkdir(o.dir, 0777) < 0 && errno != EEXIST) {
        msg(m, SEV_FAILURE, IN_FILE(o.dir), "write-failed", "cannot be made: %s", "无法建立：%s",
            strerror(errno));
    } else {
        o.dir = arena_printf(a, "%s/", o.dir);
        draw_all(argv[optind], argv + optind + 1, argc - optind - 1, &o, m);
    }
    messages_print_problems(m, stderr);
    int status = messages_status(m);
    arena_free(a);
    messages_free(m);
    return status;
}
