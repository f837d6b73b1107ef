#include "layouts/compose/title_sense.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layouts/compose/breaks.h"

#define COST_GOOD 0
#define COST_FAIR 2  /* behind 的, before 《, a year, 第 */
#define COST_JOINT 3 /* behind 和 and 、: what they join is parted */
#define COST_WORD 6  /* between two words */
#define COST_SINGLE                                                                                \
    10 /* beside a word of one hanzi: likely part of a name that ICU does not know */
#define COST_INSIDE 34 /* of a word */
#define COST_QUOTE 20  /* inside “” or （） */
#define COST_TITLE 200 /* inside 《》 or a word to be kept */
#define TAIL 6         /* most characters behind the 的 that may begin the last line */

/* A title under study. Costs stand before each byte; only those at letters count. */
struct study {
    const char *text;
    size_t len;
    struct letter *letters;
    size_t n;
    bool *words; /* where words begin */
    int32_t *costs;
    size_t room; /* characters of a line */
};

static bool is_word_start(const struct study *s, size_t byte)
{
    return byte == s->len || s->words[byte];
}

static bool has(const struct study *s, size_t byte, const char *word)
{
    size_t len = strlen(word);
    return byte + len <= s->len && memcmp(s->text + byte, word, len) == 0;
}

/* A cost for a break at a byte, unless it lies inside a word. */
static void offer(struct study *s, size_t byte, int32_t cost)
{
    if (byte < s->len && is_word_start(s, byte))
        s->costs[byte] = cost;
}

/* Is the word that begins at letter i a single hanzi? */
static bool is_single(const struct study *s, size_t i)
{
    return s->letters[i].class == CLASS_HANZI && is_word_start(s, s->letters[i].at) &&
           (i + 1 == s->n || is_word_start(s, s->letters[i + 1].at));
}

static void chinese_cost(struct study *s, size_t i)
{
    const struct letter *p = &s->letters[i - 1], *c = &s->letters[i];
    int32_t cost = COST_WORD;
    if (!is_word_start(s, c->at))
        cost = COST_INSIDE;
    else if (charclass_closing((enum char_class)p->class))
        cost = p->class == CLASS_PAUSE ? COST_JOINT : COST_GOOD;
    else if (is_single(s, i) || is_single(s, i - 1))
        cost = COST_SINGLE;
    s->costs[c->at] = cost;
}

/* English words that lean on the next one: a line does not end with them. */
static bool leans(const char *word, size_t len)
{
    static const char *const list[] = {"a",  "an", "the", "of", "in",   "on",  "at",  "to",
                                       "by", "or", "and", "as", "with", "for", "from"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strlen(list[i]) == len && memcmp(list[i], word, len) == 0)
            return true;
    return false;
}

/* A break behind the blank before letter i. */
static void latin_cost(struct study *s, size_t i)
{
    size_t end = s->letters[i].at;
    while (end > 0 && s->text[end - 1] == ' ')
        end--;
    size_t begin = end, next = s->letters[i].at;
    while (begin > 0 && s->text[begin - 1] != ' ')
        begin--;
    size_t stop = next;
    while (stop < s->len && s->text[stop] != ' ')
        stop++;
    s->costs[next] = leans(s->text + begin, end - begin)                     ? COST_QUOTE
                     : leans(s->text + next, stop - next)                    ? COST_GOOD
                     : strchr(",:;", s->text[end > 0 ? end - 1 : 0]) != NULL ? COST_GOOD
                                                                             : COST_WORD;
}

static void base_costs(struct study *s)
{
    for (size_t i = 1; i < s->n; i++) {
        if (s->letters[i - 1].class == CLASS_BLANK)
            latin_cost(s, i);
        else
            chinese_cost(s, i);
    }
}

/* How many letters follow letter i. */
static bool is_tail(const struct study *s, size_t i)
{
    return s->n - i - 1 <= TAIL;
}

/* 的: at the end of the title it may begin the last line, elsewhere it ends one. */
static void particle(struct study *s, size_t i)
{
    size_t at = s->letters[i].at;
    if (!is_word_start(s, at) || !is_word_start(s, at + 3))
        return;
    offer(s, at, is_tail(s, i) ? COST_GOOD : COST_SINGLE);
    offer(s, at + 3, COST_FAIR);
}

static bool is_year(const struct study *s, size_t i)
{
    for (size_t k = i; k < i + 4; k++)
        if (k >= s->n || s->letters[k].class != CLASS_DIGIT)
            return false;
    return i > 0 && s->letters[i - 1].class == CLASS_HANZI && has(s, s->letters[i].at + 4, "年");
}

