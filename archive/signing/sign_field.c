#include "archive/signing/sign_field.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "pdf/pdf_same.h"
#include "pdf/pdf_text.h"
#include "pdf/pdf_tree.h"

/* A file of less than 10 GB: four of these hold the /ByteRange. */
#define RANGE_ROOM "[0 ########## ########## ##########]"

struct search {
    struct arena *arena;
    const struct pdf_file *f;
    const char *name;   /* NULL: an empty one */
    const char *signer; /* whom its words then name; "": anybody */
    struct sign_field *out;
    bool is_signed; /* the one of that name */
};

static void look_at(void *ctx, const struct pdf_value *field)
{
    struct search *s = ctx;
    if (s->out->number > 0 || s->is_signed || !pdf_is_signature_field(s->f, field))
        return;
    const char *name = pdf_field_name(s->arena, s->f, field);
    bool is_signed = pdf_dict_find(s->f, field, "V")->kind != PDF_NULL;
    const char *words = pdf_text(s->arena, pdf_dict_find(s->f, field, "TU"));
    bool meant = strstr(words != NULL ? words : "", s->signer) != NULL;
    if (s->name != NULL ? strcmp(name, s->name) != 0 : is_signed || !meant)
        return;
    s->is_signed = is_signed;
    *s->out = (struct sign_field){pdf_number_of(s->f, field), name, field};
}

int sign_field_find(struct arena *a, const struct pdf_file *f, const char *name, const char *signer,
                    struct source at, struct messages *m, struct sign_field *out)
{
    struct search s = {.arena = a, .f = f, .name = name, .signer = signer, .out = out};
    *out = (struct sign_field){0};
    if (pdf_walk_fields(f, look_at, &s) != 0)
        return -1;
    s.signer = "";
    if (name == NULL && out->number == 0 && pdf_walk_fields(f, look_at, &s) != 0)
        return -1;
    if (s.is_signed) {
        msg(m, SEV_ERROR, at, "field-signed",
            "the field %s is signed already: name an empty one with --field, or none",
            "签名域 %s 已签署：请用 --field 另选空白的签名域，或不写", name);
        return -1;
    }
    if (name != NULL && out->number == 0) {
        msg(m, SEV_ERROR, at, "no-field",
            "has no signature field %s: nianbao inspect lists those there are",
            "没有签名域 %s：可用 nianbao inspect 查看已有的签名域", name);
        return -1;
    }
    if (out->number == 0)
        sign_field_new(a, f, "Signature", out);
    return 0;
}

struct names {
    const struct pdf_file *f;
    struct arena *arena;
    const char *wanted;
    bool taken;
};

static void compare_name(void *ctx, const struct pdf_value *field)
{
    struct names *n = ctx;
    const char *part = pdf_text(n->arena, pdf_dict_find(n->f, field, "T"));
    n->taken = n->taken || (part != NULL && strcmp(part, n->wanted) == 0);
}

void sign_field_new(struct arena *a, const struct pdf_file *f, const char *stem,
                    struct sign_field *out)
{
    struct names n = {.f = f, .arena = a};
    for (int i = 1; i == 1 || n.taken; i++) {
        n.wanted = arena_printf(a, "%s%d", stem, i);
        n.taken = false;
        pdf_walk_fields(f, compare_name, &n);
    }
    *out = (struct sign_field){.name = n.wanted, .field = pdf_resolve(f, NULL)};
}

struct page_search {
    const struct pdf_file *f;
    const struct pdf_value *first, *tabbed;
};

static void look_at_page(void *ctx, const struct pdf_value *node)
{
    struct page_search *s = ctx;
    if (pdf_dict_find(s->f, node, "Kids")->kind == PDF_ARRAY)
        return;
    if (s->first == NULL)
        s->first = node;
    if (s->tabbed == NULL && pdf_is_name(pdf_dict_find(s->f, node, "Tabs"), "S"))
        s->tabbed = node;
}

/* ISO 14289-1, 7.18.3: pages with annotations have /Tabs /S, so one that has it is taken first. */
static size_t page_for_field(const struct pdf_file *f)
{
    struct page_search s = {.f = f};
    if (pdf_walk_pages(f, look_at_page, &s) != 0)
        return 0;
    const struct pdf_value *page = s.tabbed != NULL ? s.tabbed : s.first;
    return page != NULL ? pdf_number_of(f, page) : 0;
}

/* Left of and below what the page shows: nothing of it can be seen, and it needs no tag. */
static const char *unseen_rect(struct arena *a, const struct pdf_file *f,
                               const struct pdf_value *page)
{
    struct pdf_box box = {0};
    pdf_page_box(f, page, &box);
    long x = (long)box.left / 1000 - 10, y = (long)box.bottom / 1000 - 10;
    return arena_printf(a, "[%ld %ld %ld %ld]", x, y, x, y);
}

