/* Funnels: of rates alone, and names that no line strikes through. */
#include "tests/unit/chart_fixture.h"

static void a_funnel_wants_a_rate(void **state)
{
    struct fixture *f = open_fixture(8, LANG_EN);
    (void)state;
    set_chart(f, "funnel", 1, 8);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "99.8%"), 2); /* above and below */
    assert_int_equal(count_text(d, "vertical scales do not start at 0"), 1);
    assert_int_equal(count_text(d, "no numerator and denominator: 夏埠乡"), 1);
    ((int *)f->chart.indicators)[0] = 5; /* a count */
    assert_int_equal(charts_height(&f->ctx, &f->chart, 442 * PT), -1);
    assert_true(told(f->m, "funnel-rate"));
    close_fixture(f);
}

static void the_most_deviating_are_named(void **state)
{
    struct fixture *f = open_fixture(300, LANG_EN);
    (void)state;
    shorten_names(f);
    set(f, 0, 150, 4, VALUE_EXACT, "60", 0);    /* far outside */
    set(f, 0, 151, 4, VALUE_EXACT, "11.02", 0); /* the whole's own */
    set_chart(f, "funnel", 1, 300);
    const struct drawing *d = draw(f, 442 * PT);

    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "街道150 60.00‰"), 1);
    assert_int_equal(count_text(d, "街道151 11.02‰"), 0);
    assert_int_equal(count_text(d, "named: those that deviate most"), 1);
    assert_int_equal(count_text(d, "vertical scales do not start at 0"), 1);
    close_fixture(f);
}

/* Boys for 100 girls: all births are the cases, and the limits are those of the share of boys. */
static void a_funnel_takes_ratios(void **state)
{
    struct fixture *f = open_fixture(3, LANG_ZH);
    (void)state;
    set_chart(f, "funnel", 1, 2);
    ((int *)f->chart.indicators)[0] = 3;
    for (size_t p = 1; p <= 2; p++) {
        set(f, 3, p, 4, VALUE_EXACT, p == 1 ? "150" : "110", 0);
        cell(f, 3, p, 4)->numerator = number_int(f->a, p == 1 ? 150 : 11000);
        cell(f, 3, p, 4)->denominator = number_int(f->a, p == 1 ? 100 : 10000);
    }
    const struct drawing *d = draw(f, 442 * PT);

    messages_print(f->m, stderr);
    assert_non_null(d);
    assert_int_equal(text_faults(d), 0);
    assert_int_equal(count_text(d, "样本量"), 1);
    assert_int_equal(count_text(d, "25000"), 0);
    assert_int_equal(count_text(d, "20000"), 1); /* 21,000 births are the most */
    close_fixture(f);
}

/* Slanted light lines lead from names to points: none runs through a text. */
static int struck_texts(const struct drawing *d, uint32_t colour)
{
    int struck = 0;
    for (size_t i = 0; i < d->n_marks; i++) {
        const struct mark *line = &d->marks[i];

        if (line->kind != MARK_STROKE || line->colour != colour || line->n_points != 2 ||
            line->points[0].y == line->points[1].y || line->points[0].x == line->points[1].x)
            continue;
        for (size_t k = 0; k < d->n_marks; k++)
            for (int step = 0; step <= 200 && d->marks[k].kind == MARK_TEXT; step++) {
                int32_t box[4];
                int64_t dx = line->points[1].x - line->points[0].x;
                int64_t dy = line->points[1].y - line->points[0].y;
                int64_t x = line->points[0].x + dx * step / 200;
                int64_t y = line->points[0].y + dy * step / 200;

                text_box(&d->marks[k], box);
                if (x > box[0] && x < box[2] && y > box[1] && y < box[3]) {
                    print_error("a line through %s\n", d->marks[k].run.text);
                    struck++;
                    break;
                }
            }
    }
    return struck;
}

static void leaders_stay_clear_of_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < 12; i++) {
        size_t n = 10 + 5 * (i % 4);
        struct fixture *f = open_fixture(n, LANG_ZH);

        shorten_names(f);
        for (size_t p = 1; p < n; p++) /* side by side, so that few have room */
            cell(f, 0, p, 4)->denominator =
                number_int(f->a, 7967 + 400 * (long)(p * (2 * i + 3) % n));
        set_chart(f, "funnel", 1, n);
        const struct drawing *d = draw(f, 442 * PT);

        assert_non_null(d);
        assert_int_equal(text_faults(d), 0);
        assert_int_equal(struck_texts(d, 0xB0B0B0), 0);
        close_fixture(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_funnel_wants_a_rate),
        cmocka_unit_test(the_most_deviating_are_named),
        cmocka_unit_test(a_funnel_takes_ratios),
        cmocka_unit_test(leaders_stay_clear_of_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
