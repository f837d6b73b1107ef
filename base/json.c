#include "base/json.h"

#include <assert.h>
#include <inttypes.h>
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

static void put_string(struct json_writer *w, const char *s)
{
    struct buf b = {0};
    json_add(&b, s);
    fwrite(b.data, 1, b.len, w->out);
    buf_free(&b);
}

/* All that stands before a value. */
static void begin(struct json_writer *w, const char *key)
{
    if (w->begun)
        fputs(w->line ? "," : ", ", w->out);
    if (w->line)
        fprintf(w->out, "\n%*s", w->depth, "");
    w->begun = true;
    w->line = false;
    if (key != NULL) {
        put_string(w, key);
        fputs(": ", w->out);
    }
}

void json_put_text(struct json_writer *w, const char *key, const char *text)
{
    begin(w, key);
    if (text != NULL)
        put_string(w, text);
    else
        fputs("null", w->out);
}

void json_put_bool(struct json_writer *w, const char *key, bool value)
{
    begin(w, key);
    fputs(value ? "true" : "false", w->out);
}

void json_put_integer(struct json_writer *w, const char *key, int64_t value)
{
    begin(w, key);
    fprintf(w->out, "%" PRId64, value);
}

static void open(struct json_writer *w, const char *key, const char *brackets)
{
    assert(w->depth < JSON_DEPTH);
    begin(w, key);
    putc(brackets[0], w->out);
    w->ends[w->depth++] = brackets[1];
    w->begun = false;
}

void json_open_object(struct json_writer *w, const char *key)
{
    open(w, key, "{}");
}

void json_open_list(struct json_writer *w, const char *key)
{
    open(w, key, "[]");
}

void json_close(struct json_writer *w)
{
    assert(w->depth > 0);
    w->depth--;
    if (w->line)
        fprintf(w->out, "\n%*s", w->depth, "");
    putc(w->ends[w->depth], w->out);
    w->begun = true;
    w->line = false;
}

void json_end(struct json_writer *w)
{
    while (w->depth > 0)
        json_close(w);
    putc('\n', w->out);
}

struct json_writer *json_line(struct json_writer *w)
{
    w->line = true;
    return w;
}
