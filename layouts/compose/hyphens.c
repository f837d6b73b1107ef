#include "layouts/compose/hyphens.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

/* Debian's hyphen-en-us; its head says LEFTHYPHENMIN 2, RIGHTHYPHENMIN 3. */
#define PATTERNS "/usr/share/hyphen/hyph_en_US.dic"

#define WORD_LEAST 5
#define WORD_MOST 63

/* Read at first use (4 ms) and freed when the program ends. */
static HyphenDict *patterns;
static bool looked;

static void free_patterns(void)
{
    hnj_hyphen_free(patterns);
    patterns = NULL;
    looked = false;
}

static HyphenDict *english(struct messages *m)
{
    if (looked)
        return patterns;
    looked = true;
    patterns = hnj_hyphen_load(PATTERNS);
    if (patterns != NULL)
        atexit(free_patterns);
    else
        msg(m, SEV_WARNING, NOWHERE, "no-hyphenation",
            "words are not hyphenated: %s is missing; install the package hyphen-en-us",
            "英文单词未断词：缺少%s；请安装软件包 hyphen-en-us", PATTERNS);
    return patterns;
}

static bool is_letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_small(uint32_t cp)
{
    return cp >= 'a' && cp <= 'z';
}

/* Does this neighbour make more of a word: a compound, a name with digits, an address? */
static bool joins(const struct letter *l, size_t n, size_t i)
{
    switch (l[i].cp) {
    case '-':
    case '/':
    case '@':
    case '_':
    case '\'':
    case 0x2019: return true;
    case '.':
    case ':': return i + 1 < n && l[i + 1].class != CLASS_BLANK && l[i + 1].cp < 0x80;
    default: return l[i].class == CLASS_DIGIT || l[i].class == CLASS_LATIN;
    }
}

/* The same before a word; a quote may stand there. */
static bool joins_before(const struct letter *l, size_t n, size_t i)
{
    return l[i].cp != '\'' && l[i].cp != 0x2019 && joins(l, n, i);
}

/* Divides the word letters[0..n). */
static void divide(struct letter *l, size_t n, struct messages *m)
{
    char word[WORD_MOST + 1], marks[WORD_MOST + 6], **rep = NULL;
    int *pos = NULL, *cut = NULL;
    HyphenDict *dict = english(m);
    if (dict == NULL)
        return;
    for (size_t i = 0; i < n; i++)
        word[i] = (char)(l[i].cp | 0x20);
    word[n] = '\0';
    memset(marks, 0, sizeof marks);
    if (hnj_hyphen_hyphenate2(dict, word, (int)n, marks, NULL, &rep, &pos, &cut) == 0)
        for (size_t i = 2; i + 3 <= n; i++)
            if (marks[i - 1] & 1 && l[i].brk <= BREAK_UNIT)
                l[i].brk = BREAK_HYPHEN;
    for (size_t i = 0; rep != NULL && i < n; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}

void hyphens_find(struct letter *letters, size_t n, struct messages *m)
{
    for (size_t from = 0, to; from < n; from = to + 1) {
        bool small = false;
        for (to = from; to < n && is_letter(letters[to].cp) && letters[to].class == CLASS_LATIN;
             to++)
            small |= to > from && is_small(letters[to].cp);
        if (!small || to - from < WORD_LEAST || to - from > WORD_MOST ||
            (from > 0 && joins_before(letters, n, from - 1)) || (to < n && joins(letters, n, to)))
            continue;
        divide(letters + from, to - from, m);
    }
}
