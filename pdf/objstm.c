#include "pdf/objstm.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/deflate.h"
#include "pdf/pdf_write.h"

/* So many objects go into a stream, since readers inflate the whole of it for any of them. */
#define PACKED_MAX 512

/* Bytes of the places of entries, and of their three fields together (/W). */
enum { WHERE_BYTES = 4, ENTRY_BYTES = 7 };

struct entry {
    int type;
    size_t where; /* offset, or the number of the object stream */
    size_t index; /* in that stream; of a free one the next generation */
};

struct packer {
    const struct classic_file *file;
    struct entry *entries; /* of all objects; those made here follow the file's own */
    size_t n;
    struct buf *out;
};

/* The bytes of object i with its "obj" and "endobj". */
static const char *object_of(const struct classic_file *f, size_t i, size_t *len)
{
    size_t end = f->table, from = f->places[i].offset;
    for (size_t k = i + 1; k < f->n; k++)
        if (f->places[k].offset > 0) {
            end = f->places[k].offset;
            break;
        }
    *len = end - from;
    return f->bytes + from;
}

static void put_plain(struct packer *p)
{
    for (size_t i = 0; i < p->file->n; i++) {
        if (p->file->places[i].packed || p->file->places[i].offset == 0)
            continue;
        size_t len;
        const char *object = object_of(p->file, i, &len);
        p->entries[i] = (struct entry){PDF_ENTRY_PLAIN, p->out->len, 0};
        buf_add(p->out, object, len);
    }
}

/* Writes a new object, a stream, and deflates its data. */
static void put_stream(struct packer *p, const char *dict, const struct buf *data)
{
    size_t len;
    unsigned char *deflated = deflate_bytes(data->data, data->len, &len);
    p->entries[p->n] = (struct entry){PDF_ENTRY_PLAIN, p->out->len, 0};
    buf_printf(p->out, "%zu 0 obj\n<<%s/Filter/FlateDecode/Length %zu", p->n++, dict, len);
    pdf_write_data(p->out, deflated, len);
    buf_puts(p->out, "\nendobj\n");
    free(deflated);
}

/* What stands between "obj" and "endobj", which end their lines (libharu). */
static void add_value(struct buf *b, const char *object, size_t len)
{
    static const char begin[] = "obj\n", end[] = "\nendobj\n";
    const char *from = memmem(object, len, begin, strlen(begin));
    const char *to = object + len - strlen(end);
    assert(from != NULL && memcmp(to, end, strlen(end)) == 0);
    from += strlen(begin);
    buf_add(b, from, (size_t)(to - from));
}

/* Writes an object stream of the packed objects from number i on. Gives the number behind its last.
 */
static size_t put_packed(struct packer *p, size_t i)
{
    struct buf heads = {0}, values = {0};
    size_t n = 0;
    for (; i < p->file->n && n < PACKED_MAX; i++) {
        if (!p->file->places[i].packed)
            continue;
        size_t len;
        const char *object = object_of(p->file, i, &len);
        p->entries[i] = (struct entry){PDF_ENTRY_PACKED, p->n, n++};
        buf_printf(&heads, "%zu %zu ", i, values.len);
        add_value(&values, object, len);
        buf_puts(&values, "\n");
    }
    if (n > 0) {
        char dict[64];
        snprintf(dict, sizeof dict, "/Type/ObjStm/N %zu/First %zu", n, heads.len);
        buf_add(&heads, values.data, values.len);
        put_stream(p, dict, &heads);
    }
    buf_free(&heads);
    buf_free(&values);
    return i;
}

/* Each row tells how it differs from the row above (PNG "up"), which deflates to a fifth. */
static void add_rows(struct buf *b, const struct entry *entries, size_t n)
{
    struct buf plain = {0};
    for (size_t i = 0; i < n; i++)
        pdf_write_entry(&plain, entries[i].type, entries[i].where, WHERE_BYTES, entries[i].index);
    for (size_t i = 0; i < plain.len; i++) {
        int above = i >= ENTRY_BYTES ? plain.data[i - ENTRY_BYTES] : 0;
        char up = (char)(plain.data[i] - above);
        if (i % ENTRY_BYTES == 0)
            buf_add(b, "\2", 1);
        buf_add(b, &up, 1);
    }
    buf_free(&plain);
}

/* The entries of the file's trailer but /Size, which comes last (libharu). */
static void add_trailer(struct buf *b, const struct classic_file *f)
{
    static const char begin[] = "trailer\n<<", size[] = "/Size ";
    const char *tail = f->bytes + f->table;
    size_t len = f->len - f->table;
    const char *from = memmem(tail, len, begin, strlen(begin));
    const char *to = memmem(tail, len, size, strlen(size));
    assert(from != NULL && to != NULL);
    from += strlen(begin);
    buf_add(b, from, (size_t)(to - from));
}

static void put_table(struct packer *p)
{
    struct buf rows = {0}, dict = {0};
    size_t start = p->out->len, n = p->n + 1;
    p->entries[p->n] = (struct entry){PDF_ENTRY_PLAIN, start, 0};
    add_rows(&rows, p->entries, n);
    add_trailer(&dict, p->file);
    buf_printf(&dict, "/Type/XRef/Size %zu/W[1 %d 2]/DecodeParms<</Predictor 12/Columns %d>>", n,
               WHERE_BYTES, ENTRY_BYTES);
    put_stream(p, dict.data, &rows);
    pdf_write_end(p->out, start);
    buf_free(&rows);
    buf_free(&dict);
}

void objstm_write(const struct classic_file *file, struct buf *out)
{
    size_t room = file->n + file->n / PACKED_MAX + 2; /* with streams of objects, and the table */
    struct packer p = {file, must_alloc(room, sizeof *p.entries), file->n, out};
    memset(p.entries, 0, room * sizeof *p.entries);
    p.entries[0].index = 65535;
    size_t first = 0;
    while (first < file->n && file->places[first].offset == 0)
        first++;
    buf_add(out, file->bytes, first < file->n ? file->places[first].offset : file->table);
    put_plain(&p);
    for (size_t i = 0; i < file->n;)
        i = put_packed(&p, i);
    put_table(&p);
    free(p.entries);
}
