#include "layouts/compose/breaks.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/*
 * One iterator for each language, opened at first use (0.1 ms, and 4 ms more when the data is cold)
 * and closed when the program ends.
 */
static UBreakIterator *iterators[2];

static void close_iterators(void)
{
    for (size_t i = 0; i < sizeof iterators / sizeof *iterators; i++) {
        if (iterators[i] != NULL)
            ubrk_close(iterators[i]);
        iterators[i] = NULL;
    }
}

static UBreakIterator *iterator(enum language language, struct messages *m)
{
    size_t i = language == LANG_ZH ? 0 : 1;
    if (iterators[i] == NULL) {
        UErrorCode status = U_ZERO_ERROR;
        UBreakIterator *it = ubrk_open(UBRK_LINE, i == 0 ? "zh@lb=strict" : "en", NULL, 0, &status);
        if (U_FAILURE(status)) {
            msg(m, SEV_FAILURE, NOWHERE, "icu", "ICU has no line break data (%s); reinstall libicu",
                "ICU 缺少断行数据（%s），请重新安装 libicu", u_errorName(status));
            return NULL;
        }
        if (iterators[0] == NULL && iterators[1] == NULL)
            atexit(close_iterators);
        iterators[i] = it;
    }
    return iterators[i];
}

/* Sets BREAK_OK wherever UAX 14 allows a break. */
static void unicode_breaks(struct letter *l, size_t n, const char *text, size_t len,
                           enum language language, struct messages *m)
{
    UBreakIterator *it = iterator(language, m);
    if (it == NULL)
        return;
    UErrorCode status = U_ZERO_ERROR;
    UText *u = utext_openUTF8(NULL, text, (int64_t)len, &status);
    ubrk_setUText(it, u, &status);
    if (U_SUCCESS(status)) {
        ubrk_first(it);
        size_t i = 0;
        for (int32_t at = ubrk_next(it); at != UBRK_DONE; at = ubrk_next(it)) {
            while (i < n && l[i].at < (uint32_t)at)
                i++;
            if (i < n && l[i].at == (uint32_t)at)
                l[i].brk = BREAK_OK;
        }
    }
    utext_close(u);
}

static bool is_one_of(uint32_t cp, const char *ascii)
{
    return cp > 0 && cp < 0x80 && strchr(ascii, (int)cp) != NULL;
}

/* CLREQ 3.1.4, table of marks not allowed at a line's start. */
static bool not_at_start(const struct letter *c, enum strictness level)
{
    if (level == STRICT_NONE)
        return false;
    switch ((enum char_class)c->class) {
    case CLASS_CLOSE:
    case CLASS_PAUSE:
    case CLASS_STOP:
    case CLASS_MIDDLE:
    case CLASS_CONNECTOR:
    case CLASS_SOLIDUS:
    case CLASS_SUFFIX: return true;
    case CLASS_DASH:
    case CLASS_ELLIPSIS: return level == STRICT_FULL;
    default: return is_one_of(c->cp, "!),.:;?]}");
    }
}

/* The same for a line's end; the solidus by GB/T 15834 5.1. */
static bool not_at_end(const struct letter *c, enum strictness level)
{
    if (level == STRICT_NONE)
        return false;
    switch ((enum char_class)c->class) {
    case CLASS_OPEN:
    case CLASS_PREFIX: return true;
    case CLASS_SOLIDUS: return level >= STRICT_GB;
    default: return is_one_of(c->cp, "([{");
    }
}

/* Parts of one sign or one number: kept together at every level. */
static bool one_unit(const struct letter *p, const struct letter *c)
{
    if (p->class == CLASS_DIGIT)
        return c->class == CLASS_DIGIT || c->class == CLASS_SUFFIX;
    if (c->class == CLASS_DIGIT)
        return p->class == CLASS_PREFIX;
    return p->class == c->class && (c->class == CLASS_DASH || c->class == CLASS_ELLIPSIS);
}

/* Does the Chinese rule decide beside this letter? ASCII / and ~ follow their neighbours. */
static bool rules_here(const struct letter *c)
{
    if (c->class == CLASS_CONNECTOR || c->class == CLASS_SOLIDUS)
        return c->cp >= 0x80;
    return c->class == CLASS_CALL || charclass_chinese((enum char_class)c->class);
}

static bool is_plain(const struct letter *c)
{
    return c->class <= CLASS_DIGIT;
}

/*
 * Words that count or measure, or that these begin with, and parts of a date: better on the line of
 * their number.
 */
static bool is_measure(uint32_t cp)
{
    static const uint32_t measures[] = {
        U'毫', U'厘', U'立', U'斤', U'组', U'座', U'间', U'头', U'代', U'班', U'股', U'辈', U'双',
        U'幅', U'队', U'栋', U'株', U'棵', U'年', U'月', U'日', U'号', U'时', U'点', U'分', U'秒',
        U'周', U'天', U'岁', U'届', U'个', U'名', U'人', U'位', U'户', U'家', U'条', U'项', U'件',
        U'份', U'块', U'次', U'起', U'种', U'类', U'级', U'例', U'期', U'批', U'所', U'处', U'台',
        U'套', U'本', U'册', U'篇', U'页', U'字', U'场', U'辆', U'倍', U'元', U'角', U'十', U'百',
        U'千', U'万', U'亿', U'多', U'余', U'米', U'吨', U'克', U'升', U'亩', U'度', U'里', U'平',
        U'公', U'章', U'节', U'款', U'对', U'只', U'支', U'张', U'片', U'轮'};
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (measures[i] == cp)
            return true;
    return false;
}

