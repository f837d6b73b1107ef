#include "layouts/pages/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "data/report/report.h"
#include "layouts/compose/sizes.h"
#include "layouts/flow/figure_layout.h"
#include "layouts/flow/inlines.h"
#include "layouts/flow/list_label.h"
#include "layouts/flow/table_layout.h"
#include "layouts/style/style.h"

/* Blocks nested deeper are left out with a message; data/ refuses them earlier. */
#define DEPTH_MAX 64

/* Where blocks stand: the column they share, and what their paragraphs are. */
struct frame {
    int32_t left, width;
    int tag;
    enum text_kind text;
    int depth;
    const char *label; /* put before the first paragraph, or NULL */
    int label_tag;
    int32_t hang;           /* the label's column left of the frame; 0: it runs on into the text */
    int numbered, bulleted; /* lists around, by kind */
    bool tight;             /* nothing between a label that runs on and its text */
    const char *anchor;
};

/* The look of the frame's paragraphs; the insets of a quotation are in its frame. */
static struct text_style style_in(const struct flow *f, const struct frame *fr)
{
    struct text_style t = f->style->texts[fr->text];
    if (fr->text == TEXT_QUOTE)
        t.left = t.right = 0;
    return t;
}

/* A label in its own column: its runs join the first line of the text. */
static void hang_label(struct flow *f, struct para *p, const struct text_style *t,
                       const struct frame *fr)
{
    struct look look = inlines_look(t, fr->label_tag);
    struct spans text = f->spans;
    f->spans = (struct spans){0};
    inlines_text(f, &look, fr->label, NOWHERE);
    struct para_shape shape = {.width = f->width, .align = PARA_LEFT};
    struct para label = flow_compose_shape(f, &shape);
    free(f->spans.list);
    f->spans = text;
    if (label.n_lines == 0 || p->n_lines == 0)
        return;
    struct line *first = &p->lines[0], *l = &label.lines[0];
    struct line_run *runs = arena_array(f->arena, l->n_runs + first->n_runs, sizeof *runs);
    for (size_t i = 0; i < l->n_runs; i++) {
        runs[i] = l->runs[i];
        runs[i].x -= fr->hang;
    }
    if (first->n_runs > 0)
        memcpy(runs + l->n_runs, first->runs, first->n_runs * sizeof *runs);
    first->runs = runs;
    first->n_runs += l->n_runs;
}

/* The spans gathered -> strips; label and anchor of the frame are used up. */
static struct strip *emit(struct flow *f, struct frame *fr)
{
    const struct text_style t = style_in(f, fr);
    struct para p = flow_compose(f, &t, fr->width - t.left - t.right);
    if (fr->label != NULL && fr->hang > 0)
        hang_label(f, &p, &t, fr);
    struct strip *s = flow_lines(f, &p, &t, fr->left + t.left);
    if (s != NULL && fr->anchor != NULL)
        flow_strip_anchor(f, s, fr->tag, fr->anchor);
    fr->label = fr->anchor = NULL;
    return s;
}

static enum text_kind heading_text(int level)
{
    return TEXT_HEADING1 + (enum text_kind)(level < 1 ? 0 : level > 6 ? 5 : level - 1);
}

static int heading_tag(struct flow *f, int parent, int level)
{
    int tag = flow_tag(f, TAG_HEADING, parent);
    f->tags[tag].level = level;
    return tag;
}

/* "2.1" and a wide space where the style numbers headings of this level, else "". */
static const char *heading_number(struct flow *f, int level)
{
    int depth = (int)(heading_text(level) - TEXT_HEADING1);
    const char *number = "";
    f->headings[depth]++;
    for (int i = depth + 1; i < 6; i++)
        f->headings[i] = 0;
    for (int i = 0; i <= depth; i++)
        if (f->headings[i] > 0 && f->style->texts[TEXT_HEADING1 + i].numbered)
            number = arena_printf(f->arena, "%s%s%d", number, *number != '\0' ? "." : "",
                                  f->headings[i]);
    bool numbered = f->style->texts[TEXT_HEADING1 + depth].numbered;
    return numbered ? arena_printf(f->arena, "%s\u2003", number) : "";
}

