#include "render/output/pdffiles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "pdf/pdf_text.h"

/* What a file is by the end of its name, and what the report has it for. */
struct kind {
    const char *end, *mime, *relationship;
};

static const struct kind *kind_of(const char *name)
{
    static const struct kind kinds[] = {
        {".ini", "text/plain", "Source"},
        {".md", "text/markdown", "Source"},
        {".markdown", "text/markdown", "Source"},
        {".txt", "text/plain", "Source"},
        {".csv", "text/csv", "Data"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Data"},
        {".xls", "application/vnd.ms-excel", "Data"},
        {".png", "image/png", "Source"},
        {".jpg", "image/jpeg", "Source"},
        {".jpeg", "image/jpeg", "Source"}};
    static const struct kind other = {"", "application/octet-stream", "Source"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t end = strlen(kinds[i].end);
        if (len > end && strcasecmp(name + len - end, kinds[i].end) == 0)
            return &kinds[i];
    }
    return &other;
}

/* ISO 32000-1 7.11.4: the bytes with their size and MD5. NULL when they cannot be read. */
static struct haru_dict *embedded_stream(struct haru *h, const struct report_input *i,
                                         struct messages *m)
{
    struct arena *a = arena_new();
    struct haru_dict *stream = NULL;
    size_t len;
    const char *bytes = file_read(a, i->file->path, FILE_SIZE_MAX, &len, NOWHERE, m);
    if (bytes != NULL) {
        unsigned char md5[DIGEST_MD5];
        struct haru_dict *params = haru_dict(h, false);
        digest_md5(bytes, len, md5);
        haru_set_number(h, params, "Size", (int)len);
        haru_set_bytes(h, params, "CheckSum", md5, sizeof md5);
        stream = haru_stream(h, bytes, len);
        haru_set_name(h, stream, "Type", "EmbeddedFile");
        haru_set_name(h, stream, "Subtype", kind_of(i->name)->mime);
        haru_set_dict(h, stream, "Params", params);
    }
    arena_free(a);
    return stream;
}

static struct haru_dict *specification(struct haru *h, const struct report_input *i,
                                       struct haru_dict *stream)
{
    struct haru_dict *d = haru_dict(h, true), *files = haru_dict(h, false);
    haru_set_dict(h, files, "F", stream);
    haru_set_dict(h, files, "UF", stream);
    haru_set_name(h, d, "Type", "Filespec");
    haru_set_text(h, d, "F", i->name);
    haru_set_text(h, d, "UF", i->name);
    haru_set_dict(h, d, "EF", files);
    haru_set_name(h, d, "AFRelationship", kind_of(i->name)->relationship);
    return d;
}

/* Keys of a name tree are in the order of their bytes (7.9.6), as in the file. */
struct entry {
    struct buf key;
    struct haru_dict *file;
};

static int by_key(const void *px, const void *py)
{
    const struct buf *x = &((const struct entry *)px)->key, *y = &((const struct entry *)py)->key;
    int order = memcmp(x->data, y->data, x->len < y->len ? x->len : y->len);
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static void write_tree(struct haru *h, struct entry *entries, size_t n)
{
    struct haru_array *names = haru_array(h, false);
    struct haru_dict *tree = haru_dict(h, false), *all = haru_dict(h, false);
    qsort(entries, n, sizeof *entries, by_key);
    for (size_t i = 0; i < n; i++) {
        haru_add_bytes(h, names, entries[i].key.data, entries[i].key.len);
        haru_add_dict(h, names, entries[i].file);
    }
    haru_set_array(h, tree, "Names", names);
    haru_set_dict(h, all, "EmbeddedFiles", tree);
    haru_set_dict(h, haru_catalog(h), "Names", all);
}

static int check_places(const struct report_input *inputs, size_t n, struct messages *m)
{
    int status = 0;
    for (size_t i = 0; i < n; i++)
        if (!inputs[i].inside) {
            msg(m, SEV_ERROR, IN_FILE(inputs[i].file->path), "input-outside",
                "to be embedded, a file must lie in the report's folder; copy it there, or write "
                "conformance = 2a+ua",
                "须嵌入的文件应在报告文件夹内；请复制到其中，或写“标准 = 2a+ua”");
            status = -1;
        }
    return status;
}

int pdffiles_embed(struct haru *h, const struct report_input *inputs, size_t n, struct messages *m)
{
    int status = check_places(inputs, n, m);
    if (status < 0)
        return status;
    struct entry *entries = must_alloc(n + 1, sizeof *entries);
    struct haru_array *associated = haru_array(h, false);
    for (size_t i = 0; i < n; i++) {
        struct haru_dict *stream = embedded_stream(h, &inputs[i], m);
        if (stream == NULL)
            status = -1;
        entries[i] = (struct entry){.file = specification(h, &inputs[i], stream)};
        pdf_text_string(&entries[i].key, inputs[i].name);
        haru_add_dict(h, associated, entries[i].file);
    }
    haru_set_array(h, haru_catalog(h), "AF", associated);
    write_tree(h, entries, n);
    for (size_t i = 0; i < n; i++)
        buf_free(&entries[i].key);
    free(entries);
    return status;
}
