/* style.c: the shipped house styles, and what is told of broken ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "layouts/compose/sizes.h"
#include "layouts/style/style.h"

struct fixture {
    struct arena *arena;
    struct messages *messages;
};

static int setup(void **state)
{
    struct fixture *f = must_alloc(1, sizeof *f);
    f->arena = arena_new();
    f->messages = messages_new(LANG_EN);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    messages_free(f->messages);
    arena_free(f->arena);
    free(f);
    return 0;
}

static const struct style *load(struct fixture *f, const char *name)
{
    return style_load(f->arena, name, "", NOWHERE, f->messages);
}

static bool told(const struct fixture *f, const char *rule, const char *part)
{
    size_t n;
    const struct message *list = messages_list(f->messages, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].rule, rule) == 0 && strstr(list[i].text, part) != NULL)
            return true;
    return false;
}

static void gb9704_is_the_standards_page(void **state)
{
    const struct style *s = load(*state, "layouts/gb9704.ini");
    assert_non_null(s);
    assert_int_equal(messages_count(((struct fixture *)*state)->messages, SEV_INFO), 0);
    assert_int_equal(sizes_millipoints(s->page.top), 104882);  /* 37 mm */
    assert_int_equal(sizes_millipoints(s->page.left), 79370);  /* 28 mm */
    assert_int_equal(sizes_millipoints(s->grid.em), 15793);    /* 156/28 mm */
    assert_int_equal(sizes_millipoints(s->grid.pitch), 29612); /* 15/8 of it */
    assert_int_equal(s->grid.lines, 22);
    assert_int_equal(s->texts[TEXT_TITLE].size, 22000);
    assert_int_equal(s->texts[TEXT_TITLE].align, PARA_CENTRE);
    assert_int_equal(s->texts[TEXT_BODY].indent, 31586);
    assert_string_equal(s->faces[s->texts[TEXT_HEADING1].face].name, "heading1");
    assert_int_equal(s->composition.strictness, STRICT_GB);
    assert_int_equal(s->composition.gap, 200);
    assert_int_equal(s->number.below, 19843); /* 7 mm */
    assert_string_equal(s->number.format, "— {n} —");
}

static void faces_have_their_families(void **state)
{
    const struct style *s = load(*state, "layouts/gb9704.ini");
    assert_non_null(s);
    int body = style_face(s, "body");
    assert_true(body >= 0);
    assert_string_equal(s->faces[body].families[0], "仿宋_GB2312");
    assert_string_equal(s->faces[body].latin[0], "Times New Roman");
    assert_int_equal(s->faces[style_face(s, "number")].n_latin, 0);
    assert_true(style_face(s, "chart") >= 0 && style_face(s, "chart-bold") >= 0);
    assert_int_equal(style_face(s, "nothing"), -1);
    assert_true(s->n_fallback > 0);
}

static void english_style_loads(void **state)
{
    assert_non_null(load(*state, "layouts/en-report.ini"));
    assert_int_equal(messages_count(((struct fixture *)*state)->messages, SEV_INFO), 0);
}

/* 28 glyphs of 16 pt in 156 mm, 22 lines of 28.95 pt; the rest is gb9704's. */
static void word_users_find_their_measures(void **state)
{
    const struct style *s = load(*state, "layouts/gb9704-word.ini");
    assert_non_null(s);
    const struct text_style *body = &s->texts[TEXT_BODY];
    assert_int_equal(body->size, 16000);
    assert_int_equal(28 * (body->size + body->tracking), 442204);
    assert_int_equal(body->indent, 2 * (body->size + body->tracking));
    assert_int_equal(sizes_millipoints(s->grid.pitch), 28950);
    assert_int_equal(s->grid.lines, 22);
    assert_int_equal(sizes_millipoints(s->page.top), 104882);
    assert_string_equal(s->faces[body->face].name, "body");
}

/* A style that stands on what [style] says. */
static const struct style *load_on(struct fixture *f, const char *head)
{
    char path[] = "/tmp/nianbao-style-XXXXXX.ini";
    int fd = mkstemps(path, 4);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    for (const char *s = head; *s != '\0'; s++)
        if (*s == '%')
            fputs(path + 5, file);
        else
            fputc(*s, file);
    fclose(file);
    const struct style *s = load(f, path);
    unlink(path);
    return s;
}

