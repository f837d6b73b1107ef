#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

static void buf_reserve(struct buf *b, size_t more)
{
    if (b->cap - b->len > more)
        return;
    size_t cap = b->cap > 0 ? b->cap : 64;
    while (cap - b->len <= more)
        cap *= 2;
    b->data = must_realloc(b->data, cap, 1);
    b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    buf_reserve(b, len);
    if (len > 0)
        memcpy(b->data + b->len, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (len > 0) {
        buf_reserve(b, (size_t)len);
        vsnprintf(b->data + b->len, (size_t)len + 1, fmt, again);
        b->len += (size_t)len;
    }
    va_end(again);
}

void buf_milli(struct buf *b, int64_t v)
{
    char s[32];
    size_t i = sizeof s;
    uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v, decimals = u % 1000, whole = u / 1000;
    if (decimals > 0) {
        int n = 3;
        for (; decimals % 10 == 0; n--)
            decimals /= 10;
        for (; n > 0; n--, decimals /= 10)
            s[--i] = (char)('0' + decimals % 10);
        s[--i] = '.';
    }
    do
        s[--i] = (char)('0' + whole % 10);
    while ((whole /= 10) > 0);
    if (v < 0)
        s[--i] = '-';
    buf_add(b, s + i, sizeof s - i);
}

void buf_code_point(struct buf *b, uint32_t cp)
{
    char bytes[4];
    buf_add(b, bytes, utf8_put(cp, bytes));
}

void buf_hex(struct buf *b, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i++)
        buf_printf(b, "%02X", p[i]);
}

void buf_xml(struct buf *b, const char *text)
{
    for (; *text != '\0'; text++)
        switch (*text) {
        case '<': buf_puts(b, "&lt;"); break;
        case '>': buf_puts(b, "&gt;"); break;
        case '&': buf_puts(b, "&amp;"); break;
        default:
            if ((unsigned char)*text >= ' ' || *text == '\t' || *text == '\n' || *text == '\r')
                buf_add(b, text, 1);
        }
}

void buf_free(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}

void *buf_keep(struct buf *b, struct arena *a)
{
    void *kept = arena_strndup(a, b->data, b->len);
    buf_free(b);
    return kept;
}
