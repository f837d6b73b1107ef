/*
 * What was changed in a PDF after it was signed. Allowed is what later signatures, document
 * timestamps and their evidence need (ISO 32000-1, 12.8.2.2, table 254, as P 2 is meant; ETSI EN
 * 319 142-1, 5.4); all else is named for people.
 */
#ifndef NIANBAO_REVISION_DIFF_H
#define NIANBAO_REVISION_DIFF_H

#include "pdf/pdf_read.h"

struct revision_changes {
    const char *const *texts; /* in the language asked for */
    size_t n;
    bool allowed; /* all of them */
};

/*
 * Compares the newest state of a file with that when it was signed. texts: what is not allowed, or
 * where all is, what was added; in the arena.
 */
void revision_diff(struct arena *a, const struct pdf_file *then, const struct pdf_file *now,
                   enum language language, struct revision_changes *out);

#endif
