/*
 * What the tests of layout share: a measurer of fixed widths, a report tree made by hand, and ways
 * to find things on the pages.
 */
#ifndef NIANBAO_LAYOUT_FIXTURE_H
#define NIANBAO_LAYOUT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "data/report/report.h"
#include "layouts/compose/measure.h"
#include "layouts/compose/sizes.h"
#include "layouts/pages/layout.h"
#include "layouts/style/style.h"

static inline size_t stub_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
                                struct glyph *out, size_t cap, struct source at)
{
    (void)ctx, (void)role, (void)at;
    size_t n = 0;
    for (size_t i = 0; i < len; n++) {
        size_t start = i;
        uint32_t cp = utf8_next(text, len, &i);
        if (n < cap)
            out[n] = (struct glyph){.id = cp,
                                    .bytes = (uint16_t)(i - start),
                                    .at = (uint32_t)start,
                                    .advance = cp < 0x80 ? size / 2 : size};
    }
    return n;
}

static inline struct ink stub_ink(void *ctx, const struct glyph *g, int32_t size)
{
    (void)ctx;
    /* a dash has its ink at mid height, everything else fills its box */
    if (g->id == 0x2014)
        return (struct ink){.left = 0, .top = -size * 4 / 10, .right = size, .bottom = -size / 3};
    return (struct ink){.left = 0, .top = -size * 8 / 10, .right = g->advance, .bottom = size / 8};
}

static inline struct face_metrics stub_metrics(void *ctx, int role, int32_t size)
{
    (void)ctx, (void)role;
    return (struct face_metrics){.ascent = size - size / 8, .descent = size / 8};
}

static inline int32_t stub_chart_height(void *ctx, const struct chart *c, int32_t width)
{
    (void)c, (void)width;
    return *(const int32_t *)ctx;
}

struct fixture {
    struct arena *arena;
    struct messages *messages;
    const struct style *style;
    struct report report;
    struct node *document;
    int32_t chart_height;
    struct chart chart;
};

static inline int setup(void **state)
{
    struct fixture *f = must_alloc(1, sizeof *f);
    *f = (struct fixture){.arena = arena_new(), .messages = messages_new(LANG_EN)};
    f->style = style_load(f->arena, "layouts/gb9704.ini", "", NOWHERE, f->messages);
    f->document = node_new(f->arena, NODE_DOCUMENT, NOWHERE);
    f->report = (struct report){.title = "工作总结", .narrative = f->document};
    f->chart = (struct chart){.name = "c", .summary = "what it shows"};
    f->chart_height = 150000;
    *state = f;
    return f->style == NULL;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    messages_free(f->messages);
    arena_free(f->arena);
    free(f);
    return 0;
}

static inline struct node *child(struct fixture *f, struct node *parent, enum node_kind kind,
                                 const char *text)
{
    struct node *n = node_new(f->arena, kind, NOWHERE);
    n->text = text;
    node_append(parent, n);
    return n;
}

/* A paragraph of n characters; its first text begins with mark. */
static inline struct node *paragraph(struct fixture *f, struct node *parent, const char *mark,
                                     size_t n)
{
    struct buf b = {0};
    buf_puts(&b, mark);
    while (utf8_count(b.data, b.len) < n)
        buf_puts(&b, "文");
    struct node *p = child(f, parent, NODE_PARAGRAPH, NULL);
    child(f, p, NODE_TEXT, arena_strndup(f->arena, b.data, b.len));
    buf_free(&b);
    return p;
}

/* A paragraph of so many lines of 28 characters, the first indented by 2. */
static inline struct node *lines(struct fixture *f, const char *mark, size_t n)
{
    return paragraph(f, f->document, mark, n * 28 - 2);
}

static inline struct node *heading(struct fixture *f, int level, const char *text)
{
    struct node *h = child(f, f->document, NODE_HEADING, NULL);
    h->level = level;
    child(f, h, NODE_TEXT, text);
    return h;
}

static inline struct node *figure(struct fixture *f, int number)
{
    struct node *n = child(f, f->document, NODE_FIGURE, NULL);
    n->number = number;
    n->chart = &f->chart;
    n->caption = node_new(f->arena, NODE_PARAGRAPH, NOWHERE);
    child(f, n->caption, NODE_TEXT, "图　指标");
    return n;
}

