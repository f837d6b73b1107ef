#include <getopt.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/verify_print.h"

static const char usage_en[] =
    "usage: nianbao verify [--trust CA.pem|DIR] [--at DATE] [--format text|json]\n"
    "                      [--language zh|en] FILE.pdf...\n\n"
    "Tells who signed a PDF, when, which part of it, and what was changed afterwards. Ends with 0\n"
    "only when all files are signed and fully valid; with 1 for unsigned ones too.\n\n"
    "      --trust PATH         root certificates, and CRLs: a PEM file or a folder of such\n"
    "      --at DATE            as on that day (2036-12-31, or with T08:00:00Z); otherwise now\n"
    "      --format FORMAT      text, or json\n"
    "      --language LANGUAGE  zh or en; otherwise the terminal's\n";
static const char usage_zh[] =
    "用法：nianbao verify [--trust CA.pem|文件夹] [--at 日期] [--format text|json]\n"
    "                     [--language zh|en] 文件.pdf …\n\n"
    "说明 PDF 由谁签名、何时签名、覆盖哪一部分、其后有何改动。全部文件都已签名且完全有效时\n"
    "返回 0；否则（包括未签名）返回 1。\n\n"
    "      --trust 路径     根证书和吊销列表：PEM 文件，或存放它们的文件夹\n"
    "      --at 日期        按某日验证（2036-12-31，或加 T08:00:00Z）；不写则按现在\n"
    "      --format 格式    text（文本）或 json\n"
    "      --language 语言  zh 或 en；不写时用终端的语言\n";

struct options {
    const char *trust; /* NULL: none */
    int64_t at;        /* 0: now */
    bool json;
    enum language language;
};

/* A day in UTC, with a time where one is written. 0: it is none. */
static int64_t parse_date(const char *text)
{
    struct tm tm = {0};
    if (strlen(text) > 20)
        return 0;
    const char *end = strptime(text, "%Y-%m-%d", &tm);
    if (end != NULL && *end == 'T')
        end = strptime(end, "T%H:%M:%SZ", &tm);
    int day = tm.tm_mday;
    int64_t time = timegm(&tm);
    return end != NULL && *end == '\0' && tm.tm_mday == day && time > 0 ? time : 0;
}

/* -1: wrong usage; 1: help was asked for. */
static int parse(int argc, char **argv, struct options *o)
{
    static const struct option long_options[] = {
        {"trust", required_argument, NULL, 't'},  {"at", required_argument, NULL, 'a'},
        {"format", required_argument, NULL, 'f'}, {"language", required_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},         {0}};
    bool known = true;
    for (int c; (c = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
        switch (c) {
        case 't': o->trust = optarg; break;
        case 'a':
            o->at = parse_date(optarg);
            known = known && o->at != 0;
            break;
        case 'f':
            o->json = strcmp(optarg, "json") == 0;
            known = known && (o->json || strcmp(optarg, "text") == 0);
            break;
        case 'l':
            o->language = strcmp(optarg, "zh") == 0 ? LANG_ZH : LANG_EN;
            known = known && (o->language == LANG_ZH || strcmp(optarg, "en") == 0);
            break;
        default: return c == 'h' ? 1 : -1;
        }
    }
    return known && optind < argc ? 0 : -1;
}

/* Whether it is fully valid. */
static bool verify(const char *path, const struct options *o, const struct trust *trust, bool first,
                   struct messages *m)
{
    struct arena *a = arena_new();
    struct verification v = {.verdict = SIGNATURE_BROKEN};
    size_t len;
    const char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    bool told = bytes != NULL;
    if (told)
        v = verify_pdf(a, bytes, len, trust, o->at, o->language);
    if (told && o->json) {
        fputs(first ? "" : ",\n", stdout);
        verify_print_json(path, &v, o->language, stdout);
    } else if (told) {
        fputs(first ? "" : "\n", stdout);
        verify_print(path, &v, o->language, stdout);
    }
    arena_free(a);
    return told && v.verdict == SIGNATURE_VALID;
}

int cmd_verify(int argc, char **argv, enum language language)
{
    struct options o = {.language = language};
    int parsed = parse(argc, argv, &o);
    if (parsed != 0)
        return cmd_usage(o.language, parsed == 1, usage_en, usage_zh);
    struct messages *m = messages_new(o.language);
    struct trust *trust = trust_load(o.trust, m);
    bool valid = trust != NULL;
    if (trust != NULL && o.json)
        putchar('[');
    for (int i = optind; trust != NULL && i < argc; i++)
        valid = verify(argv[i], &o, trust, i == optind, m) && valid;
    if (trust != NULL && o.json)
        puts("]");
    trust_free(trust);
    messages_print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status == STATUS_DONE && !valid ? STATUS_REJECTED : status;
}
