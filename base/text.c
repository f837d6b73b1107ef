#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Names longer than this are not compared: nobody means a near miss of one. */
#define NEAREST_MAX 64

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

/* Length of the well-formed sequence at s (Unicode 15, table 3-7), its value in *cp; 0: none. */
static size_t sequence(const unsigned char *s, size_t len, uint32_t *cp)
{
    if (len == 0)
        return 0;
    if (s[0] < 0x80) {
        *cp = s[0];
        return 1;
    }
    size_t n = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || len < n)
        return 0;
    uint32_t v = s[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        v = v << 6 | (s[i] & 0x3F);
    }
    if ((n == 3 && (v < 0x800 || (v >= 0xD800 && v <= 0xDFFF))) ||
        (n == 4 && (v < 0x10000 || v > 0x10FFFF)))
        return 0;
    *cp = v;
    return n;
}

uint32_t utf8_next(const char *s, size_t len, size_t *i)
{
    uint32_t cp = 0xFFFD;
    size_t n = sequence((const unsigned char *)s + *i, len - *i, &cp);
    *i += n > 0 ? n : 1;
    return cp;
}

size_t utf8_put(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | cp);
    return n;
}

size_t utf8_valid(const char *s, size_t len)
{
    uint32_t cp;
    for (size_t i = 0, n; i < len; i += n) {
        n = sequence((const unsigned char *)s + i, len - i, &cp);
        if (n == 0)
            return i;
    }
    return len;
}

size_t utf8_count(const char *s, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; count++)
        utf8_next(s, len, &i);
    return count;
}

bool is_hanzi(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF) || cp == 0x3005 ||
           cp == 0x3007;
}

bool is_latin(uint32_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

bool is_blank(uint32_t cp)
{
    return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xA0 ||
           (cp >= 0x2000 && cp <= 0x200B) || cp == 0x3000 || cp == 0xFEFF;
}

void text_trim(const char **s, size_t *len)
{
    size_t start = 0, end = 0;
    if (*len > 0 && (*s)[0] > ' ' && (*s)[0] < 0x7F && (*s)[*len - 1] > ' ' &&
        (*s)[*len - 1] < 0x7F)
        return; /* nothing but printable ASCII at both ends */
    for (size_t i = 0; i < *len;) {
        if (!is_blank(utf8_next(*s, *len, &i)))
            end = i;
        else if (end == 0)
            start = i;
    }
    *s += start;
    *len = end > start ? end - start : 0;
}

static size_t decode(const char *s, uint32_t *out)
{
    size_t n = 0, len = strlen(s);
    for (size_t i = 0; i < len && n < NEAREST_MAX;)
        out[n++] = utf8_next(s, len, &i);
    return n;
}

/* Optimal string alignment distance: insert, delete, replace, swap of neighbours. */
static size_t distance(const uint32_t *x, size_t nx, const uint32_t *y, size_t ny)
{
    size_t rows[3][NEAREST_MAX + 1];
    for (size_t j = 0; j <= ny; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= nx; i++) {
        size_t *now = rows[i % 3], *before = rows[(i - 1) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= ny; j++) {
            size_t best = before[j - 1] + (x[i - 1] != y[j - 1]);
            if (before[j] + 1 < best)
                best = before[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] &&
                earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[nx % 3][ny];
}

const char *text_nearest(const char *word, const char *const *names, size_t n)
{
    uint32_t w[NEAREST_MAX], name[NEAREST_MAX];
    size_t n_word = decode(word, w);
    size_t best = 2 + n_word / 3;
    const char *nearest = NULL;
    for (size_t i = 0; i < n; i++) {
        size_t n_name = decode(names[i], name);
        size_t d = distance(w, n_word, name, n_name);
        if (d < best && d < n_name) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}

void column_letters(int column, char out[COLUMN_LETTERS_MAX])
{
    char back[COLUMN_LETTERS_MAX];
    size_t n = 0;
    for (; column > 0 && n < COLUMN_LETTERS_MAX - 1; column = (column - 1) / 26)
        back[n++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = back[n - 1 - i];
    out[n] = '\0';
}