/* A table with one head row, its cells saying "头" and "r1" and so on. */
static inline struct node *table(struct fixture *f, int rows, int columns, enum align align,
                                 const char *text)
{
    struct node *t = child(f, f->document, NODE_TABLE, NULL);
    t->number = 1;
    t->caption = node_new(f->arena, NODE_PARAGRAPH, NOWHERE);
    child(f, t->caption, NODE_TEXT, "表1　指标");
    t->note = node_new(f->arena, NODE_PARAGRAPH, NOWHERE);
    child(f, t->note, NODE_TEXT, "注：示意");
    for (int i = 0; i <= rows; i++) {
        struct node *row = child(f, t, NODE_ROW, NULL);
        row->head = i == 0;
        for (int j = 0; j < columns; j++) {
            struct node *c = child(f, row, NODE_CELL, NULL);
            c->align = align;
            child(f, c, NODE_TEXT, i == 0 ? "头" : text);
        }
    }
    return t;
}

static inline void call_note(struct fixture *f, struct node *p, int number)
{
    child(f, p, NODE_NOTE_REF, NULL)->number = number;
}

static inline void footnote(struct fixture *f, int number, size_t characters)
{
    struct node *n = child(f, f->document, NODE_FOOTNOTE, NULL);
    n->number = number;
    paragraph(f, n, "脚注", characters);
}

static inline struct measure stub_measure(struct fixture *f)
{
    return (struct measure){.shape = stub_shape,
                            .ink = stub_ink,
                            .metrics = stub_metrics,
                            .chart_height = stub_chart_height,
                            .chart_ctx = &f->chart_height};
}

static inline const struct pages *lay_out(struct fixture *f)
{
    const struct measure measure = stub_measure(f);
    const struct pages *p = layout_report(f->arena, &f->report, f->style, &measure, f->messages);
    assert_non_null(p);
    return p;
}

static inline bool begins(const struct item *i, const char *text)
{
    return i->kind == ITEM_TEXT && i->run.len >= strlen(text) &&
           memcmp(i->run.text, text, strlen(text)) == 0;
}

static inline const struct item *find(const struct page *p, const char *text)
{
    for (size_t i = 0; i < p->n_items; i++)
        if (begins(&p->items[i], text))
            return &p->items[i];
    return NULL;
}

/* The index of the page that has such a text; fails when none has. */
static inline size_t page_of(const struct pages *p, const char *text)
{
    for (size_t i = 0; i < p->n_pages; i++)
        if (find(&p->pages[i], text) != NULL)
            return i;
    fail_msg("no page has %s", text);
    return 0;
}

static inline int body_face(const struct fixture *f)
{
    return f->style->texts[TEXT_BODY].face;
}

static inline bool is_body(const struct fixture *f, const struct item *i)
{
    return i->kind == ITEM_TEXT && i->run.role == body_face(f) &&
           i->run.size == f->style->texts[TEXT_BODY].size;
}

/* The number of the line, from 0, whose baseline is at y: fails off the grid by over 1/100 pt. */
static inline int grid_line(const struct fixture *f, int32_t y)
{
    int32_t size = f->style->texts[TEXT_BODY].size;
    double first = 37 * 72000 / 25.4 + size - size / 8; /* 37 mm and the ascent */
    double pitch = 156 * 72000 / 25.4 / 28 * 15 / 8;
    int line = (int)((y - first) / pitch + 0.5);
    double off = y - (first + line * pitch);
    assert_true(off < 10 && off > -10);
    return line;
}

static inline int last_line(const struct fixture *f, const struct page *p)
{
    int last = -1;
    for (size_t i = 0; i < p->n_items; i++)
        if (is_body(f, &p->items[i])) {
            int line = grid_line(f, p->items[i].y);
            last = line > last ? line : last;
        }
    return last;
}

static inline bool told(const struct fixture *f, const char *rule)
{
    size_t n;
    const struct message *list = messages_list(f->messages, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0)
            return true;
    return false;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
