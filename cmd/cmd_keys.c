#include "cmd/shared/cmd.h"
#include "cmd/shared/manual.h"

static const struct help help = {
    .forms = {"usage: nianbao keys", "用法：nianbao keys"},
    .about = {"Lists every section and key of a report file, and the kinds of chart.",
              "列出报告文件的全部节与键，以及图的类型。"},
    .rows = options_none,
    .most = 1};

/* With an argument, which only the Makefile gives, the manual page of that template. */
int cmd_keys(struct command_line *l)
{
    if (!options_read(&help, l, NULL))
        return options_usage(&help, l);
    struct messages *m = messages_new(l->language);
    if (l->n == 0)
        manual_keys(stdout, l->language);
    else
        manual_page(stdout, l->language, l->names[0], m);
    return cmd_end(m, messages_print);
}
