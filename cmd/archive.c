#include "cmd/archive.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "archive/store/catalogue.h"
#include "base/arena.h"
#include "pdf/pdf_text.h"

static const char usage_en[] =
    "usage: nianbao archive ACTION [--store DIR] [--language zh|en] [OPTION]... [ARGUMENT]...\n\n"
    "  init --fonds CODE [--organ NAME] [--retention Y|D30|D10] [--office CODE]\n"
    "  add [--report REPORT.ini] [--trust CA.pem] [--unsigned] [--year YEAR] [--title TITLE]\n"
    "      [--organ NAME] [--retention Y|D30|D10] [--office CODE] FILE.pdf...\n"
    "  list [--format text|json]\n"
    "  show [--format text|json] ITEM\n"
    "  search [--format text|json] WORD...\n"
    "  verify [--trust CA.pem] [--head HASH] [--format text|json] [ITEM]\n"
    "  renew [--tsa URL] [--before DAYS] [--trust CA.pem] [ITEM]...\n"
    "  export -o DIR ITEM...\n"
    "  withdraw --why TEXT ITEM\n"
    "  reindex\n\n"
    "Keeps signed reports: bags that any tool can check, and a ledger that only grows.\n\n"
    "      --store DIR          the archive; otherwise $NIANBAO_STORE\n"
    "      --wait SECS          for others who write to it; otherwise 60\n"
    "      --language LANGUAGE  zh or en; otherwise the terminal's\n"
    "      --format             text, or json\n"
    "      --fonds, --office    parts of the numbers of items: 1 to 16 letters and digits\n"
    "      --retention          Y: for ever; D30, D10: so many years\n"
    "      --report REPORT.ini  keep the report's sources and check sheet with the PDF\n"
    "      --trust CA.pem       roots of those who sign: a PEM file, or a folder of them\n"
    "      --unsigned           take in PDF files that nobody signed\n"
    "      --tsa URL            the timestamp authority; without it, list what is due\n"
    "      --before DAYS        renew what is proven no longer than that; otherwise 365\n"
    "      --head HASH          the ledger must have a line with this hash, kept elsewhere\n";
static const char usage_zh[] =
    "用法：nianbao archive 操作 [--store 文件夹] [--language zh|en] [选项] … [参数] …\n\n"
    "  init --fonds 全宗号 [--organ 单位] [--retention Y|D30|D10] [--office 机构代码]\n"
    "  add [--report 报告.ini] [--trust CA.pem] [--unsigned] [--year 年度] [--title 题名]\n"
    "      [--organ 责任者] [--retention Y|D30|D10] [--office 机构代码] 文件.pdf …\n"
    "  list [--format text|json]\n"
    "  show [--format text|json] 档号\n"
    "  search [--format text|json] 词 …\n"
    "  verify [--trust CA.pem] [--head 散列值] [--format text|json] [档号]\n"
    "  renew [--tsa URL] [--before 天数] [--trust CA.pem] [档号] …\n"
    "  export -o 文件夹 档号 …\n"
    "  withdraw --why 原因 档号\n"
    "  reindex\n\n"
    "保管已签名的报告：档案包可用任何工具核对，台账只增不改。\n\n"
    "      --store 文件夹      档案库；不写时用 $NIANBAO_STORE\n"
    "      --wait 秒数         等待其他程序写完；不写时为 60\n"
    "      --language 语言     zh 或 en；不写时用终端的语言\n"
    "      --format            text（文本）或 json\n"
    "      --fonds、--office   档号中的全宗号、机构代码：1至16个字母或数字\n"
    "      --retention         保管期限：Y 永久，D30 三十年，D10 十年\n"
    "      --report 报告.ini   原始数据和校核表随 PDF 一并归档\n"
    "      --trust CA.pem      签名人的根证书：PEM 文件，或存放它们的文件夹\n"
    "      --unsigned          也接收未签名的 PDF\n"
    "      --tsa URL           时间戳服务；不写时只列出到期的\n"
    "      --before 天数       证明在此天数内到期的即续期；不写时为 365\n"
    "      --head 散列值       台账中必须有此散列值的一行（另处留存的）\n";

