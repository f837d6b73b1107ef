#include "data/import/import_clean.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/encoding.h"
#include "base/list.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/narrative/outline.h"
#include "data/prose/numeral.h"
#include "data/prose/pinyin.h"

/* One hanzi of so many changes in a traditional text, hardly one in a simplified one. */
#define TRADITIONAL_SHARE 20
/* A notice at the end is no longer than this, in characters. */
#define NOTICE_MAX 300
/* Of a text in a message, in characters. */
#define SHOWN 12
/* A shorter English line ends on purpose. */
#define WRAPPED_MIN 50

enum change {
    CHANGE_TRADITIONAL,
    CHANGE_PINYIN,
    CHANGE_MARKS,
    CHANGE_BLANKS,
    CHANGE_DIGITS,
    CHANGE_CONTROLS,
    CHANGE_SPLIT,
    CHANGE_JOINED,
    CHANGE_COUNT
};

struct cleaner {
    struct arena *a;
    const char *file;
    enum language language;
    struct passages *lines;
    size_t cap;
    struct messages *m;
    int line;       /* in hand */
    int outline[5]; /* the last outline number of each level */
    size_t changes[CHANGE_COUNT];
};

enum language import_language(const char *text, size_t len)
{
    size_t hanzi = 0, latin = 0;
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(text, len, &i);
        hanzi += utf8_is_hanzi(cp);
        latin += (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
    }
    return hanzi * 10 > latin ? LANG_ZH : LANG_EN;
}

/* Simplified characters, if the text is traditional; NULL on failure. */
static const char *simplified(struct cleaner *c, const char *text, size_t len)
{
    const char *plain = encoding_simplified(c->a, text, len, c->m);
    if (plain == NULL)
        return NULL;
    size_t hanzi = 0, changed = 0, plain_len = strlen(plain);
    for (size_t i = 0, k = 0; i < len && k < plain_len;) {
        uint32_t cp = utf8_next(text, len, &i);
        changed += utf8_next(plain, plain_len, &k) != cp;
        hanzi += utf8_is_hanzi(cp);
    }
    if (changed * TRADITIONAL_SHARE < hanzi)
        return text;
    c->changes[CHANGE_TRADITIONAL] = changed;
    return plain;
}

static uint32_t before(const struct buf *b)
{
    const struct passage p = {.text = b->data, .len = b->len};
    return passage_before(&p, b->len);
}

static uint32_t behind(const char *s, size_t len, size_t i)
{
    const struct passage p = {.text = s, .len = len};
    return passage_behind(&p, i);
}

/* Hanzi and the marks that stand among them. */
static bool is_wide(uint32_t cp)
{
    return utf8_is_hanzi(cp) || (cp >= 0x3001 && cp <= 0x303F) || (cp >= 0xFF00 && cp <= 0xFF65) ||
           (cp >= 0x2018 && cp <= 0x201D) || cp == 0x2026 || cp == 0x2014;
}

static bool is_latin_or_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || utf8_is_latin(cp);
}

/* Pinyin and control characters out, digits half-width. */
static void drop_residue(struct cleaner *c, const char *s, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len;) {
        size_t pinyin = utf8_is_hanzi(before(out)) ? pinyin_at(s, len, i) : 0, start = i;
        if (pinyin > 0) {
            c->changes[CHANGE_PINYIN]++;
            i += pinyin;
            continue;
        }
        uint32_t cp = utf8_next(s, len, &i);
        bool point = cp == U'．' && numeral_digit(before(out)) && numeral_digit(behind(s, len, i));
        if ((cp < ' ' && cp != '\t') || cp == 0x7F || cp == 0xFEFF) {
            c->changes[CHANGE_CONTROLS]++;
        } else if (c->language == LANG_ZH && (numeral_digit(cp) || cp == U'％' || point) &&
                   cp > 0x7F) {
            buf_code_point(out, cp - 0xFEE0);
            c->changes[CHANGE_DIGITS]++;
        } else {
            buf_add(out, s + start, i - start);
        }
    }
}

/* The first characters of a text, for people. */
static size_t shown_length(const char *s, size_t len)
{
    size_t i = 0;
    for (int n = 0; n < SHOWN && i < len; n++)
        utf8_next(s, len, &i);
    return i;
}

