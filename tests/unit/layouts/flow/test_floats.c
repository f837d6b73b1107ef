#include "tests/unit/layout_fixture.h"

#include "data/report/image.h"

/* A style whose figures behave otherwise. */
static struct style *own_style(struct fixture *f)
{
    struct style *s = arena_alloc(f->arena, sizeof *s);
    *s = *f->style;
    f->style = s;
    return s;
}

static struct node *marked_figure(struct fixture *f, int number, const char *mark)
{
    struct node *n = figure(f, number);
    n->caption->child->text = mark;
    return n;
}

static struct node *marked_table(struct fixture *f, int rows, const char *mark)
{
    struct node *t = table(f, rows, 3, ALIGN_CENTRE, "数");
    t->caption->child->text = mark;
    return t;
}

static void test_table_waits_whole_while_text_goes_on(void **state)
{
    struct fixture *f = *state;
    lines(f, "前", 17);
    marked_table(f, 12, "表甲");
    lines(f, "后", 9);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "表甲"), 1);
    assert_int_equal(page_of(p, "后"), 0);
    assert_int_equal(page_of(p, "注：示意"), 1);
    assert_null(find(&p->pages[1], "续表"));
    assert_true(last_line(f, &p->pages[0]) >= 20);
}

static void test_order_holds_among_figures_and_tables(void **state)
{
    struct fixture *f = *state;
    f->chart_height = 300000;
    lines(f, "前", 15);
    marked_figure(f, 1, "图甲");
    marked_table(f, 1, "表乙"); /* would still fit */
    lines(f, "后", 9);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "图甲"), 1);
    assert_int_equal(page_of(p, "表乙"), 1);
    assert_true(find(&p->pages[1], "图甲")->y < find(&p->pages[1], "表乙")->y);
}

static void test_each_kind_may_keep_its_own_order(void **state)
{
    struct fixture *f = *state;
    own_style(f)->figure.order = ORDER_EACH;
    f->chart_height = 300000;
    lines(f, "前", 14);
    marked_figure(f, 1, "图甲");
    marked_table(f, 1, "表乙");
    lines(f, "后", 9);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "图甲"), 1);
    assert_int_equal(page_of(p, "表乙"), 0);
}

static void test_nothing_waits_beyond_its_section(void **state)
{
    struct fixture *f = *state;
    f->chart_height = 300000;
    lines(f, "前", 16);
    marked_figure(f, 1, "图甲");
    heading(f, 1, "下一节");
    lines(f, "后", 5);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "图甲"), 1);
    assert_int_equal(page_of(p, "下一节"), 1);

    own_style(f)->figure.within = WITHIN_DOCUMENT;
    p = lay_out(f);
    assert_int_equal(page_of(p, "下一节"), 0);
    assert_int_equal(page_of(p, "图甲"), 1);
}

static void test_floating_can_be_switched_off(void **state)
{
    struct fixture *f = *state;
    own_style(f)->figure.wait = false;
    f->chart_height = 300000;
    lines(f, "前", 15);
    marked_figure(f, 1, "图甲");
    lines(f, "后", 5);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "图甲"), 1);
    assert_int_equal(page_of(p, "后"), 1);
}

static void test_place_top_waits_though_it_fits(void **state)
{
    struct fixture *f = *state;
    own_style(f)->figure.place = FLOAT_TOP;
    lines(f, "前", 3);
    marked_figure(f, 1, "图甲");
    lines(f, "后", 30);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "后"), 0);
    assert_int_equal(page_of(p, "图甲"), 1);
    assert_true(find(&p->pages[1], "图甲")->y < 400000);
}

static void test_table_breaks_rather_than_leave_a_hole(void **state)
{
    struct fixture *f = *state;
    lines(f, "前", 5);
    marked_table(f, 26, "表甲"); /* lower than a page, higher than what is left */
    heading(f, 1, "下一节");
    lines(f, "后", 3);
    const struct pages *p = lay_out(f);
    assert_int_equal(page_of(p, "表甲"), 0);
    assert_non_null(find(&p->pages[1], "续表"));
}