enum option_id {
    O_STORE = 1,
    O_FONDS,
    O_ORGAN,
    O_RETENTION,
    O_OFFICE,
    O_REPORT,
    O_TITLE,
    O_YEAR,
    O_UNSIGNED,
    O_TRUST,
    O_WHY,
    O_TSA,
    O_BEFORE,
    O_HEAD,
    O_OUTPUT,
    O_FORMAT,
    O_WAIT,
    O_LANGUAGE
};

#define BIT(o) (1u << (o))

/* Bytes of a text: the ledger has it in a line. */
#define TEXT_MAX 2000

typedef void action(const struct archive_options *o, struct messages *m);

static const struct {
    const char *name;
    unsigned options; /* besides --store, --wait and --language */
    int least, most;  /* arguments */
    action *run;      /* NULL: add, which has messages of its own for each file */
} actions[] = {
    {"init", BIT(O_FONDS) | BIT(O_ORGAN) | BIT(O_RETENTION) | BIT(O_OFFICE), 0, 0, archive_init},
    {"add",
     BIT(O_REPORT) | BIT(O_TRUST) | BIT(O_UNSIGNED) | BIT(O_YEAR) | BIT(O_TITLE) | BIT(O_ORGAN) |
         BIT(O_RETENTION) | BIT(O_OFFICE),
     1, 1 << 30, NULL},
    {"list", BIT(O_FORMAT), 0, 0, archive_list},
    {"show", BIT(O_FORMAT), 1, 1, archive_show},
    {"search", BIT(O_FORMAT), 1, 1 << 30, archive_search},
    {"verify", BIT(O_TRUST) | BIT(O_HEAD) | BIT(O_FORMAT), 0, 1, archive_verify},
    {"renew", BIT(O_TSA) | BIT(O_BEFORE) | BIT(O_TRUST), 0, 1 << 30, archive_renew},
    {"export", BIT(O_OUTPUT), 1, 1 << 30, archive_export},
    {"withdraw", BIT(O_WHY), 1, 1, archive_withdraw},
    {"reindex", 0, 0, 0, archive_reindex},
};

#define N_ACTIONS (sizeof actions / sizeof *actions)

