#include "data/prose/pinyin.h"

#include <string.h>
#include <uchar.h>

#include "base/utf8.h"

/* The Latin letters of pinyin, without their tones; 0: no letter of pinyin. */
static char plain_letter(uint32_t cp)
{
    static const struct {
        const char32_t *toned;
        char plain;
    } vowels[] = {{U"āáǎăà", 'a'}, {U"ēéěĕè", 'e'}, {U"īíǐĭì", 'i'},
                  {U"ōóǒŏò", 'o'}, {U"ūúǔŭù", 'u'}, {U"üǖǘǚǜ", 'v'}};
    if (cp >= 'a' && cp <= 'z')
        return (char)cp;
    for (size_t k = 0; k < sizeof vowels / sizeof *vowels; k++)
        for (const char32_t *t = vowels[k].toned; *t; t++)
            if (*t == cp)
                return vowels[k].plain;
    return 0;
}

/* GB/T 16159: a syllable is an initial, or none, and a final. */
static bool is_syllable(const char *s)
{
    static const char *const initials[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d",
                                           "t",  "n",  "l",  "g", "k", "h", "j", "q",
                                           "x",  "r",  "z",  "c", "s", "y", "w", ""};
    static const char *const finals[] = {
        "a",   "o",  "e",  "i",  "u",   "v",   "ai",   "ei",   "ui",  "ao",  "ou",  "iu",
        "ie",  "ue", "ve", "er", "an",  "en",  "in",   "un",   "vn",  "ang", "eng", "ing",
        "ong", "ia", "ua", "uo", "iao", "ian", "iang", "iong", "uai", "uan", "uang"};
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
        size_t n = strlen(initials[i]);
        if (strncmp(s, initials[i], n) != 0)
            continue;
        for (size_t k = 0; k < sizeof finals / sizeof *finals; k++)
            if (strcmp(s + n, finals[k]) == 0)
                return true;
    }
    return false;
}

/* The length of the syllable at i, 0: none. */
static size_t syllable_at(const char *text, size_t len, size_t i)
{
    char syllable[8];
    size_t at = i, n = 0;
    while (at < len && n < sizeof syllable - 1) {
        size_t next = at;
        char letter = plain_letter(utf8_next(text, len, &next));
        if (letter == '\0')
            break;
        syllable[n++] = letter;
        at = next;
    }
    syllable[n] = '\0';
    return n > 0 && is_syllable(syllable) ? at - i : 0;
}

/* Moves *i behind the mark, of either width. */
static bool skip_mark(const char *text, size_t len, size_t *i, uint32_t half, uint32_t full)
{
    size_t next = *i;
    uint32_t cp = next < len ? utf8_next(text, len, &next) : 0;
    if (cp != half && cp != full)
        return false;
    *i = next;
    return true;
}

static size_t marked_syllable(const char *text, size_t len, size_t i, uint32_t half, uint32_t full)
{
    size_t at = i;
    if (!skip_mark(text, len, &at, half, full))
        return 0;
    size_t n = syllable_at(text, len, at);
    at += n;
    return n > 0 && skip_mark(text, len, &at, ')', U'）') ? at - i : 0;
}

size_t pinyin_at(const char *text, size_t len, size_t i)
{
    return marked_syllable(text, len, i, '(', U'（');
}

size_t pinyin_damaged_at(const char *text, size_t len, size_t i)
{
    return marked_syllable(text, len, i, '?', U'？');
}
