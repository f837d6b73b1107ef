/*
 * Breaks: where a line may end. Unicode's opportunities (UAX 14, through ICU), restricted and
 * extended by the rules for Chinese marks.
 */
#ifndef NIANBAO_BREAKS_H
#define NIANBAO_BREAKS_H

#include "layouts/compose/charclass.h"
#include "layouts/compose/para.h"

/*
 * Sets brk of letters[0..n), the letters of text[0..len) by charclass_letters (some of them turned
 * into CLASS_CALL by the caller). Between Latin, digits and other scripts ICU decides; wherever a
 * Chinese mark is concerned, CLREQ 3.1.4 at the given strictness does. Never before letters[0] and
 * never before a blank: blanks hang at the line's end. Without ICU's data a failure [icu] is told
 * and only the Chinese rules and blanks give breaks.
 */
void breaks_find(struct letter *letters, size_t n, const char *text, size_t len,
                 enum language language, enum strictness strictness, struct messages *m);

/*
 * Sets starts[i] for each byte of text[0..len) where a word, a mark or a blank begins by UAX 29 and
 * ICU's dictionary of Chinese words; the others are cleared. Without ICU's data, told as above, all
 * are cleared.
 */
void breaks_words(bool *starts, const char *text, size_t len, enum language language,
                  struct messages *m);

#endif
