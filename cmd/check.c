#include <getopt.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/press.h"
#include "data/arena.h"
#include "data/report.h"
#include "data/rules.h"
#include "data/sarif.h"
#include "data/text.h"
#include "layouts/layout.h"
#include "render/pdf.h"

static const char usage_en[] =
    "usage: nianbao check [--format text|json|sarif] REPORT.ini\n"
    "       nianbao check --explain-source NAME REPORT.ini\n"
    "       nianbao check --rules\n\n"
    "Lists every finding on standard output; writes no file.\n\n"
    "      --explain-source NAME  tell how the sheet of [source.NAME] is understood\n"
    "      --rules                list the rules that [checks] switches and [accept.NAME] "
    "accepts\n";
static const char usage_zh[] =
    "用法：nianbao check [--format text|json|sarif] 报告.ini\n"
    "　　　nianbao check --explain-source 名称 报告.ini\n"
    "　　　nianbao check --rules\n\n"
    "在标准输出列出全部问题，不写任何文件。\n\n"
    "      --explain-source 名称  说明 [来源.名称] 的各列如何理解\n"
    "      --rules                列出可在 [检查] 中设置、用 [认可.名称] 认可的规则\n";

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

/* The ways to print what was found; NULL: there is no such format. */
typedef void printer(struct messages *m);

static void print_as_text(struct messages *m)
{
    messages_print(m, stdout);
    print_summary(m);
}

static void print_as_json(struct messages *m)
{
    messages_print_json(m, stdout);
}

static void print_as_sarif(struct messages *m)
{
    sarif_print(m, stdout);
}

static printer *find_printer(const char *format)
{
    static const struct {
        const char *name;
        printer *print;
    } formats[] = {{"text", print_as_text}, {"json", print_as_json}, {"sarif", print_as_sarif}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, format) == 0)
            return formats[i].print;
    return NULL;
}

int cmd_check(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"format", required_argument, NULL, 'f'},
                                                 {"explain-source", required_argument, NULL, 'e'},
                                                 {"rules", no_argument, NULL, 'r'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    const char *format = "text", *source = NULL;
    bool rules = false;
    for (int c; (c = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'f': format = optarg; break;
        case 'e': source = optarg; break;
        case 'r': rules = true; break;
        default: return cmd_usage(language, c == 'h', usage_en, usage_zh);
        }
    }
    printer *print = find_printer(format);
    bool as_text = print == print_as_text; /* an explanation is for people */
    if (argc - optind != (rules ? 0 : 1) || print == NULL || (source != NULL && !as_text))
        return cmd_usage(language, false, usage_en, usage_zh);
    if (rules) {
        check_print_rules(stdout, language);
        return STATUS_DONE;
    }
    struct messages *m = messages_new(language);
    if (source != NULL)
        explain(argv[optind], source, m);
    else
        check(argv[optind], m);
    print(m);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