/* No blanks beside hanzi. */
static void drop_blanks(struct cleaner *c, const char *s, size_t len, struct buf *out)
{
    for (size_t i = 0; i < len;) {
        size_t start = i, end = i;
        while (end < len && utf8_is_blank(behind(s, len, end)))
            utf8_next(s, len, &end);
        if (end == start) {
            utf8_next(s, len, &end);
            buf_add(out, s + start, end - start);
        } else if (is_wide(before(out)) || is_wide(behind(s, len, end))) {
            c->changes[CHANGE_BLANKS]++;
            if (before(out) == U'。' && end < len)
                msg(c->m, SEV_WARNING, (struct source){.file = c->file, .line = c->line},
                    "lost-break",
                    "a blank stood behind the stop before \"%.*s\": was it a new paragraph?",
                    "句号后原有空格，见“%.*s”：是否应另起一段？",
                    (int)shown_length(s + end, len - end), s + end);
        } else {
            buf_add(out, s + start, end - start);
        }
        i = end;
    }
}

static const char half_marks[] = ",.;:?!()";
static const char *const full_marks[] = {"，", "。", "；", "：", "？", "！", "（", "）"};

/* Whether a half-width mark belongs to the Chinese around it. opened: its "(" did. */
static bool is_chinese_mark(char mark, uint32_t left, uint32_t right, size_t at, bool opened)
{
    bool beside = is_wide(left) || is_wide(right);
    switch (mark) {
    case '(': return beside;
    case ')': return opened || (beside && at > 4); /* not "1)" */
    case '.': return is_wide(left) && !is_latin_or_digit(right);
    case ':': return beside && right != '/';
    default: return beside || right == 0;
    }
}

static void widen_marks(struct cleaner *c, const char *s, size_t len, struct buf *out)
{
    bool opened = false;
    for (size_t i = 0, next; i < len; i = next) {
        next = i;
        size_t lost = pinyin_damaged_at(s, len, i); /* told as lost characters: kept as it is */
        utf8_next(s, len, &next);
        const char *mark = s[i] != '\0' ? strchr(half_marks, s[i]) : NULL;
        if (lost > 0)
            next = i + lost;
        bool chinese = lost == 0 && mark != NULL &&
                       is_chinese_mark(*mark, before(out), behind(s, len, next), i, opened);
        if (mark != NULL && (*mark == '(' || *mark == ')'))
            opened = *mark == '(' && chinese;
        if (chinese) {
            buf_puts(out, full_marks[mark - half_marks]);
            c->changes[CHANGE_MARKS]++;
        } else {
            buf_add(out, s + i, next - i);
        }
    }
}

static void add_line(struct cleaner *c, const char *s, size_t len)
{
    struct passages *all = c->lines;
    all->list = list_room(all->list, all->n, &c->cap, sizeof *all->list);
    struct piece *piece = arena_alloc(c->a, sizeof *piece);
    piece->at = (struct source){.file = c->file, .line = c->line};
    text_trim(&s, &len);
    all->list[all->n++] = (struct passage){
        .text = arena_strndup(c->a, s, len), .len = len, .pieces = piece, .n_pieces = 1};
}

/* Notes an outline number of 一、 or （一）; whether it is the next of its level. */
static bool note_outline(struct cleaner *c, const char *s, size_t len, bool starts_line)
{
    int level = 0;
    size_t n = outline_number(s, len, &level);
    if (n == 0 || level > 2)
        return false;
    int value = outline_value(s, n);
    bool next = c->outline[level] > 0 && value == c->outline[level] + 1;
    if (!starts_line && !next)
        return false;
    c->outline[level] = value;
    if (level == 1)
        c->outline[2] = 0;
    return next;
}

/* A line, or several where "。（二）、" lost its line break. */
static void add_paragraphs(struct cleaner *c, const char *s, size_t len)
{
    static const char stop[] = "。";
    size_t start = 0;
    note_outline(c, s, len, true);
    for (const char *at = s; c->language == LANG_ZH && (at = memmem(at, (size_t)(s + len - at),
                                                                    stop, strlen(stop))) != NULL;) {
        at += strlen(stop);
        size_t i = (size_t)(at - s);
        if (i == len || !note_outline(c, at, len - i, false))
            continue;
        add_line(c, s + start, i - start);
        c->changes[CHANGE_SPLIT]++;
        start = i;
    }
    add_line(c, s + start, len - start);
}

static void clean_line(struct cleaner *c, const char *s, size_t len)
{
    struct buf kept = {0}, close = {0}, done = {0};
    text_trim(&s, &len);
    drop_residue(c, s, len, &kept);
    if (c->language == LANG_ZH && kept.len > 0) {
        drop_blanks(c, kept.data, kept.len, &close);
        widen_marks(c, close.data, close.len, &done);
    } else {
        buf_add(&done, kept.data, kept.len);
    }
    add_paragraphs(c, done.data != NULL ? done.data : "", done.len);
    buf_free(&kept);
    buf_free(&close);
    buf_free(&done);
}