/* The outline entry of a strip, and the place that the table of contents leads to. */
static void enter(struct flow *f, struct strip *s, int level, const char *title, int tag)
{
    s->outline = flow_outline(f, level, title);
    if (f->contents)
        flow_strip_anchor(f, s, tag, arena_printf(f->arena, "entry-%d", s->outline));
}

static void heading(struct flow *f, const struct node *n, struct frame *fr)
{
    struct frame own = *fr;
    own.text = heading_text(n->level);
    own.label = NULL;
    struct look look = inlines_look(&f->style->texts[own.text], heading_tag(f, fr->tag, n->level));
    const char *number = heading_number(f, n->level);
    inlines_text(f, &look, number, n->at);
    inlines_add(f, n->child, &look);
    size_t first = f->out->n;
    struct strip *s = emit(f, &own);
    if (s == NULL)
        return;
    if ((int64_t)(f->out->n - first) * s->height > (int64_t)f->height * FINE / 4)
        msg(f->messages, SEV_WARNING, n->at, "long-heading",
            "a heading of %zu lines; shorten it, or make it text",
            "标题长达%zu行；请缩短，或改作正文", f->out->n - first);
    s->barrier = n->level <= 1 && f->style->figure.within == WITHIN_SECTION;
    enter(f, s, n->level, arena_printf(f->arena, "%s%s", number, inlines_plain(f, n->child)),
          look.tag);
}

/* A label that runs on into its paragraph. */
static void run_label(struct flow *f, const struct frame *fr, const struct look *look)
{
    struct look label = *look;
    if (fr->label == NULL || fr->hang > 0)
        return;
    label.tag = fr->label_tag;
    inlines_text(f, &label, fr->label, NOWHERE);
    if (!fr->tight)
        inlines_text(f, &label, " ", NOWHERE);
}

static void paragraph(struct flow *f, const struct node *n, struct frame *fr)
{
    const struct text_style *t = &f->style->texts[fr->text];
    const struct node *first = n->child;
    const char *title = NULL;
    int level = 0, head_tag = 0;
    if (first != NULL && first->kind == NODE_RUN_IN) {
        level = first->level;
        head_tag = heading_tag(f, fr->tag, level);
        struct look head = inlines_look(&f->style->texts[heading_text(level)], head_tag);
        head.size = t->size;
        inlines_add(f, first->child, &head);
        title = inlines_plain(f, first->child);
        first = first->next;
    }
    struct look look = inlines_look(t, flow_tag(f, TAG_PARAGRAPH, fr->tag));
    run_label(f, fr, &look);
    inlines_add(f, first, &look);
    struct strip *s = emit(f, fr);
    if (s != NULL && title != NULL) {
        enter(f, s, level, title, head_tag);
        s->barrier = level == 1 && f->style->figure.within == WITHIN_SECTION;
    }
}

/* The text of a code block with its leading blanks and line ends kept. */
static void code_spans(struct flow *f, const struct node *n, const struct look *look)
{
    const char *text = n->text != NULL ? n->text : "";
    size_t len = strlen(text);
    if (len > 0 && text[len - 1] == '\n')
        len--;
    for (size_t i = 0; i <= len;) {
        size_t end = i;
        while (end < len && text[end] != '\n')
            end++;
        struct buf line = {0};
        size_t k = i;
        for (; k < end && (text[k] == ' ' || text[k] == '\t'); k++)
            buf_puts(&line, text[k] == ' ' ? "\u00a0" : "\u00a0\u00a0\u00a0\u00a0");
        for (; k < end; k++)
            buf_add(&line, (unsigned char)text[k] < ' ' ? " " : &text[k], 1);
        struct look own = *look;
        inlines_text(f, &own,
                     line.len > 0 ? arena_strndup(f->arena, line.data, line.len) : "\u00a0", n->at);
        f->spans.list[f->spans.n - 1].break_after = end < len;
        buf_free(&line);
        i = end + 1;
    }
}

