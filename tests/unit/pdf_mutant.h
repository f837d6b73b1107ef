/*
 * Damaged PDF files: what reading them must come to.
 */
#ifndef NIANBAO_PDF_MUTANT_H
#define NIANBAO_PDF_MUTANT_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"

/* Opens and reads all there is; what is told does not matter, only that it ends. */
static inline void read_mutant(const char *bytes, size_t len, int *taken)
{
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    char *copy = must_alloc(len, 1); /* of its very length, so that a byte too far is seen */
    memcpy(copy, bytes, len);
    struct facts facts;
    struct pdf_file *f = pdf_open(a, copy, len, IN_FILE("x.pdf"), m);
    if (f != NULL && facts_read(a, f, IN_FILE("x.pdf"), m, &facts) == 0)
        ++*taken;
    else
        assert_true(messages_count(m, SEV_ERROR) > 0);
    free(copy);
    messages_free(m);
    arena_free(a);
}

#endif
