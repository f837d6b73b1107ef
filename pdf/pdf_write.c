#include "pdf/pdf_write.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

static void write_name(struct buf *out, const char *name)
{
    buf_puts(out, "/");
    for (; *name != '\0'; name++) {
        unsigned char c = (unsigned char)*name;
        if (c <= ' ' || c > '~' || strchr("()<>[]{}/%#", c) != NULL)
            buf_printf(out, "#%02X", c);
        else
            buf_add(out, name, 1);
    }
}

static void write_hex(struct buf *out, const void *bytes, size_t len)
{
    buf_puts(out, "<");
    buf_hex(out, bytes, len);
    buf_puts(out, ">");
}

static void write_array(struct buf *out, const struct pdf_value *v)
{
    buf_puts(out, "[");
    for (size_t i = 0; i < v->n; i++) {
        buf_puts(out, i > 0 ? " " : "");
        pdf_write_value(out, &v->items[i]);
    }
    buf_puts(out, "]");
}

void pdf_write_value(struct buf *out, const struct pdf_value *v)
{
    switch (v->kind) {
    case PDF_NULL: buf_puts(out, "null"); break;
    case PDF_BOOL: buf_puts(out, v->number != 0 ? "true" : "false"); break;
    case PDF_INTEGER: buf_printf(out, "%" PRId64, v->number); break;
    case PDF_REAL: buf_add(out, v->bytes, v->len); break;
    case PDF_STRING: write_hex(out, v->bytes, v->len); break;
    case PDF_NAME: write_name(out, v->bytes); break;
    case PDF_ARRAY: write_array(out, v); break;
    case PDF_DICT:
    case PDF_STREAM: pdf_write_dict(out, v, NULL, 0); break;
    case PDF_REFERENCE: buf_printf(out, "%" PRId64 " %d R", v->number, v->generation); break;
    }
}

static const struct pdf_change *find_change(const struct pdf_change *changes, size_t n,
                                            const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(changes[i].key, key) == 0)
            return &changes[i];
    return NULL;
}

static void write_entry(struct buf *out, const struct pdf_change *c)
{
    if (c->text == NULL)
        return;
    write_name(out, c->key);
    buf_printf(out, " %s\n", c->text);
}

void pdf_write_dict(struct buf *out, const struct pdf_value *dict, const struct pdf_change *changes,
                    size_t n)
{
    buf_puts(out, "<<\n");
    for (size_t i = 0; i < dict->n; i += 2) {
        const struct pdf_change *c = find_change(changes, n, dict->items[i].bytes);
        if (c != NULL) {
            write_entry(out, c);
            continue;
        }
        write_name(out, dict->items[i].bytes);
        buf_puts(out, " ");
        pdf_write_value(out, &dict->items[i + 1]);
        buf_puts(out, "\n");
    }
    for (size_t i = 0; i < n; i++)
        if (pdf_plain(dict, changes[i].key) == NULL)
            write_entry(out, &changes[i]);
    buf_puts(out, ">>");
}

void pdf_write_longer(struct buf *out, const struct pdf_value *array, const char *entry)
{
    buf_puts(out, "[");
    for (size_t i = 0; array->kind == PDF_ARRAY && i < array->n; i++) {
        pdf_write_value(out, &array->items[i]);
        buf_puts(out, " ");
    }
    buf_printf(out, "%s]", entry);
}

static void add_utf16(struct buf *out, uint32_t unit)
{
    const unsigned char bytes[] = {(unsigned char)(unit >> 8), (unsigned char)unit};
    buf_add(out, bytes, 2);
}

void pdf_write_text(struct buf *out, const char *utf8)
{
    size_t len = strlen(utf8);
    struct buf b = {0};
    if (utf8_count(utf8, len) == len) {
        write_hex(out, utf8, len);
        return;
    }
    add_utf16(&b, 0xFEFF);
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(utf8, len, &i);
        if (cp >= 0x10000) {
            add_utf16(&b, 0xD800 + ((cp - 0x10000) >> 10));
            add_utf16(&b, 0xDC00 + ((cp - 0x10000) & 0x3FF));
        } else {
            add_utf16(&b, cp);
        }
    }
    write_hex(out, b.data, b.len);
    buf_free(&b);
}
