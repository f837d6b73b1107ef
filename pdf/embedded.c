#include "pdf/embedded.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

#define PART_MAX 200

struct collection {
    struct arena *arena;
    struct pdf_file *f;
    struct buf files;
    bool failed;
};

/* Whether its bytes have the MD5 that the PDF tells, if it tells one (ISO 32000-1, table 46). */
static bool sums_up(const struct embedded *e, const struct pdf_value *sum)
{
    unsigned char md5[DIGEST_MD5];
    digest_md5(e->bytes, e->len, md5);
    return sum->kind != PDF_STRING || sum->len != sizeof md5 ||
           memcmp(md5, sum->bytes, sizeof md5) == 0;
}

/* Reads the bytes of the file that the stream holds, and compares them with what it tells of them.
 */
static bool read_bytes(struct pdf_file *f, struct embedded *e)
{
    e->bytes = pdf_stream_bytes(f, e->stream, &e->len);
    const struct pdf_value *params = pdf_dict_find(f, e->stream, "Params");
    const struct pdf_value *size = pdf_dict_find(f, params, "Size");
    const struct pdf_value *sum = pdf_dict_find(f, params, "CheckSum");
    if (e->bytes == NULL)
        return false;
    bool sized = size->kind != PDF_INTEGER || size->number == (int64_t)e->len;
    if (!sized)
        pdf_broken(f, e->stream->begin, "embedded file of another size than it tells",
                   "嵌入文件与所记大小不符");
    else if (!sums_up(e, sum))
        pdf_broken(f, e->stream->begin, "embedded file of another MD5 than it tells",
                   "嵌入文件与所记 MD5 不符");
    else
        return true;
    return false;
}

/* Adds the file of a file specification; one that both /AF and /Names have is added once. */
static void add(struct collection *c, const struct pdf_value *spec)
{
    const struct pdf_value *streams = pdf_dict_find(c->f, spec, "EF");
    const struct pdf_value *stream = pdf_dict_find(c->f, streams, "UF");
    if (stream->kind != PDF_STREAM)
        stream = pdf_dict_find(c->f, streams, "F");
    if (stream->kind != PDF_STREAM)
        return;
    const struct embedded *files = (const void *)c->files.data;
    for (size_t i = 0; i < c->files.len / sizeof *files; i++)
        if (files[i].stream == stream)
            return;
    struct embedded e = {.stream = stream};
    e.name = pdf_text(c->arena, pdf_dict_find(c->f, spec, "UF"));
    if (e.name == NULL)
        e.name = pdf_text(c->arena, pdf_dict_find(c->f, spec, "F"));
    if (e.name == NULL)
        e.name = "";
    e.relationship = pdf_text(c->arena, pdf_dict_find(c->f, spec, "AFRelationship"));
    e.description = pdf_text(c->arena, pdf_dict_find(c->f, spec, "Desc"));
    e.type = pdf_text(c->arena, pdf_dict_find(c->f, stream, "Subtype"));
    c->failed = c->failed || !read_bytes(c->f, &e);
    buf_add(&c->files, &e, sizeof e);
}

/* The leaves of the name tree hold keys and specifications in turn. */
static void visit_names(void *ctx, const struct pdf_value *node)
{
    struct collection *c = ctx;
    const struct pdf_value *names = pdf_dict_find(c->f, node, "Names");
    for (size_t i = 1; names->kind == PDF_ARRAY && i < names->n; i += 2)
        add(c, pdf_item(c->f, names, i));
}

int embedded_read(struct arena *a, struct pdf_file *f, struct embedded_list *list)
{
    struct collection c = {.arena = a, .f = f};
    const struct pdf_value *catalog = pdf_catalog(f), *associated = pdf_dict_find(f, catalog, "AF");
    const struct pdf_value *names = pdf_dict_find(f, catalog, "Names");
    for (size_t i = 0; associated->kind == PDF_ARRAY && i < associated->n; i++)
        add(&c, pdf_item(f, associated, i));
    int status = pdf_walk(f, pdf_dict_find(f, names, "EmbeddedFiles"), "Kids", visit_names, &c);
    list->n = c.files.len / sizeof *list->files;
    list->files = buf_keep(&c.files, a);
    return c.failed ? -1 : status;
}

/* Adds one part of a path. U+FFFD is what pdf_text has made of control characters. */
static void add_part(struct buf *b, const char *s, size_t len)
{
    if (b->len > 0)
        buf_puts(b, "/");
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(s, len, &i);
        buf_code_point(b, cp < 0x20 || cp == 0x7F || cp == '\\' || cp == ':' || cp == 0xFFFD ? '_'
                                                                                             : cp);
    }
}

const char *embedded_path(struct arena *a, const char *name)
{
    struct buf b = {0};
    bool fits = true;
    for (const char *s = name; *s != '\0';) {
        size_t len = strcspn(s, "/");
        bool nowhere =
            len == 0 || (len == 1 && s[0] == '.') || (len == 2 && memcmp(s, "..", 2) == 0);
        fits = fits && len <= PART_MAX;
        if (!nowhere)
            add_part(&b, s, len);
        s += len + (s[len] == '/');
    }
    const char *path = fits && b.len > 0 ? arena_strndup(a, b.data, b.len) : NULL;
    buf_free(&b);
    return path;
}

bool embedded_collide(const char *a, const char *b)
{
    size_t n = strlen(a), k = strlen(b);
    const char *longer = n > k ? a : b;
    size_t shorter = n > k ? k : n;
    return strncmp(a, b, shorter) == 0 && (longer[shorter] == '\0' || longer[shorter] == '/');
}
