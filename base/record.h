/*
 * Records: flat JSON objects of texts and whole numbers (RFC 8259), the form of the ledger's lines
 * and of what is known of an item. Writing one gives the same bytes each time, as the chain of
 * hashes needs it; reading refuses what the writer would not write.
 */
#ifndef NIANBAO_RECORD_H
#define NIANBAO_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct arena;

struct record_member {
    const char *name;
    const char *text; /* of a number: its digits */
    bool is_number;
};

struct record {
    struct record_member *members; /* in the order written */
    size_t n;
};

/*
 * Reads text[0..len), blanks around it allowed, into the arena. NULL when it is anything but one
 * flat object in valid UTF-8, without NUL characters, whose names are different.
 */
const struct record *record_read(struct arena *a, const char *text, size_t len);

/* A member's text, NULL where there is none; its number, 0 where there is none. */
const char *record_text(const struct record *r, const char *name);
int64_t record_number(const struct record *r, const char *name);

/*
 * Writing: members in order, then the end. A text that is NULL is left out; bytes that are no UTF-8
 * become U+FFFD, for a line that could not be read back would end the ledger. With separator "\n"
 * each member stands on a line of its own, with "" all in one.
 */
struct record_writer {
    struct buf *out;
    const char *separator;
    bool begun;
};

void record_put(struct record_writer *w, const char *name, const char *text);
void record_put_number(struct record_writer *w, const char *name, int64_t number);
void record_end(struct record_writer *w); /* with a line break behind it */

#endif
