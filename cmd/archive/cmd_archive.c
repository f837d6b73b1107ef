#include <stdlib.h>
#include <string.h>

#include "cmd/archive/archive.h"

#define ROW(name, least, most, en, zh) {#name, archive_##name, least, most, {en, zh}},

static const struct action {
    const char *name;
    int (*run)(const struct archive_options *o, struct messages *m);
    int least, most; /* arguments */
    struct words form;
} actions[] = {ARCHIVE_ACTIONS(ROW)};

#define N_ACTIONS (sizeof actions / sizeof *actions)

/* A hash; the blanks that it is printed with are nothing. */
static bool read_hash(const char *text, void *place)
{
    char *head = place;
    size_t n = 0;
    for (; *text != '\0'; text++)
        if (*text != ' ' && n < DIGEST_HEX)
            head[n++] = *text;
    head[n < DIGEST_HEX ? n : 0] = '\0';
    return n == DIGEST_HEX - 1 && strspn(head, "0123456789abcdefABCDEF") == n;
}

static bool read_retention(const char *text, void *place)
{
    const char **code = place;
    *code = item_retention(text);
    return *code != NULL;
}

static const struct option_row rows[] = {
    {"--store", 0, OPTION_TEXT, offsetof(struct archive_options, store), .value = {"DIR", "文件夹"},
     .help = {"the archive; otherwise $NIANBAO_STORE", "档案库；不写时用 $NIANBAO_STORE"},
     .always = true},
    {"--wait", 0, OPTION_NUMBER, offsetof(struct archive_options, wait), .value = {"SECS", "秒数"},
     .help = {"for others who write to it; otherwise 60", "等待其他程序写完；不写时为 60"},
     .high = 86400, .always = true},
    {OPTION_ROW_LANGUAGE},
    {OPTION_ROW_JSON(struct archive_options, format)},
    {"--fonds", 0, OPTION_TEXT, offsetof(struct archive_options, fonds),
     .value = {"CODE", "全宗号"},
     .help = {"part of the numbers of items: 1 to 16 letters and digits",
              "档号中的全宗号：1至16个字母或数字"}},
    {"--office", 0, OPTION_TEXT, offsetof(struct archive_options, office),
     .value = {"CODE", "机构代码"}, .help = {"likewise", "档号中的机构代码：1至16个字母或数字"}},
    {"--organ", 0, OPTION_TEXT, offsetof(struct archive_options, organ), .value = {"NAME", "单位"},
     .help = {"who keeps the archive, or who answers for the PDF",
              "立档单位；用于 add 时为责任者"}},
    {"--retention", 0, OPTION_READ, offsetof(struct archive_options, retention),
     .value = {"Y|D30|D10", "Y|D30|D10"},
     .help = {"Y: for ever; D30, D10: so many years", "保管期限：Y 永久，D30 三十年，D10 十年"},
     .read = read_retention},
    {"--report", 0, OPTION_TEXT, offsetof(struct archive_options, report),
     .value = {"REPORT.ini", "报告.ini"},
     .help = {"keep the report's sources and check sheet with the PDF",
              "原始数据和校核表随 PDF 一并归档"}},
    {"--title", 0, OPTION_TEXT, offsetof(struct archive_options, title), .value = {"TITLE", "题名"},
     .help = {"otherwise the report's, or the PDF's", "不写时用报告或 PDF 的题名"}},
    {"--year", 0, OPTION_READ, offsetof(struct archive_options, year), .value = {"YEAR", "年度"},
     .help = {"otherwise the report's, or that in the title", "不写时用报告的年度或题名中的年度"},
     .read = options_year},
    {"--trust", 0, OPTION_TEXT, offsetof(struct archive_options, trust),
     .value = {"CA.pem", "CA.pem"},
     .help = {"roots of those who sign: a PEM file, or a folder of them",
              "签名人的根证书：PEM 文件，或存放它们的文件夹"}},
    {"--unsigned", 0, OPTION_FLAG, offsetof(struct archive_options, unsigned_too),
     .help = {"take in PDF files that nobody signed", "也接收未签名的 PDF"}},
    {"--tsa", 0, OPTION_TEXT, offsetof(struct archive_options, tsa), .value = {"URL", "URL"},
     .help = {"the timestamp authority; without it, list what is due",
              "时间戳服务；不写时只列出到期的"}},
    {"--before", 0, OPTION_NUMBER, offsetof(struct archive_options, before),
     .value = {"DAYS", "天数"},
     .help = {"renew what is proven no longer than that; otherwise 365",
              "证明在此天数内到期的即续期；不写时为 365"},
     .high = 36500},
    {"--head", 0, OPTION_READ, offsetof(struct archive_options, head), .value = {"HASH", "散列值"},
     .help = {"the ledger must have a line with this hash, kept elsewhere",
              "台账中必须有此散列值的一行（另处留存的）"},
     .read = read_hash},
    {"--output", 'o', OPTION_TEXT, offsetof(struct archive_options, output),
     .value = {"DIR", "文件夹"},
     .help = {"the new folder that bags are copied to", "复制档案包的新文件夹"}},
    {"--why", 0, OPTION_TEXT, offsetof(struct archive_options, why), .value = {"TEXT", "原因"},
     .help = {"the reason, which the ledger keeps", "撤销的原因，记入台账"}},
    {0}};