static void a_base_that_is_none_is_told(void **state)
{
    assert_null(load_on(*state, "[style]\nbase = no-such-style\n"));
    assert_true(told(*state, "unknown-style", "no-such-style"));
    assert_null(load_on(*state, "[style]\nbase = %\n"));
    assert_true(told(*state, "style-circle", "based on itself"));
    assert_null(load_on(*state, "[style]\nbas = gb9704\n"));
    assert_true(told(*state, "unknown-key", "bas"));
}

static void yearbook_has_its_cover(void **state)
{
    const struct style *s = load(*state, "layouts/yearbook.ini");
    assert_non_null(s);
    assert_int_equal(messages_count(((struct fixture *)*state)->messages, SEV_INFO), 0);
    assert_true(s->cover.print && s->contents.print && !s->cover.title_again);
    assert_int_equal(s->cover.bands[0].w, sizes_millipoints(s->page.width));
    assert_int_equal(s->cover.bands[0].colour, 0x1f5c99);
    assert_int_equal(s->bands.bands[3].w, 0); /* not given */
}

static void unknown_style_is_told(void **state)
{
    assert_null(load(*state, "no-such-style"));
    assert_true(told(*state, "unknown-style", "no-such-style"));
}

/* gb9704 with one text replaced by another, loaded from a file of its own. */
static const struct style *load_changed(struct fixture *f, const char *from, const char *to)
{
    char path[] = "/tmp/nianbao-style-XXXXXX.ini";
    size_t len;
    char *text = file_read(f->arena, "layouts/gb9704.ini", 1 << 20, &len, NOWHERE, f->messages);
    assert_non_null(text);
    char *at = strstr(text, from);
    assert_non_null(at);
    int fd = mkstemps(path, 4);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    fclose(file);
    const struct style *s = load(f, path);
    unlink(path);
    return s;
}

static void unknown_key_names_the_nearest(void **state)
{
    assert_null(load_changed(*state, "widows  = 2", "widows  = 2\nwidow = 2"));
    assert_true(told(*state, "unknown-key", "'widows'"));
}

static void unknown_section_names_the_nearest(void **state)
{
    assert_null(load_changed(*state, "[text.caption]", "[text.captoin]"));
    assert_true(told(*state, "unknown-section", "'text.caption'"));
    assert_true(told(*state, "missing-section", "[text.caption]"));
}

static void wrong_values_are_told(void **state)
{
    static const struct {
        const char *from, *to, *rule, *part;
    } cases[] = {
        {"[bands]\n", "[bands]\nband1 = 0 0 210mm c00000\n", "bad-style-value", "band1"},
        {"below  = 7mm", "below  = 7", "bad-style-value", "below"},
        {"form  = three-line", "form  = open", "bad-style-value", "three-line | ruled"},
        {"duplex = no", "duplex = 2", "bad-style-value", "yes or no"},
        {"strong   = strong", "strong   = loud", "bad-style-value", "[face.NAME]"},
        {"widows  = 2", "widows  = two", "bad-style-value", "whole number"},
        {"em    = width/28", "em    = width/0", "bad-style-value", "em"},
        {"lines = 22", "lines = 23", "bad-style", "too low"},
        {"face   = title\n", "face   = title\ntracking = -9pt\n", "bad-style", "tracking"},
        {"width  = 210mm", "width  = 60mm", "bad-style", "type area"},
        {"size   = 二号", "size   = 600pt", "bad-style", "size"},
        {"families = Noto Sans CJK SC\n", "\n", "missing-key", "families"},
        {"right = 2em\nshift", "shift", "missing-key", "right"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(load_changed(*state, cases[i].from, cases[i].to));
        assert_true(told(*state, cases[i].rule, cases[i].part));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gb9704_is_the_standards_page, setup, teardown),
        cmocka_unit_test_setup_teardown(faces_have_their_families, setup, teardown),
        cmocka_unit_test_setup_teardown(english_style_loads, setup, teardown),
        cmocka_unit_test_setup_teardown(word_users_find_their_measures, setup, teardown),
        cmocka_unit_test_setup_teardown(a_base_that_is_none_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(yearbook_has_its_cover, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_style_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_key_names_the_nearest, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_section_names_the_nearest, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_values_are_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
