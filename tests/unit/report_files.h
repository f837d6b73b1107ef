/*
 * For tests: a report of files given as texts, in a folder of its own under /tmp.
 */
#ifndef NIANBAO_TEST_REPORT_FILES_H
#define NIANBAO_TEST_REPORT_FILES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/msg.h"
#include "data/load/load.h"

struct loaded {
    char dir[32];
    struct arena *arena;
    struct messages *m;
    const struct report *report; /* NULL when there were errors */
};

static const char *const loaded_names[] = {"report.ini", "text.md", "text.txt", "values.csv",
                                           "places.csv"};

static inline void loaded_path(const struct loaded *l, const char *name, char path[64])
{
    snprintf(path, 64, "%s/%s", l->dir, name);
}

static inline struct loaded loaded_new(void)
{
    struct loaded l = {.dir = "/tmp/nianbao-test-XXXXXX"};
    assert_non_null(mkdtemp(l.dir));
    l.arena = arena_new();
    l.m = messages_new(LANG_EN);
    return l;
}

/* Writes one of loaded_names. */
static inline void loaded_file(struct loaded *l, const char *name, const char *text)
{
    char path[64];
    loaded_path(l, name, path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

/* The kinds of chart that these tests know. */
static inline const struct chart_form *loaded_form(size_t i)
{
    static const struct chart_form forms[] = {{"bullet", "目标对比", SHOWS_INDICATORS, "", ""},
                                              {"bars", "单位对比", SHOWS_PLACES, "", ""},
                                              {"lines", "历年走势", SHOWS_YEARS, "", ""},
                                              {"slope", "升降图", SHOWS_CHANGE, "", ""},
                                              {"scorecard", "达标一览", SHOWS_STANDING, "", ""},
                                              {"profile", "单位剖面", SHOWS_SIBLINGS, "", ""},
                                              {"tiles", "方格图", SHOWS_MAP, "", ""}};
    return i < sizeof forms / sizeof *forms ? &forms[i] : NULL;
}

static inline void loaded_read(struct loaded *l)
{
    static char path[64];
    loaded_path(l, "report.ini", path);
    l->report = load_report(l->arena, path, loaded_form, l->m);
}

static inline void loaded_free(struct loaded *l)
{
    for (size_t i = 0; i < sizeof loaded_names / sizeof *loaded_names; i++) {
        char path[64];
        loaded_path(l, loaded_names[i], path);
        unlink(path);
    }
    assert_int_equal(rmdir(l->dir), 0);
    messages_free(l->m);
    arena_free(l->arena);
}

/* Asserts that a message of that rule was told at that line and returns its text. */
static inline const char *told(const struct loaded *l, const char *rule, int line)
{
    size_t n;
    const struct message *list = messages_list(l->m, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0 && list[i].at.line == line)
            return list[i].text;
    messages_print(l->m, stderr);
    fail_msg("no [%s] at line %d", rule, line);
    return NULL;
}

/* Asserts that nothing but notes was told. */
static inline void told_nothing(const struct loaded *l)
{
    if (messages_count(l->m, SEV_WARNING) > 0)
        messages_print(l->m, stderr);
    assert_int_equal(messages_count(l->m, SEV_WARNING), 0);
    assert_non_null(l->report);
}

/* The n-th child, from 0. */
static inline const struct node *nth(const struct node *parent, int n)
{
    const struct node *c = parent->child;
    while (c && n-- > 0)
        c = c->next;
    assert_non_null(c);
    return c;
}

static inline void add_texts(const struct node *n, char *out, size_t size)
{
    if (n->text && n->kind != NODE_ITEM && n->kind != NODE_TABLE)
        strncat(out, n->text, size - strlen(out) - 1);
    for (const struct node *c = n->child; c; c = c->next)
        add_texts(c, out, size);
}

/* All text in a node, joined. In a static buffer. */
static inline const char *all_text(const struct node *n)
{
    static char out[4096];
    out[0] = '\0';
    add_texts(n, out, sizeof out);
    return out;
}

#endif
