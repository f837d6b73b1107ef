#include <string.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "data/check/checking.h"
#include "data/narrative/outline.h"
#include "data/prose/pinyin.h"

/* A text in a message is cut to so many characters. */
#define SHOWN 12

/* The text around byte i of a passage. */
static const char *around(const struct checking *c, const struct passage *p, size_t i)
{
    size_t start = passage_back(p, i, SHOWN / 2), end = i;
    for (int n = 0; n <= SHOWN / 2 && end < p->len; n++)
        utf8_next(p->text, p->len, &end);
    return arena_strndup(c->scratch, p->text + start, end - start);
}

static bool is_full_width(uint32_t cp)
{
    return utf8_is_hanzi(cp) || cp == U'”' || cp == U'“' || cp == U'》' || cp == U'《' ||
           cp == U'）' || cp == U'（' || cp == U'、';
}

static void marks_of(const struct checking *c, const struct passage *p)
{
    static const char half[] = ",.;:?!()";
    static const char *const full[] = {"，", "。", "；", "：", "？", "！", "（", "）"};
    for (size_t i = 0; i < p->len; i++) {
        if (utf8_is_hanzi(passage_before(p, i)))
            i += pinyin_at(p->text, p->len, i); /* told by its own rule */
        const char *mark = p->text[i] != '\0' ? strchr(half, p->text[i]) : NULL;
        if (mark == NULL || passage_computed(p, i) ||
            (!is_full_width(passage_before(p, i)) && !is_full_width(passage_behind(p, i + 1))))
            continue;
        size_t k = (size_t)(mark - half);
        uint32_t left = passage_before(p, i);
        bool item = i < 5 && !is_full_width(left); /* "1.…", "1)…" */
        if (item)
            continue;
        found(c, passage_at(p, i), NOTHING, "half-width \"%c\" in \"%s\": write %s",
              "半角标点“%c”（见“%s”）：应为“%s”", p->text[i], around(c, p, i), full[k]);
    }
}

void check_half_width_mark(const struct checking *c)
{
    for (size_t i = 0; c->r->language == LANG_ZH && i < c->text->n; i++)
        marks_of(c, &c->text->list[i]);
}

static void pinyin_of(const struct checking *c, const struct passage *p)
{
    for (size_t i = 0; i < p->len;) {
        size_t len = utf8_is_hanzi(passage_before(p, i)) ? pinyin_at(p->text, p->len, i) : 0;
        if (len > 0)
            found(c, passage_at(p, i), NOTHING, "pinyin left in the text: \"%.*s\"; take it out",
                  "文中残留拼音“%.*s”：请删去", (int)len, p->text + i);
        utf8_next(p->text, p->len, &i);
    }
}

void check_pinyin_residue(const struct checking *c)
{
    for (size_t i = 0; i < c->text->n; i++)
        pinyin_of(c, &c->text->list[i]);
}

/* Deeper brackets are not followed. */
#define BRACKETS_MAX 32

/* The kind of a bracket, > 0 opening, < 0 closing; 0: none. Quotation marks are Chinese ones. */
static int bracket_kind(uint32_t cp, enum language language)
{
    static const char32_t open[] = U"（(《〈「『【〔[“", close[] = U"）)》〉」』】〕]”";
    if (language == LANG_EN && (cp == U'“' || cp == U'”'))
        return 0; /* a quotation of several paragraphs opens each and closes once */
    for (int i = 0; open[i]; i++)
        if (open[i] == cp || close[i] == cp)
            return open[i] == cp ? i + 1 : -(i + 1);
    return 0;
}

static void unpaired(const struct checking *c, const struct passage *p, size_t i)
{
    size_t end = i;
    utf8_next(p->text, p->len, &end);
    found(c, passage_at(p, i), NOTHING, "\"%.*s\" has no partner in \"%s\": add it, or take it out",
          "“%.*s”不成对，见“%s”：请补上另一半或删去", (int)(end - i), p->text + i, around(c, p, i));
}

static void brackets_of(const struct checking *c, const struct passage *p)
{
    struct {
        int kind;
        size_t at;
    } open[BRACKETS_MAX];
    size_t depth = 0;
    for (size_t i = 0, at; i < p->len;) {
        at = i;
        int kind = bracket_kind(utf8_next(p->text, p->len, &i), c->r->language);
        if (kind == 0)
            continue;
        if (kind > 0 && depth < BRACKETS_MAX) {
            open[depth].kind = kind;
            open[depth++].at = at;
        } else if (kind < 0 && depth > 0 && open[depth - 1].kind == -kind) {
            depth--;
        } else if (kind < 0 && depth > 1 && open[depth - 2].kind == -kind) {
            unpaired(c, p, open[depth - 1].at); /* the one inside was not closed */
            depth -= 2;
        } else if (at > 4) { /* not "1)" */
            unpaired(c, p, at);
        }
    }
    while (depth-- > 0)
        unpaired(c, p, open[depth].at);
}

void check_bracket(const struct checking *c)
{
    for (size_t i = 0; i < c->text->n; i++)
        brackets_of(c, &c->text->list[i]);
}

void check_numbering_gap(const struct checking *c)
{
    int last[5] = {0}; /* by level; 0: none since the level above moved on */
    for (size_t i = 0; i < c->text->n; i++) {
        const struct passage *p = &c->text->list[i];
        int level = 0;
        size_t len = p->cell || p->footnote ? 0 : outline_number(p->text, p->len, &level);
        if (len == 0 || level > 4)
            continue;
        int value = outline_value(p->text, len);
        int expected = last[level] + 1;
        last[level] = value;
        for (int k = level + 1; k < 5; k++)
            last[k] = 0;
        if (value == expected || value == 1) /* a new series needs no heading */
            continue;
        found(c, passage_at(p, 0), NOTHING, "\"%.*s\" where number %d is expected: renumber",
              "序号“%.*s”处应为第 %d：请改正序号", (int)len, p->text, expected);
    }
}
