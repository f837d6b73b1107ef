#include "data/narrative/markdown.h"

#include <stdlib.h>
#include <string.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "data/narrative/footnotes.h"
#include "data/narrative/labels.h"
#include "data/narrative/outline.h"
#include "data/narrative/placeholder.h"
#include "data/narrative/table_merge.h"
#include "data/report/words.h"

/*
 * CommonMark lets ** close only where a blank or a mark follows when a mark stands before it, so
 * 「**（二）、……。**我们」 would stay as typed. A character that counts as a mark (U+10A7F, of a
 * dead script) is put between such stars and the letter beside them, and taken out of every text
 * again.
 */
#define STAR_HELPER_UTF8 "\xF0\x90\xA9\xBF"

/* Stands for a soft line break until the text on both its sides is known. */
static const char soft_break[] = "\n";

struct reader {
    struct reading *rd;
    struct arena *a;
    const char *file;
    int line;       /* of what is being read */
    int cmark_line; /* the same as cmark has it, which counts no line for a break written \ */
    int missed;     /* such breaks in this block */
    bool broken;    /* a forced break was just read */
    bool cell;
    int list_level;
    int footnotes;
};

static struct source here(const struct reader *md)
{
    return (struct source){.file = md->file, .line = md->line};
}

static bool is_chinese_mark(uint32_t cp)
{
    return (cp >= 0x2010 && cp <= 0x205E) || cp == 0xB7 || (cp >= 0x3001 && cp <= 0x3003) ||
           (cp >= 0x3008 && cp <= 0x3011) || (cp >= 0x3014 && cp <= 0x301F) ||
           (cp >= 0xFF01 && cp <= 0xFF0F) || (cp >= 0xFF1A && cp <= 0xFF20) ||
           (cp >= 0xFF3B && cp <= 0xFF3F) || (cp >= 0xFF5B && cp <= 0xFF65);
}

static bool is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
    return !utf8_is_blank(cp) && !is_chinese_mark(cp);
}

/* The text with helpers beside stars between a Chinese mark and a letter. The caller frees. */
static struct buf help_stars(const char *text, size_t len)
{
    struct buf out = {0};
    size_t copied = 0;
    uint32_t before = ' ';
    for (size_t i = 0; i < len;) {
        size_t at = i;
        uint32_t cp = utf8_next(text, len, &i);
        if (cp != '*') {
            before = cp;
            continue;
        }
        while (i < len && text[i] == '*')
            i++;
        size_t next = i;
        uint32_t after = next < len ? utf8_next(text, len, &next) : ' ';
        bool closing = is_chinese_mark(before) && is_letter(after);
        bool opening = is_letter(before) && is_chinese_mark(after);
        before = '*';
        if (!closing && !opening)
            continue;
        size_t where = closing ? i : at;
        buf_add(&out, text + copied, where - copied);
        buf_puts(&out, STAR_HELPER_UTF8);
        copied = where;
    }
    buf_add(&out, text + copied, len - copied);
    return out;
}

/* A copy of text without helpers. */
static const char *copy_text(struct reader *md, const char *text)
{
    char *copy = arena_strdup(md->a, text != NULL ? text : "");
    char *to = strstr(copy, STAR_HELPER_UTF8);
    if (to == NULL)
        return copy;
    const size_t n = strlen(STAR_HELPER_UTF8);
    for (const char *from = to; *from;) {
        if (strncmp(from, STAR_HELPER_UTF8, n) == 0)
            from += n;
        else
            *to++ = *from++;
    }
    *to = '\0';
    return copy;
}

static bool too_deep(struct reader *md, int depth)
{
    if (depth <= MARKDOWN_DEPTH_MAX)
        return false;
    msg(md->rd->m, SEV_ERROR, here(md), "too-deep", "nested more than %d deep; make it simpler",
        "嵌套超过%d层；请简化", MARKDOWN_DEPTH_MAX);
    return true;
}

/* A text left with [^NAME] in it calls a footnote that is not there. */
static void check_footnotes(struct reader *md, const char *text)
{
    for (const char *s = strstr(text, "[^"); s; s = strstr(s + 2, "[^")) {
        int n = 2 + (int)strcspn(s + 2, "[] \t");
        if (s[n] == ']' && n > 2)
            msg(md->rd->m, SEV_ERROR, here(md), "unknown-footnote",
                "there is no footnote %.*s; add a paragraph that begins with %.*s:",
                "没有脚注%.*s；请补上以“%.*s:”开头的段落", n + 1, s, n + 1, s);
    }
}