/* Below a heading at the head of a page there may be too little room for a table lower than one. */
static void test_no_heading_stands_alone(void **state)
{
    struct fixture *f = *state;
    bool broken = false;
    for (int rows = 24; rows < 34; rows++) {
        f->document->child = f->document->last = NULL;
        lines(f, "前", 22);
        heading(f, 1, "表前标题");
        marked_table(f, rows, "表甲");
        const struct pages *p = lay_out(f);
        assert_int_equal(page_of(p, "表甲"), page_of(p, "表前标题"));
        broken |= find(&p->pages[p->n_pages - 1], "续表") != NULL;
    }
    assert_true(broken); /* some did not fit */
}

/* Thousands in a row, without text: none is lost and time is linear. */
static void test_many_in_a_row(void **state)
{
    struct fixture *f = *state;
    f->chart_height = 100000;
    for (int i = 1; i <= 3000; i++)
        figure(f, i);
    const struct pages *p = lay_out(f);
    size_t charts = 0;
    for (size_t i = 0; i < p->n_pages; i++)
        for (size_t k = 0; k < p->pages[i].n_items; k++)
            charts += p->pages[i].items[k].kind == ITEM_CHART;
    assert_int_equal(charts, 3000);
}

static const struct item *image_item(const struct pages *p)
{
    for (size_t i = 0; i < p->n_pages; i++)
        for (size_t k = 0; k < p->pages[i].n_items; k++)
            if (p->pages[i].items[k].kind == ITEM_IMAGE)
                return &p->pages[i].items[k];
    fail_msg("no image");
    return NULL;
}

static void test_image_has_its_natural_size_within_limits(void **state)
{
    struct fixture *f = *state;
    struct image image = {.name = "a.png", .width = 300, .height = 150, .turn = 1};
    struct node *n = figure(f, 1);
    n->chart = NULL;
    n->image = &image;
    const struct item *i = image_item(lay_out(f));
    assert_int_equal(i->w, 144000); /* 300 pixels at 150 an inch */
    assert_int_equal(i->h, 72000);

    image.turn = 6; /* on its side */
    i = image_item(lay_out(f));
    assert_int_equal(i->w, 72000);
    assert_int_equal(i->h, 144000);

    n->share = 500;
    image.turn = 1;
    i = image_item(lay_out(f));
    assert_in_range(i->w, 221000, 221200); /* half of 156 mm */

    n->share = 0;
    image.height = 19000; /* a strip: the style's greatest height holds */
    i = image_item(lay_out(f));
    assert_in_range(i->h, f->style->figure.highest - 100, f->style->figure.highest);
    assert_true(i->w > 0);

    image.height = 150;
    n->width = 900000;
    i = image_item(lay_out(f));
    assert_in_range(i->w, 442000, 442300);
    assert_true(told(f, "wide-image"));
}

static void test_long_heading_is_told(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    while (b.len < 6000)
        buf_puts(&b, "长");
    lines(f, "前", 3);
    heading(f, 1, arena_strndup(f->arena, b.data, b.len));
    lines(f, "后", 3);
    buf_free(&b);
    const struct pages *p = lay_out(f);
    assert_true(told(f, "long-heading"));
    assert_true(p->n_pages <= 6);
    page_of(p, "后");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_table_waits_whole_while_text_goes_on),
        TEST(test_order_holds_among_figures_and_tables),
        TEST(test_each_kind_may_keep_its_own_order),
        TEST(test_nothing_waits_beyond_its_section),
        TEST(test_floating_can_be_switched_off),
        TEST(test_place_top_waits_though_it_fits),
        TEST(test_table_breaks_rather_than_leave_a_hole),
        TEST(test_no_heading_stands_alone),
        TEST(test_many_in_a_row),
        TEST(test_image_has_its_natural_size_within_limits),
        TEST(test_long_heading_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
