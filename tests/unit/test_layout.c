/* layout.c and the makers below it: where things stand on the pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/arena.h"
#include "data/report.h"
#include "data/text.h"
#include "layouts/layout.h"
#include "layouts/measure.h"
#include "layouts/sizes.h"
#include "layouts/style.h"

/* ------------------------------------------------------------------ a measurer of fixed widths */

static size_t stub_shape(void *ctx, int role, int32_t size, const char *text, size_t len,
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

static struct ink stub_ink(void *ctx, const struct glyph *g, int32_t size)
{
    (void)ctx;
    /* a dash has its ink at mid height, everything else fills its box */
    if (g->id == 0x2014)
        return (struct ink){.left = 0, .top = -size * 4 / 10, .right = size, .bottom = -size / 3};
    return (struct ink){.left = 0, .top = -size * 8 / 10, .right = g->advance, .bottom = size / 8};
}

static struct face_metrics stub_metrics(void *ctx, int role, int32_t size)
{
    (void)ctx, (void)role;
    return (struct face_metrics){.ascent = size - size / 8, .descent = size / 8};
}

static int32_t stub_chart_height(void *ctx, const struct chart *c, int32_t width)
{
    (void)c, (void)width;
    return *(const int32_t *)ctx;
}

/* ------------------------------------------------------------------ a report made by hand */

struct fixture {
    struct arena *arena;
    struct messages *messages;
    const struct style *style;
    struct report report;
    struct node *document;
    int32_t chart_height;
    struct chart chart;
};

static int setup(void **state)
{
    struct fixture *f = must_alloc(1, sizeof *f);
    *f = (struct fixture){.arena = arena_new(), .messages = messages_new(LANG_EN)};
    f->style = style_load(f->arena, "layouts/gb9704.ini", "", NOWHERE, f->messages);
    f->document = node_new(f->arena, NODE_DOCUMENT, NOWHERE);
    f->report = (struct report){.title = "工作总结", .narrative = f->document};
    f->chart = (struct chart){.name = "c", .kind = "bullet", .summary = "what it shows"};
    f->chart_height = 150000;
    *state = f;
    return f->style == NULL;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    messages_free(f->messages);
    arena_free(f->arena);
    free(f);
    return 0;
}

static struct node *child(struct fixture *f, struct node *parent, enum node_kind kind,
                          const char *text)
{
    struct node *n = node_new(f->arena, kind, NOWHERE);
    n->text = text;
    node_append(parent, n);
    return n;
}

/* A paragraph of n characters; its first text begins with mark. */
static struct node *paragraph(struct fixture *f, struct node *parent, const char *mark, size_t n)
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
static struct node *lines(struct fixture *f, const char *mark, size_t n)
{
    return paragraph(f, f->document, mark, n * 28 - 2);
}

static struct node *heading(struct fixture *f, int level, const char *text)
{
    struct node *h = child(f, f->document, NODE_HEADING, NULL);
    h->level = level;
    child(f, h, NODE_TEXT, text);
    return h;
}

static struct node *figure(struct fixture *f, int number)
{
    struct node *n = child(f, f->document, NODE_FIGURE, NULL);
    n->number = number;
    n->chart = &f->chart;
    n->caption = node_new(f->arena, NODE_PARAGRAPH, NOWHERE);
    child(f, n->caption, NODE_TEXT, "图　指标");
    return n;
}

/* A table with one head row, its cells saying "头" and "r1" and so on. */
static struct node *table(struct fixture *f, int rows, int columns, enum align align,
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

static void call_note(struct fixture *f, struct node *p, int number)
{
    child(f, p, NODE_NOTE_REF, NULL)->number = number;
}

static void footnote(struct fixture *f, int number, size_t characters)
{
    struct node *n = child(f, f->document, NODE_FOOTNOTE, NULL);
    n->number = number;
    paragraph(f, n, "脚注", characters);
}

static const struct pages *lay_out(struct fixture *f)
{
    const struct measure measure = {.shape = stub_shape,
                                    .ink = stub_ink,
                                    .metrics = stub_metrics,
                                    .chart_height = stub_chart_height,
                                    .chart_ctx = &f->chart_height};
    const struct pages *p = layout_report(f->arena, &f->report, f->style, &measure, f->messages);
    assert_non_null(p);
    return p;
}

/* ------------------------------------------------------------------ asking of the pages */

static bool begins(const struct item *i, const char *text)
{
    return i->kind == ITEM_TEXT && i->run.len >= strlen(text) &&
           memcmp(i->run.text, text, strlen(text)) == 0;
}

static const struct item *find(const struct page *p, const char *text)
{
    for (size_t i = 0; i < p->n_items; i++)
        if (begins(&p->items[i], text))
            return &p->items[i];
    return NULL;
}

/* The index of the page that has such a text; fails when none has. */
static size_t page_of(const struct pages *p, const char *text)
{
    for (size_t i = 0; i < p->n_pages; i++)
        if (find(&p->pages[i], text) != NULL)
            return i;
    fail_msg("no page has %s", text);
    return 0;
}

static int body_face(const struct fixture *f)
{
    return f->style->texts[TEXT_BODY].face;
}

static bool is_body(const struct fixture *f, const struct item *i)
{
    return i->kind == ITEM_TEXT && i->run.role == body_face(f) &&
           i->run.size == f->style->texts[TEXT_BODY].size;
}

/* The number of the line, from 0, whose baseline is at y: fails off the grid by over 1/100 pt. */
static int grid_line(const struct fixture *f, int32_t y)
{
    int32_t size = f->style->texts[TEXT_BODY].size;
    double first = 37 * 72000 / 25.4 + size - size / 8; /* 37 mm and the ascent */
    double pitch = 156 * 72000 / 25.4 / 28 * 15 / 8;
    int line = (int)((y - first) / pitch + 0.5);
    double off = y - (first + line * pitch);
    assert_true(off < 10 && off > -10);
    return line;
}

static int last_line(const struct fixture *f, const struct page *p)
{
    int last = -1;
    for (size_t i = 0; i < p->n_items; i++)
        if (is_body(f, &p->items[i])) {
            int line = grid_line(f, p->items[i].y);
            last = line > last ? line : last;
        }
    return last;
}

static bool told(const struct fixture *f, const char *rule)
{
    size_t n;
    const struct message *list = messages_list(f->messages, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0)
            return true;
    return false;
}

/* ------------------------------------------------------------------ tests */

static void lines_stand_on_the_grid_of_22(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 22 * 5);
    const struct pages *p = lay_out(f);
    assert_int_equal(p->n_pages, 6);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(last_line(f, &p->pages[i]), 21);
    /* title: an empty line, the title, an empty line */
    assert_int_equal(grid_line(f, find(&p->pages[0], "工作总结")->y), 1);
    assert_int_equal(grid_line(f, find(&p->pages[0], "甲")->y), 3);
    assert_int_equal(find(&p->pages[0], "甲")->x, 79370 + 2 * 15793);
}

static void no_line_of_a_paragraph_stands_alone(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 30; i++)
        lines(f, "乙", 3);
    const struct pages *p = lay_out(f);
    /* three lines can never be divided 2 + 2: pages hold whole paragraphs, 7 of them */
    for (size_t i = 1; i + 1 < p->n_pages; i++)
        assert_int_equal(last_line(f, &p->pages[i]), 20);
}

