#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/json.h"

/* What write prints. */
static void check(void (*write)(struct json_writer *w), const char *expected)
{
    char *text = NULL;
    size_t len;
    struct json_writer w = {.out = open_memstream(&text, &len)};
    write(&w);
    fclose(w.out);
    assert_string_equal(text, expected);
    free(text);
}

static void write_nested(struct json_writer *w)
{
    json_open_object(w, NULL);
    json_put_text(w, "a\"", "年\n");
    json_open_list(w, "empty");
    json_close(w);
    json_open_list(json_line(w), "list");
    json_put_integer(w, NULL, -1);
    json_open_object(json_line(w), NULL);
    json_close(w);
    json_put_text(w, NULL, NULL);
    json_close(json_line(w));
    json_put_bool(w, "last", true);
    json_end(w);
}

static void commas_and_lines(void **state)
{
    (void)state;
    check(write_nested, "{\"a\\\"\": \"年\\u000a\", \"empty\": [],\n"
                        " \"list\": [-1,\n  {}, null\n ], \"last\": true}\n");
}

static void write_bytes(struct json_writer *w)
{
    json_put_text(w, NULL, "\xff\\");
}

static void bytes_that_are_no_text(void **state)
{
    (void)state;
    check(write_bytes, "\"\uFFFD\\\\\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(commas_and_lines),
                                       cmocka_unit_test(bytes_that_are_no_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
