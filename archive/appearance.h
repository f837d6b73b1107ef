/*
 * How a signature looks in its field: who signed, why and when, in glyphs that the page's fonts
 * already hold (a font cannot be added to a signed file, and a subset has no others).
 */
#ifndef NIANBAO_APPEARANCE_H
#define NIANBAO_APPEARANCE_H

#include "archive/pdf_update.h"

struct appearance {
    const char *name;   /* the signer's */
    const char *reason; /* or NULL */
    int year, month, day;
};

/*
 * Adds the appearance of a field to a revision. Where the field has no area nothing is done; what
 * the fonts lack glyphs for is left out and told [appearance-glyphs], without the name all of it.
 */
void appearance_add(struct pdf_update *u, struct arena *a, struct pdf_file *f,
                    const struct pdf_value *field, const struct appearance *look, struct source at,
                    struct messages *m);

#endif
