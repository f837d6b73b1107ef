/*
 * Display: titles as they are typed, with the line breaks that the author wants: "|" or "\n". It
 * gives a title in both forms: for the page, and in one line for everything else.
 */
#ifndef NIANBAO_DISPLAY_H
#define NIANBAO_DISPLAY_H

struct arena;

/*
 * The text with each "|" and each typed "\n" as a line break, blanks around it dropped; NULL for
 * NULL. In the arena.
 */
const char *display_lines(struct arena *a, const char *text);

/*
 * Such lines as one plain text, for properties and outlines: joined as they are beside a hanzi or a
 * Chinese mark, with a space between two words of Latin letters. In the arena.
 */
const char *display_plain(struct arena *a, const char *lines);

#endif
