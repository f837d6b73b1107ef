#include "archive/pki/fault.h"

const char *fault_validity(enum validity v)
{
    static const char *const names[] = {[SIGNATURE_VALID] = "valid",
                                        [SIGNATURE_UNSIGNED] = "unsigned",
                                        [SIGNATURE_UNTRUSTED] = "untrusted",
                                        [SIGNATURE_ALTERED] = "altered",
                                        [SIGNATURE_BROKEN] = "broken"};
    return names[v];
}
