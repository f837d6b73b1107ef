#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "tests/unit/tools.h"

static const struct folder_file files[] = {{"a.txt", "first", 5}, {"b.txt", "", 0}};

static size_t entries(const char *dir)
{
    DIR *d = opendir(dir);
    assert_non_null(d);
    size_t n = 0;
    while (readdir(d) != NULL)
        n++;
    closedir(d);
    return n - 2;
}

static const char *scratch(struct tools *t)
{
    char *dir = arena_strdup(t->a, "/tmp/nianbao-test-XXXXXX");
    assert_non_null(mkdtemp(dir));
    return dir;
}

static void a_folder_is_written(void **state)
{
    struct tools *t = *state;
    const char *dir = scratch(t), *path = arena_printf(t->a, "%s/new/", dir);
    assert_int_equal(folder_write(path, files, 2, t->m), 0);
    assert_int_equal(entries(dir), 1);
    assert_int_equal(entries(path), 2);
    size_t len;
    const char *name = arena_printf(t->a, "%sa.txt", path);
    assert_string_equal(file_read(t->a, name, 100, &len, NOWHERE, t->m), "first");
    assert_int_equal(messages_count(t->m, SEV_INFO), 0);
    unlink(name);
    unlink(arena_printf(t->a, "%sb.txt", path));
    rmdir(path);
    assert_int_equal(rmdir(dir), 0);
}

static void folders_inside_are_made(void **state)
{
    struct tools *t = *state;
    static const struct folder_file deep[] = {{"x/y/a.txt", "a", 1}, {"x/b.txt", "b", 1}};
    const char *dir = scratch(t), *path = arena_printf(t->a, "%s/new", dir);
    assert_int_equal(folder_write(path, deep, 2, t->m), 0);
    assert_int_equal(entries(path), 1);
    const char *const names[] = {"x/y/a.txt", "x/b.txt", "x/y", "x"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(remove(arena_printf(t->a, "%s/%s", path, names[i])), 0);
    rmdir(path);
    static const struct folder_file clash[] = {{"x/a", "a", 1}, {"x/a/b", "b", 1}};
    assert_int_equal(folder_write(path, clash, 2, t->m), -1);
    assert_int_equal(rmdir(dir), 0); /* nothing was left behind */
}

static void what_exists_is_not_touched(void **state)
{
    struct tools *t = *state;
    const char *dir = scratch(t), *path = arena_printf(t->a, "%s/old", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(folder_write(path, files, 2, t->m), -1);
    assert_int_equal(entries(path), 0);
    assert_int_equal(entries(dir), 1);
    size_t n;
    assert_string_equal(messages_list(t->m, &n)[0].rule, "exists");
    rmdir(path);
    rmdir(dir);
}

/* The second file cannot be written: the first goes too. */
static void half_a_folder_is_none(void **state)
{
    struct tools *t = *state;
    static const struct folder_file broken[] = {{"a.txt", "first", 5}, {"a.txt/no", "x", 1}};
    const char *dir = scratch(t), *path = arena_printf(t->a, "%s/new", dir);
    assert_int_equal(folder_write(path, broken, 2, t->m), -1);
    assert_int_equal(entries(dir), 0);
    assert_int_equal(messages_status(t->m), 3);
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_is_written, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(folders_inside_are_made, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(what_exists_is_not_touched, open_tools, close_tools),
        cmocka_unit_test_setup_teardown(half_a_folder_is_none, open_tools, close_tools),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