/* A key of the form, which is an object of its own or lies in the catalog. */
static void set_form(struct pdf_update *u, struct arena *a, const struct pdf_file *f,
                     const struct pdf_change *changes, size_t n)
{
    const struct pdf_value *form = pdf_form(f);
    size_t number = pdf_number_of(f, form), catalog = pdf_number_of(f, pdf_catalog(f));
    struct buf text = {0};
    for (size_t i = 0; number > 0 && i < n; i++)
        pdf_update_set(u, number, changes[i].key, changes[i].text);
    if (number > 0)
        return;
    pdf_write_dict(&text, form, changes, n);
    pdf_update_set(u, catalog, "AcroForm", arena_strdup(a, text.data));
    buf_free(&text);
}

/* The array under a key of owner with one more entry, as text in the arena. */
static const char *longer(struct arena *a, const struct pdf_file *f, const struct pdf_value *owner,
                          const char *key, const char *entry)
{
    struct buf b = {0};
    pdf_write_longer(&b, pdf_dict_find(f, owner, key), entry);
    return buf_keep(&b, a);
}

/* A field that is its own widget, in the form and on a page. */
static int add_field(struct pdf_update *u, struct arena *a, const struct pdf_file *f,
                     const struct sign_field *field, size_t value)
{
    size_t page = page_for_field(f);
    const struct pdf_value *form = pdf_form(f), *dict = pdf_object(f, page);
    struct buf b = {0};
    if (page == 0)
        return -1;
    buf_printf(&b,
               "<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/F 132\n/Rect %s\n/P %zu %d R\n"
               "/V %zu 0 R\n/T ",
               unseen_rect(a, f, dict), page, pdf_generation(f, page), value);
    pdf_write_text(&b, field->name);
    buf_puts(&b, "\n>>");
    const char *entry = arena_printf(a, "%zu 0 R", pdf_update_add(u, b.data, b.len));
    buf_free(&b);
    pdf_update_set(u, page, "Annots", longer(a, f, dict, "Annots", entry));
    const struct pdf_change changes[] = {{"Fields", longer(a, f, form, "Fields", entry)},
                                         {"SigFlags", "3"}};
    set_form(u, a, f, changes, 2);
    return 0;
}

static size_t add_value(struct pdf_update *u, const char *keys, size_t room)
{
    struct buf b = {0};
    buf_printf(&b, "<<\n%s/ByteRange " RANGE_ROOM "\n/Contents <", keys);
    for (size_t i = 0; i < room; i++)
        buf_puts(&b, "00");
    buf_puts(&b, ">\n>>");
    size_t number = pdf_update_add(u, b.data, b.len);
    buf_free(&b);
    return number;
}

long sign_field_fill(struct pdf_update *u, struct arena *a, const struct pdf_file *f,
                     const struct sign_field *field, const char *keys, size_t room,
                     struct source at, struct messages *m)
{
    size_t value = add_value(u, keys, room);
    int status = 0;
    if (field->number > 0) {
        const struct pdf_change flags = {"SigFlags", "3"};
        pdf_update_set(u, field->number, "V", arena_printf(a, "%zu 0 R", value));
        const struct pdf_value *form = pdf_form(f);
        if (pdf_dict_find(f, form, "SigFlags")->number != 3)
            set_form(u, a, f, &flags, 1);
    } else {
        status = add_field(u, a, f, field, value);
    }
    if (status == 0)
        return (long)value;
    msg(m, SEV_ERROR, at, "pdf-form", "has no page that a signature field could stand on",
        "没有可以放置签名域的页面");
    return -1;
}

struct sign_gap sign_gap_close(struct buf *file, size_t place)
{
    static const char key[] = "/Contents <";
    char range[sizeof RANGE_ROOM];
    char *text = file->data + place;
    char *gap = memmem(text, file->len - place, key, sizeof key - 1);
    struct sign_gap out = {(size_t)(gap - file->data) + sizeof key - 2, 0};
    out.gap_end = out.gap + strspn(file->data + out.gap + 1, "0") + 2;
    snprintf(range, sizeof range, "[0 %010zu %010zu %010zu]", out.gap, out.gap_end,
             file->len - out.gap_end);
    char *room = memmem(text, file->len - place, RANGE_ROOM, sizeof RANGE_ROOM - 1);
    memcpy(room, range, sizeof RANGE_ROOM - 1);
    return out;
}

int sign_gap_fill(struct buf *file, struct sign_gap gap, const struct buf *der)
{
    struct buf hex = {0};
    buf_hex(&hex, der->data, der->len);
    bool fits = hex.len <= gap.gap_end - gap.gap - 2;
    if (fits)
        memcpy(file->data + gap.gap + 1, hex.data, hex.len);
    buf_free(&hex);
    return fits ? 0 : -1;
}
