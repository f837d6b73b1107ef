/*
 * Hyphens: where English words may be divided, by Liang's patterns as TeX has them. Its source is
 * the only one that knows libhyphen.
 */
#ifndef NIANBAO_HYPHENS_H
#define NIANBAO_HYPHENS_H

#include "layouts/compose/charclass.h"

/*
 * Sets BREAK_HYPHEN in letters[0..n) wherever the patterns divide a word, and nothing broke yet.
 * Words are ASCII letters; those with digits, hyphens or marks of addresses beside them, and those
 * in capitals, stay whole, and at least two letters stay before a hyphen and three behind. Without
 * the patterns a warning [no-hyphenation] is told once a process and nothing is set.
 */
void hyphens_find(struct letter *letters, size_t n, struct messages *m);

#endif
