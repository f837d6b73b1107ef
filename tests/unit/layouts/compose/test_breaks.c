#include "layouts/compose/breaks.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* The text with "|" where a line may end, "^" where it rather not and "¦" where it had better not.
 */
static void show(const char *text, enum language language, enum strictness level, struct buf *out)
{
    struct messages *m = messages_new(LANG_EN);
    size_t len = strlen(text);
    struct letter *l = must_alloc(len + 1, sizeof *l);
    size_t n = charclass_letters(text, len, language, l);
    breaks_find(l, n, text, len, language, level, m);
    for (size_t i = 0; i < n; i++) {
        if (l[i].brk == BREAK_OK)
            buf_puts(out, "|");
        else if (l[i].brk == BREAK_POOR)
            buf_puts(out, "¦");
        else if (l[i].brk == BREAK_FAIR)
            buf_puts(out, "^");
        else if (l[i].brk == BREAK_HYPHEN)
            buf_puts(out, "=");
        size_t end = i + 1 < n ? l[i + 1].at : len;
        buf_add(out, text + l[i].at, end - l[i].at);
    }
    free(l);
    messages_free(m);
}

static void check(const char *expected, enum language language, enum strictness level)
{
    struct buf plain = {0}, shown = {0};
    for (const char *s = expected; *s != '\0'; s++) {
        if (strncmp(s, "¦", 2) == 0)
            s++;
        else if (strchr("|^=", *s) == NULL)
            buf_add(&plain, s, 1);
    }
    show(plain.data, language, level, &shown);
    assert_string_equal(shown.data, expected);
    buf_free(&plain);
    buf_free(&shown);
}

static void zh(const char *expected)
{
    check(expected, LANG_ZH, STRICT_GB);
}

/* The strings of official prose that other programs break badly. */
static void test_prose(void **state)
{
    (void)state;
    zh("（一）|“强|化|依|法|管|理、|完|善|体|系”。");
    zh("《中|国|人|口|报》、|《人|口|之|窗》，");
    zh("达|98.89%，|自|然|增|长|率|8.87‰；");
    zh("（2006¦年）|（专|干）|实|行|区|管、|乡|（街）|聘");
    zh("——|以|人|为|本|……");
    zh("“福|施|福”、|“斯|利|安”");
    zh("比|为|107:100");
    zh("号|码|（8888），|再|说");
    zh("他|说|“你|好”|然|后|走|了");
}

static void test_units_hold_together(void **state)
{
    (void)state;
    zh("共|160¦余|块");
    zh("第¦8¦条");
    zh("气|温¦-5℃");
    zh("气|温|−5℃");
    zh("（-5℃）|至|3-5｜|天");
    zh("2006¦年^12¦月^31¦日");
    zh("共|1.5¦万|元、|50¦毫|升");
    zh("约|（5）‰|吗");
    zh("￥100¦元");
    zh("误|差|±0.5%");
    zh("５０％|以|上");
    zh("36¦米~45¦米");
    zh("103～¦107");
    zh("乡/街|道");
    zh("卡|尔·|马|克|思");
    zh("北|京—|上|海");
    zh("a\u00A0b");
}

static void test_strictness(void **state)
{
    (void)state;
    check("好|，|好|（|街|）", LANG_ZH, STRICT_NONE);
    check("98%", LANG_ZH, STRICT_NONE);
    check("乡／|街", LANG_ZH, STRICT_BASIC);
    check("乡／街", LANG_ZH, STRICT_GB);
    check("旨|——|以|本|……", LANG_ZH, STRICT_GB);
    check("旨——|以|本……", LANG_ZH, STRICT_FULL);
}

static void test_blanks_hang(void **state)
{
    (void)state;
    zh("甲 |乙");
    zh("甲  ，|乙");
    zh("（ 甲");
    zh("  甲");
    zh("甲\u3000|乙");
}

static void test_latin(void **state)
{
    (void)state;
    check("The |quick |“brown” |fox, |don’t |(well-|known).", LANG_EN, STRICT_GB);
    zh("用|Word|软|件|don’t|也");
    zh("见|http://¦a.¦gov.¦cn/¦x_¦y|等");
    zh("见|www.¦a.¦cn/¦b-¦c|等");
    check("a­=b", LANG_EN, STRICT_GB);
    check("a/b", LANG_ZH, STRICT_GB);
}

static void test_calls_stick(void **state)
{
    (void)state;
    const char *text = "标12准。";
    struct messages *m = messages_new(LANG_EN);
    struct letter l[16];
    size_t n = charclass_letters(text, strlen(text), LANG_ZH, l);
    l[1].class = l[2].class = CLASS_CALL;
    breaks_find(l, n, text, strlen(text), LANG_ZH, STRICT_GB, m);
    assert_int_equal(l[1].brk, BREAK_NEVER);
    assert_int_equal(l[2].brk, BREAK_NEVER);
    assert_int_equal(l[3].brk, BREAK_OK);
    messages_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prose),      cmocka_unit_test(test_units_hold_together),
        cmocka_unit_test(test_strictness), cmocka_unit_test(test_blanks_hang),
        cmocka_unit_test(test_latin),      cmocka_unit_test(test_calls_stick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
