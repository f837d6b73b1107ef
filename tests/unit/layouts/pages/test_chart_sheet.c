/* A chart on a page of its own: page as large as title, chart and note. */
#include "tests/unit/layout_fixture.h"

#include "layouts/pages/chart_sheet.h"

static const struct item *chart_of(const struct page *p)
{
    for (size_t i = 0; i < p->n_items; i++)
        if (p->items[i].kind == ITEM_CHART)
            return &p->items[i];
    return NULL;
}

static const struct pages *sheet(struct fixture *f, const struct chart *c)
{
    struct measure measure = stub_measure(f);
    const struct pages *p =
        chart_sheet_layout(f->arena, &f->report, f->style, &measure, c, f->messages);
    assert_non_null(p);
    assert_int_equal(p->n_pages, 1);
    return p;
}

static void the_page_holds_title_chart_and_note(void **state)
{
    struct fixture *f = *state;
    struct chart c = {
        .name = "c", .title = "Title", .note = "Note", .summary = "what", .width = 200000};
    const struct pages *p = sheet(f, &c);
    const struct page *page = &p->pages[0];
    const struct item *chart = chart_of(page);
    const struct item *title = find(page, "Title"), *note = find(page, "Note");
    assert_true(chart != NULL && title != NULL && note != NULL);
    int32_t margin = f->style->figure.sheet_margin;
    assert_int_equal(chart->w, 200000);
    assert_int_equal(page->width, 200000 + 2 * margin);
    assert_true(title->y < chart->y && chart->y + chart->h < note->y);
    assert_true(note->y + margin <= page->height);
    assert_string_equal(p->title, "Title");
}

static void a_chart_without_words_is_just_itself(void **state)
{
    struct fixture *f = *state;
    struct chart c = {.name = "c", .summary = "what", .width = 200000, .height = 90000};
    const struct pages *p = sheet(f, &c);
    int32_t margin = f->style->figure.sheet_margin;
    const struct item *chart = chart_of(&p->pages[0]);
    assert_int_equal(chart->y, margin);
    assert_int_equal(chart->h, 90000);
    assert_int_equal(p->pages[0].height, 90000 + 2 * margin);
    assert_string_equal(p->title, "c");
}

static void no_page_is_larger_than_pdf_has_them(void **state)
{
    struct fixture *f = *state;
    struct measure measure = stub_measure(f);
    struct chart c = {.name = "c", .summary = "what", .width = 200000, .height = PAGE_SIDE_MAX};
    assert_null(chart_sheet_layout(f->arena, &f->report, f->style, &measure, &c, f->messages));
    size_t n;
    const struct message *last = messages_list(f->messages, &n);
    assert_string_equal(last[n - 1].rule, "chart-too-large");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_page_holds_title_chart_and_note),
        TEST(a_chart_without_words_is_just_itself),
        TEST(no_page_is_larger_than_pdf_has_them),
    };
    return cmocka_run_group_tests_name("chart_sheet", tests, NULL, NULL);
}
