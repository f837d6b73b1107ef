#include "cmd/fact_page.h"

#include <string.h>

#include "base/utf8.h"

/* Columns before the values. */
#define LABEL_WIDTH 14

const char *fact_choose(const struct fact_page *p, const char *en, const char *zh)
{
    return p->zh ? zh : en;
}

void fact_label(const struct fact_page *p, const char *en, const char *zh)
{
    const char *text = fact_choose(p, en, zh);
    int width = 0;
    for (size_t i = 0, len = strlen(text); i < len;)
        width += utf8_is_hanzi(utf8_next(text, len, &i)) ? 2 : 1;
    fprintf(p->out, "%s%*s", text, width < LABEL_WIDTH ? LABEL_WIDTH - width : 1, "");
}

void fact_indent(const struct fact_page *p)
{
    fprintf(p->out, "%*s", LABEL_WIDTH, "");
}

void fact_line(const struct fact_page *p, const char *en, const char *zh, const char *value)
{
    fact_label(p, en, zh);
    fprintf(p->out, "%s\n", value != NULL ? value : fact_choose(p, "not told", "未注明"));
}
