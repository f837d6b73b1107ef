#include "pdf/pdf_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define UNKNOWN 0xFFFD

/* PDFDocEncoding where it is not Latin-1 (annex D.2): from 0x18, from 0x80. */
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

static void add_utf16(struct buf *b, const unsigned char *s, size_t len)
{
    for (size_t i = 0; i + 1 < len; i += 2) {
        uint32_t cp = (uint32_t)s[i] << 8 | s[i + 1];
        uint32_t low = i + 3 < len ? (uint32_t)s[i + 2] << 8 | s[i + 3] : 0;
        if (cp >= 0xD800 && cp < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        add(b, cp);
    }
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

const char *pdf_clean_text(struct arena *a, const char *s, size_t len)
{
    struct buf b = {0};
    add_utf8(&b, s, len);
    return buf_keep(&b, a);
}

const char *pdf_text(struct arena *a, const struct pdf_value *v)
{
    if (v->kind == PDF_NAME)
        return pdf_clean_text(a, v->bytes, v->len);
    if (v->kind != PDF_STRING)
        return NULL;
    struct buf b = {0};
    if (v->len >= 2 && memcmp(v->bytes, "\xFE\xFF", 2) == 0)
        add_utf16(&b, (const unsigned char *)v->bytes + 2, v->len - 2);
    else if (v->len >= 3 && memcmp(v->bytes, "\xEF\xBB\xBF", 3) == 0)
        add_utf8(&b, v->bytes + 3, v->len - 3);
    else
        add_pdfdoc(&b, (const unsigned char *)v->bytes, v->len);
    return buf_keep(&b, a);
}
