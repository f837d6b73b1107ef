#include "base/file.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"

static char folder[] = "/tmp/nianbao-file-XXXXXX";
static struct arena *arena;

static int open_folder(void **state)
{
    (void)state;
    arena = arena_new();
    return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int close_folder(void **state)
{
    (void)state;
    int failed = chdir("/") != 0 || system(arena_printf(arena, "rm -r %s", folder)) != 0;
    arena_free(arena);
    return failed;
}

static const char *only_rule(struct messages *m)
{
    size_t n = 0;
    const struct message *list = messages_list(m, &n);
    assert_int_equal(n, 1);
    return list[0].rule;
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    assert_int_equal(file_write("a", "one\0two", 7, m), 0);
    assert_int_equal(chmod("a", 0600), 0);
    assert_int_equal(file_write("a", "three", 5, m), 0);
    size_t len = 0;
    assert_string_equal(file_read(arena, "a", 100, &len, NOWHERE, m), "three");
    assert_int_equal(len, 5);
    struct stat st;
    assert_int_equal(stat("a", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(messages_status(m), 0);
    messages_free(m);
}

static void a_link_stays_a_link(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    assert_int_equal(file_write("real", "x", 1, m), 0);
    assert_int_equal(symlink("real", "link"), 0);
    assert_int_equal(file_write("link", "y", 1, m), 0);
    struct stat st;
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    size_t len = 0;
    assert_string_equal(file_read(arena, "real", 100, &len, NOWHERE, m), "y");
    messages_free(m);
}

static void unreadable_things_are_named(void **state)
{
    (void)state;
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(mkfifo("fifo", 0666), 0);
    static const struct {
        const char *path, *rule;
    } cases[] = {{"none", "file-missing"}, {"d", "not-a-file"}, {"fifo", "not-a-file"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct messages *m = messages_new(LANG_ZH);
        size_t len = 0;
        assert_null(file_read(arena, cases[i].path, 100, &len, NOWHERE, m));
        assert_string_equal(only_rule(m), cases[i].rule);
        assert_int_equal(messages_status(m), 1);
        messages_free(m);
    }
}

static void too_large_a_file_is_refused(void **state)
{
    (void)state;
    struct messages *m = messages_new(LANG_EN);
    assert_int_equal(file_write("big", "0123456789", 10, m), 0);
    size_t len = 0;
    assert_non_null(file_read(arena, "big", 10, &len, NOWHERE, m));
    assert_null(file_read(arena, "big", 9, &len, NOWHERE, m));
    assert_string_equal(only_rule(m), "file-too-large");
    messages_free(m);
}

static void a_failed_write_leaves_nothing(void **state)
{
    (void)state;
    static const char *const paths[] = {"no/such/folder", "d2", "/dev/full"};
    assert_int_equal(mkdir("d2", 0777), 0);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct messages *m = messages_new(LANG_EN);
        assert_int_equal(file_write(paths[i], "x", 1, m), -1);
        assert_string_equal(only_rule(m), "write-failed");
        assert_int_equal(messages_status(m), 3);
        messages_free(m);
    }
    assert_int_equal(access("no", F_OK), -1);
}

static void paths_join(void **state)
{
    (void)state;
    assert_string_equal(file_dir(arena, "a/b/c.ini"), "a/b/");
    assert_string_equal(file_dir(arena, "c.ini"), "");
    assert_string_equal(file_path(arena, "a/b/", "x.csv"), "a/b/x.csv");
    assert_string_equal(file_path(arena, "a/b/", "/x.csv"), "/x.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(a_link_stays_a_link),
        cmocka_unit_test(unreadable_things_are_named),
        cmocka_unit_test(too_large_a_file_is_refused),
        cmocka_unit_test(a_failed_write_leaves_nothing),
        cmocka_unit_test(paths_join),
    };
    return cmocka_run_group_tests_name("file", tests, open_folder, close_folder);
}
