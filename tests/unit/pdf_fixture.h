/*
 * Small PDF files made for tests: objects from texts, the cross-reference table computed.
 */
#ifndef NIANBAO_PDF_FIXTURE_H
#define NIANBAO_PDF_FIXTURE_H

#include <string.h>

#include "base/buf.h"

/*
 * Appends a revision: objects numbers[i] with the values texts[i] (n of them), table and trailer.
 * size is that of the trailer, prev where the table before begins (0: none). Gives where its own
 * table begins.
 */
static inline size_t pdf_revision(struct buf *b, const int *numbers, const char *const *texts,
                                  size_t n, int size, size_t prev)
{
    size_t offsets[32];
    if (b->len == 0)
        buf_puts(b, "%PDF-1.7\n");
    for (size_t i = 0; i < n; i++) {
        offsets[i] = b->len;
        buf_printf(b, "%d 0 obj\n%s\nendobj\n", numbers[i], texts[i]);
    }
    size_t at = b->len;
    buf_puts(b, "xref\n0 1\n0000000000 65535 f \n");
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%d 1\n%010zu 00000 n \n", numbers[i], offsets[i]);
    buf_printf(b, "trailer\n<</Size %d/Root 1 0 R", size);
    if (prev > 0)
        buf_printf(b, "/Prev %zu", prev);
    buf_printf(b, ">>\nstartxref\n%zu\n%%%%EOF\n", at);
    return at;
}

/* A whole file of objects 1 to n. */
static inline size_t pdf_fixture(struct buf *b, const char *const *texts, size_t n)
{
    int numbers[32];
    for (size_t i = 0; i < n; i++)
        numbers[i] = (int)i + 1;
    return pdf_revision(b, numbers, texts, n, (int)n + 1, 0);
}

#endif