static struct node *append(struct reader *md, struct node *parent, enum node_kind kind)
{
    struct node *n = node_new(md->a, kind, here(md));
    node_append(parent, n);
    return n;
}

static void inlines(struct reader *md, cmark_node *parent, struct node *out, int depth);

static void bad_image(struct reader *md, cmark_node *n)
{
    msg(md->rd->m, SEV_ERROR, here(md), "image",
        "%s: a figure or table must stand alone in its paragraph; put empty lines around it",
        "%s：图、表须独占一段；请在前后各空一行", cmark_node_get_url(n));
}

static void raw_html(struct reader *md)
{
    msg(md->rd->m, SEV_ERROR, here(md), "html", "HTML is not supported; write Markdown",
        "不支持 HTML；请用 Markdown 写法");
}

static void one_inline(struct reader *md, cmark_node *n, struct node *out, int depth)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT: {
        const char *text = copy_text(md, cmark_node_get_literal(n));
        check_footnotes(md, text);
        placeholder_inlines(md->rd->report, out, text, strlen(text), md->cell, here(md), md->rd->m);
        break;
    }
    case CMARK_NODE_SOFTBREAK:
        append(md, out, NODE_TEXT)->text = soft_break;
        md->line++;
        break;
    case CMARK_NODE_LINEBREAK:
        append(md, out, NODE_BREAK);
        md->line++;
        md->broken = true;
        break;
    case CMARK_NODE_CODE:
        append(md, out, NODE_CODE)->text = copy_text(md, cmark_node_get_literal(n));
        break;
    case CMARK_NODE_EMPH: inlines(md, n, append(md, out, NODE_EMPHASIS), depth + 1); break;
    case CMARK_NODE_STRONG: inlines(md, n, append(md, out, NODE_STRONG), depth + 1); break;
    case CMARK_NODE_LINK: {
        bool table;
        const char *target = copy_text(md, cmark_node_get_url(n));
        struct node *link =
            append(md, out, label_name(target, &table) != NULL ? NODE_REFERENCE : NODE_LINK);
        link->target = target;
        inlines(md, n, link, depth + 1);
        break;
    }
    case CMARK_NODE_FOOTNOTE_REFERENCE: /* its literal has become the number */
        append(md, out, NODE_NOTE_REF)->number = atoi(cmark_node_get_literal(n));
        break;
    case CMARK_NODE_IMAGE: bad_image(md, n); break;
    case CMARK_NODE_HTML_INLINE: raw_html(md); break;
    default: break;
    }
}

/* Sets the line of an inline; a cell knows only its row's, and 0 is not known. */
static void find_line(struct reader *md, cmark_node *n)
{
    int line = cmark_node_get_start_line(n);
    if (md->cell || line <= 0)
        return;
    if (md->broken && line == md->cmark_line)
        md->missed++;
    md->broken = false;
    md->cmark_line = line;
    if (cmark_node_get_end_line(n) > line && cmark_node_first_child(n) == NULL)
        md->cmark_line = cmark_node_get_end_line(n); /* code over several lines */
    md->line = line + md->missed;
}

static void inlines(struct reader *md, cmark_node *parent, struct node *out, int depth)
{
    if (too_deep(md, depth))
        return;
    for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n)) {
        find_line(md, n);
        one_inline(md, n, out, depth);
    }
}

static uint32_t first_code_point(const char *s)
{
    size_t i = 0;
    return utf8_next(s, strlen(s), &i);
}

static uint32_t last_code_point(const char *s)
{
    size_t len = strlen(s), i = len - 1;
    while (i > 0 && ((unsigned char)s[i] & 0xC0) == 0x80)
        i--;
    return utf8_next(s, len, &i);
}

static bool is_chinese(uint32_t cp)
{
    return utf8_is_hanzi(cp) || is_chinese_mark(cp) || cp == 0x3000;
}

