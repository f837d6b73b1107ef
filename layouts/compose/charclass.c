#include "layouts/compose/charclass.h"

#include "base/utf8.h"

struct class_range {
    uint32_t first, last;
    enum char_class class;
    bool ambiguous; /* East Asian ambiguous width: a Chinese mark in Chinese text only */
};

/* Ascending. Marks by CLREQ and GB/T 15834-2011; hanzi are told by utf8_is_hanzi. */
static const struct class_range ranges[] = {
    {0x0009, 0x000D, CLASS_BLANK, false},
    {0x0020, 0x0020, CLASS_BLANK, false},
    {0x0024, 0x0024, CLASS_PREFIX, false}, /* $ */
    {0x0025, 0x0025, CLASS_SUFFIX, false}, /* % */
    {0x002F, 0x002F, CLASS_SOLIDUS, true},
    {0x0030, 0x0039, CLASS_DIGIT, false},
    {0x0041, 0x005A, CLASS_LATIN, false},
    {0x0061, 0x007A, CLASS_LATIN, false},
    {0x007E, 0x007E, CLASS_CONNECTOR, true}, /* ~ */
    {0x0085, 0x0085, CLASS_BLANK, false},
    {0x00A0, 0x00A0, CLASS_NBSP, false},
    {0x00A3, 0x00A3, CLASS_PREFIX, false}, /* pound */
    {0x00A5, 0x00A5, CLASS_PREFIX, false}, /* yen */
    {0x00B0, 0x00B0, CLASS_SUFFIX, false}, /* degree */
    {0x00B1, 0x00B1, CLASS_PREFIX, false}, /* plus-minus */
    {0x00B7, 0x00B7, CLASS_MIDDLE, true},
    {0x00C0, 0x00D6, CLASS_LATIN, false},
    {0x00D8, 0x00F6, CLASS_LATIN, false},
    {0x00F8, 0x024F, CLASS_LATIN, false},
    {0x0370, 0x052F, CLASS_LATIN, false},
    {0x1100, 0x115F, CLASS_WIDE, false},
    {0x1680, 0x1680, CLASS_BLANK, false},
    {0x1E00, 0x1FFF, CLASS_LATIN, false},
    {0x2000, 0x2006, CLASS_BLANK, false},
    {0x2007, 0x2007, CLASS_NBSP, false},
    {0x2008, 0x200B, CLASS_BLANK, false},
    {0x2012, 0x2013, CLASS_CONNECTOR, true},
    {0x2014, 0x2015, CLASS_DASH, true},
    {0x2018, 0x2018, CLASS_OPEN, true},
    {0x2019, 0x2019, CLASS_CLOSE, true},
    {0x201C, 0x201C, CLASS_OPEN, true},
    {0x201D, 0x201D, CLASS_CLOSE, true},
    {0x2022, 0x2022, CLASS_MIDDLE, true},
    {0x2025, 0x2026, CLASS_ELLIPSIS, true},
    {0x2027, 0x2027, CLASS_MIDDLE, true},
    {0x2028, 0x2029, CLASS_BLANK, false},
    {0x202F, 0x202F, CLASS_NBSP, false},
    {0x2030, 0x2031, CLASS_SUFFIX, false}, /* per mille */
    {0x2032, 0x2033, CLASS_SUFFIX, false}, /* minutes, seconds */
    {0x205F, 0x205F, CLASS_BLANK, false},
    {0x2060, 0x2060, CLASS_NBSP, false},
    {0x20AC, 0x20AC, CLASS_PREFIX, false}, /* euro */
    {0x2103, 0x2103, CLASS_SUFFIX, false}, /* degrees Celsius */
    {0x2109, 0x2109, CLASS_SUFFIX, false},
    {0x2116, 0x2116, CLASS_PREFIX, false}, /* No */
    {0x2212, 0x2212, CLASS_PREFIX, true},  /* minus */
    {0x22EF, 0x22EF, CLASS_ELLIPSIS, true},
    {0x2460, 0x24FF, CLASS_WIDE, true}, /* circled and bracketed numbers */
    {0x2E3A, 0x2E3A, CLASS_DASH, true},
    {0x2E80, 0x2FDF, CLASS_WIDE, false},
    {0x3000, 0x3000, CLASS_BLANK, false},
    {0x3001, 0x3001, CLASS_PAUSE, false},
    {0x3002, 0x3002, CLASS_STOP, false},
    {0x3003, 0x3007, CLASS_WIDE, false},
    {0x3008, 0x3008, CLASS_OPEN, false},
    {0x3009, 0x3009, CLASS_CLOSE, false},
    {0x300A, 0x300A, CLASS_OPEN, false},
    {0x300B, 0x300B, CLASS_CLOSE, false},
    {0x300C, 0x300C, CLASS_OPEN, false},
    {0x300D, 0x300D, CLASS_CLOSE, false},
    {0x300E, 0x300E, CLASS_OPEN, false},
    {0x300F, 0x300F, CLASS_CLOSE, false},
    {0x3010, 0x3010, CLASS_OPEN, false},
    {0x3011, 0x3011, CLASS_CLOSE, false},
    {0x3012, 0x3013, CLASS_WIDE, false},
    {0x3014, 0x3014, CLASS_OPEN, false},
    {0x3015, 0x3015, CLASS_CLOSE, false},
    {0x3016, 0x3016, CLASS_OPEN, false},
    {0x3017, 0x3017, CLASS_CLOSE, false},
    {0x3018, 0x3018, CLASS_OPEN, false},
    {0x3019, 0x3019, CLASS_CLOSE, false},
    {0x301A, 0x301A, CLASS_OPEN, false},
    {0x301B, 0x301B, CLASS_CLOSE, false},
    {0x301C, 0x301C, CLASS_CONNECTOR, false},
    {0x301D, 0x301D, CLASS_OPEN, false},
    {0x301E, 0x301F, CLASS_CLOSE, false},
    {0x3020, 0x30FA, CLASS_WIDE, false},
    {0x30FB, 0x30FB, CLASS_MIDDLE, false},
    {0x30FC, 0x33FF, CLASS_WIDE, false},
    {0xA960, 0xA97F, CLASS_WIDE, false},
    {0xAC00, 0xD7A3, CLASS_WIDE, false},
    {0xFE30, 0xFE4F, CLASS_WIDE, false},
    {0xFEFF, 0xFEFF, CLASS_NBSP, false},
    {0xFF01, 0xFF01, CLASS_STOP, false},
    {0xFF02, 0xFF03, CLASS_WIDE, false},
    {0xFF04, 0xFF04, CLASS_PREFIX, false},
    {0xFF05, 0xFF05, CLASS_SUFFIX, false},
    {0xFF06, 0xFF07, CLASS_WIDE, false},
    {0xFF08, 0xFF08, CLASS_OPEN, false},
    {0xFF09, 0xFF09, CLASS_CLOSE, false},
    {0xFF0A, 0xFF0B, CLASS_WIDE, false},
    {0xFF0C, 0xFF0C, CLASS_PAUSE, false},
    {0xFF0D, 0xFF0D, CLASS_CONNECTOR, false},
    {0xFF0E, 0xFF0E, CLASS_STOP, false},
    {0xFF0F, 0xFF0F, CLASS_SOLIDUS, false},
    {0xFF10, 0xFF19, CLASS_DIGIT, false},
    {0xFF1A, 0xFF1A, CLASS_STOP, false},
    {0xFF1B, 0xFF1B, CLASS_PAUSE, false},
    {0xFF1C, 0xFF1E, CLASS_WIDE, false},
    {0xFF1F, 0xFF1F, CLASS_STOP, false},
    {0xFF20, 0xFF3A, CLASS_WIDE, false},
    {0xFF3B, 0xFF3B, CLASS_OPEN, false},
    {0xFF3C, 0xFF3C, CLASS_WIDE, false},
    {0xFF3D, 0xFF3D, CLASS_CLOSE, false},
    {0xFF3E, 0xFF5A, CLASS_WIDE, false},
    {0xFF5B, 0xFF5B, CLASS_OPEN, false},
    {0xFF5C, 0xFF5C, CLASS_CLOSE, false}, /* CLREQ: a bar like a closing bracket */
    {0xFF5D, 0xFF5D, CLASS_CLOSE, false},
    {0xFF5E, 0xFF5E, CLASS_CONNECTOR, false},
    {0xFF5F, 0xFF5F, CLASS_OPEN, false},
    {0xFF60, 0xFF60, CLASS_CLOSE, false},
    {0xFFE0, 0xFFE0, CLASS_SUFFIX, false},
    {0xFFE1, 0xFFE1, CLASS_PREFIX, false},
    {0xFFE5, 0xFFE5, CLASS_PREFIX, false},
};

