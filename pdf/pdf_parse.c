#include "pdf/pdf_parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

static int parse_value(struct pdf_parser *p, struct pdf_value *out, int depth);

static bool is_space(unsigned char c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

/* Whether a byte ends a word (7.2.2). */
static bool is_delimiter(unsigned char c)
{
    return is_space(c) || (c != 0 && strchr("()<>[]{}/%", c) != NULL);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int pdf_hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The i-th byte from the place read on; NUL behind the end. */
static char peek(const struct pdf_parser *p, size_t i)
{
    return i < p->len - p->at ? p->bytes[p->at + i] : '\0';
}

void pdf_skip_blanks(struct pdf_parser *p)
{
    for (; p->at < p->len; p->at++) {
        if (p->bytes[p->at] == '%')
            while (p->at + 1 < p->len && p->bytes[p->at] != '\n' && p->bytes[p->at] != '\r')
                p->at++;
        else if (!is_space((unsigned char)p->bytes[p->at]))
            break;
    }
}

static bool ends_word(const struct pdf_parser *p, size_t at)
{
    return at >= p->len || is_delimiter((unsigned char)p->bytes[at]);
}

bool pdf_take_word(struct pdf_parser *p, const char *word)
{
    size_t len = strlen(word);
    pdf_skip_blanks(p);
    if (p->len - p->at < len || memcmp(p->bytes + p->at, word, len) != 0 ||
        !ends_word(p, p->at + len))
        return false;
    p->at += len;
    return true;
}

int64_t pdf_take_number(struct pdf_parser *p)
{
    int64_t number = 0;
    int digits = 0;
    pdf_skip_blanks(p);
    for (; is_digit(peek(p, 0)); p->at++) {
        if (++digits > 10)
            return -1;
        number = number * 10 + (peek(p, 0) - '0');
    }
    return digits > 0 ? number : -1;
}

/* Reads `12 0 R`; where that does not stand there, the place read stays. */
static bool take_reference(struct pdf_parser *p, struct pdf_value *out)
{
    size_t at = p->at;
    int64_t number = pdf_take_number(p), generation = number < 0 ? -1 : pdf_take_number(p);
    if (generation < 0 || generation > 65535 || number > INT32_MAX || !pdf_take_word(p, "R")) {
        p->at = at;
        return false;
    }
    out->kind = PDF_REFERENCE;
    out->number = number;
    out->generation = (int)generation;
    return true;
}

/* An integer or, with a point, a real (7.3.3). */
static int parse_number(struct pdf_parser *p, struct pdf_value *out)
{
    size_t begin = p->at;
    bool minus = peek(p, 0) == '-';
    int points = 0, digits = 0;
    p->at += minus || peek(p, 0) == '+';
    for (; is_digit(peek(p, 0)) || peek(p, 0) == '.'; p->at++) {
        if (peek(p, 0) == '.')
            points++;
        else if (++digits <= 18 && points == 0)
            out->number = out->number * 10 + (peek(p, 0) - '0');
    }
    if (digits == 0 || digits > 18 || points > 1 || !ends_word(p, p->at))
        return -1;
    out->kind = points > 0 ? PDF_REAL : PDF_INTEGER;
    if (minus)
        out->number = -out->number;
    if (points > 0) {
        out->len = p->at - begin;
        out->bytes = arena_strndup(p->arena, p->bytes + begin, out->len);
    }
    return 0;
}

static int parse_word(struct pdf_parser *p, struct pdf_value *out)
{
    out->kind = PDF_BOOL;
    out->number = pdf_take_word(p, "true");
    if (out->number == 1 || pdf_take_word(p, "false"))
        return 0;
    out->kind = PDF_NULL;
    return pdf_take_word(p, "null") ? 0 : -1;
}

static void keep_bytes(struct pdf_parser *p, enum pdf_kind kind, struct buf *b,
                       struct pdf_value *out)
{
    out->kind = kind;
    out->len = b->len;
    out->bytes = buf_keep(b, p->arena);
}

/* Reads a /Name, in which #20 stands for a byte (7.3.5). */
static int parse_name(struct pdf_parser *p, struct pdf_value *out)
{
    struct buf b = {0};
    int status = 0;
    for (p->at++; status == 0 && !ends_word(p, p->at); p->at++) {
        char c = peek(p, 0);
        if (c == '#') {
            int high = pdf_hex_digit(peek(p, 1)), low = pdf_hex_digit(peek(p, 2));
            status = high < 0 || low < 0 || high + low == 0 ? -1 : 0;
            c = (char)(high * 16 + low);
            p->at += status == 0 ? 2 : 0;
        }
        buf_add(&b, &c, 1);
    }
    keep_bytes(p, PDF_NAME, &b, out);
    return status;
}

/* What stands behind a backslash (7.3.4.2); p->at is at it and moves behind. */
static void take_escape(struct pdf_parser *p, struct buf *b)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    char c = peek(p, 0);
    const char *known = c != '\0' ? strchr(from, c) : NULL;
    int value = 0, digits = 0;
    for (; digits < 3 && peek(p, 0) >= '0' && peek(p, 0) <= '7'; digits++)
        value = value * 8 + (p->bytes[p->at++] - '0');
    if (digits > 0) {
        c = (char)value;
    } else {
        p->at++;
        if (c == '\r' && peek(p, 0) == '\n')
            p->at++;
        if (c == '\r' || c == '\n')
            return; /* the line goes on */
    }
    if (known != NULL)
        c = to[known - from];
    buf_add(b, &c, 1);
}

static int parse_string(struct pdf_parser *p, struct pdf_value *out)
{
    struct buf b = {0};
    size_t open = 1;
    p->at++;
    while (p->at < p->len) {
        char c = p->bytes[p->at++];
        if (c == '\\') {
            if (p->at < p->len)
                take_escape(p, &b);
            continue;
        }
        open += c == '(';
        open -= c == ')';
        if (open == 0)
            break;
        buf_add(&b, &c, 1);
    }
    keep_bytes(p, PDF_STRING, &b, out);
    return open == 0 ? 0 : -1;
}

static int parse_hex_string(struct pdf_parser *p, struct pdf_value *out)
{
    struct buf b = {0};
    int high = -1, digit = 0;
    for (p->at++; p->at < p->len && p->bytes[p->at] != '>' && digit >= 0; p->at++) {
        if (is_space((unsigned char)p->bytes[p->at]))
            continue;
        digit = pdf_hex_digit(p->bytes[p->at]);
        if (high >= 0) {
            char c = (char)(high * 16 + digit);
            buf_add(&b, &c, 1);
        }
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0) { /* a last digit is followed by a 0 */
        char c = (char)(high * 16);
        buf_add(&b, &c, 1);
    }
    bool closed = digit >= 0 && p->at < p->len;
    p->at += closed;
    keep_bytes(p, PDF_STRING, &b, out);
    return closed ? 0 : -1;
}

/* Whether the values of a dict and its keys alternate, from key to value. */
static bool is_paired(const struct pdf_value *dict)
{
    for (size_t i = 0; i < dict->n; i += 2)
        if (dict->items[i].kind != PDF_NAME)
            return false;
    return dict->n % 2 == 0;
}

static bool take_end(struct pdf_parser *p, const char *end)
{
    size_t len = strlen(end);
    pdf_skip_blanks(p);
    if (p->len - p->at < len || memcmp(p->bytes + p->at, end, len) != 0)
        return false;
    p->at += len;
    return true;
}

static int parse_items(struct pdf_parser *p, const char *end, struct pdf_value *out, int depth)
{
    struct buf items = {0};
    int status = depth < PDF_DEPTH_MAX ? 0 : -1;
    while (status == 0 && !take_end(p, end)) {
        struct pdf_value item;
        status = parse_value(p, &item, depth + 1);
        if (status == 0)
            buf_add(&items, &item, sizeof item);
    }
    out->n = items.len / sizeof *out->items;
    out->items = buf_keep(&items, p->arena);
    return status;
}

static int parse_dict(struct pdf_parser *p, struct pdf_value *out, int depth)
{
    p->at += 2;
    out->kind = PDF_DICT;
    return parse_items(p, ">>", out, depth) == 0 && is_paired(out) ? 0 : -1;
}

static int parse_array(struct pdf_parser *p, struct pdf_value *out, int depth)
{
    p->at++;
    out->kind = PDF_ARRAY;
    return parse_items(p, "]", out, depth);
}

static int parse_kind(struct pdf_parser *p, struct pdf_value *out, int depth)
{
    char c = peek(p, 0);
    switch (c) {
    case '/': return parse_name(p, out);
    case '(': return parse_string(p, out);
    case '[': return parse_array(p, out, depth);
    case '<': return peek(p, 1) == '<' ? parse_dict(p, out, depth) : parse_hex_string(p, out);
    default: break;
    }
    if (is_digit(c) && take_reference(p, out))
        return 0;
    return is_digit(c) || (c != '\0' && strchr("+-.", c) != NULL) ? parse_number(p, out)
                                                                  : parse_word(p, out);
}

static int parse_value(struct pdf_parser *p, struct pdf_value *out, int depth)
{
    memset(out, 0, sizeof *out);
    pdf_skip_blanks(p);
    out->packed = p->container != NULL;
    out->begin = out->packed ? p->container->begin : p->at;
    int status = parse_kind(p, out, depth);
    out->end = out->packed ? p->container->end : p->at;
    return status;
}

int pdf_parse_value(struct pdf_parser *p, struct pdf_value *out)
{
    return parse_value(p, out, 0);
}