static void code_block(struct flow *f, const struct node *n, const struct frame *fr)
{
    struct frame own = *fr;
    own.text = TEXT_CODE;
    own.label = NULL;
    struct look look = inlines_look(&f->style->texts[TEXT_CODE], flow_tag(f, TAG_CODE, fr->tag));
    code_spans(f, n, &look);
    emit(f, &own);
}

/* A thematic break: an empty line with a short rule, or just white where lines are free. */
static void separator(struct flow *f)
{
    const struct grid_style *g = &f->style->grid;
    int32_t thin = f->style->table.thin;
    struct strip *s = flow_strip(f, 0);
    s->grid = g->snap;
    s->height = g->pitch;
    s->extent = g->em;
    flow_strip_rule(f, s, f->width / 3, sizes_millipoints(g->em) / 2, f->width - 2 * (f->width / 3),
                    thin);
}

static void blocks(struct flow *f, const struct node *first, struct frame *fr);

static void list_item(struct flow *f, const struct node *n, int level, const struct frame *list)
{
    const struct list_style *ls = &f->style->list;
    struct frame fr = *list;
    int item = flow_tag(f, TAG_LIST_ITEM, list->tag);
    fr.label = list_label(f, n, level);
    /* 1. （1） ① stand close to a hanzi by the standard; bullets need air */
    fr.tight = f->rules.language == LANG_ZH && list_numbered(n);
    fr.label_tag = flow_tag(f, TAG_LABEL, item);
    fr.tag = flow_tag(f, TAG_LIST_BODY, item);
    fr.hang = ls->form == LIST_HANG ? ls->label : 0;
    if (fr.width - fr.hang < 4 * f->style->texts[fr.text].size)
        fr.hang = 0;
    fr.left += fr.hang;
    fr.width -= fr.hang;
    if (n->child == NULL || n->child->kind != NODE_PARAGRAPH) {
        struct look look = inlines_look(&f->style->texts[fr.text], fr.tag);
        run_label(f, &fr, &look);
        emit(f, &fr);
    }
    blocks(f, n->child, &fr);
}

static void list(struct flow *f, const struct node *n, const struct frame *fr)
{
    struct frame own = *fr;
    own.tag = flow_tag(f, TAG_LIST, fr->tag);
    if (fr->text == TEXT_BODY)
        own.text = TEXT_LIST;
    own.label = NULL;
    bool numbered = n->child != NULL && list_numbered(n->child);
    own.numbered += numbered;
    own.bulleted += !numbered;
    f->tags[own.tag].level = !numbered;
    int32_t nest = n->level > 1 ? f->style->list.nest : 0;
    if (own.width - nest >= 8 * f->style->texts[own.text].size) {
        own.left += nest;
        own.width -= nest;
    }
    for (const struct node *item = n->child; item != NULL; item = item->next)
        list_item(f, item, numbered ? own.numbered : own.bulleted, &own);
}

static void quote(struct flow *f, const struct node *n, const struct frame *fr)
{
    struct frame own = *fr;
    own.tag = flow_tag(f, TAG_QUOTE, fr->tag);
    own.text = TEXT_QUOTE;
    own.label = NULL;
    const struct text_style *t = &f->style->texts[TEXT_QUOTE];
    if (own.width - t->left - t->right >= 8 * t->size) {
        own.left += t->left;
        own.width -= t->left + t->right;
    }
    blocks(f, n->child, &own);
}

static void block(struct flow *f, const struct node *n, struct frame *fr)
{
    switch (n->kind) {
    case NODE_HEADING: heading(f, n, fr); break;
    case NODE_PARAGRAPH: paragraph(f, n, fr); break;
    case NODE_LIST: list(f, n, fr); break;
    case NODE_QUOTE: quote(f, n, fr); break;
    case NODE_CODE_BLOCK: code_block(f, n, fr); break;
    case NODE_SEPARATOR: separator(f); break;
    case NODE_TABLE: table_add(f, n, fr->tag); break;
    case NODE_FIGURE: figure_add(f, n, fr->tag); break;
    default: break; /* footnotes are made apart; items, rows and cells by their parents */
    }
}

