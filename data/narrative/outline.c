#include "data/narrative/outline.h"

#include <string.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/narrative/labels.h"
#include "data/narrative/placeholder.h"

/* A number of more digits is a year or a quantity, not an outline number. */
#define DIGITS_MAX 3

static uint32_t peek(const char *text, size_t len, size_t i)
{
    return i < len ? utf8_next(text, len, &i) : 0;
}

static bool is_chinese_digit(uint32_t cp)
{
    static const uint32_t digits[] = {U'一', U'二', U'三', U'四', U'五', U'六', U'七',
                                      U'八', U'九', U'十', U'百', U'零', U'〇'};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (cp == digits[i])
            return true;
    return false;
}

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= U'０' && cp <= U'９');
}

/* Moves *i behind the characters that is() accepts and returns how many they were. */
static int skip(const char *text, size_t len, size_t *i, bool (*is)(uint32_t))
{
    int n = 0;
    while (*i < len) {
        size_t next = *i;
        if (!is(utf8_next(text, len, &next)))
            break;
        *i = next;
        n++;
    }
    return n;
}

static bool skip_one(const char *text, size_t len, size_t *i, uint32_t cp)
{
    size_t next = *i;
    if (next >= len || utf8_next(text, len, &next) != cp)
        return false;
    *i = next;
    return true;
}

/* （一） （一）、 （1）, also in ASCII brackets. */
static size_t bracketed_number(const char *text, size_t len, int *level)
{
    size_t i = 0;
    if (!skip_one(text, len, &i, U'（') && !skip_one(text, len, &i, '('))
        return 0;
    int chinese = skip(text, len, &i, is_chinese_digit);
    int digits = chinese != 0 ? 0 : skip(text, len, &i, is_digit);
    if (chinese + digits == 0 || chinese + digits > DIGITS_MAX)
        return 0;
    if (!skip_one(text, len, &i, U'）') && !skip_one(text, len, &i, ')'))
        return 0;
    skip_one(text, len, &i, U'、');
    *level = chinese != 0 ? 2 : 4;
    return i;
}

size_t outline_number(const char *text, size_t len, int *level)
{
    size_t i = bracketed_number(text, len, level);
    if (i != 0)
        return i;
    int n = skip(text, len, &i, is_chinese_digit);
    if (n > 0) {
        *level = 1;
        return n <= DIGITS_MAX && skip_one(text, len, &i, U'、') ? i : 0;
    }
    n = skip(text, len, &i, is_digit);
    if (n > 0 && n <= DIGITS_MAX) {
        *level = 3;
        if (skip_one(text, len, &i, U'、') || skip_one(text, len, &i, U'．'))
            return i;
        /* "1.5 个百分点" begins with a number, not with an outline number */
        return skip_one(text, len, &i, '.') && !is_digit(peek(text, len, i)) ? i : 0;
    }
    if (n == 0 && skip(text, len, &i, utf8_is_latin) == 1 && skip_one(text, len, &i, U'、')) {
        *level = 4;
        return i;
    }
    return 0;
}

int outline_value(const char *text, size_t len)
{
    static const char32_t digits[] = U"一二三四五六七八九";
    int value = 0, digit = 0;
    for (size_t i = 0; i < len;) {
        uint32_t cp = utf8_next(text, len, &i);
        if (cp >= U'０' && cp <= U'９')
            cp = cp - U'０' + '0';
        if (cp >= '0' && cp <= '9')
            value = 10 * value + (int)(cp - '0');
        else if (utf8_is_latin(cp))
            return (int)((cp | 0x20) - 'a') + 1;
        else if (cp == U'十') {
            value = 10 * (digit > 0 ? digit : 1);
            digit = 0;
        }
        for (int k = 0; digits[k]; k++)
            if (digits[k] == cp)
                digit = k + 1;
    }
    return value + digit;
}

