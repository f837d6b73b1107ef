#include "layouts/flow/inlines.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/utf8.h"
#include "data/report/node.h"
#include "layouts/flow/table_notes.h"
#include "layouts/style/style.h"

/* Inline nodes nested deeper than anyone means are left out; it bounds the recursion. */
#define DEPTH_MAX 64

struct look inlines_look(const struct text_style *t, int tag)
{
    return (struct look){
        .role = t->face, .size = t->size, .colour = t->colour, .tracking = t->tracking, .tag = tag};
}

static struct span *add(struct flow *f, const struct look *look, const char *text, size_t len,
                        struct source at)
{
    struct spans *s = &f->spans;
    s->list = list_room(s->list, s->n, &s->cap, sizeof *s->list);
    s->list[s->n] = (struct span){.role = look->role,
                                  .size = look->size,
                                  .colour = look->colour,
                                  .rise = look->rise,
                                  .tracking = look->tracking,
                                  .tag = look->tag,
                                  .link = look->link,
                                  .text = text,
                                  .len = len,
                                  .at = at};
    return &s->list[s->n++];
}

void inlines_text(struct flow *f, const struct look *look, const char *text, struct source at)
{
    if (text != NULL && *text != '\0')
        add(f, look, text, strlen(text), at);
}

void inlines_lines(struct flow *f, const struct look *look, const char *lines, struct source at)
{
    for (size_t len; *lines != '\0'; lines += len + (lines[len] == '\n')) {
        len = strcspn(lines, "\n");
        add(f, look, lines, len, at)->break_after = lines[len] == '\n';
    }
}

/* The code point of a circled number, or 0. */
static uint32_t circled(int n)
{
    if (n >= 1 && n <= 20)
        return 0x2460 + (uint32_t)n - 1; /* ① to ⑳ */
    if (n >= 21 && n <= 35)
        return 0x3251 + (uint32_t)n - 21; /* ㉑ to ㉟ */
    if (n >= 36 && n <= 50)
        return 0x32b1 + (uint32_t)n - 36; /* ㊱ to ㊿ */
    return 0;
}

const char *inlines_mark(struct flow *f, enum note_mark kind, int place)
{
    static const char stars[] = "******";
    char mark[4];
    switch (kind) {
    case MARK_CIRCLED:
        if (circled(place) != 0)
            return arena_strndup(f->arena, mark, utf8_put(circled(place), mark));
        break;
    case MARK_LETTERS:
        if (place >= 1 && place <= 26)
            return arena_printf(f->arena, "%c", 'a' + place - 1);
        break;
    case MARK_STARS:
        if (place >= 1 && place < (int)sizeof stars)
            return arena_strndup(f->arena, stars, (size_t)place);
        break;
    case MARK_DIGITS: break;
    }
    return arena_printf(f->arena, "%d", place);
}

const char *inlines_note_mark(struct flow *f, int number)
{
    return inlines_mark(f, f->style->footnote.mark, number);
}

const char *inlines_target(struct flow *f, const char *kind, int number)
{
    return arena_printf(f->arena, "#%s-%d", kind, number);
}

static void add_call(struct flow *f, const struct node *n, const struct look *look)
{
    const struct footnote_style *s = &f->style->footnote;
    struct look raised = *look;
    const char *mark;
    raised.rise += (int32_t)((int64_t)look->size * s->call_rise / 1000);
    raised.size = (int32_t)((int64_t)look->size * s->call_size / 1000);
    raised.tag = flow_tag(f, TAG_LINK, flow_tag(f, TAG_REFERENCE, look->tag));
    if (f->cell_notes != NULL) {
        raised.link = table_notes_target(f, n->number);
        mark = table_notes_mark(f, n->number);
        add(f, &raised, mark, strlen(mark), n->at);
        return;
    }
    raised.link = inlines_target(f, "note", n->number);
    mark = inlines_note_mark(f, n->number);
    add(f, &raised, mark, strlen(mark), n->at)->note = n->number;
}

static void add_break(struct flow *f, const struct node *n, const struct look *look)
{
    if (f->spans.n == 0)
        add(f, look, "", 0, n->at);
    f->spans.list[f->spans.n - 1].break_after = true;
}

static void add_all(struct flow *f, const struct node *first, const struct look *look, int depth);

static void add_inside(struct flow *f, const struct node *n, struct look look, int face, int depth)
{
    look.role = face;
    add_all(f, n->child, &look, depth + 1);
}

static void add_link(struct flow *f, const struct node *n, struct look look, int depth)
{
    look.tag = flow_tag(f, TAG_LINK, look.tag);
    look.link = n->target;
    add_all(f, n->child, &look, depth + 1);
}

static void add_all(struct flow *f, const struct node *first, const struct look *look, int depth)
{
    const struct inline_style *faces = &f->style->inlines;
    if (depth > DEPTH_MAX)
        return;
    for (const struct node *n = first; n != NULL; n = n->next) {
        struct look code = *look;
        switch (n->kind) {
        case NODE_TEXT:
        case NODE_VALUE: inlines_text(f, look, n->text, n->at); break;
        case NODE_STRONG: add_inside(f, n, *look, faces->strong, depth); break;
        case NODE_EMPHASIS: add_inside(f, n, *look, faces->emphasis, depth); break;
        case NODE_CODE:
            code.role = faces->code;
            inlines_text(f, &code, n->text, n->at);
            break;
        case NODE_LINK: add_link(f, n, *look, depth); break;
        case NODE_NOTE_REF: add_call(f, n, look); break;
        case NODE_BREAK: add_break(f, n, look); break;
        default: /* a block among inlines: its text still counts */
            add_all(f, n->child, look, depth + 1);
        }
    }
}

void inlines_add(struct flow *f, const struct node *first, const struct look *look)
{
    add_all(f, first, look, 0);
}

static void plain(struct buf *b, const struct node *first, int depth)
{
    if (depth > DEPTH_MAX)
        return;
    for (const struct node *n = first; n != NULL; n = n->next) {
        if (n->kind == NODE_BREAK)
            buf_puts(b, " ");
        else if (n->kind == NODE_TEXT || n->kind == NODE_VALUE || n->kind == NODE_CODE)
            buf_puts(b, n->text != NULL ? n->text : "");
        plain(b, n->child, depth + 1);
    }
}

const char *inlines_plain(struct flow *f, const struct node *first)
{
    struct buf b = {0};
    plain(&b, first, 0);
    const char *text = arena_strndup(f->arena, b.len > 0 ? b.data : "", b.len);
    buf_free(&b);
    return text;
}
