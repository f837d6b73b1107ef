/* The order of names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/collation.h"
#include "tests/unit/tools.h"

static void assert_order(struct tools *t, enum language language, const char *const *names,
                         size_t n)
{
    struct collation *c = collation_open(language, t->m);
    assert_non_null(c);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            int order = collation_compare(c, names[i], names[k]);
            if ((order > 0) - (order < 0) != (i > k) - (i < k))
                fail_msg("%s and %s", names[i], names[k]);
        }
    collation_free(c);
}

/* bailu, donghu, jiaotong ...: neither code points nor strokes have this order. */
static void hanzi_stand_by_pinyin(void **state)
{
    static const char *const names[] = {"2号街道",  "10号街道", "白露街道", "东湖街道", "交通街道",
                                        "梅园街道", "四青街道", "童家镇",   "夏埠乡",   "月湖区"};
    assert_order(*state, LANG_ZH, names, sizeof names / sizeof *names);
}

static void letters_stand_by_the_alphabet(void **state)
{
    static const char *const names[] = {"ash", "Ash", "Élan", "Ward 2", "Ward 10", "Zoo"};
    assert_order(*state, LANG_EN, names, sizeof names / sizeof *names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hanzi_stand_by_pinyin, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(letters_stand_by_the_alphabet, open_tools, close_tools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
