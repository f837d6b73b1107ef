#include "base/csv_out.h"

#include <stdbool.h>
#include <string.h>

/* A sign and nothing but a number behind it: -0.41, +3%, -1,234.5; a lone - too. */
static bool is_signed_number(const char *s)
{
    if (*s != '-' && *s != '+')
        return false;
    s++;
    s += strspn(s, "0123456789,");
    if (*s == '.')
        s += 1 + strspn(s + 1, "0123456789");
    if (*s == '%')
        s++;
    else if (strncmp(s, "‰", strlen("‰")) == 0)
        s += strlen("‰");
    return *s == '\0';
}

static bool is_formula(const char *s)
{
    static const char *const starts[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                         "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (strncmp(s, starts[i], strlen(starts[i])) == 0)
            return !is_signed_number(s);
    return false;
}

void csv_cell(struct buf *b, const char *text)
{
    bool formula = is_formula(text);
    if (text[strcspn(text, ",\"\r\n\t")] == '\0' && !formula) {
        buf_puts(b, text);
        return;
    }
    buf_puts(b, formula ? "\"'" : "\"");
    for (const char *s = text; *s != '\0'; s++) {
        if (*s == '"')
            buf_add(b, "\"", 1);
        buf_add(b, s, 1);
    }
    buf_add(b, "\"", 1);
}
