#include "base/json.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void json_add(struct buf *b, const char *s)
{
    buf_puts(b, "\"");
    for (size_t i = 0, len = strlen(s); i < len;) {
        uint32_t cp = utf8_next(s, len, &i);
        if (cp == '"' || cp == '\\')
            buf_printf(b, "\\%c", (int)cp);
        else if (cp < 0x20)
            buf_printf(b, "\\u%04x", cp);
        else
            buf_code_point(b, cp);
    }
    buf_puts(b, "\"");
}

void json_string(const char *s, FILE *out)
{
    struct buf b = {0};
    json_add(&b, s);
    fwrite(b.data, 1, b.len, out);
    buf_free(&b);
}

void json_member(const char *name, const char *value, FILE *out)
{
    fprintf(out, "\"%s\": ", name);
    if (value != NULL)
        json_string(value, out);
    else
        fputs("null", out);
}

void json_bool(const char *name, bool value, FILE *out)
{
    fprintf(out, "\"%s\": %s", name, value ? "true" : "false");
}
