#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "cmd/shared/cmd.h"

#define ROW(name, en, zh) {#name, cmd_##name, {en, zh}},

static const struct subcommand {
    const char *name;
    int (*run)(struct command_line *l);
    struct words about;
} subcommands[] = {SUBCOMMANDS(ROW)};

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
    fputs(language_text(language, "usage: nianbao SUBCOMMAND [OPTION]... FILE...\n\n",
                        "用法：nianbao 子命令 [选项] 文件 …\n\n"),
          out);
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        fprintf(out, "  %-8s%s\n", subcommands[i].name,
                language_words(language, subcommands[i].about));
    fputs(
        language_text(
            language,
            "\nnianbao SUBCOMMAND --help tells its options; manuals: nianbao(1), "
            "nianbao-report(5)\n",
            "\n各子命令的选项见 nianbao 子命令 --help；手册：man nianbao，man 5 nianbao-report\n"),
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
    struct command_line line = {argc - 1, argv + 1, .language = language};
    for (size_t i = 0; i < N_SUBCOMMANDS; i++)
        if (strcmp(name, subcommands[i].name) == 0)
            return close_stdout(subcommands[i].run(&line));
    if (name[0] != '\0')
        fprintf(
            stderr,
            language_text(language, "nianbao: no subcommand \"%s\"\n", "nianbao: 没有子命令“%s”\n"),
            name);
    help(stderr, language);
    return STATUS_USAGE;
}