static void list_actions(FILE *out, enum language language)
{
    for (size_t i = 0; i < N_ACTIONS; i++)
        fprintf(out, "  %s\n", language_words(language, actions[i].form));
}

static const struct help archive_help = {
    .forms = {"usage: nianbao archive ACTION [--store DIR] [--language zh|en] [OPTION]... "
              "[ARGUMENT]...\n",
              "用法：nianbao archive 操作 [--store 文件夹] [--language zh|en] [选项] … [参数] …\n"},
    .list = list_actions,
    .about = {"Keeps signed reports: bags that any tool can check, and a ledger that only grows.",
              "保管已签名的报告：档案包可用任何工具核对，台账只增不改。"},
    .rows = rows};

/* Help, and what is wrong with what was asked, where one sees it: last. */
static int usage(const struct command_line *l)
{
    int status = options_usage(&archive_help, l);
    if (l->wrong != NULL)
        fprintf(stderr,
                language_text(l->language, "\nnianbao archive: %s: %s\n",
                              "\nnianbao archive：%s：%s\n"),
                l->wrong, language_words(l->language, l->why));
    return status;
}

/* Whether an action has what it needs besides its arguments. */
static bool has_needs(const char *name, const struct archive_options *o, struct command_line *l)
{
    if (o->store == NULL || o->store[0] == '\0')
        return options_wrong(l, "--store", "name the archive, or set NIANBAO_STORE",
                             "请指定档案库，或设置环境变量 NIANBAO_STORE");
    if (strcmp(name, "init") == 0 && o->fonds == NULL)
        return options_wrong(l, "--fonds", "is needed", "必须写明全宗号");
    if (strcmp(name, "export") == 0 && (o->output == NULL || o->output[0] == '\0'))
        return options_wrong(l, "-o", "is needed", "必须写明放到哪个文件夹");
    if (strcmp(name, "withdraw") == 0 && (o->why == NULL || o->why[0] == '\0'))
        return options_wrong(l, "--why", "is needed", "必须写明原因");
    if (strcmp(name, "add") == 0 && l->n > 1 && (o->report != NULL || o->title != NULL))
        return options_wrong(l, "--report, --title", "are of one PDF", "只能用于一个 PDF");
    return true;
}

static int run(const struct action *action, struct command_line *l)
{
    struct archive_options o = {.store = getenv("NIANBAO_STORE"), .before = 365, .wait = 60};
    struct help help = archive_help;
    help.action = action->form.en;
    help.least = action->least;
    help.most = action->most;
    if (!options_read(&help, l, &o) || !has_needs(action->name, &o, l))
        return usage(l);
    o.names = l->names;
    o.n = l->n;
    struct messages *m = messages_new(l->language);
    int own = action->run(&o, m), status = cmd_end(m, messages_print);
    return own > status ? own : status;
}

int cmd_archive(struct command_line *l)
{
    l->names++;
    l->n--;
    for (size_t i = 0; l->n > 0 && i < N_ACTIONS; i++)
        if (strcmp(l->names[0], actions[i].name) == 0)
            return run(&actions[i], l);
    l->help = l->n > 0 && (strcmp(l->names[0], "--help") == 0 || strcmp(l->names[0], "-h") == 0);
    if (l->n > 0 && !l->help)
        options_wrong(l, l->names[0], "is no action", "没有这种操作");
    return usage(l);
}
