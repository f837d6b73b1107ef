/*
 * Passages: the text of a narrative, block by block, as the checks of the text read it. Each knows
 * where it stands in its file, so that a finding can point there.
 */
#ifndef NIANBAO_PASSAGE_H
#define NIANBAO_PASSAGE_H

#include <stdint.h>

#include "data/report/node.h"

/* A stretch of a passage that comes from one node of the tree. */
struct piece {
    size_t start;
    bool computed;               /* a resolved placeholder, not typed */
    const struct origin *origin; /* of such a number */
    struct source at;
};

/* One heading, paragraph, caption or cell. Code is left out; tables of the program's own too. */
struct passage {
    const struct node *block;
    const char *text; /* NUL-terminated */
    size_t len;
    const struct piece *pieces; /* the first begins at 0 */
    size_t n_pieces;
    bool cell;
    bool footnote;
};

struct passages {
    struct passage *list; /* in the order of the text */
    size_t n;
};

/* All passages of a document, in a. Texts and sources are a's or the tree's. */
const struct passages *passages_read(struct arena *a, const struct node *document);

/* Where the byte i of a passage was typed, and whether a placeholder made it. */
struct source passage_at(const struct passage *p, size_t i);
bool passage_computed(const struct passage *p, size_t i);

/*
 * Whether text stands at p->text[i], and the code point before or behind i, 0 at the ends.
 */
bool passage_has(const struct passage *p, size_t i, const char *text);
uint32_t passage_before(const struct passage *p, size_t i);
uint32_t passage_behind(const struct passage *p, size_t i);

/* The byte n characters before i, or 0. */
size_t passage_back(const struct passage *p, size_t i, int n);

/* The first of words[0..n) that stands at i, or that ends there: its length, 0: none. */
size_t passage_word(const struct passage *p, size_t i, const char *const *words, size_t n);
size_t passage_word_before(const struct passage *p, size_t i, const char *const *words, size_t n);

/* A table of words as the two want it. */
#define WORDS(w) (w), sizeof(w) / sizeof *(w)

#endif
