#include "cmd/shared/cmd.h"
#include "data/figures/chartspec.h"
#include "render/charts/charts.h"

static const struct help help = {
    .forms = {"usage: nianbao keys", "用法：nianbao keys"},
    .about = {"Lists every section and key of a report file, and the kinds of chart.",
              "列出报告文件的全部节与键，以及图的类型。"},
    .rows = options_none};

int cmd_keys(struct command_line *l)
{
    if (!options_read(&help, l, NULL))
        return options_usage(&help, l);
    config_print_keys(stdout, l->language);
    putchar('\n');
    chartspec_print_kinds(stdout, charts_form, l->language);
    return STATUS_DONE;
}
