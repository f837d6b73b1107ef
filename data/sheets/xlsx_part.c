#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "data/sheets/xlsx_book.h"
#include "data/sheets/zipfile.h"

struct parse {
    struct xml *xml;
    const bool *stop;
};

static int take(void *ctx, const char *piece, size_t len)
{
    struct parse *p = ctx;
    if (xml_feed(p->xml, piece, len) != 0)
        return -1;
    return p->stop != NULL && *p->stop ? -1 : 0;
}

int xlsx_part_read(struct xlsx_book *b, const char *part, struct xml_events events,
                   const bool *stop)
{
    struct parse p = {xml_new(events, part, b->at, b->m), stop};
    if (p.xml == NULL)
        return -1;
    int status = zipfile_read(b->zip, part, take, &p);
    xml_free(p.xml);
    return status;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The character that _xHHHH_ stands for; 0 when s is none. */
static uint32_t escaped(const char *s, size_t len)
{
    uint32_t cp = 0;
    if (len < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return 0;
    for (int i = 2; i < 6; i++) {
        if (hex(s[i]) < 0)
            return 0;
        cp = 16 * cp + (uint32_t)hex(s[i]);
    }
    return cp;
}

const char *xlsx_text(struct arena *a, const struct buf *b)
{
    struct buf out = {0};
    for (size_t i = 0; i < b->len; i++) {
        uint32_t cp = b->data[i] == '_' ? escaped(b->data + i, b->len - i) : 0;
        if (cp == 0) {
            buf_add(&out, b->data + i, 1);
            continue;
        }
        buf_code_point(&out, cp < 0x20 || (cp >= 0xD800 && cp < 0xE000) ? ' ' : cp);
        i += 6;
    }
    const char *text = out.data != NULL ? out.data : "";
    size_t len = out.len;
    text_trim(&text, &len);
    text = arena_strndup(a, text, len);
    buf_free(&out);
    return text;
}
