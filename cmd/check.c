#include <getopt.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/press.h"
#include "data/arena.h"
#include "data/report.h"
#include "data/text.h"
#include "layouts/layout.h"
#include "render/pdf.h"

static const char usage_en[] = "usage: nianbao check [--format text|json] REPORT.ini\n"
                               "       nianbao check --explain-source NAME REPORT.ini\n\n"
                               "Lists every finding on standard output; writes no file.\n";
static const char usage_zh[] = "用法：nianbao check [--format text|json] 报告.ini\n"
                               "      nianbao check --explain-source 名称 报告.ini\n\n"
                               "在标准输出列出全部问题，不写任何文件。\n";

/* Everything that build does but the writing: layout and fonts have findings too. */
static void check(const char *ini, struct messages *m)
{
    struct press press;
    struct arena *sheets = arena_new();
    struct buf out = {0};
    if (press_open(&press, ini, m) == 0) {
        const struct pages *pages =
            layout_report(sheets, press.report, press.style, &press.measure, m);
        if (pages != NULL)
            pdf_write(pages, &press.charts, &out);
    }
    buf_free(&out);
    arena_free(sheets);
    press_close(&press);
}

/* How one sheet is understood, and the findings in it. */
static void explain(const char *ini, const char *source, struct messages *m)
{
    struct arena *a = arena_new();
    report_explain_source(a, ini, source, stdout, m);
    arena_free(a);
}

static void print_summary(const struct messages *m)
{
    size_t errors = messages_count(m, SEV_ERROR);
    size_t warnings = messages_count(m, SEV_WARNING) - errors;
    printf(messages_language(m) == LANG_ZH ? "错误 %zu 项，警告 %zu 项\n"
                                           : "%zu errors, %zu warnings\n",
           errors, warnings);
}

int cmd_check(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"format", required_argument, NULL, 'f'},
                                                 {"explain-source", required_argument, NULL, 'e'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    const char *format = "text", *source = NULL;
    for (int c; (c = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
        if (c != 'f' && c != 'e')
            return cmd_usage(language, c == 'h', usage_en, usage_zh);
        *(c == 'f' ? &format : &source) = optarg;
    }
    bool json = strcmp(format, "json") == 0;
    if (argc - optind != 1 || (json && source != NULL) || (!json && strcmp(format, "text") != 0))
        return cmd_usage(language, false, usage_en, usage_zh);

    struct messages *m = messages_new(language);
    if (source != NULL)
        explain(argv[optind], source, m);
    else
        check(argv[optind], m);
    if (json) {
        messages_print_json(m, stdout);
    } else {
        messages_print(m, stdout);
        print_summary(m);
    }
    int status = messages_status(m);
    messages_free(m);
    return status;
}
