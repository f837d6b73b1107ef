#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "render/charts/chart_spread.h"

static void near(double a, double b)
{
    if (fabs(a - b) > 1e-9)
        fail_msg("%g, not %g", a, b);
}

static void labels_apart_stay(void **state)
{
    (void)state;
    struct spread s[] = {{50, 10, 0}, {10, 10, 0}, {80, 10, 0}};
    assert_true(spread_labels(s, 3, 0, 100));
    near(s[0].at, 50);
    near(s[1].at, 10);
    near(s[2].at, 80);
}

static void labels_that_touch_move_alike(void **state)
{
    (void)state;
    struct spread s[] = {{50, 10, 0}, {52, 10, 0}, {90, 10, 0}, {50, 20, 0}};
    assert_true(spread_labels(s, 4, 0, 100));
    near(s[2].at, 90);
    near(s[3].at - s[0].at, 15); /* of one wish, in the order of the list */
    near(s[1].at - s[3].at, 15);
    /* the three move as a block: the sum of their moves is nothing */
    near(s[0].at - 50 + s[1].at - 52 + s[3].at - 50, 0);
}

static void the_ends_hold(void **state)
{
    (void)state;
    struct spread s[] = {{-5, 10, 0}, {0, 10, 0}, {99, 10, 0}, {100, 10, 0}};
    assert_true(spread_labels(s, 4, 0, 100));
    near(s[0].at, 5);
    near(s[1].at, 15);
    near(s[2].at, 85);
    near(s[3].at, 95);
}

static void too_many_are_told(void **state)
{
    (void)state;
    struct spread s[] = {{5, 10, 0}, {5, 10, 0}, {5, 10, 0}};
    assert_false(spread_labels(s, 3, 0, 25));
    near(s[0].at, 5);
    near(s[2].at, 25);
    assert_true(spread_labels(s, 0, 0, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_apart_stay),
        cmocka_unit_test(labels_that_touch_move_alike),
        cmocka_unit_test(the_ends_hold),
        cmocka_unit_test(too_many_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
