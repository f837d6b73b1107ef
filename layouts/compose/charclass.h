/*
 * Classes of marks: what Chinese composition needs to know of a character (CLREQ 3.1, GB/T 15834).
 * What may begin or end a line, and what may give way, follows from the class.
 */
#ifndef NIANBAO_CHARCLASS_H
#define NIANBAO_CHARCLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/msg.h"

enum char_class {
    CLASS_OTHER,     /* what has no rule of its own: ASCII marks, symbols */
    CLASS_HANZI,     /* ideographs */
    CLASS_WIDE,      /* further full-width signs: kana, circled numbers, full-width letters */
    CLASS_LATIN,     /* letters of Latin, Greek, Cyrillic */
    CLASS_DIGIT,     /* half or full width */
    CLASS_BLANK,     /* space that vanishes at a line's end */
    CLASS_NBSP,      /* space or joiner that holds its neighbours together */
    CLASS_OPEN,      /* opening brackets and quotes: blank on the left */
    CLASS_CLOSE,     /* closing ones: blank on the right */
    CLASS_PAUSE,     /* ，、； */
    CLASS_STOP,      /* 。？！：  */
    CLASS_MIDDLE,    /* interpunct: half an em, never at line start */
    CLASS_DASH,      /* —— as one sign of two em */
    CLASS_ELLIPSIS,  /* …… likewise */
    CLASS_CONNECTOR, /* ～ – and a single — between numbers or words */
    CLASS_SOLIDUS,   /* / between alternatives */
    CLASS_SUFFIX,    /* % ‰ ℃: belongs to the number before it */
    CLASS_PREFIX,    /* ￥ № ± and a minus: belongs to the number behind it */
    CLASS_CALL       /* of a footnote call, whatever the character: sticks to what is before */
};

/* May a line end before this letter? */
enum break_kind {
    BREAK_NEVER,     /* a rule for marks forbids it, or a blank follows */
    BREAK_UNIT,      /* inside a word or number: only where it is wider than the column */
    BREAK_EMERGENCY, /* and that is the case here */
    BREAK_HYPHEN,    /* inside a Latin word, with a hyphen added at the line's end */
    BREAK_POOR,      /* better not: number and measure word, inside an address */
    BREAK_FAIR,      /* rather not: between the year, month and day of a date */
    BREAK_OK
};

/* One character of a paragraph. */
struct letter {
    uint32_t at; /* byte offset in the text */
    uint32_t cp;
    uint8_t class; /* enum char_class */
    uint8_t brk;   /* enum break_kind, before it */
};

/*
 * The class of one code point by itself. The marks that Unicode calls ambiguous (“ ” ‘ ’ … — · –
 * and the like) are Chinese marks in a Chinese document and CLASS_OTHER in an English one.
 */
enum char_class charclass(uint32_t cp, enum language language);

/*
 * Splits text[0..len) into letters with their classes in context: an apostrophe between Latin
 * letters is CLASS_OTHER, a — that stands alone is CLASS_CONNECTOR, in Chinese text a hyphen-minus
 * before a digit and behind no letter or digit is CLASS_PREFIX. out has room for len letters.
 * Returns how many there are; their brk is BREAK_NEVER.
 */
size_t charclass_letters(const char *text, size_t len, enum language language, struct letter *out);

/* Chinese marks whose blank half is on the right: closing brackets, pauses, stops. */
bool charclass_closing(enum char_class c);

/* Set on the em square: hanzi, other wide signs and all Chinese marks. */
bool charclass_chinese(enum char_class c);

#endif
