/*
 * UTF-8: code points read from bytes and written to them, and what kind of character one is. All
 * text inside the program is valid UTF-8; encoding.h makes it so at the door.
 */
#ifndef NIANBAO_UTF8_H
#define NIANBAO_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
bool utf8_is_hanzi(uint32_t cp);

/* A letter of ASCII. */
bool utf8_is_latin(uint32_t cp);

/* White space as a clerk sees it: ASCII blanks, NBSP, U+2000-200B, U+3000, U+FEFF. */
bool utf8_is_blank(uint32_t cp);

#endif