static void long_paragraphs_leave_two_lines_on_both_sides(void **state)
{
    struct fixture *f = *state;
    lines(f, "丙", 16);
    lines(f, "丁", 4); /* lines 19 to 22: its last would stand alone on page 2 */
    const struct pages *p = lay_out(f);
    assert_int_equal(p->n_pages, 2);
    assert_int_equal(last_line(f, &p->pages[0]), 20);
    assert_int_equal(last_line(f, &p->pages[1]), 1);
}

static void headings_keep_two_lines_below_them(void **state)
{
    struct fixture *f = *state;
    for (size_t before = 12; before < 20; before++) {
        f->document->child = f->document->last = NULL;
        lines(f, "甲", before);
        heading(f, 1, "一、标题");
        heading(f, 2, "（一）标题");
        lines(f, "乙", 4);
        const struct pages *p = lay_out(f);
        size_t page = page_of(p, "一、");
        assert_int_equal(page_of(p, "（一）"), page);
        int line = grid_line(f, find(&p->pages[page], "（一）")->y);
        assert_true(last_line(f, &p->pages[page]) >= line + 2);
    }
}

static void headings_have_their_faces_and_outline(void **state)
{
    struct fixture *f = *state;
    heading(f, 1, "一、甲");
    struct node *p = child(f, f->document, NODE_PARAGRAPH, NULL);
    struct node *run_in = child(f, p, NODE_RUN_IN, NULL);
    run_in->level = 2;
    child(f, run_in, NODE_TEXT, "（一）乙。");
    child(f, p, NODE_TEXT, "正文。");
    const struct pages *pages = lay_out(f);
    const struct page *page = &pages->pages[0];
    const struct item *first = find(page, "一、甲"), *second = find(page, "（一）乙。");
    assert_int_equal(first->run.role, f->style->texts[TEXT_HEADING1].face);
    assert_int_equal(second->run.role, f->style->texts[TEXT_HEADING2].face);
    assert_int_equal(find(page, "正文。")->run.role, body_face(f));
    assert_int_equal(find(page, "正文。")->y, second->y);
    assert_int_equal(pages->tags[first->tag].kind, TAG_HEADING);
    assert_int_equal(pages->tags[second->tag].level, 2);
    assert_int_equal(pages->n_outline, 3);
    assert_string_equal(pages->outline[2].title, "（一）乙。");
    assert_int_equal(pages->outline[2].level, 2);
}

