#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/press.h"
#include "data/report/report.h"
#include "layouts/pages/layout.h"
#include "render/output/formats.h"

struct options {
    const char *output; /* NULL: what the report says */
    const struct format *format;
};

static const char usage_en[] =
    "usage: nianbao build [-o FILE] [--format FORMAT] REPORT.ini...\n\n"
    "  -o, --output FILE  write to FILE (one report only; - is standard output)\n"
    "      --trace        the same as --format trace\n"
    "      --format       one of:\n";
static const char usage_zh[] = "用法：nianbao build [-o 文件] [--format 格式] 报告.ini …\n\n"
                               "  -o, --output 文件  写到该文件（限一份报告；- 为标准输出）\n"
                               "      --trace        同 --format trace\n"
                               "      --format       格式，可为：\n";

static int usage(enum language language, bool asked)
{
    int status = cmd_usage(language, asked, usage_en, usage_zh);
    formats_print(asked ? stdout : stderr, language, FORMAT_REPORT);
    return status;
}

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

/* The whole way of the data: report.ini -> report -> pages -> bytes -> file. */
static void build(const char *ini, const struct options *o, struct messages *m)
{
    struct press press;
    struct arena *sheets = arena_new();
    struct buf out = {0};
    if (press_open(&press, ini, m) < 0)
        goto out;
    const struct pages *pages = layout_report(sheets, press.report, press.style, &press.measure, m);
    if (pages == NULL)
        goto out;
    if (o->format->write(pages, &press.charts, &(struct format_wish){0}, &out) == 0 &&
        messages_status(m) == STATUS_DONE)
        cmd_write_marked(o->output != NULL ? o->output : output_of(press.report, o->format),
                         o->format->magic, o->format->mark, &out, m);
out:
    buf_free(&out);
    arena_free(sheets);
    press_close(&press);
}

/* Builds one report with messages of its own; the exit status. */
static int build_and_tell(const char *ini, const struct options *o, enum language language)
{
    struct messages *m = messages_new(language);
    build(ini, o, m);
    messages_print_problems(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
}

int cmd_build(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                                 {"format", required_argument, NULL, 'f'},
                                                 {"trace", no_argument, NULL, 't'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    struct options o = {.format = format_find(NULL, FORMAT_REPORT)};
    for (int c; (c = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'o': o.output = optarg; break;
        case 'f': o.format = format_find(optarg, FORMAT_REPORT); break;
        case 't': o.format = format_find("trace", FORMAT_REPORT); break;
        default: return usage(language, c == 'h');
        }
    }
    int n = argc - optind;
    if (n == 0 || (n > 1 && o.output != NULL) || o.format == NULL)
        return usage(language, false);
    int worst = STATUS_DONE;
    for (int i = 0; i < n; i++) {
        if (n > 1 && isatty(STDERR_FILENO))
            fprintf(stderr, "[%d/%d] %s\n", i + 1, n, argv[optind + i]);
        int status = build_and_tell(argv[optind + i], &o, language);
        if (status > worst)
            worst = status;
    }
    return worst;
}
