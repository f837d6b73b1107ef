#include "data/json.h"

void json_string(const char *s, FILE *out)
{
    putc('"', out);
    for (; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20)
            fprintf(out, "\\u%04x", c);
        else
            putc(c, out);
    }
    putc('"', out);
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
