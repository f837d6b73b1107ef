/*
 * Buf: a growing string of bytes, for text that is put together piece by piece. Whoever fills one
 * frees it, or moves what it holds to an arena with buf_keep.
 */
#ifndef NIANBAO_BUF_H
#define NIANBAO_BUF_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* A growing string, or list of what is added whole. Start with {0}; data is NUL-terminated once
 * anything was added. */
struct buf {
    char *data;
    size_t len;
    size_t cap;
};

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_milli(struct buf *b, int64_t v); /* v thousandths, with the decimals needed: -0.25 */
void buf_code_point(struct buf *b, uint32_t cp);
void buf_hex(struct buf *b, const void *bytes, size_t len); /* FE02 */
/* The text of an XML 1.0 document: < > & escaped, control characters but blanks left out (2.2). */
void buf_xml(struct buf *b, const char *text);
void buf_free(struct buf *b);

/* Moves what b holds to the arena, NUL-terminated and aligned for any type; b is empty then. */
void *buf_keep(struct buf *b, struct arena *a);

#endif