/*
 * Officials' rule "数字、年份不能回行": number and measure word part only when it must be, and so
 * do 第 or a minus and their number; a date parts rather elsewhere.
 */
static enum break_kind how_good(const struct letter *p, const struct letter *c)
{
    if (p->class == CLASS_DIGIT)
        return is_measure(c->cp) ? BREAK_POOR : BREAK_OK;
    if (c->class == CLASS_DIGIT && (p->class == CLASS_CONNECTOR || p->cp == U'第'))
        return BREAK_POOR;
    if (c->class == CLASS_DIGIT && (p->cp == U'年' || p->cp == U'月'))
        return BREAK_FAIR;
    if (p->class == CLASS_HANZI && c->class == CLASS_PREFIX && c->cp == '-')
        return BREAK_POOR; /* or is it a hyphen: 甲-1 */
    return p->cp == 0xAD ? BREAK_HYPHEN : BREAK_OK;
}

/* May a line end between p and c, which are neighbours? by_unicode: what UAX 14 says. */
static enum break_kind between(const struct letter *p, const struct letter *c, bool by_unicode,
                               enum strictness level)
{
    if (not_at_start(c, level) || not_at_end(p, level))
        return BREAK_NEVER;
    if (one_unit(p, c))
        return p->class == CLASS_DIGIT && c->class == CLASS_DIGIT ? BREAK_UNIT : BREAK_NEVER;
    bool ours = (rules_here(p) || rules_here(c)) && !(is_plain(p) && is_plain(c));
    if (!ours && !by_unicode)
        return BREAK_UNIT;
    return how_good(p, c);
}

/* The same where blanks lie between p and c. */
static enum break_kind after_blanks(const struct letter *p, const struct letter *c, bool by_unicode,
                                    enum strictness level)
{
    if (not_at_start(c, level) || not_at_end(p, level))
        return BREAK_NEVER;
    return by_unicode || rules_here(p) || rules_here(c) ? BREAK_OK : BREAK_UNIT;
}

/* Do the three letters up to l begin an address: "://" or "www."? */
static bool begins_address(const struct letter *l)
{
    if (l[-2].cp == ':' && l[-1].cp == '/' && l->cp == '/')
        return true;
    return l[-2].cp == 'w' && l[-1].cp == 'w' && l->cp == 'w' && l[1].cp == '.';
}

/* Addresses may break behind / . - _ and the like (CLREQ, mixed text). */
static void address_breaks(struct letter *l, size_t n)
{
    bool inside = false;
    for (size_t i = 2; i < n; i++) {
        if (l[i].class == CLASS_BLANK || charclass_chinese((enum char_class)l[i].class))
            inside = false;
        else if (i + 1 < n && begins_address(&l[i]))
            inside = true;
        else if (inside && is_one_of(l[i - 1].cp, "/.-_?&=") &&
                 (l[i].class == CLASS_LATIN || l[i].class == CLASS_DIGIT))
            l[i].brk = BREAK_POOR;
    }
}

void breaks_find(struct letter *letters, size_t n, const char *text, size_t len,
                 enum language language, enum strictness strictness, struct messages *m)
{
    if (n == 0)
        return;
    unicode_breaks(letters, n, text, len, language, m);
    letters[0].brk = BREAK_NEVER;
    const struct letter *solid = NULL; /* the last one before c that is no blank */
    for (size_t i = 1; i < n; i++) {
        const struct letter *p = &letters[i - 1];
        struct letter *c = &letters[i];
        if (p->class != CLASS_BLANK)
            solid = p;
        bool by_unicode = c->brk != BREAK_NEVER;
        if (c->class == CLASS_BLANK || c->class == CLASS_NBSP || c->class == CLASS_CALL ||
            p->class == CLASS_NBSP || solid == NULL)
            c->brk = BREAK_NEVER;
        else if (p->class == CLASS_BLANK)
            c->brk = (uint8_t)after_blanks(solid, c, by_unicode, strictness);
        else
            c->brk = (uint8_t)between(solid, c, by_unicode, strictness);
    }
    address_breaks(letters, n);
}

void breaks_words(bool *starts, const char *text, size_t len, enum language language,
                  struct messages *m)
{
    memset(starts, 0, len * sizeof *starts);
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *it = ubrk_open(UBRK_WORD, language == LANG_ZH ? "zh" : "en", NULL, 0, &status);
    UText *u = utext_openUTF8(NULL, text, (int64_t)len, &status);
    if (it != NULL)
        ubrk_setUText(it, u, &status);
    if (U_FAILURE(status)) {
        msg(m, SEV_FAILURE, NOWHERE, "icu", "ICU has no word data (%s); reinstall libicu",
            "ICU 缺少分词数据（%s），请重新安装 libicu", u_errorName(status));
    } else {
        for (int32_t at = ubrk_first(it); at != UBRK_DONE; at = ubrk_next(it))
            if ((size_t)at < len)
                starts[at] = true;
    }
    utext_close(u);
    if (it != NULL)
        ubrk_close(it);
}
