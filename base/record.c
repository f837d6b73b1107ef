#include "base/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"

#define MEMBERS_MAX 64

struct reader {
    struct arena *arena;
    const char *s, *end;
};

static void skip_blanks(struct reader *r)
{
    while (r->s < r->end && strchr(" \t\r\n", *r->s) != NULL)
        r->s++;
}

static bool take(struct reader *r, char c)
{
    skip_blanks(r);
    if (r->s == r->end || *r->s != c)
        return false;
    r->s++;
    return true;
}

static bool take_hex(struct reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, r->s++) {
        static const char digits[] = "0123456789abcdef";
        const char *d = r->s < r->end && *r->s != '\0' ? strchr(digits, *r->s | 32) : NULL;
        if (d == NULL || *d == '\0')
            return false;
        *out = *out << 4 | (uint32_t)(d - digits);
    }
    return true;
}

/* What stands behind "\u": a code point, of two surrogates where it needs them; never NUL. */
static bool take_escaped(struct reader *r, struct buf *b)
{
    uint32_t cp, low;
    if (!take_hex(r, &cp) || cp == 0 || (cp >= 0xDC00 && cp < 0xE000))
        return false;
    if (cp >= 0xD800 && cp < 0xDC00) {
        if (r->end - r->s < 6 || r->s[0] != '\\' || r->s[1] != 'u')
            return false;
        r->s += 2;
        if (!take_hex(r, &low) || low < 0xDC00 || low >= 0xE000)
            return false;
        cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
    }
    buf_code_point(b, cp);
    return true;
}

static bool take_escape(struct reader *r, struct buf *b)
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    if (r->s == r->end || *r->s == '\0')
        return false;
    char c = *r->s++;
    if (c == 'u')
        return take_escaped(r, b);
    const char *name = strchr(names, c);
    if (name == NULL)
        return false;
    buf_add(b, &means[name - names], 1);
    return true;
}

/* Up to its end or what has to be looked at: quote, backslash, control character. */
static size_t plain_length(const struct reader *r)
{
    const char *s = r->s;
    while (s < r->end && *s != '"' && *s != '\\' && (unsigned char)*s >= 0x20)
        s++;
    return (size_t)(s - r->s);
}

static const char *take_string(struct reader *r)
{
    struct buf b = {0};
    const char *text = NULL;
    if (!take(r, '"'))
        return NULL;
    for (;;) {
        size_t n = plain_length(r);
        const char *plain = r->s;
        r->s += n;
        bool ended = r->s < r->end && *r->s == '"';
        if (ended && b.len == 0) { /* as nearly all are */
            text = arena_strndup(r->arena, plain, n);
            break;
        }
        buf_add(&b, plain, n);
        if (ended)
            text = arena_strndup(r->arena, b.data, b.len);
        if (r->s == r->end || *r->s != '\\')
            break;
        r->s++;
        if (!take_escape(r, &b))
            break;
    }
    buf_free(&b);
    if (text != NULL)
        r->s++;
    return text;
}

/* A whole number, at most 18 digits. */
static const char *take_digits(struct reader *r)
{
    const char *from = r->s;
    if (r->s < r->end && *r->s == '-')
        r->s++;
    const char *digits = r->s;
    while (r->s < r->end && *r->s >= '0' && *r->s <= '9')
        r->s++;
    size_t n = (size_t)(r->s - digits);
    if (n == 0 || n > 18 || (n > 1 && *digits == '0'))
        return NULL;
    return arena_strndup(r->arena, from, (size_t)(r->s - from));
}

static bool take_member(struct reader *r, struct record_member *m)
{
    m->name = take_string(r);
    if (m->name == NULL || !take(r, ':'))
        return false;
    skip_blanks(r);
    m->is_number = r->s < r->end && *r->s != '"';
    m->text = m->is_number ? take_digits(r) : take_string(r);
    return m->text != NULL;
}

const struct record *record_read(struct arena *a, const char *text, size_t len)
{
    struct reader r = {.arena = a, .s = text, .end = text + len};
    struct record_member members[MEMBERS_MAX];
    struct record *record = arena_alloc(a, sizeof *record);
    if (utf8_valid(text, len) != len || !take(&r, '{'))
        return NULL;
    do {
        if (record->n == MEMBERS_MAX || !take_member(&r, &members[record->n]))
            return NULL;
        for (size_t i = 0; i < record->n; i++)
            if (strcmp(members[i].name, members[record->n].name) == 0)
                return NULL;
        record->n++;
    } while (take(&r, ','));
    if (!take(&r, '}'))
        return NULL;
    skip_blanks(&r);
    record->members = arena_array(a, record->n, sizeof *members);
    memcpy(record->members, members, record->n * sizeof *members);
    return r.s == r.end ? record : NULL;
}

static const struct record_member *find(const struct record *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->members[i].name, name) == 0)
            return &r->members[i];
    return NULL;
}

const char *record_text(const struct record *r, const char *name)
{
    const struct record_member *m = find(r, name);
    return m != NULL ? m->text : NULL;
}

int64_t record_number(const struct record *r, const char *name)
{
    const struct record_member *m = find(r, name);
    return m != NULL && m->is_number ? strtoll(m->text, NULL, 10) : 0;
}

static void put_name(struct record_writer *w, const char *name)
{
    buf_puts(w->out, w->begun ? "," : "{");
    buf_puts(w->out, w->separator);
    w->begun = true;
    json_add(w->out, name);
    buf_puts(w->out, ":");
}

void record_put(struct record_writer *w, const char *name, const char *text)
{
    if (text == NULL)
        return;
    put_name(w, name);
    json_add(w->out, text);
}

void record_put_number(struct record_writer *w, const char *name, int64_t number)
{
    put_name(w, name);
    buf_printf(w->out, "%lld", (long long)number);
}

void record_end(struct record_writer *w)
{
    buf_puts(w->out, w->separator);
    buf_puts(w->out, "}\n");
}
