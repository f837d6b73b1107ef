#include "data/report/image.h"
#include "data/report/report.h"
#include "layouts/style/style.h"
#include "render/output/formats.h"

/* What every trace begins with. */
#define MAGIC "nianbao trace 1\n"

static void put_text(struct buf *out, const char *s, size_t len)
{
    buf_puts(out, "\"");
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_puts(out, "\\n");
        else if (c < 0x20 || c == 0x7F)
            buf_printf(out, "\\x%02x", c);
        else
            buf_add(out, &s[i], 1);
    }
    buf_puts(out, "\"");
}

static void put_string(struct buf *out, const char *s)
{
    size_t len = 0;
    while (s != NULL && s[len] != '\0')
        len++;
    put_text(out, s, len);
}

static const char *tag_name(const struct tag *t)
{
    switch (t->kind) {
    case TAG_ARTIFACT: return "artifact";
    case TAG_DOCUMENT: return "document";
    case TAG_TITLE: return "title";
    case TAG_HEADING: return "h";
    case TAG_PARAGRAPH: return "p";
    case TAG_LIST: return "list";
    case TAG_LIST_ITEM: return "item";
    case TAG_LABEL: return "label";
    case TAG_LIST_BODY: return "body";
    case TAG_QUOTE: return "quote";
    case TAG_CODE: return "code";
    case TAG_TABLE: return "table";
    case TAG_TABLE_ROW: return "tr";
    case TAG_TABLE_HEAD: return "th";
    case TAG_ROW_HEAD: return "rh";
    case TAG_TABLE_CELL: return "td";
    case TAG_FIGURE: return "figure";
    case TAG_CAPTION: return "caption";
    case TAG_CONTENTS: return "contents";
    case TAG_CONTENTS_ENTRY: return "entry";
    case TAG_NOTE: return "note";
    case TAG_REFERENCE: return "reference";
    case TAG_LINK: return "link";
    case TAG_FORM: return "form";
    }
    return "?";
}

static void put_tag(struct buf *out, const struct pages *p, int tag)
{
    if (tag < 0 || (size_t)tag >= p->n_tags)
        return;
    const struct tag *t = &p->tags[tag];
    buf_printf(out, " tag=%s", tag_name(t));
    if (t->kind == TAG_HEADING)
        buf_printf(out, "%d", t->level);
    if (t->columns > 1)
        buf_printf(out, " columns=%d", t->columns);
    if (t->rows > 1)
        buf_printf(out, " rows=%d", t->rows);
}

static void put_run(struct buf *out, const struct style *s, const struct text_run *r)
{
    buf_printf(out, " %d %s ", (int)r->size, r->role < s->n_faces ? s->faces[r->role].name : "?");
    put_text(out, r->text, r->len);
    buf_printf(out, " w=%d", (int)r->width);
    if (r->stretch != 0)
        buf_printf(out, " stretch=%d", (int)r->stretch);
    if (r->colour != 0)
        buf_printf(out, " colour=%06x", (unsigned)r->colour);
}

static void put_place(struct buf *out, const char *kind, const struct item *i)
{
    buf_printf(out, "  %s %d %d", kind, (int)i->x, (int)i->y);
}

static void put_box(struct buf *out, const char *kind, const struct item *i)
{
    put_place(out, kind, i);
    buf_printf(out, " %dx%d", (int)i->w, (int)i->h);
}

static void put_item(struct buf *out, const struct pages *p, const struct style *s,
                     const struct item *i)
{
    switch (i->kind) {
    case ITEM_TEXT:
        put_place(out, "text", i);
        put_run(out, s, &i->run);
        break;
    case ITEM_RULE:
        put_box(out, "rule", i);
        if (i->colour != 0)
            buf_printf(out, " colour=%06x", (unsigned)i->colour);
        break;
    case ITEM_IMAGE:
        put_box(out, "image", i);
        buf_puts(out, " ");
        put_string(out, i->image->name);
        break;
    case ITEM_CHART:
        put_box(out, "chart", i);
        buf_printf(out, " %s", i->chart->name);
        break;
    case ITEM_LINK:
        put_box(out, "link", i);
        buf_puts(out, " ");
        put_string(out, i->target);
        break;
    case ITEM_ANCHOR:
        put_place(out, "anchor", i);
        buf_puts(out, " ");
        put_string(out, i->target);
        break;
    case ITEM_FIELD:
        put_box(out, "field", i);
        buf_puts(out, " ");
        put_string(out, i->target);
        break;
    }
    put_tag(out, p, i->tag);
    buf_puts(out, "\n");
}

/*
 * All pages as text, one line per item with position, size, face and text: the debugger, and the
 * format of the golden files.
 */
static int write_trace(const struct pages *pages, const struct chart_context *ctx,
                       const struct format_wish *wish, struct buf *out)
{
    (void)wish;
    buf_puts(out, MAGIC);
    buf_puts(out, "title ");
    put_string(out, pages->title);
    buf_puts(out, "\n");
    for (size_t i = 0; i < pages->n_pages; i++) {
        const struct page *p = &pages->pages[i];
        buf_printf(out, "page %zu %dx%d label=", i + 1, (int)p->width, (int)p->height);
        put_string(out, p->label);
        if (p->turn != TURN_NONE)
            buf_printf(out, " turned=%s items=%zu", p->turn == TURN_LEFT ? "left" : "right",
                       p->n_turned);
        buf_puts(out, "\n");
        for (size_t k = 0; k < p->n_items; k++)
            put_item(out, pages, ctx->style, &p->items[k]);
    }
    for (size_t i = 0; i < pages->n_outline; i++) {
        const struct outline_entry *e = &pages->outline[i];
        buf_printf(out, "outline %d ", e->level);
        put_string(out, e->title);
        buf_printf(out, " page %zu %d\n", e->page + 1, (int)e->y);
    }
    return 0;
}

const struct format trace_format = {
    .name = "trace",
    .magic = MAGIC,
    .mark = "",
    .uses = FORMAT_REPORT,
    .write = write_trace,
    .about_en = "the placed pages as text, to standard output unless -o is given",
    .about_zh = "各页排版结果的文本形式，不加 -o 时写到标准输出"};
