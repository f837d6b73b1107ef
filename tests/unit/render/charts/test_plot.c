/* The plot: what goes into PLplot comes out of our device where it belongs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/arena.h"
#include "layouts/style/style.h"
#include "render/charts/plot.h"
#include "render/fonts/fontset.h"

static const char *const families[] = {"Noto Sans CJK SC"};
static struct face faces[] = {{.name = "chart", .families = families, .n_families = 1}};
static const struct style style = {.faces = faces, .n_faces = 1};

struct fixture {
    struct arena *a;
    struct chart_context ctx;
    struct drawing d;
    struct plot *p;
};

static int set_up(void **state)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    f->a = a;
    f->ctx.style = &style;
    f->ctx.messages = messages_new(LANG_EN);
    f->ctx.fonts = fontset_open(&style, LANG_ZH, f->ctx.messages);
    f->d = (struct drawing){.width = 400000, .height = 200000};
    f->p = plot_open(&f->ctx, a, &f->d);
    *state = f;
    return f->p != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    struct arena *a = f->a;
    fontset_free(f->ctx.fonts);
    messages_free(f->ctx.messages);
    arena_free(a);
    return 0;
}

static void assert_near(int32_t got, int32_t want)
{
    assert_in_range(got + 1000000, want + 1000000 - 20, want + 1000000 + 20);
}

static void line_in_points(void **state)
{
    struct fixture *f = *state;
    double x[] = {10, 390}, y[] = {20, 190};
    plot_line(f->p, x, y, 2, (struct pen){0x123456, 0.5, 3});
    assert_int_equal(plot_close(f->p), 0);
    assert_int_equal(f->d.n_marks, 1);
    const struct mark *m = f->d.marks;

    assert_int_equal(m->kind, MARK_STROKE);
    assert_int_equal(m->colour, 0x123456);
    assert_int_equal(m->width, 500);
    assert_int_equal(m->dash, 3000);
    assert_near(m->points[0].x, 10000);
    assert_near(m->points[0].y, 20000);
    assert_near(m->points[1].x, 390000);
    assert_near(m->points[1].y, 190000);
}

static void window_maps_and_clips(void **state)
{
    struct fixture *f = *state;
    double x[] = {2000, 2020}, y[] = {50, 50};
    plot_window(f->p, 100, 50, 300, 150, 2000, 2010, 100, 0);
    plot_line(f->p, x, y, 2, (struct pen){0, 1, 0});
    assert_int_equal(plot_close(f->p), 0);
    assert_near(f->d.marks[0].points[0].x, 100000);
    assert_near(f->d.marks[0].points[1].x, 300000);
    assert_near(f->d.marks[0].points[1].y, 100000);
}

static void text_is_anchored(void **state)
{
    struct fixture *f = *state;
    plot_text(f->p, 0, 10, 0, AT_RIGHT, 200, 100, "3#楼 ≤11.50‰");
    assert_int_equal(plot_close(f->p), 0);
    assert_int_equal(f->d.n_marks, 1);
    const struct mark *m = f->d.marks;

    assert_int_equal(m->kind, MARK_TEXT);
    assert_string_equal(m->run.text, "3#楼 ≤11.50‰");
    assert_near(m->points[0].x + m->run.width, 200000);
    assert_near(m->points[0].y, 100000);
}

static void box_is_one_polygon(void **state)
{
    struct fixture *f = *state;
    plot_box(f->p, 10, 20, 30, 40, 0x0072B2);
    assert_int_equal(plot_close(f->p), 0);
    assert_int_equal(f->d.n_marks, 1);
    assert_int_equal(f->d.marks[0].kind, MARK_FILL);
    assert_in_range(f->d.marks[0].n_points, 4, 5);
    assert_int_equal(f->d.marks[0].colour, 0x0072B2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(line_in_points, set_up, tear_down),
        cmocka_unit_test_setup_teardown(window_maps_and_clips, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_is_anchored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(box_is_one_polygon, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
