#include "data/import/import_name.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/year.h"
#include "data/prose/numeral.h"

/* In characters; what is longer is a sentence. */
#define NAME_MIN 2
#define NAME_MAX 60

/* Longer ones stand before those that they end with. */
static const struct {
    const char *word;
    enum link link;
} links[] = {
    {"分别达到", LINK_SHARED},   {"分别为", LINK_SHARED},   {"分别是", LINK_SHARED},
    {"分别达", LINK_SHARED},     {"分别", LINK_SHARED},     {"严格控制在", LINK_HELD},
    {"控制在", LINK_HELD},       {"稳定在", LINK_PLAIN},    {"保持在", LINK_PLAIN},
    {"维持在", LINK_PLAIN},      {"达到了", LINK_PLAIN},    {"达到", LINK_PLAIN},
    {"达", LINK_PLAIN},          {"上升到", LINK_PLAIN},    {"上升至", LINK_PLAIN},
    {"提高到", LINK_PLAIN},      {"提高至", LINK_PLAIN},    {"下降到", LINK_PLAIN},
    {"下降至", LINK_PLAIN},      {"降低到", LINK_PLAIN},    {"降到", LINK_PLAIN},
    {"降至", LINK_PLAIN},        {"升至", LINK_PLAIN},      {"增加到", LINK_PLAIN},
    {"增加至", LINK_PLAIN},      {"增长到", LINK_PLAIN},    {"增至", LINK_PLAIN},
    {"减少到", LINK_PLAIN},      {"减至", LINK_PLAIN},      {"完成", LINK_PLAIN},
    {"实现", LINK_PLAIN},        {"不低于", LINK_PLAIN},    {"不少于", LINK_PLAIN},
    {"不超过", LINK_PLAIN},      {"不高于", LINK_PLAIN},    {"超过", LINK_PLAIN},
    {"≥", LINK_PLAIN},           {"≤", LINK_PLAIN},         {"约", LINK_PLAIN},
    {"为", LINK_PLAIN},          {"是", LINK_PLAIN},        {"在", LINK_BARE_AT},
    {"仅", LINK_PLAIN},          {"共", LINK_PLAIN},        {"有", LINK_PLAIN},
    {"占", LINK_PLAIN},          {"了", LINK_PLAIN},        {"已", LINK_PLAIN},
    {"均", LINK_PLAIN},          {"都", LINK_PLAIN},        {"也", LINK_PLAIN},
    {"：", LINK_PLAIN},          {":", LINK_PLAIN},         {"，", LINK_PLAIN},
    {" ", LINK_PLAIN},           {" was", LINK_PLAIN},      {" were", LINK_PLAIN},
    {" is", LINK_PLAIN},         {" are", LINK_PLAIN},      {" reached", LINK_PLAIN},
    {" stood", LINK_PLAIN},      {" at least", LINK_PLAIN}, {" at most", LINK_PLAIN},
    {" at", LINK_PLAIN},         {" came", LINK_PLAIN},     {" amounted", LINK_PLAIN},
    {" rose", LINK_PLAIN},       {" fell", LINK_PLAIN},     {" increased", LINK_PLAIN},
    {" decreased", LINK_PLAIN},  {" to", LINK_PLAIN},       {" about", LINK_PLAIN},
    {" some", LINK_PLAIN},       {" only", LINK_PLAIN},     {" kept below", LINK_HELD},
    {" kept within", LINK_HELD}, {" has been", LINK_PLAIN}, {" of", LINK_PLAIN},
};

/* Words that open a clause. Single hanzi are not among them: 使用率, 并发症, 及时率. */
static const char *const openings[] = {
    "截至目前", "截至年底", "一年来", "全年",   "年末",      "年底",     "年内",  "本年度", "本年",
    "今年",     "其中",     "累计",   "完成",   "实现",      "并使",     "以及",  "、",     "，",
    "一是",     "二是",     "三是",   "四是",   "五是",      "六是",     "七是",  "八是",   "首先",
    "其次",     "（",       "）",     "“",      "”",         "‘",        "’",     "—",      "-",
    "=",        "+",        "@",      "*",      "•",         " ",        "%",     "‰",      ",",
    "The ",     "the ",     "and ",   "And ",   "a ",        "an ",      "A ",    "An ",    "but ",
    "while ",   "with ",    "There ", "there ", "At least ", "At most ", "About "};