static bool is_closing(uint32_t cp)
{
    return cp == U'”' || cp == U'’' || cp == U'）' || cp == U'》' || cp == U'」' || cp == U'』';
}

/* The length of the first sentence: to its 。 and the closing quote or bracket behind it. */
static size_t first_sentence(const char *text, size_t len)
{
    const char *stop = memmem(text, len, "。", strlen("。"));
    if (stop == NULL)
        return len;
    size_t i = (size_t)(stop - text) + strlen("。");
    skip(text, len, &i, is_closing);
    return i;
}

/*
 * Whether line is nothing but `![caption {#label}](target "title")`; then *p is that, but for its
 * caption, which is line[2..*caption_len + 2).
 */
static bool placing(struct arena *a, const char *line, size_t len, struct placing *p,
                    size_t *caption_len)
{
    if (len < 6 || memcmp(line, "![", 2) != 0 || line[len - 1] != ')')
        return false;
    const char *mid = memmem(line, len, "](", 2);
    if (mid == NULL)
        return false;
    char *target = arena_strndup(a, mid + 2, (size_t)(line + len - 1 - (mid + 2)));
    char *quote = strchr(target, '"'), *end = quote != NULL ? strrchr(target, '"') : NULL;
    if (quote != NULL && end > quote && end[1] == '\0') {
        *end = '\0';
        p->title = quote + 1;
        while (quote > target && quote[-1] == ' ')
            quote--;
        *quote = '\0';
    }
    p->target = target;
    *caption_len = (size_t)(mid - (line + 2));
    p->label = label_cut(a, line + 2, caption_len);
    return *target != '\0';
}

static void append_placed(struct reading *rd, struct node *root, struct placing *p,
                          const char *caption, size_t caption_len)
{
    p->caption = node_new(rd->report->arena, NODE_PARAGRAPH, p->at);
    placeholder_inlines(rd->report, p->caption, caption, caption_len, false, p->at, rd->m);
    struct node *n = narrative_place(rd, p);
    if (n != NULL)
        node_append(root, n);
}

static void append_line(struct reading *rd, struct node *root, const char *line, size_t len,
                        struct source at)
{
    struct arena *a = rd->report->arena;
    int level = 0;
    size_t head = 0; /* length of the heading in it */
    if (outline_number(line, len, &level) != 0 && level <= 2)
        head = first_sentence(line, len);
    bool alone = head == len;
    struct node *block = node_new(a, alone ? NODE_HEADING : NODE_PARAGRAPH, at);
    if (alone) {
        block->level = level;
    } else if (head != 0) {
        struct node *run_in = node_new(a, NODE_RUN_IN, at);
        run_in->level = level;
        placeholder_inlines(rd->report, run_in, line, head, false, at, rd->m);
        node_append(block, run_in);
    }
    size_t from = alone ? 0 : head;
    placeholder_inlines(rd->report, block, line + from, len - from, false, at, rd->m);
    node_append(root, block);
}

struct node *outline_read(struct reading *rd, const char *text, size_t len, const char *file)
{
    struct source at = IN_FILE(file);
    struct node *root = node_new(rd->report->arena, NODE_DOCUMENT, at);
    bool first = true;
    for (size_t i = 0; i < len;) {
        const char *line = text + i;
        const char *end = memchr(line, '\n', len - i);
        size_t n = end != NULL ? (size_t)(end - line) : len - i;
        i += n + 1;
        at.line++;
        text_trim(&line, &n);
        if (n == 0)
            continue;
        const char *title = first ? rd->report->title : NULL;
        first = false;
        if (title != NULL && strlen(title) == n && memcmp(title, line, n) == 0)
            continue;
        struct placing p = {.at = at};
        size_t caption_len;
        if (placing(rd->report->arena, line, n, &p, &caption_len))
            append_placed(rd, root, &p, line + 2, caption_len);
        else
            append_line(rd, root, line, n, at);
    }
    return root;
}
