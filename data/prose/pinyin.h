/*
 * Pinyin that copying from the web leaves behind its character: 区(qū). It is recognised by its
 * tone marks and taken out.
 */
#ifndef NIANBAO_PINYIN_H
#define NIANBAO_PINYIN_H

#include <stddef.h>

/* The length in bytes of "(qū)" at text[i], brackets of either width; 0 where there is none. */
size_t pinyin_at(const char *text, size_t len, size_t i);

/* The same of "?qū)": the bracket and the character before it were lost. */
size_t pinyin_damaged_at(const char *text, size_t len, size_t i);

#endif