/* A whole number from 0 to most, or -1. */
static int number(const char *text, int most)
{
    char *end;
    long n = strtol(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && n <= most ? (int)n : -1;
}

/* A hash; the blanks that it is printed with are nothing. */
static bool take_hash(struct archive_options *o, const char *value)
{
    size_t n = 0;
    for (; *value != '\0'; value++)
        if (*value != ' ' && n < DIGEST_HEX)
            o->head[n++] = *value;
    o->head[n < DIGEST_HEX ? n : 0] = '\0';
    return n == DIGEST_HEX - 1 && strspn(o->head, "0123456789abcdefABCDEF") == n;
}

static bool take(struct archive_options *o, int id, const char *value)
{
    switch (id) {
    case O_STORE: o->store = value; break;
    case O_FONDS: o->fonds = value; break;
    case O_ORGAN: o->organ = value; break;
    case O_RETENTION: o->retention = item_retention(value); return o->retention != NULL;
    case O_OFFICE: o->office = value; break;
    case O_REPORT: o->report = value; break;
    case O_TITLE: o->title = value; break;
    case O_YEAR: o->year = number(value, 9999); return item_year_valid(o->year);
    case O_UNSIGNED: o->unsigned_too = true; break;
    case O_TRUST: o->trust = value; break;
    case O_WHY: o->why = value; break;
    case O_TSA: o->tsa = value; break;
    case O_BEFORE: o->before = number(value, 36500); return o->before >= 0;
    case O_HEAD: return take_hash(o, value);
    case O_OUTPUT: o->output = value; break;
    case O_FORMAT:
        o->json = strcmp(value, "json") == 0;
        return o->json || strcmp(value, "text") == 0;
    case O_WAIT: o->wait = number(value, 86400); return o->wait >= 0;
    case O_LANGUAGE:
        o->language = strcmp(value, "zh") == 0 ? LANG_ZH : LANG_EN;
        return o->language == LANG_ZH || strcmp(value, "en") == 0;
    default: return false;
    }
    return true;
}

/* Usage, and what is wrong with what was asked, where one sees it: last. */
static int wrong(const struct archive_options *o, const char *what, const char *en, const char *zh)
{
    int status = cmd_usage(o->language, false, usage_en, usage_zh);
    fprintf(stderr,
            o->language == LANG_ZH ? "\nnianbao archive：%s：%s\n" : "\nnianbao archive: %s: %s\n",
            what, o->language == LANG_ZH ? zh : en);
    return status;
}

/* What an action needs besides its arguments. */
static int check_needs(const char *name, const struct archive_options *o)
{
    if (o->store == NULL || o->store[0] == '\0')
        return wrong(o, "--store", "name the archive, or set NIANBAO_STORE",
                     "请指定档案库，或设置环境变量 NIANBAO_STORE");
    if (strcmp(name, "init") == 0 && o->fonds == NULL)
        return wrong(o, "--fonds", "is needed", "必须写明全宗号");
    if (strcmp(name, "export") == 0 && (o->output == NULL || o->output[0] == '\0'))
        return wrong(o, "-o", "is needed", "必须写明放到哪个文件夹");
    if (strcmp(name, "withdraw") == 0 && (o->why == NULL || o->why[0] == '\0'))
        return wrong(o, "--why", "is needed", "必须写明原因");
    if (strcmp(name, "add") == 0 && o->n > 1 && (o->report != NULL || o->title != NULL))
        return wrong(o, "--report, --title", "are of one PDF", "只能用于一个 PDF");
    return STATUS_DONE;
}

/* STATUS_DONE, or STATUS_USAGE, told; *help: it was asked for. */
static int parse(int argc, char **argv, size_t action, struct archive_options *o, bool *help)
{
    static const struct option long_options[] = {
        {"store", required_argument, NULL, O_STORE},
        {"fonds", required_argument, NULL, O_FONDS},
        {"organ", required_argument, NULL, O_ORGAN},
        {"retention", required_argument, NULL, O_RETENTION},
        {"office", required_argument, NULL, O_OFFICE},
        {"report", required_argument, NULL, O_REPORT},
        {"title", required_argument, NULL, O_TITLE},
        {"year", required_argument, NULL, O_YEAR},
        {"unsigned", no_argument, NULL, O_UNSIGNED},
        {"trust", required_argument, NULL, O_TRUST},
        {"why", required_argument, NULL, O_WHY},
        {"tsa", required_argument, NULL, O_TSA},
        {"before", required_argument, NULL, O_BEFORE},
        {"head", required_argument, NULL, O_HEAD},
        {"output", required_argument, NULL, O_OUTPUT},
        {"format", required_argument, NULL, O_FORMAT},
        {"wait", required_argument, NULL, O_WAIT},
        {"language", required_argument, NULL, O_LANGUAGE},
        {"help", no_argument, NULL, 'h'},
        {0}};
    const unsigned allowed = actions[action].options | BIT(O_STORE) | BIT(O_WAIT) | BIT(O_LANGUAGE);
    int c, index = 0;
    while ((c = getopt_long(argc, argv, "o:h", long_options, &index)) != -1) {
        int id = c == 'o' ? O_OUTPUT : c;
        *help = c == 'h';
        if (*help)
            return STATUS_DONE;
        if (id == '?') /* told by getopt */
            return cmd_usage(o->language, false, usage_en, usage_zh);
        char name[24];
        snprintf(name, sizeof name, "--%s", c == 'o' ? "output" : long_options[index].name);
        if ((allowed & BIT(id)) == 0)
            return wrong(o, name, "is no option of this action", "此操作没有这个选项");
        if (!take(o, id, optarg))
            return wrong(o, name, "has a wrong value", "值不合要求");
    }
    o->names = argv + optind;
    o->n = argc - optind;
    if (o->n < actions[action].least || o->n > actions[action].most)
        return wrong(o, actions[action].name, "has too few or too many arguments",
                     "参数过少或过多");
    return check_needs(actions[action].name, o);
}

int cmd_archive(int argc, char **argv, enum language language)
{
    struct archive_options o = {
        .store = getenv("NIANBAO_STORE"), .before = 365, .wait = 60, .language = language};
    bool help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);
    size_t i = 0;
    while (i < N_ACTIONS && (argc < 2 || strcmp(argv[1], actions[i].name) != 0))
        i++;
    if (i == N_ACTIONS && !help && argc > 1)
        return wrong(&o, argv[1], "is no action", "没有这种操作");
    if (i == N_ACTIONS)
        return cmd_usage(language, help, usage_en, usage_zh);
    int status = parse(argc - 1, argv + 1, i, &o, &help);
    if (help)
        return cmd_usage(o.language, true, usage_en, usage_zh);
    if (status != STATUS_DONE)
        return status;
    if (actions[i].run == NULL)
        return archive_add(&o);
    struct messages *m = messages_new(o.language);
    actions[i].run(&o, m);
    messages_print(m, stderr);
    status = messages_status(m);
    messages_free(m);
    return status;
}

