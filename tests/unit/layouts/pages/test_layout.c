/* layout.c and the makers below it: where things stand on the pages. */
#include "tests/unit/layout_fixture.h"

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

static void a_long_title_is_broken_by_sense_or_by_the_author(void **state)
{
    struct fixture *f = *state;
    f->report.title = "月湖区计划生育委员会领导班子关于二〇〇六年度全区工作总结";
    assert_int_equal(find(&lay_out(f)->pages[0], "关于二")->x, 79370 + (442205 - 14 * 22000) / 2);
    f->report.title_lines = "月湖区计划生育委员会\n领导班子关于二〇〇六年度\n全区工作总结";
    const struct page *page = &lay_out(f)->pages[0];
    assert_true(find(page, "月湖区")->y < find(page, "领导班子")->y);
    assert_true(find(page, "领导班子")->y < find(page, "全区")->y);
}

static void headings_are_numbered_where_the_style_says_so(void **state)
{
    struct fixture *f = *state;
    struct style own = *f->style;
    own.texts[TEXT_HEADING1].numbered = own.texts[TEXT_HEADING2].numbered = true;
    f->style = &own;
    heading(f, 1, "甲");
    heading(f, 2, "乙");
    heading(f, 3, "丙");
    heading(f, 1, "丁");
    heading(f, 2, "戊");
    const struct pages *p = lay_out(f);
    static const char *const expected[] = {"1\u2003甲", "1.1\u2003乙", "丙", "2\u2003丁",
                                           "2.1\u2003戊"};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(p->outline[i + 1].title, expected[i]);
    assert_non_null(find(&p->pages[0], "2.1\u2003"));
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
        TEST(the_signature_is_set_as_the_standard_has_it),
        TEST(tags_form_a_tree),
        TEST(a_long_title_is_broken_by_sense_or_by_the_author),
        TEST(headings_are_numbered_where_the_style_says_so),
        TEST(awkward_input_is_laid_out_and_told),
        TEST(an_empty_report_has_one_page),
    };
    return cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
