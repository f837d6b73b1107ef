/*
 * Unicode's own test of UAX 14 (LineBreakTest.txt) through our break finder. Where we deviate it is
 * on purpose: each deviation must fall under one of the rules below, and each rule has its count.
 */
#include "layouts/compose/breaks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"

#define CASES "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define CASE_MOST 64

/* Why a line may not end where UAX 14 lets it, or the other way round. */
enum rule {
    AGREES,
    BLANK_HANGS,   /* no line begins with a blank: tabs, U+3000 and line ends hang too */
    GLUE_HOLDS,    /* no-break spaces and joiners hold also where a blank is beside them */
    NOT_AT_START,  /* CLREQ 3.1.4: marks not at a line's start, also behind a blank */
    NOT_AT_END,    /* CLREQ 3.1.4: marks not at a line's end */
    ONE_SIGN,      /* parts of a dash, an ellipsis or a number */
    WORD_HYPHEN,   /* a hyphen that begins a word stays with it: ICU's rule 20.09 */
    CHINESE_SIDES, /* CLREQ 3.1.4: beside hanzi and Chinese marks everything else may break */
    OTHER,
    RULES
};

static const char *const names[RULES] = {"agrees",
                                         "a blank hangs at the line's end",
                                         "glue holds",
                                         "mark not at a line's start",
                                         "mark not at a line's end",
                                         "one sign or number",
                                         "hyphen at a word's beginning",
                                         "hanzi and Chinese marks part on both sides",

                                         "OTHER"};

struct sample {
    char text[4 * CASE_MOST + 1];
    size_t len, n;
    bool brk[CASE_MOST + 1]; /* before character i */
};

/* "× 0023 ÷ 2014 ÷  # ..." */
static bool parse(const char *line, struct sample *s)
{
    *s = (struct sample){0};
    const char *end = strchr(line, '#');
    for (const char *p = line; p < end && s->n < CASE_MOST;) {
        char *next;
        if (strncmp(p, "÷", 2) == 0 || strncmp(p, "×", 2) == 0) {
            s->brk[s->n] = strncmp(p, "÷", 2) == 0;
            p += 2;
        } else if (strchr("0123456789ABCDEF", *p) != NULL) {
            s->len += utf8_put((uint32_t)strtoul(p, &next, 16), s->text + s->len);
            s->n++;
            p = next;
        } else {
            p++;
        }
    }
    return s->n > 0;
}

static bool is_one_of(uint32_t cp, const char *set)
{
    for (size_t i = 0, len = strlen(set); i < len;)
        if (utf8_next(set, len, &i) == cp)
            return true;
    return false;
}

static bool forbidden_at_start(const struct letter *c)
{
    return charclass_closing((enum char_class)c->class) || c->class == CLASS_MIDDLE ||
           c->class == CLASS_CONNECTOR || c->class == CLASS_SOLIDUS || c->class == CLASS_SUFFIX ||
           is_one_of(c->cp, "!),.:;?]}");
}

static bool forbidden_at_end(const struct letter *p)
{
    return p->class == CLASS_OPEN || p->class == CLASS_PREFIX || p->class == CLASS_SOLIDUS ||
           is_one_of(p->cp, "([{");
}

static bool hangs(const struct letter *l)
{
    return l->class == CLASS_BLANK;
}

/* The rule by which the place before letter i deviates. */
static enum rule rule_of(const struct letter *l, size_t i, bool expected)
{
    const struct letter *c = &l[i], *p = &l[i - 1], *solid = p;
    bool ours = c->brk >= BREAK_HYPHEN;
    if (ours == expected)
        return AGREES;
    while (solid > l && hangs(solid))
        solid--;
    if (expected && (hangs(c) || hangs(solid)))
        return BLANK_HANGS;
    if (expected && (c->class == CLASS_NBSP || p->class == CLASS_NBSP))
        return GLUE_HOLDS;
    if (expected && forbidden_at_start(c))
        return NOT_AT_START;
    if (expected && forbidden_at_end(solid))
        return NOT_AT_END;
    if (expected && (solid->class == CLASS_DIGIT || c->class == CLASS_DIGIT ||
                     solid->class == CLASS_DASH || solid->class == CLASS_ELLIPSIS))
        return ONE_SIGN;
    if (expected && l[0].cp == '-')
        return WORD_HYPHEN;
    if (ours && (charclass_chinese((enum char_class)solid->class) ||
                 charclass_chinese((enum char_class)c->class) || c->class == CLASS_CONNECTOR ||
                 solid->class == CLASS_CONNECTOR || solid->class == CLASS_SOLIDUS))
        return CHINESE_SIDES;
    return OTHER;
}

static void run(enum language language, enum strictness level, const size_t expected[RULES])
{
    FILE *f = fopen(CASES, "r");
    char line[4096];
    struct sample s;
    size_t counts[RULES] = {0};
    struct messages *m = messages_new(LANG_EN);
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL) {
        struct letter l[4 * CASE_MOST];
        if (line[0] == '#' || !parse(line, &s))
            continue;
        size_t n = charclass_letters(s.text, s.len, language, l);
        assert_int_equal(n, s.n);
        breaks_find(l, n, s.text, s.len, language, level, m);
        for (size_t i = 1; i < n; i++) {
            enum rule rule = rule_of(l, i, s.brk[i]);
            counts[rule]++;
            if (rule > AGREES && getenv("LINEBREAKTEST") != NULL)
                print_message("# %s, place %zu: %s", names[rule], i, line);
        }
    }
    fclose(f);
    for (int r = 0; r < RULES; r++)
        print_message("# %-44s %6zu\n", names[r], counts[r]);
    for (int r = 1; r < RULES; r++)
        if (counts[r] != expected[r])
            fail_msg("%s: %zu, not %zu (LINEBREAKTEST=1 shows the cases)", names[r], counts[r],
                     expected[r]);
    messages_free(m);
}

static void test_english(void **state)
{
    (void)state;
    static const size_t expected[RULES] = {
        [BLANK_HANGS] = 1255, [GLUE_HOLDS] = 78, [NOT_AT_START] = 104, [NOT_AT_END] = 35,
        [ONE_SIGN] = 14,      [WORD_HYPHEN] = 8, [CHINESE_SIDES] = 25};
    run(LANG_EN, STRICT_BASIC, expected);
}

static void test_chinese(void **state)
{
    (void)state;
    static const size_t expected[RULES] = {
        [BLANK_HANGS] = 1255, [GLUE_HOLDS] = 78, [NOT_AT_START] = 241, [NOT_AT_END] = 79,
        [ONE_SIGN] = 14,      [WORD_HYPHEN] = 8, [CHINESE_SIDES] = 119};
    run(LANG_ZH, STRICT_GB, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_english),
                                       cmocka_unit_test(test_chinese)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
