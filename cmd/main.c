#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "cmd/cmd.h"

static const struct subcommand {
    const char *name;
    int (*run)(int argc, char **argv, enum language language);
    const char *en, *zh;
} subcommands[] = {
    {"build", cmd_build, "check a report, then typeset its PDF", "校核报告并排版为 PDF"},
    {"check", cmd_check, "list every finding, write nothing", "列出全部问题，不写任何文件"},
    {"chart", cmd_chart, "draw a report's charts, a PDF each", "单独绘制报告中的图表"},
    {"import", cmd_import, "propose a report folder from an old plain text",
     "由旧的纯文本总结提出报告文件夹"},
    {"inspect", cmd_inspect, "tell what a PDF holds and claims", "列出 PDF 的内容与声明"},
    {"extract", cmd_extract, "write the files embedded in a PDF", "取出 PDF 中嵌入的文件"},
    {"sign", cmd_sign, "sign a finished PDF", "签署已完成的 PDF"},
    {"verify", cmd_verify, "tell whether a signed PDF is intact, and by whom",
     "验证已签名的 PDF 是否完好、由谁签署"},
    {"archive", cmd_archive, "keep signed reports, and prove later that they are intact",
     "保管已签名的报告，并可随时查验"},
    {"keys", cmd_keys, "list every section and key of a report file", "列出报告文件的全部节与键"},
};

#define N_SUBCOMMANDS (sizeof subcommands / sizeof *subcommands)

/* The language of the terminal, until a report has named its own (POSIX: LC_ALL first). */
static enum language terminal_language(void)
{
    const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    }
    return LANG_EN;
}

static void help(FILE *out, enum language language)
{
    bool zh = language == LANG_ZH;
    fputs(zh ? "用法：nianbao 子命令 [选项] 文件 …\n\n"
             : "usage: nianbao SUBCOMMAND [OPTION]... FILE...\n\n",
          out);
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        fprintf(out, "  %-8s%s\n", subcommands[i].name, zh ? subcommands[i].zh : subcommands[i].en);
    fputs(zh ? "\n各子命令的选项见 nianbao 子命令 --help；手册：man nianbao，man 5 nianbao-report\n"
             : "\nnianbao SUBCOMMAND --help tells its options; manuals: nianbao(1), "
               "nianbao-report(5)\n",
          out);
}

/* Output to a full disk or closed pipe must not look like success. */
static int close_stdout(int status)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return status;
    perror("nianbao: standard output");
    return STATUS_FAILED;
}

int main(int argc, char **argv)
{
    enum language language = terminal_language();
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--version") == 0) {
        puts("nianbao " NIANBAO_VERSION);
        return close_stdout(STATUS_DONE);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        help(stdout, language);
        return close_stdout(STATUS_DONE);
    }
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        if (strcmp(name, subcommands[i].name) == 0)
            return close_stdout(subcommands[i].run(argc - 1, argv + 1, language));
    if (name[0] != '\0')
        fprintf(stderr,
                language == LANG_ZH ? "nianbao: 没有子命令“%s”\n"
                                    : "nianbao: no subcommand \"%s\"\n",
                name);
    help(stderr, language);
    return STATUS_USAGE;
}
