/*
 * Outline numbers, as officials type them, and narratives in plain text that live by them. 一、
 * （一）
 * 1. （1） become headings and lists of the same tree that Markdown gives.
 */
#ifndef NIANBAO_OUTLINE_H
#define NIANBAO_OUTLINE_H

#include "data/narrative/narrative.h"

/*
 * The length in bytes of the outline number that text[0..len) begins with, 0 where there is none;
 * *level is then 1..4. Levels by GB/T 9704-2012 7.3.3: 一、 · （一） · 1. · （1）; also as typed in
 * practice: （一）、 and (一) · 1、 and 1． · a、 and (1).
 */
size_t outline_number(const char *text, size_t len, int *level);

/* The value of such a number: 一 to 九十九, 1 to 999, a to z. */
int outline_value(const char *text, size_t len);

/*
 * Plain text[0..len), file being its name: every line with text is a paragraph; the first is
 * dropped when it repeats the report's title. Lines of levels 1 and 2 become headings, or run-in
 * headings where more follows their first sentence. A line `![caption](chart:NAME)` places a
 * figure or table. Errors are told to the reading's messages.
 */
struct node *outline_read(struct reading *rd, const char *text, size_t len, const char *file);

#endif
