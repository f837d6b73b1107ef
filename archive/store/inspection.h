/*
 * Inspection: whether an archive still is what it was, in the four groups of DA/T 70-2018: 真实性
 * authenticity, 完整性 completeness, 可用性 usability, 安全性 security. Every byte is read once.
 */
#ifndef NIANBAO_INSPECTION_H
#define NIANBAO_INSPECTION_H

#include "archive/store/accession.h"

enum quality { QUALITY_AUTHENTIC, QUALITY_COMPLETE, QUALITY_USABLE, QUALITY_SECURE };
#define N_QUALITIES 4

struct finding {
    enum quality quality;
    bool problem;     /* else a note */
    const char *rule; /* bag-changed ... */
    const char *item; /* its code, or NULL */
    const char *path; /* in the store, or NULL */
    const char *text; /* in the language asked */
};

struct inspection_options {
    const char *code; /* one item, or NULL: all */
    const char *head; /* the hash of a line that the ledger must have, or NULL */
    const struct trust *trust;
    bool roots; /* trust has some; else who vouches for signatures is not checked */
};

struct inspection {
    struct arena *arena;
    enum language language;
    const char *dir; /* of the store */
    struct buf list; /* struct finding */
    const struct finding *findings;
    size_t n_findings, n_problems;
    size_t items, bags, files, bytes, signatures; /* how much was looked at */
};

/* 0, whatever was found; -1, reported, when the machine fails. Texts are in a. */
int inspection_run(struct arena *a, const struct store *s, const struct inspection_options *o,
                   struct messages *m, struct inspection *out);

#endif
