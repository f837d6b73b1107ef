/*
 * Text: what is done with words as people type them: trimmed, compared, proposed. It knows nothing
 * of reports; what a word means is decided where it is read.
 */
#ifndef NIANBAO_TEXT_H
#define NIANBAO_TEXT_H

#include <stddef.h>

/* Moves *s forward and shortens *len so that neither end is blank. */
void text_trim(const char **s, size_t *len);

/* The letters of a spreadsheet's column, counted from 1: 1 is A, 27 is AA. */
#define COLUMN_LETTERS_MAX 8
void text_column_letters(int column, char out[COLUMN_LETTERS_MAX]);

/*
 * Of n names the one nearest to word by edit distance over code points, if near enough to be
 * what was meant (distance <= 1 + length/3); else NULL. Borrowed from names.
 */
const char *text_nearest(const char *word, const char *const *names, size_t n);

#endif