static void page_numbers_are_at_the_outer_edge(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 40);
    const struct pages *p = lay_out(f);
    const struct item *odd = find(&p->pages[0], "— 1 —");
    const struct item *even = find(&p->pages[1], "— 2 —");
    assert_non_null(odd);
    assert_non_null(even);
    /* the dash's ink begins 7 mm below the type area, 269 mm from the top: 762520 millipoints */
    assert_in_range(odd->y - 14000 * 4 / 10, 762510, 762530);
    /* right edge at 184 mm, one character of size 4 in; left edge at 28 mm */
    assert_in_range(odd->x + odd->run.width, 521575 - 14000 - 2, 521575 - 14000 + 2);
    assert_in_range(even->x, 79370 + 14000 - 2, 79370 + 14000 + 2);
    assert_int_equal(odd->tag, 0);
    assert_string_equal(p->pages[1].label, "2");
}

static void text_below_a_figure_is_on_the_grid_again(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 2);
    figure(f, 1);
    lines(f, "乙", 2);
    const struct pages *p = lay_out(f);
    assert_int_equal(p->n_pages, 1);
    const struct page *page = &p->pages[0];
    const struct item *chart = NULL;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_CHART)
            chart = &page->items[i];
    assert_non_null(chart);
    assert_int_equal(chart->h, 150000);
    assert_string_equal(p->tags[chart->tag].alt, "what it shows");
    const struct item *caption = find(page, "图"), *below = find(page, "乙");
    assert_true(caption->y > chart->y + chart->h);
    assert_true(below->y - 15793 > caption->y);
    grid_line(f, below->y);
}

static void text_goes_on_while_a_figure_waits(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 15);
    figure(f, 1);
    lines(f, "乙", 3);
    lines(f, "丙", 12);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "乙"), 0);
    assert_int_equal(page_of(p, "图"), 1);
    assert_int_equal(last_line(f, &p->pages[0]), 20);
}

static void no_figure_passes_a_heading_of_level_1(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 13);
    figure(f, 1);
    lines(f, "乙", 1);
    heading(f, 1, "一、标题");
    lines(f, "丙", 4);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "图"), 1);
    assert_int_equal(page_of(p, "一、"), 1);
    assert_true(find(&p->pages[1], "一、")->y > find(&p->pages[1], "图")->y);
}

static void figures_keep_their_order(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 15);
    for (int i = 1; i <= 5; i++) {
        figure(f, i);
        lines(f, "乙", 2);
    }
    const struct pages *p = lay_out(f);
    int expected = 1;
    for (size_t i = 0; i < p->n_pages; i++)
        for (size_t k = 0; k < p->pages[i].n_items; k++) {
            const struct item *item = &p->pages[i].items[k];
            if (item->kind == ITEM_ANCHOR && strncmp(item->target, "figure-", 7) == 0)
                assert_int_equal(item->target[7] - '0', expected++);
        }
    assert_int_equal(expected, 6);
}

static void a_table_repeats_its_head(void **state)
{
    struct fixture *f = *state;
    table(f, 80, 3, ALIGN_DECIMAL, "98.89%");
    lines(f, "乙", 2);
    const struct pages *p = lay_out(f);
    size_t rows = 0, end = page_of(p, "注：");
    assert_true(end >= 2);
    for (size_t i = 0; i <= end; i++) {
        const struct page *page = &p->pages[i];
        const struct item *head = find(page, "头");
        assert_non_null(head);
        assert_int_equal(head->tag == 0, i > 0);
        assert_int_equal(find(page, "续表1") != NULL, i > 0);
        for (size_t k = 0; k < page->n_items; k++)
            rows += begins(&page->items[k], "98");
    }
    assert_int_equal(rows, 240);
    grid_line(f, find(&p->pages[page_of(p, "乙")], "乙")->y);
}

