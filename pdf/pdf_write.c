#include "pdf/pdf_write.h"

#include <inttypes.h>
#include <string.h>

#include "pdf/pdf_text.h"

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

void pdf_write_milli(struct buf *out, int64_t v)
{
    buf_milli(out, v);
    buf_add(out, " ", 1);
}

void pdf_write_hex(struct buf *out, const void *bytes, size_t len)
{
    buf_puts(out, "<");
    buf_hex(out, bytes, len);
    buf_puts(out, ">");
}

void pdf_write_literal(struct buf *out, const char *bytes, size_t len)
{
    buf_puts(out, "(");
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == '\0' || bytes[i] == '\r') {
            buf_printf(out, "\\%03o", (unsigned)bytes[i]);
            continue;
        }
        if (strchr("()\\", bytes[i]) != NULL)
            buf_puts(out, "\\");
        buf_add(out, &bytes[i], 1);
    }
    buf_puts(out, ")");
}

void pdf_write_value(struct buf *out, const struct pdf_value *v)
{
    switch (v->kind) {
    case PDF_NULL: buf_puts(out, "null"); break;
    case PDF_BOOL: buf_puts(out, v->number != 0 ? "true" : "false"); break;
    case PDF_INTEGER: buf_printf(out, "%" PRId64, v->number); break;
    case PDF_REAL: buf_add(out, v->bytes, v->len); break;
    case PDF_STRING: pdf_write_hex(out, v->bytes, v->len); break;
    case PDF_NAME: write_name(out, v->bytes); break;
    case PDF_ARRAY: pdf_write_longer(out, v, NULL); break;
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
    size_t n = array->kind == PDF_ARRAY ? array->n : 0;
    buf_puts(out, "[");
    for (size_t i = 0; i < n; i++) {
        buf_puts(out, i > 0 ? " " : "");
        pdf_write_value(out, &array->items[i]);
    }
    if (entry != NULL)
        buf_printf(out, "%s%s", n > 0 ? " " : "", entry);
    buf_puts(out, "]");
}

void pdf_write_text(struct buf *out, const char *utf8)
{
    struct buf b = {0};
    pdf_text_string(&b, utf8);
    pdf_write_hex(out, b.data, b.len);
    buf_free(&b);
}

void pdf_write_data(struct buf *out, const void *bytes, size_t len)
{
    buf_puts(out, ">>\nstream\n");
    buf_add(out, bytes, len);
    buf_puts(out, "\nendstream");
}

static void put_big_endian(struct buf *out, size_t v, int bytes)
{
    while (bytes-- > 0) {
        char c = (char)(v >> 8 * bytes);
        buf_add(out, &c, 1);
    }
}

void pdf_write_entry(struct buf *out, int type, size_t place, int place_bytes, size_t index)
{
    put_big_endian(out, (size_t)type, 1);
    put_big_endian(out, place, place_bytes);
    put_big_endian(out, index, 2);
}

void pdf_write_end(struct buf *out, size_t xref)
{
    buf_printf(out, "startxref\n%zu\n%%%%EOF\n", xref);
}
