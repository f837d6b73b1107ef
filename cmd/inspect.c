#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/inspect_print.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"

static const char usage_en[] =
    "usage: nianbao inspect [--format text|json] [--language zh|en] FILE.pdf\n\n"
    "Tells what a reader of the archive wants to know of a PDF: conformance claimed, fonts,\n"
    "structure, embedded files, signatures (not verified), hashes of the input.\n\n"
    "      --format FORMAT      text, or json\n"
    "      --language LANGUAGE  zh or en; otherwise the terminal's\n";
static const char usage_zh[] =
    "用法：nianbao inspect [--format text|json] [--language zh|en] 文件.pdf\n\n"
    "列出档案利用者想知道的 PDF "
    "情况：声明的标准、字体、结构、嵌入文件、签名（不作验证）、输入的摘要值。\n\n"
    "      --format 格式    text（文本）或 json\n"
    "      --language 语言  zh 或 en；不写时用终端的语言\n";

static void inspect(const char *path, bool json, struct messages *m)
{
    struct arena *a = arena_new();
    struct source at = IN_FILE(path);
    struct facts facts;
    size_t len;
    const char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    struct pdf_file *f = bytes != NULL ? pdf_open(a, bytes, len, at, m) : NULL;
    if (f != NULL && facts_read(a, f, at, m, &facts) == 0) {
        if (json)
            inspect_print_json(path, &facts, stdout);
        else
            inspect_print(path, &facts, messages_language(m), stdout);
    }
    arena_free(a);
}

int cmd_inspect(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"format", required_argument, NULL, 'f'},
                                                 {"language", required_argument, NULL, 'l'},
                                                 {"help", no_argument, NULL, 'h'},
                                                 {0}};
    bool json = false, known = true;
    for (int c; (c = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
        switch (c) {
        case 'f':
            json = strcmp(optarg, "json") == 0;
            known = known && (json || strcmp(optarg, "text") == 0);
            break;
        case 'l':
            language = strcmp(optarg, "zh") == 0 ? LANG_ZH : LANG_EN;
            known = known && (language == LANG_ZH || strcmp(optarg, "en") == 0);
            break;
        default: return cmd_usage(language, c == 'h', usage_en, usage_zh);
        }
    }
    if (!known || argc - optind != 1)
        return cmd_usage(language, false, usage_en, usage_zh);
    struct messages *m = messages_new(language);
    inspect(argv[optind], json, m);
    messages_print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
