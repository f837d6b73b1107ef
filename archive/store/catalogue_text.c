#include "archive/store/catalogue_text.h"

#include <errno.h>
#include <string.h>

#include "archive/store/accession.h"
#include "base/arena.h"
#include "base/disk.h"
#include "base/utf8.h"
#include "pdf/pdf_content_text.h"
#include "pdf/pdf_open.h"

static const char *spaced(struct arena *a, const char *text, size_t len)
{
    struct buf b = {0};
    for (size_t i = 0; i < len;) {
        size_t from = i;
        bool hanzi = utf8_is_hanzi(utf8_next(text, len, &i));
        if (hanzi)
            buf_puts(&b, " ");
        buf_add(&b, text + from, i - from);
        if (hanzi)
            buf_puts(&b, " ");
    }
    const char *out = arena_strndup(a, b.len > 0 ? b.data : "", b.len);
    buf_free(&b);
    return out;
}

const char *catalogue_spaced(struct arena *a, const char *text)
{
    return text != NULL ? spaced(a, text, strlen(text)) : "";
}

const char *catalogue_text(const struct store *s, struct arena *a, const char *code,
                           struct messages *m)
{
    size_t len;
    struct buf text = {0};
    const char *bag = store_bag(a, code, 1);
    const char *path = arena_printf(a, "%s/%s/data/" BAG_PDF, s->dir, bag);
    const char *bytes = disk_map(path, &len);
    if (bytes == NULL) {
        msg(m, SEV_WARNING, IN_FILE(arena_printf(s->arena, "%s", path)), "no-text",
            "cannot be read and is not searched: %s", "无法读取，不能全文检索：%s",
            strerror(errno));
        return "";
    }
    struct source at = IN_FILE(arena_printf(s->arena, "%s", path));
    struct messages *own = messages_new(messages_language(m));
    struct pdf_file *f = pdf_open(a, bytes, len, at, own);
    if (f == NULL || pdf_content_text(a, f, &text) != 0)
        msg(m, SEV_WARNING, at, "no-text", "its text cannot be read whole; the rest is searched",
            "文字未能全部读出，只能检索其余部分");
    messages_free(own);
    const char *out = spaced(a, text.len > 0 ? text.data : "", text.len);
    buf_free(&text);
    disk_unmap(bytes, len);
    return out;
}
