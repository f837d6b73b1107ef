/*
 * Provenance: which files a report was made from, and what was in them. It travels with the
 * messages, so that whoever reads a file notes it without being asked.
 */
#ifndef NIANBAO_PROVENANCE_H
#define NIANBAO_PROVENANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"

struct arena;
struct messages;
struct provenance;

/* A file that was read, and the SHA-256 of its bytes. */
struct input {
    const char *path; /* as it was opened; "-" for standard input */
    size_t len;
    unsigned char sha256[DIGEST_SHA256];
};

/* An empty list in the arena, which provenance_free ends before the arena ends. */
struct provenance *provenance_new(struct arena *a);
void provenance_free(struct provenance *p);

/*
 * Notes that a file was read; each once. False when it now has other bytes than before, reported
 * [input-changed]: what is made from both would be made from neither.
 */
bool provenance_add(struct messages *m, const char *path, const void *bytes, size_t len);

/* The files read, in the order they were first. Borrowed until the next is. */
const struct input *provenance_list(const struct messages *m, size_t *n);

/* Notes in m what another sink noted. */
void provenance_take(struct messages *m, const struct messages *from);

#endif