/* Words between two figures of one clause. */
static const char *const joints[] = {"及以上", "以上", "以内", "之内", "以下", "以及", "内",
                                     "和",     "与",   "及",   "、",   "而",   " "};

/* "2006年", "2006年度" and "In 2006" at the start. */
static size_t calendar_year(const struct passage *p, size_t i)
{
    static const char *const in[] = {"In ", "in ", "For ", "for "};
    size_t start = i + passage_word(p, i, WORDS(in));
    int decimals;
    struct year y;
    size_t taken = year_take(p->text + start, p->len - start, &y);
    bool whole = taken > 0 && numeral_end(p, start, &decimals) == start + y.digits;
    return whole && (taken > y.digits || start > i) ? start + taken - i : 0;
}

void name_skip_opening(const struct passage *p, size_t *from, size_t *to)
{
    while (*from < *to) {
        size_t n = passage_word(p, *from, WORDS(openings));
        if (passage_has(p, *from + n, "率")) /* 完成率, 实现率 */
            n = 0;
        if (n == 0)
            n = calendar_year(p, *from);
        if (n == 0)
            return;
        *from += n;
    }
    *from = *to;
}

/* Cuts linking words off the end; the one next to the name decides. */
static enum link cut_links(const struct passage *p, size_t from, size_t *to)
{
    enum link link = LINK_PLAIN;
    for (size_t k = 0; k < sizeof links / sizeof *links;) {
        size_t n = strlen(links[k].word);
        if (*to < from + n || !passage_has(p, *to - n, links[k].word)) {
            k++;
            continue;
        }
        *to -= n;
        if (links[k].link != LINK_PLAIN)
            link = links[k].link;
        k = 0;
    }
    return link;
}

const char *name_plain(struct arena *a, const char *s, size_t len)
{
    static const char *const quotes[] = {"“", "”", "‘", "’", "\"", "{", "}", "`"};
    struct buf b = {0};
    text_trim(&s, &len);
    for (size_t i = 0, next; i < len; i = next) {
        size_t skip = 0;
        for (size_t k = 0; k < sizeof quotes / sizeof *quotes && skip == 0; k++)
            if (strncmp(s + i, quotes[k], strlen(quotes[k])) == 0)
                skip = strlen(quotes[k]);
        next = i;
        utf8_next(s, len, &next);
        if (skip == 0)
            buf_add(&b, s + i, next - i);
        if (b.len > NAME_MAX * 4)
            break;
    }
    size_t n = b.len > 0 ? utf8_count(b.data, b.len) : 0;
    const char *name = n >= NAME_MIN && n <= NAME_MAX ? arena_strndup(a, b.data, b.len) : NULL;
    buf_free(&b);
    return name;
}

/* Behind the last colon, if there is one. */
static size_t behind_colon(const struct passage *p, size_t from, size_t to)
{
    static const char *const colons[] = {"：", ": "};
    for (size_t i = from; i < to; utf8_next(p->text, p->len, &i)) {
        size_t n = passage_word(p, i, WORDS(colons));
        if (n > 0 && i + n < to)
            from = i + n;
    }
    return from;
}

const char *name_before(struct arena *a, const struct passage *p, size_t from, size_t to,
                        bool joined, enum link *link)
{
    *link = cut_links(p, from, &to);
    for (size_t n = 1; joined && n > 0 && from < to; from += n)
        n = passage_word(p, from, WORDS(joints));
    from = from < to ? from : to;
    from = behind_colon(p, from, to);
    name_skip_opening(p, &from, &to);
    return name_plain(a, p->text + from, to - from);
}

const char *name_behind(struct arena *a, const struct passage *p, size_t i, size_t end)
{
    static const char *const of[] = {"的", " of the ", " of all ", " of "};
    size_t n = passage_word(p, i, WORDS(of));
    return n > 0 && i + n < end ? name_plain(a, p->text + i + n, end - i - n) : NULL;
}

const char *name_id(struct arena *a, const char *name)
{
    struct buf b = {0};
    bool gap = false;
    for (size_t i = 0, len = strlen(name); i < len;) {
        uint32_t cp = utf8_next(name, len, &i);
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        bool taken = utf8_is_hanzi(cp) || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z');
        if (taken && gap && b.len > 0)
            buf_puts(&b, "_");
        if (taken)
            buf_code_point(&b, cp);
        gap = !taken && (gap || cp < 0x80);
    }
    const char *id = b.len > 0 ? arena_strndup(a, b.data, b.len) : "figure";
    buf_free(&b);
    return id;
}
