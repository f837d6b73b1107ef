#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/shared/cmd.h"
#include "cmd/shared/press.h"
#include "data/report/report.h"
#include "layouts/pages/layout.h"
#include "render/output/formats.h"

struct options {
    const char *output; /* NULL: what the report says */
    const struct format *format;
    bool trace; /* the same as the format of that name */
};

static bool read_format(const char *text, void *place)
{
    const struct format **format = place;
    *format = format_find(text, FORMAT_REPORT);
    return *format != NULL;
}

static void list_formats(FILE *out, enum language language)
{
    formats_print(out, language, FORMAT_REPORT);
}

static const struct option_row rows[] = {
    {"--output", 'o', OPTION_TEXT, offsetof(struct options, output), .value = {"FILE", "文件"},
     .help = {"write to FILE (one report only; - is standard output)",
              "写到该文件（限一份报告；- 为标准输出）"}},
    {"--trace", 0, OPTION_FLAG, offsetof(struct options, trace),
     .help = {"the same as --format trace", "同 --format trace"}},
    {"--format", 0, OPTION_READ, offsetof(struct options, format), .value = {"FORMAT", "格式"},
     .help = {"one of:", "格式，可为："}, .read = read_format, .list = list_formats},
    {0}};

static const struct help help = {
    .forms = {"usage: nianbao build [-o FILE] [--format FORMAT] REPORT.ini...",
              "用法：nianbao build [-o 文件] [--format 格式] 报告.ini …"},
    .rows = rows,
    .least = 1,
    .most = MANY};

/* Where the report goes unless told: its format's end stands for that of a PDF. */
static const char *output_of(const struct report *r, const struct format *f)
{
    size_t len = strlen(r->output);
    if (f->extension == NULL)
        return "-";
    if (len < 4 || strcmp(r->output + len - 4, ".pdf") != 0)
        return r->output;
    return arena_printf(r->arena, "%.*s.%s", (int)len - 4, r->output, f->extension);
}

/* The way of the data: report.ini -> report -> pages -> bytes -> file. */
static void build(const char *ini, const struct options *o, struct messages *m)
{
    struct press press;
    struct arena *sheets = arena_new();
    const struct pages *pages = NULL;
    struct buf out = {0};
    if (press_open(&press, ini, m) == 0)
        pages = layout_report(sheets, press.report, press.style, &press.measure, m);
    if (pages != NULL &&
        o->format->write(pages, &press.charts, &(struct format_wish){0}, &out) == 0 &&
        messages_status(m) == STATUS_DONE)
        cmd_write_marked(o->output != NULL ? o->output : output_of(press.report, o->format),
                         o->format->magic, o->format->mark, &out, m);
    buf_free(&out);
    arena_free(sheets);
    press_close(&press);
}

int cmd_build(struct command_line *l)
{
    struct options o = {.format = format_find(NULL, FORMAT_REPORT)};
    if (!options_read(&help, l, &o) || (l->n > 1 && o.output != NULL))
        return options_usage(&help, l);
    if (o.trace)
        o.format = format_find("trace", FORMAT_REPORT);
    int worst = STATUS_DONE;
    for (int i = 0; i < l->n; i++) {
        if (l->n > 1 && isatty(STDERR_FILENO))
            fprintf(stderr, "[%d/%d] %s\n", i + 1, l->n, l->names[i]);
        struct messages *m = messages_new(l->language);
        build(l->names[i], &o, m);
        int status = cmd_end(m, messages_print_problems);
        worst = status > worst ? status : worst;
    }
    return worst;
}
