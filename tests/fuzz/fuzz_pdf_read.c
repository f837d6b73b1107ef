/*
 * Fuzzing the reader of PDF files: whatever the bytes are, it ends, and reads none but them.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "pdf/facts.h"
#include "pdf/pdf_open.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    struct facts facts;
    struct pdf_file *f = pdf_open(a, (const char *)bytes, len, NOWHERE, m);
    if (f != NULL)
        facts_read(a, f, NOWHERE, m, &facts);
    messages_free(m);
    arena_free(a);
    return 0;
}
