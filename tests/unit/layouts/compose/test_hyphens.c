#include "layouts/compose/hyphens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "layouts/compose/breaks.h"

/* The text with "=" where a hyphen may be added. */
static void check(const char *expected)
{
    struct messages *m = messages_new(LANG_EN);
    char text[128];
    size_t len = 0;
    for (const char *s = expected; *s != '\0'; s++)
        if (*s != '=')
            text[len++] = *s;
    struct letter l[128];
    size_t n = charclass_letters(text, len, LANG_EN, l);
    breaks_find(l, n, text, len, LANG_EN, STRICT_GB, m);
    hyphens_find(l, n, m);
    struct buf shown = {0};
    for (size_t i = 0; i < n; i++) {
        buf_puts(&shown, l[i].brk == BREAK_HYPHEN ? "=" : "");
        buf_add(&shown, text + l[i].at, (i + 1 < n ? l[i + 1].at : len) - l[i].at);
    }
    assert_string_equal(shown.data, expected);
    assert_int_equal(messages_count(m, SEV_WARNING), 0);
    buf_free(&shown);
    messages_free(m);
}

static void test_words_divide_by_the_patterns(void **state)
{
    (void)state;
    check("hy=phen=ation");
    check("Char=ac=ter=is=tic (ta=bles).");
    check("ta=ble the also");
    check("“dis=trict”");
}

static void test_what_is_no_plain_word_stays_whole(void **state)
{
    (void)state;
    check("well-established");
    check("UNESCO INTERNATIONAL");
    check("http://international.example/administration");
    check("somebody@administration");
    check("administration's doesn’t");
    check("item2administration administration2");
    check("internationalización");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_divide_by_the_patterns),
        cmocka_unit_test(test_what_is_no_plain_word_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