static void captions_stay_with_their_table(void **state)
{
    struct fixture *f = *state;
    for (size_t before = 10; before < 20; before++) {
        f->document->child = f->document->last = NULL;
        lines(f, "甲", before);
        table(f, 2, 3, ALIGN_LEFT, "行");
        const struct pages *p = lay_out(f);
        size_t page = page_of(p, "表1");
        assert_int_equal(page_of(p, "头"), page);
        assert_int_equal(page_of(p, "行"), page);
    }
}

static void numbers_are_aligned_on_the_point(void **state)
{
    struct fixture *f = *state;
    struct node *t = table(f, 3, 1, ALIGN_DECIMAL, "");
    static const char *const texts[] = {"8.875", "11.02", "100"};
    size_t i = 0;
    for (struct node *r = t->child->next; r != NULL; r = r->next)
        r->child->child->text = texts[i++];
    const struct page *page = &lay_out(f)->pages[0];
    int32_t half = f->style->texts[TEXT_TABLE_CELL].size / 2;
    int32_t point = find(page, "8.875")->x + half;
    assert_int_equal(find(page, "11.02")->x + 2 * half, point);
    assert_int_equal(find(page, "100")->x + 3 * half, point);
}

static void footnotes_stand_on_the_page_that_calls_them(void **state)
{
    struct fixture *f = *state;
    for (size_t before = 8; before < 20; before++) {
        f->document->child = f->document->last = NULL;
        lines(f, "甲", before);
        call_note(f, lines(f, "呼", 2), 1);
        lines(f, "乙", 20);
        footnote(f, 1, 120);
        const struct pages *p = lay_out(f);
        size_t page = page_of(p, "脚注");
        const struct item *note = find(&p->pages[page], "脚注");
        /* the mark at the note and the call in the text are both there */
        int marks = 0;
        for (size_t i = 0; i < p->pages[page].n_items; i++)
            marks += begins(&p->pages[page].items[i], "①");
        assert_true(marks >= 2 || (marks == 1 && note->run.text[0] != '\0'));
        for (size_t i = 0; i < p->pages[page].n_items; i++)
            if (is_body(f, &p->pages[page].items[i]))
                assert_true(p->pages[page].items[i].y < note->y - note->run.size);
        /* nothing reaches below the type area: 262 mm */
        for (size_t i = 0; i < p->pages[page].n_items; i++)
            if (begins(&p->pages[page].items[i], "文"))
                assert_true(p->pages[page].items[i].y < 742678);
    }
}

static void a_long_footnote_runs_on(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 10);
    call_note(f, lines(f, "呼", 2), 1);
    lines(f, "乙", 30);
    footnote(f, 1, 8000);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "呼"), page_of(p, "脚注"));
    size_t characters = 0;
    int face = f->style->texts[TEXT_FOOTNOTE].face;
    for (size_t i = 0; i < p->n_pages; i++)
        for (size_t k = 0; k < p->pages[i].n_items; k++) {
            const struct item *item = &p->pages[i].items[k];
            if (item->kind == ITEM_TEXT && item->run.role == face && item->tag != 0 &&
                item->run.size == f->style->texts[TEXT_FOOTNOTE].size)
                characters += item->run.n_glyphs;
        }
    assert_in_range(characters, 8000, 8002);
}

static void the_signature_is_set_as_the_standard_has_it(void **state)
{
    struct fixture *f = *state;
    lines(f, "甲", 19); /* fills the page */
    f->report.organ = "月湖区计生局办公室秘书科";
    f->report.date = "2007年1月5日";
    const struct pages *p = lay_out(f);
    assert_int_equal(p->n_pages, 2);
    const struct page *page = &p->pages[1];
    const struct item *organ = find(page, "月湖"), *date = find(page, "2007");
    assert_non_null(organ);
    assert_int_equal(grid_line(f, date->y), grid_line(f, organ->y) + 1);
    assert_in_range(date->x - organ->x, 2 * 15793 - 2, 2 * 15793 + 2);
    assert_in_range(organ->x + organ->run.width, 521575 - 31586 - 3, 521575 - 31586 + 3);
    /* never alone: body text above it, and an empty line between */
    assert_true(grid_line(f, organ->y) >= 3);
}

