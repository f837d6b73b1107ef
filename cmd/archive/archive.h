/*
 * nianbao archive: what its actions are asked for, and the actions, a file or a function each.
 */
#ifndef NIANBAO_ARCHIVE_H
#define NIANBAO_ARCHIVE_H

#include "archive/store/inspection.h"
#include "archive/store/store.h"
#include "cmd/cmd.h"

struct archive_options {
    const char *store;
    const char *fonds, *organ;      /* init */
    const char *retention, *office; /* init, add */
    const char *report, *title;     /* add */
    int year;
    bool unsigned_too;
    const char *trust;         /* add, verify, renew */
    const char *why;           /* withdraw */
    const char *tsa;           /* renew */
    int before;                /* renew: days */
    char head[DIGEST_HEX + 1]; /* verify; "": none */
    const char *output;        /* export */
    bool json;
    int wait; /* seconds */
    enum language language;
    char **names; /* files, codes or words */
    int n;
};

/* Each gives an exit status, or reports to m. */
void archive_init(const struct archive_options *o, struct messages *m);
int archive_add(const struct archive_options *o);
void archive_list(const struct archive_options *o, struct messages *m);
void archive_show(const struct archive_options *o, struct messages *m);
void archive_search(const struct archive_options *o, struct messages *m);
void archive_verify(const struct archive_options *o, struct messages *m);
void archive_renew(const struct archive_options *o, struct messages *m);
void archive_export(const struct archive_options *o, struct messages *m);
void archive_withdraw(const struct archive_options *o, struct messages *m);
void archive_reindex(const struct archive_options *o, struct messages *m);

/* The report on the signatures of a PDF, as nianbao verify gives it; to be freed. */
char *archive_verification(const char *name, const struct verification *v);

/* Whether text, NULL or a part of a code, can be one; else told under that rule. */
bool archive_part(const char *text, const char *rule, struct messages *m);

/*
 * A text of the command line or a PDF as lists can print it, without control characters; in the
 * arena, NULL stays one. NULL too, reported [text-too-long], where a line of the ledger would be
 * too long.
 */
const char *archive_text(struct arena *a, const char *text, struct source at, struct messages *m);

/* Whether it was signed, in words. */
const char *archive_status(const char *signature, bool zh);

#endif
