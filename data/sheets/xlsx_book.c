#include "data/sheets/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/list.h"
#include "data/sheets/cells.h"
#include "data/sheets/zipfile.h"

/* More than any workbook has; each takes memory. */
#define SHEETS_MAX 4096
#define FORMATS_MAX 65536
#define STRINGS_MAX (16u << 20)

struct relation {
    const char *id, *part;
};

struct relations {
    struct arena *arena;
    const char *folder; /* of the part that has them, with its slash */
    struct relation *list;
    size_t n, cap;
    /* Parts found by their type; NULL when there is none. */
    const char *document, *strings, *styles;
};

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static void add_relation(struct relations *r, const char *id, const char *part)
{
    r->list = list_room(r->list, r->n, &r->cap, sizeof r->list[0]);
    r->list[r->n++] = (struct relation){arena_strdup(r->arena, id), part};
}

static void relation_start(void *ctx, const char *name, const char *const *attributes)
{
    struct relations *r = ctx;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL ||
        r->n >= 2 * SHEETS_MAX || (mode != NULL && strcmp(mode, "External") == 0))
        return;
    const char *part = target[0] == '/' ? arena_strdup(r->arena, target + 1)
                                        : arena_printf(r->arena, "%s%s", r->folder, target);
    if (ends_with(type, "/officeDocument"))
        r->document = part;
    else if (ends_with(type, "/sharedStrings"))
        r->strings = part;
    else if (ends_with(type, "/styles"))
        r->styles = part;
    else if (ends_with(type, "/worksheet"))
        add_relation(r, id, part);
}

static void nothing_ends(void *ctx, const char *name)
{
    (void)ctx, (void)name;
}

/* The relations of part, "" being the file as a whole. 0, or -1 told. */
static int read_relations(struct xlsx_book *b, const char *part, struct relations *r)
{
    const char *slash = strrchr(part, '/');
    size_t len = slash != NULL ? (size_t)(slash + 1 - part) : 0;
    r->arena = b->arena;
    r->folder = arena_strndup(b->arena, part, len);
    const char *path = arena_printf(b->arena, "%s_rels/%s.rels", r->folder, part + len);
    return xlsx_part_read(b, path, (struct xml_events){relation_start, nothing_ends, NULL, r},
                          NULL);
}

static const char *find_relation(const struct relations *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->list[i].id, id) == 0)
            return r->list[i].part;
    return NULL;
}

struct sheets_ctx {
    struct xlsx_book *b;
    const struct relations *r;
    size_t cap;
};

