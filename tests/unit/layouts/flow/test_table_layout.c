/* Tables and footnotes on the pages. */
#include "tests/unit/layout_fixture.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_table_repeats_its_head),         TEST(captions_stay_with_their_table),
        TEST(numbers_are_aligned_on_the_point), TEST(footnotes_stand_on_the_page_that_calls_them),
        TEST(a_long_footnote_runs_on),
    };
    return cmocka_run_group_tests_name("table_layout", tests, NULL, NULL);
}