bool archive_part(const char *text, const char *rule, struct messages *m)
{
    if (text == NULL || item_part_valid(text))
        return true;
    msg(m, SEV_ERROR, NOWHERE, rule,
        "\"%s\" cannot stand in the number of an item: use 1 to 16 letters and digits",
        "“%s”不能用于档号：请用1至16个字母或数字", text);
    return false;
}

const char *archive_text(struct arena *a, const char *text, struct source at, struct messages *m)
{
    const char *out = text != NULL ? pdf_text_clean(a, text, strlen(text)) : NULL;
    if (out == NULL || strlen(out) <= TEXT_MAX)
        return out;
    msg(m, SEV_ERROR, at, "text-too-long",
        "a text of %zu bytes is too long for the ledger; use at most %d",
        "文字长达%zu字节，台账容不下；请限于%d字节以内", strlen(out), TEXT_MAX);
    return NULL;
}

void archive_init(const struct archive_options *o, struct messages *m)
{
    struct arena *a = arena_new();
    const struct store_settings s = {.fonds = o->fonds,
                                     .organ = archive_text(a, o->organ, NOWHERE, m),
                                     .retention = o->retention != NULL ? o->retention : "Y",
                                     .office = o->office};
    if (archive_part(o->fonds, "bad-fonds", m) && archive_part(o->office, "bad-office", m) &&
        messages_status(m) == STATUS_DONE && store_init(o->store, &s, m) == 0)
        puts(o->store);
    arena_free(a);
}

void archive_withdraw(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    struct buf line = {0};
    const char *code = o->names[0], *why = archive_text(a, o->why, NOWHERE, m);
    if (store_open(&s, a, o->store, STORE_WRITE, o->wait, m) != 0 || why == NULL ||
        store_item(&s, code, m) == NULL)
        goto out;
    if (ledger_withdrawal(&s.ledger, code) != NULL) {
        msg(m, SEV_ERROR, IN_FILE(o->store), "withdrawn", "%s was withdrawn before",
            "%s 此前已撤销", code);
        goto out;
    }
    struct record_writer w = ledger_begin(&s.ledger, "withdraw", &line);
    record_put(&w, "item", code);
    record_put(&w, "why", why);
    record_end(&w);
    if (store_commit(&s, &line, NULL, NULL, m) == 0)
        catalogue_update(&s, m);
out:
    buf_free(&line);
    store_close(&s);
    arena_free(a);
}

void archive_reindex(const struct archive_options *o, struct messages *m)
{
    struct store s;
    struct arena *a = arena_new();
    if (store_open(&s, a, o->store, STORE_WRITE, o->wait, m) == 0)
        catalogue_rebuild(&s, m);
    store_close(&s);
    arena_free(a);
}
