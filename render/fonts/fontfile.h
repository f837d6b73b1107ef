/*
 * Font files: which file holds a family, by fontconfig. Families that are not installed are not
 * replaced by others: what stands in for them is the style's decision.
 */
#ifndef NIANBAO_FONTFILE_H
#define NIANBAO_FONTFILE_H

#include <stdbool.h>

struct fontfiles;

struct fontfile {
    const char *path; /* owned by the fontfiles */
    int index;        /* in a collection */
};

/* The fonts of the system and those that ship with the program. NULL when fontconfig fails. */
struct fontfiles *fontfiles_open(void);
void fontfiles_close(struct fontfiles *f);

/*
 * The file of a fontconfig pattern ("Noto Serif CJK SC:bold"): of the fonts with exactly that
 * family or full name, in any language, the one nearest in weight, slant and width. False when
 * there is none. Fonts with variations are passed over: they cannot be embedded as they are.
 */
bool fontfiles_find(struct fontfiles *f, const char *pattern, struct fontfile *out);

#endif
