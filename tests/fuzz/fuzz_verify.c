/*
 * Fuzzing the verifier: it ends, reads none but the bytes given, and without any root finds nothing
 * valid. NIANBAO_TRUST names roots to go deeper with; signed PDFs as seeds help.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "archive/signing/verify.h"
#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct trust *trust;
    struct arena *a = arena_new();
    struct messages *m = messages_new(LANG_EN);
    const char *roots = getenv("NIANBAO_TRUST");
    if (trust == NULL)
        trust = trust_load(roots, m);
    if (trust == NULL)
        abort();
    struct verification v = verify_pdf(a, (const char *)bytes, len, trust, 0, LANG_EN);
    if (roots == NULL && v.verdict == SIGNATURE_VALID)
        abort();
    messages_free(m);
    arena_free(a);
    return 0;
}
