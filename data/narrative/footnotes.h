/*
 * Footnotes: those of a Markdown text that nothing calls, which its reader drops without a word.
 * They are found beforehand and told, since a silent loss would go unseen.
 */
#ifndef NIANBAO_FOOTNOTES_H
#define NIANBAO_FOOTNOTES_H

#include "base/msg.h"

struct arena;

/*
 * Tells each footnote "[^NAME]: …" of text[0..len) that is called by no [^NAME], as a warning
 * [unused-footnote]. Lines that stand in by four blanks or between ``` are code.
 */
void footnotes_check(struct arena *a, const char *text, size_t len, const char *file,
                     struct messages *m);

#endif
