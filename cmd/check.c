#include <getopt.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/manual.h"
#include "cmd/press.h"
#include "data/check/checksheet.h"
#include "data/check/sarif.h"
#include "data/load/load.h"
#include "render/output/pdf.h"

static const char usage_en[] =
    "usage: nianbao check [--format text|json|sarif] [--sheet FILE.pdf|FILE.csv] REPORT.ini\n"
    "       nianbao check --explain-source NAME REPORT.ini\n"
    "       nianbao check --rules\n\n"
    "Lists every finding on standard output; writes no file but the check sheet.\n\n"
    "      --sheet FILE           write the check sheet, as its name ends: every number of the\n"
    "                             document with its source and how it was computed\n"
    "      --explain-source NAME  tell how the sheet of [source.NAME] is understood\n"
    "      --rules                list the rules that [checks] switches and [accept.NAME] "
    "accepts\n";
static const char usage_zh[] =
    "用法：nianbao check [--format text|json|sarif] [--sheet 文件.pdf|文件.csv] 报告.ini\n"
    "　　　nianbao check --explain-source 名称 报告.ini\n"
    "　　　nianbao check --rules\n\n"
    "在标准输出列出全部问题；除校核表外不写任何文件。\n\n"
    "      --sheet 文件           按扩展名写出校核表：文件中每个数字的来源和算法\n"
    "      --explain-source 名称  说明 [来源.名称] 的各列如何理解\n"
    "      --rules                列出可在 [检查] 中设置、用 [认可.名称] 认可的规则\n";

enum sheet_format { SHEET_NONE, SHEET_PDF, SHEET_CSV, SHEET_UNKNOWN };

/* What the end of a file's name asks for. */
static enum sheet_format sheet_format(const char *path)
{
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    if (path == NULL)
        return SHEET_NONE;
    if (dot != NULL && strcasecmp(dot, ".pdf") == 0)
        return SHEET_PDF;
    return dot != NULL && strcasecmp(dot, ".csv") == 0 ? SHEET_CSV : SHEET_UNKNOWN;
}

/* Writes the check sheet of a report without errors. */
static void write_sheet(struct press *press, const char *path, struct messages *m)
{
    const struct report *r = press->report;
    const struct checksheet *sheet = checksheet_make(r, m);
    struct buf out = {0};
    if (sheet_format(path) == SHEET_CSV) {
        checksheet_csv(r, sheet, &out);
        cmd_write(path, CHECKSHEET_MAGIC, &out, m);
    } else if (press_typeset(press, checksheet_report(r, sheet), &out) == 0 &&
               messages_status(m) == STATUS_DONE) {
        cmd_write_marked(path, PDF_MAGIC, PDF_MARK, &out, m);
    }
    buf_free(&out);
}

/* Everything that build does but the writing: layout and fonts have findings too. */
static void check(const char *ini, const char *sheet, struct messages *m)
{
    struct press press;
    struct buf out = {0};
    if (press_open(&press, ini, m) == 0 && press_typeset(&press, press.report, &out) == 0 &&
        sheet != NULL && messages_status(m) == STATUS_DONE)
        write_sheet(&press, sheet, m);
    buf_free(&out);
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
    static const struct option long_options[] = {
        {"format", required_argument, NULL, 'f'}, {"explain-source", required_argument, NULL, 'e'},
        {"sheet", required_argument, NULL, 's'},  {"rules", no_argument, NULL, 'r'},
        {"help", no_argument, NULL, 'h'},         {0}};
    const char *format = "text", *source = NULL, *sheet = NULL;
    bool rules = false;
    for (int c; (c = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'f': format = optarg; break;
        case 'e': source = optarg; break;
        case 's': sheet = optarg; break;
        case 'r': rules = true; break;
        default: return cmd_usage(language, c == 'h', usage_en, usage_zh);
        }
    }
    printer *print = find_printer(format);
    bool as_text = print == print_as_text; /* an explanation is for people */
    if (argc - optind != (rules ? 0 : 1) || print == NULL || (source != NULL && !as_text) ||
        sheet_format(sheet) == SHEET_UNKNOWN)
        return cmd_usage(language, false, usage_en, usage_zh);
    if (rules) {
        manual_rules(stdout, language);
        return STATUS_DONE;
    }
    struct messages *m = messages_new(language);
    if (source != NULL)
        explain(argv[optind], source, m);
    else
        check(argv[optind], sheet, m);
    print(m);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