/* The line goes on in the next one, next: a text editor wrapped it. */
static bool is_wrapped(const struct passage *line, const struct passage *next)
{
    int level;
    uint32_t first = passage_behind(next, 0);
    return line->len >= WRAPPED_MIN && next->len > 0 && first != '-' && first != '*' &&
           first != 0x2022 && outline_number(next->text, next->len, &level) == 0;
}

static void join_wrapped(struct cleaner *c)
{
    struct passages *all = c->lines;
    size_t n = 0;
    for (size_t i = 0, last; i < all->n; i = last + 1) {
        struct passage p = all->list[i];
        for (last = i; last + 1 < all->n && is_wrapped(&all->list[last], &all->list[last + 1]);)
            last++;
        if (last > i) {
            struct buf joined = {0};
            for (size_t k = i; k <= last; k++) {
                buf_puts(&joined, k > i ? " " : "");
                buf_puts(&joined, all->list[k].text);
            }
            p.text = arena_strndup(c->a, joined.data, joined.len);
            p.len = joined.len;
            buf_free(&joined);
            c->changes[CHANGE_JOINED] += last - i;
        }
        all->list[n++] = p;
    }
    all->n = n;
}

/* What web sites put below what they copied. */
static bool is_notice(const struct passage *p)
{
    static const char *const words[] = {"©",         "版权声明",  "版权所有",
                                        "Copyright", "copyright", "COPYRIGHT",
                                        "http://",   "https://",  "www."};
    int level;
    if (utf8_count(p->text, p->len) > NOTICE_MAX || outline_number(p->text, p->len, &level) > 0)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(p->text, words[i]) != NULL)
            return true;
    return false;
}

/* Never the first line with text. */
static void drop_notices(struct passages *all, struct messages *m)
{
    size_t first = 0;
    while (first < all->n && all->list[first].len == 0)
        first++;
    for (; all->n > first + 1; all->n--) {
        const struct passage *p = &all->list[all->n - 1];
        if (p->len > 0 && !is_notice(p))
            return;
        if (p->len > 0)
            msg(m, SEV_INFO, passage_at(p, 0), "cleaned",
                "a web site's notice at the end is left out: \"%.*s...\"",
                "末尾的网站声明未收：“%.*s…”", (int)shown_length(p->text, p->len), p->text);
    }
}

static void tell_changes(const struct cleaner *c, struct messages *m)
{
    static const char *const texts[CHANGE_COUNT][2] = {
        [CHANGE_TRADITIONAL] = {"traditional characters made simplified: %zu",
                                "繁体字改为简体字：%zu 字"},
        [CHANGE_PINYIN] = {"pinyin left by copying taken out: %zu",
                           "删去复制残留的括注拼音：%zu 处"},
        [CHANGE_MARKS] = {"half-width marks made full-width: %zu", "半角标点改为全角：%zu 处"},
        [CHANGE_BLANKS] = {"blanks beside Chinese taken out: %zu", "删去汉字旁的空格：%zu 处"},
        [CHANGE_DIGITS] = {"full-width digits made half-width: %zu", "全角数字改为半角：%zu 处"},
        [CHANGE_CONTROLS] = {"control characters taken out: %zu", "删去控制字符：%zu 个"},
        [CHANGE_SPLIT] = {"paragraphs parted before an outline number: %zu",
                          "在序号前恢复分段：%zu 处"},
        [CHANGE_JOINED] = {"wrapped lines joined: %zu", "接合折行：%zu 处"},
    };
    for (int i = 0; i < CHANGE_COUNT; i++)
        if (c->changes[i] > 0)
            msg(m, SEV_INFO, IN_FILE(c->file), "cleaned", texts[i][0], texts[i][1], c->changes[i]);
}

const struct passages *import_clean(struct arena *a, const char *file, const char *text, size_t len,
                                    enum language language, struct messages *m)
{
    struct cleaner c = {.a = a,
                        .file = file,
                        .language = language,
                        .m = m,
                        .lines = arena_alloc(a, sizeof *c.lines)};
    if (language == LANG_ZH) {
        text = simplified(&c, text, len);
        if (text == NULL)
            return NULL;
        len = strlen(text);
    }
    for (size_t i = 0; i < len;) {
        c.line++;
        const char *end = memchr(text + i, '\n', len - i);
        size_t n = end != NULL ? (size_t)(end - (text + i)) : len - i;
        clean_line(&c, text + i, n);
        i += n + 1;
    }
    if (language == LANG_EN)
        join_wrapped(&c);
    struct passage *list = arena_array(a, c.lines->n + 1, sizeof *list);
    if (c.lines->n > 0)
        memcpy(list, c.lines->list, c.lines->n * sizeof *list);
    free(c.lines->list);
    c.lines->list = list;
    drop_notices(c.lines, m);
    tell_changes(&c, m);
    return c.lines;
}