/* The words of official titles that a line begins or ends with. */
static void official_costs(struct study *s)
{
    static const char *const joints[] = {"以及", "和", "与", "及", "暨", "并"};
    for (size_t i = 1; i < s->n; i++) {
        size_t at = s->letters[i].at;
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
            if (has(s, at, joints[k]) && is_word_start(s, at)) {
                offer(s, at + strlen(joints[k]), COST_JOINT);
                break;
            }
        if (has(s, at, "关于")) {
            offer(s, at, COST_GOOD);
            offer(s, at + strlen("关于"), COST_WORD);
        } else if (has(s, at, "的")) {
            particle(s, i);
        } else if (has(s, at, "年度")) {
            offer(s, at + strlen("年度"), COST_GOOD);
        } else if (has(s, at, "《") || has(s, at, "第") || is_year(s, i)) {
            offer(s, at, COST_FAIR);
        }
    }
}

/* Adds to all breaks strictly inside text[from, to). */
static void add_inside(struct study *s, size_t from, size_t to, int32_t cost)
{
    for (size_t i = from + 1; i < to; i++)
        s->costs[i] += cost;
}

/*
 * Every break inside a pair of marks, the outermost of nested ones. What is longer than a line must
 * be parted somewhere and costs less.
 */
static void enclosed(struct study *s, const char *open, const char *close, int32_t cost)
{
    for (size_t i = 0; i < s->len; i++) {
        size_t depth = 0, k = i;
        if (!has(s, i, open))
            continue;
        do {
            depth += has(s, k, open);
            depth -= has(s, k, close);
            k++;
        } while (depth > 0 && k < s->len);
        if (depth > 0) /* never closed: no pair */
            return;
        k += strlen(close) - 1;
        bool fits = utf8_count(s->text + i, k - i) <= s->room;
        add_inside(s, i, k, fits || cost < COST_QUOTE ? cost : COST_QUOTE);
        i = k - 1;
    }
}

/* Finds a name in the title; kept whole, and a good break behind it where the title names its
 * organ. */
static void keep(struct study *s, const char *word, bool organ)
{
    size_t len = word != NULL ? strlen(word) : 0;
    for (size_t i = 0; len > 0 && i + len <= s->len; i++) {
        if (!has(s, i, word))
            continue;
        add_inside(s, i, i + len, COST_TITLE);
        if (organ && i + len < s->len && s->costs[i + len] <= COST_INSIDE)
            s->costs[i + len] = COST_GOOD;
        i += len - 1;
    }
}

static const char *join(struct arena *a, const struct span *spans, size_t n, size_t *starts,
                        size_t *len)
{
    *len = 0;
    for (size_t i = 0; i < n; i++) {
        starts[i] = *len;
        *len += spans[i].len;
    }
    char *text = arena_alloc(a, *len + 1);
    for (size_t i = 0; i < n; i++)
        if (spans[i].len > 0)
            memcpy(text + starts[i], spans[i].text, spans[i].len);
    return text;
}

struct sense sense_find(struct arena *a, enum language language, const struct title_shape *shape,
                        const struct span *spans, size_t n, struct messages *m)
{
    struct study s = {.room =
                          n > 0 && spans[0].size > 0 ? (size_t)(shape->width / spans[0].size) : 0};
    size_t *starts = arena_array(a, n, sizeof *starts);
    s.text = join(a, spans, n, starts, &s.len);
    s.letters = arena_array(a, s.len, sizeof *s.letters);
    s.n = charclass_letters(s.text, s.len, language, s.letters);
    s.words = arena_array(a, s.len, sizeof *s.words);
    s.costs = arena_array(a, s.len, sizeof *s.costs);
    breaks_words(s.words, s.text, s.len, language, m);
    base_costs(&s);
    official_costs(&s);
    keep(&s, shape->organ, true);
    for (size_t i = 0; i < shape->n_keep; i++)
        keep(&s, shape->keep[i], false);
    enclosed(&s, "《", "》", COST_TITLE);
    enclosed(&s, "“", "”", COST_QUOTE);
    enclosed(&s, "（", "）", COST_QUOTE);
    return (struct sense){.costs = s.costs, .starts = starts};
}

int32_t sense_cost(const struct sense *s, size_t span, size_t at)
{
    return s->costs[s->starts[span] + at];
}