/* Soft breaks become nothing between two Chinese characters, else a blank. */
static void join_lines(struct reader *md, struct node *parent, uint32_t *before,
                       struct node **waiting)
{
    for (struct node *n = parent->child; n; n = n->next) {
        const char *text = n->text;
        if (n->kind == NODE_REFERENCE && n->child == NULL) /* its label comes later */
            text = word(md->rd->report->language, W_FIGURE);
        if (text == soft_break) {
            *waiting = n;
        } else if (n->kind == NODE_BREAK) {
            *before = 0;
        } else if (text != NULL && *text != '\0') {
            if (*waiting != NULL)
                (*waiting)->text =
                    is_chinese(*before) && is_chinese(first_code_point(text)) ? "" : " ";
            *waiting = NULL;
            *before = last_code_point(text);
        } else {
            join_lines(md, n, before, waiting);
        }
    }
}

static void drop_empty_text(struct node *parent)
{
    struct node *kept = NULL;
    for (struct node *n = parent->child; n; n = n->next) {
        drop_empty_text(n);
        if (n->kind == NODE_TEXT && (*n->text == '\0' || n->text == soft_break))
            continue;
        if (kept != NULL)
            kept->next = n;
        else
            parent->child = n;
        kept = n;
    }
    if (kept != NULL)
        kept->next = NULL;
    else
        parent->child = NULL;
    parent->last = kept;
}

/* All inlines of a block. */
static void inline_block(struct reader *md, cmark_node *n, struct node *out)
{
    uint32_t before = 0;
    struct node *waiting = NULL;
    md->missed = 0;
    md->broken = false;
    inlines(md, n, out, 1);
    join_lines(md, out, &before, &waiting);
    drop_empty_text(out);
}

/* The text a paragraph's node begins with, "" for none. */
static const char *leading_text(const struct node *n)
{
    return n->child != NULL && n->child->text != NULL ? n->child->text : "";
}

/* Strong text with an outline number at the beginning, text following, is a run-in heading. */
static void mark_run_in(struct node *paragraph)
{
    struct node *strong = paragraph->child;
    if (strong == NULL || strong->kind != NODE_STRONG || strong->next == NULL)
        return;
    const char *text = leading_text(strong);
    int level;
    if (outline_number(text, strlen(text), &level) == 0)
        return;
    strong->kind = NODE_RUN_IN;
    strong->level = level;
}

/* Takes {#LABEL} off the last text of a caption. */
static const char *cut_label(struct reader *md, cmark_node *caption)
{
    cmark_node *last = cmark_node_last_child(caption);
    if (last == NULL || cmark_node_get_type(last) != CMARK_NODE_TEXT)
        return NULL;
    char *text = arena_strdup(md->a, cmark_node_get_literal(last));
    size_t len = strlen(text);
    const char *label = label_cut(md->a, text, &len);
    text[len] = '\0';
    if (label != NULL)
        cmark_node_set_literal(last, text);
    return label;
}

/* A figure or table in a paragraph of its own. */
static void figure(struct reader *md, cmark_node *n, struct node *out)
{
    struct placing p = {.at = here(md),
                        .label = cut_label(md, n),
                        .target = copy_text(md, cmark_node_get_url(n)),
                        .title = copy_text(md, cmark_node_get_title(n)),
                        .caption = node_new(md->a, NODE_PARAGRAPH, here(md))};
    inline_block(md, n, p.caption);
    struct node *placed = narrative_place(md->rd, &p);
    if (placed != NULL)
        node_append(out, placed);
}

static void paragraph(struct reader *md, cmark_node *n, struct node *out)
{
    cmark_node *only = cmark_node_first_child(n);
    if (only != NULL && cmark_node_next(only) == NULL &&
        cmark_node_get_type(only) == CMARK_NODE_IMAGE) {
        figure(md, only, out);
        return;
    }
    struct node *p = append(md, out, NODE_PARAGRAPH);
    inline_block(md, n, p);
    mark_run_in(p);
}

static bool is_table(cmark_node *n)
{
    return n != NULL && strcmp(cmark_node_get_type_string(n), "table") == 0;
}

/* The length of the mark that makes a paragraph before a table its caption, or 0. */
static size_t caption_mark(const char *text, bool *landscape)
{
    static const char *const marks[] = {
        "表：",       "表:",       "Table:",   "Table：", /* and turned pages: */
        "表（横）：", "表（横）:", "表(横)：", "表(横):", "Table (landscape):"};
    for (size_t i = 0; text != NULL && i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0) {
            *landscape = i >= 4;
            return strlen(marks[i]);
        }
    return 0;
}

