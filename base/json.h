/*
 * JSON: writing its strings, and members of objects.
 */
#ifndef NIANBAO_JSON_H
#define NIANBAO_JSON_H

#include <stdbool.h>
#include <stdio.h>

struct buf;

/*
 * s as a JSON string with its quotes (RFC 8259, 7), to a file or added to b. Bytes that are no
 * UTF-8 become U+FFFD: no reader would take the rest.
 */
void json_string(const char *s, FILE *out);
void json_add(struct buf *b, const char *s);

/* "name": value, or null for NULL. */
void json_member(const char *name, const char *value, FILE *out);

/* "name": true or false. */
void json_bool(const char *name, bool value, FILE *out);

#endif