static void paragraph_beside(struct flow *f, const struct node *n, int32_t width, void *ctx)
{
    struct frame fr = *(struct frame *)ctx;
    fr.width = width;
    paragraph(f, n, &fr);
}

/* A block; with a figure go the paragraphs beside it. The last node added. */
static const struct node *block_and_company(struct flow *f, const struct node *n, struct frame *fr)
{
    int32_t column = n->kind == NODE_FIGURE && fr->left == 0 ? figure_column(f, n) : 0;
    if (column > 0)
        return figure_beside(f, n, fr->tag, column, paragraph_beside, fr);
    block(f, n, fr);
    return n;
}

static void blocks(struct flow *f, const struct node *first, struct frame *fr)
{
    if (++fr->depth > DEPTH_MAX) {
        if (first != NULL)
            msg(f->messages, SEV_ERROR, first->at, "deep-nesting",
                "nested more than %d deep; make it flatter", "嵌套超过%d层；请减少层次", DEPTH_MAX);
    } else {
        for (const struct node *n = first; n != NULL; n = n->next)
            n = block_and_company(f, n, fr);
    }
    fr->depth--;
}

/* A display text whose lines the author may have ended. */
struct strip *blocks_display(struct flow *f, struct display text, const struct text_style *t,
                             int tag)
{
    struct look look = inlines_look(t, tag);
    inlines_lines(f, &look, text.lines, text.at);
    struct para p = flow_compose(f, t, f->width - t->left - t->right);
    return flow_lines(f, &p, t, t->left);
}

struct display blocks_report_title(const struct report *r)
{
    return (struct display){r->title_lines != NULL ? r->title_lines : r->title, r->title_at};
}

struct display blocks_report_subtitle(const struct report *r)
{
    return (struct display){r->subtitle_lines != NULL ? r->subtitle_lines : r->subtitle,
                            r->subtitle_at};
}

void blocks_title(struct flow *f, struct display title, struct display subtitle, const char *entry)
{
    struct text_style t = f->style->texts[TEXT_TITLE];
    if (f->out->n > 0)
        t.before = 0; /* what stands above it has its own distance */
    int tag = flow_tag(f, TAG_TITLE, 1);
    struct strip *s = blocks_display(f, title, &t, tag);
    if (s != NULL)
        enter(f, s, 1, entry, tag);
    if (subtitle.lines != NULL)
        blocks_display(f, subtitle, &f->style->texts[TEXT_SUBTITLE], flow_tag(f, TAG_PARAGRAPH, 1));
}

static void footnote(struct flow *f, const struct node *n)
{
    f->footnotes = list_room(f->footnotes, f->n_footnotes, &f->cap_footnotes, sizeof *f->footnotes);
    struct footnote *note = &f->footnotes[f->n_footnotes++];
    *note = (struct footnote){.number = n->number};
    f->out = &note->strips;
    f->keep = 0;
    f->after = 0;
    int tag = flow_tag(f, TAG_NOTE, 1);
    struct frame fr = {.width = f->width,
                       .text = TEXT_FOOTNOTE,
                       .tag = tag,
                       .label = inlines_note_mark(f, n->number),
                       .label_tag = flow_tag(f, TAG_LABEL, tag),
                       .anchor = inlines_target(f, "note", n->number) + 1};
    blocks(f, n->child, &fr);
    f->out = &f->body;
}

void blocks_add(struct flow *f, const struct node *document)
{
    struct frame fr = {.width = f->width, .tag = 1, .text = TEXT_BODY};
    const struct node *first = document != NULL ? document->child : NULL;
    blocks(f, first, &fr);
    int keep = f->keep;
    int64_t after = f->after;
    for (const struct node *n = first; n != NULL; n = n->next)
        if (n->kind == NODE_FOOTNOTE)
            footnote(f, n);
    f->keep = keep;
    f->after = after;
}
