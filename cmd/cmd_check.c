#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/shared/cmd.h"
#include "cmd/shared/manual.h"
#include "cmd/shared/press.h"
#include "data/check/checksheet.h"
#include "data/check/sarif.h"
#include "data/load/load.h"
#include "render/output/pdf.h"

struct options {
    int format;         /* its place in formats */
    const char *sheet;  /* NULL: none */
    const char *source; /* to explain, or NULL */
    bool rules;
};

static const char *const formats[] = {"text", "json", "sarif", NULL};

static const struct option_row rows[] = {
    {"--format", 0, OPTION_CHOICE, offsetof(struct options, format), .choices = formats,
     .value = {"FORMAT", "格式"},
     .help = {"text, or json or sarif for programs", "text（文本），或供程序读取的 json、sarif"}},
    {"--sheet", 0, OPTION_TEXT, offsetof(struct options, sheet), .value = {"FILE", "文件"},
     .help = {"write the check sheet, as its name ends: every number of the\n"
              "document with its source and how it was computed",
              "按扩展名写出校核表：文件中每个数字的来源和算法"}},
    {"--explain-source", 0, OPTION_TEXT, offsetof(struct options, source),
     .value = {"NAME", "名称"},
     .help = {"tell how the sheet of [source.NAME] is understood",
              "说明 [来源.名称] 的各列如何理解"}},
    {"--rules", 0, OPTION_FLAG, offsetof(struct options, rules),
     .help = {"list the rules that [checks] switches and [accept.NAME] accepts",
              "列出可在 [检查] 中设置、用 [认可.名称] 认可的规则"}},
    {0}};

static const struct help help = {
    .forms =
        {"usage: nianbao check [--format text|json|sarif] [--sheet FILE.pdf|FILE.csv] REPORT.ini\n"
         "       nianbao check --explain-source NAME REPORT.ini\n"
         "       nianbao check --rules",
         "用法：nianbao check [--format text|json|sarif] [--sheet 文件.pdf|文件.csv] 报告.ini\n"
         "　　　nianbao check --explain-source 名称 报告.ini\n"
         "　　　nianbao check --rules"},
    .about = {"Lists every finding on standard output; writes no file but the check sheet.",
              "在标准输出列出全部问题；除校核表外不写任何文件。"},
    .rows = rows,
    .most = 1};

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
    load_explain_source(a, ini, source, stdout, m);
    arena_free(a);
}

static void print_summary(const struct messages *m)
{
    size_t errors = messages_count(m, SEV_ERROR);
    size_t warnings = messages_count(m, SEV_WARNING) - errors;
    printf(language_text(messages_language(m), "%zu errors, %zu warnings\n",
                         "错误 %zu 项，警告 %zu 项\n"),
           errors, warnings);
}

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

/* The ways to print what was found, as formats has them. */
static void (*const printers[])(struct messages *m) = {print_as_text, print_as_json,
                                                       print_as_sarif};

int cmd_check(struct command_line *l)
{
    struct options o = {0};
    if (!options_read(&help, l, &o) || l->n != (o.rules ? 0 : 1) ||
        (o.source != NULL && printers[o.format] != print_as_text) || /* which is for people */
        sheet_format(o.sheet) == SHEET_UNKNOWN)
        return options_usage(&help, l);
    if (o.rules) {
        manual_rules(stdout, l->language);
        return STATUS_DONE;
    }
    struct messages *m = messages_new(l->language);
    if (o.source != NULL)
        explain(l->names[0], o.source, m);
    else
        check(l->names[0], o.sheet, m);
    printers[o.format](m);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