/* Takes "（单位：‰）" or "(in %)" off a caption's end; the text of the unit's line, or NULL. */
static const char *caption_unit(struct reader *md, struct node *caption)
{
    static const struct {
        const char *open, *close;
        size_t keep; /* of open: what stays in the line */
    } forms[] = {{"（单位：", "）", sizeof "单位：" - 1},
                 {"(In ", ")", sizeof "In " - 1},
                 {" (In ", ")", sizeof "In " - 1}};
    struct node *last = caption->last;
    for (size_t i = 0; last != NULL && last->kind == NODE_TEXT && i < sizeof forms / sizeof *forms;
         i++) {
        const char *at = strstr(last->text, forms[i].open);
        size_t len = strlen(last->text), end = strlen(forms[i].close);
        if (at == NULL || strcmp(last->text + len - end, forms[i].close) != 0)
            continue;
        const char *unit = at + strlen(forms[i].open) - forms[i].keep;
        unit = arena_strndup(md->a, unit, (size_t)(last->text + len - end - unit));
        last->text = arena_strndup(md->a, last->text, (size_t)(at - last->text));
        return unit;
    }
    return NULL;
}

static bool is_caption(cmark_node *n)
{
    cmark_node *text = cmark_node_first_child(n);
    bool landscape;
    return cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH && is_table(cmark_node_next(n)) &&
           text != NULL && cmark_node_get_type(text) == CMARK_NODE_TEXT &&
           caption_mark(cmark_node_get_literal(text), &landscape) > 0;
}

/* The caption, which may say that the table lies on a turned page, and what it is counted in. */
static struct node *table_caption(struct reader *md, cmark_node *n, bool *landscape,
                                  const char **unit)
{
    struct node *p = node_new(md->a, NODE_PARAGRAPH, here(md));
    p->label = cut_label(md, n);
    inline_block(md, n, p);
    struct node *first = p->child;
    if (first != NULL && first->kind == NODE_TEXT) {
        first->text += caption_mark(first->text, landscape);
        first->text += strspn(first->text, " ");
        *unit = caption_unit(md, p);
        drop_empty_text(p);
    }
    return p;
}

static enum align column_align(uint8_t letter)
{
    return letter == 'c' ? ALIGN_CENTRE : letter == 'r' ? ALIGN_RIGHT : ALIGN_LEFT;
}

static void table_row(struct reader *md, cmark_node *n, const uint8_t *aligns, bool head,
                      struct node *table)
{
    struct node *row = append(md, table, NODE_ROW);
    row->head = head;
    md->cell = true;
    uint16_t column = 0;
    for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c), column++) {
        struct node *cell = append(md, row, NODE_CELL);
        cell->align = aligns != NULL ? column_align(aligns[column]) : ALIGN_LEFT;
        inline_block(md, c, cell);
    }
    md->cell = false;
}

static void table(struct reader *md, cmark_node *n, struct node *caption, struct node *out)
{
    struct node *t = append(md, out, NODE_TABLE);
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(n);
    for (cmark_node *r = cmark_node_first_child(n); r; r = cmark_node_next(r)) {
        bool head = cmark_gfm_extensions_get_table_row_is_header(r) != 0;
        cmark_node *next = cmark_node_next(r);
        md->line = cmark_node_get_start_line(r);
        if (head && next != NULL) /* right even where text stands straight above the table */
            md->line = cmark_node_get_start_line(next) - 2;
        table_row(md, r, aligns, head, t);
    }
    table_merge(md->a, t);
    if (caption != NULL) {
        t->label = caption->label;
        narrative_number(md->rd, t, caption);
    }
}

static void blocks(struct reader *md, cmark_node *parent, struct node *out, int depth);

static void list(struct reader *md, cmark_node *n, struct node *out, int depth)
{
    struct node *l = append(md, out, NODE_LIST);
    bool ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
    char delim = cmark_node_get_list_delim(n) == CMARK_PAREN_DELIM ? ')' : '.';
    int number = cmark_node_get_list_start(n);
    l->level = ++md->list_level;
    l->number = ordered ? number : 0;
    for (cmark_node *c = cmark_node_first_child(n); c; c = cmark_node_next(c)) {
        md->line = cmark_node_get_start_line(c);
        struct node *item = append(md, l, NODE_ITEM);
        item->text = ordered ? arena_printf(md->a, "%d%c", number++, delim) : "•";
        blocks(md, c, item, depth + 1);
    }
    md->list_level--;
}

