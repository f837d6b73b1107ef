#include "pdf/pdf_update.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"

#define CHANGES_MAX 8

/* An offset in a cross-reference stream has so many bytes, enough for a terabyte. */
#define OFFSET_BYTES 5

/* An object of the revision: it has a text of its own or, text NULL, is a dict of the file with
 * changes. */
struct updated {
    size_t number, place;
    const char *text;
    size_t len;
    struct pdf_change changes[CHANGES_MAX];
    size_t n_changes;
};

struct pdf_update {
    struct arena *arena;
    const struct pdf_file *f;
    const char *bytes;
    size_t next;
    struct updated *objects;
    size_t n, room;
};

struct pdf_update *pdf_update_new(struct arena *a, const struct pdf_file *f, const char *bytes)
{
    struct pdf_update *u = arena_alloc(a, sizeof *u);
    *u = (struct pdf_update){.arena = a, .f = f, .bytes = bytes, .next = pdf_size(f)};
    return u;
}

/* Adds an object to the revision. */
static struct updated *add_object(struct pdf_update *u, size_t number)
{
    u->objects = list_room_in(u->arena, u->objects, u->n, &u->room, sizeof *u->objects);
    u->objects[u->n].number = number;
    return &u->objects[u->n++];
}

static struct updated *find(const struct pdf_update *u, size_t number)
{
    for (size_t i = 0; i < u->n; i++)
        if (u->objects[i].number == number)
            return &u->objects[i];
    return NULL;
}

size_t pdf_update_add(struct pdf_update *u, const char *text, size_t len)
{
    struct updated *o = add_object(u, u->next++);
    o->text = arena_strndup(u->arena, text, len);
    o->len = len;
    return o->number;
}

size_t pdf_update_add_stream(struct pdf_update *u, const char *keys, const void *bytes, size_t len)
{
    struct buf b = {0};
    buf_printf(&b, "<<%s/Length %zu", keys, len);
    pdf_write_data(&b, bytes, len);
    size_t number = pdf_update_add(u, b.data, b.len);
    buf_free(&b);
    return number;
}

void pdf_update_set(struct pdf_update *u, size_t number, const char *key, const char *text)
{
    struct updated *o = find(u, number);
    if (o == NULL)
        o = add_object(u, number);
    size_t i = 0;
    while (i < o->n_changes && strcmp(o->changes[i].key, key) != 0)
        i++;
    if (i == CHANGES_MAX)
        abort();
    o->n_changes += i == o->n_changes;
    o->changes[i] = (struct pdf_change){key, text != NULL ? arena_strdup(u->arena, text) : NULL};
}

size_t pdf_update_place(const struct pdf_update *u, size_t number)
{
    const struct updated *o = find(u, number);
    return o != NULL ? o->place : 0;
}

static int by_number(const void *a, const void *b)
{
    size_t x = ((const struct updated *)a)->number, y = ((const struct updated *)b)->number;
    return (x > y) - (x < y);
}

/* Writes an object and tells where it begins. Its generation stays; that of a new one is 0. */
static size_t write_object(struct pdf_update *u, struct updated *o, struct buf *out)
{
    size_t begin = out->len;
    buf_printf(out, "%zu %d obj\n", o->number, pdf_generation(u->f, o->number));
    o->place = out->len;
    if (o->text != NULL)
        buf_add(out, o->text, o->len);
    else
        pdf_write_dict(out, pdf_object(u->f, o->number), o->changes, o->n_changes);
    buf_puts(out, "\nendobj\n");
    return begin;
}

/* Writes /Root and the like of the newest trailer, with /Size and /Prev of this revision. */
static void write_trailer_keys(const struct pdf_update *u, struct buf *out, size_t size)
{
    static const char *const kept[] = {"Root", "Info", "ID"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const struct pdf_value *v = pdf_plain(pdf_trailer(u->f), kept[i]);
        if (v == NULL)
            continue;
        buf_printf(out, "/%s ", kept[i]);
        pdf_write_value(out, v);
        buf_puts(out, "\n");
    }
    buf_printf(out, "/Size %zu\n/Prev %zu\n", size, pdf_newest_xref(u->f));
}

/* How many objects from the i-th on are numbered without a gap. */
static size_t run_of(const struct updated *list, size_t n, size_t i)
{
    size_t k = i + 1;
    while (k < n && list[k].number == list[k - 1].number + 1)
        k++;
    return k - i;
}

static void write_table(const struct pdf_update *u, const struct updated *list, size_t n,
                        const size_t *begins, struct buf *out)
{
    buf_puts(out, "xref\n0 1\n0000000000 65535 f \n");
    for (size_t i = 0; i < n;) {
        size_t run = run_of(list, n, i);
        buf_printf(out, "%zu %zu\n", list[i].number, run);
        for (; run > 0; run--, i++)
            buf_printf(out, "%010zu %05d n \n", begins[i], pdf_generation(u->f, list[i].number));
    }
    buf_puts(out, "trailer\n<<\n");
    write_trailer_keys(u, out, u->next);
    buf_puts(out, ">>\n");
}

/* Writes a cross-reference stream (7.5.8), whose own entry comes last. */
static void write_stream(const struct pdf_update *u, const struct updated *list, size_t n,
                         const size_t *begins, struct buf *out)
{
    struct buf entries = {0}, index = {0};
    for (size_t i = 0; i < n;) {
        size_t run = run_of(list, n, i);
        buf_printf(&index, "%zu %zu ", list[i].number, run);
        for (; run > 0; run--, i++)
            pdf_write_entry(&entries, PDF_ENTRY_PLAIN, begins[i], OFFSET_BYTES,
                            (size_t)pdf_generation(u->f, list[i].number));
    }
    pdf_write_entry(&entries, PDF_ENTRY_PLAIN, out->len, OFFSET_BYTES, 0);
    buf_printf(out, "%zu 0 obj\n<<\n/Type /XRef\n/W [1 %d 2]\n/Index [%s%zu 1]\n", u->next,
               OFFSET_BYTES, index.len > 0 ? index.data : "", u->next);
    write_trailer_keys(u, out, u->next + 1);
    buf_printf(out, "/Length %zu\n", entries.len);
    pdf_write_data(out, entries.data, entries.len);
    buf_puts(out, "\nendobj\n");
    buf_free(&entries);
    buf_free(&index);
}

void pdf_update_write(struct pdf_update *u, struct buf *out)
{
    size_t n = u->n, len = pdf_length(u->f);
    struct updated *list = u->objects;
    size_t *begins = arena_array(u->arena, n + 1, sizeof *begins);
    qsort(list, n, sizeof *list, by_number);
    buf_add(out, u->bytes, len);
    if (u->bytes[len - 1] != '\n' && u->bytes[len - 1] != '\r')
        buf_puts(out, "\n");
    for (size_t i = 0; i < n; i++)
        begins[i] = write_object(u, &list[i], out);
    size_t xref = out->len;
    if (pdf_has_xref_stream(u->f))
        write_stream(u, list, n, begins, out);
    else
        write_table(u, list, n, begins, out);
    pdf_write_end(out, xref);
}
