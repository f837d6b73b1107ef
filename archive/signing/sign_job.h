/*
 * One signing in progress: inside of sign.c and longterm.c. It holds the file, the options and the
 * clock, so that each step of signing takes one argument.
 */
#ifndef NIANBAO_SIGN_JOB_H
#define NIANBAO_SIGN_JOB_H

#include "archive/pki/tsp.h"
#include "archive/signing/sign.h"
#include "pdf/pdf_read.h"

/* Bytes reserved for a signature or timestamp, when it does not need more. */
#define SIGN_ROOM 16384

struct sign_job {
    struct arena *arena;
    const char *bytes; /* the file before the next revision */
    size_t len;
    const struct sign_options *o;
    struct source at;
    struct messages *m;
    struct pdf_file *f;
    int64_t now;     /* seconds since 1970 */
    bool incomplete; /* a chain ended before its root */
};

/* Reports what is wrong and, in en and zh, with what; gives -1. */
int sign_refuse(const struct sign_job *j, enum severity severity, const char *rule, const char *en,
                const char *zh, const struct fault *why);

/*
 * The chain of a certificate at a time; without roots of the caller any end of a chain is good.
 * -1: why is set.
 */
int sign_chain(struct sign_job *j, const struct evidence *pool, struct der_bytes certificate,
               enum usage usage, int64_t when, struct chain *out, struct fault *why);

/* A timestamp over content from the job's TSA, whose certificate was checked. -1, reported. */
int sign_stamp(struct sign_job *j, const struct signed_bytes *content, struct buf *token);

/*
 * A revision behind the job's file: with the evidence of validity for all its signatures and
 * timestamps and, with stamp, a document timestamp over it. -1, reported.
 */
int longterm_extend(struct sign_job *j, bool stamp, struct buf *out);

#endif
