#include "base/msg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What messages_print or its JSON sister prints; the caller frees. */
static char *printed(struct messages *m, bool json)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    if (json)
        messages_print_json(m, out);
    else
        messages_print(m, out);
    fclose(out);
    return text;
}

static void a_message_names_place_rule_and_language(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    msg(m, SEV_ERROR, (struct source){"a.csv", NULL, 3, 2}, "bad-number", "\"%s\" is no number",
        "“%s”不是数", "x\n");
    messages_set_language(m, LANG_ZH);
    msg(m, SEV_WARNING, (struct source){"b.xlsx", "表1", 4, 0}, "grim", "no %d", "没有%d", 7);
    char *text = printed(m, false);
    assert_string_equal(text, "a.csv:3:2: error: \"x\\x0A\" is no number [bad-number]\n"
                              "b.xlsx!表1:4: warning: 没有7 [grim]\n");
    free(text);
    assert_int_equal(messages_status(m), 1);
    assert_int_equal(messages_count(m, SEV_WARNING), 2);
    char *again = printed(m, false);
    assert_string_equal(again == NULL ? "" : again, "");
    free(again);
    messages_free(m);
}

static void a_flood_is_counted_not_kept(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    for (int i = 0; i < MSG_PER_RULE + 7; i++)
        msg(m, SEV_ERROR, NOWHERE, "flood", "n", "n");
    size_t n = 0;
    messages_list(m, &n);
    assert_int_equal(n, MSG_PER_RULE);
    assert_int_equal(messages_count(m, SEV_ERROR), MSG_PER_RULE + 7);
    char *text = printed(m, false);
    assert_non_null(strstr(text, "7 more of this kind [flood]"));
    free(text);
    messages_free(m);
}

static void json_escapes_what_input_quotes(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    msg(m, SEV_INFO, IN_FILE("q\"x"), "r", "a\\b\x01", "-");
    char *text = printed(m, true);
    assert_string_equal(text, "[\n {\"file\": \"q\\\"x\", \"sheet\": null, \"line\": 0, "
                              "\"column\": 0, \"severity\": \"info\", \"rule\": \"r\", "
                              "\"text\": \"a\\\\b\\u0001\", \"indicator\": null, "
                              "\"place\": null, \"accepted\": null}\n]\n");
    free(text);
    assert_int_equal(messages_status(m), 0);
    messages_free(m);
}

static void failure_outranks_error(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    msg(m, SEV_ERROR, NOWHERE, "e", "e", "e");
    msg(m, SEV_FAILURE, NOWHERE, "f", "f", "f");
    assert_int_equal(messages_status(m), 3);
    messages_free(m);
}

static void notes_are_counted_where_only_problems_matter(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    msg(m, SEV_INFO, NOWHERE, "n", "one", "一");
    msg(m, SEV_WARNING, NOWHERE, "w", "two", "二");
    msg(m, SEV_INFO, NOWHERE, "n", "three", "三");
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    messages_print_problems(m, out);
    fclose(out);
    assert_string_equal(text, "nianbao: warning: two [w]\n"
                              "nianbao: info: 2 notes; nianbao check lists them [notes]\n");
    free(text);
    messages_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_names_place_rule_and_language),
        cmocka_unit_test(a_flood_is_counted_not_kept),
        cmocka_unit_test(json_escapes_what_input_quotes),
        cmocka_unit_test(failure_outranks_error),
        cmocka_unit_test(notes_are_counted_where_only_problems_matter),
    };
    return cmocka_run_group_tests_name("msg", tests, NULL, NULL);
}