static void code_block(struct reader *md, cmark_node *n, struct node *out)
{
    const char *text = copy_text(md, cmark_node_get_literal(n));
    size_t len = strlen(text);
    if (len > 0 && text[len - 1] == '\n')
        len--;
    append(md, out, NODE_CODE_BLOCK)->text = arena_strndup(md->a, text, len);
}

/* A footnote that says nothing. */
static void check_note(struct reader *md, const struct node *note)
{
    if (note->child == NULL || (note->child->child == NULL && note->child->next == NULL &&
                                note->child->kind == NODE_PARAGRAPH))
        msg(md->rd->m, SEV_WARNING, note->at, "empty-footnote",
            "the footnote has no text; write it behind the colon, or take out its calls",
            "脚注没有内容；请写在冒号后，或删去引用");
}

static void one_block(struct reader *md, cmark_node *n, struct node *out, int depth)
{
    struct node *block;
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_PARAGRAPH: paragraph(md, n, out); break;
    case CMARK_NODE_HEADING:
        block = append(md, out, NODE_HEADING);
        block->level = cmark_node_get_heading_level(n);
        inline_block(md, n, block);
        break;
    case CMARK_NODE_BLOCK_QUOTE: blocks(md, n, append(md, out, NODE_QUOTE), depth + 1); break;
    case CMARK_NODE_LIST: list(md, n, out, depth + 1); break;
    case CMARK_NODE_CODE_BLOCK: code_block(md, n, out); break;
    case CMARK_NODE_THEMATIC_BREAK: append(md, out, NODE_SEPARATOR); break;
    case CMARK_NODE_HTML_BLOCK: raw_html(md); break;
    case CMARK_NODE_FOOTNOTE_DEFINITION: /* at the document's end, in order of reference */
        block = append(md, out, NODE_FOOTNOTE);
        block->number = ++md->footnotes;
        blocks(md, n, block, depth + 1);
        check_note(md, block);
        break;
    default: break;
    }
}

static void blocks(struct reader *md, cmark_node *parent, struct node *out, int depth)
{
    if (too_deep(md, depth))
        return;
    struct node *caption = NULL;
    bool landscape = false;
    const char *unit = NULL;
    for (cmark_node *n = cmark_node_first_child(parent); n; n = cmark_node_next(n)) {
        if (cmark_node_get_start_line(n) > 0)
            md->line = cmark_node_get_start_line(n);
        else if (is_table(cmark_node_next(n))) /* text straight above a table has its line */
            md->line = cmark_node_get_start_line(cmark_node_next(n));
        if (is_caption(n)) {
            caption = table_caption(md, n, &landscape, &unit);
        } else if (is_table(n)) {
            table(md, n, caption, out);
            out->last->landscape = landscape;
            out->last->unit = unit;
            caption = NULL;
            landscape = false;
            unit = NULL;
        } else {
            one_block(md, n, out, depth);
        }
    }
}

/* cmark's time grows with the square of the columns of a table, so there is a limit. */
static bool too_many_columns(struct reader *md, const char *text, size_t len)
{
    int bars = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '|' && ++bars > MARKDOWN_COLUMNS_MAX) {
            msg(md->rd->m, SEV_ERROR, here(md), "too-many-columns",
                "more than %d columns; make several tables of it", "超过%d列；请拆成几张表",
                MARKDOWN_COLUMNS_MAX);
            return true;
        }
        if (text[i] == '\n') {
            bars = 0;
            md->line++;
        }
    }
    md->line = 1;
    return false;
}

struct node *markdown_read(struct reading *rd, const char *text, size_t len, const char *file)
{
    struct reader md = {.rd = rd, .a = rd->report->arena, .file = file, .line = 1};
    if (too_many_columns(&md, text, len))
        return NULL;
    struct node *root = node_new(md.a, NODE_DOCUMENT, here(&md));
    footnotes_check(md.a, text, len, file, rd->m);
    struct buf helped = help_stars(text, len);
    cmark_gfm_core_extensions_ensure_registered();
    /* CMARK_OPT_SOURCEPOS counts lines inside code spans and link targets too */
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS);
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, helped.data != NULL ? helped.data : "", helped.len);
    buf_free(&helped);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_consolidate_text_nodes(document);
    blocks(&md, document, root, 0);
    cmark_node_free(document);
    cmark_parser_free(parser);
    return root;
}