static void tags_form_a_tree(void **state)
{
    struct fixture *f = *state;
    heading(f, 1, "一、甲");
    struct node *list = child(f, f->document, NODE_LIST, NULL);
    list->level = 1;
    struct node *item = child(f, list, NODE_ITEM, "1.");
    paragraph(f, item, "项", 40);
    struct node *link = child(f, lines(f, "乙", 1), NODE_LINK, NULL);
    link->target = "https://example.org";
    child(f, link, NODE_TEXT, "链接");
    table(f, 2, 2, ALIGN_LEFT, "行");
    const struct pages *p = lay_out(f);
    assert_int_equal(p->tags[0].kind, TAG_ARTIFACT);
    assert_int_equal(p->tags[1].kind, TAG_DOCUMENT);
    for (size_t i = 2; i < p->n_tags; i++)
        assert_in_range(p->tags[i].parent, 1, i - 1);
    const struct item *label = find(&p->pages[0], "1.");
    assert_int_equal(p->tags[label->tag].kind, TAG_LABEL);
    const struct item *cell = find(&p->pages[0], "行");
    assert_int_equal(p->tags[cell->tag].kind, TAG_TABLE_CELL);
    assert_int_equal(p->tags[p->tags[cell->tag].parent].kind, TAG_TABLE_ROW);
    bool linked = false;
    for (size_t i = 0; i < p->pages[0].n_items; i++)
        linked |= p->pages[0].items[i].kind == ITEM_LINK &&
                  strcmp(p->pages[0].items[i].target, link->target) == 0;
    assert_true(linked);
}

static void a_long_title_is_cut_into_even_lines(void **state)
{
    struct fixture *f = *state;
    f->report.title = "月湖区计划生育委员会领导班子关于二〇〇六年度全区工作总结";
    const struct page *page = &lay_out(f)->pages[0];
    int32_t widths[2] = {0};
    size_t n = 0;
    for (size_t i = 0; i < page->n_items; i++)
        if (page->items[i].kind == ITEM_TEXT && page->items[i].run.size == 22000 && n < 2)
            widths[n++] = page->items[i].run.width;
    assert_int_equal(n, 2);
    assert_true(abs(widths[0] - widths[1]) <= 22000);
}

static void awkward_input_is_laid_out_and_told(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    for (int i = 0; i < 10000; i++)
        buf_puts(&b, "长");
    heading(f, 1, b.data + 3 * 8000); /* 2,000 characters */
    heading(f, 2, "");
    child(f, f->document, NODE_PARAGRAPH, NULL);
    child(f, f->document, NODE_LIST, NULL);
    child(f, f->document, NODE_TABLE, NULL);
    child(f, f->document, NODE_SEPARATOR, NULL);
    child(f, f->document, NODE_CODE_BLOCK, "a\n\n\tb\n");
    table(f, 2, 60, ALIGN_LEFT, "abcdefgh");
    struct node *t = table(f, 2, 3, ALIGN_LEFT, "行");
    t->child->next->child->child->text = b.data;
    f->chart_height = 2000000;
    figure(f, 1);
    figure(f, 2)->caption->child->text = b.data;
    struct node *deep = f->document;
    for (int i = 0; i < 200; i++)
        deep = child(f, deep, i % 2 == 0 ? NODE_LIST : NODE_ITEM, "1.");
    const struct pages *p = lay_out(f);
    assert_true(p->n_pages > 5 && p->n_pages < 60);
    assert_true(told(f, "overfull-table"));
    assert_true(told(f, "tall-row"));
    assert_true(told(f, "tall-figure"));
    assert_true(told(f, "overfull-page"));
    assert_true(told(f, "deep-nesting"));
    buf_free(&b);
}

static void an_empty_report_has_one_page(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(lay_out(f)->n_pages, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_stand_on_the_grid_of_22),
        TEST(no_line_of_a_paragraph_stands_alone),
        TEST(long_paragraphs_leave_two_lines_on_both_sides),
        TEST(headings_keep_two_lines_below_them),
        TEST(headings_have_their_faces_and_outline),
        TEST(page_numbers_are_at_the_outer_edge),
        TEST(text_below_a_figure_is_on_the_grid_again),
        TEST(text_goes_on_while_a_figure_waits),
        TEST(no_figure_passes_a_heading_of_level_1),
        TEST(figures_keep_their_order),
        TEST(a_table_repeats_its_head),
        TEST(captions_stay_with_their_table),
        TEST(numbers_are_aligned_on_the_point),
        TEST(footnotes_stand_on_the_page_that_calls_them),
        TEST(a_long_footnote_runs_on),
        TEST(the_signature_is_set_as_the_standard_has_it),
        TEST(tags_form_a_tree),
        TEST(a_long_title_is_cut_into_even_lines),
        TEST(awkward_input_is_laid_out_and_told),
        TEST(an_empty_report_has_one_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
