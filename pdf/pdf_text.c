#include "pdf/pdf_text.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define UNKNOWN 0xFFFD

/* What PDFDocEncoding has from 0x18 and from 0x80 on, where it is not Latin-1 (annex D.2). */
static const uint16_t accents[] = {0x02D8, 0x02C7, 0x02C6, 0x02D9, 0x02DD, 0x02DB, 0x02DA, 0x02DC};
static const uint16_t marks[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A,  0x2212,
    0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02,  0x0141,
    0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, UNKNOWN, 0x20AC};

/* Control characters, and those that turn the direction of text, could falsify what is read. */
static void add(struct buf *b, uint32_t cp)
{
    if (cp == '\n' || cp == '\r' || cp == '\t')
        cp = ' ';
    bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
                   (cp >= 0x2066 && cp <= 0x2069) || (cp >= 0x2028 && cp <= 0x2029) ||
                   (cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF;
    buf_code_point(b, control ? UNKNOWN : cp);
}

static uint32_t unit_at(const char *s, size_t len, size_t i)
{
    return i + 1 < len ? (uint32_t)(unsigned char)s[i] << 8 | (unsigned char)s[i + 1] : 0;
}

uint32_t pdf_text_utf16_next(const char *s, size_t len, size_t *i)
{
    uint32_t cp = unit_at(s, len, *i), low = unit_at(s, len, *i + 2);
    bool pair = (cp & 0xFC00) == 0xD800 && (low & 0xFC00) == 0xDC00;
    *i += pair ? 4 : 2;
    return pair ? 0x10000 + ((cp & 0x3FF) << 10) + (low & 0x3FF) : cp;
}

static void add_utf16(struct buf *b, const char *s, size_t len)
{
    for (size_t i = 0; i + 1 < len;)
        add(b, pdf_text_utf16_next(s, len, &i));
}

static void add_utf8(struct buf *b, const char *s, size_t len)
{
    for (size_t i = 0; i < len;)
        add(b, utf8_next(s, len, &i));
}

static void add_pdfdoc(struct buf *b, const unsigned char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        uint32_t cp = s[i];
        if (cp >= 0x18 && cp < 0x20)
            cp = accents[cp - 0x18];
        else if (cp >= 0x80 && cp <= 0xA0)
            cp = marks[cp - 0x80];
        add(b, cp);
    }
}

const char *pdf_text_clean(struct arena *a, const char *s, size_t len)
{
    struct buf b = {0};
    add_utf8(&b, s, len);
    return buf_keep(&b, a);
}

const char *pdf_text(struct arena *a, const struct pdf_value *v)
{
    if (v->kind == PDF_NAME)
        return pdf_text_clean(a, v->bytes, v->len);
    if (v->kind != PDF_STRING)
        return NULL;
    struct buf b = {0};
    if (v->len >= 2 && memcmp(v->bytes, "\xFE\xFF", 2) == 0)
        add_utf16(&b, v->bytes + 2, v->len - 2);
    else if (v->len >= 3 && memcmp(v->bytes, "\xEF\xBB\xBF", 3) == 0)
        add_utf8(&b, v->bytes + 3, v->len - 3);
    else
        add_pdfdoc(&b, (const unsigned char *)v->bytes, v->len);
    return buf_keep(&b, a);
}

static void put_unit(struct buf *out, uint32_t unit)
{
    const char bytes[] = {(char)(unit >> 8), (char)unit};
    buf_add(out, bytes, sizeof bytes);
}

void pdf_text_utf16(struct buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(text, len, &i);
        if (cp >= 0x10000)
            put_unit(out, 0xD800 + ((cp - 0x10000) >> 10));
        put_unit(out, cp >= 0x10000 ? 0xDC00 + (cp & 0x3FF) : cp);
    }
}

/* Whether the text is the same in PDFDocEncoding. */
static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

void pdf_text_string(struct buf *out, const char *text)
{
    if (is_ascii(text)) {
        buf_puts(out, text);
        return;
    }
    buf_add(out, "\xFE\xFF", 2);
    pdf_text_utf16(out, text, strlen(text));
}
