/*
 * How a signature looks in its field: who signed, why and when, in glyphs that the page's fonts
 * already hold (a font cannot be added to a signed file, and a subset has no others). Where a glyph
 * is missing the text is told and left out, not replaced.
 */
#ifndef NIANBAO_APPEARANCE_H
#define NIANBAO_APPEARANCE_H

#include "pdf/pdf_update.h"

struct appearance_text {
    const char *name;   /* the signer's */
    const char *reason; /* or NULL */
    int year, month, day;
};

struct appearance;

/*
 * How a field looks with that text, in the arena. NULL where the field has no area, or where
 * nothing can be shown. What the fonts lack glyphs for is left out and told [appearance-glyphs],
 * without the name all of it.
 */
const struct appearance *appearance_new(struct arena *a, struct pdf_file *f,
                                        const struct pdf_value *field,
                                        const struct appearance_text *text, struct source at,
                                        struct messages *m);

/* Adds it to a revision of f; NULL adds nothing. */
void appearance_add(const struct appearance *look, struct pdf_update *u);

#endif
