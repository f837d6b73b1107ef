/* Figures beside text: who stands there, and what holds the two together. */
#include "tests/unit/layout_fixture.h"

/* The fixture's style with figures of at most half the width beside text. */
static struct style with_beside(const struct fixture *f)
{
    struct style s = *f->style;
    s.figure.beside = 50;
    s.figure.beside_gap = 16000;
    return s;
}

static const struct item *chart_on(const struct page *p)
{
    for (size_t i = 0; i < p->n_items; i++)
        if (p->items[i].kind == ITEM_CHART)
            return &p->items[i];
    return NULL;
}

static int32_t right_end(const struct item *i)
{
    return i->x + i->run.width;
}

static void a_narrow_figure_stands_beside_its_text(void **state)
{
    struct fixture *f = *state;
    struct style s = with_beside(f);
    f->style = &s;
    f->chart.width = 200000;
    figure(f, 1);
    lines(f, "甲", 12);
    const struct pages *p = lay_out(f);
    const struct item *chart = chart_on(&p->pages[0]), *text = find(&p->pages[0], "甲");
    assert_true(chart != NULL && text != NULL);
    int32_t left = 79370, width = 442205; /* of gb9704's type area */
    assert_int_equal(chart->x, left + width - 200000);
    assert_true(right_end(text) <= chart->x - 16000);
    assert_true(text->y > chart->y && text->y < chart->y + chart->h);
    grid_line(f, text->y);
}

static void a_wide_figure_stands_by_itself(void **state)
{
    struct fixture *f = *state;
    struct style s = with_beside(f);
    f->style = &s;
    f->chart.width = 300000;
    figure(f, 1);
    lines(f, "甲", 3);
    const struct pages *p = lay_out(f);
    assert_true(find(&p->pages[0], "甲")->y > chart_on(&p->pages[0])->y + 150000);
}

static void no_page_break_parts_them(void **state)
{
    struct fixture *f = *state;
    struct style s = with_beside(f);
    f->style = &s;
    f->chart.width = 200000;
    for (size_t above = 1; above < 24; above++) {
        f->document->child = f->document->last = NULL;
        lines(f, "甲", above);
        figure(f, 1);
        paragraph(f, f->document, "乙", 5); /* one line: the figure reaches further down */
        paragraph(f, f->document, "丙", 5);
        const struct pages *p = lay_out(f);
        for (size_t i = 0; i < p->n_pages; i++) {
            const struct item *chart = chart_on(&p->pages[i]);
            assert_int_equal(chart != NULL, find(&p->pages[i], "乙") != NULL);
            if (chart != NULL)
                assert_true(chart->y + chart->h <= p->pages[i].height - 35 * 2835);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_narrow_figure_stands_beside_its_text),
        TEST(a_wide_figure_stands_by_itself),
        TEST(no_page_break_parts_them),
    };
    return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