enum char_class charclass(uint32_t cp, enum language language)
{
    if (utf8_is_hanzi(cp))
        return CLASS_HANZI;
    size_t low = 0, high = sizeof ranges / sizeof *ranges;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct class_range *r = &ranges[middle];
        if (cp < r->first)
            high = middle;
        else if (cp > r->last)
            low = middle + 1;
        else
            return r->ambiguous && language != LANG_ZH ? CLASS_OTHER : r->class;
    }
    return CLASS_OTHER;
}

/* A hyphen-minus is a minus where nothing stands before it that it could join to the number. */
static bool is_minus(const struct letter *l, bool first, bool last)
{
    return l->cp == '-' && !last && l[1].class == CLASS_DIGIT &&
           (first || (l[-1].class != CLASS_DIGIT && l[-1].class != CLASS_LATIN &&
                      l[-1].class != CLASS_OTHER && l[-1].class != CLASS_SUFFIX));
}

/*
 * What only the neighbours tell: apostrophes, minus signs, and dashes that stand alone (GB/T 15834
 * 4.13).
 */
static void settle(struct letter *l, size_t n, enum language language)
{
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0, last = i + 1 == n;
        if (l[i].cp == 0x2019 && !first && !last && l[i - 1].class == CLASS_LATIN &&
            l[i + 1].class == CLASS_LATIN)
            l[i].class = CLASS_OTHER;
        if (l[i].cp == 0x2014 && l[i].class == CLASS_DASH && (first || l[i - 1].cp != 0x2014) &&
            (last || l[i + 1].cp != 0x2014))
            l[i].class = CLASS_CONNECTOR;
        if (language == LANG_ZH && is_minus(&l[i], first, last))
            l[i].class = CLASS_PREFIX;
    }
}

size_t charclass_letters(const char *text, size_t len, enum language language, struct letter *out)
{
    size_t n = 0;
    for (size_t i = 0; i < len; n++) {
        out[n].at = (uint32_t)i;
        out[n].cp = utf8_next(text, len, &i);
        out[n].class = (uint8_t)charclass(out[n].cp, language);
        out[n].brk = BREAK_NEVER;
    }
    settle(out, n, language);
    return n;
}

bool charclass_closing(enum char_class c)
{
    return c == CLASS_CLOSE || c == CLASS_PAUSE || c == CLASS_STOP;
}

bool charclass_chinese(enum char_class c)
{
    return c == CLASS_HANZI || c == CLASS_WIDE || (c >= CLASS_OPEN && c <= CLASS_ELLIPSIS);
}