static bool is_true(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void sheet_start(void *ctx, const char *name, const char *const *attributes)
{
    struct sheets_ctx *c = ctx;
    struct xlsx_book *b = c->b;
    if (strcmp(name, "workbookPr") == 0)
        b->date1904 = is_true(xml_attribute(attributes, "date1904"));
    if (strcmp(name, "sheet") != 0 || b->n_sheets == SHEETS_MAX)
        return;
    const char *title = xml_attribute(attributes, "name");
    const char *id = xml_attribute(attributes, "id");
    const char *state = xml_attribute(attributes, "state");
    const char *part = id != NULL ? find_relation(c->r, id) : NULL;
    if (part == NULL || title == NULL) /* a sheet that is a chart */
        return;
    b->sheets = list_room(b->sheets, b->n_sheets, &c->cap, sizeof b->sheets[0]);
    b->sheets[b->n_sheets++] = (struct sheet_entry){arena_strdup(b->arena, title), part,
                                                    state != NULL && strcmp(state, "visible") != 0};
}

struct strings_ctx {
    struct xlsx_book *b;
    size_t cap;
    struct buf text;
    int phonetic; /* inside a reading aid, which is no text */
    bool in_text;
    bool stop;
};

static void string_start(void *ctx, const char *name, const char *const *attributes)
{
    struct strings_ctx *c = ctx;
    (void)attributes;
    if (strcmp(name, "si") == 0)
        c->text.len = 0;
    c->phonetic += strcmp(name, "rPh") == 0;
    c->in_text = c->phonetic == 0 && strcmp(name, "t") == 0;
}

static void string_text(void *ctx, const char *text, size_t len)
{
    struct strings_ctx *c = ctx;
    if (c->in_text && c->text.len <= CELLS_TEXT_MAX)
        buf_add(&c->text, text, len);
}

static void string_end(void *ctx, const char *name)
{
    struct strings_ctx *c = ctx;
    struct xlsx_book *b = c->b;
    c->in_text = false;
    c->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") != 0)
        return;
    if (b->n_strings == STRINGS_MAX) {
        msg(b->m, SEV_ERROR, b->at, "too-much-data", "more than %u shared strings",
            "共享字符串超过 %u 个", STRINGS_MAX);
        c->stop = true;
        return;
    }
    b->strings = list_room(b->strings, b->n_strings, &c->cap, sizeof b->strings[0]);
    b->strings[b->n_strings++] = xlsx_text(b->arena, &c->text);
}

static int read_strings(struct xlsx_book *b, const char *part)
{
    struct strings_ctx c = {.b = b};
    int status = xlsx_part_read(
        b, part, (struct xml_events){string_start, string_end, string_text, &c}, &c.stop);
    buf_free(&c.text);
    return status;
}

struct own_format {
    int id;
    struct cell_format format;
};

struct styles_ctx {
    struct xlsx_book *b;
    size_t cap;
    struct own_format *own;
    size_t n_own, cap_own;
    bool in_cells; /* in cellXfs, the styles that cells have */
};

static struct cell_format find_format(const struct styles_ctx *c, int id)
{
    for (size_t i = 0; i < c->n_own; i++)
        if (c->own[i].id == id)
            return c->own[i].format;
    return cell_format_builtin(id);
}

static void style_start(void *ctx, const char *name, const char *const *attributes)
{
    struct styles_ctx *c = ctx;
    struct xlsx_book *b = c->b;
    const char *id = xml_attribute(attributes, "numFmtId");
    const char *code = xml_attribute(attributes, "formatCode");
    if (strcmp(name, "cellXfs") == 0)
        c->in_cells = true;
    /* A workbook has a few hundred formats of its own at most; the search is linear. */
    if (strcmp(name, "numFmt") == 0 && id != NULL && code != NULL && c->n_own < 1000) {
        c->own = list_room(c->own, c->n_own, &c->cap_own, sizeof c->own[0]);
        c->own[c->n_own++] = (struct own_format){atoi(id), cell_format_read(code)};
    }
    if (!c->in_cells || strcmp(name, "xf") != 0 || b->n_formats == FORMATS_MAX)
        return;
    b->formats = list_room(b->formats, b->n_formats, &c->cap, sizeof b->formats[0]);
    b->formats[b->n_formats++] = find_format(c, id != NULL ? atoi(id) : 0);
}

static void style_end(void *ctx, const char *name)
{
    struct styles_ctx *c = ctx;
    if (strcmp(name, "cellXfs") == 0)
        c->in_cells = false;
}

static int read_styles(struct xlsx_book *b, const char *part)
{
    struct styles_ctx c = {.b = b};
    int status =
        xlsx_part_read(b, part, (struct xml_events){style_start, style_end, NULL, &c}, NULL);
    free(c.own);
    return status;
}

static int not_xlsx(struct xlsx_book *b)
{
    msg(b->m, SEV_ERROR, b->at, "not-a-workbook",
        "this is not an .xlsx workbook inside: open it in a spreadsheet and save it as .xlsx",
        "文件内容不是 .xlsx 工作簿：请在表格软件中打开并另存为 .xlsx");
    return -1;
}

static int read_parts(struct xlsx_book *b, struct relations *top, struct relations *r)
{
    if (read_relations(b, "", top) != 0)
        return -1;
    if (top->document == NULL || ends_with(top->document, ".bin") ||
        !zipfile_has(b->zip, top->document))
        return not_xlsx(b);
    if (read_relations(b, top->document, r) != 0)
        return -1;
    struct sheets_ctx c = {.b = b, .r = r};
    if (xlsx_part_read(b, top->document, (struct xml_events){sheet_start, nothing_ends, NULL, &c},
                       NULL) != 0)
        return -1;
    if (r->strings != NULL && read_strings(b, r->strings) != 0)
        return -1;
    return r->styles != NULL ? read_styles(b, r->styles) : 0;
}

int xlsx_book_read(struct xlsx_book *b)
{
    struct relations top = {0}, r = {0};
    int status = zipfile_has(b->zip, "_rels/.rels") ? read_parts(b, &top, &r) : not_xlsx(b);
    free(top.list);
    free(r.list);
    return status;
}
