#include <getopt.h>

#include "cmd/cmd.h"
#include "cmd/manual.h"

static const char usage_en[] =
    "usage: nianbao keys\n\nLists every section and key of a report file, "
    "and the kinds of chart.\n";
static const char usage_zh[] = "用法：nianbao keys\n\n列出报告文件的全部节与键，以及图的类型。\n";

/* With an argument, which only the Makefile gives, the manual page of that template. */
int cmd_keys(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"help", no_argument, NULL, 'h'}, {0}};
    int c = getopt_long(argc, argv, "h", long_options, NULL);
    if (c != -1 || argc > 2)
        return cmd_usage(language, c == 'h', usage_en, usage_zh);
    if (argc < 2) {
        manual_keys(stdout, language);
        return STATUS_DONE;
    }
    struct messages *m = messages_new(language);
    if (manual_page(stdout, language, argv[1], m) != 0)
        messages_print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
