/*
 * What is wrong with a signature, for people: the first fault found ends the looking.
 */
#ifndef NIANBAO_FAULT_H
#define NIANBAO_FAULT_H

#include "archive/signing/verify.h"

struct fault {
    enum verdict verdict; /* VERDICT_VALID: none */
    const char *en, *zh;
};

/* Sets a fault; gives -1. The texts outlive it. */
static inline int fault_set(struct fault *f, enum verdict verdict, const char *en, const char *zh)
{
    *f = (struct fault){.verdict = verdict, .en = en, .zh = zh};
    return -1;
}

static inline int fault_broken(struct fault *f, const char *en, const char *zh)
{
    return fault_set(f, VERDICT_BROKEN, en, zh);
}

#endif
