/*
 * Table words: how narrow a cell's text can be, and where the long names of a head are broken. A
 * number is never broken, and a name only where a reader would break it.
 */
#ifndef NIANBAO_TABLE_WORDS_H
#define NIANBAO_TABLE_WORDS_H

#include "layouts/flow/flow.h"

/* In one line, and as narrow as can be: the widest part that no line end should cut. */
struct text_widths {
    int32_t natural, least;
};

/* Measures f->spans, which stay. words: no line end should cut a word of Chinese either. */
struct text_widths table_words_measure(struct flow *f, bool words);

/*
 * Puts forced breaks into f->spans so that they fill lines of width by whole words, as few as can
 * be and then as even, none of a single character. Leaves them alone where they fit in one line,
 * are no short text, or have a word that is wider.
 */
void table_words_break(struct flow *f, int32_t width);

#endif
