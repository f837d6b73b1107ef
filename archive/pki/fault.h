/*
 * Faults of signatures: how valid one is, and why it is not, in words for people. The first fault
 * that is found ends the looking.
 */
#ifndef NIANBAO_FAULT_H
#define NIANBAO_FAULT_H

enum validity {
    SIGNATURE_VALID,
    SIGNATURE_UNSIGNED,  /* no signature, nor was one taken away */
    SIGNATURE_UNTRUSTED, /* intact, but the certificate: no root, expired, revoked, not for signing
                          */
    SIGNATURE_ALTERED,   /* signed bytes were changed, or what was added later is not allowed */
    SIGNATURE_BROKEN     /* cannot be read, or breaks a rule: nothing can be told */
};

/* "valid", "unsigned", "untrusted", "altered", "broken". */
const char *fault_validity(enum validity v);

struct fault {
    enum validity verdict; /* SIGNATURE_VALID: none */
    const char *en, *zh;
};

/* Sets a fault; gives -1. The texts outlive it. */
static inline int fault_set(struct fault *f, enum validity verdict, const char *en, const char *zh)
{
    *f = (struct fault){.verdict = verdict, .en = en, .zh = zh};
    return -1;
}

static inline int fault_broken(struct fault *f, const char *en, const char *zh)
{
    return fault_set(f, SIGNATURE_BROKEN, en, zh);
}

#endif
