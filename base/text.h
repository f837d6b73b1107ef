/*
 * Text: UTF-8 and growing strings. All text inside the program is valid UTF-8;
 * encoding.h makes it so at the door.
 */
#ifndef NIANBAO_TEXT_H
#define NIANBAO_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A growing string, or list of what is added whole. Start with {0}; data is NUL-terminated once
 * anything was added. */
struct buf {
    char *data;
    size_t len;
    size_t cap;
};

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_milli(struct buf *b, int64_t v); /* v thousandths, with the decimals needed: -0.25 */
void buf_code_point(struct buf *b, uint32_t cp);
void buf_hex(struct buf *b, const void *bytes, size_t len); /* FE02 */
/* The text of an XML 1.0 document: < > & escaped, control characters but blanks left out (2.2). */
void buf_xml(struct buf *b, const char *text);
void buf_free(struct buf *b);

/* Moves what b holds to the arena, NUL-terminated and aligned for any type; b is empty then. */
void *buf_keep(struct buf *b, struct arena *a);

/*
 * The code point at s[*i], of len bytes in all; moves *i behind it. At a byte that starts no
 * well-formed sequence (Unicode 15, table 3-7): U+FFFD, and *i moves by one.
 */
uint32_t utf8_next(const char *s, size_t len, size_t *i);

/* Writes cp as 1 to 4 bytes to out and returns how many; no NUL is added. */
size_t utf8_put(uint32_t cp, char out[4]);

/* The offset of the first byte that is not well-formed UTF-8, or len when all is. */
size_t utf8_valid(const char *s, size_t len);

/* How many code points s[0..len) holds. */
size_t utf8_count(const char *s, size_t len);

/* Hanzi: ideographs of all planes, with 々 and 〇. */
bool is_hanzi(uint32_t cp);

/* A letter of ASCII. */
bool is_latin(uint32_t cp);

/* White space as a clerk sees it: ASCII blanks, NBSP, U+2000-200B, U+3000, U+FEFF. */
bool is_blank(uint32_t cp);

/* Moves *s forward and shortens *len so that neither end is blank. */
void text_trim(const char **s, size_t *len);

/* The letters of a spreadsheet's column, counted from 1: 1 is A, 27 is AA. */
#define COLUMN_LETTERS_MAX 8
void column_letters(int column, char out[COLUMN_LETTERS_MAX]);

/*
 * Of n names the one nearest to word by edit distance over code points, if near enough to be
 * what was meant (distance <= 1 + length/3); else NULL. Borrowed from names.
 */
const char *text_nearest(const char *word, const char *const *names, size_t n);

#endif
