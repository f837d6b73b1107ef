/*
 * Cleaning a text that was copied from the web or typed long ago: nothing but its form changes.
 * Each change that was made is kept, so that a person can look through them.
 */
#ifndef NIANBAO_IMPORT_CLEAN_H
#define NIANBAO_IMPORT_CLEAN_H

#include "data/prose/passage.h"

/* Chinese where a tenth of the letters are hanzi. */
enum language import_language(const char *text, size_t len);

/*
 * The lines of UTF-8 text[0..len), each a passage at its line of file. Chinese: simplified
 * characters where the text is traditional, pinyin residue taken out, marks full-width beside
 * hanzi, digits half-width, no blanks beside hanzi, a paragraph for each outline number. English:
 * wrapped lines joined. A web site's notices at the end are dropped. Each sort of change is told
 * with its count, [cleaned]. NULL on failure, reported.
 */
const struct passages *import_clean(struct arena *a, const char *file, const char *text, size_t len,
                                    enum language language, struct messages *m);

#endif
