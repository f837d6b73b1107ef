#include <getopt.h>

#include "cmd/cmd.h"
#include "data/figures/chartspec.h"
#include "render/charts/charts.h"

static const char usage_en[] =
    "usage: nianbao keys\n\nLists every section and key of a report file, "
    "and the kinds of chart.\n";
static const char usage_zh[] = "用法：nianbao keys\n\n列出报告文件的全部节与键，以及图的类型。\n";

int cmd_keys(int argc, char **argv, enum language language)
{
    static const struct option long_options[] = {{"help", no_argument, NULL, 'h'}, {0}};
    int c = getopt_long(argc, argv, "h", long_options, NULL);
    if (c != -1 || argc > 1)
        return cmd_usage(language, c == 'h', usage_en, usage_zh);
    config_print_keys(stdout, language);
    putchar('\n');
    chartspec_print_kinds(stdout, charts_form, language);
    return STATUS_DONE;
}
