#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "cmd/cmd.h"
#include "data/import/import.h"

static const char usage_en[] =
    "usage: nianbao import [-o DIR] [--year YEAR] TEXT\n\n"
    "Reads an old summary in plain text, cleans it, and proposes a report folder: the text with\n"
    "placeholders, the figures found, and what is doubtful.\n\n"
    "  -o, --output DIR  the new folder; otherwise named like the text, in this folder\n"
    "      --year YEAR   the year of the report, where the text does not say it\n";
static const char usage_zh[] =
    "用法：nianbao import [-o 文件夹] [--year 年度] 文本\n\n"
    "读入旧的纯文本总结，清理后提出一个报告文件夹：带占位符的正文、找到的指标数字、存疑之处。\n\n"
    "  -o, --output 文件夹  新文件夹；不写时以文本的文件名命名，放在当前文件夹\n"
    "      --year 年度      报告年度，文中没有写明时用\n";

/* Named like the text; NULL for standard input. */
static const char *default_dir(struct arena *a, const char *text)
{
    return strcmp(text, "-") == 0 ? NULL : file_stem(a, text);
}

static void import(const char *text, const char *dir, int year, struct messages *m)
{
    struct arena *a = arena_new();
    size_t len;
    char *bytes =
        folder_taken(dir, m) ? NULL : file_read(a, text, IMPORT_SIZE_MAX, &len, NOWHERE, m);
    const struct import *im = bytes != NULL ? import_read(a, text, bytes, len, year, m) : NULL;
    bool done = im != NULL && import_write(im, dir, m) == 0;
    messages_print(m, stdout);
    if (done)
        printf(messages_language(m) == LANG_ZH
                   ? "%s：指标 %zu 项，存疑 %zu 处，见其中的 doubtful.md\n"
                   : "%s: %zu figures, %zu doubtful places, see doubtful.md there\n",
               dir, im->figures->n, messages_count(m, SEV_WARNING));
    arena_free(a);
}

/* 1900 to 2999, or -1. */
static int parse_year(const char *text)
{
    char *end;
    long year = strtol(text, &end, 10);
    return *end == '\0' && year >= 1900 && year <= 2999 ? (int)year : -1;
}

int cmd_import(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                                 {"year", required_argument, NULL, 'y'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    const char *dir = NULL;
    int year = 0;
    for (int c; (c = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'o': dir = optarg; break;
        case 'y': year = parse_year(optarg); break;
        default: return cmd_usage(language, c == 'h', usage_en, usage_zh);
        }
    }
    struct arena *a = arena_new();
    if (dir == NULL && argc - optind == 1)
        dir = default_dir(a, argv[optind]);
    int status = STATUS_USAGE;
    if (argc - optind != 1 || dir == NULL || dir[0] == '\0' || year < 0) {
        cmd_usage(language, false, usage_en, usage_zh);
    } else {
        struct messages *m = messages_new(language);
        import(argv[optind], dir, year, m);
        status = messages_status(m);
        messages_free(m);
    }
    arena_free(a);
    return status;
}
