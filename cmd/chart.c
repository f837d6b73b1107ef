#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/cmd.h"
#include "cmd/press.h"
#include "data/arena.h"
#include "data/report.h"
#include "data/text.h"
#include "layouts/chart_sheet.h"
#include "render/pdf.h"

static const char usage_en[] =
    "usage: nianbao chart [-o DIR] [--format pdf] REPORT.ini [NAME...]\n\n"
    "Draws the named charts, or all, each on a page of its own size: DIR/NAME.pdf.\n"
    "  -o, --output DIR   folder for the files, made if missing (default: .)\n"
    "      --format pdf   the only format so far\n";
static const char usage_zh[] = "用法：nianbao chart [-o 目录] [--format pdf] 报告.ini [图名 …]\n\n"
                               "将指定的（或全部）图表各绘成一个文件：目录/图名.pdf。\n"
                               "  -o, --output 目录  输出目录，没有则建立（默认为当前目录）\n"
                               "      --format pdf   目前只有这一种格式\n";

/* Draws one chart into dir. */
static void draw(const struct press *press, const struct chart *c, const char *dir,
                 struct messages *m)
{
    struct arena *sheets = arena_new();
    struct buf out = {0};
    const struct pages *pages =
        layout_chart(sheets, press->report, press->style, &press->measure, c, m);
    if (pages != NULL && pdf_write(pages, &press->charts, &out) == 0 &&
        messages_status(m) == STATUS_DONE)
        cmd_write(arena_printf(sheets, "%s%s.pdf", dir, c->name), "%PDF-", &out, m);
    buf_free(&out);
    arena_free(sheets);
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

static void draw_all(const char *ini, char *const *names, int n, const char *dir,
                     struct messages *m)
{
    struct press press;
    if (press_open(&press, ini, m) == 0) {
        for (int i = 0; i < n; i++) {
            const struct chart *c = report_chart(press.report, names[i]);
            if (c == NULL)
                unknown_chart(press.report, names[i], m);
            else
                draw(&press, c, dir, m);
        }
        for (size_t i = 0; n == 0 && i < press.report->n_charts; i++)
            draw(&press, &press.report->charts[i], dir, m);
    }
    press_close(&press);
}

int cmd_chart(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                                 {"format", required_argument, NULL, 'f'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    const char *dir = ".", *format = "pdf";
    for (int c; (c = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'o': dir = optarg; break;
        case 'f': format = optarg; break;
        default: return cmd_usage(language, c == 'h', usage_en, usage_zh);
        }
    }
    if (optind == argc || strcmp(format, "pdf") != 0)
        return cmd_usage(language, false, usage_en, usage_zh);

    struct messages *m = messages_new(language);
    struct arena *a = arena_new();
    if (mkdir(dir, 0777) < 0 && errno != EEXIST)
        msg(m, SEV_FAILURE, IN_FILE(dir), "write-failed", "cannot be made: %s", "无法建立：%s",
            strerror(errno));
    else
        draw_all(argv[optind], argv + optind + 1, argc - optind - 1, arena_printf(a, "%s/", dir),
                 m);
    messages_print_problems(m, stderr);
    int status = messages_status(m);
    arena_free(a);
    messages_free(m);
    return status;
}
