#include <getopt.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/press.h"
#include "data/report/report.h"
#include "layouts/pages/layout.h"
#include "render/output/pdf.h"
#include "render/output/trace.h"

struct options {
    const char *output; /* NULL: what the report says */
    bool trace;
};

static const char usage_en[] =
    "usage: nianbao build [-o FILE] [--trace] REPORT.ini...\n\n"
    "  -o, --output FILE  write to FILE (one report only; - is standard output)\n"
    "      --trace        write the placed pages as text, to standard output unless -o is given\n";
static const char usage_zh[] =
    "用法：nianbao build [-o 文件] [--trace] 报告.ini …\n\n"
    "  -o, --output 文件  写到该文件（限一份报告；- 为标准输出）\n"
    "      --trace        输出各页排版结果的文本形式，不加 -o 时写到标准输出\n";

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
    if (o->trace)
        trace_write(pages, press.style, &out);
    else if (pdf_write(pages, &press.charts, &out) < 0)
        goto out;
    if (messages_status(m) != STATUS_DONE)
        goto out;
    if (o->trace)
        cmd_write(o->output != NULL ? o->output : "-", TRACE_MAGIC, &out, m);
    else
        cmd_write_marked(o->output != NULL ? o->output : press.report->output, PDF_MAGIC, PDF_MARK,
                         &out, m);
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
                                                 {"trace", no_argument, NULL, 't'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    struct options o = {0};
    for (int c; (c = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'o': o.output = optarg; break;
        case 't': o.trace = true; break;
        default: return cmd_usage(language, c == 'h', usage_en, usage_zh);
        }
    }
    int n = argc - optind;
    if (n == 0 || (n > 1 && o.output != NULL))
        return cmd_usage(language, false, usage_en, usage_zh);
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
